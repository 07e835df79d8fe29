"""What the page of a release shows."""

from datetime import date
from typing import Any

from neoarchive.models import Filing, PressRelease
from neoarchive.typography import typeset

from . import attached, citation
from .body import body_of
from .heads import breadcrumbs, release_data
from .hits import Hits

EDITED = {
    "headline": "Headline",
    "subheadlines": "Sub-headlines",
    "blocks": "Text",
    "status_line": "Status line",
    "place": "Place",
    "released_on": "Date",
    "dateline": "Dateline",
    "wire": "Wire service",
}


def release_context(release: PressRelease, address: str, *, drafts: bool, hits: Hits | None = None) -> dict[str, Any]:
    """``release`` comes from ``attached.release_at``; ``address`` is the page's own, with the host."""
    rows = attached.rows_of(release)
    tickers = attached.tickers(rows.get("ticker", []))
    own = [t for t in tickers if t.company_id == release.company_id]
    versions = rows.get("version", [])
    headline: str = hits.text(typeset(release.headline)) if hits else typeset(release.headline)
    body = body_of(release.blocks, (row.number for row in rows.get("quotation", [])))
    if hits:
        hits.body(body)
    return {
        "section": "releases",
        "release": release,
        "company": release.company,
        "filing": release.filing,
        "source": release.filing.source,
        "address": address,
        "own_tickers": own,
        "headline": headline,
        "body": body,
        "hits": hits,
        "query": hits.query if hits else "",
        "marked": release.company.invented or release.filing.status == Filing.Status.DRAFT,
        "where": f"source/{hits.query}" if hits else "source/",
        "contacts": attached.contacts(rows.get("contact", []), drafts=drafts),
        "speakers": attached.speakers(rows.get("quotation", [])),
        "items": rows.get("item", []),
        "previous": next(iter(rows.get("previous", [])), None),
        "next": next(iter(rows.get("next", [])), None),
        "versions": versions,
        "current": _current(release, versions),
        "siblings": rows.get("sibling", []),
        "missing": rows.get("missing", []),
        "other_filings": rows.get("filing", []),
        "headline_note": _headline_note(release),
        "edits": [(EDITED.get(name, name), edit) for name, edit in release.edits.items()],
        "citations": citation.citations(release, address),
        "meta": citation.head(release, address),
        "coins": citation.coins(release, address),
        "data": [release_data(release, own, address), breadcrumbs(_trail(release))],
    }


def _current(release: PressRelease, versions: list[attached.Row]) -> attached.Row | None:
    """The latest of the other versions, where it is later than this release; None where this is the current one."""
    latest = max(versions, key=lambda row: (row.day or date.min, row.number), default=None)
    if latest is None or (release.shown_date or date.min, release.pk) > (latest.day or date.min, latest.number):
        return None
    return latest


def _trail(release: PressRelease) -> list[tuple[str, str]]:
    return [
        (release.company.name, release.company.get_absolute_url()),
        (release.headline, release.get_absolute_url()),
    ]


def _headline_note(release: PressRelease) -> str:
    """What was done to the headline, unless the list of what was tidied says so for the same lines."""
    found = release.evidence.get("headline", {})
    told = found.get("lines") and any(one.get("lines") == found["lines"] for one in release.tidied)
    return "" if told else found.get("note", "")
