"""People and desks that releases name as contacts."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting, made_of_rows
from neoarchive.models import Contact, OldAddress

from .access import moved, sees_drafts, visible
from .contexts import az
from .contexts import people as people_contexts


@require_safe
@lasting
def people(request: HttpRequest) -> HttpResponse:
    """All on one page, or a letter at a time (``?letter=``)."""
    seen = visible(request, Contact.objects)
    total = seen.count()
    letter = request.GET.get("letter", "")
    if letter not in {"", *az.LETTERS, az.OTHER}:
        raise Http404
    whole = total <= az.ONE_PAGE
    listed = seen if whole else people_contexts.under_letter(seen, letter or "a")
    found = az.sections(people_contexts.entries(listed))
    context = {
        "section": "people",
        "index": True,
        "total": total,
        "whole": whole,
        "letter": "" if whole else (letter or "a").upper(),
        "letters": az.on_page_letters(found) if whole else people_contexts.letters(seen, letter or "a"),
        "sections": found,
        "address": settings.SITE_URL + request.path,
    }
    return render(request, "people/list.html", context)


@require_safe
@made_of_rows
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible(request, Contact.objects).filter(slug=slug).first()
    if found is None:
        return moved(request, OldAddress.Kind.PERSON, slug, Contact.objects)
    context = people_contexts.person_context(request, found, drafts=sees_drafts(request))
    return render(request, "people/detail.html", context)
