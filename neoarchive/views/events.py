"""Events, whatever number their item had: all of them, and one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from neoarchive.search import events as vocabulary

from .contexts import events as contexts


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    return render(request, "events/list.html", contexts.index_context())


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """By its name; by today's number of its item it leads to the name."""
    found = vocabulary.BY_SLUG.get(slug)
    if found is None:
        numbered = vocabulary.BY_NUMBER.get(slug.replace("-", "."))
        if numbered is None:
            raise Http404
        return redirect("event", numbered.slug, permanent=True)
    return render(request, "events/detail.html", contexts.event_context(found))
