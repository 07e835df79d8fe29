"""What every answer carries, whatever made it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
