"""What search engines and browsers ask a site for: sitemap, robots.txt, the description of the search."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import Company, Filing, PressRelease, Registrant
from neoarchive.search.events import EVENTS

from .formats.clean import absolute
from .formats.records import address

PART = 10_000
"""Records of a part of the sitemap, by their numbers: the hundredth part is found as fast as the first."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


Span = tuple[int, int]
Page = tuple[str, datetime | None]


# Whether a record is shown is looked at row by row: asked for in the query, SQLite would walk all that are published
# instead of these numbers. What is invented is left out, as search engines are not to have it.
def _releases(span: Span) -> Iterator[Page]:
    rows = PressRelease.objects.filter(pk__range=span).order_by("pk")
    for slug, changed, status, invented in rows.values_list("slug", "updated_at", "status", "company__invented"):
        if status == Filing.Status.PUBLISHED and not invented:
            yield address("release", slug), changed


def _filings(span: Span) -> Iterator[Page]:
    parts = Registrant.objects.filter(filing__gte=span[0], filing__lte=span[1], company__invented=True)
    invented = set(parts.values_list("filing_id", flat=True))
    rows = Filing.objects.filter(pk__range=span).order_by("pk")
    for pk, slug, changed, status in rows.values_list("pk", "slug", "updated_at", "status"):
        if status == Filing.Status.PUBLISHED and pk not in invented:
            yield address("filing", slug), changed


def _companies(span: Span) -> Iterator[Page]:
    rows = Company.objects.published().filter(pk__range=span, invented=False).order_by("pk")
    for slug in rows.values_list("slug", flat=True):
        yield address("company", slug), None


# People are left out: named individuals are found here, not through search engines.
KINDS: dict[str, tuple[Any, Callable[[Span], Iterator[Page]]]] = {
    "releases": (PressRelease, _releases),
    "filings": (Filing, _filings),
    "companies": (Company, _companies),
}


def _parts(name: str) -> int:
    """How many parts a kind has, by its largest number."""
    last: int | None = KINDS[name][0].objects.order_by("-pk").values_list("pk", flat=True).first()
    return last // PART + 1 if last else 0


@require_safe
@lasting
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of the parts."""
    parts = [reverse("sitemap-part", args=[name, n + 1]) for name in KINDS for n in range(_parts(name))]
    listed = "".join(f"<sitemap><loc>{escape(absolute(part))}</loc></sitemap>\n" for part in parts)
    return _xml(f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{listed}</sitemapindex>\n')


@require_safe
@lasting
def sitemap_part(request: HttpRequest, name: str, number: int) -> HttpResponse:
    if name not in KINDS or not 1 <= number <= _parts(name):
        raise Http404
    pages = [*KINDS[name][1](((number - 1) * PART, number * PART - 1))]
    if name == "releases" and number == 1:
        pages = [*((where, None) for where in _fixed()), *pages]
    return _xml(f'{_HEAD}<urlset xmlns="{_SITEMAP}">\n{"".join(_lines(pages))}</urlset>\n')


_FIXED = ("home", "about", "quality", "api", "releases", "companies", "filings", "events", "calendar")


def _fixed() -> list[str]:
    """Pages that belong to no record. Searches are left out, and so is what is made of the names of people."""
    events = (reverse("event", args=[event.slug]) for event in EVENTS)
    return [absolute(where) for where in (*(reverse(name) for name in _FIXED), *events)]


def _lines(pages: Iterable[Page]) -> Iterator[str]:
    for where, changed in pages:
        last = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(where)}</loc>{last}</url>\n"


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@require_safe
@lasting
def robots(request: HttpRequest) -> HttpResponse:
    """Lists narrowed in two ways or more are without end, and so are searches; their releases are in the sitemap."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?*&",
        "Disallow: /*?q=",
        "Disallow: /*.csv",
        "Disallow: /*.json",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@lasting
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its address bar (OpenSearch 1.1)."""
    addresses = [("text/html", "releases"), ("application/atom+xml", "releases-feed")]
    search = "".join(
        f'<Url type="{kind}" template="{escape(absolute(reverse(name)))}?q={{searchTerms}}"/>\n'
        for kind, name in addresses
    )
    own = escape(absolute(reverse("opensearch")))
    text = (
        f'{_HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        "<ShortName>neoarchive</ShortName>\n"
        "<Description>Press releases as filed with the SEC on Form 8-K</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{escape(absolute(static("favicon.svg")))}</Image>\n'
        f"{search}"
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{own}"/>\n'
        "</OpenSearchDescription>\n"
    )
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")
