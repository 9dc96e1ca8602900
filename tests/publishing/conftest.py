"""A small content folder of a test's own, and ways to sync it and look at what it became."""

import io
import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from kapsite.publishing import sync
from kapsite.publishing.context import Context, Insert
from kapsite.publishing.links import Target
from kapsite.publishing.markdown import Page
from kapsite.publishing.terms import Term, compile_terms


class Content:
    """A content folder; each method writes a file, and ``apply`` loads them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else textwrap.dedent(text).lstrip("\n").encode()
        file.write_bytes(data)
        return file

    def document(self, path: str, body: str = "Some text.", **meta: Any) -> Path:
        meta = {"title": path.rpartition("/")[2].removesuffix(".md").title(), **meta}
        meta.setdefault("summary", "A summary.")
        head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items())
        return self.write(path, f"---\n{head}---\n\n{textwrap.dedent(body).strip()}\n".encode())

    def article(self, slug: str = "alpha", body: str = "Some text.", **meta: Any) -> Path:
        return self.document(f"articles/{slug}.md", body, **meta)

    def questions(self, *slugs: str, set_: str = "concerns", answer: str = "Yes.") -> Path:
        body = "\n\n".join(
            f"## {slug.title()}? {{#{slug}}}\n\n**Concern:** A worry.\n\n"
            f"**Short answer:** In short.\n\n{answer}"
            for slug in slugs
        )
        return self.document(f"faq/{set_}.md", body)

    def glossary(self, **terms: str) -> Path:
        body = "\n\n".join(f"## {name.title()} {{#{name}}}\n\n{d}" for name, d in terms.items())
        return self.document("glossary.md", body)

    def references(self, *keys: str) -> Path:
        entries = [{"id": key, "type": "book", "title": f"About {key}"} for key in keys]
        return self.write("references.json", json.dumps(entries, indent=2) + "\n")

    def facts(self, **facts: str) -> Path:
        tables = [f'[{key}]\ntitle = "{key}"\ntext = "{text}"\n' for key, text in facts.items()]
        return self.write("facts.toml", "\n".join(tables))

    def read(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode()

    def plan(self, **options: Any) -> sync.Plan:
        return sync.plan(self.folder, **options)

    def step(self, path: str) -> sync.Step:
        return next(change.step for change in self.plan().changes if change.path == path)

    def apply(self) -> sync.Plan:
        plan = self.plan()
        assert plan.ok, "\n".join(map(str, plan.problems))
        sync.apply(plan)
        return plan

    def problems(self) -> list[str]:
        return [str(problem) for problem in sorted(set(self.plan().problems))]


@pytest.fixture
def content(db, settings, tmp_path) -> Content:
    """A content folder and a page store of the test's own; the database is empty."""
    settings.CONTENT_DIR = tmp_path / "content"
    settings.PAGES_DIR = tmp_path / "pages"
    settings.CONTENT_DIR.mkdir()
    return Content(settings.CONTENT_DIR)


class Run:
    """What ``manage.py sync_content`` said, and its exit status."""

    def __init__(self, *args: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.status = 0
        try:
            call_command("sync_content", *args, stdout=out, stderr=err)
        except SystemExit as error:
            self.status = int(error.code or 0)
        self.out, self.err = out.getvalue(), err.getvalue()


@pytest.fixture
def run():
    """Runs ``manage.py sync_content`` with the given arguments."""
    return Run


ALPHA = Target(
    "articles/alpha",
    "/articles/alpha/",
    "Alpha",
    {"risks": ("/articles/alpha/#risks", "articles/alpha")},
)
CONCERNS = Target(
    "faq/concerns",
    "/faq/#concerns",
    "Concerns",
    {
        "is-it-safe": ("/faq/is-it-safe/", "faq/is-it-safe"),
        "known": ("/faq/is-it-safe/#known", "faq/is-it-safe"),
    },
)
TERMS = compile_terms(
    [
        Term("dissociation", "Dissociation", "Feeling detached.", ("dissociative",)),
        Term("ketamine", "Ketamine", "A drug."),
        Term("esketamine", "Esketamine", "A spray."),
        Term("consent", "Consent", "Saying yes.", automatic=False),
    ]
)
CONTEXT = Context(
    path="articles/beta.md",
    targets={"articles/alpha.md": ALPHA, "articles/beta.md": ALPHA, "faq/concerns.md": CONCERNS},
    references=dict.fromkeys(("dore2019", "short2018", "beck2020")),
    facts={
        "visit-length": Insert("two to three hours", "fact"),
        "tags": Insert("<b>&\"'", "fact fact--confirm"),
    },
    clinic={"phone": Insert("(555) 555-0100", "placeholder", "tel:+15555550100")},
    terms=TERMS,
    site_path=lambda path: path in {"/", "/search/", "/media/one.webp"},
)


@pytest.fixture
def sheet() -> Page:
    """A page in a small library of its own; ``sheet.render(text)`` gives its HTML."""
    return Page(CONTEXT)
