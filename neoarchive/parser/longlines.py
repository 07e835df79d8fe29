"""Copies that lost their line ends: a long line in parts that begin where the form begins something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .items import like_a_title
from .text import Line

# What opens a part: an item with its title, captions and values of the cover, the signature, the index, an exhibit.
_CUES = re.compile(
    r"\bI(?:tem|TEM)s?\s+\d{1,2}(?:\s?\.\s?\d{2})?\b"
    r"|\bSIGNATURES?\b(?=\s+Pursuant)|\bPursuant\s+to\s+the\s+requirements\s+of"
    r"|\bEXHIBIT\s+INDEX\b|\bINDEX\s+TO\s+EXHIBITS\b|\bE(?:xhibit|XHIBIT)\s+99(?:\.\d+)?(?=\s+[A-Z\[])"
    r"|\bFORM\s+8-K|\bDate\s+of\s+[Rr]eport\b|\(Exact\s+[Nn]ame|\(State\s+or|\(Commission|\(I\.?R\.?S|\(Address\s+of|\(Registrant|\(Former"
    r"|\bCheck\s+the\s+appropriate|\bBy:|/s/|\bDated?:|\bFOR\s+IMMEDIATE\s+RELEASE"
)
_ENDS = re.compile(r"[.:;)\]|\u2610\u2611\u2612\"”]\s*\Z")


def split_long(lines: Sequence[Line], size: int = 400) -> list[Line]:
    """Lines, with each plain one over ``size`` characters cut into parts; a part keeps its line's number."""
    found: list[Line] = []
    for line in lines:
        if len(line.text) <= size or line.resolve is not None:
            found.append(line)
        else:
            found.extend(_parts(line))
    return found


def _parts(line: Line) -> list[Line]:
    text = line.text
    cuts = [cue.start() for cue in _CUES.finditer(text) if _opens(text, cue)]
    # "(Exact name of registrant as specified in its charter) Delaware": the caption ends at its parenthesis.
    cuts += [close + 1 for cut in cuts if text[cut] == "(" and (close := text.find(")", cut, cut + 120)) > 0]
    bounds = sorted({0, *cuts, len(text)})
    parts = []
    for n, (a, b) in enumerate(pairwise(bounds)):
        blanks = len(text[a:b]) - len(text[a:b].lstrip())
        start = line.start if n == 0 else line.first + a
        end = line.end if b == len(text) else line.first + b
        # Parts are blocks of their own: nothing goes on from one into the next.
        part = Line(
            start, end, text[a + blanks : b].rstrip(), line.first + a + blanks, line.number, line.block * 100_000 + n
        )
        parts.append(part)
    return parts


def _opens(text: str, cue: re.Match[str]) -> bool:
    """An item opens a part if a title follows it and no sentence runs into it ("under Item 2.02 of")."""
    if not cue[0].lower().startswith("item"):
        return True
    before, after = text[max(cue.start() - 3, 0) : cue.start()], text[cue.end() : cue.end() + 60].lstrip(" .:|-")
    return (
        after[:1].isupper()
        and like_a_title(re.split(r"[.;]\s", after)[0])
        and (cue.start() == 0 or bool(_ENDS.search(before.rstrip())))
    )
