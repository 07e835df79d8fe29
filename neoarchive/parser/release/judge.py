"""Judges what an exhibit is: a press release, or a letter, slides, a transcript, an agreement, statements.

Not every EX-99 is a release: prospectuses, charters, shareholder letters, conference calls and certificates are
filed under the same number. A release shows itself by a status line, a dateline, a letterhead, and news in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from neoarchive.parser.text import Line

from .patterns import DATE, STATUS, vocabulary
from .units import Unit

Kind = Literal["press-release", "letter", "slides", "transcript", "agreement", "financial-statements", "other"]

RELEASE_WORDS = re.compile(
    r"\b(?:press|news|earnings|media)\s{1,3}release\b|^\W{0,12}news\W{0,12}$|^\s*for immediate\b"
    r"|^\W{0,12}(?:p\sr\se\ss\ss|n\se\sw\ss)\s{1,4}r\se\sl\se\sa\ss\se\W{0,12}$",
    re.I | re.M,
)
NEWS = re.compile(
    r"\b(?:announce[sd]?|reported|reports|said|declared|disclosed|comments? on|issued|revealed"
    r"|unveiled)\s(?:\w+\s){0,4}?(?:today|yesterday|that|the|its|results|a|an|it|financial|record"
    r"|net)\b|\btoday(?:,?\s\w+){0,3}\s(?:announced|reported|said|released|declared|commented|filed"
    r"|confirmed|issue[sd]|provide[sd]|update[sd]|publishe[sd]|launche[sd]|complete[sd])"
    r"|\bpleased to (?:announce|report)\b",
    re.I,
)
_NEWS_VERBS = vocabulary("announce report said declared disclosed comment issued revealed unveiled today pleased")
_DEAR = re.compile(
    r"^\s*(?:Dear\s(?:[A-Z]|Fellow|fellow|our|share|stock)|To (?:Our|the|All) (?:Share|Stock|Unit"
    r"|Bond|Certificate|Note)holders|Ladies and Gentlemen|Gentlemen:)",
    re.M,
)
_AGREEMENT = re.compile(
    r"\b(?:AGREEMENT|INDENTURE|AMENDMENT NO|PLAN OF MERGER|WARRANT|CERTIFICATE OF|BY-?LAWS|CHARTER"
    r"|PROMISSORY NOTE|UNDERWRITING|GUARANTY|PROSPECTUS|OPINION OF|ARTICLES OF)\b|WHEREAS"
    r"|by and (?:between|among)|NOW,? THEREFORE|\(this \"Agreement\"\)"
)
_SPEECH = re.compile(
    r"^\s*(?:Operator|OPERATOR|Moderator|MODERATOR|Q\.|A\.|Q:|A:|Question|QUESTION|Answer"
    r"|[A-Z][a-z]+ [A-Z][a-z]+(?: - |:)|[A-Z]\.? ?[A-Z][A-Z]+:|[A-Z][A-Z]+ [A-Z][A-Z]+(?::|, ))",
    re.M,
)
_STATEMENTS = re.compile(
    r"\b(?:balance sheets?|statements? of (?:operations|income|cash flows?|earnings|financial)"
    r"|independent (?:auditors?|public accountants?|registered)|selected financial data"
    r"|financial highlights|statement to certificate|distribution date|unaudited pro forma"
    r"|analysis of earnings|supplemental (?:information|schedule)|operating statistics|data sheet"
    r"|kilowatt|reconciliation of)\b",
    re.I,
)
# One of these stands in every text that ``STATUS`` matches
_STATUS_WORDS = ("RELEASE", "elease", "IMMEDIATE", "mmediate", "MBARGOED", "mbargoed", "NOT")
_COLUMN_GAP = re.compile(r" {3,}|\t")
# One of these stands where ``_STATEMENTS`` match: far cheaper to look for than the pattern
_STATEMENT_WORDS = (
    "sheet", "statement", "independent", "financial", "distribution date", "unaudited", "analysis of earnings",
    "supplemental", "statistics", "kilowatt", "reconciliation",
)  # fmt: skip
_WEB = re.compile(r"\b(?:web\s?site|web page|home page|internet site)\b", re.I)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen in the exhibit; the offsets are of units, -1 for none."""

    status: bool
    dateline: bool
    dated: bool
    letterhead: bool
    news: bool


def evidence(units: Sequence[Unit], dateline: tuple[int, bool] | None, description: str | None) -> Evidence:
    top = "\n".join(u.text for u in units[:30])[:4000]
    low = top.lower()
    marked = [u for u in units[:40] if any(map(u.text.__contains__, _STATUS_WORDS))]
    return Evidence(
        status=any(_has_status(line.text) for u in marked for line, _, _ in u.parts[:12]),
        dateline=dateline is not None,
        dated=bool(dateline and dateline[1]),
        letterhead=_headed(top[:1200], low) or _headed(description or "", (description or "").lower()),
        news=_gives_news(top, low),
    )


def _headed(text: str, low: str) -> bool:
    return (
        any(map(low.__contains__, ("news", "release", "immediate", "r e l e a s e")))
        and RELEASE_WORDS.search(text) is not None
    )


def _gives_news(text: str, low: str) -> bool:
    """``NEWS`` tried only where one of its verbs stands: they are found many times faster."""
    for verb in _NEWS_VERBS:
        at = low.find(verb)
        while at >= 0:
            if NEWS.match(text, at):
                return True
            at = low.find(verb, at + 1)
    return False


def _has_status(text: str) -> bool:
    """Is a line, or a cell of it between wide gaps, a status line? "Contact: Jane Doe      FOR IMMEDIATE RELEASE" """
    body = text.strip()
    if "   " in body or "\t" in body:
        return any(STATUS.match(cell) for cell in _COLUMN_GAP.split(text))
    return STATUS.match(body) is not None


def judge(
    lines: Sequence[Line], units: Sequence[Unit], seen: Evidence, description: str | None, *, strict: bool
) -> tuple[Kind, str]:
    """The kind of an exhibit and one sentence why."""
    top = "\n".join(u.text for u in units[:25])[:3000]
    said = description or ""
    prose = sum(u.prose and len(u.text) > 120 for u in units[:60])
    if not units:
        return "other", "It holds no text."
    if re.search("transcript", said, re.I) or _spoken(units, top):
        return (
            "transcript",
            "It is a transcript: it says so, or its lines begin with speakers."
            if not seen.status
            else "Its lines begin with speakers.",
        )
    if seen.dateline and seen.dated and not strict and (prose or seen.status) and not _agreement(top, seen):
        return "press-release", "It begins with a dateline of place and date."
    if seen.dateline and (seen.status or seen.letterhead) and (seen.news or seen.status or strict):
        return "press-release", "It has a dateline and is marked as a release."
    if strict:
        return "other", "The form's own text holds no release: no release is announced that begins with a dateline."
    if seen.status and (seen.news or prose):
        return "press-release", "It is marked for immediate release."
    other = _other_kind(lines, units, top, said, seen)
    if other:
        return other
    if seen.dateline and seen.news:
        return "press-release", "It begins with a dateline and gives news."
    if seen.letterhead and seen.news and prose:
        return "press-release", "It is headed as a release and gives news."
    if seen.news and prose and _dated(units) and _names_desks(units):
        return "press-release", "It is dated, gives news and names those to be contacted."
    return "other", "It has no dateline, no status line and no letterhead of a release."


# British releases have neither dateline nor status: a date above the title, "Enquiries:" below the text.
_DESKS = re.compile(
    r"\W{0,4}(?:enquiries|inquiries|contacts?|for (?:further|more) (?:information|details)|(?:media|press|investors?)"
    r"(?: (?:relations|contacts?|enquiries))?\s?:)",
    re.I,
)


def _dated(units: Sequence[Unit]) -> bool:
    """Does a date alone stand among the first lines?"""
    tops = [u.text for u in units[:8] if len(u.text) < 40]
    return any((day := DATE.match(text)) is not None and len(text) - day.end() < 12 for text in tops)


def _names_desks(units: Sequence[Unit]) -> bool:
    return any(_DESKS.match(u.text) is not None for u in units if len(u.text) < 200)


def _spoken(units: Sequence[Unit], top: str) -> bool:
    if re.search(r"\btranscript\b", top[:500], re.I) and not _WEB.search(top[:500]):
        return True
    spoken = sum([_SPEECH.match(u.text) is not None for u in units[:200]])
    return spoken >= 12 and bool(re.search(r"\boperator\b", "\n".join(u.text for u in units[:200]), re.I))


def _agreement(top: str, seen: Evidence) -> bool:
    return not seen.status and not seen.letterhead and bool(_AGREEMENT.search(top[:700])) and not seen.news


def _other_kind(
    lines: Sequence[Line], units: Sequence[Unit], top: str, said: str, seen: Evidence
) -> tuple[Kind, str] | None:
    if _DEAR.search(top) or re.search(r"\bletter\b", said, re.I):
        return "letter", "It opens with a salutation, or is described as a letter."
    if re.search(r"\b(?:slides?|presentation)\b", said, re.I) or _slides(lines, units):
        return "slides", "It is a presentation: short lines on many pages."
    if _AGREEMENT.search(top[:1500]) and not seen.news:
        return "agreement", "It is a contract or an instrument: its heading and recitals say so."
    filled = [line for line in lines[:400] if line.text]
    rows = sum(u.figures for u in units if u.rows[0] < 400) + sum(len(line.cells) > 2 for line in filled)
    if _shows_statements(top[:1200]) and (rows * 4 > len(filled) or not seen.dateline):
        return "financial-statements", "It holds financial statements or tables and no news."
    if rows * 2 > len(filled) and not seen.news:
        return "financial-statements", "It is mostly tables of figures."
    return None


def _shows_statements(top: str) -> bool:
    low = top.lower()
    return any(word in low for word in _STATEMENT_WORDS) and _STATEMENTS.search(top) is not None


def _slides(lines: Sequence[Line], units: Sequence[Unit]) -> bool:
    pages = sum(line.page_break for line in lines)
    if pages < 6:
        return False
    long = sum(len(u.text) > 200 for u in units)
    return long * 2 < pages and len(units) > pages * 3
