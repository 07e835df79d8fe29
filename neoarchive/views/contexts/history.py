"""Corrections as a reader sees them: old words struck out beside the new ones."""

import difflib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from neoarchive.ingest.history import Difference, differences
from neoarchive.models import Change, PressRelease

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
    changes = Change.objects.of(release).filter(shown=True)[:_LATEST]
    return [
        Correction(
            change.on,
            change.reason,
            change.reverts_id is not None,
            [(one.label, words_of(one)) for one in differences(change) if one.label != "Address"],
        )
        for change in changes
    ]


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
