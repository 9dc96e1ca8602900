"""Words typed into every field lie nowhere but in the sealed box and in the visitor's page."""

import base64
import logging
import quopri
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import outbox
from kapsite.inquiry.models import Inquiry
from kapsite.logs import PrivateFormatter
from tests.inquiry.visitor import ANSWERS, Visitor

MARKERS = {
    "name": "Zebrafink",
    "phone": "(555) 867-5309",
    "email": "quittenmus@example.com",
    "best_times": "Vogelbeere",
    "hope": "Wacholder",
    "tried": "Schlehdorn",
    "health": "Sanddorn",
    "message": "Moosbeere",
}


def forms_of(word):
    """The word as it might lie somewhere."""
    raw = word.encode()
    found = {raw, quote(word).encode(), quopri.encodestring(raw), word.encode("utf-16-le")}
    for shift in range(3):
        coded = base64.b64encode(b" " * shift + raw)
        found.add(coded[4 if shift else 0 : -4])
    return found


def walk(kind, typed):
    """Through an error, a forged post, a refused sending, and to the receipt."""
    visitor = Visitor().fill_in(kind, **{**typed, "consent": None})
    visitor.go_on(kind, **typed, csrfmiddlewaretoken="forged")
    visitor.go_on(kind, **typed, state="forged")
    visitor.go_on(kind, **typed)
    visitor.send(kind, csrfmiddlewaretoken="forged")
    visitor.send(kind).follow()
    visitor.open(visitor.receipt_path())
    path = visitor.page.request["PATH_INFO"]
    visitor.post(path, {"contact": typed["name"]})
    return visitor


def database_bytes():
    """The database as it lies on disk, with its journals; else as it is read."""
    if connection.vendor != "sqlite":
        return repr([*Inquiry.objects.values(), *AuditEvent.objects.values()]).encode()
    path = Path(connection.settings_dict["NAME"])
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_no_word_that_was_typed_is_kept_in_the_clear(shared_database, settings, tmp_path, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    caplog.set_level(logging.DEBUG)
    kept = []
    for kind in ("message", "screening"):
        visitor = walk(kind, {k: v for k, v in MARKERS.items() if k in ANSWERS[kind]})
        kept.append(str(visitor.client.cookies).encode())
    while outbox.deliver_next():
        pass
    assert Inquiry.objects.filter(delivered_at=None).count() == 0
    kept += [PrivateFormatter().format(record).encode() for record in caplog.records]
    kept += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    kept.append(database_bytes())
    everything = b"\n".join(kept)
    assert b"New inquiry KAP-" in everything
    for marker in MARKERS.values():
        for form in forms_of(marker):
            assert form not in everything, (marker, form)
