"""Evidence against source: whether every value stands where the archive says that it does.

A value as printed and the text at its place have the same letters and figures in the same order; blanks, line ends,
hyphens, markup and the case of letters are what reading may change. Values that a person set are not compared, nor
dates and other values that are not stored as printed; their places are looked at all the same.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model

from neoarchive.models import Evidenced, Filing, PressRelease

from .faults import Fault

_TAG = re.compile(r"<[^<>]*>")
# Part of the place only: an exchange stands before the symbol, "Contact" behind a role.
_WITHIN = {("releaseticker", "symbol"), ("contactappearance", "title")}
# Read across markup and page breaks, which stand at the place and not in the value.
_ACROSS = {("item", "body")}
_NOT_AS_PRINTED = {("registrant", "cik"), ("contactappearance", "whole")}


def faults_of(filing: Filing, text: str, starts: Sequence[int]) -> Iterator[Fault]:
    """``text``: the decoded source; ``starts``: where its lines begin."""
    source = _Source(text, starts)
    for record in records_of(filing):
        about = _named(filing, record)
        for field, evidence in record.evidence.items():
            value = None if field in record.edits else getattr(record, field, None)
            kind = (record._meta.model_name or "", field)
            printed = value if kind not in _NOT_AS_PRINTED else None
            for words in source.faults(evidence, printed, _how(record, field, evidence)):
                yield Fault(about, f"{field.replace('_', ' ')} {words}")
        if isinstance(record, PressRelease):
            yield from _parts(record, about, source)


def records_of(filing: Filing) -> Iterator[Evidenced]:
    yield filing
    for part in (filing.registrants, filing.items, filing.exhibits, filing.signatures):
        yield from part.all()
    for release in filing.releases.all():
        yield release
        for said in (release.tickers, release.quotations, release.contacts):
            yield from said.all()


def _parts(release: PressRelease, about: str, source: "_Source") -> Iterator[Fault]:
    for number, block in enumerate(release.blocks):
        value = None if f"blocks.{number}" in release.edits or "blocks" in release.edits else block["text"]
        how = "characters" if block["kind"] == "table" else "same"
        for words in source.faults(block, value, how):
            yield Fault(about, f"block {number + 1} ({block['kind']}) {words}")
    for number, below in enumerate(release.subheadlines):
        value = None if "subheadlines" in release.edits else below["text"]
        for words in source.faults(below, value, "same"):
            yield Fault(about, f"sub-headline {number + 1} {words}")
    for tidied in release.tidied:
        for words in source.faults(tidied, None, "same"):
            yield Fault(about, f"“{tidied['text']}” {words}")


def _how(record: Model, field: str, evidence: dict[str, Any]) -> str:
    kind = (record._meta.model_name or "", field)
    longest = getattr(record._meta.get_field(field), "max_length", None) if hasattr(record, field) else None
    if kind in _WITHIN or (longest and len(str(getattr(record, field))) >= longest):
        return "within"
    return "across" if kind in _ACROSS or evidence.get("note") else "same"


def _named(filing: Filing, record: Evidenced) -> str:
    if record is filing:
        return filing.get_absolute_url()
    if isinstance(record, PressRelease):
        return record.get_absolute_url()
    release = getattr(record, "release", None)
    where = release.get_absolute_url() if release else filing.get_absolute_url()
    return f"{where}, {record._meta.verbose_name} {getattr(record, 'position', 0) + 1}"


class _Source:
    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self.text, self.starts = text, starts

    def faults(self, evidence: dict[str, Any], value: object, how: str) -> Iterator[str]:
        """What does not hold of a place and, where it is a text or a list of texts, of the value that stands there."""
        spans = evidence.get("at")
        if not spans:
            return
        if not all(self._is_span(span) for span in spans):
            yield "has a place that is not in the source"
            return
        first, last = bisect_right(self.starts, spans[0][0]), bisect_right(self.starts, spans[-1][1] - 1)
        lines = evidence.get("lines")
        if lines is not None and list(lines) != [first, last]:
            yield f"is said to stand in lines {lines}, and stands in lines {[first, last]}"
        if isinstance(value, list):
            value = " ".join(map(str, value))
        if isinstance(value, str) and value and not self._agrees(value, spans, how):
            yield f"is “{_short(value)}”, and line {first} has “{_short(self._at(spans))}”"

    def _is_span(self, span: object) -> bool:
        match span:
            case [int(start), int(end)]:
                return 0 <= start < end <= len(self.text)
        return False

    def _at(self, spans: Sequence[Sequence[int]]) -> str:
        return "".join(self.text[start:end] for start, end in spans)

    def _agrees(self, value: str, spans: Sequence[Sequence[int]], how: str) -> bool:
        printed = self._at(spans)
        wanted = folded(value)
        for there in (folded(html.unescape(_TAG.sub("", printed))), folded(printed)):
            match how:
                case "same":
                    agrees = wanted == there
                case "within":
                    agrees = wanted in there
                case "across":
                    agrees = _in_order(wanted, there)
                case _:
                    agrees = sorted(wanted) == sorted(there)
            if agrees:
                return True
        return False


def folded(text: str) -> str:
    """Letters and figures alone, without case and accents."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def _in_order(wanted: str, there: str) -> bool:
    """Whether all letters stand there in this order, with others between them."""
    place = 0
    for letter in wanted:
        place = there.find(letter, place) + 1
        if not place:
            return False
    return True


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:60] + "…"
