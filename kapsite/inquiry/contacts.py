"""E-mail and phone as keyed hashes: enough to recognize them, too little to read them."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from kapsite.inquiry.models import Inquiry


def email_hash(email: str, *, salt: str) -> str:
    """The hash of an e-mail address however it is written; empty for none.

    ``salt`` is the inquiry's id, so that equal addresses are not equal rows.
    """
    return _hash("email", email.strip().casefold(), salt, settings.SECRET_KEY)


def phone_hash(phone: str, *, salt: str) -> str:
    """The hash of a phone number by its last ten digits; empty for none."""
    return _hash("phone", _digits(phone), salt, settings.SECRET_KEY)


def named(inquiry: Inquiry, contact: str) -> bool:
    """Whether ``contact`` is the e-mail or the phone that was given with the inquiry."""
    stored = [known for known in (inquiry.email_hash, inquiry.phone_hash) if known]
    # Every pair is compared: how long it takes tells nothing.
    matches = [
        constant_time_compare(known, given)
        for known in stored
        for given in _all_hashes(contact, str(inquiry.id))
    ]
    return any(matches)


def _all_hashes(contact: str, salt: str) -> Iterator[str]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _hash("email", contact.strip().casefold(), salt, secret)
        yield _hash("phone", _digits(contact), salt, secret)


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone, flags=re.ASCII)[-10:]


def _hash(kind: str, value: str, salt: str, secret: str | bytes) -> str:
    if not value:
        return ""
    key_salt = f"kapsite.inquiry.{kind}.{salt}"
    return salted_hmac(key_salt, value, secret=secret, algorithm="sha256").hexdigest()
