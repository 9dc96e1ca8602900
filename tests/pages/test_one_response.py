"""A page is complete in one response, and its first view in the first packets of that response."""

import gzip
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from kapsite import styles, views

# Ten segments of 1,460 bytes leave at once (RFC 6928); the headers take what is above this.
FIRST_PACKETS = 14 * 1024
# Of main's text: three screens of a phone, more than anybody sees before the rest is there.
FIRST_VIEW = 3000
OTHERS = ["/contact/", "/contact/message/", "/contact/screening/", "/search/?q=safe", "/nowhere/"]
VOID = {"img", "input", "br", "hr", "meta", "link", "source", "wbr", "col"}


@dataclass
class Seen:
    """What one page asks of a browser before it can be drawn."""

    linked: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)
    unsized: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    first_view: tuple[int, int] | None = None


class Reader(HTMLParser):
    """Reads a page as far as the budget asks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.open: list[str] = []
        self.shown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        start = self.get_starttag_text() or ""
        if tag not in VOID:
            self.open.append(tag)
        if tag == "link" and "stylesheet" in (values.get("rel") or ""):
            self.seen.linked.append(start)
        if tag == "script" and is_blocking(values):
            self.seen.blocking.append(start)
        if tag in {"img", "svg"} and not is_sized(values):
            self.seen.unsized.append(start)
        if "style" in values:
            self.seen.attributes.append(start)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass
        if "main" not in self.open and tag == "main" and self.seen.first_view is None:
            self.seen.first_view = self.getpos()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            self.seen.styles.append(data)
        elif "main" in self.open and self.seen.first_view is None:
            self.shown += len(" ".join(data.split()))
            if self.shown >= FIRST_VIEW:
                self.seen.first_view = self.getpos()


def is_blocking(values: dict[str, str | None]) -> bool:
    # Other types are data, which is not run.
    kind = values.get("type") or "text/javascript"
    return kind == "text/javascript" and "defer" not in values and "async" not in values


def is_sized(values: dict[str, str | None]) -> bool:
    # The parser gives names in lower case.
    return "viewbox" in values or {"width", "height"} <= set(values)


def read(html: str) -> Seen:
    reader = Reader()
    reader.feed(html)
    return reader.seen


def first_view(html: str) -> str:
    """The page up to the line in which the first view ends."""
    end = read(html).first_view
    assert end is not None, "a page without main"
    return "\n".join(html.split("\n")[: end[0]])


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def pages(client: Client, *others: str) -> dict[str, tuple[str, str]]:
    """The HTML and the policy of every public page, by its path."""
    answers = {path: client.get(path) for path in [*views.public_paths(), *others]}
    return {
        path: (answer.content.decode(), answer.headers["Content-Security-Policy"])
        for path, answer in answers.items()
        if answer.headers["Content-Type"].startswith("text/html")
    }


def test_the_first_view_fits_the_first_packets(
    site: Path, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = []
    for path, (html, _policy) in pages(client).items():
        raw = html.encode()
        whole, best = packed(html), len(brotli.compress(raw, quality=11))
        rows.append((path, len(raw), whole, best, packed(first_view(html))))
    with capsys.disabled():
        print(f"\n{'page':46}{'raw':>8}{'gzip':>8}{'brotli':>8}{'first view, gzip':>18}")
        for path, *sizes in sorted(rows, key=lambda row: -row[2]):
            print(f"{path:46}{sizes[0]:8}{sizes[1]:8}{sizes[2]:8}{sizes[3]:18}")

    assert len(rows) > 18
    assert {row[0]: row[-1] for row in rows if row[-1] > FIRST_PACKETS} == {}


def test_a_page_waits_for_no_other_file(site: Path, client: Client) -> None:
    for path, (html, _policy) in pages(client, *OTHERS).items():
        seen = read(html)
        assert seen.linked == [], path
        assert seen.blocking == [], path
        assert seen.unsized == [], path


def test_the_policy_admits_the_styles_of_the_page_and_no_others(site: Path, client: Client) -> None:
    for path, (html, policy) in pages(client, *OTHERS).items():
        seen = read(html)
        allowed = next(one for one in policy.split("; ") if one.startswith("style-src "))
        assert seen.styles, path
        assert seen.attributes == [], path
        for text in seen.styles:
            assert styles.source(text) in allowed, path
        assert "unsafe" not in allowed


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "500.html"])
def test_an_error_page_has_the_same_styles_without_context(name: str) -> None:
    seen = read(render_to_string(name))

    assert seen.styles == [styles.sheet(*styles.SITE)]
    assert seen.linked == []


def test_the_admin_keeps_its_linked_sheets(client: Client, db: None) -> None:
    seen = read(client.get("/admin/login/").content.decode())

    assert any("tokens" in link for link in seen.linked)
    assert seen.styles == []


def test_every_sheet_reaches_a_page() -> None:
    sheets = {file.stem for file in (settings.BASE_DIR / "static" / "css").glob("*.css")}

    assert sheets == {*styles.SITE, *styles.PAGE, "admin"}


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red}"),
        ("/* why */\na { margin: 0 auto; }", "a{margin:0 auto}"),
        ('a::before { content: "/*  ; */"; }', 'a::before{content:"/*  ; */"}'),
        ("main :hover, a:not(.b) > p {}", "main :hover,a:not(.b) > p{}"),
        (
            "@media (width < 9rem) { a { top: calc(1rem - 1px) } }",
            "@media (width < 9rem){a{top:calc(1rem - 1px)}}",
        ),
        ("a { margin: 1px/* and */2px; }", "a{margin:1px 2px}"),
    ],
)
def test_what_is_left_out_changes_no_meaning(css: str, small: str) -> None:
    assert styles.smaller(css) == small


def test_every_string_of_the_sheets_is_kept() -> None:
    for name in (*styles.SITE, *styles.PAGE):
        text = (styles.FOLDER / f"{name}.css").read_text("utf-8")
        source = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert styles.STRING.findall(styles.sheet(name)) == styles.STRING.findall(source)


def test_a_sheet_cannot_end_its_element(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "sheet", lambda *names: "a::before{content:'</style>'}")

    with pytest.raises(ValueError, match="tokens"):
        styles.element("tokens")


def test_only_links_to_a_page_s_own_sheets_are_written_out() -> None:
    hashed = '<link rel="stylesheet" href="/static/css/journeys.0123456789ab.css">'
    other = '<link rel="stylesheet" href="/static/css/admin.css">'

    assert styles.inlined(hashed) == styles.element("journeys")
    assert styles.inlined(other) == other
