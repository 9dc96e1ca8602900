"""Finished pages: the right bytes for every client, from memory, whatever happens to the store."""

import gzip
import json
import shutil

import brotli
import pytest

from kapsite.publishing import pages
from tests.publishing.visitor import Visitor

FROM_DJANGO = 299
PAGE = "/articles/alpha/"


@pytest.fixture
def visitor(content, settings):
    content.article(body="First.")
    content.apply()
    pages.rebuild()
    return Visitor(settings.PAGES_DIR)


def test_a_page_is_handed_out_as_django_would(visitor, client):
    answer = visitor.ask(PAGE)

    assert answer.status == 200
    assert answer.body == client.get(PAGE).content
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_head_has_the_headers_alone(visitor):
    answer = visitor.ask(PAGE, "HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers == visitor.ask(PAGE).headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"])
def test_other_methods_are_djangos(visitor, method):
    assert visitor.ask(PAGE, method).status == FROM_DJANGO


@pytest.mark.parametrize(
    "path",
    [
        "/articles/nope/",
        "/articles/alpha",
        "//articles/alpha/",
        "/contact/",
        "/search/",
        "/admin/",
        "",
        "/../pages.json",
        "/articles/alpha/index.html",
        "/pages.json",
        "/articles/\0/",
        "/\xff/",
    ],
)
def test_other_paths_are_djangos(visitor, path):
    assert visitor.ask(path).status == FROM_DJANGO


@pytest.mark.parametrize("query", ["a=1", "utm_source=x", "q=<script>", "%", "a" * 5000])
def test_a_query_that_nobody_asked_for_changes_nothing(visitor, query):
    assert visitor.ask(f"{PAGE}?{query}").body == visitor.ask(PAGE).body


@pytest.mark.parametrize(
    "host", ["evil.example", "", "127.0.0.1.evil.example", "a@127.0.0.1", "127.0.0.1:x"]
)
def test_a_foreign_host_is_djangos_to_refuse(visitor, host):
    assert visitor.ask(PAGE, host=host).status == FROM_DJANGO


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:9000", "[::1]:8000", "localhost."])
def test_a_host_of_ours_is_answered(visitor, host):
    assert visitor.ask(PAGE, host=host).status == 200


def test_a_pattern_of_hosts_is_understood(visitor, settings):
    settings.ALLOWED_HOSTS = [".clinic.example"]

    assert visitor.ask(PAGE, host="www.clinic.example").status == 200
    assert visitor.ask(PAGE, host="127.0.0.1").status == FROM_DJANGO


def test_where_tls_is_due_plain_http_is_djangos_to_redirect(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert visitor.ask(PAGE).status == FROM_DJANGO
    assert visitor.ask(PAGE, x_forwarded_proto="http").status == FROM_DJANGO
    assert visitor.ask(PAGE, x_forwarded_proto="https").status == 200
    assert visitor.ask(PAGE, scheme="https").status == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("deflate, zstd", ""),
        ("gzip;q=much", ""),
        ("gzip;q=", "gzip"),
        ("gzip ; q = 0.5", "gzip"),
        ("gzip;q=nan", ""),
        (",,;;q==", ""),
        ("br" * 5000, ""),
    ],
)
def test_the_best_encoding_that_is_accepted(visitor, accepted, encoding):
    answer = visitor.ask(PAGE, accept_encoding=accepted)

    assert answer.headers.get("Content-Encoding", "") == encoding
    undo = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]
    assert undo(answer.body) == visitor.ask(PAGE).body
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_each_encoding_has_a_tag_of_its_own(visitor):
    tags = {visitor.ask(PAGE, accept_encoding=one).headers["ETag"] for one in ("", "br", "gzip")}

    assert len(tags) == 3


@pytest.mark.parametrize(
    "form", ["{0}", "W/{0}", '"a", {0}', '"a",W/{0} , "b"', "*", "  {0}  ", '"a", *']
)
def test_what_a_visitor_has_is_not_sent_again(visitor, form):
    tag = visitor.ask(PAGE, accept_encoding="br").headers["ETag"]

    answer = visitor.ask(PAGE, accept_encoding="br", if_none_match=form.format(tag))

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Length" not in answer.headers


@pytest.mark.parametrize("tag", ['"a"', "", "W/", '""', ",,,", '"a", "b"'])
def test_what_a_visitor_has_not_is_sent(visitor, tag):
    assert visitor.ask(PAGE, if_none_match=tag).status == 200


def publish(content, body):
    content.article(body=body)
    content.apply()
    pages.rebuild()


def test_a_running_process_sees_the_next_generation(visitor, content):
    tag = visitor.ask(PAGE).headers["ETag"]

    publish(content, "Second.")

    answer = visitor.ask(PAGE, if_none_match=tag)
    assert answer.status == 200
    assert b"Second." in answer.body
    assert answer.headers["ETag"] != tag


def test_an_unchanged_page_keeps_its_tag(visitor):
    tag = visitor.ask(PAGE).headers["ETag"]

    pages.rebuild()

    assert visitor.ask(PAGE).headers["ETag"] == tag


def test_without_the_store_the_last_good_page_goes_on(visitor, settings):
    before = visitor.ask(PAGE)

    shutil.rmtree(settings.PAGES_DIR)

    assert visitor.ask(PAGE) == before
    assert visitor.ask("/").status == FROM_DJANGO


def test_without_a_store_from_the_start_all_is_djangos(settings, tmp_path):
    assert Visitor(tmp_path / "nowhere").ask(PAGE).status == FROM_DJANGO


@pytest.mark.parametrize("index", [None, "", "{", "[1]", "null", '"x"'])
def test_a_half_written_generation_is_not_gone_over_to(visitor, settings, index, caplog):
    before = visitor.ask(PAGE)
    broken = settings.PAGES_DIR / "broken"
    broken.mkdir()
    if index is not None:
        (broken / pages.INDEX).write_text(index, "utf-8")
    pages.swap(settings.PAGES_DIR, "broken")

    assert visitor.ask(PAGE) == before
    assert visitor.ask(PAGE) == before
    assert len(caplog.records) == 1


def test_after_a_broken_generation_the_next_good_one_is_taken(visitor, content, settings):
    (settings.PAGES_DIR / "broken").mkdir()
    pages.swap(settings.PAGES_DIR, "broken")
    visitor.ask(PAGE)

    publish(content, "Second.")

    assert b"Second." in visitor.ask(PAGE).body


def test_a_page_that_is_lost_from_the_store_is_djangos(visitor, settings, caplog):
    current = settings.PAGES_DIR / pages.CURRENT
    entry = json.loads((current / pages.INDEX).read_text("utf-8"))[PAGE]
    (current / entry["file"]).unlink()

    assert visitor.ask(PAGE).status == FROM_DJANGO
    assert visitor.ask(PAGE, accept_encoding="br").status == 200
    assert caplog.records


def test_the_store_is_a_folder_that_a_proxy_can_serve(visitor, settings):
    current = settings.PAGES_DIR / pages.CURRENT

    assert current.readlink().name.isalnum()
    assert (current / "index.html").is_file()
    assert (current / "articles/alpha/index.html.br").is_file()
    assert (current / "feed.xml").is_file()
