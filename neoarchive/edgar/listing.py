"""Which filings there are: by company, by date, by accession number.

Companies' lists are the JSON of data.sec.gov (the newest thousand filings, and the names of further pages); lists by
date are EDGAR's indexes, by quarter from 1993 on and by day.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .addresses import day_of, path_of, quarters
from .client import Client
from .errors import BadListing, NotFound

_MB = 2**20
_JSON_LIMIT, _INDEX_LIMIT, SUBMISSION_LIMIT = 64 * _MB, 256 * _MB, 256 * _MB
# Up to so many days, daily lists are less to fetch than the quarter's.
_FEW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission that EDGAR has. ``filed`` is the day it was filed."""

    cik: int
    accession_number: str
    form: str
    filed: date


def is_8k(form: str) -> bool:
    """8-K, 8-K/A, 8-K405, 8-K12B, 8-K12G3, 8-K15D5 and their amendments."""
    return form.upper().startswith("8-K")


def cik_of(client: Client, ticker: str) -> int:
    """The CIK of a company that is listed today. Raises ``NotFound``: the SEC keeps no symbols of the past."""
    known = _json(client, client.site.tickers())
    rows = known.values() if isinstance(known, dict) else known
    for row in rows:
        if isinstance(row, dict) and str(row.get("ticker", "")).upper() == ticker.upper():
            return _number(row.get("cik_str"))
    raise NotFound(f"The SEC knows no company with the symbol {ticker} today. Give its CIK instead.")


def of_company(client: Client, cik: int, first: date | None = None, last: date | None = None) -> Iterator[Listed]:
    """A company's 8-Ks, the newest first, filed from ``first`` to ``last``. Raises ``NotFound`` for an unknown CIK."""
    try:
        known = _json(client, client.site.company(cik))
    except NotFound as error:
        raise NotFound(f"The SEC knows no company with the CIK {cik}.") from error
    filings = _part(known, "filings")
    yield from _within(_columns(cik, _part(filings, "recent")), first, last)
    for page in filings.get("files") or []:
        page = page if isinstance(page, dict) else {}
        begins, ends = page.get("filingFrom", ""), page.get("filingTo", "")
        if (first and ends and str(ends) < first.isoformat()) or (last and begins and str(begins) > last.isoformat()):
            continue
        older = _json(client, client.site.older(str(page.get("name", ""))))
        yield from _within(_columns(cik, older), first, last)


def of_days(client: Client, first: date, last: date) -> Iterator[Listed]:
    """All 8-Ks filed from one day to another, each submission once: it is listed under each of its registrants."""
    seen: set[str] = set()
    for year, quarter in quarters(first, last):
        for one in _index(client, year, quarter, first, last):
            if is_8k(one.form) and first <= one.filed <= last and one.accession_number not in seen:
                seen.add(one.accession_number)
                yield one


def of_number(client: Client, accession_number: str) -> Listed:
    """The filing with an accession number. Its first part is who sent it, often an agent: indexes are searched."""
    year = int(accession_number[11:13])
    year += 1900 if year > 90 else 2000
    for one_year, quarter in [*((year, n) for n in range(1, 5)), (year + 1, 1)]:
        try:
            lines = client.get(client.site.quarter(one_year, quarter), limit=_INDEX_LIMIT)
        except NotFound:
            continue
        for one in _lines(lines, accession_number):
            if one.accession_number == accession_number:
                return one
    raise NotFound(f"EDGAR's indexes of {year} have no filing with the accession number {accession_number}.")


def _index(client: Client, year: int, quarter: int, first: date, last: date) -> Iterator[Listed]:
    if (last - first).days >= _FEW_DAYS:
        try:
            yield from _lines(client.get(client.site.quarter(year, quarter), limit=_INDEX_LIMIT))
        except NotFound:
            return  # a quarter that has not begun, or from before EDGAR
        return
    try:
        folder = _json(client, client.site.days(year, quarter))
    except NotFound:
        return
    for item in _part(folder, "directory").get("item") or []:
        name = str(item.get("name", "")) if isinstance(item, dict) else ""
        day = day_of(name)
        if day and first <= day <= last:
            yield from _lines(client.get(client.site.day(year, quarter, name), limit=_INDEX_LIMIT))


def _lines(index: bytes, containing: str = "8-K") -> Iterator[Listed]:
    """Rows of a master index: ``CIK|Company Name|Form Type|Date Filed|Filename`` under a head of some lines."""
    if b"|Form Type|" not in index[:4096]:
        raise BadListing("An index of EDGAR has no line that names its columns.")
    for line in index.decode("latin-1").splitlines():
        if containing in line and line.count("|") == 4:
            _, _, form, filed, filename = line.split("|")
            cik, number = path_of(filename.strip())
            yield Listed(cik, number, form.strip(), _date(filed.strip()))


def _columns(cik: int, table: dict[str, Any]) -> Iterator[Listed]:
    """A table given by columns, all as long as one another."""
    columns = [table.get(name) for name in ("accessionNumber", "form", "filingDate")]
    if not all(isinstance(column, list) for column in columns) or len({len(c) for c in columns if c is not None}) != 1:
        raise BadListing("A company's list of filings lacks a column, or its columns differ in length.")
    for number, form, filed in zip(*columns, strict=True):
        if is_8k(str(form)):
            checked = path_of(f"edgar/data/{cik}/{number}.txt")[1]
            yield Listed(cik, checked, str(form), _date(str(filed)))


def _within(listed: Iterable[Listed], first: date | None, last: date | None) -> Iterator[Listed]:
    return (one for one in listed if not ((first and one.filed < first) or (last and one.filed > last)))


def _json(client: Client, address: str) -> Any:
    try:
        return json.loads(client.get(address, limit=_JSON_LIMIT))
    except (ValueError, RecursionError) as error:
        raise BadListing(f"The answer of {address} is no JSON.") from error


def _part(table: Any, name: str) -> dict[str, Any]:
    found = table.get(name) if isinstance(table, dict) else None
    if not isinstance(found, dict):
        raise BadListing(f"A list of EDGAR has no part {name!r}.")
    return found


def _number(value: object) -> int:
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise BadListing(f"The list of symbols gives the CIK {text[:40]!r}, which is none.")
    return int(text)


def _date(text: str) -> date:
    figures = text.replace("-", "")
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:8]))
    except ValueError as error:
        raise BadListing(f"A list gives the date {text[:40]!r}, which is none.") from error
