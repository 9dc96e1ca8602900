"""A broken file is named with its line, nothing at all is loaded, the site stays as it was."""

import pytest
from django.db import connection

from articles.models import Article
from kapsite.publishing import pages, publication, sync
from kapsite.publishing.models import Agreement, Fact, Reference

BROKEN = {
    "articles/broken.md": ("no title here", "articles/broken.md:1: error: no title; add a line"),
    "articles/open.md": ("---\ntitle: A\n", "articles/open.md:1: error: the front matter is not"),
    "articles/latin.md": (
        "---\ntitle: A\n---\n\nCaf\xe9".encode("latin-1"),
        "articles/latin.md:5: error: not UTF-8; save the file as UTF-8.",
    ),
    "articles/Big Name.md": (
        "# A",
        "error: the file's name is the address; rename it to “big-name.md”.",
    ),
    "articles/ünder.md": ("# A", "rename it to “nder.md”."),
    "articles/-.md": ("# A", "rename it to “page.md”."),
    "pages/articles.md": ("# A", "the address “/articles/” is the site's own; rename the file."),
    "articles/link.md": ("# A\n\n[x](beta.md)", "articles/link.md:3: error: there is no document"),
    "articles/cite.md": ("# A\n\nx\ny[@no]", "articles/cite.md:4: error: no reference “no”."),
    "articles/fact.md": ("# A\n\n{fact:no}", "articles/fact.md:3: error: no fact “no”."),
    "articles/term.md": ("# A\n\n[no]{term}", "articles/term.md:3: error: no glossary term “no”."),
    "articles/related.md": (
        "---\ntitle: A\nrelated:\n  - beta.md\n---\n",
        "articles/related.md:3: error: related: there is no document “articles/beta.md”.",
    ),
    "articles/near.md": (
        "---\ntitle: A\nrelated: [/search/]\n---\n",
        "articles/near.md:3: error: related: “/search/” is no document; name its file.",
    ),
    "faq/label.md": (
        "# A\n\n## Q?\n\n**Concern:** a\n\n**Concern:** b",
        "faq/label.md:7: error: “Concern” stands twice",
    ),
    "faq/ends.md": (
        "# A\n\n## Conclusion\n\na\n\n## Conclusion\n\nb",
        "faq/ends.md:7: error: there are two conclusions",
    ),
    "faq/address.md": (
        "# A\n\n## ???\n\nb",
        "faq/address.md:3: error: “” is no address; end the heading",
    ),
    "faq/long.md": (f"# A\n\n## {'x' * 201} {{#x}}\n\nb", "faq/long.md:3: error: title of “xxx"),
    "glossary.md": ("# A\n\n## B\n\n## B\n\nc", "glossary.md:5: error: the term “b” stands twice"),
    "references.json": (
        '[{"id": "a"}]',
        "references.json:1: error: reference “a” has no “type”; add it.",
    ),
    "facts.toml": (
        "[a]\ntitle = 'x'\n",
        "facts.toml:1: error: fact “a” has no text; add “text = …”.",
    ),
}


@pytest.mark.parametrize("path", BROKEN)
def test_nothing_is_loaded_beside_a_broken_file(content, run, path):
    text, says = BROKEN[path]
    content.article()
    content.write(path, text)

    done = run("--apply")

    assert done.status == 1
    assert says in done.err
    assert "Nothing was loaded; the site keeps what it had." in done.err
    assert not Article.objects.exists()
    assert not Agreement.objects.exists()


def test_readers_keep_the_last_good_pages(content, run, client):
    content.article(body="Good.")
    run("--apply")
    pages.rebuild()
    content.article(body="Better.")
    content.write("articles/broken.md", "no title here")

    assert run("--apply").status == 1
    assert "Good." in client.get("/articles/alpha/").content.decode()


def test_every_error_is_told_at_once(content, run):
    content.write("articles/one.md", "no title")
    content.write("articles/two.md", "---\nzzz: 1\n---\n")

    err = run("--apply").err

    assert "articles/one.md:1" in err
    assert "articles/two.md:2" in err
    assert "articles/two.md:1" in err


def test_a_plan_with_errors_is_not_carried_out(content):
    content.write("articles/one.md", "no title")

    with pytest.raises(ValueError, match="a plan with errors"):
        sync.apply(content.plan())


def test_a_failure_halfway_leaves_nothing(content, run, monkeypatch):
    content.article()
    content.facts(one="1")
    content.references("a2019")

    def fail(*_args):
        raise RuntimeError("the power went")

    monkeypatch.setattr(publication, "note_links", fail)
    with pytest.raises(RuntimeError):
        run("--apply")

    assert not connection.needs_rollback
    for model in (Article, Agreement, Fact, Reference):
        assert not model.objects.exists()


def test_two_documents_cannot_have_one_address(content, run):
    content.questions("safe", "other")
    content.questions("safe", set_="more")

    done = run("--apply")

    assert done.status == 1
    assert (
        "faq/more.md:6: error: “safe” is also the address of a page in faq/concerns.md" in done.err
    )


def test_a_question_cannot_have_its_sets_address(content, run):
    content.questions("concerns")

    assert "is also the address of a page in faq/concerns.md" in run("--apply").err


def test_a_question_that_stands_twice_is_refused(content, run):
    content.questions("safe", "safe")

    assert "is also the address" in run("--apply").err


def test_a_former_address_that_is_a_page_now_is_told(content, run):
    content.article(aliases=["beta"])
    content.article("beta")

    done = run("--apply")

    assert done.status == 0
    assert (
        "articles/alpha.md:3: warning: the former address “beta” is another page's now" in done.err
    )
