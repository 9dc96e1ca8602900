"""Where a link in a document leads: another document, a page of the site, or elsewhere."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from kapsite.publishing.problems import nearest

EXTERNAL = {"https", "mailto", "tel", "sms"}


@dataclass(frozen=True)
class Target:
    """A document that can be linked: ``anchors`` maps each of its ids to (URL, document key)."""

    key: str
    url: str
    title: str
    anchors: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A resolved link; ``key`` names the document that it leads to, "" where it leads to none."""

    url: str
    key: str = ""
    anchor: str = ""
    external: bool = False


class BadLink(ValueError):
    """A link that leads nowhere, or where no link may lead; the message says the cure."""


def resolve(
    href: str, *, path: str, targets: Mapping[str, Target], site_path: Callable[[str], bool]
) -> Link:
    """Where ``href``, as written in the file ``path``, leads.

    Raises BadLink for an unknown document, anchor or page, and for schemes that a reader
    cannot follow safely.
    """
    if href.startswith("//") or "\\" in href:
        raise BadLink(f"“{href}” names a host without https; write the whole https:// address.")
    parts = urlsplit(href)
    if parts.scheme == "http":
        raise BadLink(f"“{href}” is not encrypted; write https://.")
    if parts.scheme:
        if parts.scheme not in EXTERNAL:
            raise BadLink(
                f"“{parts.scheme}:” links are not allowed; use https, mailto, tel or sms."
            )
        return Link(href, external=parts.scheme == "https")
    if parts.path.startswith("/"):
        return _site(href, unquote(parts.path), site_path)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return _document(file if parts.path else path, unquote(parts.fragment), targets)


def _site(href: str, page: str, site_path: Callable[[str], bool]) -> Link:
    if not site_path(page):
        raise BadLink(f"there is no page “{page}” on this site; link a document by its file.")
    return Link(href)


def _document(file: str, anchor: str, targets: Mapping[str, Target]) -> Link:
    target = targets.get(file)
    if target is None:
        raise BadLink(f"there is no document “{file}”.{nearest(file, targets)}")
    if not anchor:
        return Link(target.url, target.key)
    if anchor not in target.anchors:
        raise BadLink(f"“{file}” has no section “#{anchor}”.{nearest(anchor, target.anchors)}")
    url, key = target.anchors[anchor]
    return Link(url, key, anchor)
