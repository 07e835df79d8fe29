"""Permanent addresses: slugs that are unique, and the old ones that go on working."""

from datetime import date
from typing import Any

from django.db import models

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
    name, words = slug_of(short_company(company), 40), slug_of(headline)
    # A headline that begins as the company's name does says it already.
    says_it = words.partition("-")[0] == name.partition("-")[0]
    return f"{day or 'undated'}-{words if says_it else f'{name}-{words}'}"


def free_slug(model: type[Any], wanted: str, taken: set[str] | None = None) -> str:
    """The slug, or the slug with the first number that is free; given-up addresses are not given again.

    ``taken`` holds slugs promised in this transaction and not yet in the database; the result is added to it.
    """
    wanted = wanted[:110].strip("-") or "untitled"
    used = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    used |= set(OldAddress.objects.filter(kind=KINDS[model], slug__startswith=wanted).values_list("slug", flat=True))
    used |= taken or set()
    slug, number = wanted, 2
    while slug in used:
        slug, number = f"{wanted}-{number}", number + 1
    if taken is not None:
        taken.add(slug)
    return slug


def give_up(record: Any, old_slug: str) -> None:
    """Keep an address that a record no longer has, so that it redirects."""
    OldAddress.objects.update_or_create(kind=KINDS[type(record)], slug=old_slug, defaults={"record": record.pk})
    OldAddress.objects.filter(kind=KINDS[type(record)], slug=record.slug).delete()
