"""Reads one exhibit: what it is, the releases in it, and what each of its lines was taken for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from neoarchive.parser.plain import PlainLines
from neoarchive.parser.text import Line, Passage
from neoarchive.parser.types import Contact, Dateline, DateValue, Quotation, Release, Segment, Value, Warning

from . import blocks as body
from . import contacts, dateline, furniture, headline, letterhead
from .boilerplate import short_names
from .division import body_of_form, dateline_among, find_dateline, parts_of, units_of
from .judge import Evidence, Kind, evidence, judge
from .patterns import DATE, NUMERIC_DATE, all_capitals, folded, numeric_day, understood
from .quotations import read_quotations
from .segmenting import make_segments, unread_segments
from .tickers import Known, read_tickers
from .units import Unit, make_unit


@dataclass(frozen=True, slots=True)
class ExhibitReading:
    """What was read in an exhibit."""

    kind: Kind
    reason: str
    lines: Sequence[Line]
    releases: tuple[Release, ...] = ()
    marked: tuple[Segment, ...] = ()
    """What its lines were taken for; () where nothing was read."""
    warnings: tuple[Warning, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What the lines were taken for. They cover exactly the lines; their indexes count within this reading."""
        return self.marked or unread_segments(self.lines)


@dataclass(slots=True)
class _Job:
    """One release being read: its rows, and what they were taken for."""

    source: str
    lines: Sequence[Line]
    kinds: list[str]
    owner: list[tuple[int | None, int | None]]
    exhibit: str | None
    registrants: tuple[str, ...]
    report_date: date | None
    strict: bool
    warnings: list[Warning]
    notes: dict[tuple[str, int | None, int | None], str] = field(default_factory=dict)
    tickers: Known = field(default_factory=dict)


def read_exhibit(
    source: str,
    lines: Sequence[Line],
    *,
    exhibit: str | None,
    description: str | None,
    registrants: Sequence[str],
    report_date: date | None,
) -> ExhibitReading:
    """Reads the lines of one exhibit, or of the form's own body (``exhibit`` None), which is judged strictly.

    Never raises on text. ``registrants`` are names as the cover prints them; ``report_date`` gives the year to a
    date printed without one.
    """
    strict = exhibit is None
    start, end = (0, len(lines)) if not strict else body_of_form(lines)
    if strict and start == end:
        return ExhibitReading("other", "It announces no release.", lines)
    if not strict and (other := _told_by_its_beginning(source, lines, exhibit, description)):
        return ExhibitReading(*other, lines)
    lines = list(lines)
    job = _job(source, lines, exhibit, registrants, report_date)
    kind, reason, units, first = _judged(job, start, end, description)
    if kind != "press-release" or end <= start:
        return ExhibitReading(kind, reason, lines)
    releases: list[Release] = []
    parts = parts_of(lines, job.kinds, units, first, start, end)
    for a, b in parts:
        known = (units, first) if len(parts) == 1 else None
        release = _read_release(job, a, b, len(releases), known)
        if release is not None:
            releases.append(release)
    if not releases:
        return ExhibitReading("other", "No headline and no text could be told apart.", lines)
    for i in range(len(lines)):
        if not (start <= i < end) and job.kinds[i] != "blank":
            job.kinds[i] = "not-read"
    return ExhibitReading(
        kind, reason, lines, tuple(releases), make_segments(lines, job.kinds, job.owner, job.notes), tuple(job.warnings)
    )


_First = tuple[int, dateline.Found, int] | None


# An exhibit of more lines than ``_SHORT`` is judged by its first ``_HEAD`` ones, and if there are signs of a release
# further down by its first ``_FAR`` ones, before all of it is looked at.
_SHORT, _HEAD, _FAR = 200, 150, 600


def _told_by_its_beginning(
    source: str, lines: Sequence[Line], exhibit: str | None, description: str | None
) -> tuple[Kind, str] | None:
    """What a long exhibit is, and why; None where it may be a release, or is too short to leave anything out.

    Most long exhibits are contracts, transcripts and statements, which their beginning tells.
    """
    for stop in (_HEAD, _FAR):
        if len(lines) <= stop + _SHORT - _HEAD:
            return None
        if stop == _HEAD and dateline_among(_typed(lines, 0, _HEAD)):
            return None  # most likely a release, of which all is needed
        kind, reason = _judged(_job(source, lines[:stop], exhibit, (), None), 0, stop, description)[:2]
        if kind == "press-release":
            return None
        if stop == _HEAD and not dateline_among(_typed(lines, _HEAD, _FAR)):
            break
    return kind, reason


def _typed(lines: Sequence[Line], a: int, b: int) -> str:
    """The lines from index a to b as text; of plain text none is made for that."""
    return lines.typed(a, b) if isinstance(lines, PlainLines) else "\n".join(line.text for line in lines[a:b])


def _job(
    source: str, lines: Sequence[Line], exhibit: str | None, registrants: Sequence[str], report_date: date | None
) -> _Job:
    kinds = [""] * len(lines)
    furniture.mark(lines, kinds)
    owner: list[tuple[int | None, int | None]] = [(None, None)] * len(lines)
    return _Job(source, lines, kinds, owner, exhibit, tuple(registrants), report_date, exhibit is None, [])


def _judged(job: _Job, start: int, end: int, description: str | None) -> tuple[Kind, str, list[Unit], _First]:
    """What the lines are and why, the units they make, and the first dateline among them."""
    strict = job.strict
    usable = [i for i in range(start, end) if not job.kinds[i]]
    units = units_of(job.source, job.lines, usable)
    first = find_dateline(units)
    seen = evidence(
        units, (first[0], first[1].day is not None or first[1].wire is not None) if first else None, description
    )
    if strict:
        seen = Evidence(seen.status, seen.dateline, seen.dated, start > 0, seen.news)
    kind, reason = judge(job.lines, units, seen, description, strict=strict)
    return kind, reason, units, first


def _read_release(
    job: _Job, start: int, end: int, index: int, known: tuple[list[Unit], _First] | None
) -> Release | None:
    """Reads the rows from ``start`` to ``end`` as one release and marks what they were taken for.

    ``known`` are the units of these rows and the first dateline among them, where they were read before.
    """
    source, lines, kinds = job.source, job.lines, job.kinds
    if known is None:
        units = units_of(source, lines, [i for i in range(start, end) if not kinds[i]])
        found = find_dateline(units)
    else:
        units, found = known
    top, text_units, line = _split_at(job, units, found)
    companies = _companies(job, text_units)
    lowered = tuple(c.casefold() for c in companies)
    prose = {r for u in units if _is_prose(u) for r in u.rows}
    top_rows = [r for u in top for r in u.rows]
    above = contacts.regions(lines, top_rows, prose, top=True)
    opening = headline.read_opening(source, lines, top_rows, {r for block in above for r in block}, companies)
    title, subs = _titles(job, opening)
    heads = _running_heads(job, opening, start, end, companies)
    if heads:
        text_units = _without(job, text_units, set(heads), line)
        title = _true_case(job, title, heads)
    body_rows = [r for u in text_units for r in u.rows]
    below = contacts.regions(lines, body_rows, prose, top=False)
    doubts: list[Value] = []
    people = [c for block in above + below for c in contacts.read_contacts(source, lines, block, lowered, doubts)]
    below_rows = {r for block in below for r in block}
    if below_rows:
        text_units = [kept for u in text_units if (kept := _less(job, u, below_rows))]
    text_units = _without_letterhead(job, text_units, below_rows)
    drafts = body.drafts(source, lines, text_units)
    body.classify(drafts, short_names(companies), companies)
    if not drafts:
        return None
    passages = [d.passage for d in drafts]
    quotes = read_quotations(passages)
    _mark(job, index, (start, end), [*above, *below], opening, drafts, line)
    _mark_quotations(job, drafts, quotes)
    _warn(job, title, line, drafts, start, end)
    _warn_of_doubts(job, doubts)
    _note(job, index, title, line, quotes, drafts)
    # A letterhead may print the symbol that the text never does: "NYSE symbol: CLDR".
    opened = [units[found[0]].passage] if found and line and "(" in line.text.text else []
    named = [p for p in (*(u.passage for u in top), *opened, *passages) if p is not None]
    return Release(
        exhibit=job.exhibit,
        headline=title,
        subheadlines=subs,
        dateline=line,
        released_on=_day(job, line, opening),
        status=opening.status,
        tickers=read_tickers(named, job.tickers),
        contacts=contacts.merged(people, source),
        blocks=body.finish(source, drafts),
        quotations=quotes,
        at=((lines[start].start, lines[end - 1].end),),
        tidied=_tidied(job, start, end, title, above, people),
    )


def _mark(
    job: _Job,
    index: int,
    rows: tuple[int, int],
    blocks: Sequence[Sequence[int]],
    opening: headline.Opening,
    drafts: Sequence[body.Draft],
    line: Dateline | None,
) -> None:
    """Writes down what the rows of a release were taken for."""
    for row in (r for block in blocks for r in block):
        job.kinds[row] = "contact"
    for row, kind in opening.kinds.items():
        job.kinds[row] = job.kinds[row] or kind
    _mark_body(job, drafts, index, line)
    for i in range(*rows):
        job.owner[i] = (index, job.owner[i][1])


def _warn_of_doubts(job: _Job, doubts: Sequence[Value]) -> None:
    if not doubts:
        return
    names = ", ".join(d.text for d in doubts)
    text = f"Several firms or numbers follow several names ({names}). Whose they are is not certain; they are left out."
    job.warnings.append(Warning("contacts-ambiguous", text, tuple(s for d in doubts for s in d.at)))


def _less(job: _Job, unit: Unit, rows: set[int]) -> Unit | None:
    """The unit without these rows: a contact may stand straight below a paragraph. None if nothing is left."""
    if not rows.intersection(unit.rows):
        return unit
    kept = [r for r in unit.rows if r not in rows]
    starts = {job.lines[r].start for r in kept}
    parts = [part for part in unit.parts if part[0].start in starts]
    if not parts:
        return None
    left = unit.like(kept, Passage(job.source, parts))
    left.tabular = unit.tabular
    return left


def _without_letterhead(job: _Job, units: list[Unit], contact_rows: set[int]) -> list[Unit]:
    """Leaves out an address set under the text, the words "Press Release" repeated on a later page, and a lone
    word after the contacts (a filer's own code).
    """
    kept: list[Unit] = []
    last_contact = max(contact_rows, default=-1)
    for n, unit in enumerate(units):
        short = len(unit.text) < 130 and unit.text[-1:] != "." and not unit.tabular and n > 0
        code = last_contact >= 0 and 0 < unit.rows[0] - last_contact < 8 and re.fullmatch(r"[A-Z]\S{2,14}", unit.text)
        if short and (letterhead.is_letterhead(unit.text) or code):
            for row in unit.rows:
                job.kinds[row] = "letterhead"
            last_contact = unit.rows[-1] if code else last_contact
            continue
        kept.append(unit)
    return kept


def _note(
    job: _Job,
    index: int,
    title: Value | None,
    line: Dateline | None,
    quotes: Sequence[Quotation],
    drafts: Sequence[body.Draft],
) -> None:
    """What the page beside the source says of a segment: who is quoted, where and when, what was done to capitals."""
    if title and title.note:
        job.notes["headline", index, None] = title.note
    if line:
        said = [line.place.text if line.place else "", line.day.text if line.day else ""]
        job.notes["dateline", index, 0] = "; ".join(" ".join(s.split()) for s in said if s)
    for quote in quotes:
        parts = [quote.speaker.text, quote.speaker_title.text if quote.speaker_title else ""]
        job.notes.setdefault(("quotation", index, quote.block), ", ".join(" ".join(p.split()) for p in parts if p))
    first = drafts[0].passage if drafts else None
    if first is not None and read_tickers([first], job.tickers):
        job.notes["tickers", index, 0] = "tickers"


def _is_prose(unit: Unit) -> bool:
    """Running text, so that a desk named in it is no contact; a block that a label opens is none."""
    if len(unit.text) <= 130 or any(line.cells for line, _, _ in unit.parts):
        return False
    if len(unit.text) < 900 and contacts.opens(unit.text[:80]) and contacts.reaches(unit.text[:400]):
        return contacts.in_sentence(unit.text)
    # Several lines with a number each are people under one another; a short one with a number may have been put
    # together with the title below it.
    several = len(unit.parts) > 1 and len(unit.text) < 500 and unit.text[-1:] != "."
    reached = [len(line.text.strip()) for line, _, _ in unit.parts if contacts.reaches(line.text)] if several else []
    return len(reached) < 2 and not any(size < 50 for size in reached)


_MEMO = re.compile(r"\s*(?:to|from|date|subject|re|contact)\s?:", re.I)


def _memo(unit: Unit) -> bool:
    """The heading of a memo, line upon line: "TO: All News Media", "FROM: Acme Pumps", "SUBJECT: …"."""
    return len(unit.parts) > 1 and sum(_MEMO.match(line.text) is not None for line, _, _ in unit.parts) * 2 > len(
        unit.parts
    )


def _split_at(
    job: _Job, units: list[Unit], found: tuple[int, dateline.Found, int] | None
) -> tuple[list[Unit], list[Unit], Dateline | None]:
    """Units above the dateline, units of the text, and the dateline cut off the first of these."""
    if found is None:
        n = next(
            (i for i, u in enumerate(units) if u.prose and len(u.text) > 120 and not _memo(u)), min(len(units), 12)
        )
        return units[:n], units[n:], None
    n, match, k = found
    unit = units[n]
    passage = Passage(job.source, unit.parts[k:])
    line = dateline.dateline(passage, match, job.report_date)
    top = units[:n]
    if k:
        top = [*top, make_unit(job.source, job.lines, unit.rows[:k])]
    rest = passage.cut(match.end)
    rows = unit.rows[k:]
    for row in rows:
        job.kinds[row] = "" if rest else "dateline"
    if not rest:
        return top, units[n + 1 :], line
    return top, [unit.like(rows, rest), *units[n + 1 :]], line


def _without(job: _Job, units: list[Unit], rows: set[int], line: Dateline | None) -> list[Unit]:
    """The units again, without rows that turned out to be running heads; the first keeps its cut."""
    usable = [r for u in units[1:] for r in u.rows if r not in rows]
    head = units[:1]
    if not head:
        return []
    again = units_of(job.source, job.lines, usable) if usable else []
    if rows.intersection(head[0].rows):
        parts = [p for p, r in zip(head[0].parts, head[0].rows[-len(head[0].parts) :], strict=False) if r not in rows]
        left = [r for r in head[0].rows if r not in rows]
        head = [head[0].like(left, Passage(job.source, parts))] if left and parts else []
    return head + again


def _companies(job: _Job, units: Sequence[Unit]) -> tuple[str, ...]:
    """Names the release may call its company by: the registrants, and those before the tickers in its text."""
    names = list(job.registrants)
    passages = [u.passage for u in units[:60] if len(u.text) < 6000]
    names += [t.company.text for t in read_tickers(passages, job.tickers) if t.company]
    if units:
        subject = re.match(
            r"((?:[A-Z][\w.&'’\-]{1,25},?\s){1,6}?(?:Inc\b\.?|Corp\b\.?|Corporation|Company|Ltd\b\.?|LLC"
            r"|INC\.|CORPORATION|Incorporated|plc))",
            units[0].text[:160],
        )
        lead = re.match(
            r"((?:The\s)?(?:[A-Z][\w.&'’\-]{1,25}\s){1,4}?)®?(?=\(|today|announced|reported|said|has\s|is\s)",
            units[0].text[:120],
        )
        names += [m[1].strip(" ,") for m in (subject, lead) if m]
    seen: dict[str, str] = {}
    for name in names:
        name = re.sub(r"\s*[\\/][A-Z]{2,3}[\\/]?\Z", "", " ".join(name.split()))
        if len(name) >= 2 and len(name) < 90:
            seen.setdefault(folded(name), name)
    return tuple(seen.values())


def _titles(job: _Job, opening: headline.Opening) -> tuple[Value | None, tuple[Value, ...]]:
    values = []
    for title in opening.titles:
        passage = title.passage(job.source)
        a, b = headline.stripped(passage)
        value = passage.value(a, b)
        values.append(Value(" ".join(value.text.split()), value.at))
    return (values[0], tuple(values[1:])) if values else (None, ())


def _running_heads(job: _Job, opening: headline.Opening, start: int, end: int, companies: Sequence[str]) -> list[int]:
    rows = opening.titles[0].rows if opening.titles else []
    first = max([start, *opening.kinds]) + 1 if opening.kinds else start
    found = furniture.running_heads(job.lines[:end], job.kinds, rows, first, companies)
    return found


def _true_case(job: _Job, title: Value | None, heads: Sequence[int]) -> Value | None:
    """The headline in upper and lower case, where a running head on a later page prints it so."""
    if title is None or not all_capitals(title.text):
        return title
    for i in range(len(heads)):
        for j in range(i + 1, min(i + 5, len(heads)) + 1):
            text = " ".join(" ".join(job.lines[r].text.split()) for r in heads[i:j])
            if folded(text) == folded(title.text) and not all_capitals(text):
                page = _page_named(job, heads[j - 1])
                return Value(text, title.at, f"Capitals set down as in the running head{page}")
    return title


def _page_named(job: _Job, row: int) -> str:
    for i in range(max(row - 8, 0), min(row + 9, len(job.lines))):
        text = job.lines[i].text.strip(" -–—.()")
        if job.kinds[i] == "furniture" and re.match(r"page\s", text, re.I) and len(text) < 20:
            return " on " + text.lower()
    return ""


def _day(job: _Job, line: Dateline | None, opening: headline.Opening) -> DateValue | None:
    """The release's date: the dateline's, else the one date above the headline; several there are none."""
    above: dict[date, DateValue] = {}
    for passage, m in opening.dates:
        day = understood(m, job.report_date) if m.re is DATE else numeric_day(m) if m.re is NUMERIC_DATE else None
        if day:
            above.setdefault(day, DateValue(day, m[0].strip(), passage.spans(*m.span())))
    if line and line.day:
        if job.report_date and abs((line.day.day - job.report_date).days) > 120:
            text = f"The dateline's {line.day.text} is far from the date of the report, {job.report_date.isoformat()}."
            job.warnings.append(Warning("release-date-far", text, line.day.at))
        others = [d for d in above if abs((d - line.day.day).days) > 1]
        if others:
            job.warnings.append(
                Warning(
                    "release-date-differs",
                    f"The dateline gives {line.day.text}, a line above the headline {above[others[0]].text}. The "
                    f"dateline's date is taken.",
                    line.day.at,
                )
            )
        return line.day
    if len(above) == 1:
        return next(iter(above.values()))
    if above:
        job.warnings.append(
            Warning(
                "release-date-ambiguous",
                "The release prints several dates above its text and none in a dateline. No date is taken.",
                next(iter(above.values())).at,
            )
        )
    return None


def _mark_body(job: _Job, drafts: Sequence[body.Draft], index: int, line: Dateline | None) -> None:
    names = {"list_item": "list-item", "safe_harbor": "safe-harbor"}
    for n, draft in enumerate(drafts):
        for row in draft.rows:
            job.kinds[row] = names.get(draft.kind, draft.kind)
            job.owner[row] = (index, n)
    if drafts and line and drafts[0].kind == "paragraph":
        for row in drafts[0].rows:
            job.kinds[row] = "dateline"


def _mark_quotations(job: _Job, drafts: Sequence[body.Draft], quotes: Sequence[object]) -> None:
    for block in {q.block for q in quotes}:  # type: ignore[attr-defined]
        for row in drafts[block].rows:
            if job.kinds[row] == "paragraph":
                job.kinds[row] = "quotation"


def _warn(
    job: _Job, title: Value | None, line: Dateline | None, drafts: Sequence[body.Draft], start: int, end: int
) -> None:
    at = ((job.lines[start].start, job.lines[end - 1].end),)
    if title is None:
        job.warnings.append(Warning("no-headline", "No headline was found above the text of the release.", at))
    if line is None:
        job.warnings.append(Warning("no-dateline", "The release has no dateline, so its place is not known.", at))
    typed = [d for d in drafts if d.typed]
    if typed:
        tables = "One table is" if len(typed) == 1 else f"{len(typed)} tables are"
        job.warnings.append(
            Warning(
                "table-as-typed",
                f"{tables} kept as typed: the columns are not certain.",
                tuple(s for d in typed for s in d.spans[:1]),
            )
        )


def _tidied(
    job: _Job, start: int, end: int, title: Value | None, above: Sequence[Sequence[int]], people: Sequence[Contact]
) -> tuple[Value, ...]:
    """What was left out or moved, a sentence each, with the place."""
    first = min((i for i in range(start, end) if job.kinds[i] in ("dateline", "paragraph")), default=start)
    left = [i for i in range(first, end) if job.kinds[i] == "furniture"]
    found: list[Value] = []
    if left:
        heads = any(sum(c.isalpha() for c in job.lines[i].text) > 12 for i in left)
        text = "Page break and running head left out" if heads else "Page break left out"
        found.append(Value(text, tuple(s for i in left for s in job.lines[i].spans())))
    if title and title.note:
        found.append(Value("Headline capitals set down as in the running head", title.at))
    if above and people:
        found.append(
            Value(
                "Contacts moved below the text",
                tuple(s for block in above for r in block for s in job.lines[r].spans()),
            )
        )
    return tuple(found)
