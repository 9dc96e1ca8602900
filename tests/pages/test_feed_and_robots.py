"""What machines read."""

import xml.etree.ElementTree as ET
from pathlib import Path

from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_lists_the_articles_with_absolute_links(site: Path, client: Client) -> None:
    response = client.get("/feed.xml")
    entries = ET.fromstring(response.content).findall(f"{ATOM}entry")

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert len(entries) == 10
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith("http://127.0.0.1:8000/articles/")


def test_the_sitemap_is_valid_xml_with_dates(site: Path, client: Client) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    urls = [one[0].text for one in root]

    assert len(urls) == len(set(urls)) >= 17
    assert all(url and url.startswith("http://127.0.0.1:8000/") for url in urls)
    assert sum(len(one) == 2 for one in root) >= 12


def test_robots_keep_out_of_forms_and_staff_pages(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /receipt/" in lines
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines
