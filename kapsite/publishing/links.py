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
    try:
        parts = urlsplit(href)
    except ValueError:
        raise BadLink(f"“{href}” is not an address.") from None
    if not href.strip():
        raise BadLink("the link has no address; write it between the round brackets.")
    if "\\" in href or href.startswith("//") or (parts.netloc and not parts.scheme):
        raise BadLink(f"“{href}” names a host without https; write the whole https:// address.")
    if parts.scheme == "http":
        raise BadLink(f"“{href}” is not encrypted; write https://.")
    if parts.scheme and parts.scheme not in EXTERNAL:
        raise BadLink(f"“{parts.scheme}:” links are not allowed; use https, mailto, tel or sms.")
    if parts.scheme == "https" and not parts.netloc:
        raise BadLink(f"“{href}” has no host; write https:// and the whole address.")
    if parts.scheme:
        return Link(href, external=parts.scheme == "https")
    if parts.path.startswith("/"):
        return _site(href, targets, site_path)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return _document(file if parts.path else path, unquote(parts.fragment), targets)


def _site(href: str, targets: Mapping[str, Target], site_path: Callable[[str], bool]) -> Link:
    """A link by absolute path: to a document as by its file, or to a page that is no document."""
    parts = urlsplit(href)
    page, anchor = unquote(parts.path), unquote(parts.fragment)
    for file, target in targets.items():
        if page == target.url:
            return _document(file, anchor, targets)
        for url, key in target.anchors.values():
            if page == url:
                return _document(file, anchor, targets) if anchor else Link(href, key)
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
