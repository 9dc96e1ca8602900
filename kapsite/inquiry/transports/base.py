"""What the outbox asks of a transport."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Notice:
    """What may be told about an inquiry without opening it.

    ``id`` stays the same over all attempts, so that a receiver can drop a repeat.
    """

    id: UUID
    reference: str


class TransportError(Exception):
    """The hand-off failed; the message is plain words, without a word of the content.

    ``permanent``: trying again would change nothing until somebody mends something.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class Transport(Protocol):
    """One way to the clinic."""

    def send(self, notice: Notice) -> None:
        """Hand it off, or raise TransportError; returning means that the other side has it."""
