"""A visitor who speaks WSGI to the page store."""

import io
from dataclasses import dataclass

from kapsite.publishing.finished import FinishedPages


@dataclass
class Answer:
    """What came back; status 0 where the store left it to the application."""

    status: int
    headers: dict[str, str]
    body: bytes


def application(environ, start_response):
    """Stands behind the store and is told apart by its status."""
    start_response("299 Django", [])
    return [b"from Django"]


class Visitor:
    """Asks one process's page store."""

    def __init__(self, folder, behind=application):
        self.store = FinishedPages(behind, folder)

    def ask(self, path, method="GET", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "HTTP_HOST": "127.0.0.1:8000",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        environ["wsgi.url_scheme"] = headers.get("scheme", "http")
        seen = []
        body = b"".join(self.store(environ, lambda status, found: seen.append((status, found))))
        status, found = seen[0]
        return Answer(int(status.split()[0]), dict(found), body)
