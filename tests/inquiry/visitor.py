"""A visitor whose browser runs no JavaScript: reads pages, fills in forms, presses buttons."""

import html
import re

from django.test import Client

MESSAGE = {
    "name": "Robin",
    "email": "robin@example.com",
    "phone": "",
    "reach": "email",
    "message": "How long does a visit take?",
    "consent": "on",
}
SCREENING = {
    "for_whom": "me",
    "adult": "yes",
    "region": "VT",
    "name": "Robin",
    "email": "",
    "phone": "(555) 555-0123",
    "reach": "phone",
    "leave_message": "no",
    "best_times": "weekdays after 4 pm",
    "hope": "sleeping again",
    "tried": "two kinds of pills",
    "health": "high blood pressure",
    "consent": "on",
}
ANSWERS = {"message": MESSAGE, "screening": SCREENING}


class Visitor:
    """Keeps the page that was last shown, as a browser does."""

    def __init__(self):
        self.client = Client(enforce_csrf_checks=True)
        self.page = None

    @property
    def text(self):
        """The page's source, with entities resolved."""
        return html.unescape(self.page.content.decode())

    def hidden(self):
        """The hidden fields of the page's first form."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.text)
        return dict(found)

    def open(self, path):
        """Follow a link."""
        self.page = self.client.get(path)
        return self

    def post(self, path, data):
        """Press a button, with the page's hidden fields where ``data`` does not replace them."""
        data = {**self.hidden(), **data}
        self.page = self.client.post(path, {k: v for k, v in data.items() if v is not None})
        return self

    def fill_in(self, kind="message", **changed):
        """Open the form, fill it in, and press Continue."""
        self.open(f"/contact/{kind}/")
        return self.go_on(kind, **changed)

    def go_on(self, kind="message", **changed):
        """Fill in the form of this page, and press Continue."""
        return self.post(f"/contact/{kind}/", {**ANSWERS[kind], **changed, "check": "1"})

    def send(self, kind="message", **changed):
        """Press Send on the page with the answers."""
        return self.post(f"/contact/{kind}/", {"send": "1", **changed})

    def follow(self):
        """Go where the answer leads."""
        return self.open(self.page["Location"])

    def receipt_path(self):
        """The private link on the confirmation."""
        return re.search(r"/receipt/[\w-]+/", self.text)[0]

    def reference(self):
        """The reference on the confirmation."""
        return re.search(r"KAP-\w{4}-\w{4}", self.text)[0]


def sent(kind="message", **changed):
    """A visitor who has sent a form and looks at the confirmation."""
    return Visitor().fill_in(kind, **changed).send(kind).follow()
