"""Telephone numbers over time: which a contact's releases print, from when to when, and what changed between them.

When an area code was split, the same seven figures went on under another code: the same line, not another person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from neoarchive.models import ContactAppearance
from neoarchive.search.numbers import phone_number

_LOCAL = 7


@dataclass(slots=True)
class Number:
    """A number as printed last, with the days of the releases that print it. ``note`` tells of a new area code."""

    printed: str
    days: list[date] = field(default_factory=list)
    count: int = 0
    note: str = ""

    @property
    def first(self) -> date | None:
        return min(self.days, default=None)

    @property
    def last(self) -> date | None:
        return max(self.days, default=None)


def numbers_of(appearances: Iterable[ContactAppearance]) -> list[Number]:
    """Newest first, as ``appearances`` are. What can't be read as a number is told apart by its characters."""
    found: dict[str, Number] = {}
    for one in appearances:
        # A release that prints a number twice prints it once.
        for key, printed in {phone_number(phone) or phone.casefold(): phone for phone in one.phones}.items():
            number = found.setdefault(key, Number(printed))
            number.count += 1
            if one.release.shown_date:
                number.days.append(one.release.shown_date)
    _note_changes(found)
    return list(found.values())


def _note_changes(numbers: dict[str, Number]) -> None:
    """The same seven figures under two area codes, one after the other. Both at once are two lines, not a change."""
    for key, new in numbers.items():
        for other, old in numbers.items():
            same_line = len(key) == len(other) == 10 and key != other and key[-_LOCAL:] == other[-_LOCAL:]
            if same_line and old.last and new.first and old.last < new.first:
                new.note = f"area code {key[:3]}, {other[:3]} before; the other figures are the same"
