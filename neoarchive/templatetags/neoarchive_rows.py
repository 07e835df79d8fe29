"""Rows that a page repeats by the hundred, set in Python: a template takes eleven times as long (46 µs against 4).

They look like the templates around them. Every value that comes from a record goes through ``escape``; the rest of a
row is written here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from neoarchive.typography import typeset

from .neoarchive import day_month, is_long, short_date, unseen

register = template.Library()


class Listed(Protocol):
    """A release as a list shows it."""

    url: Any
    day: date | None
    status: str
    headline: str
    by: str
    company_url: Any
    tickers: Any
    filed_as: Any
    invented: bool


class Year(Protocol):
    """A year of a strip; ``path`` draws its months."""

    year: Any
    count: Any
    path: Any
    column: Any


class Entry(Protocol):
    """An entry of an index; ``see`` is the present name where ``name`` is a former one."""

    name: Any
    href: Any
    count: Any
    see: Any
    detail: Any
    invented: Any


@register.simple_tag
def year_rows(strip: Iterable[Year], base: str, few: bool = False) -> SafeString:
    """The years of a strip. ``base``: address before the year; ``few``: they stand in one row."""
    rows = []
    for year in strip:
        place = f' class="y{year.column}"' if not rows and not few else ""
        drawing = (
            '<svg viewBox="0 0 12 40" preserveAspectRatio="none" aria-hidden="true">'
            f'<path d="{escape(year.path)}"/></svg><span class="y">{year.year}</span> <span class="c">'
        )
        if year.count:
            many = "s" * (year.count != 1)
            inner = f'{drawing}{year.count}<span class="vh"> release{many}</span></span>'
            rows.append(f'<li{place}><a href="{escape(base)}{year.year}">{inner}</a></li>\n')
        else:
            rows.append(f"<li{place}><div>{drawing}&nbsp;</span></div></li>\n")
    return SafeString("".join(rows))


@register.simple_tag
def release_row(release: Listed, where: str, with_company: bool = False) -> SafeString:
    """A release in a list. ``where``: "list" (whole date) or "year" (under a year's heading)."""
    day = day_month(release.day) if where == "year" else short_date(release.day)
    size = ' class="long"' if is_long(release.headline) else ""
    about = [escape(release.filed_as)]
    if with_company:
        tickers = f" ({escape(release.tickers)})" if release.tickers else ""
        about.insert(0, f'<a href="{escape(release.company_url)}">{escape(release.by)}</a>{tickers}')
        about += ["Invented sample"] * release.invented
    mark = unseen(release.status)
    about += [f"<b>{escape(mark)}</b>"] if mark else []
    return SafeString(
        f'<li class="entry">\n{day}\n<h3{size}><a href="{escape(release.url)}">{escape(typeset(release.headline))}</a>'
        f'</h3>\n<p class="by">{" · ".join(about)}</p>\n</li>\n'
    )


@register.simple_tag
def index_rows(entries: Iterable[Entry]) -> SafeString:
    """The entries under a letter of an index, each with its number of releases or the present name."""
    rows = []
    for entry in entries:
        if entry.see:
            told = f"<span><i>see</i> {escape(entry.see)}</span>"
        else:
            parts = [escape(entry.detail)] if entry.detail else []
            parts += [f"{entry.count:,}", *["Invented sample"] * entry.invented]
            told = f'<span class="n">{" · ".join(parts)}</span>'
        rows.append(f'<li><a href="{escape(entry.href)}">{escape(entry.name)}</a> {told}</li>\n')
    return SafeString("".join(rows))
