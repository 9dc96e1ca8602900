"""The audit takes rows and gives none back."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from kapsite.audit.models import AppendOnlyError, AuditEvent, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    record(actor="ana", action="open", target="inquiry:KAP-2222-3333", detail={"fields": ["phone"]})
    return AuditEvent.objects.get()


def test_an_event_says_who_did_what_to_what_and_when(event):
    assert (event.actor, event.action, event.target) == ("ana", "open", "inquiry:KAP-2222-3333")
    assert event.detail == {"fields": ["phone"]}
    assert event.at is not None


def test_an_event_has_no_foreign_key():
    assert not [field for field in AuditEvent._meta.get_fields() if field.is_relation]


def test_an_event_cannot_be_changed(event):
    event.actor = "somebody else"
    with pytest.raises(AppendOnlyError):
        event.save()
    assert AuditEvent.objects.get().actor == "ana"


def test_an_event_cannot_be_deleted(event):
    with pytest.raises(AppendOnlyError):
        event.delete()
    assert AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(actor="somebody else"),
        lambda rows: rows.bulk_update(list(rows), ["actor"]),
        lambda rows: rows.delete(),
    ],
)
def test_events_cannot_be_changed_or_deleted_together(event, change):
    with pytest.raises(AppendOnlyError):
        change(AuditEvent.objects.all())
    assert AuditEvent.objects.get().actor == "ana"


def test_a_row_cannot_be_overwritten_by_its_number(event):
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        AuditEvent(pk=event.pk, actor="mallory", action="x", target="y").save()


def test_staff_read_the_audit_and_cannot_touch_it(event, client):
    client.force_login(User.objects.create_superuser("ana"))
    page = reverse("admin:audit_auditevent_change", args=[event.pk])
    assert client.get(reverse("admin:audit_auditevent_changelist")).status_code == 200
    assert client.get(page).status_code == 200
    assert client.post(page, {"actor": "x"}).status_code == 403
    assert client.post(reverse("admin:audit_auditevent_add")).status_code == 403
    delete = reverse("admin:audit_auditevent_delete", args=[event.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert AuditEvent.objects.get().actor == "ana"
