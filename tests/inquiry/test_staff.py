"""Staff: a list without anything personal, and a page that opens one inquiry, audited."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from kapsite.audit.models import AuditEvent
from kapsite.inquiry import actions
from kapsite.inquiry.models import Delivery, Inquiry
from tests.inquiry.visitor import MESSAGE, sent

pytestmark = pytest.mark.django_db
LIST = "/admin/inquiry/inquiry/"


@pytest.fixture
def inquiry():
    sent()
    return Inquiry.objects.get()


@pytest.fixture
def staff(client):
    client.force_login(User.objects.create_superuser("ana"))
    return client


def page(inquiry):
    return reverse("admin:inquiry_inquiry_change", args=[inquiry.pk])


def openings():
    return list(AuditEvent.objects.filter(action="open").values_list("actor", "target"))


def test_the_list_shows_reference_kind_and_hand_off_and_nothing_personal(staff, inquiry):
    text = staff.get(LIST).content.decode()
    assert inquiry.reference in text
    assert "mail: On its way" in text
    for typed in (MESSAGE["name"], MESSAGE["email"], MESSAGE["message"]):
        assert typed not in text
    assert openings() == []


def test_the_page_opens_the_answers_and_the_audit_says_who_each_time(staff, inquiry):
    text = staff.get(page(inquiry)).content.decode()
    assert MESSAGE["message"] in text
    assert MESSAGE["email"] in text
    staff.get(page(inquiry))
    assert openings() == [("ana", inquiry.target)] * 2
    inquiry.refresh_from_db()
    assert inquiry.opened_at


def test_the_first_opening_already_shows_when_it_was_opened(staff, inquiry):
    adminform = staff.get(page(inquiry)).context["adminform"]
    assert adminform.form.instance.opened_at


def test_opening_is_not_cached(staff, inquiry):
    assert "no-store" in staff.get(page(inquiry))["Cache-Control"]


def test_what_was_typed_is_shown_as_text(staff):
    sent(message="<script>alert(1)</script>")
    body = staff.get(page(Inquiry.objects.get())).content
    assert b"<script>alert" not in body
    assert b"&lt;script&gt;alert" in body


@pytest.mark.parametrize("who", ["nobody", "staff without the permission"])
def test_others_see_nothing_and_open_nothing(client, inquiry, who):
    if who != "nobody":
        client.force_login(User.objects.create_user("bo", is_staff=True))
    for path in (LIST, page(inquiry)):
        response = client.get(path)
        assert response.status_code in {302, 403}
        assert MESSAGE["message"].encode() not in response.content
    assert openings() == []


def test_who_may_view_may_open_and_not_change(client, inquiry):
    bo = User.objects.create_user("bo", is_staff=True)
    bo.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(bo)
    assert MESSAGE["message"] in client.get(page(inquiry)).content.decode()
    assert openings() == [("bo", inquiry.target)]
    assert client.post(page(inquiry), {"status": "closed"}).status_code == 403


def change(staff, inquiry, **data):
    inline = {f"deliveries-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return staff.post(page(inquiry), {**inline, **data})


def test_a_change_of_status_is_audited(staff, inquiry):
    assert change(staff, inquiry, status="in_contact").status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.status == "in_contact"
    event = AuditEvent.objects.get(action="status")
    assert (event.actor, event.detail) == ("ana", {"status": "in_contact"})


def test_nothing_but_the_status_is_changed(staff, inquiry):
    before = Inquiry.objects.values().get()
    change(staff, inquiry, status="closed", reference="KAP-XXXX-XXXX", kind="screening", sealed="x")
    assert Inquiry.objects.values().get() == {**before, "status": "closed"}


def test_saving_without_a_change_is_no_event(staff, inquiry):
    change(staff, inquiry, status="new")
    assert not AuditEvent.objects.filter(action="status").exists()


def test_nobody_adds_or_deletes(staff, inquiry):
    assert staff.get(f"{LIST}add/").status_code == 403
    delete = reverse("admin:inquiry_inquiry_delete", args=[inquiry.pk])
    assert staff.post(delete, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": str(inquiry.pk), "post": "yes"}
    staff.post(LIST, chosen)
    assert Inquiry.objects.exists()


def test_a_stopped_hand_off_is_started_again(staff, inquiry):
    Delivery.objects.update(state="parked", last_error="No such address.")
    assert "Stopped, needs somebody" in staff.get(LIST).content.decode()
    assert "No such address." in staff.get(page(inquiry)).content.decode()
    staff.post(LIST, {"action": "retry_delivery", "_selected_action": str(inquiry.pk)})
    assert Delivery.objects.get().state == "waiting"
    assert AuditEvent.objects.filter(actor="ana", action="retry").exists()


def test_without_the_key_a_plain_message_takes_the_place_of_the_answers(staff, inquiry, settings):
    for path in settings.KEYS_DIR.glob("private-*"):
        path.unlink()
    response = staff.get(page(inquiry))
    assert response.status_code == 200
    assert "put it back from the backup" in response.content.decode()
    assert openings() == []


def test_a_public_process_opens_nothing_though_the_key_is_there(staff, inquiry, settings):
    settings.ROLE = "public"
    text = staff.get(page(inquiry)).content.decode()
    assert "opens no inquiries" in text
    assert MESSAGE["message"] not in text


def test_swapped_rows_are_told(staff, inquiry):
    sent(message="another")
    other = Inquiry.objects.exclude(pk=inquiry.pk).get()
    Inquiry.objects.filter(pk=inquiry.pk).update(sealed=other.sealed)
    text = staff.get(page(inquiry)).content.decode()
    assert "belong to another inquiry" in text
    assert "another</dd>" not in text


def test_a_withdrawn_inquiry_says_so(staff, inquiry):
    actions.withdraw(inquiry=inquiry, by="visitor")
    assert "took this request back" in staff.get(page(inquiry)).content.decode()
