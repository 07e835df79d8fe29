"""What amends what, and which release is the latest version of itself.

A Form 8-K/A is linked with the filing it amends; a release that corrects and replaces another, or is filed again by an
amendment, is a version of it. Both are found when a filing is saved, whichever of the two comes first. Where more than
one fits, none is chosen, and an editor may say.
"""

import difflib
import re
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from neoarchive.models import Filing, PressRelease

from .names import folded

# How releases say that they take the place of an earlier one: Business Wire's "CORRECTING and REPLACING", PR
# Newswire's "/C O R R E C T I O N", "CORRECTED RELEASE", and plain words.
CORRECTS = re.compile(
    r"\W*(?:correct(?:ing|s|ed)?\b|(?:\w+\W+){0,6}?correction\b|c\W?o\W?r\W?r\W?e\W?c\W?t\W?i\W?o\W?n\b"
    r"|(?:\w+\W+){0,8}?(?:replaces|supersedes|corrects and replaces)\b|.{0,160}?\bplease replace the release\b)",
    re.I,
)
_SIGNS = re.compile(
    r"^\W*(?:correct(?:ing|ed|ion)(?:\s+and\s+replacing)?(?:\s+(?:press\s+)?release)?|c\W?o\W?r\W?r\W?e\W?c\W?t\W?i\W?o\W?n)"
    r"[\W_]*",
    re.I,
)
_DAYS = 60
"""A correction follows within this time."""
_ALIKE = 0.72
_CLEARLY = 0.08
_CANDIDATES = 50


def link(numbers: Iterable[int]) -> None:
    """Link the filings of these numbers, just saved, with what they amend or are amended by, and their releases."""
    found = Filing.objects.filter(pk__in=list(numbers)).order_by("filed_date", "pk")
    for filing in found.only("pk", "form_type", "report_date", "filed_date", "amends"):
        if filing.is_amendment:
            _link_amendment(filing)
        else:
            for amendment in _amendments_of(filing):
                _link_amendment(amendment)
        for release in filing.releases.order_by("position"):
            _link_release(release, filing)


# -- filings ------------------------------------------------------------------------------------------------------


def _link_amendment(filing: Filing) -> None:
    if filing.amends_id is None:
        original = _original_of(filing)
        if original is None:
            return
        Filing.objects.filter(pk=filing.pk).update(amends=original)
        filing.amends = original
    for release in filing.releases.order_by("position"):
        _link_refiled(release, filing)


def _original_of(filing: Filing) -> Filing | None:
    """The one filing for the same event of the same company; of several the one that reports the same items."""
    if filing.report_date is None:
        return None
    same = Filing.objects.filter(
        companies__registrations__filing=filing, report_date=filing.report_date, form_type__startswith="8-K"
    ).exclude(Q(pk=filing.pk) | Q(form_type__endswith="/A"))
    if filing.filed_date:
        same = same.filter(Q(filed_date=None) | Q(filed_date__lte=filing.filed_date))
    candidates = list(same.distinct()[:_CANDIDATES])
    if len(candidates) > 1:
        items = set(filing.items.values_list("number", flat=True))
        candidates = [one for one in candidates if items & set(one.items.values_list("number", flat=True))]
    return candidates[0] if len(candidates) == 1 else None


def _amendments_of(filing: Filing) -> list[Filing]:
    """Amendments that were here before what they amend."""
    if filing.report_date is None:
        return []
    waiting = Filing.objects.filter(
        companies__registrations__filing=filing,
        report_date=filing.report_date,
        form_type__endswith="/A",
        amends=None,
    )
    return list(waiting.distinct()[:_CANDIDATES])


# -- releases -----------------------------------------------------------------------------------------------------


def _link_refiled(release: PressRelease, filing: Filing) -> None:
    """An amendment that files the same release again: the same headline, letter for letter but case and signs."""
    if release.version_of_id or filing.amends_id is None:
        return
    headline = _words(release.headline)
    same = [one for one in PressRelease.objects.filter(filing=filing.amends_id) if _words(one.headline) == headline]
    if len(same) == 1:
        _join(release, same[0])


def _link_release(release: PressRelease, filing: Filing) -> None:
    if release.version_of_id is None and says_it_corrects(release):
        original = _corrected(release)
        if original:
            _join(release, original)


def says_it_corrects(release: PressRelease) -> bool:
    """Whether the headline, the status line, the deck or the first words say that it replaces another release."""
    first = next((b["text"] for b in release.blocks if b["kind"] in ("paragraph", "heading")), "")
    decks = [deck["text"] for deck in release.subheadlines]
    return any(CORRECTS.match(text[:200]) for text in (release.headline, release.status_line, *decks, first) if text)


def _corrected(release: PressRelease) -> PressRelease | None:
    """The company's earlier release with the headline most like this one; None where two are about as like."""
    if release.shown_date is None:
        return None
    earlier = PressRelease.objects.filter(
        company=release.company_id, shown_date__range=(release.shown_date - timedelta(_DAYS), release.shown_date)
    ).exclude(Q(pk=release.pk) | Q(version_of=release.pk))
    mine = _words(release.headline)
    ranked = sorted(
        ((_likeness(mine, _words(one.headline)), one.pk, one) for one in earlier.order_by("-shown_date")[:_CANDIDATES]),
        reverse=True,
    )
    ranked = [one for one in ranked if one[0] >= _ALIKE]
    if not ranked:
        return None
    roots = {one.version_of_id or one.pk for like, _, one in ranked if ranked[0][0] - like < _CLEARLY}
    return ranked[0][2] if len(roots) == 1 else None


def _words(headline: str) -> str:
    return folded(_SIGNS.sub("", headline))


def _likeness(a: str, b: str) -> float:
    """How much of two headlines is the same, from 0 to 1, by words."""
    return difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio() if a and b else 0.0


def _join(release: PressRelease, earlier: PressRelease) -> None:
    """Make a release a version of an earlier one; all versions point to the first."""
    root = earlier.version_of_id or earlier.pk
    if root != release.pk:
        PressRelease.objects.filter(Q(pk=release.pk) | Q(version_of=release.pk)).update(version_of=root)
