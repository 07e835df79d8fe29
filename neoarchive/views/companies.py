"""Companies: the A to Z, its letters, one company."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting, made_of_rows
from neoarchive.models import Company, OldAddress

from .access import moved, sees_drafts, visible
from .contexts import az
from .contexts.company import company_at, company_context


@require_safe
@lasting
def companies(request: HttpRequest) -> HttpResponse:
    """All companies on one page, or the largest of them with a page for each letter."""
    seen = visible(request, Company.objects)
    total = seen.count()
    whole = total <= az.ONE_PAGE
    if whole:
        entries = az.company_entries(az.with_counts(seen)) + az.former_entries(az.names_of(seen))
        found = az.sections(entries)
        letters = az.on_page_letters(found)
    else:
        found = az.sections(az.company_entries(az.largest(seen)))
        letters = az.page_letters(seen)
    context = {
        "section": "companies",
        "index": True,
        "total": total,
        "whole": whole,
        "most": az.MOST,
        "letters": letters,
        "sections": found,
        "address": settings.SITE_URL + request.path,
    }
    return render(request, "companies/list.html", context)


@require_safe
@lasting
def letter(request: HttpRequest, letter: str) -> HttpResponse:
    """The companies under one letter, with former names."""
    seen = visible(request, Company.objects)
    context = az.letter_context(seen, letter) | {"section": "companies", "letters": az.page_letters(seen, letter)}
    return render(request, "companies/letter.html", context)


@require_safe
@made_of_rows
def company(request: HttpRequest, slug: str) -> HttpResponse:
    found = company_at(slug, drafts=sees_drafts(request))
    if found is None:
        return moved(request, OldAddress.Kind.COMPANY, slug, Company.objects)
    return render(request, "companies/detail.html", company_context(request, found, drafts=sees_drafts(request)))
