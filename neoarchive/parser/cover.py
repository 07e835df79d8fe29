"""The cover of Form 8-K: form type, date of report, and who files.

The form prints a caption for each value, most often below it, at times beside or above, in one column or four.
Copies lose columns. So a value is told by its shape wherever it has one (a file number is no employer number, a
state is a state), and by its caption where it has none (the name, the address).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .dates import find_dates, first_date
from .places import CORPORATION, place_in, whole_place
from .text import Line, Passage
from .types import DateValue, Value

_DASH = "[-\u2010\u2011\u2012\u2013\u2014]"
FORM = re.compile(rf"\bform\s*8\s?{_DASH}\s?k(?:\s?{_DASH}?\s?(?:12b|12g3|15d5))?(?:\s?/?\s?\(?a\b\)?)?", re.I)
_AMENDMENT = re.compile(r"\bamendment\s+(?:no|number|#)\.?\s*\d|\(amendment\b|\bamended current report", re.I)
_NUMBER = re.compile(rf"(?<![\d/.])(\d{{1,3}}){_DASH}(\d{{3,7}})({_DASH}\d{{1,3}})?(?![\d])")
_PHONE = re.compile(
    r"(?<![\d\-])(?:\+?1[\s.\-])?\(?\d{3}\)?[\s./\-\u2010-\u2014]{0,3}\d{3}[\s.\-\u2010-\u2014]{1,2}\d{4}(?!\d)"
    r"|(?:\+|\b011[\s\-])\(?\d{1,3}\)?(?:[\s.\-()]{1,2}\d{1,5}){2,5}"
)
CAPTION = re.compile(
    r"exact\s+name|specified\s+in|in\s+its\s+(?:charter|articles)|^\(?registrant\)?$|other\s+juris|jurisdiction"
    r"|^\(?or\s+organi[sz]ation|(?:of|incorporation)\s*(?:or\s+organi[sz]ation)?\)$|^\(?of\s+incorporation|^\(?incorporation(?:\s+or)?\b\)?"
    r"|state\s+(?:or|of)\b|^organi[sz]ation\)|commission|^\(?file\s+n(?:umber|os?\b)|\bi\.?\s?r\.?\s?s\b|employer|^\(?identification|^\(?number\)?$|^\(?n(?:o|umber)\.?\)$"
    r"|address(?:es)?\s+(?:of|and|including)|\(address|^address$|principal\s+(?:executive|offices?)|zip\s*code|telephone|area\s+code|former\s+(?:name|address)"
    r"|since\s+last|last\s+report|^report\)?\.?$|\bregistrant['\u2019]?s\b|date\s+of\s+(?:report|earliest|event)|earliest\s+event|event\s+reported"
    r"|current\s+report|pursuant\s+to|section\s+1[35l]|securities\s+(?:and\s+)?exchange|exchange\s+(?:act|commission)|\bact\s+of\s+1?934"
    r"|form\s+8|\b20549|^united\s+states$|^washington,?\s+d|exhibit\s+index|^page\s|total\s+pages|^\(?mark\s+one|17\s+cfr|check\s+the\s+appr"
    r"|^as\s+filed|^\(?amendment\s|^table\s+of\s+contents|^\d\d-\d{6,8}\s+\(",
    re.I,
)
_HARD_TOP = re.compile(
    r"form\s+8|current\s+report|pursuant\s+to\s+section|securities\s+(?:and\s+)?exchange|act\s+of\s+1?934", re.I
)
_EXACT_NAME = re.compile(r"\(?\s*exact\s+name", re.I)
_COMPANY = re.compile(
    r"\b(?:inc|corp|corporation|incorporated|company|co|ltd|limited|l\.?p|llc|l\.l\.c|plc|n\.?v|s\.?a|trust|bancorp|bancshares"
    r"|holdings?|group|partners|partnership|industries|technologies|systems)\b",
    re.I,
)
_BELOW = re.compile(
    r"check\s+the\s+appropriate|written\s+communications?\s+pursuant|securities\s+registered\s+pursuant|indicate\s+by\s+check",
    re.I,
)
_FILE_CAPTION = re.compile(r"file|commission", re.I)
_IRS_CAPTION = re.compile(r"i\.?\s?r\.?\s?s|employer|identification", re.I)
_ADDRESS_CAPTION = re.compile(r"\(?address|principal\s+(?:executive\s+)?offices", re.I)
_RULE = re.compile(r"[-=_*~.\s\u2010-\u2015|]*")
_TEXT_TAGS = re.compile(r"(?:</?[A-Za-z]{1,7}\d?>\s*)+")
_SPLIT = re.compile(r"[ ]{3,}|[ ]*\t[ \t]*|\s*\|[\s|]*")
_BLANKS = " _\t\u00a0"
_GAP = re.compile(r" {3,}")
_DATE_CAPTION = re.compile(r"date\s+of\s+(?:earliest\s+(?:event|transaction)|the\s+earliest|report|event)", re.I)
_AFTER_CAPTION = re.compile(
    r"(?:\s|[():,.;_\-\u2013\u2014|*]|date\s+of\s+(?:the\s+)?(?:earliest\s+)?(?:event|report|transaction)s?(?:\s+reported)?|reported|report|earliest\s+event|\bevent\b|\bor\b)*",
    re.I,
)


@dataclass(slots=True)
class Piece:
    """A stretch of a line that is one cell or column: what stands between wide gaps."""

    line: Line
    a: int
    b: int
    text: str
    number: str = ""
    """The kind of number it holds if it holds nothing else: "file" or "irs" (on a cover only)."""
    digits: bool = True


@dataclass(slots=True)
class CoverRegistrant:
    name: Value | None = None
    file_number: Value | None = None
    irs_number: Value | None = None
    state: Value | None = None
    phone: Value | None = None
    address: Value | None = None


@dataclass(slots=True)
class Cover:
    form_type: Value | None = None
    report_date: DateValue | None = None
    dated_by_caption: bool = False
    """The date of report stands at its caption; else it is the one line of the cover that is a date."""
    named_by_caption: bool = False
    """The first registrant's name stands at "(Exact name of registrant …)"."""
    registrants: list[CoverRegistrant] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    """Line number: form-type, report-date, registrant, identifiers, address or former-name."""


def read_cover(source: str, lines: Sequence[Line]) -> Cover:
    """Read the lines before the first item."""
    reader = _CoverReader(source, lines)
    reader.form_type()
    reader.report_date()
    reader.registrants()
    reader.other_roles()
    return reader.cover


def pieces_of(line: Line) -> list[Piece]:
    """The cells of a row, the columns of a plain line, or the whole line; rules and fill-in lines gone."""
    whole = line.text
    if line.cells:
        spans = [(cell[0], cell[1]) for cell in line.cells]
    else:
        spans, at = [], 0
        marked = "\t" in whole or "|" in whole
        if marked or "   " in whole:
            for gap in (_SPLIT if marked else _GAP).finditer(whole):
                spans.append((at, gap.start()))
                at = gap.end()
        spans.append((at, len(whole)))
    found = []
    for a, b in spans:
        text = whole[a:b]
        bare = text.lstrip(_BLANKS)
        a += len(text) - len(bare)
        bare = bare.rstrip(_BLANKS)
        if bare[:1] == "<" and (tags := _TEXT_TAGS.match(bare)):
            a += tags.end()
            bare = bare[tags.end() :]
        if bare and (bare[0].isalnum() or not _RULE.fullmatch(bare)):
            found.append(Piece(line, a, a + len(bare), bare))
    return found


class _CoverReader:
    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.cover = Cover()
        # What follows the registrant (check boxes, securities registered) names other states, companies and dates.
        end = next((i for i, line in enumerate(lines) if i > 5 and _is_below(line.text)), len(lines))
        self.pieces = [piece for line in lines[:end] for piece in pieces_of(line)]
        for piece in self.pieces:
            piece.digits = any(map(str.isdigit, piece.text))
            piece.number = _exact_number(piece.text) if piece.digits else ""
        self.whole = Passage(source, ((p.line, p.a, p.b) for p in self.pieces))

    def role(self, line: Line, role: str) -> None:
        self.cover.roles.setdefault(line.number, role)

    def value(self, piece: Piece, a: int, b: int) -> Value:
        return piece.line.value(piece.a + a, piece.a + b)

    # -- form type and date ------------------------------------------------------------------------------------

    def form_type(self) -> None:
        found = FORM.search(self.whole.text)
        if not found:
            return
        text = re.sub(r"[\u2010-\u2014]", "-", re.sub(r"(?i)form|[\s()]", "", found[0])).upper()
        text = re.sub(r"(?<=[^/])A$", "/A", text)
        note = ""
        top = self.whole.text[: found.end() + 200]
        if not text.endswith("/A") and _AMENDMENT.search(top):
            text, note = text + "/A", "The cover says amendment"
        a = found.start() + re.match(r"(?i)form\s*", found[0]).end()  # type: ignore[union-attr]
        self.cover.form_type = Value(text, self.whole.spans(a, found.end()), note)

    def report_date(self) -> None:
        text = self.whole.text
        captioned = self._captioned_date(text)
        found = captioned or self._bare_date()
        self.cover.dated_by_caption = captioned is not None
        if found:
            a, b, day = found
            self.cover.report_date = DateValue(day, text[a:b], self.whole.spans(a, b))
            for line, _, _ in self.whole.cut(a, b).parts:
                self.role(line, "report-date")
        for piece in self.pieces:
            if _DATE_CAPTION.search(piece.text):
                self.role(piece.line, "report-date")

    def _captioned_date(self, text: str) -> tuple[int, int, date] | None:
        """The date after the captions, else the one just before; of two, that of the earliest event."""
        captions = list(_DATE_CAPTION.finditer(text, 0, 20_000))
        # "Date of Report: December 24, 1996  Date of earliest event reported: December 20, 1996"
        captions.sort(key=lambda m: "earliest" not in m[0].lower())
        for caption in captions:
            at = _AFTER_CAPTION.match(text, caption.start()).end()  # type: ignore[union-attr]
            found = first_date(text, at, min(at + 40, len(text)))
            if found and found[0] - at <= 2:
                # "December 15, 2023 (December 11, 2023)": the parenthesis is the earliest event.
                second = first_date(text, found[1], min(found[1] + 40, len(text)))
                if second and text[found[1] : second[0]].strip() == "(" and second[2] <= found[2]:
                    return second
                return found
        for caption in captions:
            before = list(find_dates(text, max(caption.start() - 60, 0), caption.start()))
            if before and not re.search(r"\w", text[before[-1][1] : caption.start()]):
                return before[-1]
        return None

    def _bare_date(self) -> tuple[int, int, date] | None:
        """A cover without the caption: the one line that is a date and nothing else."""
        for start, piece in zip(self.whole.starts, self.pieces, strict=False):
            found = first_date(piece.text)
            if found and found[0] == 0 and found[1] >= len(piece.text.rstrip(" .)")):
                return start, start + found[1], found[2]
        return None

    # -- registrants -------------------------------------------------------------------------------------------

    def registrants(self) -> None:
        names = [i for i, piece in enumerate(self.pieces) if _EXACT_NAME.search(piece.text)]
        files = [i for i, piece in enumerate(self.pieces) if piece.number == "file"]
        above = [(i, self._name_above(i)) for i in names]
        if len(files) > 1 and not any(found for _, found in above):
            bounds = self._row_bounds(files)
            for a, b in bounds:
                self.cover.registrants.append(self._table_registrant(a, b))
        elif len(names) > 1 and sum(found is not None for _, found in above) > 1:
            starts = [found[0] for _, found in above if found is not None]
            self.cover.named_by_caption = True
            for (_, found), end in zip([x for x in above if x[1]], [*starts[1:], len(self.pieces)], strict=True):
                assert found is not None
                self.cover.registrants.append(self._one(found, found[0], end))
        else:
            self._single(names, above)
        for registrant in self.cover.registrants:
            for role, value in (
                ("registrant", registrant.name),
                ("identifiers", registrant.file_number),
                ("identifiers", registrant.irs_number),
                ("identifiers", registrant.state),
                ("address", registrant.phone),
                ("address", registrant.address),
            ):
                self._mark(role, value)

    def _mark(self, role: str, value: Value | None) -> None:
        for a, b in value.at if value else ():
            for line in self.lines:
                if line.start < b and a < line.end:
                    self.role(line, role)

    def _row_bounds(self, files: list[int]) -> list[tuple[int, int]]:
        """Piece ranges of several registrants in a table: each begins with its file number."""
        return [(a, b) for a, b in zip(files, [*files[1:], min(files[-1] + 12, len(self.pieces))], strict=True)]

    def _single(self, names: list[int], above: list[tuple[int, list[int] | None]]) -> None:
        found = next((found for _, found in above if found), None)
        self.cover.named_by_caption = found is not None
        if found is None and names:
            found = self._name_below(names[0])
        if found is None:
            found = self._name_without_caption()
        registrant = self._one(found, 0, len(self.pieces))
        if registrant.name or registrant.file_number or registrant.irs_number:
            self.cover.registrants.append(registrant)

    def _one(self, name: list[int] | None, start: int, end: int) -> CoverRegistrant:
        pieces = self.pieces[start:end]
        registrant = CoverRegistrant()
        if name:
            parts = [self.pieces[i] for i in name]
            cuts = [_EXACT_NAME.search(p.text) for p in parts]
            passage = Passage(
                self.source,
                [(p.line, p.a, p.a + cut.start() if cut else p.b) for p, cut in zip(parts, cuts, strict=True)],
            )
            registrant.name = passage.value()
        registrant.file_number = self._numbered(pieces, "file")
        registrant.irs_number = self._numbered(pieces, "irs")
        registrant.state = self._state(pieces, registrant)
        registrant.phone = self._phone(pieces)
        registrant.address = self._address(start, end, set(name or ()))
        return registrant

    def _table_registrant(self, a: int, b: int) -> CoverRegistrant:
        """File number, name, employer number; below the name "(A Delaware Corporation)", address, telephone."""
        pieces = self.pieces[a:b]
        registrant = CoverRegistrant()
        registrant.file_number = self._numbered(pieces[:1], "file")
        registrant.irs_number = self._numbered(pieces, "irs")
        registrant.phone = self._phone(pieces)
        address: list[Piece] = []
        for piece in pieces[1:]:
            text = piece.text
            corporation = CORPORATION.search(text)
            if piece.number:
                continue
            if registrant.name is None and not CAPTION.search(text):
                registrant.name = self.value(
                    piece, 0, corporation.start() if corporation and corporation.start() > 3 else len(text)
                )
            if corporation and registrant.state is None:
                registrant.state = self.value(piece, *corporation.span(1))
            elif _PHONE.search(text):
                break
            elif registrant.name is not None and registrant.state is not None:
                address.append(piece)
        if address:
            registrant.address = Passage(self.source, [(p.line, p.a, p.b) for p in address]).value()
        return registrant

    # -- the name ----------------------------------------------------------------------------------------------

    def _is_value(self, piece: Piece) -> bool:
        """Could this be a name? Not a caption, a number, a date, a state, a rule."""
        text = piece.text
        return not (
            piece.number
            or CAPTION.search(text)
            or whole_place(text)
            or _PHONE.fullmatch(text)
            or _is_date(text)
            or not re.search(r"[A-Za-z]", text)
            or text.lower().strip(" .()") in ("n/a", "na", "none", "not applicable", "or", "of")
        )

    def _name_above(self, caption: int) -> list[int] | None:
        """Pieces of the name printed above (or before, on the line of) its caption."""
        mark = _EXACT_NAME.search(self.pieces[caption].text)
        if mark and re.search(r"\w{2}", self.pieces[caption].text[: mark.start()]):
            return [caption]
        for i in range(caption - 1, max(caption - 14, -1), -1):
            piece = self.pieces[i]
            if _HARD_TOP.search(piece.text) and not _COMPANY.search(piece.text):
                return None
            if self._is_value(piece):
                return self._with_lines_above(i)
        return None

    def _with_lines_above(self, i: int) -> list[int]:
        """A name of two or three lines: lines of the same block, alone on their line, that are no captions."""
        name = [i]
        while (
            name[0] > 0
            and len(name) < 4
            and self._is_value(self.pieces[name[0] - 1])
            and self.pieces[name[0] - 1].line.block == self.pieces[i].line.block
            and self.pieces[name[0] - 1].line.number == self.pieces[name[0]].line.number - 1
            and not self._shares_line(name[0] - 1)
            and not self._shares_line(i)
        ):
            name.insert(0, name[0] - 1)
        return name

    def _shares_line(self, i: int) -> bool:
        return any(0 <= j < len(self.pieces) and self.pieces[j].line is self.pieces[i].line for j in (i - 1, i + 1))

    def _name_below(self, caption: int) -> list[int] | None:
        for i in range(caption + 1, min(caption + 14, len(self.pieces))):
            if self._is_value(self.pieces[i]):
                return [i]
        return None

    def _name_without_caption(self) -> list[int] | None:
        """No "exact name" caption: the first line that is like a company's name and stands below the form's title."""
        top = next((i for i, piece in enumerate(self.pieces) if FORM.search(piece.text)), None)
        if top is None:
            return None
        for i in range(top + 1, min(top + 40, len(self.pieces))):
            text = self.pieces[i].text
            if self._is_value(self.pieces[i]) and _COMPANY.search(text) and len(text) < 120:
                return self._with_lines_above(i)
        return None

    # -- what has a shape --------------------------------------------------------------------------------------

    def _numbered(self, pieces: Sequence[Piece], kind: str) -> Value | None:
        """A number that is a cell of its own, else one beside its caption."""
        for piece in pieces:
            if piece.number == kind:
                found = _NUMBER.search(piece.text)
                return self.value(piece, *found.span()) if found else None
        caption = _FILE_CAPTION if kind == "file" else _IRS_CAPTION
        for piece in pieces:
            if piece.digits and caption.search(piece.text):
                for found in _NUMBER.finditer(piece.text):
                    if _number_kind(found) == kind:
                        return self.value(piece, *found.span())
        return None

    def _state(self, pieces: Sequence[Piece], registrant: CoverRegistrant) -> Value | None:
        """A place alone in its cell, best on the file number's line; or "a Delaware corporation"; or by its caption."""
        exact = [(piece, span) for piece in pieces if not piece.digits and (span := whole_place(piece.text))]
        numbers = [v.at[0][0] for v in (registrant.file_number, registrant.irs_number) if v]
        for piece, span in exact:
            if any(piece.line.start <= at < piece.line.end for at in numbers):
                return self.value(piece, *span)
        for piece, span in exact[:1]:
            return self.value(piece, *span)
        for piece in pieces:
            found = CORPORATION.search(piece.text)
            if found:
                return self.value(piece, *found.span(1))
        for piece in pieces:
            caption = re.search(
                r"(?:state|jurisdiction)\b.{0,80}?(?:incorporation|organi[sz]ation)\)?\s*:?\s*", piece.text, re.I
            )
            found_at = place_in(piece.text[caption.end() :]) if caption else None
            if caption and found_at and found_at[0] <= 2:
                return self.value(piece, caption.end() + found_at[0], caption.end() + found_at[1])
        return None

    def _phone(self, pieces: Sequence[Piece]) -> Value | None:
        """The number beside its caption, else the first one; never the old one in "changed from …"."""
        first: Value | None = None
        for piece in pieces:
            text = piece.text
            found = _PHONE.search(text) if piece.digits else None
            if not found or re.search(r"former|changed\s+from|facsimile|\bfax\b", text[: found.start()], re.I):
                continue
            if re.search(r"telephone|phone", text, re.I):
                return self.value(piece, *found.span())
            first = first or self.value(piece, *found.span())
        return first

    def _address(self, start: int, end: int, name: set[int]) -> Value | None:
        """What stands above "(Address of principal executive offices)", up to the caption before it."""
        for i in range(start, end):
            text = self.pieces[i].text
            if not _ADDRESS_CAPTION.search(text) or re.search(r"former", text, re.I):
                continue
            found: list[Piece] = []
            for j in range(i - 1, max(start - 1, i - 10), -1):
                piece = self.pieces[j]
                if j in name or CAPTION.search(piece.text) or piece.number or (whole_place(piece.text) and not found):
                    break
                if not _PHONE.fullmatch(piece.text):
                    found.insert(0, piece)
            if not found:
                found = self._address_below(i, end)
            if found:
                return Passage(self.source, [(p.line, p.a, p.b) for p in found]).value()
        return None

    def _address_below(self, caption: int, end: int) -> list[Piece]:
        found: list[Piece] = []
        for piece in self.pieces[caption + 1 : min(caption + 8, end)]:
            if CAPTION.search(piece.text) and not found:
                continue
            if CAPTION.search(piece.text) or _PHONE.search(piece.text) or piece.number:
                break
            found.append(piece)
        return found

    # -- what the other lines are ------------------------------------------------------------------------------

    def other_roles(self) -> None:
        """Captions go with their values; the value of the former name is what stands above its caption."""
        roles = self.cover.roles
        for pattern, role in _CAPTION_ROLES:
            for piece in self.pieces:
                if piece.line.number not in roles and pattern.search(piece.text):
                    self.role(piece.line, role)
        for i, line in enumerate(self.lines):
            if roles.get(line.number) == "former-name":
                for above in reversed(self.lines[max(i - 6, 0) : i]):
                    if above.number in roles:
                        break
                    if not above.blank:
                        roles[above.number] = "former-name"
                break
        self._top(roles)

    def _top(self, roles: dict[int, str]) -> None:
        """Everything above the first value belongs to the form's title."""
        first = min((n for n, role in roles.items() if role != "form-type"), default=None)
        if self.cover.form_type and first is not None:
            for line in self.lines:
                if line.number < first:
                    roles.setdefault(line.number, "form-type")


_CAPTION_ROLES = (
    (re.compile(r"exact\s+name|specified\s+in\s+(?:its|the)", re.I), "registrant"),
    (re.compile(r"former\s+(?:name|address)|since\s+last|changed\s+from", re.I), "former-name"),
    (re.compile(r"telephone|area\s+code|address\s+of|principal\s+executive|zip\s+code", re.I), "address"),
    (
        re.compile(
            r"jurisdiction|incorporation\b|(?<!exchange\s)commission\b|file\s+n(?:umber|o)|\bi\.?r\.?s\b"
            r"|employer|identification\s+n",
            re.I,
        ),
        "identifiers",
    ),
)


def _is_below(text: str) -> bool:
    """Does a line belong to what follows the registrant?"""
    plain = text.lower()
    return ("check" in plain or "pursuant" in plain) and _BELOW.search(text) is not None


def _is_date(text: str) -> bool:
    found = first_date(text)
    return bool(found and found[1] - found[0] >= len(text.strip(" ().:")) - 2)


def _number_kind(found: re.Match[str]) -> str:
    """ "irs" for two digits and seven, "file" for the rest; "33-12345" is a file number, "03-153200" is not."""
    prefix, rest = found[1], found[2]
    if found[3]:
        return "file"
    if len(prefix) == 2 and (len(rest) == 7 or (len(rest) == 6 and prefix not in ("33", "00", "01", "02"))):
        return "irs"
    return "file" if len(rest) <= 6 else ""


def _exact_number(text: str) -> str:
    """ "file", "irs" or "": the kind of number a cell holds if it holds nothing else but "No." or a footnote mark."""
    found = _NUMBER.search(text)
    if not found:
        return ""
    rest = (text[: found.start()] + text[found.end() :]).strip(" .,;:()*#")
    return _number_kind(found) if rest.lower() in ("", "no", "file no", "number") else ""
