"""What takes long to count is counted seldom."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

_T = TypeVar("_T")
_KEPT_S = 60
_KEPT_TIMES = 500
_WORTH_KEEPING_S = 0.02


def kept(name: str, make: Callable[[], _T]) -> _T:
    """What takes long to count is counted seldom: kept for 500 times as long as it took, at least for a minute.

    What takes less than 20 ms is made anew each time, so that a small archive always tells its present state.
    """
    known: _T | None = cache.get(name)
    if known is None:
        start = time.monotonic()
        known = make()
        took = time.monotonic() - start
        if took > _WORTH_KEEPING_S:
            cache.set(name, known, max(_KEPT_S, _KEPT_TIMES * took))
    return known
