"""What the page of a filing shows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from neoarchive.models import Exhibit, Filing, Item, PressRelease, Registrant
from neoarchive.models.evidence import LineRange
from neoarchive.withheld import WITHDRAWN

from . import facts
from .heads import breadcrumbs, filing_data
from .lines import Line, SourceLines, lines_of
from .withheld import covered, naming_withdrawn, withheld_of

WHOLE = 3000  # lines shown on one page at most
PER_PAGE = 2000


@dataclass(frozen=True, slots=True)
class TextPages:
    """The whole text, in pages where it is long. Knows on which of them a line stands."""

    address: str
    total: int
    number: int

    @property
    def count(self) -> int:
        return 1 if self.total <= WHOLE else -(-self.total // PER_PAGE)

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return self.total if self.count == 1 else min(self.first + PER_PAGE - 1, self.total)

    @property
    def pages(self) -> list[tuple[int, str, str]]:
        """Number, address and span of lines of each page."""
        return [
            (n, self._page(n), f"{(n - 1) * PER_PAGE + 1:,}–{min(n * PER_PAGE, self.total):,}")
            for n in range(1, self.count + 1)
        ]

    def page_of(self, number: int) -> int:
        """The page that a line is on."""
        return 1 if self.count == 1 else (min(number, self.total) - 1) // PER_PAGE + 1

    def line(self, number: int) -> str:
        """The address of a line, from this page."""
        page = self.page_of(number)
        return f"#L{number}" if page == self.number else f"{self._page(page)}#L{number}"

    def _page(self, number: int) -> str:
        return self.address if number == 1 else f"{self.address}?page={number}"


@dataclass(frozen=True, slots=True)
class Party:
    """A registrant with the facts of its cover."""

    registrant: Registrant
    facts: list[facts.Fact]


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """An exhibit: what its text is, where that is known, and the releases read from it."""

    exhibit: Exhibit
    releases: list[PressRelease]

    @property
    def state(self) -> str:
        if self.exhibit.included is False:
            return "Not in this file"
        return "In this file" if self.exhibit.included else "Not needed to read the filing"


# The facts beside the text say so already: "Accession: not given in this file".
_SAID_ELSEWHERE = {"no-accession-number"}


def for_page(filings: "QuerySet[Filing]") -> "QuerySet[Filing]":
    """Filings with what their page shows; the text itself is fetched only if it is not in memory."""
    return (
        filings.select_related("source")
        .defer("segments", "source__compressed", "source__compressed_line_starts")
        .prefetch_related(
            "items",
            "exhibits",
            "signatures",
            Prefetch(
                "releases",
                naming_withdrawn(PressRelease.objects)
                .order_by("position")
                .only("filing", "exhibit", "slug", "headline", "shown_date", "status", "withdrawn_at", "evidence"),
            ),
        )
    )


def filing_context(filing: Filing, page: str, *, drafts: bool) -> dict[str, Any]:
    """``filing`` comes from ``for_page``; ``page`` is the page of its text that was asked for."""
    address = filing.get_absolute_url()
    registrants, others = _registrants(filing, drafts=drafts)
    withheld = withheld_of(filing, filing.releases.all())
    lines = lines_of(filing.source)
    is_html = not all(lines.typed)
    gone = withheld.lines(filing, lines) if withheld and not drafts else set[int]()
    if gone:
        lines = covered(lines, gone)
    text = TextPages(address, len(lines), _number(page))
    if not 1 <= text.number <= text.count:
        raise Http404
    company = registrants[0].company if registrants else None
    releases = [one for one in filing.releases.all() if drafts or not one.is_withdrawn]
    return {
        "notes": [
            w for w in filing.warnings if w["code"] not in _SAID_ELSEWHERE and not _touches(gone, w.get("lines"))
        ],
        "section": "filings",
        "filing": filing,
        "source": filing.source,
        "company": company,
        "parties": [Party(r, facts.cover_facts(r)) for r in registrants],
        "exhibits": [ExhibitRow(e, [r for r in releases if r.exhibit_id == e.pk]) for e in filing.exhibits.all()],
        "releases": releases,
        "others": others,
        "withheld": withheld,
        "items": _items(filing, gone, whole=withheld.in_the_form and not drafts),
        "text": text,
        "lines": _shown(lines, text),
        "numbered": lines,
        "address": settings.SITE_URL + address,
        "invented": any(r.company.invented for r in registrants),
        "is_html": is_html,
        "data": [
            filing_data(filing, settings.SITE_URL + address),
            breadcrumbs([("Filings", "/filings/"), (str(filing), address)]),
        ],
    }


def _items(filing: Filing, gone: set[int], *, whole: bool) -> list[Item]:
    """The filing's items, without the words of those that hold withdrawn lines. ``whole``: of all of them."""
    items = list(filing.items.all())
    for item in items:
        if item.body and (whole or _touches(gone, item.lines("body"))):
            item.body = WITHDRAWN
    return items


def _touches(gone: set[int], lines: LineRange | None) -> bool:
    return lines is not None and not gone.isdisjoint(range(lines[0], lines[1] + 1))


def _shown(lines: SourceLines, text: TextPages) -> list[Line]:
    # Blank lines are not folded here: this is the text as it was filed.
    return list(lines.between(text.first, text.last, fold=False))


def _number(page: str) -> int:
    return int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 0


def _registrants(filing: Filing, *, drafts: bool) -> tuple[list[Registrant], list[Filing]]:
    """The filing's registrants, and the company's other filings for the same event where one of them amends."""
    theirs = Q(filing__amends=filing) | Q(filing=filing.amends_id)
    if filing.report_date:
        theirs |= Q(company__registrations__filing=filing, filing__report_date=filing.report_date)
    if not drafts:
        theirs &= Q(filing__status=Filing.Status.PUBLISHED)
    found = (
        Registrant.objects.filter(Q(filing=filing) | theirs)
        .select_related("company", "filing")
        .defer("filing__segments", "filing__warnings")
        .order_by("filing__filed_date", "filing_id", "position")
        .distinct()
    )
    own, others = [], {}
    for registrant in found:
        if registrant.filing_id == filing.pk:
            own.append(registrant)
        elif registrant.filing.is_amendment or filing.is_amendment:
            others[registrant.filing_id] = registrant.filing
    return own, list(others.values())
