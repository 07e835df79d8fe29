"""How often one address may ask for what costs work: records, tables, feeds, searches.

A visitor may ask ``RATE_BURST`` times at once and after that ``RATE_PER_MINUTE`` times a minute, evenly; who asks
sooner is answered 429 with Retry-After. Pages without a query are not counted, and neither is what is answered from
the memory or with 304, as the middleware stands behind that of the pages kept. Staff is not counted at all.

Each process counts for itself, so that no request waits for another process: with four of them a visitor may ask up
to four times as often.
"""

import json
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from neoarchive.visitors import address_of

MOST_ADDRESSES = 20_000
"""Addresses remembered, about 200 bytes each. The one not seen for longest is forgotten first."""

FORMATS = (".json", ".csv", ".atom")
WORDS = "Too many requests. Ask again in {} second{}."


class Rates:
    """When each address may ask again. One number for each: the time at which all it has asked for is worked off.

    (The "generic cell rate algorithm" of ATM networks; it needs no list of past requests.)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._until)

    def wait(self, address: str, per_minute: int, burst: int) -> float:
        """Seconds to wait before this request; 0 where it may go on, and is counted."""
        each = 60 / per_minute
        with self._lock:
            now = self._clock()
            until = max(self._until.get(address, 0.0), now)
            over = until - now - each * (burst - 1)
            if over > 1e-9:
                return over
            self._until[address] = until + each
            self._until.move_to_end(address)
            while len(self._until) > MOST_ADDRESSES:
                self._until.popitem(last=False)
            return 0.0


class RateLimit:
    """Middleware, the last one: it stands behind the memory of pages and knows who is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.rates = Rates()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.RATE_PER_MINUTE and costs_work(request) and not _is_staff(request):
            seconds = self.rates.wait(address_of(request), settings.RATE_PER_MINUTE, settings.RATE_BURST)
            if seconds:
                return too_many(request, math.ceil(seconds))
        return self.get_response(request)


def costs_work(request: HttpRequest) -> bool:
    """Whether a request is counted: formats for machines, and every page of a query."""
    path = request.path_info
    if path.startswith(("/admin/", settings.STATIC_URL)):
        return False
    return path.endswith(FORMATS) or bool(request.META.get("QUERY_STRING"))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429, in the format that was asked for."""
    words = WORDS.format(seconds, "" if seconds == 1 else "s")
    path = request.path_info
    if path.endswith(".json"):
        body: Any = json.dumps({"error": words, "faults": []}, indent=1) + "\n"
        response = HttpResponse(body, content_type="application/json", status=429)
    elif path.endswith(FORMATS):
        response = HttpResponse(words + "\n", content_type="text/plain; charset=utf-8", status=429)
    else:
        response = render(request, "429.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def _is_staff(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and user.is_staff)
