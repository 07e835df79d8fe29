"""What the pages of people show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse

from neoarchive.ingest.names import folded, sort_person
from neoarchive.models import Company, Contact, ContactAppearance, Filing

from . import az
from .numbers import numbers_of
from .pages import page_of

PER_PAGE = 100
TOGETHER = 8


@dataclass(slots=True)
class Role:
    """A role as printed, at an organisation, for a company, with the first and last dates it is seen at."""

    title: str
    organization: str
    company: Company
    phones: list[str]
    dates: list[date] = field(default_factory=list)
    count: int = 0

    @property
    def first(self) -> date | None:
        return min(self.dates, default=None)

    @property
    def last(self) -> date | None:
        return max(self.dates, default=None)


@dataclass(slots=True)
class Year:
    year: int | None
    count: int
    appearances: list[ContactAppearance] = field(default_factory=list)


def entries(contacts: "QuerySet[Contact]") -> list[az.Entry]:
    """For the index: last name first, as people are looked for."""
    counted = contacts.annotate(
        count=Count("appearances__release", filter=_published("appearances__release__status"), distinct=True)
    )
    return [
        az.Entry(
            c.sort_name or sort_person(c.name), _filed_under(c), c.get_absolute_url(), c.count, detail=c.organization
        )
        for c in counted
    ]


def under_letter(contacts: "QuerySet[Contact]", letter: str) -> "QuerySet[Contact]":
    return contacts.filter(sort_name__lt="a") if letter == az.OTHER else contacts.filter(sort_name__startswith=letter)


def letters(contacts: "QuerySet[Contact]", current: str) -> list[az.Letter]:
    first = contacts.order_by().annotate(first=Substr("sort_name", 1, 1)).values_list("first", flat=True).distinct()
    here = {az.letter_of(one) for one in first}
    row = [*az.LETTERS, az.OTHER] if az.OTHER in here else az.LETTERS
    address = reverse("people")
    return [az.Letter(x.upper(), f"{address}?letter={x}" if x in here else "", x == current) for x in row]


def person_context(request: HttpRequest, contact: Contact, *, drafts: bool) -> dict[str, Any]:
    appearances = contact.appearances.select_related("release__company").defer(
        "release__blocks", "release__summary", "release__tidied", "evidence"
    )
    if not drafts:
        appearances = appearances.filter(_published("release__status"))
    every = list(appearances.order_by("-release__shown_date", "-release_id"))
    pager = page_of(request, every, PER_PAGE)
    days = [a.release.shown_date for a in every if a.release.shown_date]
    return {
        "section": "people",
        "contact": contact,
        "total": len({a.release_id for a in every}),
        "company_count": len({a.release.company_id for a in every}),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "roles": _roles(every),
        "numbers": numbers_of(every),
        "years": _years(pager.page.object_list, every),
        "pager": pager,
        "spellings": Counter(a.name for a in every if a.name).most_common(),
        "together": _together(contact, drafts=drafts),
        "address": settings.SITE_URL + contact.get_absolute_url(),
        "invented": bool(every) and all(a.release.company.invented for a in every),
    }


def _published(path: str) -> Q:
    return Q(**{path: Filing.Status.PUBLISHED})


def _filed_under(contact: Contact) -> str:
    """ "Hess, Carol" for a person of at least two names; a desk as it is called."""
    words = contact.name.split()
    if contact.kind != Contact.Kind.PERSON or len(words) < 2:
        return contact.name or "Name not given"
    last = (contact.sort_name or "").partition(" ")[0]
    place = next((i for i in range(len(words) - 1, 0, -1) if folded(words[i]).rpartition(" ")[2] == last), None)
    if place is None:
        return contact.name
    return f"{words[place].strip(',')}, {' '.join(words[:place] + words[place + 1 :]).strip(',')}"


def _roles(appearances: Iterable[ContactAppearance]) -> list[Role]:
    """Newest first; ``appearances`` are in that order."""
    roles: dict[tuple[str, str, int], Role] = {}
    for one in appearances:
        company = one.release.company
        key = (one.title.casefold(), one.organization.casefold(), company.pk)
        role = roles.setdefault(key, Role(one.title, one.organization, company, one.phones))
        role.count += 1
        if one.release.shown_date:
            role.dates.append(one.release.shown_date)
    return list(roles.values())


def _years(listed: Iterable[ContactAppearance], every: Iterable[ContactAppearance]) -> list[Year]:
    counts = Counter(a.release.shown_date.year if a.release.shown_date else None for a in every)
    years: list[Year] = []
    for one in listed:
        year = one.release.shown_date.year if one.release.shown_date else None
        if not years or years[-1].year != year:
            years.append(Year(year, counts[year]))
        years[-1].appearances.append(one)
    return years


def _together(contact: Contact, *, drafts: bool) -> list[dict[str, Any]]:
    """Others named in the same releases, most often first."""
    mine = ContactAppearance.objects.filter(contact=contact).values("release")
    others = ContactAppearance.objects.filter(release__in=mine).exclude(contact=contact)
    if not drafts:
        others = others.filter(_published("release__status"), contact__withdrawn_at=None)
    found = (
        others.order_by()
        .values("contact__name", "contact__organization", "contact__slug")
        .annotate(count=Count("release", distinct=True))
        .order_by("-count", "contact__name")
    )
    return [dict(row) for row in found[:TOGETHER]]
