"""Pages for machines: a release, a filing, a company, a person, the archive, each as JSON beside its page.

Read only, the same for everybody: what is not published is in none of them, whoever asks. Every answer is JSON, that
nothing is there as well.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from neoarchive.caching import lasting
from neoarchive.models import Company, Contact, Filing, OldAddress, PressRelease

from .contexts.home import LATEST
from .formats import answers, whole
from .formats.clean import absolute
from .formats.records import RELEASES, VERSION

View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")


def machine(view: View) -> View:
    """For a view that answers machines: 404, 405 and 410 as JSON, without the check of forms."""

    @csrf_exempt
    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE:
            response = answers.refused(f"{request.method} is not possible here: records are only read.", status=405)
            response["Allow"] = ", ".join(SAFE)
            return response
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return nothing_here()

    return answered


def nothing_here() -> HttpResponse:
    return answers.refused("There is no such record.", status=404)


def elsewhere(kind: OldAddress.Kind, slug: str, page: str, records: Any) -> HttpResponse:
    """To where the record is now, 410 where it was withdrawn, else 404."""
    pk = OldAddress.objects.filter(kind=kind, slug=slug).values_list("record", flat=True).first()
    now = records.published().filter(pk=pk).values_list("slug", flat=True).first() if pk is not None else None
    if now is not None:
        return answers.moved_to(reverse(page, args=[now]))
    if hasattr(records.all(), "withdrawn"):
        gone = records.withdrawn().filter(slug=slug).first()
        gone = gone or (records.withdrawn().filter(pk=pk).first() if pk is not None else None)
        if gone is not None:
            return _withdrawn(gone)
    raise Http404


def _withdrawn(record: Any) -> HttpResponse:
    """410: when and why, nothing of what it was."""
    return answers.as_json(
        {
            "error": "This record was withdrawn.",
            "faults": [],
            "withdrawn": record.withdrawn_at.isoformat(timespec="seconds"),
            "reason": record.withdrawn_reason,
        },
        status=410,
    )


def _record_at(kind: OldAddress.Kind, records: Any, whole_of: Callable[[int], dict[str, Any]]) -> View:
    """The view of records of a kind: the one that is published at an address."""
    page = f"{kind.value}-json"

    @machine
    @lasting
    def record_at(request: HttpRequest, slug: str) -> HttpResponse:
        pk = whole.published_id(records.published(), slug)
        return elsewhere(kind, slug, page, records) if pk is None else _whole(page, whole_of(pk))

    return record_at


def _whole(page: str, record: dict[str, Any]) -> HttpResponse:
    """A record with the addresses of itself, and of its page."""
    return answers.as_json({"version": VERSION, "json_url": absolute(reverse(page, args=[record["id"]])), **record})


release = _record_at(OldAddress.Kind.RELEASE, PressRelease.objects, whole.release)
filing = _record_at(OldAddress.Kind.FILING, Filing.objects, whole.filing)
company = _record_at(OldAddress.Kind.COMPANY, Company.objects, whole.company)


@machine
@lasting
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody with the releases that name them, 100 a page (``start``: the number that a page begins at)."""
    found = Contact.objects.published().filter(slug=slug).first()
    if found is None:
        return elsewhere(OldAddress.Kind.PERSON, slug, "person-json", Contact.objects)
    start = answers.number_of(request, "start")
    if start is None:
        return answers.refused("A list begins at the number of a record: start=123.")
    return _whole("person-json", whole.person(found, start))


_PAGES = ("home", "releases", "companies", "filings", "people", "events", "calendar", "quotations", "first-use")
_PAGES += ("about", "quality", "api")
_LISTS = ("releases-json", "companies-json", "filings-json", "people-json", "events-json", "calendar-json")
_MORE = ("feed", "sitemap", "opensearch", "openapi")


_KEEP = 60  # seconds that counts of the whole archive are kept


def _holds() -> dict[str, Any]:
    releases = PressRelease.objects.published()
    span = releases.aggregate(first=Min("shown_date"), last=Max("shown_date"))
    return {
        "releases": releases.count(),
        "filings": Filing.objects.published().count(),
        "companies": Company.objects.published().count(),
        "first_release": span["first"].isoformat() if span["first"] else None,
        "last_release": span["last"].isoformat() if span["last"] else None,
    }


@machine
def archive(request: HttpRequest) -> HttpResponse:
    """What the archive holds, the latest releases, and where everything is."""
    latest = PressRelease.objects.published().order_by("-shown_date", "-pk").values_list("pk", flat=True)[:LATEST]
    return answers.as_json(
        {
            "version": VERSION,
            "name": "neoarchive",
            "description": "Press releases as filed with the SEC on Form 8-K.",
            "url": absolute(reverse("home")),
            "json_url": absolute(reverse("archive-json")),
            "holds": cache.get_or_set("archive-json-holds", _holds, _KEEP),
            "latest_releases": RELEASES.read(list(latest)),
            "pages": whole.links(_PAGES),
            "lists": whole.links(_LISTS),
            "more": whole.links(_MORE),
        }
    )
