"""The parts of a release's page, set in Python: it is the page asked for most, and templates took most of its time.

What a filing says goes through ``escape``, or through ``printed`` where it is text to be read; the HTML of blocks is
stored clean (``ingest.render``). How the parts stand on the page is in ``releases/detail.html``.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from neoarchive.links import page_of
from neoarchive.models import Company, Filing, PressRelease, Source
from neoarchive.typography import typeset

from .events import event_badge
from .neoarchive import (
    breakable,
    counted,
    dateline,
    in_eights,
    in_words,
    is_long,
    json_ld,
    long_date,
    long_day_month,
    moment,
    source_ref,
    ticker_words,
    unseen,
)

register = template.Library()


def printed(text: str | None) -> str:
    """Text of a filing as it is set for reading."""
    return escape(typeset(text)) if text else ""


def _link(name: str, slug: str, text: str) -> str:
    """``text`` is HTML."""
    return f'<a href="{page_of(name, slug)}">{text}</a>'


@register.simple_tag
def release_title(release: PressRelease) -> SafeString:
    day = f" ({in_words(release.shown_date)})" if release.shown_date else ""
    return SafeString(f"{printed(release.headline)}{day}")


@register.simple_tag
def release_head(
    release: PressRelease, address: str, meta: Iterable[tuple[str, str]], data: Iterable[Any], previous: Any, next: Any
) -> SafeString:
    """What the head tells search engines and reference managers. ``previous`` and ``next`` are rows of neighbours."""
    slug, headline, summary = release.slug, printed(release.headline), printed(release.summary)
    day = f", {in_words(release.shown_date)}" if release.shown_date else ""
    address = escape(address)
    hidden = '<meta name="robots" content="noindex">' if release.company.invented or unseen(release.status) else ""
    near = "".join(
        f'<link rel="{rel}" href="{page_of("release", row.slug)}">'
        for rel, row in (("prev", previous), ("next", next))
        if row
    )
    named = "".join(f'<meta name="{name}" content="{escape(content)}">' for name, content in meta)
    return SafeString(
        f'<meta name="description" content="{escape(release.by)}{day}: {summary}">\n'
        f'<link rel="canonical" href="{address}">\n{hidden}\n{near}\n'
        f'<link rel="alternate" type="application/json" title="This record" href="{page_of("release-json", slug)}">\n'
        '<link rel="alternate" type="text/plain" title="Original text of the filing"'
        f' href="{page_of("filing-original", release.filing.slug)}">\n{named}\n'
        f'<link rel="alternate" type="application/x-bibtex" href="{page_of("release-bib", slug)}">'
        '<link rel="alternate" type="application/x-research-info-systems"'
        f' href="{page_of("release-ris", slug)}">\n'
        f'<meta property="og:type" content="article"><meta property="og:title" content="{headline}">'
        f'<meta property="og:description" content="{summary}"><meta property="og:url" content="{address}">\n'
        f"{''.join(map(json_ld, data))}"
    )


@register.simple_tag
def release_trail(release: PressRelease) -> SafeString:
    """The way down to a release: its company, its year."""
    company, day = release.company, release.shown_date
    last = [f'<li aria-current="page">{long_day_month(day) if day else "Undated"}</li>']
    if day:
        of_year = f"{reverse('releases')}?company={company.slug}&amp;year={day.year}"
        last.insert(0, f'<li><a href="{of_year}">{day.year}</a></li>')
    return SafeString(
        f'<nav class="trail" aria-label="You are here"><ol><li><a href="{reverse("companies")}">Companies</a></li>'
        f"<li>{_link('company', company.slug, escape(company.name))}</li>{''.join(last)}</ol></nav>"
    )


@register.simple_tag
def release_views(release: PressRelease, filing: Filing, view: str, query: str = "") -> SafeString:
    """Links to the views of a release; ``view`` is the one that they stand on, ``query`` what it was opened with."""
    slug, filed = release.slug, page_of("filing", filing.slug)
    views = [("release", f"{page_of('release', slug)}{escape(query)}", "Release")]
    views += [("source", f"{page_of('release-source', slug)}{escape(query)}", "Beside its source")]
    views += [("tables", page_of("release-tables", slug), "Tables")] if release.has_table else []
    views += [("original", f"{filed}#raw", "Original text"), ("filing", filed, "Filing")]
    current = ' aria-current="page"'
    links = [f'<a href="{url}"{current if name == view else ""}>{text}</a>' for name, url, text in views]
    return SafeString(f'<nav class="views" aria-label="Views of this release">{"".join(links)}</nav>\n')


@register.simple_tag
def release_opening(
    release: PressRelease, headline: str, tickers: Iterable[Any], where: str, has_opening: bool
) -> SafeString:
    """What stands above the text: who and when, the headline with its sub-headlines, the status line.

    ``where`` is the page of the source. ``has_opening``: a paragraph has the dateline before it.
    """
    company, day = release.company, release.shown_date
    now = f' <span class="mute">now {escape(company.name)}</span>' if release.renamed else ""
    size = " long" if is_long(release.headline) else ""
    made = [
        f'<p class="org blk"><span>{_link("company", company.slug, escape(release.by))}{now}'
        f' <span class="mute">{escape(ticker_words(tickers))}</span></span>'
        f' {long_date(day) or _UNDATED} <span class="src legend">source line</span></p>\n'
        f'<h1 class="blk{size}">{conditional_escape(headline)} {source_ref(release.lines("headline"), where)}</h1>\n'
    ]
    for sub in release.subheadlines:
        made.append(f'<p class="sub blk">{printed(sub["text"])} {source_ref(sub.get("lines"), where)}</p>\n')
    if release.status_line:
        ref = source_ref(release.lines("status_line"), where)
        made.append(f'<p class="status blk"><span>{printed(release.status_line)}</span> {ref}</p>\n')
    if release.dateline and not has_opening:
        ref = source_ref(release.lines("dateline"), where)
        made.append(f'<p class="blk"><span class="dl">{escape(dateline(release.dateline))}</span> {ref}</p>\n')
    return SafeString("".join(made))


_UNDATED = '<span class="mute">undated</span>'


@register.simple_tag
def release_text(body: Any, release: PressRelease, where: str) -> SafeString:
    """The text as it is read down, and the passages that close it. ``body`` as ``body_of`` gives it."""
    made = [_part(part, release, where) for part in body.text]
    made = made or ['<p class="mute">No text was read below the headline.</p>\n']
    made += [_closing(body.about, "About the company", release, where)] if body.about else []
    made += [_closing(body.forward, "Forward-looking statements", release, where)] if body.forward else []
    return SafeString("".join(made))


@register.simple_tag
def release_statements(body: Any, release: PressRelease, where: str) -> SafeString:
    """Tables behind the text, over the whole width."""
    made = []
    for part in body.statements:
        text = f"{part.block['html']} {source_ref(part.block['lines'], where)}"
        if part.kind == "heading":
            made.append(f'<h2 class="rule">{text}</h2>\n')
        elif part.kind == "subheading":
            made.append(f'<p class="tnote">{text}</p>\n')
        else:
            made.append(_part(part, release, where) + "\n")
    return SafeString("".join(made))


def _part(part: Any, release: PressRelease, where: str) -> str:
    """One element of the text."""
    if part.kind == "list":
        items = (f'<li class="blk">{one["html"]} {source_ref(one["lines"], where)}</li>\n' for one in part.blocks)
        return f'<ul class="bullets">\n{"".join(items)}</ul>\n'
    block = part.block
    text, lines = block["html"], block["lines"]
    if part.kind == "heading":
        return f'<h2 class="in blk">{text} {source_ref(lines, where)}</h2>\n'
    if part.kind == "table":
        note = "" if block.get("table") else f"{_AS_TYPED}\n"
        label = f"Table, source lines {lines[0]}–{lines[-1]}"
        scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">{text}</div>'
        return f'<div class="blk statement">\n{note}{scroll} {source_ref(lines, where)}</div>\n'
    quote = " quote" if part.quote else ""
    opens = part.opening and release.dateline
    opening = f'<span class="dl">{escape(dateline(release.dateline))}</span> — ' if opens else ""
    return f'<p class="blk{quote}">{opening}{text} {source_ref(lines, where)}</p>\n'


_AS_TYPED = '<p class="mute tnote">Kept as typed: its columns could not be read with certainty.</p>'


def _closing(parts: Sequence[Any], title: str, release: PressRelease, where: str) -> str:
    """A closing section under its own heading, where it has one."""
    made = [] if parts[0].kind == "heading" else [f"<h2>{title}</h2>"]
    made.append("\n")
    for place, part in enumerate(parts):
        if part.kind == "heading":
            level = 3 if place else 2
            text = f"{part.block['html']} {source_ref(part.block['lines'], where)}"
            made.append(f'<h{level} class="blk">{text}</h{level}>\n')
        else:
            made.append(_part(part, release, where))
    return f'<section class="set">{"".join(made)}</section>\n\n'


@register.simple_tag
def contact_rows(contacts: Iterable[Any], where: str) -> SafeString:
    """People and desks that a release names, as ``attached.contacts`` gives them."""
    made = []
    for one in contacts:
        if one.withdrawn and not one.slug:
            made.append('<p class="mute">Contact details withdrawn</p>\n')
            continue
        name = printed(one.name or one.title or "Name not given")
        rows = ["<b>Withdrawn, not shown to visitors</b>"] if one.withdrawn else []
        rows.append(f'<a class="name" href="{page_of("person", one.slug)}">{name}</a>')
        rows += [printed(one.title)] if one.title and one.name and one.title != one.name else []
        rows += [printed(one.organization)] if one.organization else []
        rows += map(escape, one.phones) if one.phones else ['<span class="mute">telephone not given</span>']
        rows += map(breakable, one.emails)
        made.append(f"<p>{'<br>'.join(rows)} {source_ref(one.lines, where)}</p>\n")
    return SafeString("".join(made))


@register.simple_tag
def filed_as(release: PressRelease, filing: Filing, items: Iterable[Any]) -> SafeString:
    """As which exhibit of which form, and under which items."""
    exhibit = f"Exhibit {escape(release.exhibit.number)} to " if release.exhibit else ""
    day = f" of {in_words(filing.shown_date)}" if filing.shown_date else ""
    under = []
    for item in items:
        title = f", {escape(item.b)}" if item.b else ""
        badge = event_badge(item.a, item.c)
        under.append(f"Item {escape(item.a)}{title}" + (f' <span class="mute">({badge})</span>' if badge else ""))
    form = _link("filing", filing.slug, f"Form {escape(filing.form_type)}{day}")
    return SafeString(
        f"<dt>Filed as</dt><dd>{exhibit}{form}</dd>\n"
        f"<dt>Under</dt>{f'<dd>{_BREAK.join(under)}</dd>' if under else ABSENT}\n"
    )


ABSENT = '<dd class="mute">not given in this file</dd>\n'
_BREAK = "<br>"


@register.simple_tag
def provenance(filing: Filing, source: Source, where: Any = "") -> SafeString:
    """Rows of a list of facts: accession number, source, hash, ingest. ``where`` as ``source_ref`` takes it."""
    number = ABSENT
    if filing.accession_number:
        ref = source_ref(filing.lines("accession_number"), where)
        number = f'<dd><span class="id">{escape(filing.accession_number)}</span> {ref}</dd>'
    size = f"{counted(source.line_count, 'line')}, {counted(source.byte_length, 'byte')}"
    return SafeString(
        f"<dt>Accession</dt>{number}\n<dt>Source</dt><dd>{size}</dd>\n"
        f'<dt>SHA-256</dt><dd class="hash">{in_eights(source.sha256)}</dd>\n'
        f"<dt>Ingested</dt><dd>{moment(filing.created_at)}</dd>\n"
    )


@register.simple_tag
def tidied_rows(release: PressRelease, where: str) -> SafeString:
    """What was tidied for reading, with the lines of it."""
    made = []
    for change in release.tidied:
        refs = [f"{source_ref(place, where)} " for place in change.get("places") or ()]
        made.append(f"<li>{escape(change['text'])} {''.join(refs) or source_ref(change.get('lines'), where)}</li>\n")
    return SafeString("".join(made))


@register.simple_tag
def example_ref(release: PressRelease, where: str) -> SafeString:
    """A reference as the page is full of them: that of the headline, else to the first line."""
    return source_ref(release.lines("headline") or (1, 1), where)


@register.simple_tag
def quoted_rows(speakers: Iterable[Any], where: str) -> SafeString:
    """Who is quoted, as ``attached.speakers`` gives them, with the lines of each passage."""
    made = []
    for one in speakers:
        name = f"{printed(one.name)}, {printed(one.title)}" if one.title else printed(one.name)
        made.append(f"<p>{name} {''.join(f'{source_ref(lines, where)} ' for lines in one.lines)}</p>")
    return SafeString("".join(made))


@register.simple_tag
def citation_rows(citations: Iterable[Any]) -> SafeString:
    """Citations to copy, each under the name of its style."""
    return SafeString(
        "".join(
            f'<dt>{one.name}</dt><dd><pre data-copy="{one.name}">{escape(one.text)}</pre></dd>' for one in citations
        )
    )


@register.simple_tag
def near_releases(company: Company, previous: Any, next: Any) -> SafeString:
    """Links to the company's releases before and after this one; nothing where it is the only one.

    They stand behind the last of the text.
    """
    if not previous and not next:
        return SafeString("")
    name, made = escape(company.name), []
    if previous:
        made.append(f"<div>Previous from {name}, {long_date(previous.day)}{_near('prev', previous)}</div>\n")
    if next:
        made.append(f'<div class="next">Next, {long_date(next.day)}{_near("next", next)}</div>\n')
    return SafeString(f'<nav class="near" aria-label="Other releases of {name}">\n{"".join(made)}</nav>')


def _near(rel: str, row: Any) -> str:
    return f'<a rel="{rel}" href="{page_of("release", row.slug)}">{printed(row.a)}</a>'
