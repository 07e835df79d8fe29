"""Answers to what was sent and can't be taken: a form that is out of date, too much at once, a database that is away.

Whoever sent a form has typed something, so the page shows it and sends it again at the press of a button, wherever that
is possible. What a database that is away would be needed for is left out: these pages ask it nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template import loader

from neoarchive.logs import request_id

RETRY_AFTER_S = "10"
MOST_OF_A_VISITOR = 4 * 1024 * 1024
"""Bytes of a request by who is not logged in: no more than an editor has typed whose log-in has ended meanwhile."""
MOST_FILES = 4
"""An editor's request weighs no more than so many files of the largest size that is read."""
# Not put into a page again, and not what anybody has typed.
_NOT_KEPT = re.compile(r"csrfmiddlewaretoken|.*(?:password|secret|token).*", re.IGNORECASE)
_FULL = ("disk is full", "no space left", "could not extend file", "disk full")


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was sent."""

    name: str
    value: str

    @property
    def is_long(self) -> bool:
        """Of several lines, or too long for one."""
        return len(self.value) > 80 or "\n" in self.value


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without the token that belongs to this browser's log-in (CSRF_FAILURE_VIEW).

    Most often a page that was open while its editor logged in again elsewhere. What was typed is offered to be sent
    again, with a token that is good, but only where the browser says that the form came from this very site: the
    button must not become a way around what the token is for.
    """
    own = _from_here(request)
    context = {"own": own, "files": _files(request), "typed": _typed(request) if own else []}
    if _is_admin(request):
        context |= admin.site.each_context(request)
        context["title"] = "This form is out of date" if own else "This form was not sent from here"
        template = "admin/form_out_of_date.html"
    else:
        template = "form_out_of_date.html"
    context["again"] = request.get_full_path()
    response = HttpResponse(loader.get_template(template).render(context, request), status=403)
    return _never_kept(response)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 for too much at once: which limit it is, and what to do. Rendered without the request."""
    return _refused(request, *_what_is_wrong(exception))


class RequestSizes:
    """Middleware, behind the log-ins. What is too much is refused by the size it says it has, before it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        size = _length_of(request)
        if size > MOST_OF_A_VISITOR:
            most = MOST_FILES * settings.UPLOAD_MAX_BYTES if request.user.is_authenticated else MOST_OF_A_VISITOR
            if size > most:
                told = f"At most {most // (1024 * 1024)} MB can be sent in one go."
                return _refused(request, 413, "Too much at once", (told, "Send it in several parts."))
        return self.get_response(request)


def _length_of(request: HttpRequest) -> int:
    """Bytes of the body; 0 for what is no number, of which nothing is read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if re.fullmatch(r"[0-9]{1,18}", length) else 0


class NotAllowedPages:
    """Middleware. Django's 405 is an empty page: it gets one that says what can be asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            context = {"method": request.method, "allowed": response["Allow"], "address": request.path}
            response.content = loader.get_template("405.html").render(context)
        return response


def server_fault() -> HttpResponse:
    """500 with the id under which the fault is logged. Rendered without the request: it may need what failed."""
    return HttpResponse(loader.get_template("500.html").render({"request_id": request_id.get()}), status=500)


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """503 for a database that does not answer, is locked, or has no room: nothing of the request is saved."""
    sent = request.method == "POST"
    context: dict[str, Any] = {"full": is_full(error), "sent": sent, "request_id": request_id.get()}
    if sent:
        context |= {"typed": _typed(request), "files": _files(request), "again": request.get_full_path()}
        context["csrf_token"] = get_token(request)
    response = HttpResponse(loader.get_template("503.html").render(context), status=503)
    response.headers["Retry-After"] = RETRY_AFTER_S
    return _never_kept(response)


def is_database_away(error: BaseException | None) -> bool:
    """Whether a request failed through the database's state, not through what was asked of it.

    OperationalError is what both drivers raise for a server that is gone, a lock that is not given, and a full disk;
    also for SQL that SQLite can't read, which is a fault of ours.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return not re.search(r"no such (?:table|column|function)|syntax error|does not exist", str(error))


def is_full(error: BaseException) -> bool:
    words = str(error).lower()
    return any(one in words for one in _FULL)


def _refused(request: HttpRequest, status: int, heading: str, sentences: Sequence[str]) -> HttpResponse:
    context = {"heading": heading, "sentences": sentences, "sent": request.method == "POST"}
    return _never_kept(HttpResponse(loader.get_template("400.html").render(context), status=status))


def _what_is_wrong(exception: Exception | None) -> tuple[int, str, Sequence[str]]:
    if isinstance(exception, TooManyFilesSent):
        most = settings.UPLOAD_MAX_FILES
        return (
            413,
            "Too many files at once",
            (f"At most {most} files can be sent in one go.", "Send them in several parts, or pack them into a zip."),
        )
    if isinstance(exception, RequestDataTooBig):
        mega = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        return (
            413,
            "Too much at once",
            (f"At most {mega} MB of text can be sent in one go.", "Send it in several parts, or as files."),
        )
    if isinstance(exception, TooManyFieldsSent):
        return 413, "Too many fields at once", ("The form has more fields than can be sent in one go.",)
    if isinstance(exception, MultiPartParserError):
        told = "It was cut off on the way, or has a file whose name takes more than 900 bytes."
        return 400, "The form can’t be read", (told,)
    return 400, "This can’t be answered", ("The request is not one that a browser makes from a page of this site.",)


def _is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith("/admin/")


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on a page of this site. Browsers tell the truth about Origin."""
    origin = request.META.get("HTTP_ORIGIN", "")
    if not origin or request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        return False
    own = f"{'https' if request.is_secure() else 'http'}://{request.get_host()}"
    return origin == own or (origin in settings.CSRF_TRUSTED_ORIGINS and bool(urlsplit(origin).hostname))


def _typed(request: HttpRequest) -> list[Typed]:
    """What was sent, in order."""
    return [
        Typed(name, value)
        for name, values in request.POST.lists()
        if not _NOT_KEPT.fullmatch(name)
        for value in values
        if isinstance(value, str)
    ]


def _files(request: HttpRequest) -> list[str]:
    return [one.name or "" for _, files in request.FILES.lists() for one in files]


def _never_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
