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
    return {
        "lists": _lists,
        "searches": _searches,
        "sources": _sources,
        "reading": _reading,
        "browsing": _browsing,
    }.get(kind, lambda: _records(kind))()


KINDS = ("lists", "searches", "releases", "sources", "filings", "companies", "people", "reading", "browsing")


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


def _browsing() -> list[str]:
    """What sets out what the archive holds, each kind of page with something and with nothing to show."""
    release = PressRelease.objects.filter(has_table=True).order_by("pk")[0]
    company, person = release.company, Contact.objects.exclude(organization="").order_by("pk")[0]
    day = release.shown_date
    words = reverse("company-selves", args=[company.slug])
    return [
        *(reverse(name) for name in ("events", "calendar", "quotations", "first-use", "quality", "api")),
        *(reverse("event", args=[slug]) for slug in ("results", "mine-safety")),
        *(reverse("calendar-year", args=[day.year]), reverse("calendar-month", args=[day.year, day.month])),
        reverse("calendar-day", args=[day.year, day.month, day.day]),
        *(reverse("on-this-day", args=one) for one in ([day.month, day.day], [1, 2])),
        *(reverse("quotations") + query for query in ("?q=speaker:president", "?q=zzyzx", "?q=(")),
        *(reverse("first-use") + query for query in ("?q=results", "?q=zzyzx", "?q=(")),
        f"{reverse('organization')}?name={quote(person.organization)}",
        *(words + query for query in ("", "?kind=safe_harbor")),
        reverse("company-timeline", args=[company.slug]),
        *(reverse(name, args=[release.slug]) for name in ("release-tables", "release-history")),
    ]


def _records(kind: str) -> list[str]:
    model = {"releases": PressRelease, "filings": Filing, "companies": Company, "people": Contact}[kind]
    return [one.get_absolute_url() for one in model._default_manager.order_by("pk")]
