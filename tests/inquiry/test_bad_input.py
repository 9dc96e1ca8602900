"""Bad input gets a clear page with the text still in it; never a 500, never a loss."""

import time
from datetime import timedelta

import pytest

from kapsite.inquiry import state as states
from kapsite.inquiry.actions import open_inquiry
from kapsite.inquiry.models import Inquiry
from tests.inquiry.visitor import ANSWERS, Visitor, sent

pytestmark = pytest.mark.django_db
ODD = "אני לא ישן 🌙🧠 \u202eمرحبا\u202c ņandu"


def refused(visitor, status):
    assert visitor.page.status_code == status
    assert not Inquiry.objects.exists()
    return visitor.text


@pytest.mark.parametrize(
    ("kind", "changed", "message"),
    [
        ("message", {"consent": None}, "Tick the box if you agree"),
        ("message", {"email": "robin@"}, "name@example.com"),
        ("message", {"email": ""}, "Enter an e-mail address or a phone number"),
        ("message", {"reach": "phone"}, "Enter your phone number, or choose e-mail"),
        ("message", {"reach": None}, "Choose how we may reach you"),
        ("message", {"reach": "pigeon"}, "pigeon"),
        ("message", {"message": " \n "}, "Write your message"),
        ("message", {"name": "x" * 101}, "shorten this to 100 characters"),
        ("screening", {"phone": "12345"}, "phone number with its area code"),
        ("screening", {"phone": "", "email": "a@b.co"}, "Enter your phone number"),
        ("screening", {"adult": None}, "Choose whether this person is 18"),
        ("screening", {"region": ""}, "Choose a state"),
        ("screening", {"health": "y" * 2001}, "shorten this to 2000 characters"),
    ],
)
def test_a_wrong_answer_is_named_and_linked_and_the_rest_stays(visitor, kind, changed, message):
    text = refused(visitor.fill_in(kind, **changed), 422)
    assert "There is a problem" in text
    assert "<title>Error:" in text
    assert message in text
    (name,) = list(changed)[:1]
    assert f'href="#id_{name}' in text or 'href="#id_phone"' in text
    for kept in {"name", "best_times", "hope", "message"} - set(changed):
        assert ANSWERS[kind].get(kept, "") in text


def test_a_megabyte_comes_back_in_its_field_with_the_limit(visitor):
    much = "marzipan " * 111_111
    assert "Up to 5,000 characters" in visitor.open("/contact/message/").text
    text = refused(visitor.go_on(message=much), 422)
    assert much.strip() in text
    assert "shorten this to 5000 characters" in text


@pytest.mark.parametrize("form", ["multipart", "urlencoded"])
def test_more_than_the_site_takes_in_gets_a_clear_page(visitor, settings, form):
    much = {"message": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    visitor.open("/contact/message/")
    if form == "multipart":
        visitor.post("/contact/message/", much)
    else:
        kind = "application/x-www-form-urlencoded"
        body = "message=" + much["message"]
        visitor.page = visitor.client.post("/contact/message/", body, content_type=kind)
    text = refused(visitor, 413)
    assert "too much for this form" in text
    assert settings.CLINIC["phone"] in text


def test_very_many_fields_get_a_clear_page(visitor):
    visitor.open("/contact/message/").post("/contact/message/", {f"f{n}": "" for n in range(300)})
    refused(visitor, 413)


def test_a_broken_body_gets_a_clear_page(visitor):
    kind = "multipart/form-data; boundary="
    visitor.page = visitor.client.post("/contact/message/", b"\xff\xfe", content_type=kind)
    refused(visitor, 413)


def test_control_characters_are_taken_out():
    sent(message="one\x00 two\x07\x1b[31m\r\nthree\x85\tfour", name="Ro\x00bin")
    answers = {a["name"]: a["value"] for a in open_inquiry(inquiry=Inquiry.objects.get(), by="a")}
    assert answers["message"] == "one two[31m\nthree\tfour"
    assert answers["name"] == "Robin"


def test_line_ends_count_as_one_character(visitor):
    visitor.fill_in(message="a\r\n" * 2499 + "ab")
    assert "Check your answers" in visitor.text


def test_emoji_and_right_to_left_text_arrive_whole():
    sent(message=ODD, name=ODD)
    answers = {a["name"]: a["value"] for a in open_inquiry(inquiry=Inquiry.objects.get(), by="a")}
    assert answers["message"] == answers["name"] == ODD


def test_markup_is_shown_as_text(visitor):
    visitor.fill_in(message="<script>alert(1)</script>")
    assert b"<script>alert" not in visitor.page.content
    assert b"&lt;script&gt;alert" in visitor.page.content


@pytest.mark.parametrize("token", [None, "", "forged", "x" * 64])
def test_a_forged_post_gets_its_form_back_with_the_text_and_works_when_pressed_again(
    visitor, token
):
    visitor.open("/contact/message/").go_on(csrfmiddlewaretoken=token)
    text = refused(visitor, 403)
    assert "Not sent yet" in text
    assert ANSWERS["message"]["message"] in text
    assert "There is a problem" not in text
    visitor.go_on().send()
    assert visitor.page.status_code == 303


def test_a_browser_that_lost_its_cookie_gets_its_form_back(visitor):
    visitor.open("/contact/message/")
    visitor.client.cookies.clear()
    assert ANSWERS["message"]["message"] in refused(visitor.go_on(), 403)
    assert visitor.go_on().page.status_code == 200


def test_a_post_from_elsewhere_is_not_sent(visitor):
    visitor.fill_in()
    data = {**visitor.hidden(), "send": "1"}
    visitor.page = visitor.client.post("/contact/message/", data, headers={"origin": "https://x.y"})
    refused(visitor, 403)


def test_a_forged_sending_shows_the_answers_again_and_works_when_pressed_again(visitor):
    visitor.fill_in().send(csrfmiddlewaretoken="forged")
    text = refused(visitor, 403)
    assert "Check your answers" in text
    assert ANSWERS["message"]["message"] in text
    assert visitor.send().page.status_code == 303


@pytest.mark.parametrize("state", [None, "", "forged", "\x00", "ü" * 9])
def test_a_forged_state_gets_the_form_back_with_the_text(visitor, state):
    visitor.open("/contact/message/").go_on(state=state)
    assert ANSWERS["message"]["message"] in refused(visitor, 400)
    assert visitor.go_on().page.status_code == 200


def test_the_state_of_the_other_form_gets_the_form_back(visitor):
    foreign = visitor.open("/contact/screening/").hidden()["state"]
    visitor.open("/contact/message/").go_on(state=foreign)
    assert ANSWERS["message"]["message"] in refused(visitor, 400)


def test_a_forged_state_sends_nothing(visitor):
    visitor.fill_in().send(state="forged")
    assert "could not read the answers" in refused(visitor, 400)


@pytest.mark.parametrize("step", ["continue", "send", "change"])
def test_an_expired_page_gives_everything_back(visitor, settings, monkeypatch, step):
    visitor.open("/contact/message/") if step == "continue" else visitor.fill_in()
    later = time.time() + settings.FORM_LIFETIME.total_seconds() + 1
    monkeypatch.setattr(states.time, "time", lambda: later)
    press = {"continue": visitor.go_on, "send": visitor.send}
    change = lambda: visitor.post("/contact/message/", {"change-name": "1"})  # noqa: E731
    text = refused(press.get(step, change)(), 400)
    assert "open for a long time" in text
    assert ANSWERS["message"]["message"] in text
    assert visitor.go_on().send().page.status_code == 303


def test_who_fills_in_the_hidden_field_gets_the_phone_and_the_text_back(visitor, settings):
    text = refused(visitor.fill_in(website="https://buy.example"), 422)
    assert settings.CLINIC["phone"] in text
    assert ANSWERS["message"]["message"] in text
    assert "https://buy.example" not in text


def test_who_is_faster_than_people_gets_the_phone_and_the_text_back(visitor, settings):
    settings.FORM_MINIMUM = timedelta(seconds=30)
    assert visitor.fill_in().page.status_code == 200
    text = refused(visitor.send(), 422)
    assert settings.CLINIC["phone"] in text
    assert ANSWERS["message"]["message"] in text
    settings.FORM_MINIMUM = timedelta(0)
    assert visitor.send().page.status_code == 303


def test_the_hidden_field_is_hidden_by_the_style_sheet_alone():
    text = Visitor().open("/contact/message/").text
    assert 'class="hp" aria-hidden="true"' in text
    assert "style=" not in text.split("<main", 1)[1]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/contact/message/").status_code == 405
