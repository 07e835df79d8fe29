"""Makes the blocks of a release's body: paragraphs, headings, list items, tables, about, safe harbor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from neoarchive.parser.text import Line, Passage, join_spans
from neoarchive.parser.types import Block, BlockKind, Span, Table, Value

from .boilerplate import HARBOR_HEAD, about_heading, describes, goes_on, is_harbor
from .patterns import LIST_MARK, all_capitals, ended, is_rule
from .tables import data_table, read_table, table_text, typed_regions
from .typed_tables import Row, marked, read_typed, rows_of, sections, with_notes
from .units import Unit, fold, make_unit

_FIRM_END = ("Inc.", "Corp.", "Co.", "Ltd.", "INC.", "CORP.", "L.P.", "N.V.", "S.A.")
_LONE_MARK = re.compile(r"\s*[•◦●▪■□·‣⁃➢§¨◆∙\uf0b7\uf0a7o*\-–—]\s*\Z")
_CAPTION_END = re.compile(r"(?:follows|below|table)[.:]\s*\Z", re.I)
_SMALL = re.compile(r"(?:a|an|the|of|for|to|in|on|at|by|with|from|and|or|as|its|&|vs\.?|per)\Z", re.I)
_ABOUT_RUN_IN = re.compile(r"(?:About|ABOUT)\s[^.:–—]{2,60}\s?(?:[.:–—]|\s-)+\s(?=[A-Z])")
_TRAILER = re.compile(
    r"(?:©|\(c\)\s(?:19|20)|copyright\b|note to editors|editors?'? note|source:?\s|web ?site:"
    r"|company news on.call)",
    re.I,
)


@dataclass(slots=True)
class Draft:
    """A block before it is finished: its rows, its text as a passage (None for a table as typed)."""

    kind: BlockKind
    rows: list[int]
    text: str
    passage: Passage | None = None
    table: Table | None = None
    spans: tuple[Span, ...] = ()
    level: int = 0
    typed: bool = False
    flags: set[str] = field(default_factory=set)


def drafts(source: str, lines: Sequence[Line], units: Sequence[Unit]) -> list[Draft]:
    """Units in order as drafts, tables found."""
    found: list[Draft] = []
    rest: list[Unit] = []

    def flush() -> None:
        found.extend(_plain(source, lines, rest))
        rest.clear()

    i = 0
    while i < len(units):
        j = i
        while j < len(units) and units[j].table >= 0 and units[j].table == units[i].table and units[j].tag:
            j += 1
        if j - i >= 2 and (draft := _markup_table(source, lines, units[i:j])):
            flush()
            found.append(draft)
            i = j
            continue
        rest.extend(units[i : max(j, i + 1)])
        i = max(j, i + 1)
    flush()
    return _noted(source, lines, _captioned(source, found))


def _captioned(source: str, found: Sequence[Draft]) -> list[Draft]:
    """Headings directly above a table are its caption: the company, the statement, "(in thousands; unaudited)"."""
    kept: list[Draft] = []
    for draft in found:
        above = 0
        if draft.table is not None and draft.table.caption is None:
            while above < min(4, len(kept)) and _captions(kept[-1 - above]):
                above += 1
        if above and draft.table is not None:
            heads, kept = kept[-above:], kept[:-above]
            spans = join_spans(source, [s for h in heads if h.passage for s in h.passage.spans()])
            table = replace(draft.table, caption=Value(" ".join(h.text for h in heads), spans))
            rows = [r for h in heads for r in h.rows] + draft.rows
            whole = join_spans(source, [*spans, *draft.spans])
            draft = Draft("table", rows, table_text(table), table=table, spans=whole)
        kept.append(draft)
    return kept


def _captions(draft: Draft) -> bool:
    return draft.kind == "heading" and not HARBOR_HEAD.match(draft.text) and not draft.text.endswith("?")


def _noted(source: str, lines: Sequence[Line], found: list[Draft]) -> list[Draft]:
    """Ties the footnotes that follow a table to the marks in it; they stay paragraphs of the text as well."""
    for i, draft in enumerate(found):
        if draft.table is not None and marked(draft.table):
            texts = []
            for after in found[i + 1 : i + 13]:
                if after.kind not in ("paragraph", "list_item"):
                    break
                texts.append(Passage.of(source, [lines[r] for r in after.rows]).value(0))
            draft.table = with_notes(draft.table, texts)
    return found


def _markup_table(source: str, lines: Sequence[Line], units: Sequence[Unit]) -> Draft | None:
    rows = [r for u in units for r in u.rows]
    cells = [lines[r] for r in rows if lines[r].cells]
    if not data_table(cells):
        return None
    spans = join_spans(source, [s for r in rows for s in lines[r].spans()])
    loose = len(rows) - len(cells)
    table = read_table(source, cells) if not loose else None
    if table is None:
        text = "\n".join(lines[r].text for r in rows)
        return Draft("table", rows, text, spans=spans, typed=True)
    return Draft("table", rows, table_text(table), table=table, spans=spans)


def _plain(source: str, lines: Sequence[Line], units: Sequence[Unit]) -> list[Draft]:
    """Units outside markup tables: typed tables kept as typed, the rest prose, headings and list items."""
    units = _marks_joined(source, lines, _split_tabular(source, lines, units))
    found: list[Draft] = []
    at = 0
    for start, end in typed_regions(units):
        found += [d for u in units[at:start] if (d := _draft(source, lines, u))]
        rows = _with_rules(lines, [r for u in units[start:end] for r in u.rows])
        typed = rows_of([lines[r] for r in rows])
        found += [_typed(source, rows[a:b], typed[a:b]) for a, b in pairwise([*sections(typed), len(rows)])]
        at = end
    found += [d for u in units[at:] if (d := _draft(source, lines, u))]
    return found


def _typed(source: str, rows: list[int], typed: Sequence[Row]) -> Draft:
    """A table typed in columns; as typed where they are not certain."""
    spans = join_spans(source, [s for row in typed for s in row.line.spans()])
    table = read_typed(source, typed)
    text = table_text(table) if table else "\n".join(row.line.text for row in typed)
    return Draft("table", rows, text, table=table, spans=spans, typed=table is None)


def _with_rules(lines: Sequence[Line], rows: list[int]) -> list[int]:
    """The rules of dashes between the rows of a typed table are part of it."""
    taken = set(rows)
    near = range(min(rows), max(rows) + 2)
    return [r for r in near if r in taken or (r < len(lines) and not lines[r].page_break and is_rule(lines[r].text))]


def _split_tabular(source: str, lines: Sequence[Line], units: Sequence[Unit]) -> list[Unit]:
    """Lines between <TABLE> tags with figures in them are one table, whatever blank lines stand between."""
    marked = {u.table for u in units if u.table >= 0 and not u.tag and u.tabular}
    for unit in units:
        if unit.table in marked and not unit.tag:
            unit.tabular = True
    return list(units)


def _marks_joined(source: str, lines: Sequence[Line], units: Sequence[Unit]) -> list[Unit]:
    """A bullet alone in its cell or line belongs to the text that follows it."""
    kept: list[Unit] = []
    pending: Unit | None = None
    for unit in units:
        if _LONE_MARK.match(unit.text) and not unit.tabular:
            pending = unit
            continue
        if pending is not None:
            unit = make_unit(source, lines, pending.rows + unit.rows)
            unit.text = (
                "• " + unit.text.lstrip("•◦●▪■□·‣⁃➢§¨◆∙\uf0b7\uf0a7o*-–— ")
                if not LIST_MARK.match(unit.text)
                else unit.text
            )
            pending = None
        kept.append(unit)
    return kept


def _draft(source: str, lines: Sequence[Line], unit: Unit) -> Draft | None:
    text = unit.text
    if not any(map(str.isalnum, text)):
        return None
    passage = unit.passage
    mark = LIST_MARK.match(passage.text)
    if mark and mark.end() < len(passage.text) and not _dash_heading(passage.text):
        numbered = any(c.isalnum() for c in mark[0]) and mark[0].strip() != "o"
        body = passage if numbered else passage.cut(mark.end())
        return Draft("list_item", unit.rows, fold(body.text), body)
    kind: BlockKind = "heading" if _heading(unit) else "paragraph"
    return Draft(kind, unit.rows, text, passage, level=2 if kind == "heading" else 0)


def _dash_heading(text: str) -> bool:
    """ "-- Segment results --" is no list item."""
    return text[:1] in "-–—" and text[-1:] in "-–—"


def _heading(unit: Unit) -> bool:
    text = unit.text
    if len(text) > 150 or (
        text.endswith((".", ",", ";", "”", '."', ',"', '?"', '!"')) and not text.endswith(_FIRM_END)
    ):
        return False
    if all_capitals(text) or (unit.bold and len(text) < 130):
        return True
    if text.endswith(":"):
        return (len(text) <= 140 and bool(HARBOR_HEAD.match(text))) or (_title_case(text) and len(text) < 70)
    if ended(text) and text[-1] not in ')"' and not text.endswith(_FIRM_END):
        return False
    return len(text) < 60 or (_title_case(text) and len(text) < 110)


def _title_case(text: str) -> bool:
    words = [w for w in re.findall(r"[^\s]+", text) if w[:1].isalpha()]
    weighty = [w for w in words if not _SMALL.match(w)]
    return bool(weighty) and sum(w[0].isupper() for w in weighty) >= len(weighty) * 0.8


def classify(found: list[Draft], names: set[str], companies: Sequence[str]) -> None:
    """Marks drafts as about and safe_harbor, in place."""
    prose = [i for i, d in enumerate(found) if d.kind in ("paragraph", "list_item")]
    few = prose[1] if len(prose) > 1 else len(found)
    late = prose[(len(prose)) * 2 // 5] if len(prose) > 3 else few
    closing = max(late, prose[-5]) if len(prose) > 5 else late
    state = ""
    for i, draft in enumerate(found):
        if draft.kind == "table":
            state = ""
        elif draft.kind == "heading":
            state = _state_of_heading(draft, found, i, companies)
        elif _TRAILER.match(draft.text):
            state = ""
        elif (
            is_harbor(draft.text)
            and (draft.kind == "paragraph" or state.startswith("harbor") or _starred(found, i))
            and (i >= 1 or len(prose) < 3)
        ):
            draft.kind, state = "safe_harbor", state if state == "harbor-head" else "harbor"
        elif _still_harbor(draft, state, i >= late and describes(draft.text, names)):
            draft.kind = "safe_harbor"
        elif state == "about":
            draft.kind = "about"
        elif draft.kind == "paragraph" and i >= late and describes(_run_in(draft.text), names, i >= closing):
            draft.kind, state = "about", ""
        elif state != "harbor-head":
            state = ""


def _starred(found: Sequence[Draft], i: int) -> bool:
    """Is this a note of some length behind an asterisk ("* Any statements …"), and no item of a list?"""
    beside = [found[n] for n in (i - 1, i + 1) if 0 <= n < len(found)]
    return len(found[i].text) > 120 and not any(draft.kind == "list_item" for draft in beside)


def _run_in(text: str) -> str:
    """The text behind a heading in the same paragraph: "About Acme: Acme makes …"."""
    head = _ABOUT_RUN_IN.match(text)
    return text[head.end() :] if head else text


def _still_harbor(draft: Draft, state: str, about: bool) -> bool:
    """Does the passage on forward-looking statements go on? Under its heading it does until the company describes
    itself; without one, as long as the paragraphs speak of it.
    """
    if state == "harbor-head":
        return not about or goes_on(draft.text)
    return state == "harbor" and (goes_on(draft.text) or draft.kind == "list_item")


def _state_of_heading(draft: Draft, found: Sequence[Draft], i: int, companies: Sequence[str]) -> str:
    if HARBOR_HEAD.match(draft.text):
        return "harbor-head"
    if about_heading(draft.text, companies):
        following = found[i + 1] if i + 1 < len(found) else None
        named = not re.match(r"\W{0,4}about\b", draft.text, re.I)
        if (
            following
            and following.kind == "paragraph"
            and (not named or (i > len(found) // 3 and len(following.text) > 100))
        ):
            return "about"
    return ""


def finish(source: str, found: Sequence[Draft]) -> tuple[Block, ...]:
    blocks = []
    for draft in found:
        at = draft.spans or (draft.passage.spans() if draft.passage else ())
        blocks.append(Block(draft.kind, draft.text, at, draft.table, draft.level))
    return tuple(blocks)
