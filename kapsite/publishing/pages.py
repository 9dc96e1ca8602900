"""The store of finished pages: rendered once a publication, held complete and compressed.

``rebuild()`` writes a new generation of every public page and swaps it in at once. What depends
on a visitor cannot enter: a page that sets a cookie, varies with one, or may not be cached is
refused.
"""

import fcntl
import gzip
import hashlib
import io
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.utils.module_loading import import_string

CURRENT = "current"
INDEX = "pages.json"
KEPT = 2  # generations; a reader of the old one may be in the middle of it
UNSHAREABLE = ("private", "no-store", "no-cache")


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
            handler = WSGIHandler()
            index = {path: write(generation, path, handler) for path in public_paths()}
            (generation / INDEX).write_text(json.dumps(index), "utf-8")
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        swap(folder, generation.name)
        tidy(folder)
    return len(index)


def write(generation: Path, path: str, handler: WSGIHandler) -> dict[str, Any]:
    """Render ``path`` into ``generation``; returns its headers and file for the index."""
    response = finished(path, handler)
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


def finished(path: str, handler: WSGIHandler) -> HttpResponse:
    """Django's answer to a visitor nobody knows anything about; raises NotPublic."""
    base = urlsplit(settings.BASE_URL)
    environ: dict[str, Any] = {
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
    """Remove all generations but the current one and the newest of the others."""
    current = (folder / CURRENT).resolve()
    old = sorted(
        (one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()),
        key=lambda one: (one.resolve() == current, one.stat().st_mtime),
    )
    for generation in old[:-KEPT]:
        shutil.rmtree(generation, ignore_errors=True)
