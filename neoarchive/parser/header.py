"""The SEC header: who filed what, when, under which numbers; every value with its place.

Two dialects. The labelled one (``<SEC-HEADER>``, from 1993): ``LABEL: value`` lines, indented by tabs, one FILER
block for each registrant. The tagged one (``<SUBMISSION>``, the .nc files of the daily archive): ``<LABEL>value``.
Headers of 2000 mix the labels with end tags, and break "[5122" and "]" over two lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from .dates import compact_date, compact_time
from .types import DateValue, FormerName, Span, Value

_LABELLED = re.compile(
    r"^[ \t\]]*([A-Z][A-Z0-9 ./\-]{2,60}?):[ \t]*(.{0,400}?)[ \t]*$|^<ACCEPTANCE-DATETIME>[ \t]*(\d{14})", re.M
)
_TAGGED = re.compile(r"<(/?)([A-Z][A-Z0-9\-]{1,40})>[ \t]*([^\n\r<]{0,400})")
_OWNERS = ("FILER", "SUBJECT COMPANY", "FILED BY", "REPORTING-OWNER", "REPORTING OWNER", "SUBJECT-COMPANY", "FILED-BY")
_NAMES = {
    "ACCESSION NUMBER": "accession_number",
    "ACCESSION-NUMBER": "accession_number",
    "CONFORMED SUBMISSION TYPE": "form_type",
    "TYPE": "form_type",
    "PUBLIC DOCUMENT COUNT": "document_count",
    "PUBLIC-DOCUMENT-COUNT": "document_count",
    "CONFORMED PERIOD OF REPORT": "period",
    "PERIOD": "period",
    "FILED AS OF DATE": "filed",
    "FILING-DATE": "filed",
    "ACCEPTANCE-DATETIME": "accepted",
}
_FILER_NAMES = {
    "COMPANY CONFORMED NAME": "name",
    "CONFORMED-NAME": "name",
    "CENTRAL INDEX KEY": "cik",
    "CIK": "cik",
    "STANDARD INDUSTRIAL CLASSIFICATION": "sic",
    "ASSIGNED-SIC": "sic",
    "IRS NUMBER": "irs_number",
    "EIN": "irs_number",
    "IRS-NUMBER": "irs_number",
    "STATE OF INCORPORATION": "state",
    "STATE-OF-INCORPORATION": "state",
    "FISCAL YEAR END": "fiscal_year_end",
    "FISCAL-YEAR-END": "fiscal_year_end",
    "SEC FILE NUMBER": "file_number",
    "FILE-NUMBER": "file_number",
}
_ADDRESS = {"STREET 1", "STREET 2", "STREET1", "STREET2", "CITY", "STATE", "ZIP"}


@dataclass(slots=True)
class Filer:
    """One FILER block."""

    name: Value | None = None
    cik: Value | None = None
    sic: Value | None = None
    irs_number: Value | None = None
    state: Value | None = None
    fiscal_year_end: Value | None = None
    file_number: Value | None = None
    phone: Value | None = None
    address: Value | None = None
    former_names: tuple[FormerName, ...] = ()
    at: Span = (0, 0)


@dataclass(slots=True)
class Header:
    accession_number: Value | None = None
    form_type: Value | None = None
    document_count: Value | None = None
    period: Value | None = None
    filed: Value | None = None
    accepted: Value | None = None
    filers: list[Filer] = field(default_factory=list)

    @property
    def filed_date(self) -> DateValue | None:
        return _date_value(self.filed)

    @property
    def period_date(self) -> DateValue | None:
        return _date_value(self.period)

    @property
    def accepted_at(self) -> datetime | None:
        return compact_time(self.accepted.text) if self.accepted else None


def _date_value(value: Value | None) -> DateValue | None:
    day = compact_date(value.text) if value else None
    return DateValue(day, value.text, value.at) if value and day else None


def read_header(source: str, span: Span) -> Header:
    """Read either dialect. What a header does not say is None; unknown labels are passed over."""
    reader = _HeaderReader()
    for label, value, at in _fields(source, *span):
        reader.add(label, value, at)
    return reader.finish()


def _fields(source: str, start: int, end: int) -> list[tuple[str, Value | None, int]]:
    """(label, value, offset) in order; a closing tag has "/" before its label."""
    fields: list[tuple[str, Value | None, int]] = []
    tagged = source.startswith("<SUBMISSION>", start)
    for found in (_TAGGED if tagged else _LABELLED).finditer(source, start, end):
        if tagged:
            label, group = found[1] + found[2], 3
        elif found[3]:
            label, group = "ACCEPTANCE-DATETIME", 3
        else:
            label, group = found[1].strip(), 2
        text = found[group].strip()
        a = found.start(group) + len(found[group]) - len(found[group].lstrip())
        fields.append((label, Value(text, ((a, a + len(text)),)) if text else None, found.start()))
    return fields


class _HeaderReader:
    def __init__(self) -> None:
        self.header = Header()
        self.filer: Filer | None = None
        self.part = ""
        self.address: list[Value] = []
        self.former: tuple[Value, date | None] | None = None

    def add(self, label: str, value: Value | None, at: int) -> None:
        if label in _OWNERS:
            self._end_filer(at)
            self.filer = Filer(at=(at, at))
        elif label in (
            "BUSINESS ADDRESS",
            "MAIL ADDRESS",
            "FORMER COMPANY",
            "FORMER NAME",
            "FILING VALUES",
            "COMPANY DATA",
        ):
            self._end_part(label)
        elif label in (
            "BUSINESS-ADDRESS",
            "MAIL-ADDRESS",
            "FORMER-COMPANY",
            "FORMER-NAME",
            "FILING-VALUES",
            "COMPANY-DATA",
        ):
            self._end_part(label.replace("-", " "))
        elif value is not None and self.filer is not None:
            self._filer_field(label, value, at)
        elif value is not None and label in _NAMES and getattr(self.header, _NAMES[label]) is None:
            setattr(self.header, _NAMES[label], value)

    def _filer_field(self, label: str, value: Value, at: int) -> None:
        filer = self.filer
        assert filer is not None
        filer.at = (filer.at[0], max(filer.at[1], value.at[-1][1]))
        if label in ("FORMER CONFORMED NAME", "FORMER-CONFORMED-NAME"):
            self._end_former()
            self.former = (value, None)
        elif label in ("DATE OF NAME CHANGE", "DATE-CHANGED") and self.former:
            self.former = (self.former[0], compact_date(value.text))
            self._end_former()
        elif self.part == "BUSINESS ADDRESS" and label in _ADDRESS:
            self.address.append(value)
        elif self.part == "BUSINESS ADDRESS" and label in ("BUSINESS PHONE", "PHONE"):
            filer.phone = value
        elif label in _FILER_NAMES and getattr(filer, _FILER_NAMES[label]) is None and self.part != "MAIL ADDRESS":
            if value.text.startswith("["):
                # "[5122" with its "]" on the next line, or "[]": the figures are the value.
                digits = value.text.strip("[] ")
                if not digits:
                    return
                a = value.at[0][0] + value.text.index(digits)
                value = Value(digits, ((a, a + len(digits)),))
            setattr(filer, _FILER_NAMES[label], value)

    def _end_former(self) -> None:
        if self.former and self.filer:
            self.filer.former_names += (FormerName(*self.former),)
        self.former = None

    def _end_part(self, part: str) -> None:
        self._end_former()
        if self.part == "BUSINESS ADDRESS" and self.filer and self.address and self.filer.address is None:
            text = ", ".join(value.text for value in self.address)
            self.filer.address = Value(text, tuple(span for value in self.address for span in value.at))
        self.address = []
        self.part = part

    def _end_filer(self, at: int) -> None:
        self._end_part("")
        if self.filer is not None:
            self.header.filers.append(self.filer)
        self.filer = None

    def finish(self) -> Header:
        self._end_filer(0)
        self.header.filers = [filer for filer in self.header.filers if filer.name or filer.cik]
        return self.header
