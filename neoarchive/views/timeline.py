"""A company over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import Company, OldAddress

from .access import moved, sees_drafts, visible
from .contexts.timeline import timeline_context


@require_safe
@lasting
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    company = visible(request, Company.objects).filter(slug=slug).first()
    if company is None:
        return moved(request, OldAddress.Kind.COMPANY, slug, Company.objects, "timeline/")
    context = timeline_context(request, company, drafts=sees_drafts(request))
    return render(request, "companies/timeline.html", context)
