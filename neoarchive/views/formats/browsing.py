"""The pages that set out what the archive holds, as records: events, the calendar, terms, quotations, organisations.

Each function takes what its page shows (``views.contexts``) and gives the keys of its twin. Keys keep to what
``records`` says of them; a neighbour or a part is named by the address of its own twin.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from neoarchive.search import facts

from .clean import absolute, plain, twin_of
from .records import RELEASES, Record, address
from .whole import quotation

Context = dict[str, Any]


def events(context: Context) -> Record:
    return {
        "new_form": _day(context["new_form"]),
        "events": [
            {**_event(row.event, row.then, row.title), **_found(row.count, row.over, "releases")}
            for row in context["rows"]
        ],
    }


def _event(event: Any, then: Iterable[Any], title: str) -> Record:
    """``number`` and ``title`` are today's; each number it had is with the days it was in force."""
    page = address("event", event.slug)
    return {
        "id": event.slug,
        "url": page,
        "json_url": twin_of(page),
        "name": event.name,
        "number": event.today,
        "title": title,
        "then": [
            {
                "number": one.number,
                "title": one.title,
                "first_day": _day(one.first),
                "last_day": _day(one.last),
                "first_day_is": "the year" if one.year_only else "exact",
            }
            for one in then
        ],
    }


def event(context: Context) -> Record:
    asked = f"?event={context['event'].slug}"
    return {
        **_event(context["event"], context["then"], context["today_title"]),
        "note": context["event"].note or None,
        **_uses(context),
        "latest_releases": _releases(context["keys"]),
        "releases_url": absolute(reverse("releases-json") + asked),
        "feed_url": absolute(reverse("releases-feed") + asked),
    }


def first_use(context: Context) -> Record:
    """Without a term nothing is found, and nothing is counted."""
    asked = context["asked"]
    used = context.get("used")
    return {
        "query": plain(asked.text),
        **(_uses(context) if used else _NOTHING),
        "ends": _releases([key for key in (used.first, used.last) if key]) if used else [],
        "releases_url": absolute(reverse("releases-json") + asked.query_of()),
    }


def _uses(context: Context) -> Record:
    used = context["used"]
    years = [{"year": year, **_found(used.years[year], year in used.least, "releases")} for year in sorted(used.years)]
    return {
        **_found(used.total, used.over),
        "first_release": _day(context["first_day"]),
        "last_release": _day(context["last_day"]),
        "undated": used.undated,
        "years": years,
    }


def calendar(context: Context) -> Record:
    return {"years": [_year(row) for row in context["rows"]]}


def year(context: Context) -> Record:
    return {**_year(context["row"]), **_beside(context), "releases_url": _list(context)}


def _year(row: Any) -> Record:
    """Months without a release are left out."""
    page = absolute(reverse("calendar-year", args=[row.year]))
    months = [
        {"month": f"{one.day:%Y-%m}", "releases": one.count, "json_url": absolute(twin_of(one.url))}
        for one in row.months
        if one.url
    ]
    return {"year": row.year, "url": page, "json_url": twin_of(page), "releases": row.count, "months": months}


def month(context: Context) -> Record:
    """Days without a release are left out."""
    days = [
        {
            "date": _day(one.day),
            **_found(one.count, one.least, "releases"),
            "json_url": absolute(twin_of(one.url)),
        }
        for week in context["weeks"]
        for one in week
        if one and one.url
    ]
    return {
        "month": f"{context['month']:%Y-%m}",
        "releases": context["count"],
        "days": days,
        **_beside(context),
        "releases_url": _list(context),
    }


def day(context: Context) -> Record:
    """``more``: there are more releases of the day than these; a search for it has them all."""
    return {
        "date": _day(context["day"]),
        "releases": _releases(context["keys"]),
        "more": bool(context["more"]),
        **_beside(context),
    }


def same_day(context: Context) -> Record:
    return {
        "month": context["named"].month,
        "day": context["named"].day,
        **_found(context["total"], context["over"]),
        "years": [
            {"year": one.year, "releases": count, "json_url": absolute(twin_of(where))}
            for one, count, where in context["years"]
        ],
        "releases": _releases(context["keys"]),
        **_beside(context),
    }


def _beside(context: Context) -> Record:
    return {name: absolute(twin_of(context[name].url)) if context.get(name) else None for name in ("previous", "next")}


def _list(context: Context) -> str:
    """The releases of a page of the calendar, for machines."""
    return absolute(reverse("releases-json") + "?" + context["list"].partition("?")[2])


def quotations(context: Context) -> Record:
    """``looked_at``: releases that were searched for quotations; ``next`` goes on with the ones after them."""
    asked = context["asked"]
    more = context["more"].partition("?")[2]
    return {
        "query": plain(asked.text),
        "order": "newest first",
        "looked_at": context["looked_at"],
        "next": absolute(f"{reverse('quotations-json')}?{more}") if more else None,
        "quotations": [{**quotation(one.quotation), "release": brief(one.release)} for one in context["said"]],
    }


def organization(context: Context) -> Record:
    return {
        "name": plain(context["name"]),
        **_found(context["total"], context["over"]),
        "contacts": [
            {"id": one.slug, "url": address("person", one.slug), "name": plain(one.name), "releases": count}
            for one, count in context["people"]
        ],
        "years": [
            {
                "year": one.year,
                "releases": one.count,
                "companies": [
                    {"name": plain(client.name), "url": address("company", client.slug), "releases": client.count}
                    for client in one.clients
                ],
            }
            for one in context["years"]
        ],
    }


def letter(context: Context) -> Record:
    """The companies under a letter; of a former name, ``see`` is the present one."""
    return {
        "letter": context["letter"],
        "companies": [
            {
                "name": plain(one.name),
                "url": absolute(one.href),
                "see": plain(one.see) or None,
                "releases": None if one.see else one.count,
            }
            for section in context["sections"]
            for one in section.entries
        ],
    }


def quality(context: Context) -> Record:
    """What was counted, as the page gives it in shares. ``figures`` is null where nothing was measured yet."""
    measured = context["measured"]
    return {
        "measured": measured.isoformat(timespec="seconds") if measured else None,
        "filings_since": context["since"],
        "parser_version": context["version_now"],
        "figures": _figures(context) if context["figures"] else None,
    }


_COUNTS = ("filings", "releases", "reviewed", "in_doubt", "doubts")


def _figures(context: Context) -> Record:
    figures = context["figures"]
    return {
        **{name: figures[name] for name in _COUNTS},
        "versions": [{"version": version, "filings": count} for version, count in figures["versions"]],
        "rows": [
            {
                "year": row["year"],
                "format": row["format"],
                "releases": row["releases"],
                "fields": {name: count for name, count in row.items() if name not in ("year", "format", "releases")},
            }
            for row in figures["rows"]
        ],
        "failures": [
            {"text": one.text, "filings": one.filings, "shown_by": [address("filing", f.slug) for f in one.shown_by]}
            for one in context["failures"]
        ],
    }


_NOTHING: Record = {
    "found": 0,
    "found_is": "exact",
    "first_release": None,
    "last_release": None,
    "undated": 0,
    "years": [],
}


def brief(release: Any) -> Record:
    """A release as others name it: enough to know it by, and the address of its twin."""
    page = address("release", release.slug)
    return {
        "id": release.slug,
        "url": page,
        "json_url": twin_of(page),
        "headline": plain(release.headline),
        "date": _day(release.shown_date),
    }


def _found(number: int, over: bool, name: str = "found") -> Record:
    """Counts of large numbers end somewhere, and say so."""
    return {name: number, f"{name}_is": "at least" if over else "exact"}


def _releases(keys: Sequence[int]) -> list[Record]:
    return RELEASES.read([facts.release_id_of(key) for key in dict.fromkeys(keys)])


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
