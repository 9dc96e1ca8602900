"""Every internal link and anchor of the site leads somewhere."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.test import Client

HOST = "http://testserver"
# Fetched by the crawl, but no page of ours to read on.
ASSETS = ("/static/", "/media/", "/admin/")


@dataclass
class Seen:
    """What one page holds."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Collects ids, links and whatever else names another element."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.seen.ids.append(value)
            elif tag == "a" and name == "href":
                self.seen.links.append(value)
            elif name in {"popovertarget", "for", "aria-labelledby", "aria-describedby"}:
                self.seen.targets += value.split()
            elif name in {"src", "href"}:
                self.seen.assets.append(value)


def read(html: str) -> Seen:
    reader = Reader()
    reader.feed(html)
    return reader.seen


def crawl(client: Client, start: str = "/") -> dict[str, Seen]:
    """Every page that can be reached from ``start``."""
    pages: dict[str, Seen] = {}
    waiting = [start, "/contact/screening/", "/search/?q=ketamine"]
    while waiting:
        path = waiting.pop()
        if path in pages or path.startswith(ASSETS):
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        is_html = response.headers["Content-Type"].startswith("text/html")
        pages[path] = read(response.content.decode()) if is_html else Seen()
        for link in pages[path].links:
            url = urldefrag(urljoin(HOST + path, link)).url
            if url.startswith(HOST):
                waiting.append(url.removeprefix(HOST))
    return pages


def test_every_internal_link_and_anchor_resolves(site: Path, client: Client) -> None:
    pages = crawl(client)

    assert len(pages) > 18
    for path, seen in pages.items():
        for link in seen.links:
            url = urljoin(HOST + path, link)
            target, anchor = urldefrag(url)
            page = target.removeprefix(HOST)
            if target.startswith(HOST) and anchor and page in pages:
                assert unquote(anchor) in pages[page].ids, f"{path} → {link}"


def test_no_page_uses_an_id_twice_or_names_one_that_is_missing(site: Path, client: Client) -> None:
    for path, seen in crawl(client).items():
        assert len(seen.ids) == len(set(seen.ids)), path
        assert set(seen.targets) <= set(seen.ids), path


def test_every_page_loads_from_this_site_alone(site: Path, client: Client) -> None:
    for path, seen in crawl(client).items():
        for asset in seen.assets:
            url = urlsplit(urljoin(HOST + path, asset))
            assert url.hostname in {"testserver", "127.0.0.1"}, f"{path} loads {asset}"


def test_the_sitemap_names_every_document(site: Path, client: Client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()

    for path in crawl(client):
        if path.startswith(("/articles/", "/faq/")):
            assert f"{path}</loc>" in sitemap, path


def test_citations_and_references_of_a_page_lead_to_each_other(site: Path, client: Client) -> None:
    for path in ("/articles/how-safe-is-kap/", "/faq/is-ketamine-addictive/"):
        seen = read(client.get(path).content.decode())
        references = {one for one in seen.ids if one.startswith("ref-")}
        cited = {link[1:] for link in seen.links if link.startswith("#ref-")}

        assert references
        assert references == cited
