"""The pages beside a release or a company as records: its tables, its corrections, its timeline, its own words.

Each function takes what its page shows, as those of ``browsing`` do.
"""

from collections.abc import Iterable
from typing import Any

from .browsing import Context, brief
from .clean import absolute, plain, twin_of
from .records import Record, address


def tables(context: Context) -> Record:
    """``rows`` is null where the columns could not be read with certainty; ``lines`` are those of the source."""
    return {
        "release": brief(context["release"]),
        "tables": [
            {
                "number": one.number,
                "name": plain(one.name),
                "lines": one.block["lines"],
                "as_filed": ["".join(text for text, _ in line.pieces) for line in one.lines],
                "rows": one.rows,
                "csv_url": absolute(one.csv) if one.csv else None,
            }
            for one in context["tables"]
        ],
    }


def history(context: Context) -> Record:
    """What was corrected since the release was published, the latest first."""
    return {
        "release": brief(context["release"]),
        "corrections": [
            {
                "on": one.on.isoformat(timespec="seconds"),
                "reason": plain(one.reason) or None,
                "reverted": one.reverted,
                "changes": [{"field": label, "parts": _parts(parts)} for label, parts in one.changed],
            }
            for one in context["corrections"]
        ],
    }


def selves(context: Context) -> Record:
    """Passages from the first to the last, each with the releases that repeat it and what changed in it."""
    return {
        "company": _company(context["company"]),
        "kind": context["kind"],
        "looked_at": context["looked_at"],
        "next": _next(context),
        "passages": [
            {
                "text": plain(one.text),
                "lines": one.lines,
                "first": one.first,
                "release": brief(one.release),
                "releases": one.count,
                "last_release": one.last.isoformat() if one.last else None,
                "changes": _parts(one.parts),
            }
            for one in context["steps"]
        ],
    }


def timeline(context: Context) -> Record:
    """Oldest first. A moment is a filing, or the day that a name or a ticker was first or last seen (``text``)."""
    return {
        "company": _company(context["company"]),
        "filings": context["total"],
        "next": _next(context),
        "moments": [
            {
                "date": one.day.isoformat() if one.day else None,
                "text": plain(one.text) or None,
                "filing": _filing(one.filing) if one.filing else None,
                "events": [event.slug for event in one.events],
                "releases": [brief(release) for release in one.releases],
            }
            for one in context["moments"]
        ],
    }


def _filing(filing: Any) -> Record:
    page = address("filing", filing.slug)
    return {"id": filing.slug, "url": page, "json_url": twin_of(page), "form": plain(filing.form_type)}


def _company(company: Any) -> Record:
    page = address("company", company.slug)
    return {"id": company.slug, "url": page, "json_url": twin_of(page), "name": plain(company.name)}


def _next(context: Context) -> str | None:
    """The next page of a page in pages (``contexts.pages``)."""
    page = context["pager"].page
    if not page.has_next():
        return None
    where = twin_of(context["address"])
    return f"{where}{'&' if '?' in where else '?'}page={page.next_page_number()}"


def _parts(parts: Iterable[Any]) -> list[Record]:
    """Stretches of words that stayed (``same``), went (``gone``) or came (``new``)."""
    return [{"kind": one.kind, "text": plain(one.text)} for one in parts]
