"""The history of a record: what a person changed, from what to what, and the way back.

A record's *state* is plain data: its own fields and its rows (tickers, contacts, registrants …), each row with its
number. A change keeps the parts of the state that differ, so that what it says can be shown, and undone, for ever.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from neoarchive.models import Change, Company, Contact, Filing, PressRelease

from . import upkeep

State = dict[str, Any]

# What a person may change of each record; everything else follows from it.
_FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    PressRelease: (
        "company",
        "exhibit",
        "version_of",
        "slug",
        "headline",
        "subheadlines",
        "status_line",
        "place",
        "released_on",
        "dateline",
        "wire",
        "blocks",
        "withdrawn_at",
        "withdrawn_reason",
        "evidence",
        "edits",
    ),
    Filing: (
        "status",
        "slug",
        "amends",
        "form_type",
        "accession_number",
        "report_date",
        "filed_date",
        "accepted_at",
        "evidence",
        "edits",
    ),
    Company: ("cik", "name", "slug", "irs_number", "state_of_incorporation", "sic", "invented"),
    Contact: ("kind", "name", "organization", "slug", "withdrawn_at", "withdrawn_reason"),
}
_ROWS: dict[type[models.Model], tuple[str, ...]] = {
    PressRelease: ("tickers", "contacts", "quotations"),
    Filing: ("registrants", "items", "exhibits", "signatures"),
    Company: ("names", "tickers"),
    Contact: (),
}
_MARKS = ("evidence", "edits")
# How a record is filed: no visitor would call a change of these a correction.
_UNSEEN = {"slug", "status", "exhibit", "invented", "withdrawn_at", "withdrawn_reason", *_MARKS}


class CannotRevert(Exception):
    """What was changed has been changed again; the message says what."""


def state_of(record: models.Model) -> State:
    """The record as plain JSON: its own fields, and lists of rows under their names."""
    state: State = {}
    for name in _FIELDS[type(record)]:
        state[name] = record.serializable_value(name)
    for name in _ROWS[type(record)]:
        state[name] = [_row_state(row) for row in getattr(record, name).all()]
    for block in state.get("blocks", ()):
        for made in ("html", "shown"):  # from the text
            block.pop(made, None)
    plain: State = json.loads(json.dumps(state, cls=DjangoJSONEncoder))
    return plain


def _row_state(row: models.Model) -> State:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


class Recording:
    """Takes down what the records given to ``watch`` were, and keeps what has become of them."""

    def __init__(self) -> None:
        self._watched: dict[tuple[type[models.Model], Any], tuple[State, bool]] = {}

    def watch(self, record: models.Model) -> None:
        """Call it before the record is changed in the database. The record is read afresh."""
        key = (type(record), record.pk)
        if key not in self._watched:
            stored = type(record)._default_manager.get(pk=record.pk)
            self._watched[key] = state_of(stored), _published(stored)

    def keep(
        self,
        user: AbstractBaseUser | None,
        action: str = Change.Action.EDITED,
        reason: str = "",
        reverts: Change | None = None,
    ) -> list[Change]:
        """A change for each record that is no longer what it was."""
        kept = []
        for (model, pk), (before, was_published) in self._watched.items():
            record = model._default_manager.filter(pk=pk).first()
            if record is None:
                continue
            after = state_of(record)
            differing = [name for name in after if after[name] != before[name]]
            if not set(differing) - set(_MARKS):
                continue
            shown = was_published and _published(record) and bool(set(differing) - _UNSEEN)
            change = Change.objects.keep(
                record,
                user,
                action=action,
                reason=reason,
                before={name: before[name] for name in differing},
                after={name: after[name] for name in differing},
                shown=shown,
                reverts=reverts,
            )
            if shown and isinstance(record, PressRelease):
                PressRelease.objects.filter(pk=pk).update(corrected_at=timezone.now())
            kept.append(change)
        return kept


@contextmanager
def recording(
    user: AbstractBaseUser | None,
    records: Iterable[models.Model] = (),
    action: str = Change.Action.EDITED,
    reason: str = "",
) -> Iterator[Recording]:
    """Everything inside is one transaction, and what it changes of the records watched is kept."""
    with transaction.atomic():
        taken = Recording()
        for record in records:
            taken.watch(record)
        yield taken
        taken.keep(user, action, reason)


def _published(record: models.Model) -> bool:
    return bool(type(record)._default_manager.published().filter(pk=record.pk).exists())  # type: ignore[attr-defined]


# -- the way back -------------------------------------------------------------------------------------------------

_BY_KIND = {model._meta.model_name: model for model in _FIELDS}


def record_of(change: Change) -> models.Model | None:
    return _BY_KIND[change.kind]._default_manager.filter(pk=change.record).first()


def changed_since(change: Change, now: State) -> list[str]:
    """The parts that are no longer what this change made them; ``now`` is the state of its record."""
    if change.action == Change.Action.MERGED:
        return []
    return [name for name in change.after if name not in _MARKS and now[name] != change.after[name]]


def revert(change: Change, user: AbstractBaseUser) -> Change | None:
    """Put back what a change changed; that is a change itself. None where nothing is left to put back.

    Raises ``CannotRevert`` where a part was changed again since: the later change has to be reverted first.
    """
    with transaction.atomic():
        record = record_of(change)
        if record is None:
            raise CannotRevert("The record is no longer in the archive.")
        since = changed_since(change, state_of(record))
        if since:
            raise CannotRevert(f"Changed again since: {', '.join(label_of(name) for name in since)}.")
        taken = Recording()
        taken.watch(record)
        old_slug = getattr(record, "slug", "")
        _put_back(record, change)
        _follow(record, old_slug)
        kept = taken.keep(user, Change.Action.REVERTED, reverts=change)
        return kept[0] if kept else None


def _put_back(record: models.Model, change: Change) -> None:
    rows = set(_ROWS[type(record)])
    for name, value in change.before.items():
        if name in rows:
            _put_back_rows(getattr(record, name), value)
        elif name not in _MARKS:
            field: Any = record._meta.get_field(name)
            setattr(record, field.attname, value if isinstance(value, list | dict) else field.to_python(value))
    for marks in _MARKS:
        if marks in change.before:
            _put_back_marks(getattr(record, marks), change, marks)
    record.save()


def _put_back_marks(now: State, change: Change, marks: str) -> None:
    """Marks of the parts put back, and of no other: others may have been changed since."""
    before = change.before[marks]
    parts = set(change.before) - set(_MARKS)
    for name in {*now, *before}:
        if name.partition(".")[0] in parts:
            if name in before:
                now[name] = before[name]
            else:
                now.pop(name, None)


def _put_back_rows(manager: Any, rows: list[State]) -> None:
    model = manager.model
    manager.exclude(pk__in=[row["id"] for row in rows]).delete()
    for row in rows:
        values = {f.attname: f.to_python(row[f.attname]) for f in model._meta.concrete_fields if f.attname in row}
        model(**values).save()


def _follow(record: Any, old_slug: str) -> None:
    if isinstance(record, PressRelease):
        upkeep.release_changed(record)
    elif isinstance(record, Filing):
        upkeep.filing_changed(record)
    elif isinstance(record, Company):
        upkeep.company_changed(record)
    elif isinstance(record, Contact):
        upkeep.contact_changed(record)
    upkeep.slug_changed(record, old_slug)


# -- in words -----------------------------------------------------------------------------------------------------

_LABELS = {
    "released_on": "Date of the release",
    "place": "Dateline place",
    "wire": "Wire service",
    "subheadlines": "Sub-headlines",
    "status_line": "Status line",
    "dateline": "Dateline",
    "blocks": "Text",
    "form_type": "Form",
    "report_date": "Date of report",
    "filed_date": "Date of filing",
    "accepted_at": "Accepted by the SEC",
    "cik": "CIK",
    "irs_number": "IRS number",
    "sic": "SIC",
    "organization": "Organisation",
    "slug": "Address",
    "withdrawn_at": "Withdrawn",
    "withdrawn_reason": "Reason",
}
_TEXT_OF_ROW: dict[str, tuple[str, ...]] = {
    "tickers": ("exchange", "symbol"),
    "contacts": ("name", "title", "organization", "phones", "emails"),
    "quotations": ("speaker", "speaker_title", "text"),
    "registrants": (
        "name",
        "file_number",
        "irs_number",
        "state_of_incorporation",
        "phone",
        "address",
    ),
    "items": ("number", "title", "official_title", "today", "body"),
    "exhibits": ("number", "description", "kind", "reason"),
    "signatures": ("name", "title", "signed_on"),
    "names": ("name", "first_seen", "last_seen", "until"),
    "subheadlines": ("text",),
    "blocks": ("text",),
}


def label_of(name: str) -> str:
    return _LABELS.get(name) or name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Difference:
    """One part of a record, before and after. ``before`` is empty for what was added, ``after`` for what is gone."""

    label: str
    before: str
    after: str


def differences(change: Change) -> list[Difference]:
    """What a change changed, in words; of lists only the entries that differ."""
    if change.action == Change.Action.MERGED:
        return [Difference("Merged into it", change.before["merged"]["title"], "")]
    found = []
    for name in change.after:
        if name in _MARKS:
            continue
        label, before, after = label_of(name), change.before.get(name), change.after[name]
        if name in _TEXT_OF_ROW:
            found += _of_lists(label, _texts(name, before or []), _texts(name, after or []))
        elif name in ("company", "exhibit", "version_of", "amends"):
            found.append(Difference(label, f"Record {before}" if before else "", f"Record {after}" if after else ""))
        else:
            found.append(Difference(label, _said(before), _said(after)))
    return found


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else " ".join(str(value).split())


def _texts(name: str, rows: list[State]) -> list[str]:
    parts = _TEXT_OF_ROW[name]
    return [", ".join(said for part in parts if (said := _said(row.get(part)))) for row in rows]


def _of_lists(label: str, before: list[str], after: list[str]) -> list[Difference]:
    gone = [text for text in before if text not in after]
    new = [text for text in after if text not in before]
    pairs = [Difference(label, was, now) for was, now in zip(gone, new, strict=False)]
    pairs += [Difference(label, was, "") for was in gone[len(new) :]]
    pairs += [Difference(label, "", now) for now in new[len(gone) :]]
    return pairs or [Difference(label, "Another order or other places", "")]
