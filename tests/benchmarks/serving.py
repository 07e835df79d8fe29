#!/usr/bin/env python3
"""How many pages a second one worker serves, beside a bare Django page on the same server in the same run.

    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py make_load 20000
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python -m tests.benchmarks.serving

The bare page is one query and a small template, in a Django project with Django's common middleware and a persistent
connection to the same database. Both run under gunicorn with one worker and threads, and are asked by wrk over kept
connections; where wrk is not installed, by a small client of this file. For each line bare and ours take turns, some
times over, and the share is the median of the turns: what else the machine does falls on both.

Pages are measured twice: ``kept``, asked for again and again, as the memory of pages answers them, and ``made``, with
that memory off, over many different records. Printed: requests a second, as a share of bare, p50 and p95 in
milliseconds with one request at a time, those of bare, and the worker's memory at the end: resident, and of it what
is its own, without the pages of the database's file that are mapped. ``--server granian`` takes granian instead, where
it is installed. On a busy machine only the shares mean something.
"""

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIFFERENT = 100
BARE = """
import os, sys
sys.path.insert(0, {root!r})
from django.conf import settings
from neoarchive import env
from pathlib import Path
settings.configure(
    SECRET_KEY="bare" * 20, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "neoarchive"],
    DATABASES={{"default": env.database("DATABASE_URL", Path("none"), connections=20)}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    TEMPLATES=[{{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {{
        "loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader",
            {{"bare.html": "<!doctype html><title>{{{{ one.name }}}}</title><h1>{{{{ one.name }}}}</h1>"
             "<p>{{{{ one.slug }}}}</p>"}})])]}}}}],
)
import django
django.setup()
from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path
from neoarchive.models import Company

def page(request, number):
    return render(request, "bare.html", {{"one": Company.objects.get(pk=number)}})

urlpatterns = [path("<int:number>/", page)]
application = get_wsgi_application()
"""


@contextmanager
def served(server: str, module: str, folder: Path, port: int, memory_mb: int, workers: int = 1) -> Iterator[int]:
    """The server's process id; its worker or workers listen at ``port``."""
    env = {
        **os.environ,
        "NEOARCHIVE_PAGE_MEMORY_MB": str(memory_mb),
        "NEOARCHIVE_RATE_PER_MINUTE": "0",
        "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
    }
    options = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4", "--keep-alive", "60"]
    command = [sys.executable, "-m", "gunicorn", f"{module}:application", *options]
    if server == "granian":
        command = [
            shutil.which("granian") or "granian",
            "--interface",
            "wsgi",
            "--port",
            str(port),
            "--workers",
            str(workers),
        ]
        command.append(f"{module}:application")
    process = subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rate(asked: "Asked", seconds: float) -> float:
    """Requests a second over four kept connections, the paths in turn."""
    port, paths, headers = asked
    if not shutil.which("wrk"):
        return _own_rate(port, paths, seconds, headers)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write("local paths = {" + ",".join(f'"{path}"' for path in paths) + "}\nlocal n = 0\n")
        for name, value in headers.items():
            script.write(f'wrk.headers["{name}"] = [[{value}]]\n')
        script.write("request = function() n = n + 1; return wrk.format('GET', paths[n % #paths + 1]) end\n")
        script.flush()
        command = ["wrk", "-t1", "-c4", f"-d{seconds:.0f}s", "-s", script.name, f"http://127.0.0.1:{port}/"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found, told
    assert "Non-2xx" not in told, told
    return float(found[1])


def _own_rate(port: int, paths: list[str], seconds: float, headers: dict[str, str]) -> float:
    counts = [0] * 4
    until = time.monotonic() + seconds

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            connection.request("GET", paths[counts[place] * 4 % len(paths)], headers=headers)
            connection.getresponse().read()
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def times(port: int, paths: list[str], headers: dict[str, str], number: int = 200) -> tuple[float, float]:
    """p50 and p95 in milliseconds, one request at a time."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    found = []
    for turn in range(number):
        start = time.perf_counter()
        connection.request("GET", paths[turn % len(paths)], headers=headers)
        answer = connection.getresponse()
        answer.read()
        found.append((time.perf_counter() - start) * 1000)
        assert answer.status in (200, 304), (paths[turn % len(paths)], answer.status)
    return statistics.median(found), sorted(found)[int(number * 0.95)]


def memory_mb(pid: int) -> tuple[float, float]:
    """The resident set of the largest worker, a child of the server's process, and what of it is no mapped file."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    found = [(0.0, 0.0)]
    for child in children.stdout.split():
        told = Path(f"/proc/{child}/status").read_text()
        resident, own = (int(re.findall(rf"{name}:\s+(\d+)", told)[0]) / 1024 for name in ("VmRSS", "RssAnon"))
        found.append((resident, own))
    return max(found)


def tag_of(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.headers["ETag"]


def addresses(different: int = DIFFERENT) -> tuple[list[str], dict[str, list[str]]]:
    """Of bare pages and of ours, drawn from the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neoarchive.settings")
    import django

    django.setup()
    from neoarchive.management.load.vocabulary import RANKED
    from neoarchive.models import Company, PressRelease

    chance = random.Random(4)
    releases = list(PressRelease.objects.published().values_list("slug", flat=True)[:20_000])
    companies = list(Company.objects.published().values_list("pk", "slug")[:4000])
    words = [RANKED[number] for number in range(400, 4400, 100)]
    print(f"{PressRelease.objects.count():,} releases")
    drawn = chance.sample(companies, min(different, len(companies)))
    return [f"/{pk}/" for pk, _ in drawn], {
        "release": [f"/releases/{slug}/" for slug in chance.sample(releases, min(different, len(releases)))],
        "company": [f"/companies/{slug}/" for _, slug in drawn],
        "home": ["/"],
        "list": ["/releases/", *(f"/releases/?year={year}" for year in range(1995, 2025))],
        "search": [f"/releases/?q={word}" for word in words],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=2, help="how long bare and ours are asked in each turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--server", choices=["gunicorn", "granian"], default="gunicorn")
    parser.add_argument("--only", default="", help="measure the lines that have this in their name")
    given = parser.parse_args()
    bare_paths, pages = addresses()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "bare_page.py").write_text(BARE.format(root=str(ROOT)), encoding="utf-8")
        bare_port, kept_port, made_port = free_port(), free_port(), free_port()
        with (
            served(given.server, "bare_page", folder, bare_port, 0),
            served(given.server, "neoarchive.wsgi", folder, kept_port, 24) as worker,
            served(given.server, "neoarchive.wsgi", folder, made_port, 0) as making,
        ):
            print(f"{'':18}{'a second':>10}{'of bare':>9}{'p50 ms':>9}{'p95 ms':>9}", end="")
            print(f"   bare {'a second':>10}{'p50 ms':>9}{'p95 ms':>9}")
            lines = [("made", name, made_port, paths, {}) for name, paths in pages.items()]
            lines += [("kept", name, kept_port, paths[:1], {}) for name, paths in pages.items()]
            for name in ("release", "list"):
                path = pages[name][0]
                lines.append(("304", name, made_port, [path], {"If-None-Match": tag_of(made_port, path)}))
            for how, name, port, paths, headers in lines:
                if given.only in f"{how}, {name}":
                    compare(f"{how}, {name}", given, (bare_port, bare_paths, {}), (port, paths, headers))
            for which, process in (("kept", worker), ("made", making)):
                resident, own = memory_mb(process)
                print(f"memory of the worker, pages {which}: {resident:.0f} MB, its own {own:.0f} MB")


Asked = tuple[int, list[str], dict[str, str]]
"""A port, the paths that are asked there, and with which headers."""


def compare(name: str, given: argparse.Namespace, bare: Asked, ours: Asked) -> None:
    for path in ours[1][:DIFFERENT]:
        times(ours[0], [path], ours[2], 1)
    times(*bare, 50)
    turns = [(rate(bare, given.seconds), rate(ours, given.seconds)) for _ in range(given.turns)]
    base, found = (statistics.median(one) for one in zip(*turns, strict=True))
    share = statistics.median(mine / theirs for theirs, mine in turns)
    p50, p95 = times(*ours)
    bare_p50, bare_p95 = times(*bare)
    print(f"{name:18}{found:10.0f}{share:9.2f}{p50:9.1f}{p95:9.1f}", end="")
    print(f"   {base:15.0f}{bare_p50:9.1f}{bare_p95:9.1f}", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
