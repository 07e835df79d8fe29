"""Pages for what is not there, and for what went wrong."""

import re
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from .machines import nothing_here
from .refusals import bad_request, is_database_away, server_fault, unavailable

__all__ = ["bad_request", "not_found", "server_error"]

WORDS = 12


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with a search that holds the words of the address; for machines, JSON."""
    if request.path_info.endswith(".json"):
        return nothing_here()
    return render(request, "404.html", {"words": words_of(request.path)}, status=404)


def words_of(path: str) -> str:
    """The words of an address: "/releases/1998-07-27-calder-names/" gives "1998 calder names"."""
    words = re.findall(r"[^\W_]+", path.removeprefix("/releases").removeprefix("/companies").lower())
    telling = [w for w in words if len(w) > 2 and w not in {"releases", "filings", "people", "html", "www"}]
    return " ".join(list(dict.fromkeys(telling))[:WORDS])[:200]


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is away."""
    error = sys.exception()
    if isinstance(error, Exception) and is_database_away(error):
        return unavailable(request, error)
    return server_fault()
