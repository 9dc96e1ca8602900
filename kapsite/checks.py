"""What ``manage.py check --deploy`` says of an installation that real patients would use."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security, deploy=True)
def samples(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The clinic's own details must be the clinic's."""
    return [
        CheckWarning(
            f"The clinic's {key} is still the sample.",
            hint=f"Set KAP_CLINIC_{key.upper().replace('-', '_')}.",
            id="kapsite.W001",
        )
        for key, sample in settings.CLINIC_SAMPLES.items()
        if settings.CLINIC[key] == sample
    ]


@register(Tags.security, deploy=True)
def encrypted(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Visitors' words must not cross a network in the clear."""
    if settings.TLS:
        return []
    return [
        CheckWarning(
            "KAP_BASE_URL is not an https address: cookies and forms would travel in the clear.",
            hint="Put a proxy with TLS in front and set KAP_BASE_URL to https://…",
            id="kapsite.W002",
        )
    ]


@register(Tags.security, deploy=True)
def mailed(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A notice in a folder reaches nobody."""
    if settings.EMAIL_HOST:
        return []
    return [
        CheckWarning(
            "Notices of inquiries are written to a folder; nobody is told of an inquiry.",
            hint="Set KAP_SMTP_HOST, KAP_MAIL_FROM and KAP_NOTICE_TO.",
            id="kapsite.W003",
        )
    ]
