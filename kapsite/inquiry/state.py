"""What a form carries from page to page in a hidden field: sealed, aging, for one form only.

Answers travel in the visitor's own page, so that nothing typed lies in a session, a
cookie, an address or a log before it is sent.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.encoding import force_bytes
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FormState:
    """One filling-in of one form, from its first page to its sending."""

    purpose: str
    one_time: str = field(repr=False)
    issued: float
    answers: Answers = field(default_factory=dict, repr=False)

    @property
    def age(self) -> float:
        """Seconds since the form was first shown."""
        return time.time() - self.issued

    def with_answers(self, answers: Answers) -> "FormState":
        """The same filling-in, further on."""
        return replace(self, answers=answers)


class StateError(Exception):
    """A form state that is not ours: edited, cut, made by somebody else."""


class ForeignStateError(StateError):
    """A form state of ours, but of another form."""


class ExpiredStateError(StateError):
    """A form state of ours that is too old; ``state`` gives back what was typed."""

    def __init__(self, state: FormState) -> None:
        super().__init__("expired")
        self.state = state


def fresh(purpose: str) -> FormState:
    """The state of a form that is shown for the first time."""
    return FormState(purpose, secrets.token_urlsafe(32), time.time())


def write(state: FormState) -> str:
    """The state as text for a hidden field; nobody but us can read or change it."""
    return base64.urlsafe_b64encode(
        next(_boxes()).encrypt(json.dumps(asdict(state)).encode())
    ).decode()


def read(text: str, *, purpose: str) -> FormState:
    """The state in ``text``; raises ExpiredStateError, ForeignStateError or StateError."""
    state = FormState(**json.loads(_decrypt(text)))
    if state.purpose != purpose:
        raise ForeignStateError
    if state.age > settings.FORM_LIFETIME.total_seconds():
        raise ExpiredStateError(state)
    return state


def _decrypt(text: str) -> bytes:
    try:
        sealed = base64.urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        raise StateError from None
    for box in _boxes():
        try:
            return box.decrypt(sealed)
        except (CryptoError, ValueError):
            continue
    raise StateError


def _boxes() -> Iterator[SecretBox]:
    """One box per secret key, today's first, so that a change of it loses nobody's text."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield SecretBox(
            hashlib.blake2b(force_bytes(secret), digest_size=32, person=b"kapsite-state").digest()
        )
