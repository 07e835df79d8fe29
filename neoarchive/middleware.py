"""What every answer carries, whatever made it, and what only those need who are logged in."""

from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from neoarchive.databases import is_public_read

# Nothing may run or load but what this site serves itself: whatever a filing holds, and whatever slips through
# the sanitiser, stays text. The stock admin and the feeds work under it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


# What Django sets on pages by its settings is here for what its middleware does not see: probes, and what is
# answered 304 before Django is asked.
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class SafeHeaders:
    """Stands first: no answer goes past it. A view may have set a policy of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS:
            response.headers.setdefault(name, value)
        return response


class _NotForVisitors:
    """A middleware of Django's that a page for everybody does without. What they do costs more than a kept page."""

    async_capable = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_public_read(request):
            answer: HttpResponseBase = self.get_response(request)  # type: ignore[attr-defined]
            return answer
        answer = super().__call__(request)  # type: ignore[misc]
        return answer


class Sessions(_NotForVisitors, SessionMiddleware):
    pass


class Messages(_NotForVisitors, MessageMiddleware):
    pass


class LogIns(_NotForVisitors, AuthenticationMiddleware):
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_public_read(request):
            request.user = AnonymousUser()
        return super().__call__(request)
