"""An organisation that contacts belong to, such as an agency for investor relations: its people and its clients.

An organisation is what releases print beside a contact's name; two spellings are two organisations. At most ``MOST``
of its appearances, the newest, are looked at.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet, Value
from django.db.models.functions import Upper
from django.urls import reverse

from neoarchive.models import Contact, ContactAppearance, PressRelease
from neoarchive.views.formats.clean import twin_of

MOST = 5_000
PEOPLE = 200
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Client:
    """A company whose releases name somebody of the organisation, with their number."""

    name: str
    slug: str
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    year: int | None
    count: int
    clients: list[Client]


def people_named(name: str) -> list[Contact]:
    """The people of an organisation as an address names it, at most ``PEOPLE``; none where it can be no name."""
    name = name.strip()
    possible = name and "\0" not in name and len(name) <= _LONGEST
    return list(people_of(name)[:PEOPLE]) if possible else []


def people_of(name: str) -> "QuerySet[Contact]":
    """The contacts of an organisation whose details are shown, whatever the case its name is printed in."""
    named = Contact.objects.annotate(folded=Upper("organization")).filter(folded=Upper(Value(name)))
    return named.published().order_by("sort_name", "pk")


def organization_context(people: list[Contact]) -> dict[str, Any]:
    """``people``: from ``people_named``, at least one."""
    rows = list(
        ContactAppearance.objects.filter(
            contact__in=[one.pk for one in people], release__status=PressRelease.Status.PUBLISHED
        )
        .order_by("-release__shown_date", "-release_id")
        .values_list("contact", "release", "release__shown_date", "release__company__name", "release__company__slug")[
            : MOST + 1
        ]
    )
    counts = Counter(contact for contact, release in {(row[0], row[1]) for row in rows[:MOST]})
    address = f"{reverse('organization')}?{urlencode({'name': people[0].organization})}"
    years = _years({row[1]: row[2:] for row in rows[:MOST]})
    return {
        "section": "people",
        "name": people[0].organization,
        "people": [(one, counts[one.pk]) for one in people],
        "years": years,
        "total": sum(year.count for year in years),
        "over": len(rows) > MOST,
        "companies": len({client.slug for year in years for client in year.clients}),
        "address": settings.SITE_URL + address,
        "twin": twin_of(address),
    }


def _years(releases: dict[int, tuple[Any, ...]]) -> list[Year]:
    """Clients by year, the latest year first, the most releases first."""
    by_year: dict[int | None, Counter[tuple[str, str]]] = {}
    for day, name, slug in releases.values():
        by_year.setdefault(day.year if day else None, Counter())[name, slug] += 1
    return [
        Year(
            year,
            sum(clients.values()),
            [Client(*one, count) for one, count in sorted(clients.items(), key=lambda row: (-row[1], row[0]))],
        )
        for year, clients in sorted(by_year.items(), key=lambda row: -(row[0] or 0))
    ]
