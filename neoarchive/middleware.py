"""What every answer carries, whatever made it."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

# Nothing may run or load but what this site serves itself: whatever a filing holds, and whatever slips through
# the sanitiser, stays text. The stock admin and the feeds work under it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


class ContentSecurityPolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class PublicCaching:
    """What a browser and a CDN may keep of a page: the same page asked for again is answered "304 Not Modified".

    A page is for everybody if the request has no session; of all others nothing is stored anywhere, because staff
    sees drafts. The ETag is a hash of the page, so it is right whatever the page is made from: a release's page also
    shows its neighbours and the company's name. Keeping without asking is only done for NEOARCHIVE_CACHE_SECONDS:
    0, the default, means that what is held back or corrected is gone from every cache at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            return response
        patch_vary_headers(response, ["Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.headers["Cache-Control"] = "private, no-store"
            return response
        response.headers.setdefault("Cache-Control", _for_everybody(response.status_code))
        if response.status_code != 200 or response.streaming or request.method not in ("GET", "HEAD"):
            return response
        if "ETag" not in response.headers:
            response.headers["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def _for_everybody(status: int) -> str:
    if status == 200 and settings.PUBLIC_CACHE_SECONDS > 0:
        return f"public, max-age={settings.PUBLIC_CACHE_SECONDS}"
    return "public, no-cache" if status == 200 else "no-cache"
