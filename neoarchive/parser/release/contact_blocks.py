"""Finds where the blocks of contacts of a release stand: above the dateline or below the text, never in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neoarchive.parser.text import Line

from .contact_columns import is_label, without_suffix
from .contact_words import DESK_WORDS, OPENS, PERSON, is_desk, is_firm, is_person, is_title, likely_person
from .patterns import EMAIL, URL, has_phone

_COLUMNS = re.compile(r" {3,}")
_CELLS = re.compile(r" {3,}|\t")


def opens(text: str) -> bool:
    """Does a line open a block of contacts?"""
    low = text.lower()
    if ":" not in low and "contact" not in low and "information" not in low and "nquir" not in low:
        return False
    return any(
        OPENS.match(cell) or (cell.rstrip().endswith(":") and is_label(cell)) for cell in _CELLS.split(text.strip())
    )


def reaches(text: str) -> bool:
    """Does a line give a number or an e-mail address?"""
    return ("@" in text and bool(EMAIL.search(text))) or has_phone(text)


def regions(lines: Sequence[Line], rows: Sequence[int], prose: set[int], *, top: bool) -> list[list[int]]:
    """Blocks of contacts among ``rows``: lists of rows, each opened by a label (at the top also by a name).

    ``prose`` are rows of running text: a desk named in a sentence is no contact.
    """
    found: list[list[int]] = []
    i = 0
    while i < len(rows):
        row = rows[i]
        named = top and _names(lines[row]) and _soon(lines, rows, i, prose)
        if row in prose and ("ontact" in lines[row].text or "CONTACT" in lines[row].text):
            prose = _without(prose, _in_columns(lines, row, prose))
        heads = (
            named
            or opens(lines[row].text)
            or (top and _at_firm(lines, rows, i))
            or (not top and _desk(lines, rows, i, prose))
        )
        if heads and _FROM.match(lines[row].text.lstrip()) and _subject_below(lines, rows, i):
            heads = False
        if row not in prose and heads and not in_sentence(lines[row].text) and not _sends_to_page(lines[row].text):
            last = _last_of_block(lines, rows, i, prose)
            if last is not None:
                found.append(list(rows[i : last + 1]))
                i = last + 1
                continue
        i += 1
    return found


def _desk(lines: Sequence[Line], rows: Sequence[int], i: int, prose: set[int]) -> bool:
    """Is a row headed by a desk ("Investor Relations" in a cell, no word "contact"), with a number or address beside or
    straight below it?
    """
    line = lines[rows[i]]
    if len(line.text) > 160 or not any(map(line.text.__contains__, DESK_WORDS)):
        return False
    cells = line.cell_texts() or _COLUMNS.split(line.text.strip())
    if not any(is_desk(cell) for cell in cells):
        return False
    return any(reaches(lines[r].text) and len(lines[r].text) < 160 for r in rows[i : i + 4] if r not in prose)


_CALLS = re.compile(r"\b(?:call|visit|contact|please|available|write|dial|e-?mail)\b", re.I)
_WEB = re.compile(r"\b(?:visit|web\s?sites?|home page|log on|internet at)\b", re.I)
_SERVICE = re.compile(r"\b(?:(?:via|by) fax\b|company code|conference call|replay|pass\s?code|dial\b)", re.I)
_NAMED_WITH_ROLE = re.compile(r"(?:contact|call|to)\s+(" + PERSON.pattern + r"),\s+([A-Z][^,.]{2,60})")


def in_sentence(text: str) -> bool:
    """A desk named in a sentence ("…, call Investor Relations at 330-555-0100 or visit our site.") is no contact; a
    person is.
    """
    if text[-1:] != "." or len(text) < 60 or not _CALLS.search(text):
        return False
    if any(likely_person(m[0]) and is_person(m[0]) for m in PERSON.finditer(text)):
        return False
    return not any(is_person(m[1]) and is_title(m[2]) for m in _NAMED_WITH_ROLE.finditer(text))


def _sends_to_page(text: str) -> bool:
    """ "For more information on Acme, visit our website at" opens no block of contacts, nor does a fax on demand."""
    if len(text) <= 50:
        return False
    return _SERVICE.search(text) is not None or (_WEB.search(text) is not None and not reaches(text))


_GAP = re.compile(r"\S(?: {4,}|: {2,}|:\t+)\S")


def _without(prose: set[int], rows: set[int]) -> set[int]:
    return prose - rows if rows else prose


def _in_columns(lines: Sequence[Line], row: int, prose: set[int]) -> set[int]:
    """The lines around ``row`` taken for running text, if half of them are set in columns or behind labels: then they
    are the lines of a block ("Jane Doe, CFO          John Roe, CFA"); else none.
    """
    if lines[row].tag:
        return set()
    first = last = row
    while row - first < 40 and first - 1 in prose and not lines[first - 1].blank:
        first -= 1
    while last - row < 40 and last + 1 in prose and last + 1 < len(lines) and not lines[last + 1].blank:
        last += 1
    block = range(first, last + 1)
    gaps = sum(bool(_GAP.search(lines[r].text)) for r in block)
    return set(block) if gaps >= 2 and gaps * 2 >= len(block) else set()


def _names(line: Line) -> bool:
    cells = line.cell_texts() or _COLUMNS.split(line.text.strip())
    return any(is_person(without_suffix(c)) and likely_person(c) for c in cells if c.strip())


_FROM = re.compile(r"from\s?:", re.I)
_SUBJECT = re.compile(r"\s*(?:subject|re)\s?:", re.I)


def _subject_below(lines: Sequence[Line], rows: Sequence[int], i: int) -> bool:
    """ "FROM: Acme Pumps" heads a memo with a title of its own below it, "SUBJECT: …", and no block of contacts."""
    return any(_SUBJECT.match(lines[row].text) for row in rows[i + 1 : i + 12])


def _at_firm(lines: Sequence[Line], rows: Sequence[int], i: int) -> bool:
    """ "AT STERLING FORGE REALTY" in capitals, alone, over the name of a person."""
    text = lines[rows[i]].text.strip()
    if text[:3] != "AT " or len(text) > 60 or not text.isupper():
        return False
    return i + 1 < len(rows) and _names(lines[rows[i + 1]])


def _soon(lines: Sequence[Line], rows: Sequence[int], i: int, prose: set[int]) -> bool:
    return any(reaches(lines[r].text) for r in rows[i + 1 : i + 5] if r not in prose)


_PAGE_OR_FAX = re.compile(r"(?:URL|http|www|fax|e-?mail|web|internet|(?:both|all) (?:of|with|at|for) )", re.I)


def _belongs(above: Line, line: Line, text: str) -> bool:
    """A fax, a page, whose people they are ("both of Acme Pumps"), or the role of whom the line above names with a
    number ("Jane Doe, 330-555-0100").
    """
    if _PAGE_OR_FAX.match(text) or URL.match(text):
        return True
    return len(text) < 60 and ((above.block == line.block and is_title(text)) or is_desk(text))


def _named_below(above: Line, line: Line) -> bool:
    """A person alone in the row of a table below "Hale & Roe Group    +44 20 7555 0900"."""
    if above.tag != "tr" or line.tag != "tr" or not _names(line):
        return False
    return any(is_firm(cell) for cell in above.cell_texts()[:1])


def _last_of_block(lines: Sequence[Line], rows: Sequence[int], i: int, prose: set[int]) -> int | None:
    """Index of the block's last row: the last with a number or address, not more than eight rows after another."""
    last: int | None = None
    for j in range(i, min(len(rows), i + 60)):
        row, text = rows[j], lines[rows[j]].text.strip()
        if row in prose:
            prose = _without(prose, _in_columns(lines, row, prose))
        if row in prose or len(text) > 220 or (j > i and _ends_block(text)):
            break
        if reaches(text):
            last = j
        elif j - 1 == last and len(text) < 90:
            above, line = lines[rows[last]], lines[row]
            last = j if _belongs(above, line, text) or _named_below(above, line) else last
        elif j - (last if last is not None else i) > 9:
            break
    return last


_ENDS = re.compile(
    r"(?:about\s|forward[- ]looking|safe harbor|note to editors"
    r"|(?:condensed )?consolidated (?:statements?|balance)|(?:un)?audited|©|copyright|source[: ])",
    re.I,
)


def _ends_block(text: str) -> bool:
    return bool(_ENDS.match(text)) or (len(text) > 120 and text.endswith(".") and not reaches(text))
