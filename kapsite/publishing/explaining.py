"""What a page's text refers to beside links: citations, facts, settings, terms, routes."""

from dataclasses import dataclass, field

from markdown_it.token import Token

from kapsite.publishing.context import Findings
from kapsite.publishing.problems import nearest
from kapsite.publishing.terms import Term

IDS = ("main", "menu")  # what every page's frame has; a second one would hide the first


@dataclass
class Explaining(Findings):
    """Resolves each reference of a page; ids and citation numbers run on over its parts."""

    citations: dict[str, list[str]] = field(default_factory=dict)
    facts: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    ids: dict[str, int] = field(default_factory=lambda: dict.fromkeys(IDS, 0))

    def new_id(self, wanted: str) -> str:
        """``wanted``, or with the first free number where it is taken."""
        id_ = wanted
        while id_ in self.ids:
            self.ids[wanted] += 1
            id_ = f"{wanted}-{self.ids[wanted]}"
        self.ids[id_] = 0
        return id_

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
            if known[key].figure and known[key].cite:
                token.meta["source"] = Token("citation", "", 0, meta={"keys": [known[key].cite]})
                self.cite(token.meta["source"])
        token.meta["insert"] = known.get(key)

    def explain(self, token: Token) -> list[Token]:
        """A text token, split where a glossary term is used for the first time in the page."""
        pieces: list[Token] = []
        for piece in self.context.terms.split(token.content, self.terms):
            if isinstance(piece, str):
                pieces += self.label_routes(Token("text", "", 0, content=piece))
            else:
                pieces += self.label_routes(self.term_token(*piece))
        return pieces

    def label_routes(self, token: Token) -> list[Token]:
        """A token, with the status of each way of giving the drug beside its first mention."""
        labeled: list[Token] = []
        for text, status in self.context.routes.split(token.content, self.routes):
            if token.type == "text" and text:
                labeled.append(Token("text", "", 0, content=text))
            if status:
                label = Token("route", "", 0, content=status)
                labeled += [label] if token.type == "text" else [token, label]
        if token.type == "text":
            return labeled
        return labeled or [token]

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
