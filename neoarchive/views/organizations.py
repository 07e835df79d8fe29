"""Organisations that contacts belong to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting

from .contexts.organizations import organization_context, people_named


@require_safe
@lasting
def organization(request: HttpRequest) -> HttpResponse:
    """``name`` as it is printed, in any case."""
    people = people_named(request.GET.get("name", ""))
    if not people:
        raise Http404
    return render(request, "people/organization.html", organization_context(people))
