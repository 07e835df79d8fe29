"""Many at once: processes that save the same filings, and writers beside readers.

    .venv/bin/python tests/benchmarks/concurrency.py                         # on SQLite
    .venv/bin/python tests/benchmarks/concurrency.py --database postgresql

First 8 processes save the same 200 texts, each in an order of its own: demanded are exactly 200 filings, whole, and no
error of any kind. Then gunicorn serves the archive to 16 readers while 8 processes save filings as fast as they can:
demanded is that no page and no save fails; told is how long pages took, from the request to the last byte. With
``--pace`` writers rest between saves, as editors do: without it, writers and readers share the machine's cores, and
what is measured is for the most part how many cores there are.
"""

import argparse
import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.benchmarks import durability  # noqa: E402

# What readers ask for, and how often: mostly lists and searches, whose pages are made anew after each save.
PAGES = (
    "/",
    "/releases/",
    "/releases/?q=gauge",
    "/releases/?q=welder+gloves",
    "/companies/",
    "/filings/",
    "/feed.atom",
)
SLOWEST = 200
"""Milliseconds that 99 of 100 pages are to stay under."""


# -- the same texts from many processes ----------------------------------------------------------------------------


def same_texts(processes: int, number: int, seed: int) -> str:
    from neoarchive.ingest import service
    from neoarchive.ingest.errors import AlreadyHere
    from neoarchive.models import Filing
    from neoarchive.search import index
    from neoarchive.verify import archive

    def work(tell: Callable[[str], None], which: int) -> None:
        order = list(range(number))
        random.Random(seed + which).shuffle(order)
        for n in order:
            data = durability.text(n)
            try:
                service.save(service.read(data, f"{n:05}.txt"), data, publish=True)
                tell("saved")
            except AlreadyHere:
                tell("there")

    begun = time.monotonic()
    children = [durability.in_child(lambda tell, which=which: work(tell, which)) for which in range(processes)]
    ended = [durability.told_by(*child) for child in children]
    took = time.monotonic() - begun
    told = Counter(line for _, lines in ended for line in lines)
    assert all(fine for fine, _ in ended), [line for line in told if line.startswith("error")]
    assert told == {"saved": number, "there": number * (processes - 1)}, told
    assert Filing.objects.count() == number
    whole = Counter(durability.state().values())
    assert sum(whole.values()) == number
    assert list(index.verify()) == []
    assert [str(fault) for fault in archive.verify(quick=False)] == []
    return f"{number} filings, {told['there']} times told as there already, 0 errors, {took:.1f} s"


# -- writers beside readers ----------------------------------------------------------------------------------------


@contextlib.contextmanager
def served(workers: int, threads: int) -> Iterator[int]:
    """gunicorn with the settings of production; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "neoarchive.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", str(threads), "--log-level", "error"]
    # The readers are one address: what is measured is not the bound on how often it may ask.
    environment = {**os.environ, "NEOARCHIVE_ALLOWED_HOSTS": "127.0.0.1", "NEOARCHIVE_DEBUG": "0"}
    environment |= {"NEOARCHIVE_RATE_PER_MINUTE": "0", "NEOARCHIVE_DISK_FREE_MB": "0"}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], cwd=ROOT, env=environment)
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        until = time.monotonic() + 60
        while not is_ready(port):
            assert server.poll() is None, "gunicorn ended"
            assert time.monotonic() < until, "gunicorn did not start"
            time.sleep(0.2)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(60)


def is_ready(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", "/readyz")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


def read_on(port: int, until: float, seed: int, took: list[float], met: Counter[str]) -> None:
    """One reader: a page after the other over a connection that is kept."""
    chance = random.Random(seed)
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < until:
        page = chance.choice(PAGES)
        begun = time.perf_counter()
        try:
            asked.request("GET", page)
            answer = asked.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            met[f"{page}: {error!r}"] += 1
            asked.close()
            continue
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            met[f"{page}: {answer.status}"] += 1
        time.sleep(chance.uniform(0, 0.1))


def writers_and_readers(given: argparse.Namespace) -> str:
    for n in range(given.before):
        durability.save(n)

    def write(tell: Callable[[str], None], which: int) -> None:
        until = time.monotonic() + given.seconds
        n = (which + 1) * 1_000_000
        while time.monotonic() < until:
            durability.save(n)
            tell("saved")
            n += 1
            time.sleep(given.pace)

    took: list[float] = []
    met: Counter[str] = Counter()
    with served(given.workers, given.threads) as port:
        writers = [durability.in_child(lambda tell, which=which: write(tell, which)) for which in range(given.writers)]
        until = time.monotonic() + given.seconds
        readers = [
            threading.Thread(target=read_on, args=(port, until, given.seed + n, took, met))
            for n in range(given.readers)
        ]
        for reader in readers:
            reader.start()
        # Pipes are emptied while they are written: one that is full would stop its writer.
        ended = [durability.told_by(*writer) for writer in writers]
        for reader in readers:
            reader.join()
    saves = Counter(line for _, lines in ended for line in lines)
    assert all(fine for fine, _ in ended), [line for line in saves if line.startswith("error")]
    assert not met, met
    ordered = sorted(took)
    p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
    verdict = "" if p99 < SLOWEST else f", over {SLOWEST} ms"
    return (
        f"{len(took):,} pages in {given.seconds:g} s ({len(took) / given.seconds:.0f}/s): median {p50:.0f} ms, "
        f"p99 {p99:.0f} ms{verdict}, longest {ordered[-1]:.0f} ms; {saves['saved']:,} saves "
        f"({saves['saved'] / given.seconds:.0f}/s); 0 errors"
    )


# -- the whole -----------------------------------------------------------------------------------------------------


def run(part: str, given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="neoarchive-concurrency-") as temporary:
        os.chmod(temporary, 0o755)  # PostgreSQL runs as another user
        with durability.place(given.database, Path(temporary)) as (url, _):
            durability.prepare(url, Path(temporary))
            if part == "same":
                what = f"{given.database}, {given.processes} processes save the same {given.texts} texts"
                durability.tell(what, same_texts(given.processes, given.texts, given.seed))
            else:
                rest = f" (each resting {given.pace:g} s)" if given.pace else ""
                what = f"{given.database}, {given.writers} writers{rest}, {given.readers} readers"
                durability.tell(what, writers_and_readers(given))
            durability.let_go()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pace", type=float, default=0, help="seconds that a writer rests after each save")
    parser.add_argument("--before", type=int, default=100, help="filings that are there when the readers begin")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=("same", "beside"), help="this one alone")
    given = parser.parse_args()
    if given.part:
        run(given.part, given)
        return
    # Each in a process of its own: the settings are read once in a process.
    parts = ("same", "beside")
    failed = [subprocess.run([sys.executable, *sys.argv, "--part", one], check=False).returncode for one in parts]
    sys.exit(any(failed))


if __name__ == "__main__":
    main()
