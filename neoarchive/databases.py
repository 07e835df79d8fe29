"""Which database is read: the primary, or for public pages a replica of it (REPLICA_URLS).

Everything is written to the primary and, unless a request says otherwise, read from it: commands, the admin, whoever
is logged in. ``PublicReads`` marks a visitor's GET as a read of one replica, for as long as the request takes, so
that a page and its stamp are of one state. A replica that fails in the middle of a page is left out at once and the
page is made again from another; if all have stopped, from the primary.

Beside that a thread of each process looks after the replicas every second. It leaves out one that does not answer or
has fallen behind, and takes it back when it has caught up. How far a replica is behind is told by positions in the
primary's log, not by clocks and not by what the replica believes of itself: one that has lost its primary takes itself
to be up to date. When the primary is gone, whatever still answers is read.
"""

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PRIMARY = "default"
CHECK_EVERY_S = 1.0
ANSWERS_WITHIN_S = 1
WROTE = "neoarchive_wrote"
"""Cookie of a browser that has saved something: until the replicas have it too, it reads the primary."""

_reading: ContextVar[str] = ContextVar("reading", default=PRIMARY)
_log = logging.getLogger(__name__)


def reading() -> str:
    """The alias of the database that this request reads."""
    return _reading.get()


def reader() -> BaseDatabaseWrapper:
    """The connection that this request reads, for SQL written out."""
    return connections[reading()]


class Router:
    """Reads go where the request reads, everything else to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return reading()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


@dataclass
class Replica:
    """``times_back`` counts how often it was taken back: connections from before are closed, not used."""

    alias: str
    usable: bool = False
    times_back: int = 0
    probe: Any = field(default=None, repr=False)


class Replicas:
    """The replicas of this process and the thread that looks after them."""

    def __init__(self, aliases: list[str], most_lag_s: float) -> None:
        self.all = [Replica(alias) for alias in aliases]
        self.most_lag_s = most_lag_s
        self._turn = itertools.count()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._primary: Any = None
        # Positions the primary's log had reached, the oldest first, with the times they were seen.
        self._reached: deque[tuple[float, int]] = deque()

    def choose(self) -> str:
        """The replica whose turn it is; the primary if none can be read."""
        self._look_after()
        usable = [replica for replica in self.all if replica.usable]
        if not usable:
            return PRIMARY
        replica = usable[next(self._turn) % len(usable)]
        connection = connections[replica.alias]
        if getattr(connection, "times_back", replica.times_back) != replica.times_back:
            connection.close()
        connection.times_back = replica.times_back  # type: ignore[attr-defined]
        return replica.alias

    def leave_out(self, alias: str, why: object) -> None:
        """Until the thread has found it in order again."""
        for replica in self.all:
            if replica.alias == alias and replica.usable:
                replica.usable = False
                _log.warning("%s is left out: %s", alias, str(why).strip().splitlines()[0] if str(why) else why)

    def _look_after(self) -> None:
        """Start the thread with the first request: one started before a fork would be missing in the workers."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._check_for_ever, name="replicas", daemon=True)
                self._thread.start()

    def _check_for_ever(self) -> None:
        while True:
            self.check()
            time.sleep(CHECK_EVERY_S)

    def check(self) -> None:
        """Ask the primary how far it is, and each replica how far it has come."""
        now = time.monotonic()
        try:
            (self._primary, [(position,)]) = _asked(PRIMARY, self._primary, "pg_current_wal_lsn()")
        except DatabaseError:
            self._primary = position = None
            self._reached.clear()
        for replica in self.all:
            try:
                what = "pg_is_in_recovery(), pg_last_wal_replay_lsn()"
                (replica.probe, [(follows, come)]) = _asked(replica.alias, replica.probe, what)
            except DatabaseError as error:
                replica.probe = None
                self.leave_out(replica.alias, error)
                continue
            why = self._why_not(replica, now, follows, come) if position is not None else ""
            if why:
                self.leave_out(replica.alias, why)
            elif not replica.usable:
                replica.times_back += 1
                replica.usable = True
                _log.warning("%s is read", replica.alias)
        if position is not None:
            self._reached.append((now, position))
            while len(self._reached) > 1 and self._reached[1][0] <= now - self.most_lag_s:
                self._reached.popleft()

    def _why_not(self, replica: Replica, now: float, follows: bool, come: int | None) -> str:
        if not follows or come is None:
            return "it does not follow the primary"
        if not self._reached:
            return "it is not known yet how far it is behind"
        # One that is left out has to have caught up with the last look; one in use may be behind for a while.
        seen, wanted = self._reached[0] if replica.usable else self._reached[-1]
        if come >= wanted or (replica.usable and seen > now - self.most_lag_s):
            return ""
        return "it is behind the primary"


def _asked(alias: str, connection: Any, what: str) -> tuple[Any, list[tuple[Any, ...]]]:
    """An answer over a connection of the thread's own, which does not come from the pool and gives up soon."""
    import psycopg

    try:
        if connection is None or connection.closed:
            given = {**connections[alias].get_connection_params(), "connect_timeout": ANSWERS_WITHIN_S}
            names = ("dbname", "user", "password", "host", "port", "connect_timeout", "sslmode")
            connection = psycopg.connect(
                **{name: given[name] for name in names if given.get(name)},
                autocommit=True,
                tcp_user_timeout=ANSWERS_WITHIN_S * 1000,
                options=f"-c statement_timeout={ANSWERS_WITHIN_S * 1000}",
            )
        columns = [f"({one} - '0/0')::bigint" if "lsn" in one else one for one in what.split(", ")]
        return connection, connection.execute(f"SELECT {', '.join(columns)}").fetchall()
    except psycopg.Error as error:
        if connection is not None:
            connection.close()
        raise DatabaseError(str(error)) from error


class PublicReads:
    """Lets a visitor's GET read a replica. Middleware; has to stand before all that reads the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.replicas = Replicas(settings.REPLICAS, settings.REPLICA_MOST_LAG_S) if settings.REPLICAS else None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self.replicas is None:
            return self.get_response(request)
        if not is_public_read(request) or has_just_written(request):
            return self._noting_writes(request, self.get_response(request))
        for _ in self.replicas.all:
            alias = self.replicas.choose()
            if alias == PRIMARY:
                break
            response = self._read(request, alias)
            if response is not None:
                return response
        return self.get_response(request)

    def _read(self, request: HttpRequest, alias: str) -> HttpResponseBase | None:
        """The page as a replica has it; None if the replica failed."""
        assert self.replicas is not None
        token = _reading.set(alias)
        request.read_failed = None  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            _reading.reset(token)
        error = request.read_failed  # type: ignore[attr-defined]
        if error is None:
            return response
        self.replicas.leave_out(alias, error)
        connections[alias].close()
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view failed. If it was the replica, the page is made again; this answer is thrown away."""
        if reading() == PRIMARY or not isinstance(error, OperationalError | InterfaceError):
            return None
        request.read_failed = error  # type: ignore[attr-defined]
        return HttpResponse(status=503)

    def _noting_writes(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 400:
            response.set_cookie(
                WROTE,
                signing.dumps("", salt=WROTE),
                max_age=_wrote_for_s(),
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


def is_public_read(request: HttpRequest) -> bool:
    """A visitor asks for a page. Whoever has a session may see drafts, and reads the primary."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith("/admin/")
    )


def has_just_written(request: HttpRequest) -> bool:
    """Whether this browser has saved something that a replica may not have yet, also after it has logged out."""
    if WROTE not in request.COOKIES:
        return False
    try:
        signing.loads(request.COOKIES[WROTE], salt=WROTE, max_age=_wrote_for_s())
    except signing.BadSignature:
        return False
    return True


def _wrote_for_s() -> int:
    """A replica in use is at most so far behind, and what was noticed of it may be some seconds old."""
    return int(settings.REPLICA_MOST_LAG_S) + 5
