"""Pages and feeds of the site as files: every link leads to a file beside it, or is taken out.

What is read here are the site's own pages, whose attributes stand in double quotes with every ``<`` and ``>`` escaped
(the tests of all pages hold them to it), so the tags that link can be found without reading a page as a tree.
"""

import html
import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from .addresses import SEARCH_ADDRESS, Place, link_to

# 'self' is nothing that a page read from disk could be sure of, so files are named beside it. frame-ancestors, which
# the site has too, is not heeded in a page.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "form-action 'self' file:; base-uri 'none'"
)
_POLICY = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
_CHARSET = '<meta charset="utf-8">'

_TAG = re.compile(r"<(a|area|form|iframe|img|link|script|source)(\s[^<>]*)>")
_LINK = re.compile(r'\s(href|src|action)="([^"]*)"')
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.I)

Find = Callable[[str], Place | None]


def page(text: str, *, address: str, file: str, find: Find) -> str:
    """A page for its file. ``find`` tells the place of each address that it links to, and takes note of it."""

    def mend(tag: re.Match[str]) -> str:
        name, inner = tag[1], tag[2]
        found = _LINK.search(inner)
        if found is None or found[2].startswith("#") or 'rel="canonical"' in inner:
            return tag[0]
        # What is left of the forms searches, and the copy has its own search.
        target = SEARCH_ADDRESS if name == "form" else _target(html.unescape(found[2]), address)
        if target is None:
            return tag[0]
        place = find(target)
        if place is not None:
            link = link_to(place, within=file, fragment=urlsplit(target).fragment)
            return f"<{name}{inner[: found.start(2)]}{html.escape(link)}{inner[found.end(2) :]}>"
        return "" if name in ("link", "script", "img", "source") else f"<{name}{_LINK.sub('', inner, count=1)}>"

    head, policy, rest = text.partition(_CHARSET)
    if not policy:
        raise ValueError(f"{address} has no {_CHARSET}")
    return _TAG.sub(mend, f"{head}{_CHARSET}\n{_POLICY}{rest}")


def feed(text: str, *, file: str, find: Find) -> str:
    """A feed for its file. Its identifiers stay what they are; links that the copy can't follow are taken out."""

    def mend(tag: re.Match[str]) -> str:
        found = _LINK.search(tag[2])
        target = _target(html.unescape(found[2]), "/") if found else None
        if found is None or target is None:
            return tag[0]
        place = find(target)
        if place is None:
            return ""
        link = html.escape(link_to(place, within=file, fragment=urlsplit(target).fragment))
        return f"<{tag[1]}{tag[2][: found.start(2)]}{link}{tag[2][found.end(2) :]}>"

    return _TAG.sub(mend, text)


def _target(link: str, address: str) -> str | None:
    """The address of the site that a link in a page leads to; None for one that leads elsewhere."""
    if link.startswith(settings.SITE_URL):
        link = link.removeprefix(settings.SITE_URL) or "/"
    if _SCHEME.match(link):
        return None
    return urljoin(address, link)
