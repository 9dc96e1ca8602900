"""Markdown bodies become one page's HTML, with what they link, cite, and get wrong.

A fault never breaks a page: the faulty link or citation is left out, and a Problem says so.
Callers that publish stop on problems; callers that show the last good text do not.
"""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from kapsite.publishing.blocks import Block, block, with_block_facts
from kapsite.publishing.context import Context
from kapsite.publishing.explaining import Explaining
from kapsite.publishing.links import BadLink, Link, resolve
from kapsite.publishing.outline import Section, plain, slugify
from kapsite.publishing.rules import MARKDOWN
from kapsite.publishing.sanitize import sanitize
from kapsite.publishing.syntax import LONGEST

DEEPEST = 14  # levels of lists and quotes, a list taking two; below 20 the parser drops text
# Ids that a page's own frame may have; a second one would hide the first.
FRAME = re.compile(r"(main$|site-|doc-|ref-|cite-|fn\d|fnref)")


@dataclass
class Page(Explaining):
    """One page, whose parts are rendered in turn; ids and citation numbers run on."""

    links: list[Link] = field(default_factory=list)
    sections: list[Section] = field(default_factory=lambda: [Section()])
    ids: dict[str, int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    parts: int = 0
    rows: int = 0
    raised: int = 0

    def render(self, body: str, first_line: int = 1) -> str:
        """Sanitized HTML of ``body``, which starts at line ``first_line`` of its file."""
        self.line = first_line
        self.parts += 1
        if len(body) > LONGEST:
            self.error(f"the text is over {LONGEST:,} characters long; split it.")
        env = {} if self.parts == 1 else {"docId": str(self.parts)}
        tokens = MARKDOWN.parse(body[:LONGEST], env)
        for index, token in enumerate(tokens):
            if token.map:
                self.line = first_line + token.map[0]
            if token.type == "heading_open":
                self.heading(token, tokens[index + 1])
            elif token.type == "inline":
                self.blocks.append(block(tokens, index, self))
                self.inline(token)
            elif token.type == "tr_open":
                self.rows += 1
            elif token.level == DEEPEST and token.nesting == 1:
                self.error("lists and quotes are nested too deeply; make them flatter.")
        shown = with_block_facts(tokens)
        return sanitize(MARKDOWN.renderer.render(shown, MARKDOWN.options, env))

    def heading(self, token: Token, inline: Token) -> None:
        """Give a heading its id and open its section."""
        if token.tag == "h1":
            self.warn("“#” is the title's own level and is shown as “##”.")
            token.tag = "h2"
        elif self.raised:
            token.tag = f"h{max(2, int(token.tag[1]) - self.raised)}"
        title = plain(inline, self.context)
        wanted = str(token.attrGet("id") or "")
        if FRAME.match(wanted):
            self.error(f"the id “{wanted}” is taken by the page itself; change it.")
        elif wanted in self.ids:
            self.error(f"two sections have the id “{wanted}”; change one of them.")
        # The id holds what the text says by itself: a fact's new wording moves no section.
        slug = slugify(plain(inline, Context())) or "section"
        id_ = self.new_id(wanted or (f"section-{slug}" if FRAME.match(slug) else slug))
        token.attrSet("id", id_)
        inline.meta["anchor"] = id_
        self.sections.append(Section(id_, title, int(token.tag[1])))

    def inline(self, token: Token) -> None:
        """Resolve everything in one run of text that refers to something else."""
        heading = token.meta.get("anchor")
        children: list[Token] = []
        link: bool | None = None
        for child in token.children or []:
            if child.type == "link_open":
                link = self.link(child)
                children += [child] if link else []
            elif child.type == "link_close":
                children += [child] if link else []
                link = None
            elif child.type == "text" and not heading and link is None:
                children += self.explain(self.resolve(child))
            else:
                children.append(self.resolve(child, plainly=bool(heading) or link is not None))
        if heading:
            children.append(Token("heading_anchor", "", 0, meta={"id": heading}))
        else:
            self.sections[-1].text += plain(token, self.context) + "\n"
        token.children = children

    def resolve(self, token: Token, *, plainly: bool = False) -> Token:
        """Resolve a citation, an insert, a term or an image; ``plainly`` without links of its own.

        A link or a button cannot stand in a link (HTML, 4.5.1).
        """
        match token.type:
            case "softbreak" | "hardbreak":
                self.line += 1
            case "text":
                self.leftovers(token.content)
            case "citation":
                self.cite(token)
            case "fact" | "clinic":
                self.insert(token)
                token.meta["plainly"] = plainly
            case "term" if not plainly:
                self.explain_by_hand(token)
            case "image":
                self.image(token)
        return token

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
