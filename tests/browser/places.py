"""The public pages there are, by kind, from the records in the database."""

from urllib.parse import quote

from django.urls import reverse

from neoarchive.models import Company, Contact, Filing, PressRelease

# Searches whose pages differ in kind: hits, none, a query that can't be read, filters, a page beyond the last.
SEARCHES = [
    "",
    "?q=results",
    f"?q={quote('company:pellucid has:table')}",
    "?q=corvalin&year=1998",
    "?q=zzyzx",
    f"?q={quote('(results OR ')}",
    "?year=1998",
    "?year=banana",
    "?item=2.02&has_contact=1",
    "?sort=oldest&page=2",
    "?page=99",
]


def pages(kind: str) -> list[str]:
    """Paths of one kind of page, in the order of their records."""
    return {"lists": _lists, "searches": _searches, "sources": _sources, "reading": _reading}.get(
        kind, lambda: _records(kind)
    )()


KINDS = ("lists", "searches", "releases", "sources", "filings", "companies", "people", "reading")


def _lists() -> list[str]:
    letters = sorted({company.sort_name[0].lower() for company in Company.objects.all()})
    return [
        *(reverse(name) for name in ("home", "companies", "people", "filings", "about")),
        *(reverse("companies-letter", args=[letter]) for letter in letters if letter.isalpha()),
    ]


def _searches() -> list[str]:
    return [reverse("releases") + query for query in SEARCHES]


def _sources() -> list[str]:
    return [reverse("release-source", args=[one.slug]) for one in PressRelease.objects.order_by("pk")]


def _reading() -> list[str]:
    """Releases opened from a search, passages that are cited, the form for corrections."""
    found = []
    for one in PressRelease.objects.select_related("filing").order_by("pk")[:4]:
        address, filing = one.get_absolute_url(), one.filing.get_absolute_url()
        found += [f"{address}?q=company+results", f"{address}?q=zzyzx", f"{address}source/?lines=3-9&q=results"]
        found += [f"{address}suggest/?lines=3-9", f"{address}suggest/?sent=1", f"{filing}?lines=3-9"]
        found += [f"{filing}suggest/?lines=99999", f"{address}source/?lines=nowhere"]
    return found


def _records(kind: str) -> list[str]:
    model = {"releases": PressRelease, "filings": Filing, "companies": Company, "people": Contact}[kind]
    return [one.get_absolute_url() for one in model._default_manager.order_by("pk")]
