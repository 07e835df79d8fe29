"""Companies and people as tables (CSV): written for a spreadsheet, and read back with every difference shown first.

A row belongs to the record whose number stands in its column ``id``; a row without one is a new record. Columns that
a table leaves out stay as they are, and so do records: nothing is ever deleted. What is in doubt is a fault of its row,
told with what to do; a row with a fault changes nothing.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction

from neoarchive.cells import cell, plain, value_of
from neoarchive.models import Change, Company, Contact

from . import history, upkeep
from .addresses import free_slug
from .names import folded, folded_person, short_company, slug_of, sort_name

LARGEST = 8 * 1024 * 1024
"""Bytes of a table that is read."""
MOST = 2_000
"""Records that one table may change or add: so many differences can still be looked through."""

_ID, _URL = "id", "url"
_BATCH = 500
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.I)
_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n", ""}


class CannotRead(Exception):
    """Why a file is no table that can be read, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of table: its model and the columns that a person may change, beside ``id`` and ``url``."""

    model: type[Any]
    columns: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        return [_ID, *self.columns, _URL]


COMPANIES = Sheet(Company, ("name", "cik", "irs_number", "state_of_incorporation", "sic", "invented"))
PEOPLE = Sheet(Contact, ("kind", "name", "organization"))


# -- writing ------------------------------------------------------------------------------------------------------


def lines(sheet: Sheet) -> Iterator[bytes]:
    """The whole table, a batch at a time, so that its length costs no memory. Who is withdrawn is left out."""
    # Excel takes a file without this mark for the code page of the machine.
    yield b"\xef\xbb\xbf" + _csv([sheet.header])
    last = 0
    while True:
        records = list(_shown(sheet).filter(pk__gt=last).order_by("pk")[:_BATCH])
        if not records:
            return
        yield _csv([[str(one.pk), *map(cell, _texts(sheet, one)), cell(one.get_absolute_url())] for one in records])
        last = records[-1].pk


def _shown(sheet: Sheet) -> "models.QuerySet[Any]":
    records: models.QuerySet[Any] = sheet.model._default_manager.all()
    return records.filter(withdrawn_at=None) if sheet.model is Contact else records


def _texts(sheet: Sheet, record: Any) -> list[str]:
    return [_text(getattr(record, name)) for name in sheet.columns]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(str(value)) if value is not None else ""


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


# -- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """A row as it was given: the line of the file that it begins on, and its cells by the names of their columns."""

    line: int
    cells: dict[str, str]
    fault: str = ""


def text_of(data: bytes) -> str:
    """The text of an uploaded file. Raises ``CannotRead``, in words, for anything but UTF-8."""
    if len(data) > LARGEST:
        raise CannotRead(f"The file has more than {LARGEST // 1024 // 1024} MB. Split it into several.")
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise CannotRead(
            "This is a workbook, not a CSV file. Save it as “CSV UTF-8 (comma delimited)” and upload that."
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CannotRead("The file is UTF-16 (“Unicode text”). Save it as “CSV UTF-8 (comma delimited)”.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise CannotRead(
            f"The file is not UTF-8: line {line} has the byte {data[fault.start]:02X}, as files saved as plain “CSV” "
            "or in Windows-1252 have. Save it as “CSV UTF-8 (comma delimited)”."
        ) from None
    if "\0" in text:
        raise CannotRead("The file holds NUL characters, so it is no CSV file. Export it again.")
    return text


def rows_of(text: str, sheet: Sheet) -> list[Given]:
    """The rows of a table. Raises ``CannotRead`` where its columns or its separators are others than those known."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Given] = []
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _check_header(header, sheet)
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if any(one.strip() for one in cells):
                found.append(_given(line, header, cells))
    except csv.Error as fault:
        raise CannotRead(
            f"Line {reader.line_num} can’t be read ({fault}). A cell with a quotation mark in it is written in "
            "quotation marks, with the mark doubled."
        ) from None
    if not found:
        raise CannotRead("The file has no rows below its header.")
    return found


def _check_header(header: list[str], sheet: Sheet) -> None:
    known = ", ".join(sheet.header)
    if not any(header):
        raise CannotRead(f"The file is empty. Its first line names the columns: {known}.")
    for sign, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(header) == 1 and sign in header[0]:
            raise CannotRead(f"The columns are parted by {called}. Save the file with commas between them.")
    unknown = [name or "(no name)" for name in header if name not in sheet.header]
    if unknown:
        raise CannotRead(f"No such column: {', '.join(unknown)}. The first line names the columns, of these: {known}.")
    twice = {name for name in header if header.count(name) > 1}
    if twice:
        raise CannotRead(f"A column stands there twice: {', '.join(sorted(twice))}.")
    if _ID not in header:
        raise CannotRead("The column id is missing. Without it rows can’t be told apart; begin from an export.")


def _given(line: int, header: list[str], cells: list[str]) -> Given:
    if len(cells) != len(header):
        fault = (
            f"It has {len(cells)} cells, the header {len(header)}. A cell with a comma in it is written in quotation "
            "marks."
        )
        return Given(line, {}, fault)
    return Given(line, dict(zip(header, cells, strict=True)))


# -- planning -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that a row changes."""

    name: str
    label: str
    before: str
    after: str


@dataclass(slots=True)
class Row:
    """What a row of the table does. ``record`` is None for a new one; a row with ``faults`` does nothing."""

    line: int
    record: Any | None
    title: str
    edits: list[Edit] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """All that a table would do, in the order of its rows, without those that change nothing."""

    rows: list[Row] = field(default_factory=list)
    unchanged: int = 0

    @property
    def changed(self) -> list[Row]:
        return [one for one in self.rows if one.record is not None and not one.faults]

    @property
    def new(self) -> list[Row]:
        return [one for one in self.rows if one.record is None and not one.faults]

    @property
    def faulty(self) -> list[Row]:
        return [one for one in self.rows if one.faults]

    @property
    def digest(self) -> str:
        """Another one where the archive, and so what the table does, has changed since it was shown."""
        told = [
            [r.line, r.record.pk if r.record else None, [[e.name, e.before, e.after] for e in r.edits], r.faults]
            for r in self.rows
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def plan(sheet: Sheet, given: Sequence[Given], *, may_add: bool) -> Plan:
    """Compare the rows with the archive. Raises ``CannotRead`` where they change too much to be looked through."""
    planning = _Planning(sheet, given, may_add)
    made = Plan()
    for one in given:
        row = planning.row(one)
        if row.edits or row.faults:
            made.rows.append(row)
        else:
            made.unchanged += 1
    if len(made.rows) > MOST:
        raise CannotRead(
            f"{len(made.rows):,} rows differ from the archive or have faults, and {MOST:,} is as many as can be looked "
            "through. Split the file."
        )
    return made


class _Planning:
    def __init__(self, sheet: Sheet, given: Sequence[Given], may_add: bool) -> None:
        self.sheet = sheet
        self.may_add = may_add
        numbers = {int(one.cells[_ID]) for one in given if _is_number(one.cells.get(_ID, ""))}
        self.records: dict[int, Any] = sheet.model._default_manager.in_bulk(sorted(numbers))
        ciks = {_cik(one.cells["cik"]) for one in given if one.cells.get("cik", "").strip()}
        self.owners = _by_cik(ciks - {None}) if sheet is COMPANIES else {}
        self.seen: dict[int, int] = {}
        self.keys: dict[str, int] = {}

    def row(self, given: Given) -> Row:
        row = Row(given.line, None, plain(given.cells.get("name", "")))
        if given.fault:
            row.faults.append(given.fault)
            return row
        if not self._find(row, given.cells[_ID].strip()):
            return row
        values = {name: given.cells[name] for name in self.sheet.columns if name in given.cells}
        for name, text in values.items():
            self._compare(row, name, text)
        if row.record is None:
            self._check_new(row)
        self._check_cik(row)
        return row

    def _find(self, row: Row, number: str) -> bool:
        """The record that a row belongs to; False, with a fault, where that can't be told."""
        what = str(self.sheet.model._meta.verbose_name)
        if not number:
            return True
        row.record = self.records.get(int(number)) if _is_number(number) else None
        if row.record is None:
            row.faults.append(
                f"There is no {what} with the id {number}. Correct it, or leave it empty to add a record."
            )
            return False
        row.title = str(row.record)
        if getattr(row.record, "withdrawn_at", None):
            row.title = f"{what} {row.record.pk}"
            row.faults.append("The details are withdrawn. Bring them back first, on the page of the record.")
            return False
        if row.record.pk in self.seen:
            row.faults.append(f"Line {self.seen[row.record.pk]} has the same id. Keep one of the two.")
            return False
        self.seen[row.record.pk] = row.line
        return True

    def _compare(self, row: Row, name: str, text: str) -> None:
        before = _text(getattr(row.record, name)) if row.record is not None else ""
        # A cell that is as the export wrote it is the same, whatever sign it begins with.
        if row.record is not None and plain(text) == cell(before):
            return
        try:
            after = _text(_value(self.sheet.model, name, value_of(text)))
        except ValidationError as fault:
            row.faults.append(f"{history.label_of(name)}: {' '.join(fault.messages)}")
            return
        if after != before:
            row.edits.append(Edit(name, history.label_of(name), before, after))

    def _check_new(self, row: Row) -> None:
        if not self.may_add:
            row.faults.append("It has no id, so it would be a new record, and you may not add any.")
        values = {one.name: one.after for one in row.edits}
        if not values.get("name"):
            if not any(one.startswith("Name:") for one in row.faults):
                row.faults.append("A new record has a name.")
        elif self.sheet is PEOPLE and not row.faults:
            key = _key_of(values)
            twin = Contact.objects.filter(key=key).first()
            if twin is not None:
                row.faults.append(f"It is in the archive already, with the id {twin.pk}. Put that into the row.")
            elif key in self.keys:
                row.faults.append(f"Line {self.keys[key]} adds the same. Keep one of the two.")
            self.keys.setdefault(key, row.line)
        elif self.sheet is COMPANIES and not values.get("cik"):
            namesake = Company.objects.filter(sort_name=sort_name(values["name"])).first()
            if namesake is not None:
                told = f"A company of this name has the id {namesake.pk}."
                row.faults.append(f"{told} Put that in, or the CIK of another.")

    def _check_cik(self, row: Row) -> None:
        given = next((one.after for one in row.edits if one.name == "cik"), "")
        if not given:
            return
        owner = self.owners.get(given)
        if isinstance(owner, Company) and (row.record is None or owner.pk != row.record.pk):
            row.faults.append(
                f"The CIK {given} is that of {owner}, id {owner.pk}. Put that id into the row, or merge the two."
            )
        elif isinstance(owner, int):
            row.faults.append(f"Line {owner} gives the same CIK. Keep one of the two.")
        else:
            self.owners.setdefault(given, row.line)


def _is_number(text: str) -> bool:
    text = text.strip()
    return text.isascii() and text.isdigit() and len(text) < 19


def _cik(text: str) -> str | None:
    text = value_of(text)
    return text.zfill(10) if text.isascii() and text.isdigit() and len(text) <= 10 else None


def _by_cik(ciks: Iterable[str | None]) -> dict[str, Company | int]:
    known = Company.objects.filter(cik__in=list(ciks))
    return {one.cik: one for one in known if one.cik}


def _value(model: type[Any], name: str, text: str) -> Any:
    """A cell as the field keeps it. Raises ``ValidationError`` with what to do."""
    if _SHORTENED.fullmatch(text):
        raise ValidationError(f"“{text}” is a number that a spreadsheet has shortened. Format the column as text.")
    if name == "cik":
        if text and _cik(text) is None:
            raise ValidationError(f"“{text}” is no CIK: it has up to ten figures.")
        return _cik(text) if text else None
    if name == "invented":
        if text.lower() not in _YES | _NO:
            raise ValidationError(f"“{text}” is neither yes nor no.")
        return text.lower() in _YES
    if name == "kind":
        kinds = list(Contact.Kind.values)
        if text.lower() not in kinds:
            raise ValidationError(f"“{text}” is neither {' nor '.join(kinds)}.")
        return text.lower()
    if name == "name" and not text:
        raise ValidationError("it can’t be empty.")
    return model._meta.get_field(name).clean(text, None)


def _key_of(values: dict[str, str]) -> str:
    """The key that a contact would have if it had been read."""
    organization = folded(short_company(values.get("organization", "")))
    return f"{values.get('kind') or Contact.Kind.PERSON}|{folded_person(values['name'])}|{organization}"[:500]


# -- writing what was planned -------------------------------------------------------------------------------------


def apply(
    sheet: Sheet, planned: Plan, user: AbstractBaseUser, source: str, left_out: frozenset[int] = frozenset()
) -> int:
    """Do what the plan says but for faulty rows and those of the lines ``left_out``; all of it or, on an error, none.

    Every record has its change in the history, with ``source`` as the reason. Gives the number of records.
    """
    rows = [one for one in planned.rows if not one.faults and one.line not in left_out]
    reason = f"From the table {source}"[:500]
    with transaction.atomic():
        for row in rows:
            values = {one.name: _value(sheet.model, one.name, one.after) for one in row.edits}
            if row.record is None:
                _add(sheet, values, user, reason)
                continue
            with history.recording(user, [row.record], Change.Action.EDITED, reason):
                for name, value in values.items():
                    setattr(row.record, name, value)
                _follow(row.record)
    return len(rows)


def _add(sheet: Sheet, values: dict[str, Any], user: AbstractBaseUser, reason: str) -> None:
    record = sheet.model(**values)
    if isinstance(record, Contact):
        record.key = _key_of({name: _text(value) for name, value in values.items()})
        record.slug = free_slug(Contact, slug_of(record.name))
    else:
        record.slug = free_slug(Company, slug_of(short_company(record.name), 60))
    record.save()
    _follow(record)
    Change.objects.keep(
        record,
        user,
        reason=reason,
        after={name: value for name, value in history.state_of(record).items() if name in values},
    )


def _follow(record: Any) -> None:
    if isinstance(record, Company):
        upkeep.company_changed(record)
    else:
        upkeep.contact_changed(record)
