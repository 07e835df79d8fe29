"""Permanent addresses: slugs that are unique, and the old ones that go on working."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, models
from django.db.models import Q

from neoarchive.models import Company, Contact, Filing, OldAddress, PressRelease

from .names import short_company, slug_of

KINDS: dict[type[models.Model], OldAddress.Kind] = {
    Company: OldAddress.Kind.COMPANY,
    Filing: OldAddress.Kind.FILING,
    PressRelease: OldAddress.Kind.RELEASE,
    Contact: OldAddress.Kind.PERSON,
}


def release_slug(day: date | None, company: str, headline: str) -> str:
    """What a release's address says: "1998-07-27-neotherapeutics-lead-compound-demonstrates"."""
    return joined_slug(day, company, slug_of(headline))


def joined_slug(day: date | None, company: str, words: str) -> str:
    """As ``release_slug``, where the headline is a slug already."""
    name = slug_of(short_company(company), 40)
    # A headline that begins as the company's name does says it already.
    says_it = words.partition("-")[0] == name.partition("-")[0]
    return f"{day or 'undated'}-{words if says_it else f'{name}-{words}'}"


def free_slug(model: type[Any], wanted: str) -> str:
    """The slug, or the slug with the first number that is free; given-up addresses are not given again."""
    return free_slugs(model, [wanted])[0]


def free_slugs(model: type[Any], wanted: Sequence[str]) -> list[str]:
    """A free slug for each that is wanted, in order; the same one wanted twice is given once, then numbered.

    Two queries, and one more for every hundred that are not free as they are.
    """
    cut = [one[:110].strip("-") or "untitled" for one in wanted]
    condition = Q(slug__in=set(cut))
    used = set(model._default_manager.filter(condition).values_list("slug", flat=True))
    used |= set(OldAddress.objects.filter(condition, kind=KINDS[model]).values_list("slug", flat=True))
    used |= _numbers_of(model, [one for one, times in Counter(cut).items() if times > 1 or one in used])
    given = []
    for one in cut:
        slug, number = one, 2
        while slug in used:
            slug, number = f"{one}-{number}", number + 1
        used.add(slug)
        given.append(slug)
    return given


def _numbers_of(model: type[Any], slugs: Sequence[str]) -> set[str]:
    """The slugs in use that are one of these with a hyphen and more."""
    found: set[str] = set()
    sqlite = connection.vendor == "sqlite"
    # SQLite walks a whole index for LIKE, but not for a range; PostgreSQL has an index for LIKE.
    where = "slug >= %s AND slug < %s" if sqlite else "slug LIKE %s"
    parts = (
        f"SELECT slug FROM {connection.ops.quote_name(model._meta.db_table)} WHERE {where}",
        f"SELECT slug FROM {connection.ops.quote_name(OldAddress._meta.db_table)} WHERE kind = %s AND {where}",
    )
    for start in range(0, len(slugs), 100):
        some = slugs[start : start + 100]
        values: list[str] = []
        for one in some:
            place = [f"{one}-", f"{one}."] if sqlite else [one.replace("_", r"\_") + "-%"]
            values += [*place, KINDS[model], *place]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(" UNION ALL ".join(parts) for _ in some), values)
            found |= {slug for (slug,) in cursor.fetchall()}
    return found


def give_up(record: Any, old_slug: str) -> None:
    """Keep an address that a record no longer has, so that it redirects."""
    OldAddress.objects.update_or_create(kind=KINDS[type(record)], slug=old_slug, defaults={"record": record.pk})
    OldAddress.objects.filter(kind=KINDS[type(record)], slug=record.slug).delete()
