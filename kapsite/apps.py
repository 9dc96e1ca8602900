"""The project itself as an app: its checks and its commands."""

from django.apps import AppConfig


class KapsiteConfig(AppConfig):
    """Wires the apps together."""

    name = "kapsite"
    verbose_name = "kapsite"

    def ready(self) -> None:
        """Register the checks of an installation."""
        from kapsite import checks  # noqa: F401 - its decorators register them
