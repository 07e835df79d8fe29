"""How sure each value of the form is, and why: header, cover, items, exhibits, signatures.

The levels have the meaning that ``types.Confidence`` gives. They are drawn from what was found (values, places, how
many signs agree), and held against labelled filings, as filed and damaged (tests/benchmarks/calibration.py): of the
values called certain at least 99.5 % have to be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from .cover import CAPTION
from .findings import Facts
from .header import Filer
from .items import NEW_FORM, known, like_a_title, plain_number
from .listings import key
from .places import state_code
from .registrants import file_number_key, name_key
from .types import Confidence, DateValue, Exhibit, Item, Registrant, Signature, Value, certain, doubtful, likely

_HAND = re.compile(r"/\s?s\s?/|\\\s?s\s?\\|\(s\)|\[s\]", re.I)
_RELEASE = re.compile(r"\b(?:press|news|earnings)\s+release", re.I)
_FORM_TYPE = re.compile(r"8-K[A-Z0-9]{0,6}(?:/A)?", re.I)
_ACCESSION = re.compile(r"\d{10}-\d\d-\d{6}")
_MANY = 25
"""Numbers listed without a text that no form has as many of, but the contents of an agreement have."""
_OLD_LEFT = 730
"""Days after the present numbering came into force in which companies still used the old numbers."""


def of_form(facts: Facts, named: set[str]) -> dict[str, Confidence]:
    """Confidence by path of every value of the form that was found.

    ``named`` are numbers of exhibits that only running text names.
    """
    found: dict[str, Confidence] = {}
    if facts.form_type:
        found["form_type"] = _form_type(facts)
    header = facts.header
    if header and header.accession_number:
        found["accession_number"] = _accession(header.accession_number)
    if header and header.filed_date:
        found["filed_date"] = certain("given by the header")
    if facts.report_date:
        found["report_date"] = _report_date(facts)
    # A registrant that a filer was found for has that filer's own values.
    filers = {id(filer.cik or filer.name): filer for filer in header.filers} if header else {}
    for i, registrant in enumerate(facts.registrants):
        filer = filers.get(id(registrant.cik or registrant.conformed_name))
        found.update(_registrant(f"registrants.{i}", registrant, filer, facts))
    for i, item in enumerate(facts.form.items):
        found[f"items.{i}.number"] = _item(item, facts.report_date)
    for i, exhibit in enumerate(facts.exhibits):
        if exhibit.kind:
            found[f"exhibits.{i}.kind"] = _kind(exhibit, facts)
        found[f"exhibits.{i}.number"] = _exhibit(exhibit, facts, exhibit.number.text in named)
    for i, signature in enumerate(facts.form.signatures):
        found[f"signatures.{i}.name"] = _signature(signature, facts)
    return found


def _accession(value: Value) -> Confidence:
    if _ACCESSION.fullmatch(value.text):
        return certain("given by the header, in the form that such numbers have")
    return doubtful("given by the header, but not in the form that such numbers have")


def _form_type(facts: Facts) -> Confidence:
    header, cover = facts.header, facts.form.cover.form_type
    if facts.form_type and not _FORM_TYPE.fullmatch(facts.form_type.text):
        return doubtful("not in the words of a type of Form 8-K")
    if header and header.form_type:
        if cover is None:
            return certain("given by the header")
        if cover.text.upper() == header.form_type.text.upper():
            return certain("given by the header and equal on the cover")
        return likely(f"given by the header; the cover says {cover.text}")
    if cover:
        return likely("told by the word amendment on the cover") if cover.note else certain("printed on the cover")
    return likely("given by the document’s own tag")


def _report_date(facts: Facts) -> Confidence:
    day = facts.report_date
    period = facts.header.period_date if facts.header else None
    assert day is not None
    if facts.form.cover.report_date is None:
        return likely("given by the header; the cover prints none")
    if period:
        if period.day == day.day:
            return certain("printed on the cover and equal in the header")
        return likely(f"printed on the cover; cover and header differ, {period.day.isoformat()} in the header")
    if not facts.form.cover.dated_by_caption:
        return doubtful("the only line of the cover that is a date; it stands at no caption")
    signed = [s.signed_on.day for s in facts.form.signatures if s.signed_on]
    if signed and not any(-3 <= (on - day.day).days <= 120 for on in signed):
        return doubtful("it stands at its caption, but is far from the date of the signature")
    return certain("printed at its caption on the cover")


# -- registrants --------------------------------------------------------------------------------------------------


def _registrant(path: str, one: Registrant, filer: Filer | None, facts: Facts) -> dict[str, Confidence]:
    found = {f"{path}.name": _name(one, filer, facts)}
    if one.cik:
        single = len(facts.registrants) == 1
        found[f"{path}.cik"] = certain(
            "given by the header" if single else "given by the header for this name or number"
        )
    for name, (theirs_name, equal) in _ALIKE.items():
        value: Value | None = getattr(one, name)
        if value:
            theirs: Value | None = getattr(filer, theirs_name) if filer else None
            if theirs and name == "state_of_incorporation" and not state_code(theirs.text):
                theirs = None  # EDGAR has codes of its own for foreign countries
            found[f"{path}.{name}"] = _identifier(name, value, theirs, equal, facts.source)
    if one.address:
        found[f"{path}.address"] = likely("stands above its caption")
    return found


def _name(one: Registrant, filer: Filer | None, facts: Facts) -> Confidence:
    text = one.name.text
    if len(text) < 5 or not text[0].isalnum() or text[0].islower() or CAPTION.search(text) or not one.name.at:
        return doubtful("not like a company’s name; a line of the cover may be lost")
    if one.name.note:
        return likely("given by the header; the cover prints none")
    if filer and filer.name:
        if name_key(filer.name.text) == name_key(one.name.text):
            return certain("printed on the cover and equal in the header")
        return likely(f"printed on the cover; cover and header differ, {filer.name.text} in the header")
    again = facts.source.find(one.name.text, one.name.at[-1][1]) >= 0
    if facts.form.cover.named_by_caption:
        return certain("stands at its caption and again in the text") if again else likely("stands at its caption")
    return likely("stands below the title and again in the text") if again else doubtful("stands at no caption")


def _identifier(
    name: str, value: Value, theirs: Value | None, equal: Callable[[str, str], bool], source: str
) -> Confidence:
    if value.note:
        return certain("given by the header; the cover prints none")
    if theirs:
        if equal(value.text, theirs.text):
            return certain("printed on the cover and equal in the header")
        differ = f"cover and header differ, {theirs.text} in the header"
        # Companies have several telephones, but one number with the tax office.
        return likely(f"printed on the cover; {differ}") if name == "phone" else doubtful(differ)
    if name == "phone":
        at_caption = value.at and "elephone" in source[max(value.at[0][0] - 200, 0) : value.at[-1][1] + 200]
        return certain("the number at its caption") if at_caption else likely("the first number on the cover")
    if _alone(source, value):
        return certain("stands alone in its cell and has the shape of one")
    return likely("stands on the cover in a line with other words")


def _alone(source: str, value: Value) -> bool:
    """Do a line end, a tag or a wide gap stand on either side of it?"""
    if not value.at:
        return False
    before, after = source[max(value.at[0][0] - 2, 0) : value.at[0][0]], source[value.at[-1][1] : value.at[-1][1] + 2]
    return (before[-1:] in "\n\t>|" or before.isspace()) and (after[:1] in "\n\r\t<|" or after.isspace())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


# Of each identifier: its name in the header, and when two spellings are the same.
_ALIKE: dict[str, tuple[str, Callable[[str, str], bool]]] = {
    "file_number": ("file_number", lambda a, b: file_number_key(a) == file_number_key(b)),
    "irs_number": ("irs_number", lambda a, b: _digits(a) == _digits(b)),
    "state_of_incorporation": ("state", lambda a, b: state_code(a) == state_code(b)),
    "phone": ("phone", lambda a, b: _digits(a) == _digits(b)),
}


# -- items, exhibits, signatures ----------------------------------------------------------------------------------


def _item(item: Item, report_date: DateValue | None) -> Confidence:
    number = item.number.text
    if not known(number):
        return doubtful("opens an item, but its number is in no list of items")
    if item.number.note:
        return likely("within a range as printed")
    day = report_date.day if report_date else None
    new = "." in plain_number(number)
    if day and ((day - NEW_FORM).days > _OLD_LEFT if not new else day < NEW_FORM):
        return doubtful("its number was not in force on the date of the report")
    if item.title is None:
        return likely("opens a line; no title stands with it")
    if not like_a_title(item.title.text):
        return likely("opens a line; its title is not the form’s")
    return certain("number and title of an item open a line")


def _exhibit(exhibit: Exhibit, facts: Facts, named: bool) -> Confidence:
    number = exhibit.number.text
    kind = exhibit.document_type or ""
    if named:
        return certain("named in the text and filed as a document") if kind else likely("only running text names it")
    if any(number == other for other, _ in facts.unheaded):
        return likely("listed; its text has no heading, and is taken to begin after the exhibit index")
    if kind and key(re.sub(r"(?i)^ex-?", "", kind)) == key(number):
        return certain("filed as a document of this number")
    if kind:
        return likely(f"listed; filed as a document of type {kind}")
    if exhibit.included is False and _are_many(facts):
        return doubtful("one of many numbers with no text in the file; they may be those of a table of contents")
    if exhibit.included is False and number not in facts.elsewhere and _holds_exhibits(facts):
        return likely("listed, but the file holds other exhibits and not this one")
    if exhibit.included:
        return certain("listed, and its text stands here under its heading")
    return likely("listed in the form")


def _kind(exhibit: Exhibit, facts: Facts) -> Confidence:
    """What the exhibit is. The judge's own sentence is the reason, where nothing speaks against it."""
    said = exhibit.description.text if exhibit.description else ""
    why = exhibit.reason[:1].lower() + exhibit.reason[1:].rstrip(".")
    if exhibit.kind != "press-release":
        if _RELEASE.search(said):
            return doubtful(f"the form calls it a press release, but {why}")
        return certain(f"{why}; the form does not call it a release") if said else likely(why)
    read = next((one for one in facts.releases if one.exhibit == exhibit.number.text), None)
    if read is None or read.headline is None:
        return doubtful(f"{why}; but no headline could be read from it")
    if _RELEASE.search(said):
        return certain(f"{why}; the form calls it a press release")
    dated = read.dateline is not None and (read.dateline.day is not None or read.dateline.wire is not None)
    return certain(why) if dated else likely(why)


def _are_many(facts: Facts) -> bool:
    without = (one for one in facts.exhibits if one.included is False)
    return next(islice(without, _MANY, None), None) is not None


def _holds_exhibits(facts: Facts) -> bool:
    return any(document.exhibit_number for document in facts.submission.documents)


def _signature(one: Signature, facts: Facts) -> Confidence:
    start = one.name.at[0][0] if one.name.at else 0
    before = facts.source[max(start - 300, 0) : start + 4]
    if len(one.name.text.split()) < 2:
        return doubtful("one word for a name")
    if not _HAND.search(before):
        return likely("printed at “By”, without the mark of a hand")
    if one.title is None:
        return likely("signed; no title stands with the name")
    return certain("signed, and printed with a title")
