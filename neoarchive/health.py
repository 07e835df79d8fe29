"""Two addresses for whoever watches the site: /healthz says that the process answers, /readyz that it can serve.

Both are answered before anything else: whatever the settings say of hosts and HTTPS, a watcher on the same machine
that knows neither gets its answer, and it is never kept. /healthz asks nothing, so a database that is down is no
reason to restart the process. /readyz asks the primary over a connection of its own that gives up within a second or
two, so that it answers also while every other connection waits.

The reasons it gives are for everybody to read: they name no host, no file and no user. Those are in the log.
"""

import functools
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from neoarchive.databases import PRIMARY

LIVE, READY = "/healthz", "/readyz"
ANSWERS_WITHIN_S = 2
NEWEST = 100
"""So many of the newest releases are looked up in the index: what was saved last is what a fault would miss first."""

_MIGRATIONS = "SELECT app, name FROM django_migrations"
_NOT_INDEXED = f"""SELECT count(*) FROM (SELECT id FROM neoarchive_pressrelease ORDER BY id DESC LIMIT {NEWEST}) AS r
    LEFT JOIN neoarchive_searchdocument AS d ON d.release_id = r.id WHERE d.release_id IS NULL"""

_log = logging.getLogger(__name__)


class Probes:
    """Middleware; stands first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in (LIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return _answer(405, "Only GET and HEAD.", Allow="GET, HEAD")
        if request.path_info == LIVE:
            return _answer(200, "The site answers.")
        reasons = list(why_not_ready())
        if reasons:
            _log.warning("Not ready: %s", " ".join(reasons))
            return _answer(503, "\n".join(reasons), **{"Retry-After": "10"})
        return _answer(200, "The site is ready.")


def why_not_ready() -> Iterator[str]:
    """Each reason why the site can't do its work, as a sentence; nothing if it can."""
    yield from _disk()
    try:
        with closing(_connected()) as connection:
            yield from _database(connection)
    except Exception as error:
        # Whatever the driver raises, the answer is the same; what it was is for the log.
        _log.warning("The database can't be asked: %s", error)
        yield "The database does not answer. Look at its own log, and at DATABASE_URL."


def _disk() -> Iterator[str]:
    least = settings.DISK_FREE_LEAST_BYTES
    for folder in _folders():
        try:
            free = shutil.disk_usage(folder).free
        except OSError as error:
            _log.warning("%s can't be looked at: %s", folder, error)
            yield "The data folder is not there. Look at NEOARCHIVE_DATA_DIR."
            continue
        if free < least:
            mega = 1024 * 1024
            yield (
                f"The disk has {free // mega:,} MB free, and {least // mega:,} MB is the least "
                "(NEOARCHIVE_DISK_FREE_MB). Make room."
            )
            return


def _folders() -> list[Path]:
    found = [Path(settings.DATA_DIR)]
    if connections[PRIMARY].vendor == "sqlite" and ":memory:" not in str(connections[PRIMARY].settings_dict["NAME"]):
        found.append(Path(str(connections[PRIMARY].settings_dict["NAME"])).parent)
    return found


def _database(connection: Any) -> Iterator[str]:
    applied = {tuple(row) for row in connection.execute(_MIGRATIONS).fetchall()}
    missing = sorted(known_migrations() - applied)
    if missing:
        names = ", ".join(".".join(one) for one in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        yield f"The database is of an earlier version: run manage.py migrate ({names}{more} not applied)."
        return
    connection.execute(f"SELECT 1 FROM {_index_table()} LIMIT 1").fetchall()
    ((absent,),) = connection.execute(_NOT_INDEXED).fetchall()
    if absent:
        yield f"{absent} of the newest releases are not in the search index: run manage.py rebuild_search."


def _index_table() -> str:
    return "neoarchive_search" if connections[PRIMARY].vendor == "sqlite" else "neoarchive_searchdocument"


def _connected() -> Any:
    """A connection that is nobody else's."""
    if connections[PRIMARY].vendor == "sqlite":
        import sqlite3

        name = str(connections[PRIMARY].settings_dict["NAME"])
        address = name if name.startswith("file:") else f"{Path(name).resolve().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=ANSWERS_WITHIN_S)
    import psycopg

    given = connections[PRIMARY].get_connection_params()
    names = ("dbname", "user", "password", "host", "port", "sslmode")
    return psycopg.connect(
        **{name: given[name] for name in names if given.get(name)},
        autocommit=True,
        connect_timeout=ANSWERS_WITHIN_S,
        tcp_user_timeout=ANSWERS_WITHIN_S * 1000,
        options=f"-c statement_timeout={ANSWERS_WITHIN_S * 1000}",
    )


@functools.cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """The migrations that this program has, each with its app."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _answer(status: int, text: str, **headers: str) -> HttpResponse:
    response = HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
