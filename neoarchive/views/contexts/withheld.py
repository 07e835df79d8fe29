"""The lines of a filing that visitors are not shown: those of releases and contact details that were withdrawn.

Line numbers stay, so that every citation of another line stays right; a withdrawn line reads "[withdrawn]".
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef

from neoarchive.models import Contact, ContactAppearance, Filing, PressRelease
from neoarchive.search.numbers import phone_number
from neoarchive.withheld import WITHDRAWN, pattern_of

from .lines import SourceLines

_NEAR = 4  # lines from a withdrawn number within which the name it belongs to is printed


@dataclass(frozen=True)
class Withheld:
    """What of a filing is withdrawn. ``appearances`` come with their contacts."""

    releases: list[PressRelease] = field(default_factory=list)
    appearances: list[ContactAppearance] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.releases or self.appearances)

    @property
    def first(self) -> PressRelease | Contact:
        """The record whose reason is told: a release before a person."""
        return self.releases[0] if self.releases else self.appearances[0].contact

    @property
    def people(self) -> list[Contact]:
        """Each person once."""
        return list({one.contact_id: one.contact for one in self.appearances}.values())

    @property
    def in_the_form(self) -> bool:
        """Whether a withdrawn release stands in the items of the form themselves."""
        return any(one.exhibit_id is None for one in self.releases)

    def lines(self, filing: Filing, source: SourceLines) -> set[int]:
        """The numbers of the lines that are withheld."""
        own = _own_numbers(filing) if self.appearances else set[str]()
        return {*_of_releases(filing, self.releases, source), *_of_contacts(self.appearances, source, own)}


def naming_withdrawn(releases: Any) -> Any:
    """Releases that know, as ``names_withdrawn``, whether they name a contact whose details are withdrawn."""
    gone = ContactAppearance.objects.filter(release=OuterRef("pk"), contact__withdrawn_at__isnull=False)
    return releases.annotate(names_withdrawn=Exists(gone))


def withheld_of(filing: Filing, releases: Iterable[PressRelease]) -> Withheld:
    """``releases`` are the filing's. One query; none where they come from ``naming_withdrawn`` and name nobody so."""
    releases = list(releases)
    if not any(getattr(one, "names_withdrawn", True) for one in releases):
        return Withheld([one for one in releases if one.is_withdrawn])
    named = ContactAppearance.objects.filter(release__filing=filing).exclude(contact__withdrawn_at=None)
    return Withheld([one for one in releases if one.is_withdrawn], list(named.select_related("contact").order_by("pk")))


def covered(source: SourceLines, numbers: Iterable[int]) -> SourceLines:
    """A copy of the lines in which these read "[withdrawn]"; blank ones stay blank."""
    found = copy.copy(source)
    found.shown, found.typed = [*source.shown], [*source.typed]
    for number in numbers:
        if 1 <= number <= len(source) and not source.is_blank(number):
            found.shown[number - 1] = WITHDRAWN
            found.typed[number - 1] = False  # no offset falls in it any more
    return found


def _of_releases(filing: Filing, releases: list[PressRelease], source: SourceLines) -> set[int]:
    """From the first line of a release to its last, but for what other parts of the filing are read from.

    What stands right before and behind it and was not read goes with it, up to the wrapper: a letterhead, a footer.
    """
    found: set[int] = set()
    for release in releases:
        own = [
            (s["first"], s["last"])
            for s in filing.segments
            if s.get("use") == "release" and s.get("release") == release.position
        ]
        own += [*_ranges(release.evidence.values()), *_ranges(release.blocks), *_ranges(release.subheadlines)]
        mine = _numbers(own)
        if not mine:
            continue
        others = _numbers(
            (s["first"], s["last"])
            for s in filing.segments
            if s.get("use") == "filing" or (s.get("use") == "release" and s.get("release") != release.position)
        )
        first, last = min(mine), max(mine)
        while first > 1 and first - 1 not in others and not _is_wrapper(source, first - 1):
            first -= 1
        while last < len(source) and last + 1 not in others and not _is_wrapper(source, last + 1):
            last += 1
        found |= mine | (set(range(first, last + 1)) - others)
    return found


def _is_wrapper(source: SourceLines, number: int) -> bool:
    """Whether a line is a tag of the submission, as <TEXT> is, that parts one document from the next."""
    return source.shown[number - 1].lstrip().startswith("<")


def _own_numbers(filing: Filing) -> set[str]:
    """The registrants' telephone numbers from the cover: a company's number is its own, whoever answers it."""
    phones = filing.registrants.values_list("phone", flat=True)
    return {found for phone in phones if (found := phone_number(phone))}


def _of_contacts(appearances: list[ContactAppearance], source: SourceLines, own: set[str]) -> set[int]:
    """Where each was read, and wherever in the filing one of the numbers is printed again."""
    found: set[int] = set()
    for one in appearances:
        found |= _numbers(_ranges(one.evidence.values()))
        pattern = pattern_of([*(p for p in one.phones if phone_number(p) not in own), *one.emails])
        if pattern is None:
            continue
        name = " ".join(one.name.split()).casefold()
        for number, shown in enumerate(source.shown, 1):
            if pattern.search(shown):
                found.add(number)
                near = range(max(number - _NEAR, 1), min(number + _NEAR, len(source)) + 1)
                found |= {n for n in near if name and name in " ".join(source.shown[n - 1].split()).casefold()}
    return found


def _ranges(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    for row in rows:
        if row.get("lines"):
            yield row["lines"][0], row["lines"][1]


def _numbers(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {number for first, last in ranges for number in range(first, last + 1)}
