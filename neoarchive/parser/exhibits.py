"""Exhibits: what the form names, what the source holds, and which is which.

The text of an exhibit is a document of its own, or, in single-document and copied filings, stands behind the
signature or the exhibit index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .form import EXHIBIT_HEADING, Form, is_furniture
from .listings import EXHIBIT_NUMBER, INCORPORATED, Listed, key, plausible
from .release.dateline import find as dateline
from .release.dateline import signs
from .submission import RawDocument
from .text import Line, Passage
from .types import Value

_MENTION = re.compile(
    rf"\bexhibits?\s+(?:no\.?\s*)?({EXHIBIT_NUMBER})"
    rf"(?:(?:\s*(?:,|and|&)\s*)+(?:exhibits?\s+)?({EXHIBIT_NUMBER}))?",
    re.I,
)
_HERE = re.compile(
    r"attached|filed|furnished|herewith|hereto|included|annexed|appended|incorporated\s+(?:herein\s+)?by\s+reference\s*(?:herein|in\s+its)",
    re.I,
)
_NO_TEXT_NEEDED = re.compile(r"10[0-4]\b")


def mentions(source: str, lines: Sequence[Line], form: Form) -> list[Listed]:
    """Exhibits that items' running text says are attached ("attached hereto as Exhibit 99.1")."""
    found: list[Listed] = []
    for start, stop, _ in form.item_lines:
        filled = [line for line in lines[start:stop] if not line.blank]
        if not any("xhibit" in line.text.lower() for line in filled):
            continue
        body = Passage.of(source, filled)
        for mention in _mentions(body.text):
            around = body.text[max(mention.start() - 160, 0) : mention.end() + 120]
            if not _HERE.search(around) or INCORPORATED.search(
                body.text, max(mention.start() - 60, 0), mention.end() + 30
            ):
                continue
            for group in (1, 2):
                if mention[group] and plausible(mention[group]):
                    number = mention[group].rstrip(".-")
                    at = body.spans(mention.start(group), mention.start(group) + len(number))
                    found.append(Listed(Value(number, at), mention=True, places=list(at)))
    return found


def _mentions(text: str) -> Iterator[re.Match[str]]:
    """Where the word stands is found first: the pattern tried at every letter is dear."""
    plain = text.lower()
    if len(plain) != len(text):
        yield from _MENTION.finditer(text)
        return
    at = plain.find("exhibit")
    while at >= 0:
        mention = _MENTION.match(text, at)
        if mention:
            yield mention
        at = plain.find("exhibit", mention.end() if mention else at + 7)


def merge_listings(
    listings: Sequence[Listed], named: Sequence[Listed], documents: Sequence[RawDocument]
) -> list[Listed]:
    """One entry for each exhibit, in the order of the first listing that names it.

    Where Item 7 calls an agreement "1." and the index calls the same words 99.1, the index is right: its numbers are
    those of the documents. Exhibits only named in running text count where nothing is listed.
    """
    merged: dict[str, Listed] = {}
    for entry in listings:
        known = merged.get(key(entry.number.text))
        if known is None:
            merged[key(entry.number.text)] = entry
        else:
            known.places += entry.places
            known.index = known.index or entry.index
            known.elsewhere = known.elsewhere and entry.elsewhere
            known.description = known.description or entry.description
    held = {key(d.exhibit_number) for d in documents if d.exhibit_number}
    for name, other in _same_words(merged):
        # Two numbers for the same words: the one that a document or the index has.
        drop, keep = (name, other) if other in held or (merged[other].index and name not in held) else (other, name)
        if drop in merged and keep in merged and (keep in held or merged[keep].index):
            merged[keep].aliases.append(merged[drop].number.text)
            merged[keep].places += merged[drop].places
            del merged[drop]
    listed = bool(merged)
    for entry in named:
        name = key(entry.number.text)
        if name in merged:
            if merged[name].mention:
                merged[name].places += entry.places
        elif name in held or not listed:
            # Beside a listing a mention adds nothing but slips of the pen ("Exhibit 9.2").
            merged[name] = entry
    return list(merged.values())


def _same_words(merged: dict[str, Listed]) -> list[tuple[str, str]]:
    """Pairs of numbers of different families whose descriptions begin with the same eight words or more."""
    pairs = []
    names = [name for name, entry in merged.items() if entry.description]
    words = {name: _words(merged[name].description.text) for name in names}  # type: ignore[union-attr]
    for i, name in enumerate(names):
        for other in names[i + 1 :]:
            shorter = min(len(words[name]), len(words[other]))
            if (
                name.split(".")[0] != other.split(".")[0]
                and shorter >= 8
                and words[name][:shorter] == words[other][:shorter]
            ):
                pairs.append((name, other))
    return pairs


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())[:60]


# -- which document is which exhibit -----------------------------------------------------------------------------------


def pair(listed: Sequence[Listed], documents: Sequence[tuple[int, RawDocument]]) -> dict[int, int]:
    """Index of a listed exhibit to index of its document.

    By number; what is then left by family where one of each is left (EX-99 holds 99.1); then in order where as many
    are left of both (24(d), 24(e) filed as EX-23.(D), EX-23.(E)).
    """
    paired: dict[int, int] = {}
    left = [(n, d) for n, d in documents if d.exhibit_number]
    for i, entry in enumerate(listed):
        match = next(((n, d) for n, d in left if key(d.exhibit_number or "") == key(entry.number.text)), None)
        if match:
            paired[i] = match[0]
            left.remove(match)
    waiting = [
        i
        for i in range(len(listed))
        if i not in paired and needs_text(listed[i].number.text) and not listed[i].elsewhere
    ]
    for family in {key(d.exhibit_number or "").split(".")[0] for _, d in left}:
        theirs = [(n, d) for n, d in left if key(d.exhibit_number or "").split(".")[0] == family]
        ours = [i for i in waiting if key(listed[i].number.text).split(".")[0] == family]
        if ours and len(ours) == len(theirs):
            for i, match in zip(ours, theirs, strict=True):
                paired[i] = match[0]
                left.remove(match)
                waiting.remove(i)
    if waiting and len(waiting) == len(left):
        paired.update({i: n for i, (n, _) in zip(waiting, left, strict=True)})
    return paired


def needs_text(number: str) -> bool:
    """False for XBRL and the cover page's data (100 to 104), which nobody reads as text."""
    return not _NO_TEXT_NEEDED.match(number)


# -- exhibits inside the form's own text ----------------------------------------------------------------------


@dataclass(slots=True)
class Embedded:
    """An exhibit's text in the form's lines: lines[start:stop], ``heading`` its "EXHIBIT 99.1" line if it has one."""

    number: str
    start: int
    stop: int
    heading: int | None = None


def find_embedded(lines: Sequence[Line], start: int, waiting: Sequence[Listed]) -> list[Embedded]:
    """Exhibits among ``waiting`` (in the order listed) whose text stands in lines[start:].

    "EXHIBIT 99.1" on a line of its own opens that exhibit. One without such a line opens at a line that is its
    title as listed ("REGISTRATION RIGHTS AGREEMENT", "FOR IMMEDIATE RELEASE" for a press release); and text before all
    of these is that of the first exhibit that has neither.
    """
    names = {key(number): entry for entry in waiting for number in (entry.number.text, *entry.aliases)}
    headed: dict[str, int] = {}
    for i in range(start, len(lines)):
        text = lines[i].text.strip()
        if len(text) < 120 and ("xhibit" in text or "XHIBIT" in text or "EX-" in text):
            found = EXHIBIT_HEADING.fullmatch(text)
            name = _named(found[1], names) if found else None
            if name:
                headed.setdefault(names[name].number.text, i)
    without = [entry for entry in waiting if entry.number.text not in headed]
    starts = [(i, number, True) for number, i in headed.items()] + _titled(
        lines, start, without, sorted(headed.values())
    )
    starts.sort()
    if not starts or _has_text(lines, start, starts[0][0]):
        taken = {number for _, number, _ in starts}
        first = next((entry.number.text for entry in waiting if entry.number.text not in taken), None)
        if first is not None:
            starts.insert(0, (start, first, False))
    texts: list[Embedded] = []
    for n, (i, number, heading) in enumerate(starts):
        stop = starts[n + 1][0] if n + 1 < len(starts) else len(lines)
        if _has_text(lines, i + heading, stop):
            texts.append(Embedded(number, i, stop, i if heading else None))
    return texts


_RELEASE_TITLE = re.compile(
    r"\W*(?:for\s+immediate\s+(?:press\s+|news\s+)?release|(?:press|news|earnings)\s+release|for\s+release\b.{0,40}|news|news\s+from\b.{0,40})\W*",
    re.I,
)
_TITLE_END = re.compile(
    r"\s*(?:,|\(|\bdated\b|\bas\s+of\b|\bissued\b|\bbetween\b|\bamong\b|\bby\s+and\b|\bmade\b|\bexecuted\b|\bof\s+[A-Z]|[.;:]\s|\.$)"
)


def _titled(
    lines: Sequence[Line], start: int, waiting: Sequence[Listed], headed: Sequence[int]
) -> list[tuple[int, str, bool]]:
    """Where exhibits without a heading begin by their title, in the order listed."""
    if len(waiting) + len(headed) < 2:
        return []
    found: list[tuple[int, str, bool]] = []
    at = start
    for entry in waiting:
        said = entry.description.text if entry.description else ""
        title = (
            re.sub(r"^form\s+of\s+", "", said[: end.start() if (end := _TITLE_END.search(said)) else 80], flags=re.I)
            .casefold()
            .strip()
        )
        release = re.search(r"\b(?:press|news)\s+release\b", said, re.I) is not None
        if not release and len(title) < 12:
            continue
        for i in range(at, len(lines)):
            text = lines[i].text.strip()
            if len(text) > len(title) + 30 or not text:
                continue
            if _RELEASE_TITLE.fullmatch(text) if release else title in " ".join(text.casefold().split()):
                found.append((i, entry.number.text, False))
                at = i + 1
                break
        else:
            # The first one that has neither begins where the form ends.
            opening = _release_opening(lines, at) if release and entry is not waiting[0] else None
            if opening is not None:
                found.append((opening, entry.number.text, False))
                at = opening + 1
    return found


_NO_TITLE = re.compile(r"(?:/s/|By:|Name:|Title:|IN WITNESS|Date:|\W*\d{1,3}\W*\Z|\W*Page\b)")


_SENTENCE_END = re.compile(r"[a-z\d)]{4}[.;:]\Z")


def _release_opening(lines: Sequence[Line], start: int) -> int | None:
    """Where a release without a status line begins: above the first full dateline (place and date, then a sentence),
    with the short lines that stand over it: titles, contacts.
    """
    for i in range(start, len(lines)):
        text = lines[i].text
        if len(text) < 100 or not text.lstrip()[:1].isupper() or not signs(text, 0, 120):
            continue
        found = dateline(text)
        if found is None or not found.place or not (found.day or found.wire) or len(text) - found.end < 60:
            continue
        first, seen = i, 0
        while first > start and seen < 40:
            above = lines[first - 1].text.strip()
            if len(above) > 160 or (len(above) > 50 and _SENTENCE_END.search(above)) or _NO_TITLE.match(above):
                break
            seen += bool(above)
            first -= 1
        return first
    return None


def _named(printed: str, names: dict[str, Listed]) -> str | None:
    name = key(printed)
    if name in names:
        return name
    # "EXHIBIT 99" over what is listed as 99.1, if there is but one of that family.
    family = [other for other in names if other.split(".")[0] == name.split(".")[0]]
    return family[0] if len(family) == 1 and "." not in name else None


def _has_text(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Enough words for an exhibit: page numbers, "[logo]" and a line of small print are not."""
    size = 0
    for line in lines[start:stop]:
        text = line.text.strip()
        if text and not is_furniture(text):
            size += len(text)
            if size > 150:
                return True
    return False
