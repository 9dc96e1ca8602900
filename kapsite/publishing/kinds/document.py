"""Documents of one text: articles and pages."""

import posixpath
import re
from collections.abc import Iterator

from kapsite.publishing import filetext, frontmatter
from kapsite.publishing.documents import Document
from kapsite.publishing.kinds import Loaded
from kapsite.publishing.problems import Problem, errors

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def slug_problems(path: str, taken: frozenset[str] = frozenset()) -> list[Problem]:
    """What is wrong with the address that the file's name would give its page."""
    slug = posixpath.basename(path).removesuffix(".md")
    if not SLUG.fullmatch(slug):
        better = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-") or "page"
        return [Problem(path, 1, f"the file's name is the address; rename it to “{better}.md”.")]
    if slug in taken:
        return [Problem(path, 1, f"the address “/{slug}/” is the site's own; rename the file.")]
    return []


class DocumentKind:
    """A folder of documents that are each one row of ``model``."""

    def __init__(self, model: type[Document], taken: frozenset[str] = frozenset()) -> None:
        """``taken`` are addresses that a file may not have."""
        self.model = model
        self.taken = taken

    def claims(self, path: str) -> bool:
        """Whether it is a Markdown file right in this kind's folder."""
        return posixpath.dirname(path) == self.model.folder and path.endswith(".md")

    def load(self, path: str, text: str) -> Loaded:
        """The document in ``text``."""
        parsed = frontmatter.parse(path, text)
        found = slug_problems(path, self.taken)
        if isinstance(parsed, list) or found:
            return Loaded(path, problems=found + (parsed if isinstance(parsed, list) else []))
        document = self.model(slug=posixpath.basename(path).removesuffix(".md"), body=parsed.body)
        document.take(parsed.meta)
        lines = {(document.key, key): line for key, line in parsed.lines.items()}
        lines[document.key, "body"] = parsed.body_line
        return Loaded(path, document, problems=parsed.problems, lines=lines)

    def text(self, loaded: Loaded, like: str = "") -> str:
        """Front matter and body."""
        assert loaded.document is not None
        return filetext.dump(loaded.document.meta, loaded.document.body, like=like)

    def stored(self, *, live: bool = False) -> Iterator[Loaded]:
        """Every row."""
        for document in self.model._default_manager.filter(live=live):
            yield Loaded(document.path, document)

    def save(self, loaded: Loaded, *, live: bool = False) -> None:
        """Write over the row of that slug, or make it."""
        document = loaded.document
        assert document is not None and not errors(loaded.problems)
        rows = self.model._default_manager.filter(slug=document.slug, live=live)
        document.pk = rows.values_list("pk", flat=True).first()
        document.live = live
        document.save()
