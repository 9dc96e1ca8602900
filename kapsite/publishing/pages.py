"""The store of finished pages: rendered once a publication, held complete and compressed.

``rebuild()`` writes a new generation of every public page and swaps it in at once;
``FinishedPages`` hands the bytes out ahead of Django. What depends on a visitor cannot enter:
a page that sets a cookie, varies with one, or may not be cached is refused.
"""

import fcntl
import gzip
import hashlib
import io
import json
import logging
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

CURRENT = "current"
INDEX = "pages.json"
KEPT = 2  # generations; a reader of the old one may be in the middle of it
ENCODINGS = {"br": ".br", "gzip": ".gz", "": ""}
UNSHAREABLE = ("private", "no-store", "no-cache")

StartResponse = Callable[..., Any]
Environ = dict[str, Any]


class NotPublic(Exception):
    """A page that must not be stored; the message says why."""


def public_paths() -> Iterator[str]:
    """The paths of every public page, from the function that settings name."""
    yield from import_string(settings.PUBLIC_PATHS)()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the store's lock: two publishers take turns."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def rebuild() -> int:
    """Finish every public page anew and swap them in at once; returns their number.

    A page that fails keeps the former generation in place; raises what it raised.
    """
    folder = Path(settings.PAGES_DIR)
    with alone(folder):
        generation = folder / secrets.token_hex(8)
        try:
            index = {path: write(generation, path) for path in public_paths()}
            (generation / INDEX).write_text(json.dumps(index), "utf-8")
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        swap(folder, generation.name)
        tidy(folder)
    return len(index)


def write(generation: Path, path: str) -> dict[str, Any]:
    """Render ``path`` into ``generation``; returns its headers and file for the index."""
    response = finished(path)
    body = response.content
    name = f"{path.strip('/') or 'index'}" + ("" if "." in path else "/index.html")
    name = "index.html" if path == "/" else name
    file = generation / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(body, 9, mtime=0))
    file.with_name(f"{file.name}.br").write_bytes(brotli.compress(body, quality=11))
    headers = {key: value for key, value in response.items() if key != "Content-Length"}
    headers |= {"Vary": "Accept-Encoding", "Cache-Control": "public, max-age=60"}
    return {"file": name, "headers": headers, "etag": hashlib.sha256(body).hexdigest()[:24]}


def finished(path: str) -> HttpResponse:
    """Django's answer to a visitor nobody knows anything about; raises NotPublic."""
    base = urlsplit(settings.BASE_URL)
    environ: Environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": "",
        "SERVER_NAME": base.hostname,
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "HTTP_HOST": base.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        environ["HTTP_X_FORWARDED_PROTO"] = base.scheme
    handler = WSGIHandler()
    response = handler.get_response(WSGIRequest(environ))
    shared = response.get("Cache-Control", "")
    if response.status_code != 200:
        raise NotPublic(f"{path} answers {response.status_code}")
    if response.cookies or "cookie" in response.get("Vary", "").lower():
        raise NotPublic(f"{path} depends on a cookie")
    if any(word in shared for word in UNSHAREABLE):
        raise NotPublic(f"{path} may not be shared")
    assert isinstance(response, HttpResponse)
    return response


def swap(folder: Path, generation: str) -> None:
    """Make ``generation`` the current one, atomically."""
    link = folder / f".{generation}"
    link.symlink_to(generation)
    link.replace(folder / CURRENT)


def tidy(folder: Path) -> None:
    """Remove all generations but the newest ones."""
    old = sorted(
        (one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()),
        key=lambda one: one.stat().st_mtime,
    )
    for generation in old[:-KEPT]:
        shutil.rmtree(generation, ignore_errors=True)


@dataclass(frozen=True)
class Page:
    """One stored page in one encoding."""

    headers: list[tuple[str, str]]
    etag: str
    body: bytes


class FinishedPages:
    """WSGI: the stored page where there is one, else ``application``."""

    def __init__(self, application: Callable[..., Iterable[bytes]], folder: Path) -> None:
        self.application = application
        self.folder = Path(folder)
        self.generation = ""
        self.index: dict[str, Any] = {}
        self.held: dict[tuple[str, str], Page] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer GET and HEAD of a finished page; leave the rest to the application."""
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            page = self.page(environ["PATH_INFO"], environ.get("HTTP_ACCEPT_ENCODING", ""))
            if page is not None and self.host_allowed(environ):
                return respond(page, environ, start_response)
        return self.application(environ, start_response)

    def host_allowed(self, environ: Environ) -> bool:
        """Whether Django would accept the host; it answers the others itself."""
        host = environ.get("HTTP_HOST", "").rpartition("@")[2]
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        return "*" in settings.ALLOWED_HOSTS or name.lower() in settings.ALLOWED_HOSTS

    def page(self, path: str, accepted: str) -> Page | None:
        """The current page at ``path`` in the best encoding that is accepted."""
        try:
            generation = os.readlink(self.folder / CURRENT)  # noqa: PTH115 - on every request
        except OSError:
            return self.read(path, accepted) if self.generation else None
        if generation != self.generation:
            self.turn(generation)
        return self.read(path, accepted)

    def turn(self, generation: str) -> None:
        """Go over to a new generation; a broken one is not gone over to."""
        try:
            index = json.loads((self.folder / generation / INDEX).read_text("utf-8"))
        except (OSError, ValueError):
            log.error("the page store's newest generation cannot be read")
            return
        self.generation, self.index, self.held = generation, index, {}

    def read(self, path: str, accepted: str) -> Page | None:
        """The page from memory, or from the store."""
        entry = self.index.get(path)
        if entry is None:
            return None
        encoding = best_encoding(accepted)
        if (path, encoding) not in self.held:
            file = self.folder / self.generation / (entry["file"] + ENCODINGS[encoding])
            try:
                self.held[path, encoding] = load(entry, encoding, file.read_bytes())
            except OSError:
                log.error("a page of the page store cannot be read")
                return None
        return self.held[path, encoding]


def load(entry: dict[str, Any], encoding: str, body: bytes) -> Page:
    """A stored page with the headers of its encoding."""
    etag = f'"{entry["etag"]}{f"-{encoding}" if encoding else ""}"'
    headers = [*entry["headers"].items(), ("ETag", etag), ("Content-Length", str(len(body)))]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return Page(headers, etag, body)


def best_encoding(accepted: str) -> str:
    """The best of our encodings that ``Accept-Encoding`` admits (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        try:
            weights[name.strip()] = float(parameter.partition("=")[2] or 1)
        except ValueError:
            weights[name.strip()] = 0
    rest = weights.get("*", 0)
    known = {name: weights.get(name, rest) for name in ("br", "gzip")}
    best = max(known, key=lambda name: known[name])
    return best if known[best] > 0 and known[best] >= weights.get("identity", 0) else ""


def respond(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The page, or 304 where the visitor has it already (RFC 9110, 13.1.2)."""
    wanted = environ.get("HTTP_IF_NONE_MATCH", "")
    known = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
    if page.etag in known or "*" in known:
        skipped = {"Content-Length", "Content-Type", "Content-Encoding"}
        start_response("304 Not Modified", [one for one in page.headers if one[0] not in skipped])
        return []
    start_response("200 OK", page.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]
