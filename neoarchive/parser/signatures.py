"""Who signed the form: name, title, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .cover import Piece, pieces_of
from .dates import first_date
from .text import Line, Passage
from .types import DateValue, Signature, Value

# "/s/ Name", "/S/NAME", "\s\ Name", "(s) Name", "[s] Name": what ASCII has for a hand's mark.
_MARK = re.compile(r"(?:/\s?s\s?/|\\\s?s\s?\\|(?:^|(?<=:)|(?<=:\s))\(s\)(?=\s*[A-Z])|\[s\]|/s(?=\s[A-Z]))[\s:]*", re.I)
_BY = re.compile(r"\W*(?:by|name|signed|its)\s?:?\s*", re.I)
_PREFIX = re.compile(r"(?:(?:by|name|printed\s+name|title|its|date|dated)\s*:\s*|by\s+(?=/))", re.I)
_NO_NAME = re.compile(
    r"\(?(?:signature|registrant|name|title|date|duly|principal|authori[sz]ed|print(?:ed)?)\b|\bpursuant\b|\bhereunto\b|undersigned|behalf"
    r"|securities|\bcompany\b|exhibit|\bpage\b",
    re.I,
)
_TITLE = re.compile(
    r"president|officer|secretary|treasurer|counsel|director|chairman|chair\b|controller|comptroller|manager|executive|vice\b"
    r"|attorney|trustee|partner|agent|member|principal|chief|finance|accounting|administration|corporate|development|operations|general",
    re.I,
)
_NAME = re.compile(
    r"(?:(?:Dr|Mr|Ms|Mrs)\.?\s+)?[A-Z][\w.'’\-]*(?:\s+(?:[A-Z][\w.'’\-]*|de|van|von|der|la|le|del|di|da|“[^”]{1,20}”|\"[^\"]{1,20}\"|\([A-Z][a-z]+\))){1,5}"
)
_TWICE = re.compile(r"(.{4,50}?)\s+(\1)(?:,?\s+(.{2,200}))?", re.I)
_SUFFIX = re.compile(r",?\s*(?:(?:Jr|Sr|Ph\.?\s?D|M\.?D|Esq|C\.?P\.?A|J\.?D|II|III|IV)\b\.?,?\s*)+", re.I)


@dataclass(slots=True)
class Signed:
    signatures: list[Signature] = field(default_factory=list)
    end: int = 0
    """Index after the last line that belongs to the signatures."""


def read_signatures(source: str, lines: Sequence[Line], start: int, stop: int) -> Signed:
    """Read lines[start:stop]. The printed name goes before the signed one ("/s/ Herb Glaubman")."""
    reader = _SignatureReader(source, lines, start, min(stop, start + 400))
    reader.read()
    return reader.signed


def _marked(text: str) -> bool:
    """Is there the mark of a hand? All of them have one of four signs, which few lines have."""
    return ("/" in text or "\\" in text or "(" in text or "[" in text) and _MARK.search(text) is not None


class _SignatureReader:
    def __init__(self, source: str, lines: Sequence[Line], start: int, stop: int) -> None:
        self.source, self.lines, self.start, self.stop = source, lines, start, stop
        self.rows = {i: pieces_of(lines[i]) for i in range(start, stop)}
        self.signed = Signed(end=start)
        self.dates: list[tuple[int, DateValue]] = []

    def read(self) -> None:
        marks = [(i, n) for i, row in self.rows.items() for n, piece in enumerate(row) if _marked(piece.text)]
        marks = self._near(marks)
        if not marks:
            marks = self._near(
                [(i, n) for i, row in self.rows.items() for n, p in enumerate(row) if re.match(r"by\s?:", p.text, re.I)]
            )
        self._find_dates(marks[-1][0] if marks else self.start)
        for position, (i, n) in enumerate(marks):
            limit = next((j for j, _ in marks[position + 1 :] if j > i), self.stop)
            self._one(i, n, limit)
        self._end()

    def _near(self, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Marks of this form: a later run, 40 lines of text on, is that of an agreement in the same file."""
        kept: list[tuple[int, int]] = []
        last = self.start
        for i, n in marks:
            if sum(not self.lines[j].blank for j in range(last, i)) > 40:
                break
            kept.append((i, n))
            last = i
        return kept

    def _one(self, i: int, n: int, limit: int) -> None:
        row = self.rows[i]
        piece = row[n]
        mark = _MARK.search(piece.text)
        after = mark.end() if mark else _BY.match(piece.text).end()  # type: ignore[union-attr]
        signed = self._signed_name(row, n, after)
        name, title, last = self._printed(i, piece, limit, signed.text if signed else "", len(row) > 1)
        if name is None and signed is not None:
            name, own_title = _split_title(signed)
            title = title or own_title
        if name is None or len(name.text) > 80:
            return
        self.signed.end = max(self.signed.end, last + 1, i + 1)
        if any(s.name.text.casefold() == name.text.casefold() and s.title == title for s in self.signed.signatures):
            return
        self.signed.signatures.append(Signature(name, title, self._date_near(i)))

    def _signed_name(self, row: list[Piece], n: int, after: int) -> Value | None:
        piece = row[n]
        text = piece.text[after:].strip(" _-.,|")
        if re.search(r"[A-Za-z]{2}", text):
            at = piece.text.index(text, after)
            return piece.line.value(piece.a + at, piece.a + at + len(text))
        if n + 1 < len(row) and re.search(r"[A-Za-z]{2}", row[n + 1].text) and not first_date(row[n + 1].text):
            nxt = row[n + 1]
            return nxt.line.value(nxt.a, nxt.b)
        return None

    def _printed(
        self, i: int, mark: Piece, limit: int, signed: str, columns: bool
    ) -> tuple[Value | None, Value | None, int]:
        """The name printed below the mark, and the title below that."""
        name: Value | None = None
        title: list[tuple[Line, int, int]] = []
        last = i
        for j in range(i + 1, min(limit, self.stop, i + 25)):
            if self.lines[j].blank:
                if (
                    title
                    and self.lines[j - 1].block == title[-1][0].block
                    and not title[-1][0].text.rstrip().endswith((",", "and", "&"))
                    and not self._title_goes_on(j, limit)
                ):
                    break
                continue
            for piece in self._column(self.rows[j], mark):
                text = piece.text
                prefix = _PREFIX.match(text)
                a = piece.a + (prefix.end() if prefix else 0)
                text = piece.line.text[a : piece.b]
                if (
                    not text.strip()
                    or re.match(r"dated?\b", piece.text, re.I)
                    or _whole_date(text)
                    or re.match(r"\W*\(", text)
                ):
                    continue
                if name is None:
                    found = self._name_in(piece.line, a, piece.b, signed)
                    if found:
                        name, inline = found
                        title += inline
                        last = j
                    elif _TITLE.search(text) and len(text) < 120 and signed:
                        title.append((piece.line, a, piece.b))
                        name, last = Value("", ()), j
                elif _TITLE.search(text) and len(text) < 120 and not _NO_NAME.match(text) and len(title) < 4:
                    title.append((piece.line, a, piece.b))
                    last = j
                elif title or len(text) > 120:
                    return self._done(name, title, last)
        return self._done(name, title, last)

    def _done(
        self, name: Value | None, title: list[tuple[Line, int, int]], last: int
    ) -> tuple[Value | None, Value | None, int]:
        whole = Passage(self.source, title)
        return (name if name and name.text else None), (whole.value() if whole else None), last

    def _title_goes_on(self, j: int, limit: int) -> bool:
        nxt = next((k for k in range(j, min(limit, j + 3)) if not self.lines[k].blank), None)
        return nxt is not None and bool(_TITLE.search(self.lines[nxt].text)) and len(self.lines[nxt].text.strip()) < 70

    def _column(self, row: list[Piece], mark: Piece) -> list[Piece]:
        """The pieces below the mark; with several columns those that begin nearest to it."""
        if len(row) < 2 or row[0].line.cells:
            return row
        near = [p for p in row if abs(p.a - mark.a) <= 14]
        return near or row

    def _name_in(self, line: Line, a: int, b: int, signed: str) -> tuple[Value, list[tuple[Line, int, int]]] | None:
        text = line.text[a:b]
        if _NO_NAME.search(text.partition(",")[0]) or len(text) > 110:
            return None  # "Jane Doe, Principal Financial Officer" is a name and its title
        found = _NAME.match(text)
        if not found:
            return None
        end = found.end()
        suffix = _SUFFIX.match(text, end)
        if suffix:
            end = suffix.start() + len(suffix[0].rstrip(" ,"))
        name = text[:end].rstrip(" ,")
        if signed:
            last = _surname(signed)
            if last and last not in name.casefold() and _surname(name) not in signed.casefold():
                return None
        elif _TITLE.search(name):
            return None
        rest = re.match(r"[\s,\-\u2013\u2014]*", text[end:])
        at = a + end + (rest.end() if rest else 0)
        return line.value(a, a + end) if text[end - 1] != "," else line.value(a, a + end - 1), (
            [(line, at, b)] if at < b else []
        )

    # -- dates -------------------------------------------------------------------------------------------------

    def _find_dates(self, last: int) -> None:
        for i in range(self.start, min(self.stop, last + 25)):
            if any(len(piece.text) > 80 for piece in self.rows[i]):
                continue  # a paragraph behind the form: "AKRON, Ohio | March 4, 1999 | Marlow Kilns today …"
            for n, piece in enumerate(self.rows[i]):
                text = piece.text
                if not any(map(str.isdigit, text)):
                    continue
                found = first_date(text)
                labelled = re.match(r"\W*dated?\b|\W*as\s+of\b", text, re.I) or (
                    n and re.match(r"dated?\b", self.rows[i][n - 1].text, re.I)
                )
                if found and (labelled or _whole_date(text) or re.search(r"\bdated?\s*:?\s*$", text[: found[0]], re.I)):
                    a, b, day = found
                    value = DateValue(day, text[a:b], piece.line.spans(piece.a + a, piece.a + b))
                    self.dates.append((i, value))

    def _date_near(self, i: int) -> DateValue | None:
        """The nearest date of the signature; one date mostly serves all who sign."""
        return min(self.dates, key=lambda d: abs(d[0] - i), default=(0, None))[1]

    def _end(self) -> None:
        for i, _ in self.dates:
            if i - self.signed.end < 15:
                self.signed.end = max(self.signed.end, i + 1)


def _whole_date(text: str) -> bool:
    found = first_date(text)
    return bool(found and found[1] - found[0] >= len(text.strip(" ().:,")) - 1)


def _surname(name: str) -> str:
    words = [w for w in re.findall(r"[\w'’\-]+", _SUFFIX.sub(" ", name)) if len(w) > 1]
    return words[-1].casefold() if words else ""


def _split_title(value: Value) -> tuple[Value, Value | None]:
    """ "Herb Glaubman, President" is a name and a title; "Ross E. Jeffries, Jr." is a name."""
    text = value.text
    twice = _TWICE.fullmatch(text)
    if twice and value.at and value.at[0][1] - value.at[0][0] == len(text):
        # A copy without line ends: "Ruth Okafor Ruth Okafor Chief Financial Officer".
        start = value.at[0][0]
        name = Value(twice[2], ((start + twice.start(2), start + twice.end(2)),))
        return name, Value(twice[3], ((start + twice.start(3), start + len(text)),)) if twice[3] else None
    comma = text.find(",")
    if comma > 0 and _TITLE.search(text[comma:]) and value.at and value.at[0][1] - value.at[0][0] == len(text):
        start = value.at[0][0]
        rest = text[comma + 1 :]
        a = comma + 1 + len(rest) - len(rest.lstrip())
        return Value(text[:comma], ((start, start + comma),)), Value(text[a:], ((start + a, start + len(text)),))
    return value, None
