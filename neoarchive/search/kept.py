"""What takes long to count is counted seldom."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache

_T = TypeVar("_T")
_KEPT_S = 60
_KEPT_TIMES = 500
_WORTH_KEEPING_S = 0.02


@dataclass(slots=True)
class Counts:
    """The counts that a page shows, which was begun at a stamp of the archive. ``old``: one is of another."""

    stamp: str | None
    old: bool = False


_page: ContextVar[Counts | None] = ContextVar("page", default=None)


def kept(name: str, make: Callable[[], _T]) -> _T:
    """What takes long to count is counted seldom: kept for 500 times as long as it took, at least for a minute.

    What takes less than 20 ms is made anew each time, so that a small archive always tells its present state.
    """
    page = _page.get()
    known: tuple[_T, str | None] | None = cache.get(name)
    if known is None:
        start = time.monotonic()
        # Counted after the page's stamp was read: at least as new as that says.
        known = make(), page.stamp if page else None
        took = time.monotonic() - start
        if took > _WORTH_KEEPING_S:
            cache.set(name, known, max(_KEPT_S, _KEPT_TIMES * took))
    elif page and page.stamp != known[1]:
        page.old = True
    return known[0]


@contextmanager
def counts_of_page(stamp: str | None) -> Iterator[Counts]:
    """Tells afterwards whether what was counted meanwhile, or kept, is of this stamp."""
    page = Counts(stamp)
    token = _page.set(page)
    try:
        yield page
    finally:
        _page.reset(token)
