"""One company, one person: two records that are one become one, and two again where that was an error.

What the merged record had goes to the one that is kept: filings, releases, names, tickers, appearances, addresses. Its
own row is kept in the history (``Change``), with the numbers of all that was moved, so that it can be undone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Count

from neoarchive.models import (
    Alias,
    Change,
    Company,
    CompanyName,
    CompanyTicker,
    Contact,
    ContactAppearance,
    OldAddress,
    PressRelease,
    Registrant,
    ReleaseTicker,
)

from . import upkeep
from .addresses import KINDS
from .names import folded, folded_company

Record = Company | Contact

# What points to a record, and by which field.
_POINTING: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    Company: ((Registrant, "company"), (PressRelease, "company"), (ReleaseTicker, "company")),
    Contact: ((ContactAppearance, "contact"),),
}
# Facts that the kept record takes where it has none.
_TAKEN: dict[type[models.Model], tuple[str, ...]] = {
    Company: ("cik", "irs_number", "state_of_incorporation", "sic"),
    Contact: ("organization",),
}


class CannotMerge(Exception):
    """Why two records stay two, in words for an editor."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do: how many of which go over, and what the kept record takes."""

    moving: dict[str, int]
    taking: dict[str, str]


# -- merging ------------------------------------------------------------------------------------------------------


def plan(keep: Record, gone: Record) -> Plan:
    """Raises ``CannotMerge`` where the two can't be one."""
    _check(keep, gone)
    moving = {}
    for model, field in _POINTING[type(gone)]:
        count = model._default_manager.filter(**{field: gone}).count()
        if count:
            moving[str(model._meta.verbose_name_plural)] = count
    if isinstance(gone, Company):
        moving["names"] = gone.names.count()
    return Plan(moving, {name: str(getattr(gone, name)) for name in _taken(keep, gone)})


def merge(keep: Record, gone: Record, user: AbstractBaseUser) -> Change:
    """Make ``gone`` a part of ``keep``. Its addresses redirect from now on."""
    with transaction.atomic():
        _check(keep, gone)
        kind = type(gone)
        undo: dict[str, Any] = {
            "title": str(gone),
            "row": _row(gone),
            "moved": {},
            "taken": {name: [getattr(keep, name), getattr(gone, name)] for name in _taken(keep, gone)},
        }
        for model, field in _POINTING[kind]:
            rows = model._default_manager.filter(**{field: gone})
            undo["moved"][model._meta.model_name] = list(rows.values_list("pk", flat=True))
            rows.update(**{field: keep})
        if isinstance(keep, Company) and isinstance(gone, Company):
            undo["names"] = [_row(one) for one in gone.names.all()]
            undo["tickers"] = [_row(one) for one in gone.tickers.all()]
            _move(keep.names, gone.names, lambda one: folded(one.name))
            _move(keep.tickers, gone.tickers, lambda one: (one.exchange, one.symbol))
        addresses = OldAddress.objects.filter(kind=KINDS[kind], record=gone.pk)
        undo["addresses"] = list(addresses.values_list("pk", flat=True))
        addresses.update(record=keep.pk)
        Alias.objects.filter(kind=_alias_kind(kind), record=gone.pk).update(record=keep.pk)
        slug, key = gone.slug, _key(gone)
        number = gone.pk
        gone.delete()
        OldAddress.objects.update_or_create(kind=KINDS[kind], slug=slug, defaults={"record": keep.pk})
        Alias.objects.update_or_create(kind=_alias_kind(kind), key=key, defaults={"record": keep.pk})
        for name, (_, value) in undo["taken"].items():
            setattr(keep, name, value)
        keep.save()
        _follow(keep)
        undo["number"] = number
        return Change.objects.keep(
            keep,
            user,
            action=Change.Action.MERGED,
            before={"merged": json.loads(json.dumps(undo, cls=DjangoJSONEncoder))},
            after={"merged": str(keep)},
        )


def undo(change: Change, user: AbstractBaseUser) -> Change:
    """Two again: the record that was merged comes back with its number, address and whatever is still here of it."""
    model: type[Any] = Company if change.kind == "company" else Contact
    told = change.before["merged"]
    with transaction.atomic():
        keep = model._default_manager.filter(pk=change.record).first()
        if keep is None:
            raise CannotMerge("The record that was kept is no longer in the archive.")
        slug = told["row"]["slug"]
        if model._default_manager.filter(models.Q(pk=told["number"]) | models.Q(slug=slug)).exists():
            raise CannotMerge("The merged record is in the archive already.")
        for name, (before, taken) in told["taken"].items():
            if getattr(keep, name) == taken:
                setattr(keep, name, before)
        keep.save()
        OldAddress.objects.filter(kind=KINDS[model], slug=slug).delete()
        gone = _restored(model, told["row"])
        Alias.objects.filter(kind=_alias_kind(model), key=_key(gone), record=keep.pk).delete()
        for pointing, field in _POINTING[model]:
            numbers = told["moved"][pointing._meta.model_name]
            pointing._default_manager.filter(pk__in=numbers, **{field: keep}).update(**{field: gone})
        OldAddress.objects.filter(pk__in=told["addresses"], record=keep.pk).update(record=gone.pk)
        if isinstance(gone, Company):
            for rows, kind in ((told["names"], CompanyName), (told["tickers"], CompanyTicker)):
                for row in rows:
                    _restored(kind, row)
        _follow(keep)
        _follow(gone)
        return Change.objects.keep(keep, user, action=Change.Action.REVERTED, reverts=change)


def _check(keep: Record, gone: Record) -> None:
    if type(keep) is not type(gone) or keep.pk == gone.pk:
        raise CannotMerge("Choose two different records.")
    if isinstance(keep, Company) and isinstance(gone, Company):
        if _two_registrants(keep, gone):
            raise CannotMerge(f"They have different CIKs, {keep.cik} and {gone.cik}: the SEC knows two registrants.")
        both = Registrant.objects.filter(company=keep, filing__registrants__company=gone).select_related("filing")[:3]
        if both:
            named = ", ".join(str(one.filing) for one in both)
            raise CannotMerge(f"Both are registrants of one filing ({named}): they are two companies.")
    elif isinstance(keep, Contact) and isinstance(gone, Contact):
        if keep.kind != gone.kind:
            raise CannotMerge("One is a person, the other a desk.")
        for one in (keep, gone):
            if one.is_withdrawn:
                raise CannotMerge(f"The details of {one} are withdrawn. Bring them back first.")


def _two_registrants(one: Company, other: Company) -> bool:
    return bool(one.cik and other.cik and one.cik != other.cik)


def _taken(keep: Record, gone: Record) -> list[str]:
    return [name for name in _TAKEN[type(gone)] if getattr(gone, name) and not getattr(keep, name)]


def _move(kept: Any, gone: Any, key: Callable[[Any], object]) -> None:
    """Names or symbols to the company that stays; those that it has already it has known for longer now."""
    known = {key(one): one for one in kept.all()}
    for one in gone.all():
        same = known.get(key(one))
        if same is None:
            one.company = kept.instance
            one.save()
        else:
            _widen(same, one)
            one.delete()


def _widen(one: Any, other: Any) -> None:
    one.first_seen = min(filter(None, (one.first_seen, other.first_seen)), default=None)
    one.last_seen = max(filter(None, (one.last_seen, other.last_seen)), default=None)
    one.save()


def _row(record: models.Model) -> dict[str, Any]:
    row = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    plain: dict[str, Any] = json.loads(json.dumps(row, cls=DjangoJSONEncoder))
    return plain


def _restored(model: type[Any], row: dict[str, Any]) -> Any:
    values = {f.attname: f.to_python(row[f.attname]) for f in model._meta.concrete_fields if f.attname in row}
    record = model(**values)
    record.save()
    return record


def _key(record: Record) -> str:
    return record.sort_name if isinstance(record, Company) else record.key


def _alias_kind(model: type[models.Model]) -> str:
    return Alias.Kind.COMPANY if model is Company else Alias.Kind.CONTACT


def _follow(record: Record) -> None:
    if isinstance(record, Company):
        upkeep.company_changed(record)
    else:
        upkeep.contact_changed(record)


# -- suggesting ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records that may be one, and why."""

    keep: Record
    gone: Record
    why: str


def company_suggestions(limit: int = 100) -> list[Suggestion]:
    """Companies with the same IRS number, name (a former one too) or telephone, unless something speaks against it."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for why, groups in (
        ("same IRS number {}", _by_irs_number()),
        ("same name {}, now or before", _by_name()),
        ("same telephone {}", _by_phone()),
    ):
        for value, numbers in groups:
            for pair in _pairs(numbers):
                found[pair].append(why.format(value))
            if len(found) > 10 * limit:
                break
    records = Company.objects.in_bulk({number for pair in found for number in pair})
    together = _registered_together(records)
    suggestions = []
    for (a, b), reasons in sorted(found.items(), key=lambda one: -len(one[1])):
        keep, gone = _older_first(records[a], records[b])
        if (a, b) in together or _two_registrants(keep, gone):
            continue
        suggestions.append(Suggestion(keep, gone, "; ".join(reasons)))
        if len(suggestions) == limit:
            break
    return suggestions


def _registered_together(companies: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs of these companies that a filing has both of, the lower number first: they are no duplicates."""
    ours = Registrant.objects.filter(company__in=list(companies)).order_by()
    several = ours.values("filing").annotate(n=Count("pk")).filter(n__gt=1).values("filing")
    filings: dict[int, set[int]] = defaultdict(set)
    for filing, company in ours.filter(filing__in=several).values_list("filing", "company"):
        filings[filing].add(company)
    return {(a, b) for named in filings.values() for a in named for b in named if a < b}


def person_suggestions(limit: int = 100) -> list[Suggestion]:
    """People of one name who share a telephone number or an e-mail address. A name alone makes nobody one."""
    suggestions: list[Suggestion] = []
    people = Contact.objects.filter(kind=Contact.Kind.PERSON)
    shared = people.order_by().values("sort_name").annotate(n=Count("pk")).filter(n__gt=1)
    names = shared.values_list("sort_name", flat=True).order_by("sort_name").iterator()
    while some := list(islice(names, _NAMES_AT_ONCE)):
        groups: dict[str, list[Contact]] = defaultdict(list)
        for one in people.filter(sort_name__in=some).order_by("sort_name", "pk"):
            groups[one.sort_name].append(one)
        reached = _reached([one.pk for group in groups.values() for one in group[:_ALIKE]])
        for group in groups.values():
            for keep, gone in combinations(group[:_ALIKE], 2):
                common = reached[keep.pk] & reached[gone.pk]
                if common:
                    suggestions.append(Suggestion(keep, gone, f"same name and {', '.join(sorted(common)[:3])}"))
        if len(suggestions) >= limit:
            break
    return suggestions[:limit]


_NAMES_AT_ONCE = 200
_ALIKE = 20
"""Of more people with one name, or companies with one telephone, only the first are looked at."""


def _reached(contacts: list[int]) -> dict[int, set[str]]:
    """Telephone numbers, as digits, and e-mail addresses that were printed with each contact."""
    found: dict[int, set[str]] = defaultdict(set)
    printed = ContactAppearance.objects.filter(contact__in=contacts).order_by()
    for contact, phones, emails in printed.values_list("contact", "phones", "emails").distinct():
        found[contact] |= {digits for phone in phones if len(digits := _digits(phone)) >= 7}
        found[contact] |= {email.casefold() for email in emails}
    return found


def _digits(phone: str) -> str:
    return "".join(c for c in phone if c.isdigit())


def _by_irs_number() -> Iterator[tuple[str, list[int]]]:
    twice = Company.objects.exclude(irs_number="").order_by().values("irs_number").annotate(n=Count("pk"))
    for number in twice.filter(n__gt=1).values_list("irs_number", flat=True):
        yield number, list(Company.objects.filter(irs_number=number).values_list("pk", flat=True))


def _by_name() -> Iterator[tuple[str, list[int]]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, name in Company.objects.values_list("pk", "name").iterator():
        groups[folded_company(name)].add(number)
    for number, name in CompanyName.objects.values_list("company", "name").iterator():
        groups[folded_company(name)].add(number)
    return ((name, sorted(numbers)) for name, numbers in groups.items() if name and len(numbers) > 1)


def _by_phone() -> Iterator[tuple[str, list[int]]]:
    groups: dict[str, set[int]] = defaultdict(set)
    printed = Registrant.objects.exclude(phone="").order_by().values_list("company", "phone").distinct()
    for number, phone in printed.iterator():
        digits = _digits(phone)
        if len(digits) >= 10:
            groups[digits[-10:]].add(number)
    return ((phone, sorted(numbers)) for phone, numbers in groups.items() if len(numbers) > 1)


def _pairs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    return combinations(sorted(numbers)[:_ALIKE], 2)


def _older_first(a: Company, b: Company) -> tuple[Company, Company]:
    """The one with a CIK is kept, else the one that was here first."""
    return (b, a) if b.cik and not a.cik else (a, b)
