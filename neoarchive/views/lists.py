"""Lists for machines: the releases of a search, companies, filings and people, as JSON and CSV.

Every page is bounded, and the next one begins at the record that follows (``start``), so that the last page of a
million is answered as fast as the first. Drafts are in none of them, whoever asks.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.filters import place_of
from neoarchive.models import Company, Contact, Filing
from neoarchive.search import facts, find

from .contexts import listing, words
from .formats import answers
from .formats.clean import absolute
from .formats.records import COMPANIES, FILINGS, PEOPLE, RELEASES, VERSION, Kind
from .machines import machine


@machine
def releases_json(request: HttpRequest) -> HttpResponse:
    """The releases that a search or a list has, the newest first (``sort=oldest``: the oldest), 100 a page."""
    asked = listing.read(request.GET)
    if not asked.readable:
        return answers.refused("The address can't be read.", listing.faults_of(asked))
    oldest = asked.sort == "oldest"
    matches = find.window(asked.asking, limit=answers.PAGE + 1, drafts=False, oldest=oldest, start=asked.start)
    number = find.total(drafts=False) if asked.asking.everything else find.count(asked.asking, drafts=False)
    over = number > find.COUNTED and not asked.asking.everything
    keys = [match.key for match in matches]
    return answers.as_json(
        {
            "version": VERSION,
            "title": words.title(asked, min(number, find.COUNTED) if over else number, over),
            "url": absolute(reverse("releases-json") + asked.query_of(start=True)),
            "page_url": absolute(reverse("releases") + asked.query_of()),
            "found": find.COUNTED if over else number,
            "found_is": "at least" if over else "exact",
            "order": "oldest first" if oldest else "newest first",
            "next": _next(asked, "releases-json", keys, answers.PAGE),
            "releases": RELEASES.read([facts.release_id_of(key) for key in keys[: answers.PAGE]]),
        }
    )


@require_safe
def releases_csv(request: HttpRequest) -> HttpResponseBase:
    """The same as a table of at most 10,000 rows."""
    asked = listing.read(request.GET)
    if not asked.readable:
        return answers.refused_in_words(_in_words(listing.faults_of(asked)))
    oldest = asked.sort == "oldest"
    found = find.keys(asked.asking, drafts=False, oldest=oldest, start=asked.start)
    keys = found.keys if oldest else found.keys[::-1]
    next_page = _following(asked, keys[-1], oldest) if found.over else ""
    ids = [facts.release_id_of(key) for key in keys]
    return answers.as_table(RELEASES, ids, filename="releases", next_page=next_page)


def _next(asked: listing.Asked, name: str, keys: Sequence[int], size: int) -> str | None:
    return absolute(reverse(name) + asked.query_of(start=place_of(keys[size]))) if len(keys) > size else None


def _following(asked: listing.Asked, last: int, oldest: bool) -> str:
    """The table that begins after this key."""
    after = last + 1 if oldest else last - 1
    return absolute(reverse("releases-csv") + asked.query_of(start=place_of(after)))


def _in_words(faults: Sequence[dict[str, str]]) -> str:
    return "\n".join(f"{fault['name']}: {fault['message']}" for fault in faults)


@machine
@lasting
def companies_json(request: HttpRequest) -> HttpResponse:
    """Companies in the order in which they came into the archive, 100 a page."""
    return _records(request, COMPANIES, "companies", Company.objects.published())


@require_safe
def companies_csv(request: HttpRequest) -> HttpResponseBase:
    return _table(request, COMPANIES, "companies", Company.objects.published())


@machine
@lasting
def filings_json(request: HttpRequest) -> HttpResponse:
    """Filings, the one added last first, 100 a page."""
    return _records(request, FILINGS, "filings", Filing.objects.published(), last_first=True)


@require_safe
def filings_csv(request: HttpRequest) -> HttpResponseBase:
    return _table(request, FILINGS, "filings", Filing.objects.published(), last_first=True)


@machine
@lasting
def people_json(request: HttpRequest) -> HttpResponse:
    """People and desks that releases name as contacts, in the order in which they came into the archive."""
    return _records(request, PEOPLE, "people", Contact.objects.published())


@require_safe
def people_csv(request: HttpRequest) -> HttpResponseBase:
    return _table(request, PEOPLE, "people", Contact.objects.published())


def _records(
    request: HttpRequest, kind: Kind, name: str, records: "QuerySet[Any]", *, last_first: bool = False
) -> HttpResponse:
    start = answers.number_of(request, "start")
    if start is None:
        return answers.refused("A list begins at the number of a record: start=123.")
    ids = _ids(records, start, answers.PAGE + 1, last_first)
    follows = f"?start={ids[answers.PAGE]}" if len(ids) > answers.PAGE else ""
    address = reverse(f"{name}-json")
    return answers.as_json(
        {
            "version": VERSION,
            "url": absolute(address + (f"?start={start}" if start else "")),
            "page_url": absolute(reverse(name)),
            "order": "added last first" if last_first else "added first first",
            "next": absolute(address + follows) if follows else None,
            kind.name: kind.read(ids[: answers.PAGE]),
        }
    )


def _table(
    request: HttpRequest, kind: Kind, name: str, records: "QuerySet[Any]", *, last_first: bool = False
) -> HttpResponseBase:
    start = answers.number_of(request, "start")
    if start is None:
        return answers.refused_in_words("A list begins at the number of a record: start=123.")
    ids = _ids(records, start, answers.MOST + 1, last_first)
    more = absolute(f"{reverse(f'{name}-csv')}?start={ids[answers.MOST]}") if len(ids) > answers.MOST else ""
    return answers.as_table(kind, ids[: answers.MOST], filename=name, next_page=more)


def _ids(records: "QuerySet[Any]", start: int, limit: int, last_first: bool) -> list[int]:
    if start:
        records = records.filter(pk__lte=start) if last_first else records.filter(pk__gte=start)
    return list(records.order_by("-pk" if last_first else "pk").values_list("pk", flat=True)[:limit])
