"""The form from its lines: cover, items, signatures, exhibit index, and where the text behind them begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from .cover import Cover, read_cover
from .items import known, like_a_title, official, plain_number
from .longlines import split_long
from .signatures import read_signatures
from .text import Line, Passage
from .types import Item, Signature, Span, Value

_N = r"\d{1,2}(?:[ ]?\.[ ]?\d{2}(?!\d))?(?:[ ]?\([a-z0-9]{1,3}\))*"
# "ITEM 5 - OTHER EVENTS", "Item 2. 02", "--------Item 4.02", "Items 5 and 7.", "Item 1-Item 4", "Item 7(c)",
# "Section 5.06", which is how the official form prints that one.
_ITEM = re.compile(
    rf"[\s\-_=*•\u2022|.]{{0,100}}(?:items?[\s|]*(?:no\.?\s*)?|section\s+(?=5\.06))({_N})"
    rf"((?:[\s,;/&]*(?:and|through|thru|to|[,;&/\-\u2013\u2014])[\s,]*(?:items?\s*)?{_N}(?!\d)){{0,12}})"
    r"[\s|]*[.:;)\-\u2013\u2014]{0,4}[\s|\-\u2013\u2014]*(.{0,2000})",
    re.I,
)
_MORE = re.compile(rf"(and|through|thru|to|[,;&/\-\u2013\u2014])[\s,]*(?:items?\s*)?({_N})(?!\d)", re.I)
_NOT_REPORTED = re.compile(
    r"\W*(?:(?:this\s+item\s+is\s+)?(?:not?t?\s+(?:applicable|reported|required|used|included)|inapplicable)|none(?:\s+to\s+report)?|n/a|omitted"
    r"|no\s+(?:response|report|events?|information)\b.{0,60})[\s.;*_\-]*",
    re.I,
)
_SIGNATURE = re.compile(r"\W*S\s?I\s?G\s?N\s?A\s?T\s?U\s?R\s?E\s?S?\s?(?:PAGE)?\W*", re.I)
_SIGNED = re.compile(r"pursuant\s+to\s+the\s+requirements?\s+of|duly\s+(?:caused|authori[sz]ed)|hereunto", re.I)
# A list of exhibits under an item of its own sort ("Exhibits", "The following exhibits …" below it).
_EXHIBITS = re.compile(r"\W*(?:\(?[a-d]\)\s*)?exhibits?\W*", re.I)
INDEX = re.compile(
    r"\W*(?:table\s+of\s+contents\s+)?(?:(?:exhibits?\s+index|index\s+(?:to|of)\s+exhibits?|exhibit\s+list|list\s+of\s+exhibits?|index\s+of\s+exhibits?"
    r"|schedule\s+of\s+exhibits))\b(?:\s*(?:to|for|form|of)\b.{0,60})?\W*",
    re.I,
)
FURNITURE = re.compile(
    r"\W*(?:page\s+)?[-\u2013\u2014(\x20]*(?:\d{1,3}|[ivx]{1,5})[-\u2013\u2014)\x20]*(?:\s*of\s+\d{1,3})?\W*|table\s+of\s+contents|\(?continued\)?"
    r"|exhibit\s+index\s*-\s*\d+|page\s+\d+(?:\s+of\s+\d+)?(?:\s+pages?)?\.?|[-=_*~.\s]+",
    re.I,
)


_RULE_MARKS = "-=_*~. \t\u2013\u2014"
_NO_FURNITURE = frozenset("ABDFGHJKLMNOQRSUWYZabdfghjklmnoqrsuwyz")
"""Letters that ``FURNITURE`` does not begin with."""


def is_furniture(text: str) -> bool:
    """Page numbers ("- 2 -", "Page 2 of 5"), rules, "Table of Contents". ``text`` is stripped."""
    if text[:1] in _NO_FURNITURE:
        return False
    return _is_furniture(text) if len(text) <= 60 else not text.strip(_RULE_MARKS)


@lru_cache(maxsize=1024)
def _is_furniture(text: str) -> bool:
    return FURNITURE.fullmatch(text) is not None


@dataclass(slots=True)
class Heading:
    """A line that opens one or more items. ``lines`` are indexes into the form's lines."""

    line: int
    numbers: list[tuple[int, int]]
    """Characters of each number in the line's text; a range ("1 through 4") gives its ends only."""
    expanded: list[str]
    title: Value | None
    body_from: int
    body_to: int = 0
    rest: str = ""
    inline: str = ""
    """Body text on the heading's own line."""


@dataclass(slots=True)
class Form:
    """What the form says. Line ranges are half-open indexes into the lines it was read from."""

    cover: Cover
    lines: Sequence[Line]
    """The lines read: the document's, or parts of them where the copy has lost its line ends."""
    items: list[Item] = field(default_factory=list)
    item_lines: list[tuple[int, int, str]] = field(default_factory=list)
    """(from, to, number) for every heading with its body, those not reported included."""
    reported: set[int] = field(default_factory=set)
    """Indexes into ``item_lines`` of those reported."""
    cover_end: int = 0
    signatures: list[Signature] = field(default_factory=list)
    signature_lines: tuple[int, int] = (0, 0)
    index_lines: list[tuple[int, int]] = field(default_factory=list)
    exhibit_bodies: list[tuple[int, int]] = field(default_factory=list)
    """The bodies of Items 7 and 9.01."""
    rest_from: int = 0
    """Where whatever follows signature and exhibit index begins."""
    unknown: list[Value] = field(default_factory=list)
    is_form: bool = False


def read_form(source: str, lines: Sequence[Line]) -> Form:
    """Read the form. A text that has neither a form type nor items gives ``is_form`` False."""
    headings = find_items(source, lines)
    if not headings and any(len(line.text) > 400 for line in lines):
        # A copy that lost its line ends: read the long lines in parts.
        lines = split_long(lines)
        headings = find_items(source, lines)
    signature = _find_signature(lines, headings)
    if signature is not None:
        headings = [h for h in headings if h.line < signature]
    headings = _without_contents(lines, headings, signature)
    index = _find_index(lines, headings, signature)
    first = min(
        (x for x in (headings[0].line if headings else None, signature, *(i for i in index[:1])) if x is not None),
        default=None,
    )
    cover_end = first if first is not None else min(len(lines), 120)
    form = Form(read_cover(source, lines[:cover_end]), lines, cover_end=cover_end)
    form.is_form = form.cover.form_type is not None or bool(headings)
    _bound(headings, lines, signature, index)
    _read_items(source, lines, headings, form)
    end = len(lines)
    if signature is not None:
        stop = next((i for i in index if i > signature), None) or _next_exhibit_heading(lines, signature + 1) or end
        signed = read_signatures(source, lines, signature, stop)
        form.signatures = signed.signatures
        form.signature_lines = (signature, max(signed.end, signature + 1))
    form.index_lines = [(i, _index_limit(lines, i, headings, signature)) for i in index]
    form.rest_from = max(
        [form.signature_lines[1], *(h.body_to for h in headings), cover_end] if first is not None else [end]
    )
    return form


# -- items -------------------------------------------------------------------------------------------------------------


def find_items(source: str, lines: Sequence[Line]) -> list[Heading]:
    """Lines that open an item; sentences that mention one do not."""
    found: list[Heading] = []
    for i, line in enumerate(lines):
        text = line.text
        if "tem" not in text and "TEM" not in text and "5.06" not in text:
            continue
        match = _ITEM.match(text)
        if match and _opens(lines, i, match):
            found.append(_heading(source, lines, i, match))
    return found


# "Item 5 of this report …"
_SENTENCE = re.compile(r"(?:of|in|to|above|below|and|or|is|are|was|shall|hereof|herein|on\s+form)\b")
_TITLE_END = re.compile(r"(?<=[a-z\"'”’])\.\s+(?=[A-Z(“\"])|\s{2,}(?=(?:None|Not Applicable|N/A)\b)")


def _opens(lines: Sequence[Line], i: int, match: re.Match[str]) -> bool:
    """Is the line a heading? Its number is an item's, its words do not go on a sentence, nor does the line."""
    rest = match[3].strip()
    number = plain_number(match[1])
    if not known(match[1]) and not ("." in number or int(number) <= 13):
        return False
    if rest[:1].islower() and not _NOT_REPORTED.match(rest) and not like_a_title(rest[:80]):
        return False
    if _SENTENCE.match(rest):
        return False
    if not known(match[1]) and not (rest and (rest[:60].isupper() or like_a_title(rest[:80]))):
        return False
    before = lines[i - 1] if i else None
    if (
        before is None
        or before.blank
        or before.block != lines[i].block
        or before.page_break
        or is_furniture(before.text.strip())
    ):
        return True
    # In a paragraph of plain text, "… pursuant to / Item 9. Regulation FD" is a mention:
    # the line above is long and unfinished.
    above = before.text.strip()
    return len(above) < 50 or above[-1:] in ".:;)" or (match[0].lstrip()[:4].isupper() and rest[:40].isupper())


def _heading(source: str, lines: Sequence[Line], i: int, match: re.Match[str]) -> Heading:
    line = lines[i]
    spans = [match.span(1)]
    expanded = [match[1]]
    at = match.start(2)
    for more in _MORE.finditer(match[2]):
        spans.append((at + more.start(2), at + more.end(2)))
        a, b = plain_number(expanded[-1]), plain_number(more[2])
        # "1 through 4" means 2 and 3 too; "5-7" as well, "5 and 7" does not.
        if more[1].lower() not in ("and", ",", ";", "&", "/") and "." not in a + b and int(a) < int(b):
            expanded += [str(n) for n in range(int(a) + 1, int(b))]
        expanded.append(more[2])
    rest_at = match.start(3) + len(match[3]) - len(match[3].lstrip())
    rest = line.text[rest_at:].strip()
    title, body_from, inline = _title(source, lines, i, rest_at, rest)
    return Heading(i, spans, expanded, title, body_from, rest=rest, inline=inline)


def _title(source: str, lines: Sequence[Line], i: int, a: int, rest: str) -> tuple[Value | None, int, str]:
    """The title as printed, over one line or several, the line where the body begins, and body on the title's line."""
    line = lines[i]
    if not rest:
        j = _next_text(lines, i + 1)
        if j is None or _ITEM.match(lines[j].text) or _NOT_REPORTED.fullmatch(lines[j].text):
            return None, i + 1, ""
        text = lines[j].text.strip()
        if len(text) <= 250 and like_a_title(text[:160]) and not text.endswith((",", "the")):
            return lines[j].value(), j + 1, ""
        return None, i + 1, ""
    if _NOT_REPORTED.fullmatch(rest):
        return None, i + 1, rest
    # Title and text in one line: the title ends where its sentence does.
    stop = _TITLE_END.search(rest)
    if stop and len(rest) - stop.end() > 3:
        return line.value(a, a + stop.start() + 1), i + 1, rest[stop.end() :]
    parts = [(line, a, len(line.text))]
    j = i + 1
    while (
        j < len(lines)
        and j < i + 5
        and not lines[j].blank
        and not parts[-1][0].text.rstrip().endswith(".")
        and lines[j].block == line.block
        and like_a_title(lines[j].text)
        and len(lines[j].text.strip()) <= 90
        and not re.match(r"\s*\(?[a-z]\)", lines[j].text)
    ):
        parts.append((lines[j], 0, len(lines[j].text)))
        j += 1
    return Passage(source, parts).value(), j, ""


def _next_text(lines: Sequence[Line], i: int, within: int = 6) -> int | None:
    return next(
        (
            j
            for j in range(i, min(i + within, len(lines)))
            if not lines[j].blank and not is_furniture(lines[j].text.strip())
        ),
        None,
    )


def _without_contents(lines: Sequence[Line], headings: list[Heading], signature: int | None) -> list[Heading]:
    """Drop the lines of a table of contents, and a heading repeated on the next page ("continued")."""
    headings = headings[_contents(headings) :]
    left = Counter(tuple(heading.expanded) for heading in headings)
    seen: set[tuple[str, ...]] = set()
    kept: list[Heading] = []
    for n, heading in enumerate(headings):
        end = headings[n + 1].line if n + 1 < len(headings) else signature if signature is not None else len(lines)
        empty = not heading.inline and _next_text(lines, heading.body_from, max(end - heading.body_from, 0)) is None
        numbers = tuple(heading.expanded)
        left[numbers] -= 1
        if (empty and left[numbers]) or numbers in seen:
            continue
        seen.add(numbers)
        kept.append(heading)
    return kept


def _contents(headings: list[Heading]) -> int:
    """How many headings are a table of contents: the first ones, if every one of them comes again, in that order."""
    numbers = [tuple(h.expanded) for h in headings]
    for size in range(min(len(numbers) // 2, 40), 0, -1):
        if numbers[:size] == numbers[size : 2 * size]:
            return size
    return 0


def _bound(headings: list[Heading], lines: Sequence[Line], signature: int | None, index: list[int]) -> None:
    stops = sorted([h.line for h in headings] + ([signature] if signature is not None else []) + index + [len(lines)])
    for heading in headings:
        heading.body_to = stops[bisect_right(stops, heading.line)]
        heading.body_from = min(heading.body_from, heading.body_to)


def _read_items(source: str, lines: Sequence[Line], headings: list[Heading], form: Form) -> None:
    if not headings:
        return
    on = form.cover.report_date.day if form.cover.report_date else None
    texts = [line.text.strip() for line in lines]
    furniture = [bool(text) and is_furniture(text) for text in texts]
    heads = _running_heads(lines, texts, furniture)
    bodies = [_body(lines, heading, texts, furniture, heads) for heading in headings]
    for n, heading in enumerate(headings):
        form.item_lines.append((heading.line, heading.body_to, heading.expanded[0]))
        if not _is_reported(n, headings, bodies):
            continue
        form.reported.add(n)
        if any(plain_number(n) in ("7", "9.01") for n in heading.expanded) or any(
            _EXHIBITS.fullmatch(text) for text in texts[heading.line : heading.body_to] if "hibit" in text.lower()
        ):
            form.exhibit_bodies.append((heading.line, heading.body_to))
        line = lines[heading.line]
        printed = [line.value(a, b) for a, b in heading.numbers]
        for number in heading.expanded:
            value = next(
                (v for v in printed if v.text == number), Value(number, printed[0].at, "Within the range as printed")
            )
            value = Value("".join(value.text.split()), value.at, value.note)
            if not known(number):
                form.unknown.append(value)
            form.items.append(_item(value, heading, bodies[n], lines, on))


def _item(number: Value, heading: Heading, body: str, lines: Sequence[Line], on: date | None) -> Item:
    title, today = official(number.text, on)
    span: Span | None = None
    if body:
        stretch = [line for line in lines[heading.body_from : heading.body_to] if not line.blank]
        start = stretch[0].start if stretch and not heading.inline else lines[heading.line].start
        span = (start, stretch[-1].end if stretch else lines[heading.line].end)
    return Item(number, heading.title, title, today, Value(body, (span,)) if span else None)


def _running_heads(lines: Sequence[Line], texts: Sequence[str], furniture: Sequence[bool]) -> frozenset[str]:
    """Short lines that come again and again next to a page's end: the company's name, "FORM 8-K"."""
    counts: dict[str, int] = {}
    near = 0
    for line, text, left_out in zip(lines, texts, furniture, strict=True):
        if not text:
            continue
        if left_out or line.page_break:
            near = 4
        elif near:
            near -= 1
            if len(text) < 80:
                folded = text.casefold()
                counts[folded] = counts.get(folded, 0) + 1
    return frozenset(
        text
        for text, count in counts.items()
        if count > 1 and not _NOT_REPORTED.fullmatch(text) and not _ITEM.match(text)
    )


def _body(
    lines: Sequence[Line],
    heading: Heading,
    texts: Sequence[str],
    furniture: Sequence[bool],
    running_heads: frozenset[str],
) -> str:
    """Paragraphs parted by an empty line, without page furniture."""
    parts: list[str] = [heading.inline] if heading.inline else []
    block = None
    for i in range(heading.body_from, heading.body_to):
        text = texts[i]
        if not text:
            block = None
        elif not furniture[i] and not (running_heads and text.casefold() in running_heads):
            if parts:
                parts.append(" " if block == lines[i].block else "\n\n")
            parts.append(text)
            block = lines[i].block
    return "".join(parts)


def _is_reported(n: int, headings: list[Heading], bodies: list[str]) -> bool:
    """Not if it says "None" or "Not applicable"; nor if it is one of a list of bare headings.

    Two headings over one text ("Item 7.01 …", "Item 8.01 …") are both reported.
    """
    body = bodies[n]
    if body:
        return not _NOT_REPORTED.fullmatch(body)
    printed = headings[n].title
    title = printed.text if printed else ""
    if _NOT_REPORTED.fullmatch(headings[n].rest) or re.search(r"\b(?:not applicable|none|n/a)\.?\s*$", title, re.I):
        return False
    if not any(bodies):
        return True
    # Of a longer run of bare headings none says anything.
    following = next((m for m in range(n + 1, min(n + 3, len(headings))) if bodies[m]), None)
    before = n > 0 and not bodies[n - 1]
    return following is not None and not before and not _NOT_REPORTED.fullmatch(bodies[following])


# -- what stands behind the items ----------------------------------------------------------------------


def _find_signature(lines: Sequence[Line], headings: list[Heading]) -> int | None:
    """Where the signature begins: its heading, or "Pursuant to the requirements of" where that is missing."""
    fallback = None
    for i, line in enumerate(lines):
        text = line.text
        if ("S" in text or "s" in text) and len(text) < 200 and _SIGNATURE.fullmatch(text.strip()):
            following = [x.text for x in lines[i + 1 : i + 30] if not x.blank][:8]
            if any(_SIGNED.search(x) or "/s/" in x.lower() for x in following) and not any(
                _ITEM.match(x) for x in following[:2]
            ):
                return i
        elif (
            fallback is None
            and headings
            and i > headings[0].line
            and ("ursuant" in text or "URSUANT" in text)
            and re.match(r"\W*pursuant\s+to\s+the\s+requirements?\s+of\s+the", text, re.I)
        ):
            fallback = i
            if not any(_SIGNATURE.fullmatch(x.text.strip()) for x in lines[max(i - 6, 0) : i]):
                return i
    return fallback


def _find_index(lines: Sequence[Line], headings: list[Heading], signature: int | None) -> list[int]:
    """Headings of exhibit indexes; a line of the cover or of a contents list that only says so is none."""
    start = headings[0].line if headings else signature if signature is not None else 0
    found = []
    for i in range(start, len(lines)):
        text = lines[i].text
        if len(text) < 160 and ("xhibit" in text or "XHIBIT" in text) and INDEX.fullmatch(text.strip()):
            j = _next_text(lines, i + 1, 12)
            if j is not None and not _ITEM.match(lines[j].text) and not INDEX.fullmatch(lines[j].text.strip()):
                found.append(i)
    return found


def _index_limit(lines: Sequence[Line], start: int, headings: list[Heading], signature: int | None) -> int:
    """No index goes beyond the signature or the next item."""
    limits = [h.line for h in headings if h.line > start] + (
        [signature] if signature is not None and signature > start else []
    )
    return min([*limits, len(lines)])


EXHIBIT_HEADING = re.compile(
    r"\W{0,5}(?:exhibit|ex)[\s.\-\u2013]{0,5}(?:no\.?|number)?\s{0,5}[(#]?(\d{1,3}(?:\.\s?\d{1,3})?(?:[a-z]|\([a-z0-9]{1,3}\)|[.\-]\(?[a-z0-9]{1,2}\)?)*)[)\]]?[\s.:*\-_=]*",
    re.I,
)


def _next_exhibit_heading(lines: Sequence[Line], start: int) -> int | None:
    for i in range(start, len(lines)):
        text = lines[i].text
        if (
            len(text) < 120
            and ("xhibit" in text or "XHIBIT" in text or "EX-" in text)
            and EXHIBIT_HEADING.fullmatch(text.strip())
        ):
            return i
    return None
