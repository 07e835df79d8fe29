"""Reading on all cores: texts go to processes that know no database, what they make of them comes back in order."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection
from types import TracebackType
from typing import TypeVar

from .reading import Ready, Task, make_ready

K = TypeVar("K")
Pair = tuple[K, Task | Ready]

# A parcel is what goes to a process at once: small enough to share the work, large enough that sending is nothing.
_PARCEL_TASKS, _PARCEL_BYTES = 8, 1024 * 1024
# Parcels under way for each process: they have work while the writer writes.
_UNDER_WAY = 8
# Fewer than this are read here: a process takes longer to start than to read one.
_FEW = 8
STOPPED = "The process that read it was stopped, as happens when memory runs out. Nothing of it was saved."


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Readers:
    """``jobs`` processes that read. As a context, so that none is left behind."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._apart: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def read(self, pairs: Iterable[Pair[K]]) -> Iterator[tuple[K, Ready]]:
        """What each task comes to, in the order given; what is ready already takes its place among them."""
        parcels = _parcels(pairs)
        if self._jobs > 1:
            first = next(parcels, [])
            if len(first) >= _FEW:
                yield from self._read_elsewhere(_chain(first, parcels))
                return
            parcels = _chain(first, parcels)
        for parcel in parcels:
            for key, one in parcel:
                yield key, make_ready(one) if isinstance(one, Task) else one

    def _read_elsewhere(self, parcels: Iterator[list[Pair[K]]]) -> Iterator[tuple[K, Ready]]:
        waiting: deque[tuple[list[Pair[K]], Future[list[Ready]]]] = deque()
        for parcel in parcels:
            waiting.append((parcel, self._send(parcel)))
            if len(waiting) > self._jobs * _UNDER_WAY:
                yield from self._receive(waiting)
        while waiting:
            yield from self._receive(waiting)

    def _send(self, parcel: list[Pair[K]]) -> Future[list[Ready]]:
        tasks = [one for _, one in parcel if isinstance(one, Task)]
        for _ in range(2):
            try:
                return self._running().submit(_make_all_ready, tasks)
            except BrokenProcessPool:  # by a parcel before, which will be looked at when its turn comes
                self._pool = None
        raise AssertionError("unreachable: a pool that was just made is whole")

    def _receive(self, waiting: "deque[tuple[list[Pair[K]], Future[list[Ready]]]]") -> Iterator[tuple[K, Ready]]:
        parcel, future = waiting.popleft()
        try:
            made = iter(future.result())
        except BrokenProcessPool:
            # One text of all those under way ended the process that read it, and took the others' with it.
            made = iter(self._read_apart([one for _, one in parcel if isinstance(one, Task)]))
        for key, one in parcel:
            yield key, next(made) if isinstance(one, Task) else one

    def _read_apart(self, tasks: list[Task]) -> list[Ready]:
        """Read in a process that reads nothing else: if that ends too, it was one of these, and each is tried alone."""
        if self._apart is None:
            self._apart = _pool(1)
        try:
            return self._apart.submit(_make_all_ready, tasks).result()
        except BrokenProcessPool:
            self._apart.shutdown()
            self._apart = None
        return [Ready(None, STOPPED)] if len(tasks) == 1 else [self._read_apart([one])[0] for one in tasks]

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(self._jobs)
        return self._pool

    def _close(self) -> None:
        for pool in (self._pool, self._apart):
            if pool is not None:
                pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._apart = None


def _pool(jobs: int) -> ProcessPoolExecutor:
    # "spawn": a copy of this process would have its open database with it.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def calm_collector() -> None:
    """For a process that only loads: what is there stays, and is not looked through for cycles every few filings.

    Reading a filing makes some hundred thousand objects, and of these about a dozen that are in a cycle.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@contextmanager
def calmed_collector() -> Iterator[None]:
    """As ``calm_collector``, for a part of what a process does."""
    thresholds = gc.get_threshold()
    calm_collector()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def _begin() -> None:
    """In each process: Ctrl-C is for the one that writes, and where that one is killed nothing is left behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calm_collector()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _make_all_ready(tasks: list[Task]) -> list[Ready]:
    return [make_ready(task) for task in tasks]


def _weight(task: object) -> int:
    """Bytes that a task carries with it; a file is read where it is made ready."""
    return len(task.data) if isinstance(task, Task) and isinstance(task.data, bytes) else 0


def _parcels(pairs: Iterable[Pair[K]]) -> Iterator[list[Pair[K]]]:
    parcel: list[Pair[K]] = []
    weight = 0
    for pair in pairs:
        parcel.append(pair)
        weight += _weight(pair[1])
        if len(parcel) >= _PARCEL_TASKS or weight >= _PARCEL_BYTES:
            yield parcel
            parcel, weight = [], 0
    if parcel:
        yield parcel


def _chain(first: list[Pair[K]], rest: Iterator[list[Pair[K]]]) -> Iterator[list[Pair[K]]]:
    if first:
        yield first
    yield from rest
