"""The facts that were read of a filing, each with the lines it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from neoarchive.models import (
    ContactAppearance,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Registrant,
    ReleaseTicker,
    Signature,
)
from neoarchive.models.evidence import LineRange
from neoarchive.typography import typeset

from .attached import Row, arm, union
from .lines import Mark

REGISTRANT = {
    "name": "Registrant",
    "state_of_incorporation": "State",
    "file_number": "File number",
    "irs_number": "IRS number",
    "address": "Address",
    "phone": "Telephone",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its label; ``lines`` and ``spans`` are None and empty where it was not read from the source."""

    label: str
    value: str
    lines: LineRange | None
    spans: tuple[tuple[int, int], ...] = ()
    note: str = ""

    @property
    def marks(self) -> list[Mark]:
        return [Mark(start, end, self.value) for start, end in self.spans]


def fact(label: str, value: str, evidence: dict[str, Any], name: str) -> Fact:
    """A fact whose place is kept in ``evidence[name]``."""
    found = evidence.get(name, {})
    lines = found.get("lines")
    spans = tuple((start, end) for start, end in found.get("at", ()))
    return Fact(label, value, (lines[0], lines[1]) if lines else None, spans, found.get("note", ""))


def facts_of_filing(filing: Filing, registrants: Iterable[Registrant]) -> list[Fact]:
    """Form, dates, accession number and cover."""
    day = filing.report_date
    facts = [
        fact("Form type", filing.form_type, filing.evidence, "form_type"),
        fact("Accession number", filing.accession_number or "", filing.evidence, "accession_number"),
        fact("Date of report", _day(day), filing.evidence, "report_date"),
        fact("Date of filing", _day(filing.filed_date), filing.evidence, "filed_date"),
    ]
    for registrant in registrants:
        facts += cover_facts(registrant)
    return [f for f in facts if f.value]


def cover_facts(registrant: Registrant) -> list[Fact]:
    return [fact(label, getattr(registrant, name), registrant.evidence, name) for name, label in REGISTRANT.items()]


def rows_of_filing(filing: Filing) -> dict[str, list[Row]]:
    """Items, exhibits, signatures, and the contacts and tickers of all releases, in one query."""
    releases = PressRelease.objects.filter(filing=filing)
    return union(
        [
            arm(
                ContactAppearance.objects.filter(release__in=releases.values("pk")),
                "contact",
                **{"a": "name", "b": "title", "c": "organization", "slug": "contact__slug", "evidence": "evidence"},
                first_list="phones",
                second_list="emails",
            ),
            arm(
                Item.objects.filter(filing=filing),
                "item",
                **{"a": "number", "b": "official_title", "c": "today", "evidence": "evidence"},
            ),
            arm(
                Exhibit.objects.filter(filing=filing),
                "exhibit",
                **{"a": "number", "b": "description", "evidence": "evidence"},
            ),
            arm(
                Signature.objects.filter(filing=filing),
                "signature",
                **{"a": "name", "b": "title", "day": "signed_on", "evidence": "evidence"},
            ),
            arm(
                ReleaseTicker.objects.filter(release__in=releases.values("pk")),
                "ticker",
                **{"a": "exchange", "b": "symbol", "evidence": "evidence"},
            ),
        ]
    )


def facts_of_rows(rows: dict[str, list[Row]]) -> list[Fact]:
    facts = []
    for row in rows.get("item", []):
        facts.append(_joined("Item", [f"Item {row.a}", row.b], row, "number"))
    for row in rows.get("exhibit", []):
        facts.append(_joined("Exhibit", [f"Exhibit {row.a}", row.b], row, "description", "number"))
    for row in rows.get("signature", []):
        facts.append(_joined("Signed by", [row.a, row.b, _day(row.day)], row, "name"))
    for row in rows.get("contact", []):
        facts.append(_joined("Contact", [row.a, row.b, row.c, *row.first_list, *row.second_list], row, "whole", "name"))
    for row in rows.get("ticker", []):
        facts.append(_joined("Ticker", [f"{row.a}: {row.b}" if row.a else row.b], row, "symbol"))
    return facts


def facts_of_release(release: PressRelease) -> list[Fact]:
    """Headline, sub-headlines, status, dateline with its place and date."""
    evidence = release.evidence
    facts = [
        fact("Headline", typeset(release.headline), evidence, "headline"),
        fact("Status", typeset(release.status_line), evidence, "status_line"),
        fact("Dateline", typeset(release.dateline), evidence, "dateline"),
    ]
    for sub in release.subheadlines:
        facts.append(fact("Sub-headline", typeset(sub["text"]), {"text": sub}, "text"))
    return [f for f in facts if f.value and f.lines]


def registrants_of(filing: Filing) -> "QuerySet[Registrant]":
    return filing.registrants.select_related("company").order_by("position")


def _joined(label: str, words: list[str], row: Row, *names: str) -> Fact:
    """A fact of several words, with the place of the first of its fields that has one."""
    name = next((n for n in names if row.evidence.get(n, {}).get("lines")), names[0])
    return fact(label, typeset(", ".join(filter(None, words))), row.evidence, name)


def _day(day: Any) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else ""
