"""What of the archive goes into a bag: everything for moving it, or what is published, whole or in part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from neoarchive.models import (
    Company,
    CompanyName,
    CompanyTicker,
    Contact,
    ContactAppearance,
    Exhibit,
    Filing,
    Item,
    OldAddress,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
    Signature,
    Source,
)
from neoarchive.search import find
from neoarchive.search.query import Node

from . import rows

_BATCH = 500
_PUBLISHED = Filing.Status.PUBLISHED
_OLD = {
    OldAddress.Kind.COMPANY: Company,
    OldAddress.Kind.FILING: Filing,
    OldAddress.Kind.RELEASE: PressRelease,
    OldAddress.Kind.PERSON: Contact,
}


@dataclass(frozen=True)
class Wanted:
    """``query``: releases that it finds, with their filings; ``first`` and ``last``: dates of filings."""

    query: Node | None = None
    company: Company | None = None
    first: date | None = None
    last: date | None = None


@dataclass
class Selection:
    """The numbers of the published rows that are taken, of the kinds that others refer to."""

    left_out: int = 0
    ids: dict[type[models.Model], set[int]] = field(default_factory=dict)

    def rows(self, model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
        """In order of numbers within a batch; nothing of a table that is not public."""
        names = [one.attname for one in rows.fields_of(model)]
        for query in self._queries(model):
            for row in query.order_by("pk").values_list(*names).iterator(chunk_size=_BATCH):
                yield self._public(model, row)

    def _queries(self, model: type[models.Model]) -> "Iterator[QuerySet[Any]]":
        if model in self.ids:
            yield from (model._default_manager.filter(pk__in=batch) for batch in _batches(self.ids[model]))
            return
        of_filing = (Registrant, Item, Exhibit, Signature)
        of_release = (ReleaseTicker, Quotation, ContactAppearance)
        if issubclass(model, of_filing):
            yield from self._of(model, "filing", Filing)
        elif issubclass(model, of_release):
            yield from self._of(model, "release", PressRelease)
        elif model is CompanyTicker:
            yield from self._of(model, "company", Company)
        elif model is CompanyName:
            # A name that only a draft has shown is not public.
            for query in self._of(model, "company", Company):
                yield query.filter(Q(filing=None) | Q(filing__status=_PUBLISHED))
        elif model is OldAddress:
            for kind, named in _OLD.items():
                for query in self._of(model, "record", named):
                    yield query.filter(kind=kind)

    def _of(self, model: type[models.Model], name: str, owner: type[models.Model]) -> "Iterator[QuerySet[Any]]":
        for batch in _batches(self.ids[owner]):
            yield model._default_manager.filter(**{f"{name}__in": batch})

    def _public(self, model: type[models.Model], row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row without the names of editors and without what refers to rows that are not taken."""
        values = list(row)
        for place, one in enumerate(rows.fields_of(model)):
            if rows.is_user(one) or one.name == "reviewed_at":
                values[place] = None
            elif one.name == "edits":
                values[place] = {name: {**edit, "by": ""} for name, edit in values[place].items()}
            elif one.is_relation and one.null and values[place] not in self.ids.get(one.related_model, ()):  # type: ignore[call-overload]
                values[place] = None
        return tuple(values)


@dataclass
class Everything:
    """Every row there is, drafts, history, the desk: for moving an archive."""

    left_out: int = 0

    def rows(self, model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
        names = [one.attname for one in rows.fields_of(model)]
        return iter(model._default_manager.order_by("pk").values_list(*names).iterator(chunk_size=_BATCH))


def published(wanted: Wanted) -> Selection:
    """The published filings that are wanted, with all that belongs to them.

    A filing with a release or a person's details withdrawn is left out as a whole: its text holds them.
    """
    filings = _narrowed(Filing.objects.published(), wanted)
    gone = PressRelease.objects.filter(filing=OuterRef("pk")).exclude(withdrawn_at=None)
    named = ContactAppearance.objects.filter(release__filing=OuterRef("pk")).exclude(contact__withdrawn_at=None)
    kept = filings.exclude(Exists(gone)).exclude(Exists(named))
    ids = set(kept.values_list("pk", flat=True))
    total = filings.count()
    if wanted.query is not None:
        matched = _filings_found(wanted.query)
        total = len(set(filings.values_list("pk", flat=True)) & matched)
        ids &= matched
    found = Selection(left_out=total - len(ids))
    found.ids[Filing] = ids
    found.ids[Source] = _taken(Filing, "pk", ids, "source")
    found.ids[PressRelease] = _taken(PressRelease, "filing", ids, "pk", status=_PUBLISHED)
    found.ids[Exhibit] = _taken(Exhibit, "filing", ids, "pk")
    found.ids[Company] = _taken(Registrant, "filing", ids, "company") | _taken(PressRelease, "filing", ids, "company")
    found.ids[Contact] = _taken(ContactAppearance, "release", found.ids[PressRelease], "contact")
    return found


def _narrowed(filings: "QuerySet[Filing]", wanted: Wanted) -> "QuerySet[Filing]":
    if wanted.company:
        own = Registrant.objects.filter(filing=OuterRef("pk"), company=wanted.company)
        filings = filings.filter(Exists(own))
    if wanted.first:
        filings = filings.filter(shown_date__gte=wanted.first)
    return filings.filter(shown_date__lte=wanted.last) if wanted.last else filings


def _filings_found(query: Node) -> set[int]:
    """The filings of all releases that a search finds, however many."""
    asking, found, start = find.Asking(query), set(), None
    while True:
        matches = find.window(asking, limit=_BATCH + 1, drafts=False, oldest=True, start=start)
        ids = [find.facts.release_id_of(match.key) for match in matches[:_BATCH]]
        found |= set(PressRelease.objects.filter(pk__in=ids).values_list("filing", flat=True))
        if len(matches) <= _BATCH:
            return found
        start = matches[_BATCH].key


def _taken(model: type[models.Model], name: str, ids: set[int], what: str, **more: Any) -> set[int]:
    found: set[int] = set()
    for batch in _batches(ids):
        listed = model._default_manager.filter(**{f"{name}__in": batch}, **more)
        found |= set(listed.order_by().values_list(what, flat=True))
    return found - {None}  # type: ignore[arg-type]


def _batches(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    listed = sorted(ids)
    return (listed[start : start + _BATCH] for start in range(0, len(listed), _BATCH))


def accounts() -> list[dict[str, Any]]:
    """Who may do what, without passwords: whoever takes the archive over sets new ones."""
    users: Any = get_user_model()._default_manager.order_by("pk").prefetch_related("groups")
    names = ("username", "first_name", "last_name", "email", "is_staff", "is_superuser", "is_active")
    return [
        {**{name: getattr(one, name) for name in names}, "groups": sorted(group.name for group in one.groups.all())}
        for one in users
    ]
