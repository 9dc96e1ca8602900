"""The rules in the admin: errors stop publication, never a draft; warnings stop nothing."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from articles.models import Article
from faq.models import Question, QuestionSet

LONG = "This one sentence " + "goes on and on and " * 5 + "then it ends."
WORDS = """
[[word]]
words = ["cure", "cures"]
why = "Nothing cures everybody."

[[word]]
words = ["powerful"]
why = "It sells."
level = "warning"
"""


@pytest.fixture
def page(content):
    """A published article and a set of questions, with a list of words."""
    content.write("wording.toml", WORDS)
    content.article("alpha", "Some text.")
    content.article("beta", "Some text.")
    content.questions("is-it-safe")
    content.apply()
    return Article.objects.get(slug="alpha")


def save(client, page, **changed):
    data = {"title": page.title, "summary": page.summary, "order": page.order, "body": page.body}
    address = reverse("admin:articles_article_change", args=[page.pk])
    return client.post(address, data | {"status": "published"} | changed)


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def text_of(response):
    return response.content.decode()


def seen(slug="alpha"):
    return Article.objects.published().get(slug=slug).body


def test_what_keeps_the_rules_is_published(page, admin_client):
    response = save(admin_client, page, body="Other text.")

    assert response.status_code == 302
    assert seen() == "Other text."


def test_an_error_stops_publication_and_loses_no_text(page, admin_client):
    body = f"Some text.\n\nKAP is a cure.\n\n{LONG}"
    response = save(admin_client, page, body=body)

    assert response.status_code == 200
    assert "Line 3: “cure”: Nothing cures everybody. (wording)" in text_of(response)
    assert "Line 5: a sentence of" in text_of(response)
    assert "(reading)" in text_of(response)
    assert "KAP is a cure." in text_of(response)
    assert seen() == Article.objects.get(slug="alpha").body == "Some text."


@pytest.mark.parametrize(
    ("field", "text", "where"),
    [
        ("summary", "It is a cure.", "Summary, Line 1: "),
        ("key_points", "One.\nA cure.\nThree.", "Key points, Line 2: "),
        ("title", "The cure", "Title, Line 1: "),
    ],
)
def test_an_error_beside_the_text_names_its_field(page, admin_client, field, text, where):
    assert f"{where}“cure”" in text_of(save(admin_client, page, **{field: text}))


def test_a_draft_is_saved_with_its_errors_and_tells_them(page, admin_client):
    response = save(admin_client, page, body="KAP is a cure.", status="draft")

    assert response.status_code == 302
    assert "Line 1: “cure”: Nothing cures everybody. (wording)" in told(response)
    assert Article.objects.get(slug="alpha").body == "KAP is a cure."


def test_a_draft_with_a_broken_link_is_refused_as_no_file_could_load_beside_it(page, admin_client):
    response = save(admin_client, page, body="A [link](no-such.md).", status="draft")

    assert response.status_code == 200
    assert "there is no document" in text_of(response)


def test_a_warning_stops_nothing_and_is_told(page, admin_client):
    response = save(admin_client, page, body="A powerful tool.")

    assert response.status_code == 302
    assert "“powerful”: It sells. (wording)" in told(response)
    assert seen() == "A powerful tool."


def question_data(question, **changed):
    names = ("title", "position", "concern", "short_answer", "body")
    return {"set": question.set_id} | {name: getattr(question, name) for name in names} | changed


def test_a_question_of_a_published_set_is_stopped_too(page, admin_client):
    question = Question.objects.get()
    address = reverse("admin:faq_question_change", args=[question.pk])
    response = admin_client.post(address, question_data(question, short_answer="A cure."))

    assert response.status_code == 200
    assert "Short answer, Line 1: “cure”" in text_of(response)
    assert Question.objects.get().short_answer == "In short."


def test_a_question_of_a_draft_is_saved_with_its_errors(page, admin_client):
    QuestionSet.objects.update(status="draft")
    question = Question.objects.get()
    address = reverse("admin:faq_question_change", args=[question.pk])
    response = admin_client.post(address, question_data(question, short_answer="A cure."))

    assert response.status_code == 302
    assert "Short answer, Line 1: “cure”" in told(response)
    assert Question.objects.get().short_answer == "A cure."


def test_a_set_goes_live_only_when_its_questions_may(page, admin_client):
    Question.objects.update(body="KAP is a cure.")
    questions = QuestionSet.objects.get()
    data = {"title": questions.title, "summary": questions.summary, "order": 1}
    address = reverse("admin:faq_questionset_change", args=[questions.pk])
    response = admin_client.post(address, data | {"status": "published", "body": "Hello."})

    assert response.status_code == 200
    assert "“Is-It-Safe?”: “cure”" in text_of(response)


def test_a_new_set_is_held_against_the_rules_too(page, admin_client):
    data = {"title": "More", "slug": "more", "order": 2, "status": "published"}
    address = reverse("admin:faq_questionset_add")

    assert "“cure”" in text_of(admin_client.post(address, data | {"body": "A cure."}))
    assert admin_client.post(address, data | {"body": "Hello."}).status_code == 302
    assert QuestionSet.objects.published().count() == 2


@pytest.mark.parametrize("slug", ["", "Not an address"])
def test_a_page_without_an_address_is_refused_in_words(page, admin_client, slug):
    data = {"title": "More", "slug": slug, "order": 2, "status": "draft", "body": "Hello."}
    response = admin_client.post(reverse("admin:articles_article_add"), data)

    assert response.status_code == 200
    assert Article.objects.count() == 2


def publish(client, *articles, query=""):
    data = {"action": "publish", "_selected_action": [one.pk for one in articles]}
    return client.post(reverse("admin:articles_article_changelist") + query, data)


def test_the_list_publishes_what_is_fine_and_says_what_is_not(page, admin_client):
    Article.objects.update(status="draft")
    Article.objects.filter(slug="alpha").update(body="KAP is a cure.")
    response = publish(admin_client, *Article.objects.all())

    assert "“Alpha” is not published. Mend this first: articles/alpha.md:" in told(response)
    assert "(wording)" in told(response)
    assert "1 changed." in told(response)
    assert Article.objects.get(slug="alpha").status == "draft"
    assert Article.objects.get(slug="beta").status == "published"


def test_the_list_narrowed_to_drafts_publishes_too(page, admin_client):
    Article.objects.published().delete()
    Article.objects.update(status="draft")
    publish(admin_client, Article.objects.get(slug="beta"), query="?status__exact=draft")

    assert seen("beta") == "Some text."
