"""Markdown bodies become one page's HTML, with what they link, cite, and get wrong.

A fault never breaks a page: the faulty link or citation is left out, and a Problem says so.
Callers that publish stop on problems; callers that show the last good text do not.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from kapsite.publishing.links import BadLink, Link, Target, resolve
from kapsite.publishing.problems import Problem, nearest
from kapsite.publishing.rules import MARKDOWN
from kapsite.publishing.sanitize import sanitize
from kapsite.publishing.terms import Term, Terms

HTML_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")


@dataclass(frozen=True)
class Insert:
    """What ``{fact:key}`` or ``{clinic:key}`` shows; ``href`` makes it a link."""

    text: str
    kind: str = ""
    href: str = ""


@dataclass(frozen=True)
class Context:
    """Everything outside a document that its text can refer to."""

    path: str = ""
    targets: Mapping[str, Target] = field(default_factory=dict)
    references: Mapping[str, object] = field(default_factory=dict)
    facts: Mapping[str, Insert] = field(default_factory=dict)
    clinic: Mapping[str, Insert] = field(default_factory=dict)
    terms: Terms = field(default_factory=Terms)
    site_path: Callable[[str], bool] = lambda path: True


@dataclass
class Section:
    """A heading and the plain text under it; the text before any heading has level 0."""

    id: str = ""
    title: str = ""
    level: int = 0
    text: str = ""
    children: list["Section"] = field(default_factory=list)


@dataclass
class Page:
    """One page, whose parts are rendered in turn; ids and citation numbers run on."""

    context: Context
    problems: list[Problem] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    citations: dict[str, list[str]] = field(default_factory=dict)
    facts: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    sections: list[Section] = field(default_factory=lambda: [Section()])
    ids: set[str] = field(default_factory=set)
    line: int = 1

    def render(self, body: str, first_line: int = 1) -> str:
        """Sanitized HTML of ``body``, which starts at line ``first_line`` of its file."""
        self.line = first_line
        if match := HTML_TAG.search(body):
            self.line += body.count("\n", 0, match.start())
            self.warn(f"“{match[0]}” is shown as text; write Markdown instead of HTML.")
        tokens = MARKDOWN.parse(body)
        for index, token in enumerate(tokens):
            if token.map:
                self.line = first_line + token.map[0]
            if token.type == "heading_open":
                self.heading(token, tokens[index + 1])
            elif token.type == "inline":
                self.inline(token)
        return sanitize(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))

    def error(self, message: str) -> None:
        """Note what must be mended before publication."""
        self.problems.append(Problem(self.context.path, self.line, message))

    def warn(self, message: str) -> None:
        """Note what should be mended."""
        self.problems.append(Problem(self.context.path, self.line, message, "warning"))

    def heading(self, token: Token, inline: Token) -> None:
        """Give a heading its id and open its section."""
        if token.tag == "h1":
            self.warn("“#” is the title's own level and is shown as “##”.")
            token.tag = "h2"
        title = plain(inline, self.context)
        wanted = str(token.attrGet("id") or "")
        if wanted in self.ids:
            self.error(f"two sections have the id “{wanted}”; change one of them.")
        id_ = self.new_id(wanted or slugify(title) or "section")
        token.attrSet("id", id_)
        inline.meta["anchor"] = id_
        self.sections.append(Section(id_, title, int(token.tag[1])))

    def new_id(self, wanted: str) -> str:
        """``wanted``, or with the first free number where it is taken."""
        id_, number = wanted, 1
        while id_ in self.ids:
            id_, number = f"{wanted}-{number}", number + 1
        self.ids.add(id_)
        return id_

    def inline(self, token: Token) -> None:
        """Resolve everything in one run of text that refers to something else."""
        heading = token.meta.get("anchor")
        children: list[Token] = []
        open_links: list[bool] = []
        for child in token.children or []:
            if child.type in {"softbreak", "hardbreak"}:
                self.line += 1
            if child.type == "link_open":
                open_links.append(self.link(child))
                children += [child] if open_links[-1] else []
            elif child.type == "link_close":
                children += [child] if open_links.pop() else []
            elif child.type == "text" and not heading and not open_links:
                children += self.explain(child)
            else:
                self.resolve(child)
                children.append(child)
        if heading:
            children.append(Token("heading_anchor", "", 0, meta={"id": heading}))
        else:
            self.sections[-1].text += plain(token, self.context) + "\n"
        token.children = children

    def resolve(self, token: Token) -> None:
        """Resolve a citation, an insert, a term or an image in place."""
        match token.type:
            case "citation":
                self.cite(token)
            case "fact" | "clinic":
                self.insert(token)
            case "term":
                self.explain_by_hand(token)
            case "image":
                self.image(token)

    def link(self, token: Token) -> bool:
        """Point a link at its target; False where it leads nowhere and must not be a link."""
        href = str(token.attrGet("href") or "")
        context = self.context
        try:
            link = resolve(
                href, path=context.path, targets=context.targets, site_path=context.site_path
            )
        except BadLink as error:
            self.error(str(error))
            return False
        except ValueError:
            self.error(f"“{href}” is not an address.")
            return False
        self.links.append(link)
        token.attrSet("href", link.url)
        if link.external:
            token.attrSet("rel", "external noopener")
        return True

    def image(self, token: Token) -> None:
        """Note an image without its text equal, or from another host (WCAG 1.1.1)."""
        source = str(token.attrGet("src") or "")
        if not source.startswith("/") or source.startswith("//"):
            self.error(f"the image “{source}” is not on this site; upload it in the admin.")
        if not token.content.strip():
            self.warn(f"the image “{source}” has no alternative text; describe it in “![…]”.")

    def cite(self, token: Token) -> None:
        """Number a citation's references by their first use in the page."""
        shown = []
        for key in token.meta["keys"]:
            if key not in self.context.references:
                self.error(f"no reference “{key}”.{nearest(key, self.context.references)}")
                continue
            uses = self.citations.setdefault(key, [])
            uses.append(f"cite-{key}-{len(uses) + 1}")
            shown.append((list(self.citations).index(key) + 1, key, uses[-1]))
        token.meta["shown"] = shown

    def insert(self, token: Token) -> None:
        """Look up a fact or a clinic setting."""
        known = self.context.facts if token.type == "fact" else self.context.clinic
        key = token.meta["key"]
        if key not in known:
            self.error(f"no {token.type} “{key}”.{nearest(key, known)}")
        elif token.type == "fact":
            self.facts.add(key)
        token.meta["insert"] = known.get(key)

    def explain(self, token: Token) -> list[Token]:
        """A text token, split where a glossary term is used for the first time in the page."""
        pieces: list[Token] = []
        for piece in self.context.terms.split(token.content, self.terms):
            if isinstance(piece, str):
                pieces += [Token("text", "", 0, content=piece)] if piece else []
            else:
                pieces.append(self.term_token(*piece))
        return pieces

    def explain_by_hand(self, token: Token) -> None:
        """A term that the writer marked."""
        terms, slug = self.context.terms, token.meta["slug"]
        term = terms.by_slug.get(slug) if slug else terms.find(token.content)
        if term is None:
            word = slug or token.content
            self.error(f"no glossary term “{word}”.{nearest(word.lower(), terms.by_form)}")
            return
        self.terms.add(term.slug)
        token.meta = self.term_token(term, token.content).meta

    def term_token(self, term: Term, shown: str) -> Token:
        """A token that shows ``shown`` and explains it where it stands."""
        id_ = self.new_id(f"term-{term.slug}-1")
        return Token("term", "", 0, content=shown, meta={"term": term, "id": id_})


def plain(inline: Token, context: Context) -> str:
    """The words of a run of text as a reader meets them, without markup."""
    words = []
    for child in inline.children or []:
        if child.type in {"fact", "clinic"}:
            known = context.facts if child.type == "fact" else context.clinic
            words.append(known[child.meta["key"]].text if child.meta["key"] in known else "")
        elif child.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif child.type in {"text", "code_inline", "term", "image"}:
            words.append(child.content)
    return "".join(words).strip()


def slugify(title: str) -> str:
    """A heading's id as GitHub makes it: lower case, words joined with hyphens."""
    return re.sub(r"[^\w\- ]", "", title.lower().strip()).replace(" ", "-")


def contents(sections: list[Section]) -> list[Section]:
    """The table of contents: second-level sections, each with its third-level children."""
    toc: list[Section] = []
    for section in sections:
        section.children = []
        if section.level == 2:
            toc.append(section)
        elif section.level == 3 and toc:
            toc[-1].children.append(section)
        elif section.level == 3:
            toc.append(section)
    return toc
