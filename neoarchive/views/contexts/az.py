"""The A to Z: entries under their letters, with former names that point to the present one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from neoarchive.ingest.names import folded_company, short_company, sort_name
from neoarchive.models import Company, CompanyName, Filing

LETTERS = [*"abcdefghijklmnopqrstuvwxyz"]
OTHER = "0-9"
ONE_PAGE = 300  # companies beyond which each letter has its own page
MOST = 60  # companies that the first page names then


@dataclass(frozen=True, slots=True)
class Entry:
    """``see`` is the present name where ``name`` is a former one."""

    sort: str
    name: str
    href: str
    count: int = 0
    see: str = ""
    detail: str = ""
    invented: bool = False


@dataclass(slots=True)
class Section:
    letter: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.letter.upper()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the row above: ``href`` is "" where nothing stands under it."""

    title: str
    href: str
    current: bool = False


def letter_of(sort: str) -> str:
    return sort[0] if sort[:1] in LETTERS and sort else OTHER


def sections(entries: Iterable[Entry]) -> list[Section]:
    found: dict[str, Section] = {}
    for entry in sorted(entries, key=lambda e: (e.sort, e.name)):
        letter = letter_of(entry.sort)
        found.setdefault(letter, Section(letter)).entries.append(entry)
    return [found[letter] for letter in [OTHER, *LETTERS] if letter in found]


def letter_context(seen: "QuerySet[Company]", letter: str) -> dict[str, Any]:
    """The companies under one letter, of those that are seen, with former names."""
    entries = company_entries(with_counts(under_letter(seen, letter)))
    entries += former_entries(names_under(names_of(seen), letter))
    found = [section for section in sections(entries) if section.letter == letter]
    return {
        "letter": letter.upper(),
        "sections": found,
        "count": sum(not entry.see for section in found for entry in section.entries),
        "address": settings.SITE_URL + reverse("companies-letter", args=[letter]),
    }


def with_counts(companies: "QuerySet[Company]") -> "QuerySet[Company]":
    """Companies with the number of their published releases as ``count``."""
    return companies.annotate(count=Count("releases", filter=Q(releases__status=Filing.Status.PUBLISHED)))


def largest(companies: "QuerySet[Company]") -> "QuerySet[Company]":
    """The companies with most releases."""
    return with_counts(companies).order_by(F("count").desc(), "sort_name")[:MOST]


def company_entries(companies: Iterable[Company]) -> list[Entry]:
    """``companies`` come from ``with_counts``."""
    return [
        Entry(c.sort_name or sort_name(c.name), c.name, c.get_absolute_url(), c.count, invented=c.invented)  # type: ignore[attr-defined]
        for c in companies
    ]


def former_entries(names: Iterable[CompanyName]) -> list[Entry]:
    """Names that the company no longer has; spellings of the present one are left out."""
    return [
        Entry(sort_name(n.name), n.name, n.company.get_absolute_url(), see=short_company(n.company.name))
        for n in names
        if folded_company(short_company(n.name)) != folded_company(short_company(n.company.name))
    ]


def names_of(companies: "QuerySet[Company]") -> "QuerySet[CompanyName]":
    return CompanyName.objects.filter(company__in=companies.values("pk")).select_related("company")


def on_page_letters(found: list[Section]) -> list[Letter]:
    """Links within a page that has all letters."""
    here = {section.letter for section in found}
    row = [*LETTERS, OTHER] if OTHER in here else LETTERS
    return [Letter(x.upper(), f"#ix-{x.upper()}" if x in here else "") for x in row]


def page_letters(companies: "QuerySet[Company]", current: str = "") -> list[Letter]:
    """Links to the pages of the letters. One query, of the letters that are in use."""
    first = companies.order_by().annotate(first=Substr("sort_name", 1, 1)).values_list("first", flat=True).distinct()
    here = {letter_of(one) for one in first}
    row = [*LETTERS, OTHER] if OTHER in here else LETTERS
    return [
        Letter(x.upper(), reverse("companies-letter", args=[x]) if x in here else "", current=x == current) for x in row
    ]


def under_letter(companies: "QuerySet[Company]", letter: str) -> "QuerySet[Company]":
    # Sort names are folded to a–z, 0–9 and blanks, and digits sort before letters.
    return companies.filter(sort_name__lt="a") if letter == OTHER else companies.filter(sort_name__startswith=letter)


def names_under(names: "QuerySet[CompanyName]", letter: str) -> "QuerySet[CompanyName]":
    if letter == OTHER:
        return names.exclude(name__iregex=r"^(the )?[a-z]")
    return names.filter(Q(name__istartswith=letter) | Q(name__istartswith=f"the {letter}"))
