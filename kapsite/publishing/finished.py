"""Hands out finished pages, from memory and ahead of Django.

The newest generation of the page store is taken over when the link to it changes; with the
store or the database gone, the last good pages go on.
"""

import json
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import split_domain_port, validate_host

from kapsite.publishing.pages import CURRENT, INDEX

log = logging.getLogger(__name__)

ENCODINGS = {"br": ".br", "gzip": ".gz", "": ""}

StartResponse = Callable[..., Any]
Environ = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One stored page in one encoding."""

    headers: list[tuple[str, str]]
    etag: str
    body: bytes


@dataclass(frozen=True)
class Generation:
    """One publication: where each page stands, and those that were asked for."""

    name: str = ""
    index: dict[str, Any] = field(default_factory=dict)
    held: dict[tuple[str, str], Page] = field(default_factory=dict)


class FinishedPages:
    """WSGI: the stored page where there is one, else ``application``."""

    def __init__(self, application: Callable[..., Iterable[bytes]], folder: Path) -> None:
        self.application = application
        self.folder = Path(folder)
        # Replaced as a whole: threads never see one generation's page under another's headers.
        self.generation = Generation()
        self.refused = ""

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer GET and HEAD of a finished page; leave the rest to the application."""
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"} and welcome(environ):
            page = self.page(environ["PATH_INFO"], environ.get("HTTP_ACCEPT_ENCODING", ""))
            if page is not None:
                return respond(page, environ, start_response)
        return self.application(environ, start_response)

    def page(self, path: str, accepted: str) -> Page | None:
        """The current page at ``path`` in the best encoding that is accepted."""
        try:
            name = os.readlink(self.folder / CURRENT)  # noqa: PTH115 - on every request
        except OSError:
            name = self.generation.name
        if name not in {self.generation.name, self.refused}:
            self.turn(name)
        return self.read(self.generation, path, best_encoding(accepted))

    def turn(self, name: str) -> None:
        """Go over to a new generation; a broken one is not gone over to."""
        try:
            index = json.loads((self.folder / name / INDEX).read_text("utf-8"))
            self.generation = Generation(name, dict(index))
        except (OSError, ValueError, TypeError):
            self.refused = name
            log.error("the page store's newest generation cannot be read")

    def read(self, generation: Generation, path: str, encoding: str) -> Page | None:
        """The page from memory, or from the store."""
        entry = generation.index.get(path)
        if entry is None:
            return None
        held = generation.held.get((path, encoding))
        if held is None:
            file = self.folder / generation.name / (entry["file"] + ENCODINGS[encoding])
            try:
                held = load(entry, encoding, file.read_bytes())
            except OSError:
                log.error("a page of the page store cannot be read")
                return None
            generation.held[path, encoding] = held
        return held


def welcome(environ: Environ) -> bool:
    """Whether Django would answer this host, and over this scheme; else it says so itself."""
    host, _port = split_domain_port(environ.get("HTTP_HOST", ""))
    if not host or not validate_host(host, settings.ALLOWED_HOSTS):
        return False
    return not settings.SECURE_SSL_REDIRECT or WSGIRequest({**environ}).is_secure()


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
