"""The earliest answer to who asks whether a page has changed: no.

Browsers and a CDN that hold a page ask for it with its ETag, and an ETag tells the state that the page was made in
(``caching``). Where that is still the archive's state, nothing of a request is needed but its address, so it is
answered here, before Django makes a request of it: that costs more than all the rest. Whatever is not plainly so, a
cookie, a replica to be read, a page whose minute is over, goes the long way and is answered there.
"""

import functools
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.http.request import split_domain_port, validate_host

from neoarchive import caching, stamps
from neoarchive.databases import reading
from neoarchive.middleware import HEADERS

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
STATUS = "304 Not Modified"


class Unchanged:
    """A WSGI application around Django's. It does nothing where requests are logged, or a replica is to be chosen."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.left_out = bool(settings.DEBUG or settings.REPLICAS)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_IF_NONE_MATCH")
        if given and not self.left_out:
            headers = _unchanged(environ, given)
            if headers is not None:
                start_response(STATUS, [*headers, *HEADERS])
                return ()
        return self.application(environ, start_response)


def _unchanged(environ: Environ, given: str) -> list[tuple[str, str]] | None:
    """The headers of the answer, None where this is not the place to give one."""
    tag = given.removeprefix("W/")
    path = environ.get("PATH_INFO", "")
    if (
        not (tag[:1] == tag[-1:] == '"' and tag.count('"') == 2)
        or environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or environ.get("HTTP_COOKIE")
        or environ.get("SCRIPT_NAME")
        or not path.startswith("/")
        or path.startswith("/admin/")
        or not path.isascii()
        or not _is_ours(environ.get("HTTP_HOST", ""))
        or (settings.SECURE_SSL_REDIRECT and not _is_secure(environ))
        or _requests.isEnabledFor(logging.INFO)
    ):
        return None
    try:
        stamp = stamps.current()
    except DatabaseError:
        connections[reading()].close()
        return None
    address = f"{path}?{environ.get('QUERY_STRING', '')}"
    return caching.headers_if_held(tag, caching.state_of(stamp.mark, address), stamp)


_requests = logging.getLogger("neoarchive.requests")


def _is_secure(environ: Environ) -> bool:
    if not settings.SECURE_PROXY_SSL_HEADER:
        return bool(environ["wsgi.url_scheme"] == "https")
    name, value = settings.SECURE_PROXY_SSL_HEADER
    return environ.get(name) is not None and str(environ[name]).partition(",")[0].strip() == value


@functools.lru_cache(64)
def _is_ours(host: str) -> bool:
    """Whether the site answers under this name (ALLOWED_HOSTS)."""
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
