"""Export: an unedited document comes back to the byte, an edited one keeps what was not edited."""

import pytest

from articles.models import Article
from faq.models import Question, QuestionSet
from kapsite.publishing.kinds import kinds
from kapsite.publishing.models import Fact, Glossary, Reference, Term
from kapsite.publishing.sync import Step

PATH = "articles/alpha.md"
PLAIN = "---\ntitle: Alpha\nsummary: Short.\n---\n\nSome text.\n"
ODD = """\
---
# Agreed with the clinic.
order:   7   # after the others

summary: >-
  A long summary
  in two lines.
title: 'Alpha: the first'
# Links
related: [
  "alpha.md",   # itself
]
"status": published
---


## One

Some   text.
"""
SPELLINGS = {
    "plain": PLAIN,
    "odd": ODD,
    "dos": PLAIN.replace("\n", "\r\n"),
    "marked": "\ufeff" + PLAIN,
    "unfinished": PLAIN.rstrip("\n"),
    "many lines": PLAIN + "\n\n\n",
    "close": "---\ntitle: Alpha\n---\nSome text.",
    "pasted": "# Alpha\n\nSome text.\n",
    "underlined": "Alpha\n=====\nSome text.\n",
    "in one line": "---\n{title: Alpha, order: 3}\n---\n\nSome text.\n",
    "empty": "---\ntitle: Alpha\n---\n",
    "old mac": PLAIN.replace("\n", "\r"),
}


def exported(content, run, tmp_path, name="out"):
    folder = tmp_path / name
    run("--export", str(folder))
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def canonical():
    return {one.path: kind.text(one) for kind in kinds().values() for one in kind.stored()}


@pytest.mark.parametrize("name", SPELLINGS)
def test_an_unedited_document_comes_back_to_the_byte(content, run, tmp_path, name):
    content.write(PATH, SPELLINGS[name].encode())
    content.apply()

    assert exported(content, run, tmp_path) == {PATH: SPELLINGS[name].encode()}


@pytest.mark.parametrize("name", sorted({*SPELLINGS} - {"old mac", "in one line", "empty"}))
def test_a_new_body_leaves_all_else_alone(content, run, name):
    content.write(PATH, SPELLINGS[name].encode())
    content.apply()
    article = Article.objects.get()
    article.body = article.body.replace("text.", "other text.")
    article.save()

    run("--export")

    changed = SPELLINGS[name].replace("text.", "other text.")
    assert content.read(PATH) == changed
    assert content.step(PATH) is Step.SAME


def test_a_new_key_leaves_all_other_lines_alone(content, run):
    content.write(PATH, ODD)
    content.apply()
    Article.objects.update(title="Beta: the second", order=9, short_title="B")

    run("--export")

    changed = ODD.replace("'Alpha: the first'", "'Beta: the second'")
    changed = changed.replace("order:   7   # after the others\n", "order: 9\n")
    assert content.read(PATH) == changed.replace(
        '"status": published\n', '"status": published\nshort_title: B\n'
    )


def test_a_key_that_went_takes_its_lines_along(content, run):
    content.write(PATH, ODD)
    content.apply()
    Article.objects.update(related=[])

    run("--export")

    assert content.read(PATH) == ODD.replace(
        '# Links\nrelated: [\n  "alpha.md",   # itself\n]\n', ""
    )


def test_a_pasted_page_gets_front_matter_where_it_needs_one(content, run):
    content.write(PATH, SPELLINGS["pasted"])
    content.apply()
    Article.objects.update(summary="Short.", updated="2026-11-24")

    run("--export")

    assert content.read(PATH) == (
        "---\ntitle: Alpha\nsummary: Short.\nupdated: 2026-11-24\n---\n\nSome text.\n"
    )


def test_line_ends_and_byte_order_mark_survive_an_edit(content, run):
    content.write(PATH, ("\ufeff" + PLAIN.replace("\n", "\r\n")).encode())
    content.apply()
    Article.objects.update(title="Beta")

    run("--export")

    assert content.read(PATH) == "\ufeff" + PLAIN.replace("Alpha", "Beta").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "title", ["no", "12:30", "1.10", "- a", "a: b", "#1", "'", '"', "Über", "🙂", "a" * 200, "{x}"]
)
def test_any_title_survives_the_way_out_and_in(content, run, title):
    content.write(PATH, PLAIN)
    content.apply()
    Article.objects.update(title=title)

    run("--export")
    Article.objects.all().delete()
    content.write("articles/beta.md", content.read(PATH))
    content.apply()

    assert Article.objects.get(slug="beta").title == title


FAQ = """\
---
title: Concerns
summary: Short.
---

An   introduction.


## Is it *safe*?   {#safe}

**Short answer:** In short.
**Concern:** A worry.

The answer.

## Other

* one
* two


## Conclusion

The end.
"""


def test_an_edited_question_leaves_its_neighbors_alone(content, run):
    content.write("faq/concerns.md", FAQ)
    content.apply()
    Question.objects.filter(slug="other").update(body="* one\n* two\n* three")

    run("--export")

    old = "## Other\n\n* one\n* two\n"
    new = "## Other {#other}\n\n* one\n* two\n* three\n"
    assert content.read("faq/concerns.md") == FAQ.replace(old, new)
    assert content.step("faq/concerns.md") is Step.SAME


def test_an_edited_title_of_a_set_leaves_its_questions_alone(content, run):
    content.write("faq/concerns.md", FAQ)
    content.apply()
    QuestionSet.objects.update(title="Worries")

    run("--export")

    assert content.read("faq/concerns.md") == FAQ.replace("title: Concerns", "title: Worries")


def test_a_new_question_stands_in_its_place(content, run):
    content.write("faq/concerns.md", FAQ)
    content.apply()
    Question.objects.create(
        set=QuestionSet.objects.get(), title="New?", slug="new", position=2, body="Yes."
    )

    run("--export")

    assert content.read("faq/concerns.md") == FAQ.replace(
        "* two\n\n\n## Conc", "* two\n\n## New? {#new}\n\nYes.\n\n## Conc"
    )


def test_what_staff_type_into_a_question_never_becomes_another_question(content, run):
    content.questions("safe")
    content.apply()
    question = Question.objects.get()
    question.short_answer = "One.\n\nTwo."
    question.body = "# A\n\n> ## B\n\n```\n## C\n```\n\nD {#d}\n---\n\n## E {#e}"
    question.save()

    run("--export")
    Question.objects.all().delete()
    QuestionSet.objects.all().delete()
    content.write("faq/again.md", content.read("faq/concerns.md"))
    (content.folder / "faq/concerns.md").unlink()
    content.apply()

    question = Question.objects.get()
    assert question.short_answer == "One.\nTwo."
    assert question.body == "### A\n\n> ## B\n\n```\n## C\n```\n\n### D {#d}\n\n### E {#e}"


@pytest.mark.parametrize(
    "title", ["Is *this* it?", "3 things", "{clinic:phone}?", "a_b_c", "[x](y)", "C #", "&amp; <b>"]
)
def test_any_title_of_a_question_survives_the_way_out_and_in(content, run, title):
    content.questions("safe", "3-things")
    content.apply()
    Question.objects.update(title=title)

    run("--export")
    QuestionSet.objects.all().delete()
    content.write("faq/concerns.md", content.read("faq/concerns.md").encode() + b"\n")
    run("--apply", "--take-file", "faq/concerns.md")

    assert list(Question.objects.values_list("title", "slug")) == [
        (title, "safe"),
        (title, "3-things"),
    ]


GLOSSARY = """\
---
title: Words
---

Hello.

## Zeta

The last
letter.

## Alpha {#alpha}

The first.

Also:  alphas,alpha's
"""


def test_an_edited_term_leaves_its_neighbors_alone(content, run):
    content.write("glossary.md", GLOSSARY)
    content.apply()
    Term.objects.filter(slug="alpha").update(definition="The very first.")
    Term.objects.create(slug="beta", name="Beta", definition="The second.", automatic=False)

    run("--export")

    new = "## Alpha {#alpha}\n\nThe very first.\n\nAlso: alphas, alpha's\n\n"
    new += "## Beta {#beta}\n\nThe second.\n\nMatch: by hand\n"
    assert content.read("glossary.md") == GLOSSARY.partition("## Alpha")[0] + new


def test_terms_that_staff_wrote_first_get_a_file(content, run):
    Term.objects.create(slug="beta", name="Beta", definition="The second.\r\nLetter.")

    run("--export")

    assert "## Beta {#beta}\n\nThe second. Letter.\n" in content.read("glossary.md")
    assert content.step("glossary.md") is not Step.CONFLICT


FACTS = """\
# What several pages say.

[one]   # the first
title = 'One'
text = '''
uno'''

# Ask the clinic.
[two]
text = "dos"
title = "Two"
confirm = true

[three]
title = "Three"
text = "tres"
"""


def test_an_edited_fact_leaves_comments_and_neighbors_alone(content, run):
    content.write("facts.toml", FACTS)
    content.apply()
    Fact.objects.filter(key="two").update(text='"deux"\nd’eux')
    Fact.objects.create(key="four", title="Four", text="cuatro", position=9)

    run("--export")

    new = '[two]\ntitle = "Two"\ntext = "\\"deux\\"\\nd’eux"\nconfirm = true\n'
    old = '[two]\ntext = "dos"\ntitle = "Two"\nconfirm = true\n'
    end = '\n[four]\ntitle = "Four"\ntext = "cuatro"\n'
    assert content.read("facts.toml") == FACTS.replace(old, new) + end


def test_a_fact_that_went_takes_its_comment_along(content, run):
    content.write("facts.toml", FACTS)
    content.apply()
    Fact.objects.filter(key="two").delete()

    run("--export")

    assert "[two]" not in content.read("facts.toml")
    assert content.read("facts.toml").startswith(FACTS.partition("# Ask")[0].rstrip())


REFERENCES = """\
[
  {"id": "a2019", "type": "book", "title": "A", "custom": {"evidence": "x"}},

  {
    "title": "B",   "type": "book",
    "id": "b2020"
  }
]
"""


def test_an_edited_reference_leaves_its_neighbors_alone(content, run):
    content.write("references.json", REFERENCES)
    content.apply()
    Reference.objects.filter(key="b2020").update(evidence="In mice.")

    run("--export")

    text = content.read("references.json")
    assert text.startswith(REFERENCES.partition("  {\n")[0])
    assert '"evidence": "In mice."' in text
    assert content.step("references.json") is Step.SAME


def test_a_new_and_a_removed_reference_are_written(content, run):
    content.write("references.json", REFERENCES)
    content.apply()
    Reference.objects.filter(key="a2019").delete()
    Reference.objects.create(key="c2021", csl={"type": "book", "title": "C"})

    run("--export")
    Reference.objects.all().delete()
    content.write("references.json", content.read("references.json").encode() + b" ")
    run("--apply", "--take-file", "references.json")

    assert list(Reference.objects.values_list("key", flat=True)) == ["b2020", "c2021"]


def test_an_export_elsewhere_makes_the_same_site_again(content, run, tmp_path, settings):
    content.write(PATH, ODD)
    content.write("faq/concerns.md", FAQ)
    content.write("glossary.md", GLOSSARY)
    content.write("facts.toml", FACTS)
    content.write("references.json", REFERENCES)
    content.document("pages/about.md", "Text.\n\n{fact:one}")
    content.apply()
    Article.objects.update(title="Beta", status="draft")
    Fact.objects.filter(key="one").update(text="eins")
    Term.objects.filter(slug="zeta").update(automatic=False)
    before = canonical()
    run("--export", str(tmp_path / "out"))

    for model in (Article, Question, QuestionSet, Glossary, Term, Fact, Reference):
        model.objects.all().delete()
    from kapsite.publishing.models import Agreement, Page

    Page.objects.all().delete()
    Agreement.objects.all().delete()
    settings.CONTENT_DIR = tmp_path / "out"
    assert run("--apply").status == 0

    assert canonical() == before
    assert len(before) == 6


def test_what_only_the_database_has_is_written_and_then_in_step(content, run):
    Article.objects.create(title="New", slug="new", body="Hello.", status="published")

    done = run("--export")

    assert done.status == 0
    assert content.read("articles/new.md") == "---\ntitle: New\n---\n\nHello.\n"
    assert content.step("articles/new.md") is Step.SAME


def test_an_export_leaves_no_half_written_file(content, run):
    content.article()
    content.apply()
    Article.objects.update(body="Edited.")

    run("--export")

    assert [file.name for file in (content.folder / "articles").iterdir()] == ["alpha.md"]
