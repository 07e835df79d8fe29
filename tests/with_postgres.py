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


class Server:
    """A server with its data in a folder of its own. Can be stopped and started again on the same port."""

    def __init__(self, bin_folder: Path) -> None:
        self.bin_folder = bin_folder
        self.home = Path(tempfile.mkdtemp(prefix="neoarchive-postgres-"))
        self.log = self.home.with_suffix(".log")
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:
            shutil.chown(self.home, "nobody", "nogroup")

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@127.0.0.1:{self.port}/{NAME}"

    def initialise(self) -> None:
        self.run("initdb", "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def follow(self, primary: "Server") -> None:
        """Copy the primary, to follow it from the moment this server is started."""
        self.run("pg_basebackup", "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", primary.url)

    def promote(self) -> None:
        self.run("pg_ctl", "promote", "-w")

    def run(self, program: str, *arguments: str) -> None:
        """A program of the server's, for its data."""
        command = [*_as_user(), str(self.bin_folder / program), "-D", str(self.home / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.home)

    def start(self) -> None:
        # Nothing here has to outlive the machine: without fsync the tests take a third of the time.
        settings = {
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "listen_addresses": "127.0.0.1",
        }
        command = [*_as_user(), str(self.bin_folder / "postgres"), "-D", str(self.home / "data")]
        command += ["-p", str(self.port), "-k", str(self.home)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as out:
            # A session of its own, so that Ctrl-C reaches the command first and the server is stopped in order.
            self._process = subprocess.Popen(command, stdout=out, stderr=out, cwd=self.home, start_new_session=True)
        self._wait()

    def _wait(self) -> None:
        assert self._process is not None
        ready = [str(self.bin_folder / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        until = time.monotonic() + STARTS_WITHIN_S
        while subprocess.run(ready, check=False).returncode != 0:
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)  # "fast": closes the connections that are open
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
        self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
        self.log.unlink(missing_ok=True)


@contextmanager
def primary() -> Iterator[Server]:
    """A server for as long as the block runs, with a fresh database on it."""
    bin_folder = programs()
    if bin_folder is None:
        raise RuntimeError(MISSING)
    server = Server(bin_folder)
    try:
        server.initialise()
        server.start()
        where = ["-h", "127.0.0.1", "-p", str(server.port), "-U", NAME]
        subprocess.run([str(bin_folder / "createdb"), *where, NAME], check=True)
        yield server
    finally:
        server.remove()


@contextmanager
def replica_of(server: Server) -> Iterator[Server]:
    """A streaming replica for as long as the block runs."""
    replica = Server(server.bin_folder)
    try:
        replica.follow(server)
        replica.start()
        yield replica
    finally:
        replica.remove()


@contextmanager
def running() -> Iterator[str]:
    """A server for as long as the block runs; gives the address of a fresh database on it."""
    with primary() as server:
        yield server.url


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
