"""The site's own answers, as a visitor gets them: nobody is logged in, so no draft is among them."""

import io
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.urls import resolve

_MOST_STEPS = 4


def ask(address: str) -> HttpResponse | None:
    """What stands at an address, also where that leads on to another; None where nothing does."""
    for _ in range(_MOST_STEPS):
        answer = _answer(address)
        if answer is None or answer.status_code not in (301, 302):
            break
        address = answer.headers["Location"]
    return answer if answer is not None and answer.status_code == 200 else None


def _answer(address: str) -> HttpResponse | None:
    """Of the view itself: what stands around it, limits and memories of pages, is for the network."""
    asked = request(address)
    view, args, kwargs = resolve(asked.path_info)
    try:
        answer: HttpResponse = view(asked, *args, **kwargs)
    except (Http404, PermissionDenied, BadRequest):
        return None
    return answer


def request(address: str) -> WSGIRequest:
    """A visitor's request, which templates know as one for a copy: ``request.offline``."""
    _, host, path, query, _ = urlsplit(address)
    made = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SERVER_NAME": host or urlsplit(settings.SITE_URL).hostname or "localhost",
            "SERVER_PORT": "80",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        }
    )
    made.user = AnonymousUser()
    made.offline = True  # type: ignore[attr-defined]
    return made
