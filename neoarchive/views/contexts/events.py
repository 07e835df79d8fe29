"""What the pages of events show: the numbers an event had and has, and when it was reported."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from neoarchive.parser.items import official
from neoarchive.search import events, facts, find, uses
from neoarchive.search.events import Event
from neoarchive.search.find import Asking, Check

from . import listing, results
from .strips import Year, year_strip

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an event, the title it had, and the days it was in force; ``first`` None: since records began.

    ``year_only``: of the first day only the year is known.
    """

    number: str
    title: str
    first: date | None = None
    last: date | None = None
    year_only: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An event in the list of all. ``count`` goes up to ``find.COUNTED``, ``over``: there are more."""

    event: Event
    then: list[Number]
    title: str
    count: int
    over: bool


def asking_of(event: Event) -> Asking:
    return Asking(None, {"event": Check((facts.ITEM + facts.shield(event.today),))})


def index_context() -> dict[str, Any]:
    counts = uses.counted({event.slug: asking_of(event) for event in events.EVENTS}, "releases-by-event")
    return {
        "section": "releases",
        "rows": [_row(event, counts) for event in events.EVENTS],
        "new_form": events.NEW_FORM,
        "address": settings.SITE_URL + reverse("events"),
    }


def _row(event: Event, counts: Mapping[str, int]) -> Row:
    number = counts[event.slug]
    return Row(event, numbers_then(event), today_title(event), min(number, find.COUNTED), number > find.COUNTED)


def event_context(event: Event) -> dict[str, Any]:
    asking = asking_of(event)
    used = uses.uses(asking)
    asked = listing.read({"event": event.slug})
    matches = find.window(asking, limit=SHOWN, drafts=False)
    address = reverse("event", args=[event.slug])
    return {
        "section": "releases",
        "event": event,
        "then": numbers_then(event),
        "today_title": today_title(event),
        "new_form": events.NEW_FORM,
        "used": used,
        "first_day": facts.day_of(used.first) if used.first else None,
        "last_day": facts.day_of(used.last) if used.last else None,
        "strip": strip_of(used),
        "most": uses.A_YEAR,
        "keys": [one.key for one in matches],
        "entries": results.entries(asked, matches, drafts=False),
        "list": f"{reverse('releases')}?event={event.slug}",
        "address": settings.SITE_URL + address,
    }


def strip_of(used: uses.Uses) -> list[Year]:
    """A bar for each year from the first to the last: twelve months of one height."""
    bars = year_strip({date(year, month, 1): number for year, number in used.years.items() for month in range(1, 13)})
    return [replace(bar, count=used.years.get(bar.year, 0)) for bar in bars]


def numbers_then(event: Event) -> list[Number]:
    """The numbers an event had, a row for each title."""
    found: list[Number] = []
    for then in event.then:
        opening, closing = (official(then.number, day)[0] for day in (then.first or date(1993, 1, 1), then.last))
        only_year = event.slug in events.YEAR_ONLY
        if opening != closing:
            changed = date(2000, 10, 23)
            found.append(Number(then.number, opening, then.first, date(2000, 10, 22), only_year))
            found.append(Number(then.number, closing, changed, then.last))
        else:
            found.append(Number(then.number, closing, then.first, then.last, only_year))
    return found


def today_title(event: Event) -> str:
    return official(event.today, None)[0]
