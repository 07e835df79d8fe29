"""Dates as filings print them, read without a clock and without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
MONTHS = {name[:3].lower(): number for number, name in enumerate((*_NAMES, "December"), 1)}

# "June 1, 1998", "JUNE 1 , 1998", "Sept. 5, 2000", "November 15th, 2000", "September 28 and 29, 2000" (the first of
# the two), "June 1,1998", "October 23, 200 1" is none.
_MONTH = (
    r"(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
    r"|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    r"|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_WORDS = re.compile(
    rf"\b({_MONTH})\b\.?\s{{0,3}}([0-3]?\d)(?:st|nd|rd|th|ST|ND|RD|TH)?(?:\s*(?:and|&|-|–)\s*[0-3]?\d)?\s{{0,3}}[,.]?\s{{0,3}}"
    rf"((?:19|20)\d\d)(?!\d)"
    rf"|\b([0-3]?\d)(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?({_MONTH})\b\.?,?\s{{1,3}}((?:19|20)\d\d)(?!\d)"
)
# "06/01/1998", "6/1/98", "06-01-1998": month first, as American filings have it.
_FIGURES = re.compile(r"(?<![\d/\-])([01]?\d)([/\-])([0-3]?\d)\2((?:19|20)?\d\d)(?![\d/\-])")


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, date]]:
    """(a, b, day) of each full date in text, in order; without a year there is none."""
    end = len(text) if end is None else end
    for found in _WORDS.finditer(text, start, end):
        month, number, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        day = make_date(int(year), MONTHS[month[:3].lower()], int(number))
        if day:
            yield found.start(), found.end(), day


def first_date(text: str, start: int = 0, end: int | None = None) -> tuple[int, int, date] | None:
    """The first date in words; else the first in figures."""
    end = len(text) if end is None else end
    found = next(find_dates(text, start, end), None)
    if found:
        return found
    for figures in _FIGURES.finditer(text, start, end):
        year = int(figures[4])
        # EDGAR took its first filings in 1993; a two-digit year before that is of this century.
        year += 0 if year > 99 else 1900 if year >= 80 else 2000
        day = make_date(year, int(figures[1]), int(figures[3]))
        if day:
            return figures.start(), figures.end(), day
    return None


def make_date(year: int, month: int, day: int) -> date | None:
    """A date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def compact_date(text: str) -> date | None:
    """YYYYMMDD, as headers print dates."""
    return make_date(int(text[:4]), int(text[4:6]), int(text[6:8])) if re.fullmatch(r"[0-9]{8}", text) else None


def compact_time(text: str) -> datetime | None:
    """YYYYMMDDHHMMSS, Eastern time as EDGAR prints it, without a zone."""
    if not re.fullmatch(r"[0-9]{14}", text):
        return None
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S")
    except ValueError:
        return None
