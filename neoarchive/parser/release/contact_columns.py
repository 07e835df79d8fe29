"""Cuts a block of contacts into pieces and reads its columns: one, two or three, or set out cell by cell by a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from neoarchive.parser.text import Line, Passage

from .contact_words import FIELD_LABEL, LABEL, is_firm, is_person, is_title, likely_person
from .patterns import EMAIL, PHONE

_MAIL_MAIL = re.compile(r"@[\w.\-]{3,60}\s(?=[\w.\-]{1,60}@)")


@dataclass(slots=True)
class Piece:
    """A cell or a whole line (or several lines, where a contact is given in running text)."""

    passage: Passage
    x: int
    row: int

    @property
    def text(self) -> str:
        return self.passage.text


def pieces_of(source: str, lines: Sequence[Line], rows: Sequence[int]) -> list[list[Piece]]:
    """The rows of a block as pieces, left to right."""
    found: list[list[Piece]] = []
    for row in rows:
        line = lines[row]
        pieces: list[Piece] = []
        if line.cells:
            for a, b, _, _, _, x, _, _ in line.cells:
                pieces.append(Piece(Passage(source, [(line, a, b)]), x * 20, row))
        else:
            for m in re.finditer(r"\S(?:[^ \t]| (?! )|  (?! ))*", line.text):
                for a, b in _mails_apart(line.text, *m.span()):
                    pieces.append(Piece(Passage(source, [(line, a, b)]), a, row))
        if pieces:
            found.append(pieces)
    return found


def _mails_apart(text: str, a: int, b: int) -> list[tuple[int, int]]:
    """Long e-mail addresses leave one blank between two columns."""
    if text.count("@", a, b) < 2:
        return [(a, b)]
    cuts = [m.end() for m in _MAIL_MAIL.finditer(text, a, b)]
    return list(zip([a, *cuts], [*cuts, b], strict=True))


def streams(grid: list[list[Piece]]) -> list[list[Piece]]:
    """Columns as lists of pieces, each to be read downwards; one list where there are no columns."""
    if not grid:
        return []
    if max(len(row) for row in grid) < 2:
        flat = [row[0] for row in grid]
        return _untangled(flat) or [flat]
    if len(grid) > 1 and len(grid[0]) > 1 and is_label(grid[0][0].text) and _stands_off(grid):
        return [[grid[0][0]], *streams([grid[0][1:], *grid[1:]])]
    firsts = [row[0] for row in grid if len(row) > 1]
    if all(is_label(p.text) or FIELD_LABEL.match(p.text) for p in firsts):
        return [[p for row in grid for p in row]]  # "Media Contact:    Jane Doe": a label column
    if beside := _numbers_beside(grid):
        return [beside]
    starts = _column_starts(grid)
    if len(starts) < 2:
        return [[p for row in grid for p in row]]
    columns: list[list[Piece]] = [[] for _ in starts]
    for row in grid:
        for piece in (part for whole in row for part in _parted(whole, starts)):
            columns[_nearest(starts, piece.x)].append(piece)
    return _led(_headed(columns, grid))


def _parted(piece: Piece, starts: Sequence[int]) -> list[Piece]:
    """A piece as typed that two blanks part where a column begins: "General Inquiries  Media Inquiries"."""
    line, a, b = piece.passage.parts[0]
    for start in starts if not line.cells and "  " in piece.text else ():
        if (
            piece.x < start < piece.x + len(piece.text)
            and line.text[start - 2 : start + 1].strip(" ") == line.text[start]
        ):
            source = piece.passage.source
            cut = a + start - piece.x
            return [
                Piece(Passage(source, [(line, a, cut)]), piece.x, piece.row),
                Piece(Passage(source, [(line, cut, b)]), start, piece.row),
            ]
    return [piece]


def _stands_off(grid: list[list[Piece]]) -> bool:
    """Stands the label of the first row ("Contacts:") to the left of all that is in the other rows, and beside it
    several people, each in a row of two pieces: a label and the name, or the name and a number?
    """
    beside = grid[0][1:]
    if any(row[0].x < beside[0].x - 2 or len(row) != len(beside) for row in grid[1:]) or len(beside) != 2:
        return False
    rows = [beside, *grid[1:]]
    if all(_simple_kind(row[-1].text) in ("phone", "email") for row in rows):
        return True
    return all(is_label(row[0].text) and _names_one(row[1].text) for row in rows)


def _numbers_beside(grid: list[list[Piece]]) -> list[Piece]:
    """A column of names or desks with nothing but numbers and addresses beside it, as one stream; else [].

    With a name in each row it is read row by row ("Jane Doe (Media)      (713) 555-0100"); with one name only, the
    names' column is read to its end first ("Jane Doe      (713) 555-0100", below it "Treasurer     jdoe@acme.com").
    """
    wide = [row for row in grid if len(row) > 1]
    if not all(_simple_kind(p.text) in ("phone", "email") for row in wide for p in row[1:]):
        return []
    heads = [_simple_kind(row[0].text) for row in wide]
    people = heads.count("person")
    if (
        people == len(heads)
        or (not people and heads and all(_names_one(row[0].text) for row in wide))
        or (heads and all(kind == "title" for kind in heads))
    ):
        return [p for row in grid for p in row]
    if people == 1 and heads[0] == "person" and heads.count("title") == len(heads) - 1:
        return [row[0] for row in grid] + [p for row in grid for p in row[1:]]
    return _firms_with_people(grid)


def _firms_with_people(grid: list[list[Piece]]) -> list[Piece]:
    """Firms with their number beside them and below each its people, the numbers set behind the people; else []."""
    starts = [n for n, row in enumerate(grid) if len(row) > 1]
    found: list[Piece] = []
    for a, b in zip(starts, [*starts[1:], len(grid)], strict=True):
        names = [row[0] for row in grid[a + 1 : b]]
        if not names or is_person(grid[a][0].text) or not _names_one(names[0].text):
            return []
        found += [grid[a][0], *names, *grid[a][1:]]
    return [row[0] for row in grid[: starts[0]]] + found if starts else []


_PARTS = re.compile(r"\s[-–—]\s|:\s+|,\s+|\s\(")


def _names_one(text: str) -> bool:
    """Is there a person in a head ("Media - Jane Doe", "Contact: John Roe, Treasurer")?"""
    return any(is_person(part) and likely_person(part) for part in _PARTS.split(text))


def _headed(columns: list[list[Piece]], grid: list[list[Piece]]) -> list[list[Piece]]:
    """Labels of the first row head the columns to their right too, up to the next label ("Editorial Contacts:" alone,
    or "AT THE AGENCY:" over two people), where those have none of their own.
    """
    leads = grid[0]
    if len(leads) == len(columns) or not all(is_label(p.text) for p in leads) or columns[0][:1] != leads[:1]:
        return columns
    own = [column for column in ([p for p in column if p not in leads] for column in columns) if column]
    if any(is_label(column[0].text) or any(p.text[-1:] == ":" for p in column) for column in own):
        return columns  # but "Analyst Contact" below a name is that person's role
    headed: list[list[Piece]] = []
    lead = leads[0]
    for column in columns:
        lead = column[0] if column and column[0] in leads else lead
        headed.append(column if column[:1] == [lead] or not column else [lead, *column])
    return headed


def _led(columns: list[list[Piece]]) -> list[list[Piece]]:
    """A column of labels only ("Contact:" alone at the left) leads the column that follows it."""
    led: list[list[Piece]] = []
    for column in columns:
        if led and all(is_label(p.text) for p in led[-1]):
            led[-1] = led[-1] + column
        elif column:
            led.append(column)
    return led


def _column_starts(grid: list[list[Piece]]) -> list[int]:
    """Where columns begin: places at which pieces of the rows with the most columns stand."""
    most = max(len(row) for row in grid)
    starts: list[int] = []
    wide = [row for row in grid if len(row) == most]
    for i in range(most):
        xs = sorted(row[i].x for row in wide)
        starts.append(xs[len(xs) // 2])
    return [x for i, x in enumerate(starts) if i == 0 or x - starts[i - 1] >= 8]


def _nearest(starts: list[int], x: int) -> int:
    return min(range(len(starts)), key=lambda i: abs(starts[i] - x))


def _untangled(flat: list[Piece]) -> list[list[Piece]]:
    """Columns that a copy has set out cell by cell: two or more people in a row, then as many firms, then numbers.

    Certain only if the rows below the names are as wide as the row of names; else []. A short last row is given
    to its column by the e-mail's name.
    """
    kinds = ["label" if p.text[-1:] == ":" else _simple_kind(p.text) for p in flat]
    names = "person" if "person" in kinds else "title"  # desks without a person
    start = next((i for i in range(len(kinds) - 1) if kinds[i] == kinds[i + 1] == names), None)
    if start is None:
        return []
    width = 0
    while start + width < len(kinds) and kinds[start + width] == names:
        width += 1
    reach = max(kinds[start:].count("email"), kinds[start:].count("phone"))
    if 2 <= reach < width and not any(likely_person(p.text) for p in flat[start + reach : start + width]):
        width = reach  # "Jane Doe", "John Roe", "Low Stone": the third is a firm
    if reach < width or width > 4:
        return []
    stop = next(
        (i for i in range(start + width, len(kinds)) if kinds[i] == "person" and likely_person(flat[i].text)), 0
    )
    again: list[list[Piece]] = []
    if stop:  # a second row of names: a grid of its own below the first, or none at all
        again = _untangled(flat[stop:])
        if len(again) != width or (stop - start) % width or kinds[stop : stop + width] != ["person"] * width:
            return []
        flat, kinds = flat[:stop], kinds[:stop]
    head = start
    while head >= width and all(k in ("label", "firm", "title") for k in kinds[head - width : head]):
        head -= width
    columns = [[flat[i] for i in range(head + c, start + width, width)] for c in range(width)]
    rest = flat[start + width :]
    full = len(rest) - len(rest) % width
    for at in range(0, full, width):
        row = [_WORDS_ALIKE.get(k, k) for k in (_simple_kind(p.text) for p in rest[at : at + width])]
        if max(row.count(k) for k in row) * 2 <= width:
            return []  # no row of a grid: "Acme", then a number
    for i, piece in enumerate(rest[:full]):
        columns[i % width].append(piece)
    for i, piece in enumerate(rest[full:]):
        columns[_column_of(piece.text, columns, i)].append(piece)
    columns = [column + more for column, more in zip(columns, again or [[]] * width, strict=True)]
    if head == 1 and kinds[0] == "label":
        return [[flat[0], *column] for column in columns]
    if 1 < head < width and all(kind == "label" for kind in kinds[:head]):
        # Each label heads a column or more: sure is only whom the first and the last of them stand over
        return [[flat[0], *columns[0]], *columns[1:-1], [flat[head - 1], *columns[-1]]]
    return ([flat[:head]] if head else []) + columns


# Below the names a firm may look like a person ("Low Stone") or like nothing known ("Hale & Roe"), a role like a label
# ("Analyst Contact")
_WORDS_ALIKE = {"person": "firm", "other": "firm", "title": "firm", "label": "firm"}


def _column_of(text: str, columns: list[list[Piece]], otherwise: int) -> int:
    mail = EMAIL.search(text) if "@" in text else None
    for i, column in enumerate(columns):
        if mail and any(mail_of(mail[0], p.text) for p in column):
            return i
    return min(otherwise, len(columns) - 1)


def mail_of(address: str, name: str) -> bool:
    """Does the part before "@" show the name? steve@ and Stephen, bwills@ and Brad Wills."""
    local = address.split("@")[0].casefold()
    words = [w for w in re.findall(r"[a-z]+", name.casefold()) if len(w) > 2]
    return any(w in local for w in words) or any(len(local) >= 4 and w[:3] == local[:3] for w in words)


def _simple_kind(text: str) -> str:
    if is_label(text):
        return "label"
    if "@" in text and EMAIL.search(text):
        return "email"
    if PHONE.search(text):
        return "phone"
    if is_person(without_suffix(text)):
        return "person"
    return "title" if is_title(text) else "firm" if is_firm(text) else "other"


_SUFFIX = re.compile(r"\s*\([^()]{2,40}\)\s*\Z|,\s{0,2}[A-Z]{2,4}\s*\Z")


def without_suffix(text: str) -> str:
    """The name in "Jane Doe, CFO" and "Jane Doe (Media)"."""
    return _SUFFIX.sub("", text)


_CONTACTS = re.compile(r"\bcontacts?:\Z", re.I)


def is_label(text: str) -> bool:
    text = text.strip(" []*-–")
    head, _, rest = text.partition(":")
    if len(text) < 60 and rest[-1:] == ":" and _CONTACTS.search(head + ":"):
        return is_label(rest)  # "CONTACTS:  Media:"
    if len(text) < 60 and text[-1:] == ":" and _CONTACTS.search(text):
        return True  # "Acme Media Contacts:"
    if text[-8:].casefold() == "contacts" and len(text) < 50 and text.istitle():
        return True  # "Acme Contacts" over the desks of a company
    return bool(LABEL.match(text)) and (
        text.endswith((":", ";")) or (len(text.split()) > 1 and "ontact" in text.casefold()) or not is_title(text)
    )
