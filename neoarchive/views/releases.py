"""A release, and the release beside its source."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting, made_of_rows
from neoarchive.models import OldAddress, PressRelease

from .access import moved, sees_drafts, visible
from .contexts import parallel, quoting
from .contexts.attached import release_at
from .contexts.hits import hits_of
from .contexts.release import release_context


@require_safe
@made_of_rows
def release(request: HttpRequest, slug: str) -> HttpResponse:
    drafts = sees_drafts(request)
    found = release_at(slug, drafts=drafts)
    if found is None:
        return moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects)
    address = settings.SITE_URL + found.get_absolute_url()
    hits = hits_of(request.GET.get("q", ""))
    return render(request, "releases/detail.html", release_context(found, address, drafts=drafts, hits=hits))


@require_safe
@lasting
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = parallel.with_filing(visible(request, PressRelease.objects)).filter(slug=slug).first()
    if found is None:
        return moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects, after="source/")
    context = parallel.parallel_context(found, drafts=sees_drafts(request))
    context |= quoting.box(request.GET.get("lines", ""), context)
    context["hits"] = hits = hits_of(request.GET.get("q", ""))
    if hits:
        for row in context["rows"]:
            row.lines = hits.lines(row.lines)
    return render(request, "releases/source.html", context)
