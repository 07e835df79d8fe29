"""What an editor should know: missing pages, missing exhibits, what had to be assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from .form import Form, is_furniture
from .header import Header
from .submission import Submission
from .text import Line, Passage
from .types import DateValue, Exhibit, Registrant, Release, Span, Value, Warning

_PAGES = re.compile(
    r"\bpage\s+1\s+of\s+(\d{1,3})\b(?:\s+pages?)?|\btotal\s+(?:number\s+of\s+)?pages\b\W{0,10}(\d{1,3})\b", re.I
)
_PAGE_NUMBER = re.compile(r"[-\u2013\u2014\s(]*(?:page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?[-\u2013\u2014\s)]*", re.I)
_RELEASE = re.compile(r"\b(?:press|news|earnings)\s+release", re.I)
_HERE = r"(?:attached|annexed|appended)"
_ATTACHED = re.compile(
    rf"\b(press|news)\s+release\b[^.]{{0,200}}?\b{_HERE}\b|\b{_HERE}\b[^.]{{0,120}}?\b(press|news)\s+release\b"
    rf"|\b{_HERE}\s+(?:hereto|to\s+this\s+(?:report|form|filing))\b|\bcopy\s+(?:of\s+which\s+)?is\s+{_HERE}\b",
    re.I,
)


@dataclass(slots=True)
class Facts:
    """What the warnings are drawn from."""

    source: str
    submission: Submission
    header: Header | None
    form: Form
    form_lines: Sequence[Line]
    form_type: Value | None
    report_date: DateValue | None
    registrants: Sequence[Registrant]
    exhibits: Sequence[Exhibit]
    elsewhere: set[str]
    """Numbers of exhibits incorporated by reference to another filing."""
    unheaded: Sequence[tuple[str, Span]]
    """Exhibits taken to begin at a place without a heading."""
    places: dict[str, list[Span]] = field(default_factory=dict)
    releases: Sequence[Release] = ()
    is_form: bool = True


def find_warnings(facts: Facts) -> list[Warning]:
    """Each a full sentence, the fact first, with the places it rests on."""
    found: list[Warning] = []
    found += _form_warnings(facts)
    found += _exhibit_warnings(facts)
    found += _container_warnings(facts)
    pages = missing_pages(facts)
    if pages:
        found.append(pages)
    return found


def _form_warnings(facts: Facts) -> list[Warning]:
    found: list[Warning] = []
    if not facts.is_form:
        return [Warning("not-8-k", "This is not a Form 8-K: it has neither the form's title nor any item.")]
    if facts.form_type and not facts.form_type.text.upper().startswith("8-K"):
        found.append(Warning("not-8-k", f"The form type is {facts.form_type.text}, not 8-K.", facts.form_type.at))
    if facts.report_date is None:
        found.append(Warning("no-report-date", "No date of report was found on the cover."))
    elif facts.form.cover.report_date is None:
        found.append(
            Warning(
                "no-report-date",
                "The cover gives no date of report; the period in the header was taken.",
                facts.report_date.at,
            )
        )
    if not facts.registrants:
        found.append(Warning("no-registrant", "No registrant was found on the cover."))
    start, stop = facts.form.signature_lines
    if facts.form.items and start == stop and not facts.submission.truncated and facts.source:
        end = len(facts.source.rstrip()) or 1
        found.append(
            Warning("no-signature", "The form is not signed: it may break off before its end.", ((end - 1, end),))
        )
    for number in facts.form.unknown:
        found.append(Warning("unknown-item", f"Item {number.text} is in no list of items of Form 8-K.", number.at))
    return found


def _exhibit_warnings(facts: Facts) -> list[Warning]:
    found: list[Warning] = []
    held = {release.exhibit for release in facts.releases}
    for exhibit in facts.exhibits:
        number = exhibit.number.text
        if exhibit.included is False and number not in facts.elsewhere:
            places = tuple(sorted({*(facts.places.get(number) or exhibit.number.at)}))
            found.append(
                Warning("exhibit-missing", f"Exhibit {number} is listed, but its text is not in this file.", places)
            )
        described = exhibit.description.text if exhibit.description else ""
        if exhibit.included and _RELEASE.search(described) and number not in held:
            found.append(
                Warning(
                    "release-missing",
                    f"Exhibit {number} is listed as a press release, but none could be read from it.",
                    exhibit.number.at,
                )
            )
    for number, span in facts.unheaded:
        found.append(
            Warning(
                "no-exhibit-heading",
                f"Exhibit {number} has no heading; it is taken to begin after the exhibit index.",
                (span,),
            )
        )
    attached = _attached(facts)
    if attached:
        found.append(attached)
    return found


def _attached(facts: Facts) -> Warning | None:
    """The form says that something is attached, lists no exhibit, and the source holds none."""
    if facts.exhibits or facts.releases:
        return None
    for n, (start, stop, _) in enumerate(facts.form.item_lines):
        if n not in facts.form.reported:
            continue
        filled = (line for line in facts.form_lines[start:stop] if line.text)
        body = Passage.of(facts.source, islice(filled, 200))
        said = _ATTACHED.search(body.text, 0, 20_000)
        if said:
            words = "The form says that a press release is attached; none is in this file."
            if not (said[1] or said[2]):
                words = "The form says that something is attached to it; the file holds nothing but the form."
            return Warning("attached-missing", words, body.spans(*said.span()))
    return None


def _container_warnings(facts: Facts) -> list[Warning]:
    found: list[Warning] = []
    header = facts.header
    if header is None or header.accession_number is None:
        found.append(Warning("no-accession-number", "No accession number in the text."))
    if header and header.document_count and header.document_count.text.isdecimal():
        said, held = int(header.document_count.text), len(facts.submission.documents)
        # With XBRL the count takes in renderings and archives that copies leave out: it says nothing about text.
        machine = any(document.content == "not-text" for document in facts.submission.documents)
        if said != held and not machine:
            words = f"The header counts {said} document{'s' if said != 1 else ''}; the file holds {held}."
            found.append(Warning("document-count", words, header.document_count.at))
    if facts.submission.truncated:
        end = len(facts.source)
        found.append(
            Warning(
                "truncated",
                "The file breaks off: its last document is not closed.",
                ((max(end - 1, 0), end),) if end else (),
            )
        )
    return found


def missing_pages(facts: Facts) -> Warning | None:
    """The cover counts more pages than a single-document file prints numbers for.

    Submissions with exhibits of their own are left alone: their pages may count through, or begin anew.
    """
    if len(facts.submission.documents) != 1:
        return None
    lines = facts.form_lines
    said = next(
        ((line, found) for line in lines[: facts.form.cover_end + 1] if (found := _PAGES.search(line.text))), None
    )
    if said is None:
        return None
    line, found = said
    count = int(found[1] or found[2])
    last: tuple[int, Line, re.Match[str]] | None = None
    breaks = 0
    for other in lines:
        breaks += other.page_break
        text = other.text.strip()
        if (
            0 < len(text) <= 24
            and other is not line
            and is_furniture(text)
            and (number := _PAGE_NUMBER.fullmatch(other.text))
        ):
            page = int(number[1])
            # Page numbers rise one by one; a figure that jumps is a number of something else.
            if page <= count + 1 and (last is None or last[0] <= page <= last[0] + 2):
                last = (page, other, number)
    if last is None or max(last[0], breaks) >= count:
        return None
    # Some copies end their last page after the number: the text behind it is one page more.
    words = " ".join(found[0].split())
    message = f"The cover says “{words}”; the file ends on page {last[0]}."
    return Warning("pages-missing", message, (*line.spans(*found.span()), *last[1].spans(*last[2].span(1))))
