"""What is told as saved is saved: under kills, a full disk, a database that is locked or restarted, and in backups.

    .venv/bin/python tests/benchmarks/durability.py                         # on SQLite
    .venv/bin/python tests/benchmarks/durability.py --database postgresql   # on a server of its own

Filings are saved one by one through ``ingest.service``, as an editor's "Save" does it, in a process that is killed by
SIGKILL. A filing counts as told when ``save`` has returned. Demanded: none that was told is lost, and each that is
there has as many rows as one that nobody disturbed. A full disk is a small tmpfs where mounting is
allowed, else a bound on the pages of the database. (``tests/benchmarks/kills.py`` kills the bulk ingest.)
"""

import argparse
import contextlib
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests import with_postgres  # noqa: E402
from tests.filings import bare, submission  # noqa: E402

Server = with_postgres.Server
State = dict[str, tuple[int, ...]]

LOAD = 60
"""Filings of one load; when a load is through, the archive is emptied and the next one begins."""
SMALL_DISK_MB = {"sqlite": 6, "postgresql": 160}


def text(n: int, words: int = 0) -> bytes:
    """The n-th filing: of one of some companies, so that filings share companies and contacts."""
    body = "Deliveries begin in the summer. " + " ".join(f"word{n}x{i}" for i in range(words))
    day = f"{('March', 'June', 'July')[n % 3]} {n % 27 + 1}, {1994 + n % 9}"
    plain = bare(day, f"ANNOUNCES GAUGE NUMBER {n}", body)
    if n % 5:
        return plain
    million, rest = divmod(n, 1_000_000)
    return submission(f"0009990{n % 50:03}-{(98 + million) % 100:02}-{rest:06}", f"0009990{n % 50:03}", plain)


def save(n: int, words: int = 0) -> str:
    """Save the n-th filing as an editor does; the same one again is as good as saved. Gives its name."""
    from neoarchive.ingest import service
    from neoarchive.ingest.errors import AlreadyHere

    name, data = f"{n:05}.txt", text(n, words)
    with contextlib.suppress(AlreadyHere):
        service.save(service.read(data, name), data, publish=True)
    return name


def in_child(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Run ``work`` in a forked process, with a function that tells; gives its id and the end to read from."""
    let_go()
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        work(lambda line: os.write(writing, line.encode() + b"\n"))
        os._exit(0)
    except BaseException as error:
        os.write(writing, f"error {type(error).__name__}: {error}\n".encode())
        os._exit(1)


def told_by(child: int, reading: int) -> tuple[bool, list[str]]:
    """Whether the child ended by itself and in order, and the lines it told whole."""
    with os.fdopen(reading) as lines:
        told = [line[:-1] for line in lines if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    return status == 0, told


def let_go() -> None:
    """Close every connection: a fork must not share one."""
    from django.db import connections

    for connection in connections.all():
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


def state() -> State:
    """Of each filing that is there the number of its rows in every table, by the name of its text."""
    from django.db.models import Count

    from neoarchive.models import Filing, Source

    assert not Source.objects.filter(filing=None).exists(), "a text without its filing"
    parts = ("registrants", "items", "exhibits", "signatures", "releases")
    parts += tuple(f"releases__{one}" for one in ("tickers", "contacts", "quotations", "search_document"))
    columns = []
    for part in parts:
        found = Filing.objects.order_by("pk").annotate(n=Count(part)).values_list("source__filename", "n")
        columns.append(list(found))
    names = [name for name, _ in columns[0]]
    assert len(names) == len(set(names)), "a text twice"
    return {name: tuple(column[i][1] for column in columns) for i, name in enumerate(names)}


def empty() -> None:
    from neoarchive.models import Company, Contact, Filing, PressRelease, Source

    for model in (PressRelease, Filing, Source, Company, Contact):
        model.objects.all().delete()


def check(told: set[str], whole: State) -> None:
    there = state()
    assert told <= set(there), f"told as saved and lost: {sorted(told - set(there))[:5]}"
    halves = [name for name, rows in there.items() if rows != whole[name]]
    assert not halves, f"half there: {halves[:5]}"


def check_all(told: set[str], whole: State) -> None:
    from neoarchive.search import index
    from neoarchive.verify import archive

    check(told, whole)
    assert set(state()) == set(whole), "a load that got through is not whole"
    assert list(index.verify()) == [], "the index disagrees"
    assert [str(fault) for fault in archive.verify(quick=False)] == []


# -- kills ---------------------------------------------------------------------------------------------------------


def undisturbed() -> State:
    for n in range(LOAD):
        save(n)
    whole = state()
    empty()
    return whole


def kills(number: int, chance: random.Random, longest: float | None) -> str:
    begun = time.monotonic()
    whole = undisturbed()
    if longest is None:
        # However slow the machine: a process is let run for a few saves.
        longest = 6 * (time.monotonic() - begun) / LOAD
    done = acknowledged = loads = 0
    while done < number:
        told: set[str] = set()
        through = False
        while not through:

            def work(tell: Callable[[str], None], told: set[str] = told) -> None:
                for n in range(LOAD):
                    if f"{n:05}.txt" not in told:
                        tell(save(n))

            child, reading = in_child(work)
            if done < number:
                time.sleep(chance.uniform(0.005, longest))
                os.kill(child, signal.SIGKILL)
            through, lines = told_by(child, reading)
            assert not [line for line in lines if line.startswith("error")], lines[-1]
            done += not through
            acknowledged += len(set(lines) - told)
            told |= set(lines)
            check(told, whole)
        check_all(told, whole)
        empty()
        loads += 1
    return f"{done} kills, {acknowledged} saves told, {loads} loads got through: 0 lost, 0 halves"


# -- a full disk ---------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """A tmpfs of this size; None where it can't be mounted."""
    with tempfile.TemporaryDirectory(prefix="neoarchive-disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=1777", "tmpfs", folder]
        try:
            mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            mounted = False
        try:
            yield Path(folder) if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", "-l", folder], check=False)


def fill_up(disk: Path | None, server: Server | None) -> str:
    """Save until there is no room, look, make room, and go on to the end."""
    from django.db import DatabaseError, connection

    from neoarchive.views.refusals import is_full

    ballast = disk / "ballast" if disk else None
    if ballast:
        # All the room but for a few filings.
        free = shutil.disk_usage(ballast.parent).free
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free - 2 * 1024 * 1024, 0))
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 200}")
    told: set[str] = set()
    met: BaseException | None = None
    for n in range(3000):
        try:
            told.add(save(n, words=2000))
        except DatabaseError as error:
            met = error
            break
    assert met is not None, "the disk was never full"
    if ballast:
        ballast.unlink()
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    let_go()
    if server is not None:
        bring_back(server)
    there = set(state())
    assert told == there, f"{len(told)} told, {len(there)} there"
    for n in range(len(told), len(told) + 3):
        told.add(save(n, words=2000))
    from neoarchive.verify import archive

    assert set(state()) == told
    assert [str(fault) for fault in archive.verify(quick=False)] == []
    how = "tmpfs" if ballast else "a bound on pages"
    first = str(met).strip().splitlines()[0]
    kind = "called full" if is_full(met) else "called away"
    return f"({how}) {len(told) - 3} saved, then “{first}” ({kind}); 0 lost, 0 faults, went on when there was room"


def bring_back(server: Server) -> None:
    """A server that had no room for its log stops itself; it is started again, as systemd does."""
    for _ in range(20):
        if server._process is None or server._process.poll() is not None:
            server._process = None
            server.start()
        try:
            state()
            return
        except Exception:
            let_go()
            time.sleep(0.5)
    state()


# -- locked and restarted ------------------------------------------------------------------------------------------


def answers(expected: Callable[[int, int], bool], what: str) -> tuple[int, int]:
    """What a visitor's page and a save in the admin are answered with."""
    from django.db import close_old_connections
    from django.test import Client

    client = Client(raise_request_exception=False)
    page = client.get("/releases/").status_code
    close_old_connections()  # a server does it after each request, the client of tests does not
    client.cookies["sessionid"] = os.environ["DURABILITY_SESSION"]
    sent = client.post("/admin/neoarchive/filing/add-from-text/", {"text": text(time.monotonic_ns() % 10**6).decode()})
    close_old_connections()
    if sent.status_code == 503:
        assert b"was not saved" in sent.content, "a 503 without words"
    assert expected(page, sent.status_code), f"{what}: {page} and {sent.status_code}"
    return page, sent.status_code


def log_in() -> None:
    from django.contrib.auth import get_user_model
    from django.test import Client

    user = get_user_model().objects.create_superuser("editor", "editor@example.com", "a long enough password")
    client = Client()
    client.force_login(user)
    os.environ["DURABILITY_SESSION"] = client.cookies["sessionid"].value


def locked() -> str:
    """Another process holds the lock that writers take, for longer than a writer waits."""
    from django.db import connection, transaction

    def hold(tell: Callable[[str], None]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE neoarchive_upload IN ACCESS EXCLUSIVE MODE")
            else:
                cursor.execute("UPDATE neoarchive_archivestamp SET mark = mark")
            tell("held")
            time.sleep(60)

    child, reading = in_child(hold)
    try:
        assert os.read(reading, 5) == b"held\n"
        shorten_waits()
        page, sent = answers(lambda page, sent: page == 200 and sent == 503, "locked")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
    after = answers(lambda page, sent: page == 200 and sent == 302, "let go")
    return f"a page {page}, a save {sent}, in words; when it is let go {after[0]} and {after[1]}"


def shorten_waits() -> None:
    """A second instead of the twenty that the settings give: what is tried is the answer, not the patience."""
    from django.db import connection

    let_go()
    if connection.vendor == "postgresql":
        connection.settings_dict["OPTIONS"]["options"] = "-c lock_timeout=1s"
    else:
        connection.settings_dict["OPTIONS"]["timeout"] = 1


def restarted(server: Server) -> str:
    """The server is stopped and started again, under a process that keeps running."""
    answers(lambda page, sent: page == 200 and sent == 302, "before")
    server.stop()
    page, sent = answers(lambda page, sent: page == 503 and sent == 503, "stopped")
    server.start()
    after = answers(lambda page, sent: page == 200 and sent == 302, "started again")
    return f"stopped: a page {page}, a save {sent}, in words; started again: {after[0]} and {after[1]} at once"


# -- the whole -----------------------------------------------------------------------------------------------------


def prepare(url: str, folder: Path) -> None:
    os.environ |= {
        "DATABASE_URL": url,
        "NEOARCHIVE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "neoarchive.settings",
    }
    os.environ |= {
        "NEOARCHIVE_ALLOWED_HOSTS": "testserver",
        "NEOARCHIVE_DEBUG": "1",
        "NEOARCHIVE_LOG_LEVEL": "CRITICAL",
    }
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.DEBUG = False
    logging.disable()  # the faults are made on purpose
    Path(settings.STATIC_ROOT).mkdir()
    call_command("migrate", verbosity=0)


@contextlib.contextmanager
def place(database: str, folder: Path) -> Iterator[tuple[str, Server | None]]:
    """An address of an empty database whose files lie in the folder, and the server if there is one."""
    if database == "sqlite":
        yield f"sqlite:///{folder}/archive.sqlite3", None
        return
    tempfile.tempdir, before = str(folder), tempfile.tempdir
    try:
        with with_postgres.primary() as server:
            tempfile.tempdir = before
            yield server.url, server
    finally:
        tempfile.tempdir = before


def tell(what: str, result: str) -> None:
    print(f"| {what} | {result} |", flush=True)


def run(part: str, given: argparse.Namespace) -> None:
    """One part, in an archive of its own."""
    chance = random.Random(given.seed)
    disk: Any = small_disk(SMALL_DISK_MB[given.database]) if part == "full disk" else contextlib.nullcontext()
    with disk as small, tempfile.TemporaryDirectory(prefix="neoarchive-durability-") as temporary:
        os.chmod(temporary, 0o755)  # PostgreSQL runs as another user
        with place(given.database, small or Path(temporary)) as (url, server):
            prepare(url, Path(temporary))
            if part == "kills":
                tell(part, kills(given.kills, chance, given.longest))
            elif part == "full disk":
                tell(part, fill_up(small, server) if small or server is None else "left out: no tmpfs can be mounted")
            elif part == "locked":
                log_in()
                tell(part, locked())
            elif part == "restarted" and server is not None:
                log_in()
                tell(part, restarted(server))
            let_go()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--longest", type=float, help="seconds that a process is let run at most; else six saves")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=("kills", "full disk", "locked", "restarted"), help="this one alone")
    given = parser.parse_args()
    if given.part:
        run(given.part, given)
        return
    parts = ["kills", "full disk", "locked", *(["restarted"] if given.database == "postgresql" else [])]
    print(f"| {given.database} | measured |\n|---|---|", flush=True)
    # Each in a process of its own: the settings are read once in a process.
    failed = [subprocess.run([sys.executable, *sys.argv, "--part", one], check=False).returncode for one in parts]
    sys.exit(any(failed))


if __name__ == "__main__":
    main()
