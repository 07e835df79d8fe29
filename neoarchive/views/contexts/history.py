"""Corrections as a reader sees them: old words struck out beside the new ones."""

import difflib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from neoarchive import withheld
from neoarchive.ingest import upkeep
from neoarchive.ingest.history import Difference, differences
from neoarchive.models import Change, Contact, PressRelease

# The longest texts that are compared word by word; the time of it grows with the product of both.
_WORDS = 2_000
_LATEST = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    on: datetime
    reason: str
    reverted: bool
    """It took back an earlier correction."""
    changed: list[tuple[str, list[Part]]]


def corrections_of(release: PressRelease) -> list[Correction]:
    """The latest first. What was changed before the release was published is nobody's correction."""
    changes = [_without(change) for change in Change.objects.of(release).filter(shown=True)[:_LATEST]]
    hidden = upkeep.withheld_in(release) if release.has_contact else None
    return [
        Correction(
            change.on,
            change.reason,
            change.reverts_id is not None,
            [(one.label, words_of(_masked(one, hidden))) for one in differences(change) if one.label != "Address"],
        )
        for change in changes
    ]


def _without(change: Change) -> Change:
    """The change without the rows of contacts whose details were withdrawn."""
    rows = [row for state in (change.before, change.after) for row in state.get("contacts") or ()]
    numbers = {row["contact_id"] for row in rows if row.get("contact_id")}
    gone = set(Contact.objects.filter(pk__in=numbers).exclude(withdrawn_at=None).values_list("pk", flat=True))
    for state in (change.before, change.after) if gone else ():
        state["contacts"] = [row for row in state["contacts"] if row.get("contact_id") not in gone]
    return change


def _masked(one: Difference, hidden: re.Pattern[str] | None) -> Difference:
    return Difference(one.label, withheld.without(one.before, hidden), withheld.without(one.after, hidden))


def words_of(one: Difference) -> list[Part]:
    """A difference in words.

    >>> [(p.kind, p.text) for p in words_of(Difference("Headline", "Net sales rose", "Net income rose"))]
    [('same', 'Net'), ('gone', 'sales'), ('new', 'income'), ('same', 'rose')]
    """
    before, after = re.findall(r"\S+", one.before), re.findall(r"\S+", one.after)
    if len(before) > _WORDS or len(after) > _WORDS:
        return [Part(kind, text) for kind, text in (("gone", one.before), ("new", one.after)) if text]
    parts: list[Part] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(Part("same", " ".join(before[a:b])))
        if what in ("replace", "delete"):
            parts.append(Part("gone", " ".join(before[a:b])))
        if what in ("replace", "insert"):
            parts.append(Part("new", " ".join(after[c:d])))
    return parts
