"""How a company described itself over time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import Company, OldAddress

from .access import moved, sees_drafts, visible
from .contexts.selves import KINDS, selves_context


@require_safe
@lasting
def selves(request: HttpRequest, slug: str) -> HttpResponse:
    """``kind``: ``about`` (without it) or ``safe_harbor``."""
    company = visible(request, Company.objects).filter(slug=slug).first()
    if company is None:
        return moved(request, OldAddress.Kind.COMPANY, slug, Company.objects, "in-its-words/")
    kind = request.GET.get("kind") or "about"
    if kind not in KINDS:
        raise Http404
    context = selves_context(request, company, kind, drafts=sees_drafts(request))
    return render(request, "companies/selves.html", context)
