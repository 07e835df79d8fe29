"""Organisations that contacts belong to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting

from .contexts.organizations import PEOPLE, organization_context, people_of


@require_safe
@lasting
def organization(request: HttpRequest) -> HttpResponse:
    """``name`` as it is printed, in any case."""
    name = request.GET.get("name", "").strip()
    people = list(people_of(name)[:PEOPLE]) if name and "\0" not in name and len(name) <= 300 else []
    if not people:
        raise Http404
    return render(request, "people/organization.html", organization_context(name, people))
