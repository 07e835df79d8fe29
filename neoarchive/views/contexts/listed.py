"""Releases as a list of them shows each, in two queries, however many they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from neoarchive.links import page_of

from .stored import day_of, fetched

# Items that only say that exhibits are attached, before and since August 23, 2004.
_EXHIBIT_ITEMS = ("7", "9.01")

_LISTED = """SELECT r.id, r.slug, r.status, r.headline, r.shown_date, r.company_id, r.company_name, r.has_contact,
    c.name, c.slug, c.invented, e.number, f.id, f.form_type
    FROM neoarchive_pressrelease AS r
    JOIN neoarchive_company AS c ON c.id = r.company_id
    JOIN neoarchive_filing AS f ON f.id = r.filing_id
    LEFT JOIN neoarchive_exhibit AS e ON e.id = r.exhibit_id"""

_NEWEST_FIRST = "ORDER BY r.shown_date DESC, r.id DESC"

_BESIDE = """SELECT 'item', filing_id, position, number, '' FROM neoarchive_item WHERE filing_id IN ({filings})
    UNION ALL SELECT 'ticker', t.release_id, t.position, t.symbol, t.exchange FROM neoarchive_releaseticker AS t
    JOIN neoarchive_pressrelease AS r ON r.id = t.release_id AND r.company_id = t.company_id
    WHERE t.release_id IN ({releases}) ORDER BY 1, 2, 3"""


@dataclass(slots=True)
class Listed:
    """``by``: the company's name at that time. ``symbols``: (exchange, symbol), those of its own company."""

    pk: int
    slug: str
    status: str
    headline: str
    day: date | None
    company_id: int
    by: str
    has_contact: bool
    company_name: str
    company_slug: str
    invented: bool
    exhibit: str
    filing_id: int
    form_type: str
    items: list[str] = field(default_factory=list)
    symbols: list[tuple[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return page_of("release", self.slug)

    @property
    def company_url(self) -> str:
        return page_of("company", self.company_slug)

    @property
    def filed_as(self) -> str:
        """``Item 5, Exhibit 99.1``. The exhibits' own item is named only where it stands alone."""
        numbers = list(dict.fromkeys(self.items))
        telling = [n for n in numbers if n.partition("(")[0] not in _EXHIBIT_ITEMS] or numbers
        words = " and ".join(filter(None, [", ".join(telling[:-1]), *telling[-1:]]))
        parts = [f"{'Item' if len(telling) == 1 else 'Items'} {words}"] if telling else []
        parts += [f"Exhibit {self.exhibit}"] if self.exhibit else []
        return ", ".join(parts) or f"Form {self.form_type}"

    @property
    def tickers(self) -> str:
        """``Nasdaq: NEOT, NEOTW; NYSE: HVI``. Each exchange is named once."""
        by_exchange: dict[str, list[str]] = {}
        for exchange, symbol in self.symbols:
            by_exchange.setdefault(exchange, []).append(symbol)
        return "; ".join(f"{name}: {', '.join(of)}" if name else ", ".join(of) for name, of in by_exchange.items())


class OfCompany:
    """The releases of a company, the newest first, as a paginator takes them: ``total`` of them, read by the page."""

    def __init__(self, company: int, total: int, *, drafts: bool) -> None:
        self.company, self.total, self.drafts = company, total, drafts

    def count(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[Listed]:
        if not self.total:
            return []
        shown = "" if self.drafts else "AND r.status = 'published'"
        where = f"WHERE r.company_id = %s {shown} {_NEWEST_FIRST} LIMIT %s OFFSET %s"
        found = _listed(where, [self.company, part.stop - part.start, part.start])
        _add_beside(found)
        return found


def latest(limit: int) -> list[Listed]:
    """The newest of all that are published."""
    found = _listed(f"WHERE r.status = 'published' {_NEWEST_FIRST} LIMIT %s", [limit])
    _add_beside(found)
    return found


def of_days(days: Sequence[date], limit: int) -> list[Listed]:
    """The newest of those published that have one of these dates, without items and tickers."""
    places = ", ".join(["%s"] * len(days))
    where = f"WHERE r.status = 'published' AND r.shown_date IN ({places}) {_NEWEST_FIRST} LIMIT %s"
    return _listed(where, [*days, limit])


def _listed(where: str, values: Sequence[Any]) -> list[Listed]:
    found = []
    for pk, slug, status, headline, day, company, printed, has_contact, *rest in fetched(f"{_LISTED} {where}", values):
        name, company_slug, invented, exhibit, filing, form_type = rest
        facts = (pk, slug, status, headline, day_of(day), company, name_then(printed, name), bool(has_contact))
        found.append(Listed(*facts, name, company_slug, bool(invented), exhibit or "", filing, form_type))
    return found


def _add_beside(listed: list[Listed]) -> None:
    """Their items and the tickers of their companies, in one query."""
    if not listed:
        return
    filings, releases = sorted({one.filing_id for one in listed}), sorted({one.pk for one in listed})
    sql = _BESIDE.format(filings=", ".join(["%s"] * len(filings)), releases=", ".join(["%s"] * len(releases)))
    items: dict[int, list[str]] = {}
    tickers: dict[int, list[tuple[str, str]]] = {}
    for what, of, _, word, exchange in fetched(sql, [*filings, *releases]):
        if what == "item":
            items.setdefault(of, []).append(word)
        else:
            tickers.setdefault(of, []).append((exchange, word))
    for one in listed:
        one.items, one.symbols = items.get(one.filing_id, []), tickers.get(one.pk, [])


def name_then(printed: str, name: str) -> str:
    """The company's name at that time (``PressRelease.by``): case and punctuation make no other name."""
    return name if printed in ("", name) or _folded(printed) in ("", _folded(name)) else printed


def _folded(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()
