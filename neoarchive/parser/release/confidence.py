"""How sure each value of a release is, and why, by the signs around it.

The levels have the meaning that ``types.Confidence`` gives; ``parser.confidence`` has those of the form's values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from neoarchive.parser.types import (
    Block,
    Confidence,
    Contact,
    Dateline,
    Quotation,
    Release,
    Spans,
    Ticker,
    Value,
    certain,
    doubtful,
    likely,
)

from .patterns import all_capitals
from .title_words import has_verb

_FAR = 31
"""Days between a release and the report on it beyond which the date is worth a look."""
_WHOLE = 150
"""Characters up to which a headline is commonly one; longer ones may have taken in what stands below."""
_REMAINS = re.compile(r"&[A-Za-z]{2,8};|&#\d|[<>{}]|\bform\s+8-?k\b|^\W*text of\b|^\W*page\b", re.I)
_UNFINISHED = re.compile(
    r"(?:[,;:&\-–—]|\b(?:a|an|the|of|for|to|in|on|at|by|with|from|and|or|as|its|their|our|than|that|which))\Z", re.I
)
_STATE_END = re.compile(r",\s*\S|\b[A-Z]{2}\Z")
_FORWARD = re.compile(r"forward[\s\-–]{0,3}looking|safe\s+harbou?r|litigation\s+reform", re.I)
_ABOUT = re.compile(r"\W*about\b", re.I)
_BULLET_WITHIN = re.compile(r"\S\s*[•●▪]")
_FIRM = re.compile(r"\b(?:inc|corp|corporation|llc|ltd|l\.?p|plc)\b", re.I)
_LOOSE = re.compile(r"\b(?:phone|tel|fax|e-?mail|contact)\b|[:@]|\d{3}", re.I)


def of_release(source: str, release: Release, path: str, report_date: date | None) -> dict[str, Confidence]:
    """Confidence by path of every value of a release; ``path`` is the release's own ("releases.0")."""
    headline = _headline(release)
    found = {f"{path}.headline": headline}
    for j, deck in enumerate(release.subheadlines):
        found[f"{path}.subheadlines.{j}"] = _deck(source, deck, j, release, headline)
    if release.dateline:
        found[f"{path}.dateline"] = _dateline(release.dateline)
    if release.place:
        found[f"{path}.place"] = found[f"{path}.dateline"]
    if release.released_on:
        found[f"{path}.released_on"] = _day(release, report_date)
    found.update({f"{path}.tickers.{j}": _ticker(one) for j, one in enumerate(release.tickers)})
    for j, contact in enumerate(release.contacts):
        found[f"{path}.contacts.{j}"] = _contact(source, contact, release.contacts)
    found.update({f"{path}.quotations.{j}": _quotation(one) for j, one in enumerate(release.quotations)})
    found.update(_passages(path, release))
    return found


# -- titles -------------------------------------------------------------------------------------------------------


def _headline(release: Release) -> Confidence:
    title = release.headline
    if title is None:
        return doubtful("nothing above the text could be told for a headline")
    text = title.text
    if _REMAINS.search(text):
        return doubtful("it holds what is no part of a headline")
    if _UNFINISHED.search(text):
        return doubtful("it breaks off in a sentence")
    if len(text.split()) < 3:
        return doubtful("fewer than three words")
    place = release.place
    if release.dateline is None:
        return likely("stands above the first paragraph; there is no dateline to go by")
    if place and _too_long(place):
        return doubtful("it may go on in the line of the dateline")
    where = "between a status line and a dateline" if release.status else "above a dateline"
    if len(text) > _WHOLE:
        return likely(f"{where}; long enough for a sub-headline to be in it")
    if not has_verb(text):
        return likely(f"{where}; without a verb that headlines have")
    return certain(f"{where}, with a verb as headlines have")


def _deck(source: str, deck: Value, j: int, release: Release, headline: Confidence) -> Confidence:
    text = deck.text
    if _REMAINS.search(text) or _BULLET_WITHIN.search(text) or len(text.split()) < 2:
        return doubtful("it is like page furniture or a fragment")
    if _UNFINISHED.search(text):
        return doubtful("it breaks off in a sentence")
    if headline.level == "doubtful":
        return doubtful("stands below a headline that is doubtful")
    if not has_verb(text):
        return likely("between headline and dateline; without a verb that titles have")
    above = release.subheadlines[j - 1] if j else release.headline
    if above and above.at and deck.at and _parted(source, above.at[-1][1], deck.at[0][0]):
        if len(release.subheadlines) == 1:
            return certain("the only line between headline and dateline, set apart from both")
        return likely("between headline and dateline, one of several lines set apart")
    return likely("between headline and dateline, straight below a line that may go on in it")


def _parted(source: str, a: int, b: int) -> bool:
    """Does an empty line, a mark of a list or a tag of a block part the two?"""
    between = source[a:b]
    return bool(re.search(r"\n\s*\n|\n\s*(?:[*•·o\-–]|<\w)|<(?:p|div|li|tr|br|h\d)\b", between, re.I))


# -- dateline -----------------------------------------------------------------------------------------------------


def _too_long(place: Value) -> bool:
    """More words than a town, its state and a country have, or the end of a headline before a town in capitals."""
    parts = [part.split() for part in re.split(r",|;|/|\band\b|\bAND\b", place.text)]
    return any(
        len(words) > 4 or (len(words) > 1 and not words[0].isupper() and len(words[-1]) > 2 and words[-1].isupper())
        for words in parts
    )


def _dateline(line: Dateline) -> Confidence:
    place = line.place
    if place and _too_long(place):
        return doubtful("longer than the name of a town; words of the headline may be in it")
    if line.day is None and line.wire is None:
        return likely("begins the text, before a dash; neither date nor wire service beside it")
    if place and not _STATE_END.search(place.text) and not all_capitals(place.text):
        return likely("begins the text, with a date; the place is neither in capitals nor with its state")
    return certain("begins the text, with a date or a wire service")


def _day(release: Release, report_date: date | None) -> Confidence:
    day, line = release.released_on, release.dateline
    assert day is not None
    in_line = line is not None and line.day is not None and line.day.day == day.day
    where = "printed in the dateline" if in_line else "the only date printed above the headline"
    if report_date is None:
        return likely(where)
    if abs((day.day - report_date).days) > _FAR:
        return doubtful(f"{where}, but far from the date of the report")
    if in_line or day.day == report_date:
        return certain(f"{where}, near the date of the report")
    return likely(where)


# -- tickers, contacts, passages ----------------------------------------------------------------------------------


def _ticker(one: Ticker) -> Confidence:
    if one.company:
        return certain("printed with its exchange behind a company’s name")
    return likely("printed with its exchange")


def _contact(source: str, one: Contact, others: Sequence[Contact]) -> Confidence:
    reach = bool(one.phones or one.emails)
    firm = one.organization.text if one.organization else ""
    if (
        _LOOSE.search(firm)
        or len(_FIRM.findall(firm)) > 1
        or len(firm) > 70
        or _LOOSE.search(one.title.text if one.title else "")
    ):
        return doubtful("its parts could not be told apart for certain")
    if one.name is None and not one.organization and not one.title:
        return doubtful("a number or an address with no name")
    if one.name is not None and len(one.name.text.split()) < 2:
        return doubtful("one word for a name")
    alone = all(_apart(source, one.at, other.at) for other in others if other is not one)
    if not alone:
        return doubtful("stands on one line with another contact; whose number it is could not be told for certain")
    if not reach:
        return doubtful("named as a contact; the number or address may be another’s")
    if any(not (other.phones or other.emails) for other in others):
        return likely("a name with a number or an address, beside a name that has none")
    if one.name is None:
        return likely("a desk, with its number or address")
    if one.organization is None and one.title is None:
        return likely("a name with a number or an address; neither firm nor role")
    return certain("a name on a line of its own, with firm or role, and a number or an address")


def _apart(source: str, mine: Spans, theirs: Spans) -> bool:
    """Does a line end or a tag of a block stand between the beginnings of two contacts, or within one of them?"""
    if not mine or not theirs:
        return True
    start, end = min(mine[0][0], theirs[0][0]), max(mine[-1][1], theirs[-1][1])
    return bool(re.search(r"\n|<(?:p|div|li|tr|td|br)\b", source[start:end], re.I))


def _quotation(one: Quotation) -> Confidence:
    if one.speaker_title:
        return certain("in quotation marks, with a speaker and a role")
    return likely("in quotation marks, with a speaker")


def _passages(path: str, release: Release) -> dict[str, Confidence]:
    """Of the passages that releases repeat: what a company says of itself, and forward-looking statements."""
    found: dict[str, Confidence] = {}
    blocks = release.blocks
    first = next((i for i, block in enumerate(blocks) if block.kind == "about"), None)
    if first is not None:
        found[f"{path}.about"] = _about(blocks, first)
    harbor = next((block for block in blocks if block.kind == "safe_harbor"), None)
    if harbor:
        found[f"{path}.safe_harbor"] = (
            certain("speaks of forward-looking statements")
            if _FORWARD.search(harbor.text)
            else likely("stands where such a passage stands; does not name itself")
        )
    return found


def _about(blocks: Sequence[Block], first: int) -> Confidence:
    above = blocks[first - 1] if first else None
    if above and above.kind == "heading":
        return certain("stands under a heading")
    if _ABOUT.match(blocks[first].text):
        return certain("begins with “About”")
    return likely("told by how it begins, late in the release; no heading")
