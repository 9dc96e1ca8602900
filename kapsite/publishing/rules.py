"""How each token of our Markdown becomes HTML; everything is escaped here, then sanitized."""

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from kapsite.publishing.figures import figure
from kapsite.publishing.syntax import parser

Tokens = Sequence[Token]


def _citation(
    _self: RendererHTML, tokens: Tokens, index: int, _options: OptionsDict, _env: EnvType
) -> str:
    marks = [
        f'<a href="#ref-{escape(key)}" id="{escape(id_)}" aria-label="Source {number}">{number}</a>'
        for number, key, id_ in tokens[index].meta.get("shown", [])
    ]
    if not marks:
        return ""
    notes = "; ".join(escape(note) for note in tokens[index].meta.get("notes", []))
    shown = f'<sup class="cite">{", ".join(marks)}</sup>'
    return f'{shown}<span class="evidence"> ({notes})</span>' if notes else shown


def _insert(
    _self: RendererHTML, tokens: Tokens, index: int, _options: OptionsDict, _env: EnvType
) -> str:
    insert: Any = tokens[index].meta.get("insert")
    if insert is None:
        return ""
    shown = f'<span class="{insert.kind}">{escape(insert.text)}</span>'
    linked = insert.href and not tokens[index].meta.get("plainly")
    return f'<a href="{escape(insert.href)}">{shown}</a>' if linked else shown


def _term(
    _self: RendererHTML, tokens: Tokens, index: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    term: Any = token.meta.get("term")
    if term is None:
        return escape(token.content)
    id_ = token.meta["id"]
    return (
        f'<button type="button" class="term" popovertarget="{id_}">{escape(token.content)}</button>'
        f'<span class="term__note" popover id="{id_}"><strong>{escape(term.name)}</strong>: '
        f'{escape(term.definition)} <a href="/glossary/#{escape(term.slug)}">Glossary</a></span>'
    )


def _route(
    _self: RendererHTML, tokens: Tokens, index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<span class="route"> ({escape(tokens[index].content)})</span>'


def _block_fact(
    self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType
) -> str:
    meta = tokens[index].meta
    insert = meta["insert"]
    cited = [*([meta["source"]] if meta["source"] else []), *meta["citations"]]
    marks = "".join(_citation(self, cited, place, options, env) for place in range(len(cited)))
    if insert.figure:
        return figure(insert, marks)
    items = "".join(f"<li>{escape(item)}</li>\n" for item in insert.items)
    sources = f"<p>{marks}</p>\n" if marks else ""
    return f'<ul class="{insert.kind}">\n{items}</ul>\n{sources}'


def _anchor(
    _self: RendererHTML, tokens: Tokens, index: int, _options: OptionsDict, _env: EnvType
) -> str:
    id_ = escape(tokens[index].meta["id"])
    return f' <a class="anchor" href="#{id_}" aria-label="Link to this section">#</a>'


def _table_open(
    _self: RendererHTML, _tokens: Tokens, _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    # A wide table scrolls by itself, and by keyboard (WCAG 2.1.1).
    return '<div class="table" role="region" tabindex="0" aria-label="Table"><table>\n'


def _table_close(
    _self: RendererHTML, _tokens: Tokens, _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</table></div>\n"


def _cell(
    self: RendererHTML, tokens: Tokens, index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    if "right" in style or "center" in style:
        token.attrSet("class", "right" if "right" in style else "center")
    if token.tag == "th":
        token.attrSet("scope", "col")
    return self.renderToken(tokens, index, options, env)


def _alert(
    _self: RendererHTML, tokens: Tokens, index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<div class="alert alert--{escape(tokens[index].info.lower())}">\n'


def _alert_title(
    _self: RendererHTML, _tokens: Tokens, _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return '<p class="alert__title">'


MARKDOWN = parser()
for _name, _rule in {
    "citation": _citation,
    "fact": _insert,
    "clinic": _insert,
    "term": _term,
    "route": _route,
    "block_fact": _block_fact,
    "heading_anchor": _anchor,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell,
    "td_open": _cell,
    "alert_open": _alert,
    "alert_title_open": _alert_title,
}.items():
    MARKDOWN.add_render_rule(_name, _rule)
