"""Which of the site's addresses a copy holds, under which file names, and what stands in for the others."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

SEARCH = "search/index.html"
SEARCH_ADDRESS = "/search/"
"""The page that searches the copy has no address on the site; links in it are read as if this were it."""

# The parameters that make another page of a view, in the order in which a file name has them. A view that is not
# named here has no place in a copy: it needs a server, or leads out of what is public.
_HELD: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("home", "feed", "about", "quality", "events", "event", "companies", "companies-letter"), ()),
    **dict.fromkeys(("calendar", "calendar-year", "calendar-month", "calendar-day", "on-this-day"), ()),
    **dict.fromkeys(("release", "release-source", "release-history", "release-tables", "release-table"), ()),
    **dict.fromkeys(("release-bib", "release-ris", "releases-feed", "company-feed", "person-feed"), ()),
    **dict.fromkeys(("filings", "filing", "company", "company-timeline", "person"), ("page",)),
    "filing-original": (),
    "company-selves": ("kind", "page"),
    "people": ("letter",),
    "organization": ("name",),
    "quotations": ("company", "start"),
    "releases": ("year", "month", "event", "page", "start"),
}
# Lists of releases that are written as pages; any other is what the copy's own search finds.
_LISTS = (set(), {"year"}, {"year", "month"}, {"event"})
_PLACES = {"page", "start"}
_SEARCHED = ("q", "company", "year", "month", "event", "item", "ticker", "state", "has_contact", "has_quotation")
_SEARCHED += ("has_table", "sort")
# What an address of one record may carry for a reader at the site: the same page without it serves here.
_PASSED_OVER = {"q", "lines", "hits"}
_WHOLE = {"company": "companies", "event": "events", "year": "calendar"}
"""Where all values of a facet of the whole list stand."""
_SAME = {"page": "1", "kind": "about"}
"""Values that give the page that stands at the address without them."""

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
"""Names that Windows keeps for devices, whatever follows the dot."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the copy, the address that it is made from ("" for none), and what a link puts after its name."""

    file: str
    address: str = ""
    query: str = ""
    fragment: str = ""


@dataclass(slots=True)
class Addresses:
    """``years``: for each company, by the end of its address, the file in which a year of its releases begins.

    ``days``: the paths of the days of the year that have releases; the other days have a page at the site only.
    """

    years: dict[str, dict[str, str]] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)

    def place_of(self, address: str) -> Place | None:
        """Where an address of the site is in the copy; None where nothing in it answers to that."""
        path, query = urlsplit(address)[2:4]
        if path == SEARCH_ADDRESS:
            return Place(SEARCH)
        if path.startswith(settings.STATIC_URL):
            return Place("static/" + path.removeprefix(settings.STATIC_URL), path)
        view = _view_of(path)
        given = {name: value for name, value in parse_qsl(query) if _SAME.get(name) != value}
        if view == "releases":
            return self._list(path, given)
        if view == "quotations" and given.get("q"):
            return _searched(given)
        held = _HELD.get(view)
        if held is None or (view == "on-this-day" and path not in self.days):
            return None
        if view in ("release", "release-source", "filing"):
            given = {name: value for name, value in given.items() if name not in _PASSED_OVER}
        return _page(path, held, given) if set(given) <= set(held) else None

    def _list(self, path: str, given: dict[str, str]) -> Place | None:
        """A list of releases. That of a company is its own page, where its releases stand by year."""
        filters = set(given) - _PLACES
        if filters in _LISTS:
            return _page(path, _HELD["releases"], given)
        years = self.years.get(given.get("company", ""))
        if years is not None and not set(given) - {"company", "year"}:
            own = reverse("company", args=[given["company"]])
            if "year" not in given:
                return _page(own, (), {})
            if given["year"] in years:
                return Place(years[given["year"]], own, fragment=f"y{given['year']}")
        whole = _WHOLE.get(given.get("all", "")) if set(given) == {"all"} else None
        return _page(reverse(whole), (), {}) if whole else _searched(given)


@lru_cache(4096)
def _view_of(path: str) -> str:
    """The name of the view that answers at a path, "" where none does. Most links are those of every page's menu."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _searched(given: Mapping[str, str]) -> Place:
    asked = {name: given[name] for name in _SEARCHED if name in given}
    return Place(SEARCH, query="?" + urlencode(asked) if asked else "")


def _page(path: str, names: tuple[str, ...], given: Mapping[str, str]) -> Place:
    wanted = [(name, given[name]) for name in names if name in given]
    return Place(file_of(path, wanted), path + ("?" + urlencode(wanted) if wanted else ""))


def file_of(path: str, parameters: list[tuple[str, str]] | None = None) -> str:
    """The name of a page's file: that of its address, so that a web server finds the page where it has always been.

    >>> file_of("/releases/"), file_of("/releases/", [("year", "1998"), ("page", "2")])
    ('releases/index.html', 'releases/year-1998-page-2.html')
    >>> file_of("/filings/x/original"), file_of("/releases/x.bib")
    ('filings/x/original.txt', 'releases/x.bib')
    """
    if path.endswith("/"):
        path += "-".join(f"{name}-{_plain(value)}" for name, value in parameters or []) or "index"
        path += ".html"
    elif "." not in posixpath.basename(path):
        path += ".txt"
    return "/".join(_TAKEN.sub(r"\1-", part) for part in path.strip("/").split("/"))


def _plain(value: str) -> str:
    """A value as a part of a file name: as it is, or its letters and a hash."""
    if _PLAIN.fullmatch(value):
        return value
    letters = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:40]
    return f"{letters}-{hashlib.sha256(value.encode()).hexdigest()[:8]}".strip("-")


def link_to(place: Place, *, within: str, fragment: str = "") -> str:
    """What a link in the file ``within`` says to lead to a place; it works wherever the copy lies.

    >>> link_to(Place("companies/x/index.html"), within="releases/y/index.html", fragment="y1998")
    '../../companies/x/index.html#y1998'
    """
    fragment = fragment or place.fragment
    after = place.query + (f"#{fragment}" if fragment else "")
    if place.file == within and fragment and not place.query:
        return after
    return quote(posixpath.relpath(place.file, posixpath.dirname(within) or ".")) + after
