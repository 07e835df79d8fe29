"""The list of releases, and search: one page."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting_with
from neoarchive.filters import SORTS
from neoarchive.search import find, kept
from neoarchive.search.query import terms, write

from . import pasted
from .access import sees_drafts
from .contexts import facets, listing, results, words
from .contexts.listing import Asked
from .contexts.reading import parts_of


@require_safe
@lasting_with(kept.counts_of_page)
def release_list(request: HttpRequest) -> HttpResponse:
    asked = listing.read(request.GET, request)
    if asked.text and set(asked.address.given) == {"q"}:
        where = pasted.target(request, asked.text)
        if where:
            return redirect(where)
    drafts = sees_drafts(request)
    context: dict[str, Any] = {"section": "releases", "asked": asked, "address": asked.address, "noindex": True}
    if not asked.readable:
        return render(request, "releases/list.html", context | _faulty(asked, drafts=drafts), status=400)
    asking = asked.asking
    context |= {"chips": asked.chips(), "parts": parts_of(asked)}
    if asked.start is not None:
        context |= _from_there(asked, drafts=drafts)
        return render(request, "releases/list.html", context, status=200 if context["entries"] else 404)
    best = results.PAGE * (asked.values.get("page") or 1) if asked.sort == "best" else 0
    found = find.find(asking, drafts=drafts, oldest=asked.sort == "oldest", best=best)
    context["total"] = len(found.matches) if asking.everything and not found.more else find.total(drafts=drafts)
    if not found.matches:
        return render(request, "releases/list.html", context | _empty(asked, found, drafts=drafts))
    context |= _filled(asked, found, drafts=drafts)
    return render(request, "releases/list.html", context, status=200 if context["pages"] else 404)


def _filled(asked: Asked, found: find.Found, *, drafts: bool) -> dict[str, Any]:
    counts, companies = facets.companies_of(asked, found)
    extent = results.extent_of(asked, found, drafts=drafts)
    paged = results.size_of_pages(asked, found, extent)
    pages = results.pages_of(asked, paged)
    shown = results.shown_on(asked, found, companies, pages.number, drafts=drafts) if pages else []
    if pages and paged < extent.size + extent.over and pages.number == pages.last and asked.by_date and shown:
        pages = replace(pages, next=results.after(asked, shown[-1]))
    rail = facets.Rail(asked, found, extent.size, extent.over, extent.years)
    query_or_filters = bool(asked.query) or len(asked.filters) > 1
    return {
        "title": words.title(asked, extent.size, extent.over),
        "heading": f"Search results for {asked.text[:200]}"
        if asked.query
        else words.title(asked, extent.size, extent.over),
        "size": extent.size,
        "number": words.number_of(extent.size, extent.over),
        "counted": paged,
        "bound": words.bound(asked, len(found.matches), paged, extent.size + extent.over) if found.more else "",
        "strip": extent.strip,
        "strip_of_all": extent.whole,
        "passages": _passages(asked, extent, drafts=drafts),
        "sorts": _sorts(asked),
        "entries": results.entries(asked, shown, drafts=drafts) if shown else [],
        "pages": pages,
        "last_page": results.page_url(asked, -(-paged // results.PAGE)),
        "facets": facets.facets_of(rail, counts, companies, drafts=drafts),
        "least": words.least(asked, found),
        "table_bound": words.table_bound(extent.size + extent.over),
        "noindex": query_or_filters or pages is None,
        "canonical": settings.SITE_URL + reverse("releases") + _canonical(asked),
    }


def _from_there(asked: Asked, *, drafts: bool) -> dict[str, Any]:
    """A page far down a long list: the releases from one on. Nothing is counted, so it costs what the first page does.

    Whether a release has that very number is not asked: the one before it may be gone since.
    """
    oldest = asked.sort == "oldest"
    size = results.PAGE
    found = find.window(asked.asking, limit=size + 1, drafts=drafts, oldest=oldest, start=asked.start)
    shown = found[:size]
    return {
        "title": f"{words.subject(asked)}, from further down".capitalize(),
        "heading": f"Further down the list: {words.subject(asked)}",
        "further": words.further(asked),
        "beginning": asked.address.but(),
        "sorts": _sorts(asked),
        "entries": results.entries(asked, shown, drafts=drafts) if shown else [],
        "next": results.after(asked, shown[-1]) if len(found) > size else "",
    }


def _passages(asked: Asked, extent: results.Extent, *, drafts: bool) -> dict[str, str] | None:
    """The switch that brings in passages set apart, and what it adds. None where no words are looked for."""
    if asked.passage or not any(not term.field for term in terms(asked.query)):
        return None
    if asked.passages:
        return {"url": asked.address.but(passages=None), "text": "Leave them out"}
    url, more = asked.address.but(passages=1), ""
    if not extent.over:
        wider = find.count(replace(asked.asking, apart=True), drafts=drafts)
        if wider == extent.size:
            return None
        bound = asked.asking.counted_to
        more = f": over {bound:,}" if wider > bound else f": {wider - extent.size:,} more"
    return {"url": url, "text": f"Search them too{more}"}


def _canonical(asked: Asked) -> str:
    """The list's parameters without the order: another order is the same list."""
    address = asked.address.but(sort=None, page=asked.values.get("page"))
    return "" if address == "./" else address


def _sorts(asked: Asked) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the one in use. Best match needs words."""
    default = "best" if asked.ranked else "newest"
    offered = [name for name in SORTS if name != "best" or asked.ranked]
    return [
        (SORTS[name], asked.address.but(sort=None if name == default else name), name == asked.sort) for name in offered
    ]


def _empty(asked: Asked, found: find.Found, *, drafts: bool) -> dict[str, Any]:
    offered = []
    for other in find.others(asked.asking, found, drafts=drafts):
        changes: dict[str, Any] = dict.fromkeys(other.without)
        changes |= {"month": None} if "year" in other.without else {}
        changes["q"] = write(other.query) if other.query else None
        changes |= {"sort": None} | ({"passages": 1} if other.kind == "passages" else {})
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
        "heading": f"Search results for {asked.text[:200]}" if asked.query else words.title(asked, 0),
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
