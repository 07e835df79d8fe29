"""Where the index is kept: the database of the archive itself, whichever it is."""

from django.db import connection

from .base import Backend
from .postgres import Postgres
from .sqlite import Sqlite

_BACKENDS: dict[str, Backend] = {"sqlite": Sqlite(), "postgresql": Postgres()}


def backend() -> Backend:
    """The one for the database in use. Another database has none: KeyError names it."""
    return _BACKENDS[connection.vendor]
