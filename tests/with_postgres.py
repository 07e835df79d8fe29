#!/usr/bin/env python3
"""Run a command with a PostgreSQL server of its own.

    python tests/with_postgres.py pytest tests/search
    python tests/with_postgres.py --check        says whether there is a server to be run, and where

The newest server found under /usr/lib/postgresql or on PATH is started on a free port of 127.0.0.1, with its
data in a temporary folder; DATABASE_URL names a fresh database there. The exit code is the command's own, and
the server is stopped whatever happens. Without a server to start the exit code is 1.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

NAME = "neoarchive"
STARTS_WITHIN_S = 60
MISSING = (
    "No PostgreSQL server found under /usr/lib/postgresql or on PATH. Install it: "
    "'apt-get install postgresql' on Debian and Ubuntu, 'brew install postgresql' on macOS."
)


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres`` of the newest version, None where there is none."""

    def version(folder: Path) -> list[int]:
        return [int(part) for part in folder.parent.name.split(".") if part.isdigit()]

    # Debian keeps the server's programs out of PATH, one folder for each version.
    found = [b for b in Path("/usr/lib/postgresql").glob("*/bin") if (b / "postgres").exists()]
    if found:
        return max(found, key=version)
    server = shutil.which("postgres")
    return Path(server).resolve().parent if server and shutil.which("initdb") else None


def _as_user() -> list[str]:
    """What goes before a server program: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    # pdeathsig: the server goes down in order even when this script is killed.
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig=INT"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _initialise(bin_folder: Path, home: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(home, "nobody", "nogroup")
    command = [*_as_user(), str(bin_folder / "initdb"), "-D", str(home / "data"), "-U", NAME, "-A", "trust"]
    subprocess.run([*command, "-E", "UTF8", "--locale=C", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=home)


def _start(bin_folder: Path, home: Path, port: int, log: int) -> subprocess.Popen[bytes]:
    # Nothing here has to outlive the machine: without fsync the tests take a third of the time.
    settings = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "listen_addresses": "127.0.0.1"}
    command = [*_as_user(), str(bin_folder / "postgres"), "-D", str(home / "data"), "-p", str(port), "-k", str(home)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    # A session of its own, so that Ctrl-C reaches the command first and the server is stopped in order.
    return subprocess.Popen(command, stdout=log, stderr=log, cwd=home, start_new_session=True)


def _wait(bin_folder: Path, port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    ready = [str(bin_folder / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    until = time.monotonic() + STARTS_WITHIN_S
    while subprocess.run(ready, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": closes the connections that are open
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(20)


@contextmanager
def running() -> Iterator[str]:
    """A server for as long as the block runs; gives the address of a fresh database on it."""
    bin_folder = programs()
    if bin_folder is None:
        raise RuntimeError(MISSING)
    home = Path(tempfile.mkdtemp(prefix="neoarchive-postgres-"))
    server = None
    try:
        _initialise(bin_folder, home)
        port = _free_port()
        log = home.with_suffix(".log")
        with log.open("wb") as out:
            server = _start(bin_folder, home, port, out.fileno())
            _wait(bin_folder, port, server, log)
        where = ["-h", "127.0.0.1", "-p", str(port), "-U", NAME]
        subprocess.run([str(bin_folder / "createdb"), *where, NAME], check=True)
        yield f"postgresql://{NAME}@127.0.0.1:{port}/{NAME}"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(home, ignore_errors=True)
        home.with_suffix(".log").unlink(missing_ok=True)


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    if command == ["--check"]:
        print(programs() or MISSING)
        return 0 if programs() else 1
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        with running() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{command[0]} can't be run: {error}", file=sys.stderr)
        return 127
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
