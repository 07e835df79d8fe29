"""What templates need to set records for reading: references to lines, dates, numbers, words."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html import escape
from typing import Any, Protocol

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from neoarchive import typography
from neoarchive.links import page_of
from neoarchive.models import Filing, Item, PressRelease, ReleaseTicker
from neoarchive.models.evidence import Evidenced, LineRange

register = template.Library()

_CLOSING_DASH = re.compile(r"[\s\-‐-―−]+$")
EMPTY = SafeString("")
register.simple_tag(page_of)
LONG_HEADLINE = 160


class HasLines(Protocol):
    """A page, or pages, on which lines of a source have addresses."""

    def line(self, number: int) -> str: ...


@register.simple_tag
def source_ref(lines: LineRange | list[int] | None, where: "str | HasLines" = "") -> SafeString:
    """A reference such as ``[101–102]``, linked to its first line; nothing where there are no lines.

    ``where`` is the address of the page that shows the source ("" for this page).
    """
    if not lines:
        return EMPTY
    first, last = lines[0], lines[-1]
    address = f"{where}#L{first}" if isinstance(where, str) else where.line(first)
    shown = str(first) if first == last else f"{first}–{last}"
    noun = "line" if first == last else "lines"
    return SafeString(f'<a class="src" href="{escape(address)}" aria-label="Source {noun} {shown}">{shown}</a>')


@register.filter
def lines_of(record: Evidenced, name: str) -> LineRange | None:
    """First and last line of a field of a record; None where it was not read from the source."""
    return record.lines(name)


@register.simple_tag
def block_html(block: dict[str, Any]) -> SafeString:
    """The stored HTML of a block. The one place where text from a filing is not escaped again.

    ``ingest.render`` made it from escaped text and ``sanitize`` cleaned it when the release was saved.
    """
    return SafeString(block["html"])


@register.simple_tag
def json_ld(data: dict[str, Any] | list[Any]) -> SafeString:
    """A JSON-LD data block. The three characters that could end it or begin a tag are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return SafeString(f'<script type="application/ld+json">{text}</script>')


@register.filter
def typeset(text: str | None) -> str:
    """Typographic quotes and dashes; the stored text keeps the source's own characters."""
    return typography.typeset(text or "")


@register.filter
def dateline(text: str) -> str:
    """The dateline without the dash that ends it: the page sets its own."""
    return _CLOSING_DASH.sub("", typography.typeset(text))


@register.filter
def breakable(email: str) -> SafeString:
    """An e-mail address that may go on in the next line before its @."""
    name, at, host = email.partition("@")
    return SafeString(f"{escape(name)}<wbr>{at}{escape(host)}")


@register.filter
def unstopped(text: str) -> str:
    """Without the full stop at its end, for the middle of a sentence."""
    return text.rstrip(" .")


@register.filter
def is_draft(status: str) -> bool:
    return status == Filing.Status.DRAFT


@register.filter
def unseen(status: str) -> str:
    """What staff is told of a release that visitors don't see; "" where they do."""
    return "" if status == Filing.Status.PUBLISHED else str(PressRelease.Status(status).label)


@register.filter
def is_long(headline: str) -> bool:
    """Whether a headline takes the smaller setting."""
    return len(headline) > LONG_HEADLINE


def in_words(day: date) -> str:
    """July 27, 1998, for titles and attributes."""
    return f"{day:%B} {day.day}, {day.year}"


def _time(day: date, text: str) -> SafeString:
    # Figures and the names of months: nothing in it needs to be escaped, and some pages have hundreds.
    return SafeString(f'<time datetime="{day.isoformat()}">{text}</time>')


@register.filter
def long_date(day: date | None) -> SafeString:
    """July 27, 1998."""
    return _time(day, in_words(day)) if day else EMPTY


@register.filter
def short_date(day: date | None) -> SafeString:
    """Jul 27, 1998, for lists."""
    return _time(day, f"{day:%b} {day.day}, {day.year}") if day else EMPTY


@register.filter
def day_month(day: date | None) -> SafeString:
    """Jul 27, under the heading of a year."""
    return _time(day, f"{day:%b} {day.day}") if day else EMPTY


@register.filter
def long_day_month(day: date | None) -> SafeString:
    """July 27, in a trail that names the year."""
    return _time(day, f"{day:%B} {day.day}") if day else EMPTY


@register.filter
def year_of(day: date | None) -> SafeString:
    """1998, with the whole date for machines."""
    return _time(day, str(day.year)) if day else EMPTY


@register.filter
def month_year(day: date | None) -> SafeString:
    """February 1993."""
    return format_html('<time datetime="{}">{}</time>', f"{day:%Y-%m}", f"{day:%B} {day.year}") if day else EMPTY


@register.filter
def moment(when: datetime | None) -> SafeString:
    """2026-11-20 14:02 UTC, for what the archive itself did."""
    if not when:
        return EMPTY
    if timezone.is_aware(when):
        when = timezone.localtime(when, timezone.get_default_timezone())
    mark = "Z" if when.utcoffset() == timedelta(0) else ""
    return format_html('<time datetime="{}{}">{} UTC</time>', f"{when:%Y-%m-%dT%H:%M}", mark, f"{when:%Y-%m-%d %H:%M}")


@register.simple_tag
def years(first: date | None, last: date | None) -> str:
    """1996–2002, or 1998 where both are in one year; "" where neither is known."""
    known = sorted({day.year for day in (first, last) if day})
    return "–".join(str(year) for year in known)


@register.filter
def number(value: int | None) -> str:
    """1,293."""
    return f"{value:,}" if value is not None else ""


@register.filter
def counted(value: int | None, noun: str) -> str:
    """14 releases; the plural is given after a comma where it is not the noun with an s."""
    one, _, many = noun.partition(",")
    return f"{value or 0:,} {one if value == 1 else many or one + 's'}"


@register.filter
def in_eights(digest: str) -> str:
    """A hash in groups of eight."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


@register.filter
def ticker_words(tickers: Iterable[ReleaseTicker]) -> str:
    """Nasdaq: NEOT, NEOTW; NYSE: HVI. Each exchange is named once."""
    by_exchange: dict[str, list[str]] = {}
    for ticker in tickers:
        by_exchange.setdefault(ticker.exchange, []).append(ticker.symbol)
    return "; ".join(f"{name}: {', '.join(found)}" if name else ", ".join(found) for name, found in by_exchange.items())


@register.filter
def listed(words: Iterable[str]) -> str:
    """1.01, 7.01 and 8.01."""
    words = list(words)
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


@register.filter
def item_numbers(items: Iterable[Item]) -> str:
    """5 and 7: each number once."""
    return listed(dict.fromkeys(item.number for item in items))
