"""What amends what, and which release is the latest version of itself.

A Form 8-K/A is linked with the filing it amends, whichever of the two is saved first; a release that corrects and
replaces another, or is filed again by an amendment, is a version of it. Where more than one fits, none is chosen, and
an editor may say. A batch of filings is linked in a few queries: nearly all of them amend nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from neoarchive.models import Filing, Item, PressRelease, Registrant

from .corrections import bare_headline, likeness

_DAYS = 60
"""A correction follows within this time."""
_ALIKE = 0.72
_CLEARLY = 0.08
_CANDIDATES = 50


def link(filings: Sequence[int], correcting: Iterable[int]) -> None:
    """Link filings just saved with what they amend or are amended by, and their releases.

    ``correcting``: the numbers of those of their releases that say that they replace another.
    """
    saved = _events(Registrant.objects.filter(filing__in=filings))
    # Amendments that came before what they amend.
    open_ones = Registrant.objects.filter(filing__form_type__endswith="/A", filing__amends=None)
    waiting = {one.number for one in _sharing(open_ones, [one for one in saved if not one.is_amendment])}
    amendments = [one for one in saved if one.is_amendment]
    if waiting.difference(filings):
        amendments += _events(Registrant.objects.filter(filing__in=waiting.difference(filings)))
    _link_amendments(amendments)
    _link_corrections(list(correcting))


# -- filings ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Event:
    """A filing, as far as it says which event of whom it reports."""

    number: int
    form_type: str
    report_date: date | None
    filed_date: date | None
    amends: int | None
    companies: set[int] = field(default_factory=set)

    @property
    def is_amendment(self) -> bool:
        return self.form_type.endswith("/A")

    def may_amend(self, other: "_Event") -> bool:
        if other.is_amendment or not other.form_type.startswith("8-K") or not self.companies & other.companies:
            return False
        later = self.filed_date and other.filed_date and other.filed_date > self.filed_date
        return self.report_date == other.report_date and not later


def _events(registrants: QuerySet[Registrant]) -> list[_Event]:
    """The filings of these registrants, with those of their companies that are among them."""
    names = ("form_type", "report_date", "filed_date", "amends")
    found: dict[int, _Event] = {}
    rows = registrants.order_by("filing__filed_date", "filing")
    for number, company, *rest in rows.values_list("filing", "company", *(f"filing__{name}" for name in names)):
        found.setdefault(number, _Event(number, *rest)).companies.add(company)
    return list(found.values())


def _sharing(registrants: QuerySet[Registrant], events: Sequence[_Event]) -> list[_Event]:
    """The filings of these registrants that have a company and the date of report of one of the events."""
    days = {(company, one.report_date) for one in events if one.report_date for company in one.companies}
    if not days:
        return []
    found = _events(
        registrants.filter(
            company__in={company for company, _ in days}, filing__report_date__in={day for _, day in days}
        )
    )
    return [one for one in found if any((company, one.report_date) in days for company in one.companies)]


def _link_amendments(amendments: Sequence[_Event]) -> None:
    open_ones = [one for one in amendments if one.amends is None]
    candidates = _sharing(Registrant.objects.exclude(filing__form_type__endswith="/A"), open_ones)
    fitting = {one.number: [other for other in candidates if one.may_amend(other)] for one in open_ones}
    items = _items(
        {n for one, others in fitting.items() if len(others) > 1 for n in (one, *(o.number for o in others))}
    )
    for one in open_ones:
        others = fitting[one.number]
        if len(others) > 1:  # the one that reports the same items
            others = [other for other in others if items[one.number] & items[other.number]]
        if len(others) == 1:
            one.amends = others[0].number
            Filing.objects.filter(pk=one.number).update(amends=one.amends)
    _link_refiled({one.number: one.amends for one in amendments if one.amends})


def _items(filings: set[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    if filings:
        for filing, number in Item.objects.filter(filing__in=filings).values_list("filing", "number"):
            found[filing].add(number)
    return found


# -- releases -----------------------------------------------------------------------------------------------------


def _link_refiled(amends: dict[int, int]) -> None:
    """Amendments that file a release again: the same headline, letter for letter but case and signs."""
    if not amends:
        return
    released: dict[int, list[PressRelease]] = defaultdict(list)
    for one in _headlines().filter(filing__in={*amends, *amends.values()}).order_by("position"):
        released[one.filing_id].append(one)
    for amendment, original in amends.items():
        for release in released[amendment]:
            headline = bare_headline(release.headline)
            same = [one for one in released[original] if bare_headline(one.headline) == headline]
            if release.version_of_id is None and len(same) == 1:
                _join(release, same[0])


def _link_corrections(releases: list[int]) -> None:
    if not releases:
        return
    # One after the other: the third of a chain has to know what the second was joined to.
    ordered = PressRelease.objects.filter(pk__in=releases).order_by("filing__filed_date", "filing", "position")
    for number in ordered.values_list("pk", flat=True):
        release = _headlines().get(pk=number)
        original = _corrected(release) if release.version_of_id is None else None
        if original:
            _join(release, original)


def _headlines() -> QuerySet[PressRelease]:
    """Releases without their text, which makes nearly all of a row."""
    return PressRelease.objects.only("filing", "company", "headline", "shown_date", "version_of")


def _corrected(release: PressRelease) -> PressRelease | None:
    """The company's earlier release with the headline most like this one; None where two are about as like."""
    if release.shown_date is None:
        return None
    earlier = (
        _headlines()
        .filter(
            company=release.company_id, shown_date__range=(release.shown_date - timedelta(_DAYS), release.shown_date)
        )
        .exclude(Q(pk=release.pk) | Q(version_of=release.pk))
    )
    mine = bare_headline(release.headline)
    ranked = sorted(
        (
            (likeness(mine, bare_headline(one.headline)), one.pk, one)
            for one in earlier.order_by("-shown_date")[:_CANDIDATES]
        ),
        reverse=True,
    )
    ranked = [one for one in ranked if one[0] >= _ALIKE]
    if not ranked:
        return None
    roots = {one.version_of_id or one.pk for like, _, one in ranked if ranked[0][0] - like < _CLEARLY}
    return ranked[0][2] if len(roots) == 1 else None


def _join(release: PressRelease, earlier: PressRelease) -> None:
    """Make a release a version of an earlier one; all versions point to the first."""
    root = earlier.version_of_id or earlier.pk
    if root != release.pk:
        PressRelease.objects.filter(Q(pk=release.pk) | Q(version_of=release.pk)).update(version_of=root)
