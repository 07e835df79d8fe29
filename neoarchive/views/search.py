"""The list of releases, and search: one page."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from neoarchive.filters import SORTS
from neoarchive.search import find
from neoarchive.search.query import write

from .access import sees_drafts
from .contexts import listing, results, words
from .contexts.listing import Asked


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    asked = listing.read(request)
    drafts = sees_drafts(request)
    context: dict[str, Any] = {"section": "releases", "asked": asked, "address": asked.address, "noindex": True}
    if not asked.readable:
        return render(request, "releases/list.html", context | _faulty(asked, drafts=drafts), status=400)
    asking = asked.asking
    found = find.find(asking, drafts=drafts, oldest=asked.sort == "oldest")
    context["chips"] = asked.chips()
    context["total"] = len(found.matches) if asking.everything and not found.more else find.total(drafts=drafts)
    if not found.matches:
        return render(request, "releases/list.html", context | _empty(asked, found, drafts=drafts))
    context |= _filled(asked, found, drafts=drafts)
    return render(request, "releases/list.html", context, status=200 if context["pages"] else 404)


def _filled(asked: Asked, found: find.Found, *, drafts: bool) -> dict[str, Any]:
    counts, companies = results.companies_of(asked, found)
    matches = results.ordered(asked, found, companies)
    extent = results.extent_of(asked, found, drafts=drafts)
    pages = results.pages_of(asked, len(matches))
    first = (pages.number - 1) * results.PAGE if pages else 0
    shown = matches[first : first + results.PAGE] if pages else []
    query_or_filters = bool(asked.query) or len(asked.filters) > 1
    return {
        "title": words.title(asked, extent.size, extent.over),
        "heading": f"Search results for {asked.text}" if asked.query else words.title(asked, extent.size, extent.over),
        "size": extent.size,
        "number": words.number_of(extent.size, extent.over),
        "counted": len(found.matches),
        "bound": words.bound(asked, len(found.matches)) if found.more else "",
        "strip": extent.strip,
        "strip_of_all": extent.whole,
        "sorts": _sorts(asked, found),
        "entries": results.entries(asked, shown, drafts=drafts) if shown else [],
        "pages": pages,
        "last_page": results.page_url(asked, -(-len(matches) // results.PAGE)),
        "facets": results.facets_of(asked, found, counts, companies),
        "noindex": query_or_filters or pages is None,
        "canonical": settings.SITE_URL + reverse("releases") + _canonical(asked),
    }


def _canonical(asked: Asked) -> str:
    """The list's parameters without the order: another order is the same list."""
    address = asked.address.but(sort=None, page=asked.values.get("page"))
    return "" if address == "./" else address


def _sorts(asked: Asked, found: find.Found) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the one in use. Best match needs whole words; companies a list read whole."""
    default = "best" if asked.ranked else "newest"
    offered = [
        name for name in SORTS if not (name == "best" and not asked.ranked) and not (name == "company" and found.more)
    ]
    return [
        (SORTS[name], asked.address.but(sort=None if name == default else name), name == asked.sort) for name in offered
    ]


def _empty(asked: Asked, found: find.Found, *, drafts: bool) -> dict[str, Any]:
    offered = []
    for other in find.others(asked.asking, found, drafts=drafts):
        changes: dict[str, Any] = dict.fromkeys(other.without)
        changes |= {"month": None} if "year" in other.without else {}
        changes["q"] = write(other.query) if other.query else None
        changes["sort"] = None
        offered.append(
            {
                "text": words.other_in_words(other.kind, other.what, asked),
                "url": asked.address.but(**changes),
                "count": words.counted(other.count),
                "spelling": other.kind == "spelling",
            }
        )
    return {
        "title": words.title(asked, 0),
        "heading": f"Search results for {asked.text}" if asked.query else words.title(asked, 0),
        "size": 0,
        "nothing": words.nothing(asked) if asked.query or asked.filters else "",
        "others": offered,
    }


def _faulty(asked: Asked, *, drafts: bool) -> dict[str, Any]:
    """What can't be read, where, and what can be searched instead."""
    context: dict[str, Any] = {"title": "Query not understood", "heading": "Search: the query could not be read"}
    if asked.error is None:
        return context | {"title": "Filter not understood", "heading": "List: a filter could not be read"}
    repaired = asked.error.repaired
    if repaired:
        context["repaired"] = write(repaired)
        context["repaired_url"] = asked.address.but(q=context["repaired"])
        number = find.count(replace(asked.asking, query=repaired), drafts=drafts)
        context["repaired_count"] = words.counted(number)
    return context
