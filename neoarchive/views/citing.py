"""Citations as downloads: a release's address with .bib or .ris behind it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import OldAddress, PressRelease

from .access import moved, visible
from .contexts import citation


def _download(request: HttpRequest, slug: str, ending: str, kind: str, made: Callable[..., str]) -> HttpResponse:
    releases = visible(request, PressRelease.objects).select_related("company", "filing", "exhibit")
    found = releases.defer("blocks", "filing__segments", "filing__warnings").filter(slug=slug).first()
    if found is None:
        gone_to = moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects)
        if not isinstance(gone_to, HttpResponsePermanentRedirect):
            return gone_to
        return redirect(f"{gone_to.url.rstrip('/')}.{ending}", permanent=True)
    text = made(found, settings.SITE_URL + found.get_absolute_url())
    response = HttpResponse(citation.as_file(text), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@lasting
def bib(request: HttpRequest, slug: str) -> HttpResponse:
    return _download(request, slug, "bib", "application/x-bibtex", citation.bibtex)


@require_safe
@lasting
def ris(request: HttpRequest, slug: str) -> HttpResponse:
    return _download(request, slug, "ris", "application/x-research-info-systems", citation.ris)
