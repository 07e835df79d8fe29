"""The parts of a list of releases that repeat: its rows, its facets, its months, its pages. Set in Python.

They look like the templates around them. What comes from a filing or an address goes through ``escape``.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

from .neoarchive import short_date, source_ref

register = template.Library()


def with_marks(slices: Iterable[Any]) -> str:
    """A text in slices, those that were looked for marked (``search.marks``)."""
    return "".join(f"<mark>{escape(one.text)}</mark>" if one.hit else escape(one.text) for one in slices)


@register.simple_tag
def entry_rows(entries: Iterable[Any]) -> SafeString:
    """The releases of a list (``results.Entry``), with the words looked for marked."""
    return SafeString("".join(map(_entry, entries)))


def _entry(entry: Any) -> str:
    day = short_date(entry.day) if entry.day else '<span class="when">No date</span>'
    size = ' class="long"' if entry.long else ""
    about = [f'<a href="{escape(entry.company_url)}">{escape(entry.by)}</a>']
    about[0] += f" ({escape(entry.tickers)})" if entry.tickers else ""
    about.append(escape(entry.filed_as))
    about += ["Invented sample"] * entry.invented
    about += [f"<b>{escape(entry.mark)}</b>"] if entry.mark else []
    snippet = ""
    if entry.passage:
        shown = entry.passage
        text = f"{'…' * shown.cut_before}{with_marks(shown.slices)}{'…' * shown.cut_after}"
        snippet = f'<p class="snip">{text} {source_ref(shown.lines, entry.source)}</p>\n'
    elif entry.summary:
        snippet = f'<p class="snip">{escape(entry.summary)}</p>\n'
    return (
        f'<li class="entry">\n{day}\n<h2{size}><a href="{escape(entry.url)}">{with_marks(entry.headline)}</a></h2>\n'
        f'<p class="by">{" · ".join(about)}</p>\n{snippet}</li>\n'
    )


@register.simple_tag
def facet_lists(facets: Iterable[Any]) -> SafeString:
    """Values that narrow a list, each with what its list will have (``facets.Facet``)."""
    return SafeString("".join(map(_facet, facets)))


def _facet(facet: Any) -> str:
    rows = [_value(value) for value in facet.values]
    if facet.more:
        text = f"More {facet.nouns}" if facet.least else f"All {facet.size:,} {facet.nouns}"
        rows.append(f'<li><a class="more" href="{escape(facet.more)}" rel="nofollow"><span>{text}</span></a></li>\n')
    return f'<section><h3>{facet.title}</h3><ul class="facet">\n{"".join(rows)}</ul></section>\n'


def _value(value: Any) -> str:
    current = ' aria-current="true"' if value.active else ""
    count = "" if value.count is None else f'<span class="n">{value.count:,}{"+" * value.least}</span>'
    link = f'<a href="{escape(value.url)}" rel="nofollow"{current}><span>{escape(value.text)}</span> {count}</a>'
    return f"<li>{link}</li>\n"


@register.simple_tag
def month_rows(months: Iterable[Any]) -> SafeString:
    """The months of a year as bars (``results.Month``), those with releases as links."""
    return SafeString("".join(map(_month, months)))


def _month(month: Any) -> str:
    many = "s" * (month.count != 1)
    count = f'{month.count}<span class="vh"> release{many}</span>' if month.count else "&nbsp;"
    bar = (
        '<svg viewBox="0 0 1 32" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="{month.path}"/></svg><span class="y">{month.name}</span> <span class="c">{count}</span>'
    )
    if not month.count:
        return f"<li><div>{bar}</div></li>"
    current = ' aria-current="true"' if month.active else ""
    return f'<li><a href="{escape(month.url)}"{current} rel="nofollow">{bar}</a></li>'


@register.simple_tag
def sort_links(sorts: Iterable[tuple[str, str, bool]]) -> SafeString:
    """Orders of a list: label, address, whether it is the one in use."""
    return SafeString(
        "".join(
            f'<li><a href="{escape(url)}" {_IN_USE if active else _OTHER}>{label}</a></li>'
            for label, url, active in sorts
        )
    )


_IN_USE, _OTHER = 'aria-current="true"', 'rel="nofollow"'


@register.simple_tag
def page_links(pages: Any) -> SafeString:
    """Links to the pages of a list (``results.Pages``)."""
    numbers = []
    for link in pages.links:
        if link is None:
            numbers.append("<li><span>…</span></li>")
        elif link[0] == pages.number:
            numbers.append(f'<li><span aria-current="page">{link[0]}</span></li>')
        else:
            numbers.append(f'<li><a href="{escape(link[1])}">{link[0]}</a></li>')
    return SafeString(
        f"{_beside(pages.previous, 'prev', 'Previous')}\n<ul>{''.join(numbers)}</ul>\n"
        f"{_beside(pages.next, 'next', 'Next')}"
    )


def _beside(url: str, rel: str, text: str) -> str:
    return f'<a href="{escape(url)}" rel="{rel}">{text}</a>' if url else f'<span class="mute">{text}</span>'
