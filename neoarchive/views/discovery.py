"""What search engines and browsers ask a site for: sitemap, robots.txt, the description of the search."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import Company, Filing, PressRelease, Registrant

from .formats.clean import absolute

PART = 10_000
"""Records of a part of the sitemap, by their numbers: the hundredth part is found as fast as the first."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class _Kind:
    """Published records with a page of their own that search engines may show: none that is invented."""

    records: Any
    changed: str = ""

    def last(self) -> int:
        found: int | None = self.records().aggregate(last=Max("pk"))["last"]
        return found or 0


def _releases() -> "QuerySet[PressRelease]":
    return PressRelease.objects.published().filter(company__invented=False)


def _filings() -> "QuerySet[Filing]":
    invented = Registrant.objects.filter(filing=OuterRef("pk"), company__invented=True)
    return Filing.objects.published().filter(~Exists(invented))


def _companies() -> "QuerySet[Company]":
    return Company.objects.published().filter(invented=False)


# People are left out: named individuals are found here, not through search engines.
KINDS = {
    "releases": _Kind(_releases, "updated_at"),
    "filings": _Kind(_filings, "updated_at"),
    "companies": _Kind(_companies),
}


@require_safe
@lasting
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of the parts."""
    parts = [
        reverse("sitemap-part", args=[name, number])
        for name, kind in KINDS.items()
        for number in range(1, kind.last() // PART + 2)
        if kind.last()
    ]
    listed = "".join(f"<sitemap><loc>{escape(absolute(part))}</loc></sitemap>\n" for part in parts)
    return _xml(f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{listed}</sitemapindex>\n')


@require_safe
@lasting
def sitemap_part(request: HttpRequest, name: str, number: int) -> HttpResponse:
    kind = KINDS.get(name)
    if kind is None or not 1 <= number <= kind.last() // PART + 1:
        raise Http404
    listed = kind.records().filter(pk__gte=(number - 1) * PART, pk__lt=number * PART).order_by("pk")
    rows = listed.values_list("slug", kind.changed) if kind.changed else listed.values_list("slug")
    pages = [(reverse(_PAGES[name], args=[slug]), *changed) for slug, *changed in rows]
    if name == "releases" and number == 1:
        pages = [*((reverse(view),) for view in ("home", "about", "releases", "companies", "filings")), *pages]
    return _xml(f'{_HEAD}<urlset xmlns="{_SITEMAP}">\n{"".join(_lines(pages))}</urlset>\n')


_PAGES = {"releases": "release", "filings": "filing", "companies": "company"}


def _lines(pages: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for address, *changed in pages:
        day: datetime | None = changed[0] if changed else None
        last = f"<lastmod>{day:%Y-%m-%d}</lastmod>" if day else ""
        yield f"<url><loc>{escape(absolute(address))}</loc>{last}</url>\n"


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
