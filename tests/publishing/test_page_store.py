"""The page store: public pages alone, complete or not at all, however many publish at once."""

import json
import shutil
import threading
import time

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import path

from articles.models import Article
from kapsite.publishing import pages, publication
from tests.publishing.visitor import Visitor

FIRST = "/articles/alpha/"


def plain(request):
    return HttpResponse("fine")


def cookie(request):
    response = HttpResponse("x")
    response.set_cookie("a", "b")
    return response


def session(request):
    request.session["a"] = "b"
    return HttpResponse("x")


def form(request):
    from django.middleware.csrf import get_token

    return HttpResponse(get_token(request))


def user(request):
    return HttpResponse(str(request.user.is_authenticated))


def private(request):
    response = HttpResponse("x")
    response["Cache-Control"] = request.path.strip("/") + ", max-age=0"
    return response


def broken(request):
    raise RuntimeError("no")


urlpatterns = [
    path("plain/", plain),
    path("cookie/", cookie),
    path("session/", session),
    path("form/", form),
    path("user/", user),
    path("private/", private),
    path("no-store/", private),
    path("no-cache/", private),
    path("broken/", broken),
]
asked: list[str] = []


def paths():
    return asked


@pytest.fixture
def store(db, settings, tmp_path):
    """Rebuilds a store of the given paths of this module's own small site."""
    settings.PAGES_DIR = tmp_path / "pages"
    settings.ROOT_URLCONF = settings.PUBLIC_PATHS = __name__
    settings.PUBLIC_PATHS = f"{__name__}.paths"

    def rebuild(*names):
        asked[:] = [f"/{name}/" for name in names]
        return pages.rebuild()

    return rebuild


def test_a_public_page_is_stored(store, settings):
    assert store("plain") == 1
    assert (settings.PAGES_DIR / "current/plain/index.html").read_bytes() == b"fine"


@pytest.mark.parametrize(
    "name", ["cookie", "session", "form", "user", "private", "no-store", "no-cache", "missing"]
)
def test_what_depends_on_a_visitor_is_refused(store, settings, name):
    with pytest.raises(pages.NotPublic, match=f"^/{name}/ "):
        store("plain", name)

    assert [one.name for one in settings.PAGES_DIR.iterdir()] == [".lock"]


def test_a_page_that_fails_leaves_the_former_generation(store, settings):
    store("plain")
    before = (settings.PAGES_DIR / "current").resolve()

    with pytest.raises(pages.NotPublic, match="answers 500"):
        store("plain", "broken")

    assert (settings.PAGES_DIR / "current").resolve() == before
    assert (before / "plain/index.html").is_file()


def generations(folder):
    return {one.name for one in folder.iterdir() if one.is_dir() and not one.is_symlink()}


def test_old_generations_are_removed_but_for_one(store, settings):
    for _ in range(4):
        store("plain")

    assert len(generations(settings.PAGES_DIR)) == 2
    assert (settings.PAGES_DIR / "current/plain/index.html").is_file()


def test_leftovers_of_a_crash_go_and_the_current_one_stays(store, settings):
    import os

    store("plain")
    for name in ("left", "over"):
        (settings.PAGES_DIR / name).mkdir()
        os.utime(settings.PAGES_DIR / name, (4e9, 4e9))

    store("plain")

    assert len(generations(settings.PAGES_DIR)) == 2
    assert (settings.PAGES_DIR / "current/plain/index.html").is_file()


def test_a_store_whose_folder_is_gone_is_made_again(store, settings):
    store("plain")
    shutil.rmtree(settings.PAGES_DIR)

    assert store("plain") == 1


def test_a_save_publishes_after_the_commit(content, settings, django_capture_on_commit_callbacks):
    content.article(body="First.")
    content.apply()
    visitor = Visitor(settings.PAGES_DIR)
    with django_capture_on_commit_callbacks(execute=True):
        article = Article.objects.get()
        article.body = "By staff."
        article.save()
        publication.changed([article])
        assert visitor.ask(FIRST).status == 299

    assert b"By staff." in visitor.ask(FIRST).body


def test_a_publication_that_fails_keeps_what_was_saved(
    content, settings, django_capture_on_commit_callbacks, caplog
):
    content.article()
    settings.PUBLIC_PATHS = f"{__name__}.paths"
    asked[:] = ["/nowhere/"]

    with django_capture_on_commit_callbacks(execute=True):
        content.apply()

    assert Article.objects.exists()
    assert "NotPublic" in caplog.text or caplog.records


@pytest.mark.django_db(transaction=True)
def test_many_who_publish_at_once_take_turns(content, settings):
    content.article(body="First.")
    content.apply()
    failures = []

    def publish():
        try:
            pages.rebuild()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _ in range(3)]
    visitor = Visitor(settings.PAGES_DIR)
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        answer = visitor.ask(FIRST)
        assert answer.status == 299 or b"First." in answer.body
        time.sleep(0.002)  # else this loop holds up those it watches
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(generations(settings.PAGES_DIR)) == 2
    assert b"First." in visitor.ask(FIRST).body


def test_many_readers_never_see_a_page_under_anothers_tag(store, settings):
    store("plain")
    first = (settings.PAGES_DIR / "current").resolve()
    visitor = Visitor(settings.PAGES_DIR)
    seen = set()
    done = threading.Event()

    def read():
        while not done.is_set():
            answer = visitor.ask("/plain/")
            seen.add((answer.status, answer.headers["ETag"], answer.body))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(30):
        folder = settings.PAGES_DIR / f"gen{number}"
        shutil.copytree(first, folder)
        (folder / "plain/index.html").write_text(f"page {number}")
        index = json.loads((folder / pages.INDEX).read_text("utf-8"))
        index["/plain/"]["etag"] = f"{number}"
        (folder / pages.INDEX).write_text(json.dumps(index), "utf-8")
        pages.swap(settings.PAGES_DIR, folder.name)
    done.set()
    for reader in readers:
        reader.join()

    good = {(200, f'"{number}"', f"page {number}".encode()) for number in range(30)}
    assert {one for one in seen if one[2] != b"fine"} <= good


@override_settings(BASE_URL="https://clinic.example", SECURE_SSL_REDIRECT=True)
@pytest.mark.parametrize("header", [None, ("HTTP_X_FORWARDED_PROTO", "https")])
def test_behind_tls_pages_are_finished_as_https(store, settings, header):
    settings.ALLOWED_HOSTS = ["clinic.example"]
    settings.SECURE_PROXY_SSL_HEADER = header

    assert store("plain") == 1
