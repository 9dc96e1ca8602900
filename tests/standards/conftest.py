"""A page of prose for the rules alone, and a small content folder with the house behind it."""

import io
import textwrap
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from kapsite.publishing.blocks import Block
from kapsite.publishing.context import Context
from kapsite.publishing.kinds.wording import PATH, WordingKind
from kapsite.publishing.markdown import Page
from kapsite.publishing.standards.house import wording_of
from kapsite.publishing.standards.prose import Prose
from tests.publishing.conftest import content  # noqa: F401 - a fixture


def prose(text: str, *, summary: str = "", raised: int = 0) -> Prose:
    """What the rules see of a Markdown text, with no site around it."""
    page = Page(Context(path="articles/alpha.md"))
    page.raised = raised
    page.render(textwrap.dedent(text).strip())
    front = [Block(3, "text", summary, summary)] if summary else []
    return Prose("articles/alpha.md", page.blocks, front, raised=raised)


@pytest.fixture(scope="session")
def wordings():
    """The list of words that we ship."""
    text = (Path(django_settings.BASE_DIR) / "content" / PATH).read_text("utf-8")
    return [wording_of(row) for row in WordingKind().load(PATH, text).rows]


class Run:
    """What ``manage.py check_content`` said, and its exit status."""

    def __init__(self, *args: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        self.status = 0
        try:
            call_command("check_content", *args, stdout=out, stderr=err)
        except SystemExit as error:
            self.status = int(error.code or 0)
        self.out, self.err = out.getvalue(), err.getvalue()

    def having(self, rule: str) -> list[str]:
        """The lines of one rule."""
        return [line for line in self.out.splitlines() if f"[{rule}]" in line]


@pytest.fixture
def check():
    """Runs ``manage.py check_content`` with the given arguments."""
    return Run
