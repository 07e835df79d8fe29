"""A filing line for line beside what was read from it."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from neoarchive.models import Filing, PressRelease
from neoarchive.typography import typeset
from neoarchive.withheld import shown_text

from . import facts as filing_facts
from .facts import Fact
from .filing import TextPages
from .lines import Line, SourceLines, lines_of
from .withheld import covered, withheld_of

LONG = 60  # unused lines beyond which a segment is closed
ELSEWHERE = 400  # and beyond which it is not here at all: a contract of 3,000 lines is read on the filing's page

_USES = {
    "release": ("u", "in releases"),
    "filing": ("f", "in the facts of the filing"),
    "left-out": ("d", "left out"),
    "not-read": ("d", "not read"),
    "blank": ("", "blank"),
}
_OFF = {"left-out": "Left out", "not-read": "Not read", "blank": "Blank"}
_PUNCTUATION = re.compile(r"[\"'“”‘’\-–—]")


@dataclass(slots=True)
class Row:
    """One segment. ``use`` is on (in a release), fact, off, or blank; ``values`` are the facts that begin in it."""

    use: str
    title: str
    note: str
    first: int
    last: int
    href: str
    values: list[str]
    lines: list[Line]
    closed: bool
    elsewhere: str = ""
    """Where the lines can be read, if they are too many to stand here."""

    @property
    def span(self) -> tuple[int, int]:
        return self.first, self.last

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Account:
    """How many lines went where; ``bars`` are class, first line from 0 and length, in order."""

    total: int
    counts: list[tuple[str, int, str]]
    bars: list[tuple[str, int, int]]


def with_filing(releases: "QuerySet[PressRelease]") -> "QuerySet[PressRelease]":
    return releases.select_related("company", "filing__source").defer(
        "filing__warnings", "filing__source__compressed", "filing__source__compressed_line_starts"
    )


def parallel_context(release: PressRelease, *, drafts: bool) -> dict[str, Any]:
    """``release`` comes from ``with_filing``."""
    filing = release.filing
    lines = lines_of(filing.source)
    is_html = filing.source.format != "text" and not all(lines.typed)
    releases = {one.position: one for one in filing.releases.select_related("filing")}
    withheld = withheld_of(filing, releases.values())
    segments = filing.segments
    gone: set[int] = set()
    if withheld and not drafts:
        gone = withheld.lines(filing, lines)
        lines = covered(lines, gone)
        releases = {position: one for position, one in releases.items() if not one.is_withdrawn}
        segments = [_withheld(s, releases, gone) for s in segments]
    registrants = list(filing_facts.registrants_of(filing))
    facts = [
        *filing_facts.facts_of_filing(filing, registrants),
        *filing_facts.facts_of_rows(filing_facts.rows_of_filing(filing)),
        *(fact for one in releases.values() for fact in filing_facts.facts_of_release(one)),
    ]
    facts = [one for one in facts if one.lines is None or gone.isdisjoint(range(one.lines[0], one.lines[1] + 1))]
    segments = joined(whole(segments, len(lines)))
    rows = [_row(segment, filing, releases, lines, _within(facts, segment)) for segment in segments]
    own = release.get_absolute_url()
    for row in rows:
        row.href = "../" if row.href == own else row.href  # dozens of times the same long address
    return {
        "section": "releases",
        "release": release,
        "company": release.company,
        "filing": filing,
        "source": filing.source,
        "rows": rows,
        "account": account_of(segments, lines),
        "numbered": lines,
        "address": settings.SITE_URL + release.get_absolute_url() + "source/",
        "withheld": withheld,
        "is_html": is_html,
    }


def sentence_of(notes: Iterable[str]) -> str:
    """Notes as one sentence, each once."""
    told = "; ".join(dict.fromkeys(note.rstrip(".") for note in notes if note))
    return told[:1].upper() + told[1:]


def whole(segments: list[dict[str, Any]], total: int) -> list[dict[str, Any]]:
    """The segments so that every line is in exactly one: where two share a line the first has it, gaps are not read."""
    tiled, line = [], 1
    for segment in segments:
        first, last = max(segment["first"], line), min(segment["last"], total)
        if first > line:
            tiled.append(_gap(line, first - 1))
        if first <= last:
            tiled.append({**segment, "first": first, "last": last})
            line = last + 1
        else:
            line = max(line, first)
    if line <= total:
        tiled.append(_gap(line, total))
    return tiled


def joined(segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbouring segments that were left out, or not read, as one: a submission has dozens of wrappers."""
    rows: list[dict[str, Any]] = []
    for segment in segments:
        last = rows[-1] if rows else None
        if last is None or segment["use"] not in {"left-out", "not-read"} or last["use"] != segment["use"]:
            rows.append(segment)
            continue
        told = [last["note"] or last["title"], segment["note"] or segment["title"]]
        words = dict.fromkeys(part for one in told for part in one.split("; ") if part and part not in _OFF.values())
        rows[-1] = {**last, "last": segment["last"], "title": _OFF[segment["use"]], "note": "; ".join(words)}
    return rows


def account_of(segments: list[dict[str, Any]], lines: SourceLines) -> Account:
    """Blank lines are counted as blank wherever they stand, so that the numbers add up to the file."""
    counts = dict.fromkeys(_USES, 0)
    bars: list[tuple[str, int, int]] = []
    for segment in segments:
        first, last = segment["first"], segment["last"]
        blank = sum(lines.is_blank(number) for number in range(first, last + 1))
        counts["blank"] += blank
        counts[segment["use"]] += last - first + 1 - blank
        css = _USES[segment["use"]][0]
        if css and bars and bars[-1][0] == css and bars[-1][1] + bars[-1][2] == first - 1:
            bars[-1] = (css, bars[-1][1], bars[-1][2] + last - first + 1)
        elif css:
            bars.append((css, first - 1, last - first + 1))
    shown = [(_USES[use][0], count, _USES[use][1]) for use, count in counts.items() if count]
    return Account(len(lines), shown, bars)


def _gap(first: int, last: int) -> dict[str, Any]:
    return {"kind": "gap", "use": "not-read", "first": first, "last": last, "title": "", "note": ""}


def _withheld(segment: dict[str, Any], shown: Container[int], gone: set[int]) -> dict[str, Any]:
    """A segment as visitors are told of it: of a withdrawn release nothing but that."""
    if segment.get("release") is not None and segment["release"] not in shown:
        nothing = {"title": "Withdrawn", "note": "", "release": None, "block": None}
        return {**segment, "kind": "withdrawn", **nothing}
    touched = not gone.isdisjoint(range(segment["first"], segment["last"] + 1))
    return {**segment, "note": "In part withdrawn"} if touched else segment


def _within(facts: Iterable[Fact], segment: dict[str, Any]) -> list[Fact]:
    return [f for f in facts if f.lines and segment["first"] <= f.lines[0] <= segment["last"]]


def _row(
    segment: dict[str, Any],
    filing: Filing,
    releases: dict[int, PressRelease],
    lines: SourceLines,
    facts: list[Fact],
) -> Row:
    use, first, last = segment["use"], segment["first"], segment["last"]
    release = releases.get(segment["release"]) if segment.get("release") is not None else None
    notes = [segment["note"], *(f.note for f in facts)]
    block = _block(release, segment)
    if block is not None and not segment["note"]:
        notes.append(_difference(shown_text(block)))
    notes += _sure(facts, block, release)
    facts = [f for f in facts if f.value]
    marks = [mark for f in facts for mark in f.marks] if use == "filing" or _is_mixed(segment) else []
    count = last - first + 1
    unused = use in _OFF
    elsewhere = TextPages(filing.get_absolute_url(), len(lines), 0).line(first) if unused and count > ELSEWHERE else ""
    return Row(
        use={"release": "on", "filing": "fact", "blank": "blank"}.get(use, "off"),
        title=segment["title"] or _OFF.get(use) or segment["kind"].replace("-", " ").capitalize(),
        note=sentence_of(notes),
        first=first,
        last=last,
        href="" if unused else (release or filing).get_absolute_url(),
        values=list(dict.fromkeys(f.value for f in facts)),
        lines=[] if elsewhere else list(lines.between(first, last, marks)),
        closed=unused and count > LONG,
        elsewhere=elsewhere,
    )


def _sure(facts: list[Fact], block: dict[str, Any] | None, release: PressRelease | None) -> list[str]:
    """How sure the reading of a segment's block and facts is, in words; facts with one reason share it."""
    labels: dict[tuple[str, str], list[str]] = {}
    for one in facts:
        if one.level:
            labels.setdefault((one.level, one.reason), []).append(one.label)
    told = []
    found = block.get("confidence") if block else None
    if block and release and found and f"blocks.{release.blocks.index(block)}" not in release.edits:
        told.append(f"{found['level']}: {found['reason']}")
    for (level, reason), names in labels.items():
        said = ", ".join(dict.fromkeys(name if name[:2].isupper() else name[:1].lower() + name[1:] for name in names))
        told.append(f"{said} {level}: {reason}")
    return told


def _is_mixed(segment: dict[str, Any]) -> bool:
    """Whether a value is only part of the segment's lines, so that marking it tells something."""
    return segment["kind"] in {"paragraph", "dateline", "contact", "contacts"}


def _block(release: PressRelease | None, segment: dict[str, Any]) -> dict[str, Any] | None:
    index = segment.get("block")
    if release is None or index is None or not 0 <= index < len(release.blocks):
        return None
    block: dict[str, Any] = release.blocks[index]
    return block if block["kind"] != "table" else None


def _difference(text: str) -> str:
    """What typesetting changed beyond quotes and dashes: "as in the source; A-TM- shown as A™"."""
    source, shown = text.split(), typeset(text).split()
    pairs: dict[str, str] = {}
    if len(source) == len(shown):
        for was, now in zip(source, shown, strict=True):
            if _PUNCTUATION.sub("", was) != _PUNCTUATION.sub("", now):
                pairs.setdefault(was.strip("\"'(),.;"), now.strip("“”‘’(),.;"))
    changes = [f"{was} shown as {now}" for was, now in list(pairs.items())[:4]]
    return "; ".join(["As in the source", *changes])
