"""Inquiries without a browser, and transports without a network."""

from kapsite.inquiry import actions
from kapsite.inquiry import state as states
from kapsite.inquiry.models import Inquiry

ANSWERS = [
    {"name": "email", "question": "E-mail", "value": "r@example.com", "answer": "r@example.com"}
]


def make_inquiry(kind="message"):
    """A stored inquiry with its deliveries."""
    receipt = actions.submit(state=states.fresh(kind), answers=ANSWERS, consent_version="1")
    return Inquiry.objects.get(reference=receipt.reference)


class FakeTransport:
    """Remembers what it was given; raises ``error`` where there is one."""

    def __init__(self, error=None):
        self.error = error
        self.sent = []

    def send(self, notice):
        self.sent.append(notice)
        if self.error:
            raise self.error
