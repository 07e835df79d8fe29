"""A passage of a source, by its lines: what ``?lines=88-93`` asks for, and how to cite it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from neoarchive.models import Filing, PressRelease
from neoarchive.typography import typeset

from .citation import ARCHIVE, part_of
from .filing import TextPages
from .lines import SourceLines

MOST = 200
"""Lines of a passage: what is longer is cited as a whole."""

_RANGE = re.compile(r"\s*L?(\d{1,7})(?:\s*[-–—]\s*L?(\d{1,7}))?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines ``first`` to ``last`` of a source. ``fault`` says why there is no passage; then the rest is empty."""

    asked: str
    fault: str = ""
    first: int = 0
    last: int = 0
    quotation: str = ""
    typed: str = ""
    """The lines as they stand in the source."""

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.first <= number <= self.last

    @property
    def anchor(self) -> str:
        """L88-L93, or L88 for one line."""
        return f"L{self.first}" if self.first == self.last else f"L{self.first}-L{self.last}"

    @property
    def span(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def words(self) -> str:
        """lines 88–93"""
        one = self.first == self.last
        return f"line {self.first}" if one else f"lines {self.first}–{self.last}"

    @property
    def query(self) -> str:
        return f"?lines={self.span}"

    @property
    def address(self) -> str:
        """What stands behind the address of the page: the lines are lit by the server, and gone to by the browser."""
        return f"{self.query}#{self.anchor}"


def span_of(asked: str) -> tuple[int, int] | None:
    """First and last line; None for what is no range of lines.

    >>> span_of("88-93"), span_of("L93-L88"), span_of("88"), span_of("the end")
    ((88, 93), (88, 93), (88, 88), None)
    """
    found = _RANGE.fullmatch(asked[:40])
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)


def passage_of(asked: str, lines: SourceLines) -> Passage | None:
    """The passage of an address; None where none is asked for."""
    if not asked.strip():
        return None
    span = span_of(asked)
    if span is None:
        return Passage(asked[:40], "Lines are given as 88-93, or as one number.")
    first, last = span
    if first < 1 or last > len(lines):
        return Passage(asked[:40], f"The source has lines 1 to {len(lines):,}.")
    if last - first >= MOST:
        return Passage(asked[:40], f"A passage has at most {MOST} lines; what is longer is cited as a whole.")
    # Blank lines before and behind it are no part of a passage.
    while first < last and lines.is_blank(first):
        first += 1
    while first < last and lines.is_blank(last):
        last -= 1
    typed = lines.shown[first - 1 : last]
    if not any(line.strip() for line in typed):
        return Passage(asked[:40], "There is nothing on these lines.")
    return Passage(asked[:40], "", first, last, " ".join(" ".join(typed).split()), "\n".join(typed))


def citation_of(passage: Passage, filing: Filing, by: str, page: str, release: PressRelease | None = None) -> str:
    """Quotation, release, date, accession number, lines, address: in one text to copy.

    ``page``: the address, with the host, of the page on which the lines are. The words are the source's own.
    """
    said = _inner(passage.quotation)
    what = f"“{_inner(typeset(' '.join(release.headline.split())))},” press release" if release else str(filing)
    day = (release.shown_date if release else None) or filing.shown_date
    parts = [by, what] if by else [what]
    if release:
        parts += [_long(day), part_of(release)]
    parts += [f"SEC accession number {filing.accession_number}"] if filing.accession_number else []
    return f"“{said}” {', '.join([*parts, passage.words, ARCHIVE, page + passage.address])}"


def _inner(text: str) -> str:
    """Marks inside a quotation are single ones."""
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")


def _long(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else "undated"


def page_with(asked: str, pages: TextPages) -> str:
    """The number of the page of a filing's text that has the passage; "1" where none is asked for."""
    span = span_of(asked)
    return str(pages.page_of(max(span[0], 1))) if span else "1"


def box(asked: str, context: dict[str, Any]) -> dict[str, Any]:
    """What a page with numbered lines shows of the passage it was asked for: lit lines, a citation to copy.

    ``context`` is the page's own: its filing, its ``numbered`` lines, its address, and its release where it has one.
    """
    passage = passage_of(asked, context["numbered"])
    if passage is None or passage.fault:
        return {"passage": passage}
    release, filing = context.get("release"), context["filing"]
    parties = context.get("parties")
    # A filing's page has no author but its first registrant, under the name that its cover prints.
    by = release.by if release else parties[0].registrant.name if parties else ""
    cited = citation_of(passage, filing, by, context["address"], release)
    return {"passage": passage, "quoted": cited, "quoted_address": context["address"] + passage.address}
