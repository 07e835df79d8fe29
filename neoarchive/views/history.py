"""What was corrected in a published release, and when."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.models import OldAddress, PressRelease

from .access import moved, visible
from .contexts.history import corrections_of


@require_safe
def release_history(request: HttpRequest, slug: str) -> HttpResponse:
    release = visible(request, PressRelease.objects).select_related("company", "filing").filter(slug=slug).first()
    if release is None:
        return moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects, after="history/")
    context = {
        "section": "releases",
        "release": release,
        "company": release.company,
        "filing": release.filing,
        "corrections": corrections_of(release),
        "address": settings.SITE_URL + request.path,
    }
    return render(request, "releases/history.html", context)
