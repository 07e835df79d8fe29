"""The values that fields of a query take: how they are written, and what is said of those that can't be read.

Each reader gives the value as it is written out again, and the values asked for (one is enough). It raises
``Unreadable`` with a sentence and, where one is likely, a value to take instead. Pure, as ``query`` is.
"""

import difflib
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import NoReturn

from . import events
from .numbers import file_number, phone_number
from .states import state_name

FIRST_YEAR, LAST_YEAR = 1900, 2099
HAS = {"contact": "contact", "quote": "quotation", "quotation": "quotation", "table": "table"}

Read = tuple[str, tuple[str, ...]]


class Unreadable(ValueError):
    """A value that its field can't read; ``instead`` is one that it can, if there is a likely one."""

    def __init__(self, message: str, instead: str | None = None) -> None:
        super().__init__(message)
        self.instead = instead


def _quote(text: str) -> str:
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


def read_year(text: str) -> Read:
    match = re.fullmatch(r"(?a:(\d{4})?(\.\.\.?|…)?(\d{4})?)", text)
    if not match or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        _no_year(text)
    first = int(match[1] or FIRST_YEAR)
    last = int(match[3] or LAST_YEAR) if match[2] else first
    if first > last:
        raise Unreadable(f"{text} runs backwards.", f"{last}..{first}")
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise Unreadable(f"{_quote(text)} is outside the years that are read, {FIRST_YEAR} to {LAST_YEAR}.")
    written = f"{match[1] or ''}..{match[3] or ''}" if match[2] else match[1]
    return written, tuple(str(year) for year in range(first, last + 1))


def _no_year(text: str) -> NoReturn:
    inside = re.search(r"(?<!\d)(?a:19|20)(?a:\d\d)(?!\d)", text)
    message = f"{_quote(text)} is no year: write year:1998 or year:1996..1999."
    raise Unreadable(message, inside[0] if inside else None)


def read_item(text: str) -> Read:
    match = re.fullmatch(r"(?a:(\d{1,2})(\.\d{1,2})?)\.?", text)
    if not match:
        inside = re.search(r"(?<!\d)(?a:\d{1,2})(?:\.(?a:\d\d))?(?!\d)", text)
        message = f"{_quote(text)} is no item: write item:5 or item:5.02."
        raise Unreadable(message, inside[0] if inside else None)
    number = match[1].lstrip("0") or "0"
    if match[2]:
        number += match[2] if len(match[2]) == 3 else f".0{match[2][1]}"
    return number, (number,)


def read_event(text: str) -> Read:
    """By the event's name in addresses, by words that one event alone has, or by today's number of its item."""
    event = events.named(text)
    if event is None:
        message = f"{_quote(text)} is no event: write event:directors; the page /events/ has all of them."
        raise Unreadable(message, events.near(text) or None)
    return event.slug, (event.today,)


def read_has(text: str) -> Read:
    name = text.lower()
    if name not in HAS:
        near = difflib.get_close_matches(name, [*HAS, "contacts", "quotes", "tables"], 1, 0.6)
        raise Unreadable(
            f"{_quote(text)} is no part: has: takes contact, quote or table.", near[0].rstrip("s") if near else None
        )
    return name, (HAS[name],)


def read_ticker(text: str) -> Read:
    match = re.fullmatch(r"(?a:[A-Z0-9][A-Z0-9.\-/]{0,11})", text.upper())
    if not match:
        inside = re.findall(r"(?a:[A-Z]{1,6})(?![A-Z])", text.upper())
        message = f"{_quote(text)} is no symbol: write ticker:NEOT, without the exchange."
        raise Unreadable(message, inside[-1] if inside else None)
    return match[0], (match[0].lower(),)


def read_form(text: str) -> Read:
    match = re.fullmatch(r"(?a:8-?K(?:\d\d[A-Z]\d?)?(?:/A)?)", text.upper())
    if not match:
        amended = "/A" if text.upper().endswith("A") else ""
        raise Unreadable(f"{_quote(text)} is no form held here: write form:8-K or form:8-K/A.", f"8-K{amended}")
    name = match[0] if "-" in match[0] else "8-" + match[0][1:]
    return name, (name.lower(),)


def read_cik(text: str) -> Read:
    if not re.fullmatch(r"(?a:\d{1,10})", text):
        inside = re.search(r"(?a:\d{4,10})", text)
        raise Unreadable(f"{_quote(text)} is no CIK: it has up to ten figures.", inside[0] if inside else None)
    return text, (text.zfill(10),)


def read_date(text: str) -> tuple[str, date, date]:
    """A year, month or day as it is written out, with its first and last day."""
    match = re.fullmatch(r"(?a:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)", text)
    if not match:
        inside = re.search(r"(?<!\d)(?a:19|20)(?a:\d\d)(?!\d)", text)
        message = f"{_quote(text)} is no date: write 1999, 1999-07 or 1999-07-27."
        raise Unreadable(message, inside[0] if inside else None)
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(f"{_quote(text)} is outside the years that are read, {FIRST_YEAR} to {LAST_YEAR}.")
    try:
        first = date(year, month if match[2] else 1, day if match[3] else 1)
    except ValueError:
        raise Unreadable(f"{_quote(text)} is not in the calendar.", str(year)) from None
    if match[3]:
        return f"{first:%Y-%m-%d}", first, first
    if match[2]:
        return f"{first:%Y-%m}", first, date(year, month, monthrange(year, month)[1])
    return match[1], first, date(year, 12, 31)


def read_before(text: str) -> Read:
    written, first, _ = read_date(text)
    return written, (first.isoformat(),)


def read_after(text: str) -> Read:
    written, _, last = read_date(text)
    return written, (last.isoformat(),)


def read_exhibit(text: str) -> Read:
    match = re.fullmatch(r"(?a:(?:EX(?:HIBIT)?[- .]?)?(\d{1,3}(?:\.\d{1,3})?[A-Z]?))", text.upper())
    if not match:
        inside = re.search(r"(?a:\d{1,3}(?:\.\d{1,3})?)", text)
        message = f"{_quote(text)} is no exhibit: write exhibit:99.1 or exhibit:99."
        raise Unreadable(message, inside[0] if inside else None)
    return match[1], (match[1].lower(),)


def read_state(text: str) -> Read:
    name = state_name(text)
    if not any(c.isalpha() for c in name):
        raise Unreadable(f'{_quote(text)} is no state: write state:Delaware, state:DE or state:"New York".')
    return name, (name.lower(),)


def read_file(text: str) -> Read:
    number = file_number(text)
    if not number:
        raise Unreadable(f"{_quote(text)} is no file number: write file:0-28782.")
    return number.replace("·", "-"), (number,)


def read_phone(text: str) -> Read:
    number = phone_number(text)
    if not number:
        raise Unreadable(f"{_quote(text)} is no telephone number: write phone:3125550142.")
    return number, (number,)


READERS: dict[str, Callable[[str], Read]] = {
    "year": read_year,
    "item": read_item,
    "event": read_event,
    "has": read_has,
    "ticker": read_ticker,
    "form": read_form,
    "cik": read_cik,
    "before": read_before,
    "after": read_after,
    "exhibit": read_exhibit,
    "state": read_state,
    "file": read_file,
    "phone": read_phone,
}
