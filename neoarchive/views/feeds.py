"""Atom feeds: of the site, a search, a company, a person. At most 50 releases, those added to the archive last first.

Feeds tell what came in, not what is of the latest date: a release of 1998 that is ingested today is news here.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import Company, Contact, Filing, OldAddress, PressRelease
from neoarchive.search import facts, find

from .access import moved
from .contexts import listing, words
from .formats import answers, atom

_LAST_FIRST = "What was added to the archive last comes first."


@require_safe
@lasting
def site(request: HttpRequest) -> HttpResponse:
    ids = list(PressRelease.objects.published().order_by("-pk").values_list("pk", flat=True)[: atom.MOST])
    return atom.answer("neoarchive: new releases", _LAST_FIRST, page=reverse("home"), own=reverse("feed"), ids=ids)


@require_safe
@lasting
def releases(request: HttpRequest) -> HttpResponse:
    """Of any search, also of one that finds nothing yet."""
    asked = listing.read(request.GET)
    if not asked.readable:
        faults = listing.faults_of(asked)
        return answers.refused_in_words("\n".join(f"{fault['name']}: {fault['message']}" for fault in faults))
    subtitle = _LAST_FIRST
    if asked.asking.everything:
        listed = PressRelease.objects.published().order_by("-pk").values_list("pk", flat=True)
        ids = list(listed[: atom.MOST])
    else:
        found = find.keys(asked.asking, drafts=False)
        ids = sorted((facts.release_id_of(key) for key in found.keys), reverse=True)[: atom.MOST]
        if found.over:
            subtitle += f" Looked at are the newest {find.COUNTED:,} of these releases."
    query = asked.query_of()
    return atom.answer(
        f"neoarchive: {words.subject(asked)}",
        subtitle,
        page=reverse("releases") + query,
        own=reverse("releases-feed") + query,
        ids=ids,
    )


@require_safe
@lasting
def company(request: HttpRequest, slug: str) -> HttpResponse:
    found = Company.objects.published().filter(slug=slug).only("pk", "name", "slug").first()
    if found is None:
        return moved(request, OldAddress.Kind.COMPANY, slug, Company.objects, after="feed.atom")
    listed = PressRelease.objects.published().filter(company=found).order_by("-pk").values_list("pk", flat=True)
    return atom.answer(
        f"neoarchive: releases of {found.name}",
        _LAST_FIRST,
        page=found.get_absolute_url(),
        own=reverse("company-feed", args=[found.slug]),
        ids=list(listed[: atom.MOST]),
    )


@require_safe
@lasting
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = Contact.objects.published().filter(slug=slug).only("pk", "name", "organization", "slug").first()
    if found is None:
        return moved(request, OldAddress.Kind.PERSON, slug, Contact.objects, after="feed.atom")
    named = found.appearances.filter(release__status=Filing.Status.PUBLISHED).order_by("-release").distinct()
    return atom.answer(
        f"neoarchive: releases that name {found}",
        _LAST_FIRST,
        page=found.get_absolute_url(),
        own=reverse("person-feed", args=[found.slug]),
        ids=list(named.values_list("release", flat=True)[: atom.MOST]),
    )
