#!/usr/bin/env python3
"""What each bomb costs who opens it, and what an upload of a gigabyte costs the site.

    python -m tests.benchmarks.bombs

Each file of ``tests/trust/bombs.py`` is opened as ``manage.py ingest`` opens it, in a process of its own: the most
memory it took beyond what the process had before, CPU seconds, and the first reason given. Then bodies without end are
sent to gunicorn, as a visitor and as an editor: status, seconds until the answer, and by how much the worker grew.
Fails where a bomb takes a second or 50 MB, or is taken in.
"""

import argparse
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.serving import free_port, served
from tests.benchmarks.vectors import session_of
from tests.trust.bombs import BOMBS, MB

MOST_MB, MOST_S = 50, 1.0
_HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    "Cookie: csrftoken={token}; sessionid={session}\r\nX-CSRFToken: {token}\r\nContent-Length: {length}\r\n\r\n"
)
_PART = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nFORM 8-K\n'
_TOKEN = "a" * 32
ADD = "/admin/neoarchive/filing/add-from-text/"


def open_each(folder: Path) -> int:
    """Print a line for each bomb; gives how many were too dear."""
    from tests.trust.test_bombs import measured

    bad = 0
    for name, (write, words) in BOMBS.items():
        write(folder / name)
        room, taken, said = measured([folder / name])[name]
        (folder / name).unlink()
        told = next((problem for _, _, problem in said if words in problem), None)
        over = room >= MOST_MB or taken >= MOST_S or told is None
        bad += over
        print(f"{name:16}{room:7.1f} MB{taken:7.2f} s  {'OVER ' * over}{told or said[0][2]}", flush=True)
    return bad


def send(port: int, path: str, size: int, session: str) -> tuple[int, float]:
    """Send a body of this size, or as much of it as is taken; the status and the seconds until it came."""
    end = b"\r\n--x--\r\n"
    length = len(_PART) + size + len(end)
    head = _HEAD.format(path=path, token=_TOKEN, session=session, length=length) + _PART
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        try:
            connection.sendall(head.encode())
            for block in _blocks(size):
                connection.sendall(block)
            connection.sendall(end)
        except (BrokenPipeError, ConnectionResetError):
            pass  # answered before all of it was sent
        try:
            answer = connection.recv(4096)
        except ConnectionResetError:
            answer = b""
    return int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/") else 0, time.monotonic() - began


def _blocks(size: int) -> Iterator[bytes]:
    block = b"Text of a filing that does not end. " * (MB // 36)
    for start in range(0, size, len(block)):
        yield block[: size - start]


def grown(process: int) -> float:
    """Megabytes of the most memory that a worker of this gunicorn has had."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    peaks = [Path(f"/proc/{child}/status").read_text().split("VmHWM:")[1].split()[0] for child in children]
    return max(int(peak) for peak in peaks) / 1024


def upload(folder: Path, port: int) -> int:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from neoarchive.models import UploadedFiling

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    user = get_user_model().objects.create_superuser("editor", "editor@example.com", "a long enough password")
    session, bad = session_of(user), 0
    with served("gunicorn", "neoarchive.wsgi", folder, port, 0) as process:
        send(port, ADD, 1024, session)
        for who, given, path, size in (
            ("a visitor", "", "/admin/login/", 1024 * MB),
            ("a visitor", "", "/releases/", 1024 * MB),
            ("an editor", session, ADD, 1024 * MB),
            ("an editor", session, ADD, 200 * MB),
        ):
            before = grown(process)
            status, taken = send(port, path, size, given)
            more = grown(process) - before
            # What an editor may send is taken to the disk and refused with words on the page.
            over = more >= MOST_MB or status not in ((200,) if size < 1024 * MB else (413, 0))
            bad += over
            print(f"{size // MB:5} MB to {path} by {who}: {status}, {taken:.2f} s, {more:.1f} MB {'OVER' * over}")
        print("taken in:", UploadedFiling.objects.count())
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neoarchive-bombs-") as folder:
        os.environ |= {
            "NEOARCHIVE_DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bombs.sqlite3",
            "NEOARCHIVE_LOG_LEVEL": "CRITICAL",
            "DJANGO_SETTINGS_MODULE": "neoarchive.settings",
        }
        bad = upload(Path(folder), free_port())
        return 1 if open_each(Path(folder)) + bad else 0


if __name__ == "__main__":
    sys.exit(main())
