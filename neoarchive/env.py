"""Reading settings from the environment: typed, with a default, failing loudly.

A value that can't be used raises ``ImproperlyConfigured`` with the variable's name, what it holds and what
it may hold. Nothing is guessed.
"""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# So long a writer waits for another one: longer than a batch of a bulk ingest takes.
_LOCK_WITHIN_S = 20
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def load_file(path: Path) -> None:
    """Take ``NAME=value`` lines of a file into the environment; what is set already stays."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, sign, value = line.partition("=")
        if not sign:
            raise ImproperlyConfigured(f"{path.name}, line {number}: write NAME=value, or # before a comment.")
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def token(name: str) -> str:
    """What whoever asks has to know; empty where nobody may ask."""
    value = os.environ.get(name, "").strip()
    if value and not (len(value) >= 20 and value.isascii() and value.isprintable()):
        raise ImproperlyConfigured(f"{name} is too easy to guess: give it at least 20 random letters and digits.")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def choice(name: str, default: str, known: Sequence[str]) -> str:
    """One of the words that are known."""
    value = os.environ.get(name) or default
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to {' or '.join(known)}.")
    return value


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to 1 or 0.")


def integer(name: str, default: int, *, least: int | None = None) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to a whole number.") from None
    if least is not None and number < least:
        raise ImproperlyConfigured(f"{name} is {number}: set it to {least} or more.")
    return number


def path(name: str, default: Path) -> Path:
    """A folder, made if it is not there."""
    folder = Path(os.environ.get(name) or default)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the folder {folder} can't be made ({error.strerror}).") from error
    return folder


def secret(name: str, file: Path) -> str:
    """A secret from the environment, else from a file that is made once, readable by its owner alone."""
    value = os.environ.get(name)
    if value:
        if len(value) < 40:
            raise ImproperlyConfigured(f"{name} has {len(value)} characters: give it at least 40 random ones.")
        return value
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is not set, and {file} can't be written ({error.strerror}).") from error
    value = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(value)
    return value


def database(name: str, default_file: Path, *, connections: int) -> dict[str, Any]:
    """A DATABASES entry from an address: sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME.

    ``connections``: the most that a process opens to PostgreSQL.
    """
    url = os.environ.get(name)
    return _database(name, url, connections) if url else _sqlite(str(default_file))


def replicas(name: str, primary: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """DATABASES entries "replica-1" and so on from addresses of PostgreSQL, parted by commas."""
    urls = words(name, [])
    if urls and not primary["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured(f"{name} is set, but DATABASE_URL is not PostgreSQL, which alone has replicas.")
    found = {}
    for number, url in enumerate(urls, 1):
        if not url.startswith(("postgres://", "postgresql://")):
            raise ImproperlyConfigured(
                f"{name}, address {number}, begins with {url.split(':')[0][:12]!r}: give "
                "postgresql://USER:PASSWORD@HOST:PORT/NAME, several with commas."
            )
        found[f"replica-{number}"] = _replica(_database(name, url, 1))
    return found


def _database(name: str, url: str, connections: int) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} can't be read ({error}): write special characters of the password encoded, @ as %40."
        ) from None
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:] if parts.path.startswith("/") else parts.path) or ":memory:")
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            # A server that was restarted left connections behind that are dead: the pool looks before it lends one.
            "CONN_HEALTH_CHECKS": True,
            # Opened when they are needed, kept while they are used. Who waits in vain for one learns it soon.
            # Left to itself, the pool tries a server that is away more and more seldom, and does not notice for long
            # that it is back: it gives up early, and begins anew with the next request.
            # Who waits for a lock gives up when a writer of SQLite does, instead of waiting for ever.
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": connections, "timeout": 10, "reconnect_timeout": 4},
                "options": f"-c lock_timeout={_LOCK_WITHIN_S}s",
            },
        }
    raise ImproperlyConfigured(
        f"{name} begins with {parts.scheme or url[:12]!r}: give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
    )


def _replica(found: dict[str, Any]) -> dict[str, Any]:
    # One connection for each thread, kept: a pool would make a page wait for a server that has stopped. A server that
    # is gone without a word is given up after seconds, not after the minutes that TCP takes by itself.
    options = {"connect_timeout": 1, "tcp_user_timeout": 3000}
    return {**found, "CONN_MAX_AGE": None, "OPTIONS": options, "TEST": {"MIRROR": "default"}}


def _sqlite(name: str) -> dict[str, Any]:
    # IMMEDIATE takes the write lock when a transaction begins, so that writers wait for one another instead of
    # failing with "database is locked"; WAL lets readers go on meanwhile; FULL makes "saved" mean on the disk.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _LOCK_WITHIN_S,
            # 12 MB for each connection, one a thread; the system keeps the rest of the file in memory anyway.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-12000;",
        },
    }
