"""What browsers and a CDN may keep of a page, and that a page is neither made nor sent again without need.

A page is for everybody if the request has no session; of all others nothing is stored anywhere, because staff sees
drafts. The ETag of a page has a hash of its bytes and, after a full stop, the state it was made in: the archive's
stamp, the program, the address. Asked again in the same state, "304 Not Modified" costs one query of one row. In
another state the page is made, and if its bytes are the same the answer is 304 all the same: a release's page also
shows its neighbours and the company's name, so which pages a change touches is best seen by looking.

Most pages also hold counts that are kept for a while, or today's date: their state lasts a minute and ends with it.
A view marked ``lasting`` shows nothing but records, and its page lasts until the archive changes; one marked
``lasting_with`` shows kept counts as well, and its page lasts if they are of this state. One marked ``made_of_rows``
tells what it has read, and its page lasts until that changes (``reads``).
"""

import functools
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol

import django
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags

from neoarchive import reads, stamps
from neoarchive.databases import WROTE, is_public_read

Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponse]

LARGEST_KEPT = 512 * 1024
# Within this time of a change another one may follow that a Last-Modified, which counts seconds, would not show.
_SETTLES_S = 2


def lasting(view: View) -> View:
    """For a view whose page is made of records alone: without counts kept elsewhere, the date or chance."""

    @functools.wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.lasts = True  # type: ignore[attr-defined]
        return response

    return marked


class Counts(Protocol):
    """What a page shows of counts that are kept for a while; ``old``: one is of another state of the archive."""

    old: bool


def lasting_with(counts_of_page: Callable[[str | None], AbstractContextManager[Counts]]) -> Callable[[View], View]:
    """``lasting``, for a view that shows such counts as well: its page lasts if they are of the archive as it is.

    ``counts_of_page`` gets the archive's stamp, and looks at the counts while the page is made.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with counts_of_page(getattr(request, "stamp", None)) as counts:
                response = view(request, *args, **kwargs)
            response.lasts = not counts.old  # type: ignore[attr-defined]
            return response

        return marked

    return decorate


def made_of_rows(view: View) -> View:
    """``lasting``, and more: all that the page shows comes out of queries that the view makes, and from its address.

    Such a page lasts for as long as its queries give the same (``reads``). Nothing that is kept from one request to
    another may go into it, but what is found by a hash of its content.
    """

    @functools.wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PAGE_MEMORY_BYTES or not is_public_read(request):
            return lasting(view)(request, *args, **kwargs)
        with reads.noted() as noted:
            response = lasting(view)(request, *args, **kwargs)
        response.reads = noted.found  # type: ignore[attr-defined]
        return response

    return marked


@dataclass(frozen=True, slots=True)
class Page:
    """A page as sent. ``minute`` is None where it lasts until the archive changes; with ``made_from``, longer."""

    state: str
    minute: int | None
    tag: str
    headers: tuple[tuple[str, str], ...]
    content: bytes
    made_from: tuple[reads.Read, ...] = ()

    def of_state(self, state: str) -> "Page":
        """The same page, made in another state."""
        tag = f'"{_bytes_of(self.tag)}.{state}"'
        headers = tuple((name, tag if name == "ETag" else value) for name, value in self.headers)
        return replace(self, state=state, tag=tag, headers=headers)


class PageMemory:
    """The pages asked for last, up to a number of bytes in all. Of one address the newest state alone."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, address: str) -> Page | None:
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: Page) -> None:
        with self._lock:
            old = self._pages.pop(address, None)
            self._size += _weight(address, page) - (_weight(address, old) if old else 0)
            self._pages[address] = page
            while self._size > self.most:
                gone, least = self._pages.popitem(last=False)
                self._size -= _weight(gone, least)


class PublicCaching:
    """Middleware. Keeping without asking is only done for NEOARCHIVE_CACHE_SECONDS: 0, the default, means that what is
    held back or corrected is gone from every cache at once."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.memory = PageMemory(settings.PAGE_MEMORY_BYTES) if settings.PAGE_MEMORY_BYTES else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/admin/"):
            return self.get_response(request)
        if not is_public_read(request) or WROTE in request.COOKIES:
            return self._private(request)
        request.get_host()  # An answer from the memory is for no other host either.
        try:
            stamp = stamps.current()
        except DatabaseError:
            return self._made(request, None, "")
        address = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        state = state_of(stamp.mark, address)
        return self._kept(request, stamp, address, state) or self._made(request, stamp, state)

    def _private(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES or WROTE in request.COOKIES or response.cookies:
            response.headers["Cache-Control"] = "private, no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    def _kept(self, request: HttpRequest, stamp: stamps.Stamp, address: str, state: str) -> HttpResponseBase | None:
        """The answer where the page needs not be made: because the asker has it, or because the memory does."""
        if settings.DEBUG:
            return None
        asked = _asked(request)
        for tag in asked:
            headers = headers_if_held(tag, state, stamp)
            if headers is not None:
                return _not_modified(headers)
        page = self._remembered(address, state)
        if page is None or page.minute not in (None, _minute()):
            return None
        for tag in asked:
            if tag == "*" or _bytes_of(tag) == _bytes_of(page.tag):
                held = tag if tag != "*" else page.tag
                return _not_modified(_headers(held, _when(stamp) if page.minute is None else None))
        response = HttpResponse(page.content)
        for name, value in page.headers:
            response.headers[name] = value
        if page.minute is None:
            _say_when(response, stamp)
        return _unless_unchanged(request, response)

    def _remembered(self, address: str, state: str) -> Page | None:
        """The page of the memory if it is of this state, or if what it was made from is as it was."""
        page = self.memory.get(address) if self.memory else None
        if page is None or page.state == state:
            return page
        if not page.made_from or not self.memory or not _are_same(page.made_from):
            return None
        page = page.of_state(state)
        self.memory.put(address, page)
        return page

    def _made(self, request: HttpRequest, stamp: stamps.Stamp | None, state: str) -> HttpResponseBase:
        request.stamp = stamp.mark if stamp else None  # type: ignore[attr-defined]
        minute = _minute()  # Before the page is made: it may show the minute before, never one to come.
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        if response.cookies:
            response.headers["Cache-Control"] = "private, no-store"
            return response
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            response.headers.setdefault("Cache-Control", "no-cache")
            return response
        if "ETag" in response.headers or "Cache-Control" in response.headers or stamp is None:
            # The view knows better what it is made from, or nobody does.
            response.headers.setdefault("Cache-Control", _for_everybody())
            if "ETag" not in response.headers:
                response.headers["ETag"] = f'"{_hash(response.content)}"'
            return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
        lasts = getattr(response, "lasts", False)
        tag = f'"{_hash(response.content)}.{state}"' if lasts else f'"{_hash(response.content)}.{state}.{minute}"'
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = _for_everybody()
        self._remember(request, Page(state, None if lasts else minute, tag, (), response.content), response)
        if lasts:
            _say_when(response, stamp)
        return _unless_unchanged(request, response)

    def _remember(self, request: HttpRequest, page: Page, response: HttpResponse) -> None:
        if self.memory and not settings.DEBUG and len(page.content) <= LARGEST_KEPT:
            address = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
            headers = tuple(response.headers.items())
            found = tuple(getattr(response, "reads", None) or ())
            self.memory.put(address, replace(page, headers=headers, made_from=found))


def _asked(request: HttpRequest) -> list[str]:
    """The tags of If-None-Match, without the W/ that a proxy which compresses puts before them."""
    given = request.META.get("HTTP_IF_NONE_MATCH", "")
    return [tag.removeprefix("W/") for tag in parse_etags(given)] if given else []


def _bytes_of(tag: str) -> str:
    return tag.strip('"').partition(".")[0]


def _unless_unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """304 if the asker has these very bytes, whatever state they were made in; else the page."""
    tag, modified = response.headers["ETag"], response.headers.get("Last-Modified")
    asked = _asked(request)
    for one in asked:
        if one == "*" or _bytes_of(one) == _bytes_of(tag):
            # The tag that the asker holds: it names the same bytes, and a cache freshens what it has under that name.
            return _not_modified(_headers(one if one != "*" else tag, modified))
    # Only the very time that was given out: what a clock says about any other is not known.
    if not asked and modified and request.META.get("HTTP_IF_MODIFIED_SINCE") == modified:
        return _not_modified(_headers(tag, modified))
    return response


def headers_if_held(tag: str, state: str, stamp: stamps.Stamp) -> list[tuple[str, str]] | None:
    """What a 304 says to who holds this tag; None if it was not made in this state, or its minute is over."""
    _, dot, rest = tag.strip('"').partition(".")
    held, _, minute = rest.partition(".")
    if not dot or held != state or (minute and minute != str(_minute())):
        return None
    return _headers(tag, None if minute else _when(stamp))


def _headers(tag: str, modified: str | None) -> list[tuple[str, str]]:
    headers = [("ETag", tag), ("Cache-Control", _for_everybody()), ("Vary", "Cookie")]
    return [*headers, ("Last-Modified", modified)] if modified else headers


def _not_modified(headers: list[tuple[str, str]]) -> HttpResponse:
    response = HttpResponseNotModified()
    for name, value in headers:
        response.headers[name] = value
    return response


def _when(stamp: stamps.Stamp) -> str | None:
    """Last-Modified: when the archive was changed last, or the program if that was later.

    None while it would not be certain: right after a change, and while another is being written.
    """
    if stamp.changed_at is None:
        return None
    changed = max(stamp.changed_at, _program()[1])
    return _in_words(changed) if time.time() - changed.timestamp() > _SETTLES_S else None


@functools.lru_cache(8)
def _in_words(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def _say_when(response: HttpResponse, stamp: stamps.Stamp) -> None:
    modified = _when(stamp)
    if modified:
        response.headers["Last-Modified"] = modified


def _for_everybody() -> str:
    seconds = settings.PUBLIC_CACHE_SECONDS
    return f"public, max-age={seconds}" if seconds > 0 else "public, no-cache"


def _minute() -> int:
    return int(time.time() // 60)


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def state_of(mark: str, address: str) -> str:
    text = f"{mark} {_program()[0]} {settings.SITE_URL} {address}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _weight(address: str, page: Page) -> int:
    return len(page.content) + len(address) + 1200 + reads.weight(page.made_from)


def _are_same(found: Sequence[reads.Read]) -> bool:
    try:
        return reads.are_same(found)
    except DatabaseError:
        return False  # The view tells what is wrong.


@functools.cache
def _program() -> tuple[str, datetime]:
    """What pages are made by, as a hash of all of it, and when that was changed last."""
    base = Path(settings.BASE_DIR)
    found = [*(base / "neoarchive").rglob("*.py"), *(base / "templates").rglob("*.html")]
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    found += [manifest] if manifest.exists() else []
    digest = hashlib.blake2b(django.__version__.encode(), digest_size=16)
    for path in sorted(found):
        digest.update(str(path.relative_to(base) if path.is_relative_to(base) else path.name).encode())
        digest.update(path.read_bytes())
    latest = max(path.stat().st_mtime for path in found)
    return digest.hexdigest(), datetime.fromtimestamp(latest, UTC).replace(microsecond=0)
