"""Facts of a release as words of the index: what fields, filters and facets ask for.

Each fact is one token that begins with ``§``, a sign that no folded word holds, and a letter for its kind. So a field
of the query, a filter and a word are all intersected by the index itself, and facets are counted by counting tokens.
``SearchDocument.facts`` holds those that filters and facets need, with a blank before, between and after them;
the words of companies and contacts, which only the query asks for, stand with the words set apart.

A token of the index is made of letters, figures and characters beyond ASCII; other ASCII characters part tokens. They
are shielded by their full-width forms, a blank by its symbol: ``§tBRK．A``. ``¬`` parts a symbol from its exchange, so
that the exchange is no word of its own.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from neoarchive.models import ContactAppearance, Filing, PressRelease

from . import words
from .numbers import file_number, phone_number
from .states import state_name

SIGN = "§"
DRAFT = "§d"
PUBLISHED = "§p"
NO_TICKER = "§z"
COMPANY, CIK, YEAR, MONTH, FORM, PRINTED_ITEM, ITEM, TICKER, OWN, HAS = (f"§{c}" for c in "ckymfnitxh")
STATE = "§s"
COMPANY_WORD, CONTACT_WORD, SPEAKER_WORD = "§w", "§v", "§q"
# Facts that no filter and no facet needs stand with the words set apart, so that what is read of every match is short.
DAY, EXHIBIT, FILE, PHONE = "§g", "§e", "§r", "§j"
# Before every word of about passages, forward-looking statements and contacts: other tokens than the words of the
# text, so that these are found without them, and both together where they are asked for.
APART_WORD = "¦"
_TRADED = "¬"
PARTS = ("contact", "quotation", "table")

_DAY_ZERO = date(1900, 1, 1).toordinal()
PER_DAY = 2**27
ALL_KEYS = (0, 2**62)
"""From before the first key to after the last."""

_ITEM = re.compile(r"\d{1,2}(?:\.\d\d)?(?!\d)")
_SHIELD = {c: c + 0xFEE0 for c in range(0x21, 0x7F) if not chr(c).isalnum()} | {0x20: 0x2420}
_UNSHIELD = {shielded: plain for plain, shielded in _SHIELD.items()}


def shield(text: str) -> str:
    """A text as one token: ``BRK.A`` is ``BRK．A``. Control characters and our own signs are dropped."""
    return "".join(c for c in text if c.isprintable() and c not in (SIGN, _TRADED)).translate(_SHIELD)


def unshield(token: str) -> str:
    return token.translate(_UNSHIELD)


def item_number(printed: str) -> str:
    """``7`` of ``7(c)``, ``5.02`` of ``5.02``; "" where there is no number."""
    found = _ITEM.match(printed.strip())
    return found[0] if found else ""


def key_of(day: date | None, release_id: int) -> int:
    """The row number in the index: in order of dates, then of ids, releases without a date before all others.

    SQLite reads matches in order of row numbers and stops when it has enough, and a span of dates is a span of them.
    """
    days = max(day.toordinal() - _DAY_ZERO, 0) + 1 if day else 0
    if not 0 < release_id < PER_DAY:
        raise ValueError(f"release {release_id}: the index has room for ids up to {PER_DAY - 1:,}")
    return days * PER_DAY + release_id


def release_id_of(key: int) -> int:
    return key % PER_DAY


def keys_between(first: date, last: date) -> tuple[int, int]:
    """The smallest and the largest key of releases dated from ``first`` to ``last``."""
    return (first.toordinal() - _DAY_ZERO + 1) * PER_DAY, (last.toordinal() - _DAY_ZERO + 2) * PER_DAY - 1


def year_keys(year: int) -> tuple[int, int]:
    return keys_between(date(year, 1, 1), date(year, 12, 31))


def month_keys(year: int, month: int) -> tuple[int, int]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return keys_between(date(year, month, 1), date.fromordinal(after.toordinal() - 1))


def day_of(key: int) -> date | None:
    """The day that a key stands for, None for a release without a date."""
    days = key // PER_DAY
    return date.fromordinal(days - 1 + _DAY_ZERO) if days else None


def months_of(keys: Iterable[int]) -> dict[date, int]:
    """How many keys stand for each month (its first day); those without a date are left out."""
    found: Counter[date | None] = Counter()
    for days, number in Counter([key // PER_DAY for key in keys]).items():
        found[_month_of(days)] += number
    return {month: number for month, number in found.items() if month}


@lru_cache(maxsize=20_000)
def _month_of(days: int) -> date | None:
    day = day_of(days * PER_DAY)
    return day and day.replace(day=1)


def span_tokens(first: date, last: date) -> list[str]:
    """Tokens of every year, month and day between two days, whole years and months as one."""
    found: list[str] = []
    day = first
    while day <= last:
        month_end = date(day.year, day.month, monthrange(day.year, day.month)[1])
        if (day.month, day.day) == (1, 1) and date(day.year, 12, 31) <= last:
            found.append(f"{YEAR}{day.year}")
            day = date(day.year, 12, 31)
        elif day.day == 1 and month_end <= last:
            found.append(f"{MONTH}{day:%Y%m}")
            day = month_end
        else:
            found.append(f"{DAY}{day:%Y%m%d}")
        day += timedelta(days=1)
    return found


def of_release(release: PressRelease) -> str:
    """The facts of a release, items in the order printed, with a blank at both ends."""
    filing = release.filing
    # One that is withdrawn is no more shown than a draft is.
    found = [PUBLISHED if release.status == Filing.Status.PUBLISHED else DRAFT]
    for registrant in filing.registrants.all():
        found.append(f"{COMPANY}{registrant.company_id}")
        found += [CIK + registrant.company.cik] if registrant.company.cik else []
    if release.shown_date:
        found += [f"{YEAR}{release.shown_date.year}", f"{MONTH}{release.shown_date:%Y%m}"]
    found.append(FORM + shield(filing.form_type))
    found += [STATE + shield(state) for state in _states(filing)]
    # An item is asked for by either number, and lists name it as printed.
    for item in filing.items.all():
        number = item_number(item.number)
        found += [PRINTED_ITEM + shield(number), ITEM + shield(number)] if number else []
        found += [ITEM + shield(item.today)] if item.today else []
    found += _tickers(release)
    has = {"contact": release.has_contact, "quotation": release.has_quotation, "table": release.has_table}
    found += [HAS + part for part in PARTS if has[part]]
    return f" {' '.join(dict.fromkeys(found))} "


def _states(filing: Filing) -> list[str]:
    """Where the registrants are incorporated, by the covers or, where these don't say, by what is known of them."""
    printed = (r.state_of_incorporation or r.company.state_of_incorporation for r in filing.registrants.all())
    return [state_name(state) for state in printed if state.strip()]


def apart_of_release(release: PressRelease) -> list[str]:
    """The facts that no facet needs: day, exhibit, numbers of files and telephones."""
    filing, day = release.filing, release.shown_date
    found = [f"{DAY}{day:%Y%m%d}"] if day else []
    found += [EXHIBIT + shield(number) for number in _exhibits(release.exhibit.number if release.exhibit else "")]
    for registrant in filing.registrants.all():
        found += [FILE + number for number in [file_number(registrant.file_number)] if number]
        found += [PHONE + number for number in [phone_number(registrant.phone)] if number]
    for contact in named(release):
        found += [PHONE + number for number in map(phone_number, contact.phones) if number]
    return list(dict.fromkeys(found))


def named(release: PressRelease) -> list[ContactAppearance]:
    """The contacts that a release is found by: those whose details are not withdrawn."""
    return [one for one in release.contacts.all() if one.contact.withdrawn_at is None]


def _exhibits(number: str) -> list[str]:
    """``99.1`` is found as itself and as an exhibit 99."""
    whole = number.strip().upper()
    return [*dict.fromkeys([whole, whole.partition(".")[0]])] if whole else []


def _tickers(release: PressRelease) -> list[str]:
    """Every symbol printed, and with its exchange each one that is a registrant's own."""
    found = []
    for ticker in release.tickers.all():
        found.append(TICKER + shield(ticker.symbol.upper()))
        if ticker.company_id is not None:
            found.append(own_ticker(ticker.symbol, ticker.exchange))
    return found or [NO_TICKER]


def own_ticker(symbol: str, exchange: str) -> str:
    return OWN + shield(symbol) + _TRADED + shield(exchange)


def read(facts: str, kind: str) -> list[str]:
    """The values of one kind, in order.

    >>> read(" §p §c7 §n5 §i5 §n7 §i7 ", PRINTED_ITEM)
    ['5', '7']
    """
    return [unshield(token[len(kind) :]) for token in facts.split() if token.startswith(kind)]


def own_tickers(facts: str) -> str:
    """``Nasdaq: NEOT, NEOTW; NYSE: HVI``: the registrants' own symbols, each exchange named once."""
    by_exchange: dict[str, list[str]] = {}
    for token in facts.split():
        if token.startswith(OWN):
            symbol, _, exchange = token[len(OWN) :].partition(_TRADED)
            by_exchange.setdefault(unshield(exchange), []).append(unshield(symbol))
    return "; ".join(f"{name}: {', '.join(found)}" if name else ", ".join(found) for name, found in by_exchange.items())


def field_words(kind: str, names: Iterable[str]) -> str:
    """The words of names as tokens of a field, for company: and contact:."""
    return " ".join(kind + word for name in names for word in words.words(name))
