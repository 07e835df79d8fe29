"""What the page /quality/ shows: measured figures as shares, and failures in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from neoarchive.ingest import quality
from neoarchive.models import Filing, QualityReport
from neoarchive.parser import PARSER_VERSION
from neoarchive.search.kept import kept

SMALL = 300
"""Published filings up to which the page measures them itself; above that the command has to."""

COUNTED = 1_000
LABELS = {
    "headline": "Headline",
    "date": "Date",
    "place": "Place",
    "ticker": "Ticker",
    "quotation": "Quotation",
    "contact": "Contact",
    "table": "Table",
    "exhibit": "As an exhibit",
}
FORMATS = {"text": "Plain text", "html": "HTML", "sgml": "EDGAR submission (SGML)"}
FORMATS |= {"pem": "EDGAR submission in a mail wrapper (PEM)"}

# What a warning of the reading means for a reader. One without a sentence here is shown by its own.
IN_WORDS = {
    "exhibit-missing": "An exhibit is listed, but its text is not in the file, so a release in it cannot be read.",
    "attached-missing": "The form says that a release is attached, and the file holds none.",
    "release-missing": "An exhibit is called a press release, but none could be read from it.",
    "no-exhibit-heading": "An exhibit has no heading; where it begins was taken from the exhibit index.",
    "table-as-typed": "The columns of a table could not be read with certainty; it is kept as typed.",
    "no-headline": "No headline was found above the text of a release.",
    "no-dateline": "A release has no dateline, so its place is not known, and its date may not be.",
    "release-date-far": "The date of a release is far from that of its filing.",
    "release-date-differs": "A release prints two dates; that of the dateline was taken.",
    "release-date-ambiguous": "A release prints several dates and none in a dateline; none was taken.",
    "contacts-ambiguous": "Names and numbers of contacts could belong together in more than one way.",
    "no-report-date": "The cover gives no date of report.",
    "no-registrant": "No registrant was found on the cover.",
    "no-signature": "The form is not signed; the file may break off before its end.",
    "no-accession-number": "The text holds no accession number.",
    "unknown-item": "An item has a number that is in no list of items of Form 8-K.",
    "document-count": "The header counts other documents than the file holds.",
    "truncated": "The file breaks off.",
    "pages-missing": "Numbered pages are missing from the file.",
    "not-8-k": "The file does not look like a Form 8-K.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Releases of a year in a format, with the share that has each field."""

    year: int | None
    format: str
    releases: int
    shares: list[str]


@dataclass(frozen=True, slots=True)
class Failure:
    text: str
    filings: int
    shown_by: list[Filing]


def quality_context() -> dict[str, Any]:
    figures, measured, since = _figures()
    context: dict[str, Any] = {
        "section": "about",
        "figures": figures,
        "measured": measured,
        "since": since,
        "over": since > COUNTED,
        "version_now": PARSER_VERSION,
        "address": settings.SITE_URL + reverse("quality"),
    }
    if figures is None:
        return context
    return context | {
        "labels": list(LABELS.values()),
        "rows": _rows(figures["rows"]),
        "totals": _totals(figures["rows"]),
        "reviewed": share(figures["reviewed"], figures["filings"]),
        "in_doubt": share(figures["in_doubt"], figures["filings"]),
        "failures": _failures(figures["warnings"]),
    }


def _figures() -> tuple[dict[str, Any] | None, datetime | None, int]:
    """The figures, when they were measured (None: now), and how many filings came in since, up to ``COUNTED`` + 1."""
    published = Filing.objects.published().order_by()
    if published.values("pk")[: SMALL + 1].count() <= SMALL:
        return kept("quality", quality.measure), None, 0
    report = QualityReport.objects.order_by("-made_at", "-id").first()
    if report is None:
        return None, None, 0
    newer = published.filter(created_at__gt=report.made_at).values("pk")[: COUNTED + 1].count()
    return report.figures, report.made_at, newer


def share(part: int, whole: int) -> str:
    """``97 %``, on one line; never 100 % where one is missing, nor 0 % where there is one. A dash of nothing."""
    if not whole:
        return "–"
    number = round(100 * part / whole)
    if part < whole:
        number = min(number, 99)
    if part:
        number = max(number, 1)
    return f"{number}\N{NO-BREAK SPACE}%"


def _rows(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [_row(one["year"], FORMATS.get(one["format"], one["format"]), [one]) for one in rows]


def _totals(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """All years together, by format."""
    by_format = sorted(rows, key=lambda one: one["format"])
    found = [
        _row(None, FORMATS.get(name, name), list(ones)) for name, ones in groupby(by_format, lambda one: one["format"])
    ]
    return found if len(found) > 1 else []


def _row(year: int | None, name: str, rows: Sequence[Mapping[str, Any]]) -> Row:
    number = sum(one["releases"] for one in rows)
    # A field that an older measurement did not have is counted as not there.
    shares = [share(sum(one.get(field, 0) for one in rows), number) for field in LABELS]
    return Row(year, name, number, shares)


def _failures(warnings: Sequence[Mapping[str, Any]]) -> list[Failure]:
    """With links to filings that show them, as far as these are still published. One query."""
    slugs = {slug for one in warnings for slug in one["shown_by"]}
    filings = Filing.objects.published().filter(slug__in=slugs).only("slug", "form_type", "shown_date", "warnings")
    known = {filing.slug: filing for filing in filings}
    found = []
    for one in warnings:
        shown = [known[slug] for slug in one["shown_by"] if slug in known]
        own = next((w["message"] for f in shown for w in f.warnings if w["code"] == one["code"]), one["code"])
        found.append(Failure(IN_WORDS.get(one["code"], own), one["filings"], shown))
    return found
