"""Reading the archive again with a better parser: what would change is proposed, and a person decides.

The stored filing, as a draft (``ingest.stored``), is held against a fresh reading of its source. Parts that differ
become proposals, grouped by the rule that decided the new reading. What a person has set, added or taken out is never
proposed to be changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from neoarchive.models import Change, Evidenced, Filing, PressRelease, Proposal

from . import stored, upkeep
from .draft import (
    CONTACT_FIELDS,
    FILING_FIELDS,
    REGISTRANT_FIELDS,
    RELEASE_FIELDS,
    BlockDraft,
    ContactDraft,
    ExhibitDraft,
    Field,
    FilingDraft,
    ItemDraft,
    QuotationDraft,
    ReleaseDraft,
    SignatureDraft,
    TickerDraft,
    build,
)

_LISTS: dict[str, type] = {"items": ItemDraft, "exhibits": ExhibitDraft, "signatures": SignatureDraft}
_IN_RELEASE: dict[str, type] = {
    "subheadlines": Field,
    "tickers": TickerDraft,
    "contacts": ContactDraft,
    "blocks": BlockDraft,
    "quotations": QuotationDraft,
}
# Of a row only these say something; the others are places, confidences and what follows from them.
_TELLING: dict[type, tuple[str, ...]] = {
    ItemDraft: ("number", "title", "official_title", "today", "body"),
    ExhibitDraft: ("number", "description", "included", "kind"),
    SignatureDraft: ("name", "title", "signed_on"),
    TickerDraft: ("exchange", "symbol"),
    ContactDraft: CONTACT_FIELDS,
    BlockDraft: ("kind", "text", "table"),
    QuotationDraft: ("speaker", "speaker_title", "text"),
}


class Stale(Exception):
    """The part is no longer what it was when the change was proposed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is read otherwise now. ``data`` is None for a release that is no longer found."""

    path: str
    rule: str
    before: str
    after: str
    data: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    differences: list[Difference]
    kept: int
    """Parts that differ, and stay because a person set them."""


# -- comparing ----------------------------------------------------------------------------------------------------


def compare(filing: Filing, fresh: FilingDraft) -> Comparison:
    """What a fresh reading of the filing's source would change."""
    old = stored.stored_draft(filing)
    set_by_people = set(_set_by_people(filing))
    found: list[Difference] = []
    kept = 0
    for one in _differences(old, fresh):
        if any(_touches(path, one.path) for path in set_by_people):
            kept += 1
        else:
            found.append(one)
    return Comparison(found, kept)


def _touches(path: str, part: str) -> bool:
    return path == part or path.startswith(f"{part}.") or part.startswith(f"{path}.")


def _set_by_people(filing: Filing) -> Iterator[str]:
    """Paths of what a person set: marks on the records, and parts that the history says were changed."""
    yield from _marked(filing, "")
    for name in ("registrants", *_LISTS):
        for number, row in enumerate(getattr(filing, name).order_by("position")):
            yield from _marked(row, f"{name}.{number}.")
    for number, release in enumerate(filing.releases.order_by("position", "pk")):
        path = f"releases.{number}."
        yield from _marked(release, path)
        for name in ("tickers", "contacts", "quotations"):
            for place, row in enumerate(getattr(release, name).order_by("position", "pk")):
                yield from _marked(row, f"{path}{name}.{place}.")


def _marked(record: Evidenced, path: str) -> Iterator[str]:
    for name in record.edits:
        yield f"{path}{name}"
    if isinstance(record, Filing | PressRelease):
        by_people = Change.objects.of(record).exclude(action=Change.Action.REREAD).values_list("after", flat=True)
        for after in by_people:
            yield from (f"{path}{name}" for name in after if name not in ("evidence", "edits", "status", "slug"))


def _differences(old: FilingDraft, new: FilingDraft) -> Iterator[Difference]:
    yield from _of_fields("", old, new, FILING_FIELDS)
    if len(old.registrants) == len(new.registrants):
        for i, (was, now) in enumerate(zip(old.registrants, new.registrants, strict=True)):
            yield from _of_fields(f"registrants.{i}.", was, now, REGISTRANT_FIELDS)
    for name in _LISTS:
        yield from _of_lists(name, getattr(old, name), getattr(new, name))
    yield from _of_releases(old.releases, new.releases)


def _of_fields(path: str, old: object, new: object, names: tuple[str, ...]) -> Iterator[Difference]:
    for name in names:
        was, now = getattr(old, name), getattr(new, name)
        if was.value != now.value:
            rule = _rule(name, now.reason)
            yield Difference(f"{path}{name}", rule, was.value, now.value, dataclasses.asdict(now))


def _of_lists(path: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    if [_telling(row) for row in old] == [_telling(row) for row in new]:
        return
    name = path.rpartition(".")[2]
    reasons = [getattr(row, "reason", "") for row in new if _telling(row) not in [_telling(o) for o in old]]
    data = [dataclasses.asdict(row) for row in new]
    yield Difference(path, _rule(name, reasons[0] if reasons else ""), _text(old), _text(new), data)


def _of_releases(old: list[ReleaseDraft], new: list[ReleaseDraft]) -> Iterator[Difference]:
    pairs = _pairs(old, new)
    for i, was in enumerate(old):
        j = pairs.get(i)
        if j is None:
            yield Difference(f"releases.{i}", "a release that is no longer found", was.headline.value, "", None)
            continue
        now, path = new[j], f"releases.{i}."
        yield from _of_fields(path, was, now, RELEASE_FIELDS)
        for name in _IN_RELEASE:
            yield from _of_lists(f"{path}{name}", getattr(was, name), getattr(now, name))
    added = [j for j in range(len(new)) if j not in pairs.values()]
    for n, j in enumerate(added):
        now = new[j]
        path = f"releases.{len(old) + n}"
        yield Difference(path, "a release that was not found", "", now.headline.value, dataclasses.asdict(now))


def _pairs(old: list[ReleaseDraft], new: list[ReleaseDraft]) -> dict[int, int]:
    """Old releases and the new ones that are read from the same lines."""
    pairs: dict[int, int] = {}
    for i, was in enumerate(old):
        for j, now in enumerate(new):
            if j not in pairs.values() and _overlap(_span(was), _span(now)):
                pairs[i] = j
                break
    return pairs


def _span(release: ReleaseDraft) -> tuple[int, int]:
    places = [span for field in (release.headline, *(b.text for b in release.blocks)) for span in field.first_at]
    return (min(a for a, _ in places), max(b for _, b in places)) if places else (0, 0)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return max(a[0], b[0]) < min(a[1], b[1])


def _telling(row: Any) -> tuple[Any, ...]:
    if isinstance(row, Field):
        return (row.value,)
    values = (getattr(row, name) for name in _TELLING[type(row)])
    return tuple(value.value if isinstance(value, Field) else value for value in values)


def _text(rows: list[Any]) -> str:
    lines = (", ".join(str(v) for v in _telling(row) if v and not isinstance(v, dict)) for row in rows)
    return "\n".join(lines)


def _rule(name: str, reason: str) -> str:
    what = name.replace("_", " ")
    return f"{what}: {reason}"[:300] if reason else what


# -- proposing ----------------------------------------------------------------------------------------------------


def propose(filing: Filing, fresh: FilingDraft) -> Comparison:
    """Keep what would change as proposals, in place of those of an earlier run; what was rejected is not asked again.

    Where nothing differs, the filing takes the new account of its lines, its warnings and the parser's version.
    """
    found = compare(filing, fresh)
    with transaction.atomic():
        filing.proposals.filter(state=Proposal.State.OPEN).delete()
        rejected = set(filing.proposals.filter(state=Proposal.State.REJECTED).values_list("path", "after"))
        asked = [one for one in found.differences if (one.path, one.after) not in rejected]
        Proposal.objects.bulk_create(
            Proposal(filing=filing, parser_version=fresh.parser_version, **_columns(one)) for one in asked
        )
        if not found.differences and not found.kept:
            _take_account(filing, fresh)
        else:
            Filing.objects.filter(pk=filing.pk).update(parser_version=fresh.parser_version)
    return Comparison(asked, found.kept)


def _columns(one: Difference) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}


def _take_account(filing: Filing, fresh: FilingDraft) -> None:
    plain = fresh.to_json()
    Filing.objects.filter(pk=filing.pk).update(
        segments=plain["segments"],
        warnings=[{"code": w.code, "message": w.message, "lines": w.lines} for w in fresh.warnings],
        parser_version=fresh.parser_version,
    )


# -- deciding -----------------------------------------------------------------------------------------------------


def accept(filing: Filing, proposals: list[Proposal], user: AbstractBaseUser) -> None:
    """Put the new readings into the records of one filing; all of them or none.

    Raises ``Stale`` where a part was changed since it was proposed, and ``DraftError`` where it can't be so.
    """
    with transaction.atomic():
        draft = stored.stored_draft(filing)
        putting = _Putting(draft)
        set_by_people = set(_set_by_people(filing))
        # Releases that are added take numbers behind the stored ones: in the order in which they were proposed.
        for one in sorted(proposals, key=lambda p: [(not s.isdigit(), s.zfill(6)) for s in p.path.split(".")]):
            if any(_touches(path, one.path) for path in set_by_people) or putting.now(one.path) != one.before:
                raise Stale(f"{one.path} was changed since: read the filing again.")
            putting.put(one.path, one.data)
        stored.apply(filing, *putting.done(), user, Change.Action.REREAD, by_hand=False)
        decide(proposals, user, Proposal.State.ACCEPTED)
        upkeep.recount_doubts(filing)


def decide(proposals: list[Proposal], user: AbstractBaseUser, state: Proposal.State) -> None:
    keys = [one.pk for one in proposals]
    Proposal.objects.filter(pk__in=keys).update(state=state, decided_by=user, decided_at=timezone.now())


class _Putting:
    """A stored draft that takes new readings of its parts, and remembers which stored row each of its rows was."""

    def __init__(self, draft: FilingDraft) -> None:
        self.draft = draft
        self.kept: dict[str, list[int]] = {}
        self.gone: set[int] = set()
        for name in ("registrants", *_LISTS, "releases"):
            self.kept[name] = list(range(len(getattr(draft, name))))
        for i, release in enumerate(draft.releases):
            self._keep_all(i, release)
        self.stored = len(draft.releases)

    def _keep_all(self, i: int, release: ReleaseDraft) -> None:
        for name in _IN_RELEASE:
            self.kept[f"releases.{i}.{name}"] = list(range(len(getattr(release, name))))

    def now(self, path: str) -> str:
        """What stands at a path, in the words that a proposal says it in."""
        here = self._at(path)
        if here is None:
            return ""
        if isinstance(here, list):
            return _text(here)
        return here.headline.value if isinstance(here, ReleaseDraft) else str(here.value)

    def _at(self, path: str) -> Any:
        here: Any = self.draft
        for part in path.split("."):
            if isinstance(here, list):
                if int(part) >= len(here):
                    return None
                here = here[int(part)]
            else:
                here = getattr(here, part)
        return here

    def put(self, path: str, data: Any) -> None:
        owner, _, name = path.rpartition(".")
        if owner == "releases":
            self._put_release(int(name), data)
        elif isinstance(data, list):
            self._put_list(path, self._at(owner) if owner else self.draft, name, data)
        else:
            setattr(self._at(owner) if owner else self.draft, name, build(Field, data))

    def _put_release(self, number: int, data: Any) -> None:
        if data is None:
            self.gone.add(number)
            return
        release = build(ReleaseDraft, data)
        self.draft.releases.append(release)
        self.kept["releases"].append(max(number, self.stored))
        for name in _IN_RELEASE:
            self.kept[f"releases.{max(number, self.stored)}.{name}"] = list(range(len(getattr(release, name))))

    def _put_list(self, path: str, owner: Any, name: str, data: list[Any]) -> None:
        kind = _LISTS.get(name) or _IN_RELEASE[name]
        old, new = getattr(owner, name), [build(kind, one) for one in data]
        free = {number: _place(row) for number, row in enumerate(old)}
        numbers = []
        for i, row in enumerate(new):
            same = next((n for n, place in free.items() if place and place == _place(row)), None)
            numbers.append(len(old) + i if same is None else same)
            free.pop(same, None)  # type: ignore[arg-type]
        setattr(owner, name, new)
        self.kept[path] = numbers

    def done(self) -> tuple[FilingDraft, dict[str, list[int]]]:
        left = [n for n in range(len(self.draft.releases)) if n not in self.gone]
        self.draft.releases = [self.draft.releases[n] for n in left]
        self.kept["releases"] = [self.kept["releases"][n] for n in left]
        return self.draft, self.kept


def _place(row: Any) -> list[Any]:
    """Where a row stands: a row of the new reading that stands where an old one did is that row."""
    if isinstance(row, Field):
        return row.first_at
    if isinstance(row, BlockDraft):
        return row.text.first_at
    own: list[Any] | None = getattr(row, "at", None)
    if own is not None:
        return own
    fields = (getattr(row, one.name) for one in dataclasses.fields(row))
    return [field.first_at for field in fields if isinstance(field, Field) and field.first_at]
