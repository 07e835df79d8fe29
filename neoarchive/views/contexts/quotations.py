"""Who said what: the quotations that fit a search, out of the releases that it finds.

The query is that of the releases (``search.query``); what it asks of words and of the speaker is asked of each
quotation again, the rest is of the release. A page looks at so many releases and leads on from there, so that its
cost does not depend on the size of the archive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from neoarchive.filters import place_of
from neoarchive.models import PressRelease, Quotation
from neoarchive.search import facts, find
from neoarchive.search.find import Check
from neoarchive.search.marks import Slice, marked, spans
from neoarchive.search.query import All, Either, Near, Node, Term
from neoarchive.search.speakers import speaker_query
from neoarchive.typography import typeset

from . import listing, words

RELEASES = 60
"""Releases looked at for one page."""

MOST = 20
"""Quotations on a page, but that those of a release stay together."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with the words looked for marked; ``speaker_query`` finds all of this speaker."""

    quotation: Quotation
    release: PressRelease
    text: list[Slice]
    source: str
    speaker_query: str


def quotations_context(asked: listing.Asked) -> dict[str, Any]:
    """``asked``: as the list of releases reads its address."""
    address = reverse("quotations")
    context: dict[str, Any] = {
        "section": "people",
        "asked": asked,
        "chips": asked.chips(),
        "address": settings.SITE_URL + address,
        "twin": reverse("quotations-json") + asked.query_of(start=True),
        "title": f"Quotations: {words.subject(asked)}" if asked.query or asked.filters else "Quotations",
    }
    if not asked.readable:
        return context | {"faults": listing.faults_of(asked)}
    has = {"has_quotation": Check((facts.HAS + "quotation",))}
    asking = replace(asked.asking, checks={**asked.checks(), **has})
    matches = find.window(asking, limit=RELEASES + 1, drafts=False, start=asked.start)
    looked_at = [facts.release_id_of(match.key) for match in matches[:RELEASES]]
    said = [one for one in _quotations(looked_at) if fits(one, asked.query)]
    if len(said) > MOST:
        last = said[MOST - 1].release_id
        said = said[:MOST] + [one for one in said[MOST:] if one.release_id == last]
        looked_at = looked_at[: looked_at.index(last) + 1]
    wanted = _wanted(asked.query)
    more = matches[len(looked_at) :]
    return context | {
        "said": [_said(one, wanted) for one in said],
        "looked_at": len(looked_at),
        "more": asked.address.but(start=place_of(more[0].key)) if more else "",
    }


def _quotations(releases: Sequence[int]) -> list[Quotation]:
    """Of these releases, in their order and that of the text. One query."""
    rows = Quotation.objects.filter(release__in=releases).select_related("release__company")
    rows = rows.defer("release__blocks", "release__tidied", "release__summary")
    place = {pk: number for number, pk in enumerate(releases)}
    # The status is looked at once more: a release may have been withdrawn since the index was read.
    seen = [row for row in rows if row.release.status == PressRelease.Status.PUBLISHED]
    return sorted(seen, key=lambda row: (place[row.release_id], row.position))


def fits(one: Quotation, node: Node | None) -> bool:
    """Whether what a query asks of words and speakers holds of this quotation; the rest held of its release."""
    match node:
        case Term(field="speaker"):
            return _has(f"{one.speaker}\n{one.speaker_title}", node)
        case Term(field=""):
            return _has(one.text, node)
        case Near():
            return all(_has(one.text, part) for part in node.parts)
        case All():
            return all(fits(one, part) for part in node.parts)
        case Either():
            return any(fits(one, part) for part in node.parts)
    return True


def _has(text: str, term: Term) -> bool:
    return bool(spans(text, [replace(term, field="")]))


def _wanted(node: Node | None) -> list[Term]:
    match node:
        case Term(field=""):
            return [node]
        case Near():
            return list(node.parts)
        case All() | Either():
            return [term for part in node.parts for term in _wanted(part)]
    return []


def _said(one: Quotation, wanted: Sequence[Term]) -> Said:
    return Said(
        one,
        one.release,
        marked(typeset(" ".join(one.text.split())), wanted),
        reverse("release-source", args=[one.release.slug]),
        speaker_query(one.speaker),
    )
