"""Each request has an id, and is logged as one line if that is asked for (NEOARCHIVE_LOG_REQUESTS).

A request's id comes from the proxy (X-Request-ID) or is made here. It is in the answer's header and in every line that
is logged on the way, so that a reader who reports a fault can name it and whoever looks finds its lines.

Nothing is logged of who asks: no address, no program, no user name. Of the page the path alone: what stands after the
question mark are a reader's search words, and what somebody looks for in an archive is nobody else's business.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from neoarchive import health
from neoarchive.logs import printable, request_id

HEADER = "X-Request-ID"
# Nothing that could break a line, a header or a query of whoever searches the logs.
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

_log = logging.getLogger("neoarchive.requests")


class RequestLog:
    """Middleware; stands before all others, so that what it measures and names is the whole answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        name = given if _SANE.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(name)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = name
            # A watcher asks every few seconds, and says nothing new.
            if _log.isEnabledFor(logging.INFO) and request.path_info not in (health.LIVE, health.READY):
                self._say(request, response, (time.perf_counter() - begun) * 1000)
            return response
        finally:
            request_id.reset(token)

    def _say(self, request: HttpRequest, response: HttpResponseBase, took_ms: float) -> None:
        path, status = request.path, response.status_code
        given = {
            "method": request.method,
            "path": path,
            "view": request.resolver_match.view_name if request.resolver_match else None,
            "status": status,
            "took_ms": round(took_ms, 1),
        }
        _log.info("%s %s %s %.1f ms", request.method, printable(path), status, took_ms, extra=given)
