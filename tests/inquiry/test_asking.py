"""Asking: the forms from their first page to the confirmation."""

import pytest

from kapsite.audit.models import AuditEvent
from kapsite.inquiry.actions import open_inquiry
from kapsite.inquiry.models import Inquiry
from tests.inquiry.visitor import ANSWERS, sent

pytestmark = pytest.mark.django_db
KINDS = ["message", "screening"]


def test_contact_offers_the_phone_first_then_the_two_forms(visitor, settings):
    text = visitor.open("/contact/").text
    phone = text.index(settings.CLINIC["phone"])
    assert phone < text.index('href="/contact/message/"', phone) < text.index("/contact/screening/")
    assert settings.CLINIC["hours"] in text
    assert settings.CLINIC["reply-time"] in text
    assert "around the clock" in text


@pytest.mark.parametrize("path", ["/contact/", *(f"/contact/{kind}/" for kind in KINDS)])
def test_crisis_help_stands_above_the_form(visitor, path):
    main = visitor.open(path).text.split("<main", 1)[1]
    assert "988" in main
    assert "911" in main
    assert main.index("988") < main.index("<form") if "<form" in main else True


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_says_why_or_how_and_is_labeled(visitor, kind):
    text = visitor.open(f"/contact/{kind}/").text
    for name in ANSWERS[kind]:
        assert f'id="id_{name}_helptext"' in text
        assert f'for="id_{name}"' in text or f'id="id_{name}_group"' in text


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_shown_before_they_are_sent(visitor, kind):
    visitor.fill_in(kind)
    assert visitor.page.status_code == 200
    assert "Check your answers" in visitor.text
    for name in ("name", "email", "phone", "message", "hope", "tried", "health", "best_times"):
        assert ANSWERS[kind].get(name, "") in visitor.text
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_can_be_changed_and_the_others_stay(visitor, kind):
    visitor.fill_in(kind).post(f"/contact/{kind}/", {"change-name": "1"})
    assert 'value="Robin"' in visitor.text
    assert visitor.text.count("autofocus") == 1
    visitor.go_on(kind, name="Sam")
    assert "Check your answers" in visitor.text
    assert "Sam" in visitor.text


@pytest.mark.parametrize("kind", KINDS)
def test_sending_leads_to_a_confirmation_with_reference_and_what_happens_next(
    visitor, kind, settings
):
    visitor.fill_in(kind).send(kind)
    assert (visitor.page.status_code, visitor.page["Location"]) == (303, "/contact/sent/")
    visitor.follow()
    inquiry = Inquiry.objects.get()
    assert visitor.reference() == inquiry.reference
    assert settings.CLINIC["reply-time"] in visitor.text
    assert "Do not stop one" in visitor.text
    assert visitor.open(visitor.receipt_path()).page.status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_stored_is_sealed_dated_and_consented(kind):
    sent(kind)
    inquiry = Inquiry.objects.get()
    assert inquiry.kind == kind
    assert inquiry.status == "new"
    assert inquiry.consent_version
    assert inquiry.consented_at == inquiry.received_at
    assert b"Robin" not in bytes(inquiry.sealed)
    assert inquiry.delete_after is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_clinic_gets_every_question_with_its_answer(kind):
    sent(kind)
    answers = {a["name"]: a for a in open_inquiry(inquiry=Inquiry.objects.get(), by="ana")}
    for name, typed in ANSWERS[kind].items():
        assert answers[name]["question"]
        if name != "consent":
            assert answers[name]["value"] == typed
    assert answers["consent"]["answer"] == "Yes"
    assert answers["reach"]["answer"] in {"Call me", "E-mail me"}


def test_the_inquiry_its_delivery_and_its_audit_row_come_together():
    sent()
    inquiry = Inquiry.objects.get()
    assert [d.target for d in inquiry.deliveries.all()] == ["mail"]
    event = AuditEvent.objects.get()
    assert (event.actor, event.action, event.target) == ("visitor", "submit", inquiry.target)


def test_with_no_transport_on_an_inquiry_is_stored_all_the_same(settings):
    settings.NOTICE_TO = []
    sent()
    assert not Inquiry.objects.get().deliveries.exists()


def test_somebody_who_is_not_an_adult_gets_help_and_leaves_nothing(visitor):
    visitor.fill_in("screening", adult="no")
    assert visitor.page.status_code == 200
    assert "We see adults only" in visitor.text
    assert "988" in visitor.text
    assert not Inquiry.objects.exists()
    visitor.post("/contact/screening/", {"change-adult": "1"})
    assert "weekdays after 4 pm" in visitor.text


def test_a_minor_s_state_cannot_be_sent(visitor):
    visitor.fill_in("screening", adult="no").send("screening")
    assert "We see adults only" in visitor.text
    assert not Inquiry.objects.exists()


def test_the_confirmation_opened_without_its_cookie_explains_itself(visitor):
    visitor.open("/contact/sent/")
    assert visitor.page.status_code == 200
    assert "There is nothing to show here" in visitor.text


def test_a_forged_confirmation_cookie_shows_nothing(visitor):
    visitor.client.cookies["sent"] = "KAP-2222-2222/x:1:forged"
    visitor.open("/contact/sent/")
    assert visitor.page.status_code == 200
    assert "KAP-2222" not in visitor.text


def test_the_confirmation_s_cookie_is_for_that_page_alone(visitor, settings):
    visitor.fill_in().send()
    cookie = visitor.page.cookies["sent"]
    assert cookie["path"] == "/contact/sent/"
    assert cookie["httponly"]
    assert 0 < cookie["max-age"] <= 3600
    settings.TLS = True
    secure = visitor.fill_in().send().page.cookies["__Secure-sent"]
    assert secure["secure"]


@pytest.mark.parametrize(
    "path", ["/contact/", "/contact/message/", "/contact/sent/", "/receipt/x/"]
)
def test_no_page_of_the_inquiry_is_stored_on_the_way(visitor, path):
    assert "no-store" in visitor.open(path).page["Cache-Control"]


def test_the_page_to_check_is_not_stored_either(visitor):
    assert "no-store" in visitor.fill_in().page["Cache-Control"]
    assert "no-store" in visitor.send().page["Cache-Control"]


def test_contact_sets_no_cookie(visitor):
    assert not visitor.open("/contact/").page.cookies
