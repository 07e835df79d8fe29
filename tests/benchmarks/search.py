#!/usr/bin/env python3
"""How long pages take, through the real views, beside what the database alone takes for the same words.

    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py make_load 100000
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python -m tests.benchmarks.search

The same with an address of PostgreSQL. ``--rounds 3`` asks every query three times (each class has ten queries or
so), ``--only phrase`` runs the classes with that in their name, ``--no-bare`` leaves the database's own out, which at
a million releases takes seconds for common words. ``--served`` asks the same pages of the app server too (gunicorn,
one worker, 127.0.0.1; ``python manage.py collectstatic`` first). ``--peers FOLDER`` asks datasette, on SQLite: its
search page over the same rows and the same index, 15 rows, with the count and the facets it suggests by itself, the
file opened as one that nobody changes. ``--make-peers FOLDER`` first makes the virtual environment that has it; it is
no requirement of this project.

Every page is asked for once before it is measured, so what is read is in memory; pages themselves are not kept.
Printed for each class, in milliseconds: p50 and p95 of whole pages (Django's client, all middleware, the page
rendered) by the clock, the same of the processor time they took (this process and, on Linux, the database's), then
p50 of the bare query in the same run by the clock and of processor time: the first 20 by the database's own ranking,
with its own snippets. PostgreSQL gets a table with stored vectors for that, made at the first run. A server has four
numbers: p50 and p95 by the clock, then of its own processor time; behind datasette's stands how many times ours (the
app server's, with ``--served``) it took of processor time. The machine's load is printed before and after: on a busy
machine the clock tells nothing, and the processor time what is left of it.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neoarchive.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django
    from django.conf import settings

    django.setup()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PAGE_MEMORY_BYTES = 0
    settings.RATE_PER_MINUTE = 0

from django.db import connection
from django.test import Client

from neoarchive.management.load.vocabulary import RANKED, RARE
from neoarchive.models import Company, Filing, PressRelease
from neoarchive.search import conditions
from neoarchive.search.backends import postgres, sqlite
from neoarchive.search.conditions import Condition, compile
from neoarchive.search.query import parse

ROOT = Path(__file__).resolve().parents[2]


def classes() -> list[tuple[str, list[dict[str, str]]]]:
    """Names of classes, and the parameters of their pages. Ranks of words are those of ``make_load``'s texts."""
    chance = random.Random(4)

    def ranked(first: int, last: int) -> list[str]:
        return [RANKED[number] for number in range(first, last, max((last - first) // 10, 1))][:10]

    rare, medium = [name.lower() for name in chance.sample(RARE[:50_000], 10)], ranked(3500, 4500)
    common, half, everywhere = ranked(430, 470), ranked(60, 80), ranked(1, 25)
    drawn = zip(common, half, medium, everywhere, strict=True)
    mixed = list(drawn)
    companies = list(Company.objects.values_list("slug", flat=True).order_by("pk")[100:200:10])

    def q(texts: list[str], **others: str) -> list[dict[str, str]]:
        return [{"q": text, **others} for text in texts]

    found = [
        ("word, rare", q(rare)),
        ("word, 1 %", q(medium)),
        ("word, 10 %", q(common)),
        ("word, 50 %", q(half)),
        ("word, > 75 %", q(everywhere)),
        ("phrase, rare", q([f'"{a} {b}"' for a, b in zip(common, half, strict=True)])),
        ("phrase, common", q([f'"{a} {b}"' for a, b in zip(everywhere, everywhere[1:] + everywhere[:1], strict=True)])),
        ("phrase, boilerplate", q(['"actual results may differ"', '"forward looking statements"'] * 3)),
        ("near", q([f"{a} NEAR {b}" for a, b, _, _ in mixed])),
        ("and", q([f"{a} {c}" for a, _, c, _ in mixed] + [f"{a} {b} {d}" for a, b, _, d in mixed])),
        ("or", q([f"{a} OR {c}" for a, _, c, _ in mixed] + [f"{b} OR {d}" for _, b, _, d in mixed])),
        ("not", q([f"{a} -{b}" for a, b, _, _ in mixed] + [f"-{d}" for _, _, _, d in mixed[:3]])),
        ("prefix", q([f"{c[:4]}*" for _, _, c, _ in mixed] + ["co*", "re*"])),
        ("fields", q([f"{a} item:5.02" for a, *_ in mixed] + [f"{b} year:1998..2001" for _, b, *_ in mixed])),
        ("filter, year", q(common, year="2011") + q(half, year="1999") + q(everywhere, year="2020", month="5")),
        ("filter, company", [{"q": w, "company": c} for w, c in zip(half, companies, strict=True)]),
        ("filter, item", q(common, item="5.02") + q(half, item="8.01", has_contact="1")),
        ("newest first", q(common, sort="newest") + q(everywhere, sort="newest")),
        ("deep page", q(half, page="120") + q(everywhere, page="130", sort="newest")),
        ("list, whole", [{}, {"page": "2"}, {"page": "100"}, {"sort": "oldest"}]),
        ("list, filtered", [{"company": c} for c in companies] + [{"year": "2014"}, {"year": "1996", "month": "2"}]),
        ("nothing found", q([f"{a} {b} zzqqx" for a, b, _, _ in mixed])),
        ("with passages", q([*half, *common, *rare], passages="1")),
    ]
    return found


def pages() -> list[tuple[str, list[str]]]:
    """Pages that are no searches: names and addresses."""
    records = [
        ("page, release", PressRelease.objects),
        ("page, filing", Filing.objects),
        ("page, company", Company.objects),
    ]
    found = [("page, home", ["/"])]
    for name, manager in records:
        ids = list(manager.order_by("pk").values_list("pk", flat=True)[:10_000:500])
        found.append((name, [one.get_absolute_url() for one in manager.filter(pk__in=ids).order_by("pk")]))
    return found


def bare(text: str) -> Callable[[], None]:
    """The first 20 by the database's own ranking, with its own snippets."""
    node = parse(text)
    assert node is not None
    if connection.vendor == "sqlite":
        sql = """SELECT rowid, snippet(neoarchive_search, 1, '<b>', '</b>', '…', 30) FROM neoarchive_search
            WHERE neoarchive_search MATCH %s ORDER BY rank LIMIT 20"""
        values = [sqlite.expression(compile(node))]
    else:
        sql = """SELECT key, ts_headline('simple', body, %s::tsquery) FROM (
            SELECT key FROM benchmark_bare WHERE words @@ %s::tsquery
            ORDER BY ts_rank(words, %s::tsquery) DESC LIMIT 20) best JOIN neoarchive_searchdocument USING (key)"""
        values = [stored_query(compile(node))] * 3

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return run


def stored_query(condition: Condition) -> str:
    """A condition in the language of tsquery, for vectors with places."""
    match condition:
        case conditions.Words():
            *inner, last = [postgres._quoted(token) for token in condition.tokens]
            return "(" + " <-> ".join([*inner, last + (":*" if condition.prefix else "")]) + ")"
        case conditions.And():
            return "(" + " & ".join(map(stored_query, condition.parts)) + ")"
        case conditions.Or():
            return "(" + " | ".join(map(stored_query, condition.parts)) + ")"
        case conditions.Without():
            return f"({stored_query(condition.base)} & !{stored_query(condition.excluded)})"
        case conditions.Close():
            # Ten words between them, as PostgreSQL's manual has it: it knows no "at most".
            return f"({stored_query(condition.first)} & {stored_query(condition.second)})"


def make_bare_table() -> None:
    """What one would have on PostgreSQL alone: vectors with places, and an index over them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('benchmark_bare')")
        if cursor.fetchone()[0] is None:
            cursor.execute(
                """CREATE TABLE benchmark_bare AS SELECT key, to_tsvector('simple', headline) || to_tsvector('simple',
                body) || to_tsvector('simple', facts) AS words FROM neoarchive_searchdocument"""
            )
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute("CREATE INDEX ON benchmark_bare USING gin (words) WITH (fastupdate = off)")
            cursor.execute("ANALYZE benchmark_bare")


def servers() -> list[Path]:
    """Where Linux tells the processor time of the database's processes that answer us."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        found = [Path(f"/proc/{pid}/schedstat") for (pid,) in cursor.fetchall()]
    return [path for path in found if path.exists()]


def spent() -> float:
    """Processor time so far, in seconds."""
    return time.process_time() + sum(int(path.read_text().split()[0]) for path in _servers) / 1e9


_servers: list[Path] = []


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of processor time."""
    used, start = spent(), time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000, (spent() - used) * 1000


class Server:
    """A server of pages in processes of its own, asked over one kept connection."""

    def __init__(self, name: str, command: list[str], port: int, env: dict[str, str] | None = None) -> None:
        self.name, self._port = name, port
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **(env or {})},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def connect(self) -> None:
        """Anew: a server closes what was idle for some seconds."""
        self._connection.close()
        self._connection.connect()

    def get(self, path: str) -> int:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def spent(self) -> float:
        """Processor time so far of all its processes and threads, in seconds."""
        processes, found = [self._process.pid], 0.0
        for pid in processes:
            for task in Path(f"/proc/{pid}/task").iterdir():
                processes += map(int, (task / "children").read_text().split())
                found += int((task / "schedstat").read_text().split()[0]) / 1e9
        return found

    def close(self) -> None:
        self._connection.close()
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def app_server() -> Server:
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "1", "--worker-class", "gthread"]
    command = [sys.executable, "-m", "gunicorn", "neoarchive.wsgi:application", "--log-level", "error", *options]
    env = {"NEOARCHIVE_PAGE_MEMORY_MB": "0", "NEOARCHIVE_RATE_PER_MINUTE": "0"}
    return Server("served", [*command, "--keep-alive", "120"], port, env)


def datasette(home: Path, folder: Path) -> Server:
    """datasette over the archive's own file: it is told which index belongs to the documents."""
    port, file = free_port(), Path(str(connection.settings_dict["NAME"]))
    known = {"tables": {"neoarchive_searchdocument": {"fts_table": "neoarchive_search", "fts_pk": "key"}}}
    told = folder / "metadata.json"
    told.write_text(json.dumps({"databases": {file.stem: known}}), encoding="utf-8")
    command = [str(home / "bin" / "datasette"), "serve", "--immutable", str(file), "--metadata", str(told)]
    # On a busy machine a query must not fail for its default limit of a second.
    command += ["--setting", "sql_time_limit_ms", "60000"]
    return Server("datasette", [*command, "--port", str(port)], port)


def peer_address(asked: dict[str, str]) -> str:
    """The page of datasette for the same words; "" where its search has no such query."""
    node = parse(asked.get("q", ""))
    if node is None or set(asked) != {"q"} or connection.vendor != "sqlite":
        return ""
    words = sqlite.expression(compile(node))
    if "\x02" in words:
        return ""
    values = {"_search": words, "_searchmode": "raw", "_size": 15}
    columns = "&_col=key&_col=facts&_col=headline"
    table = f"{quote(Path(str(connection.settings_dict['NAME'])).stem)}/neoarchive_searchdocument"
    return f"/{table}?{urlencode(values)}{columns}"


def asked_of(server: Server, paths: list[str], rounds: int) -> tuple[str, float]:
    """Four numbers of a server, and the median of its processor time."""
    whole, used = [], []
    server.connect()
    for path in paths:
        status = server.get(path)
        assert status in (200, 404), (server.name, path, status)
    for path in paths * rounds:
        before, start = server.spent(), time.perf_counter()
        server.get(path)
        whole.append((time.perf_counter() - start) * 1000)
        used.append((server.spent() - before) * 1000)
    numbers = statistics.median(whole), p95(whole), statistics.median(used), p95(used)
    return "".join(f"{number:9.1f}" for number in numbers), numbers[2]


def make_peers(folder: Path) -> None:
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", "datasette"], check=True)


def p95(times: list[float]) -> float:
    return sorted(times)[max(round(0.95 * len(times)) - 1, 0)]


def measure(
    name: str,
    addresses: list[str],
    texts: list[str],
    rounds: int,
    servers: dict[str, Server],
    peer_addresses: list[str],
) -> None:
    client = Client()

    def page(address: str) -> None:
        status = client.get(address).status_code
        assert status in (200, 404), (address, status)

    for address in addresses:
        page(address)
    times = [timed(lambda a=address: page(a)) for _ in range(rounds) for address in addresses]  # type: ignore[misc]
    whole, used = [one for one, _ in times], [one for _, one in times]
    line = f"{name:22}{len(times):5}{statistics.median(whole):9.1f}{p95(whole):9.1f}"
    line += f"{statistics.median(used):9.1f}{p95(used):9.1f}"
    if texts:
        for text in texts:
            bare(text)()
        alone = [timed(bare(text)) for text in texts]
        line += f"{statistics.median(t for t, _ in alone):10.1f}{statistics.median(t for _, t in alone):10.1f}"
    else:
        line += " " * 20
    ours = statistics.median(used)
    if "served" in servers:
        told, ours = asked_of(servers["served"], addresses, rounds)
        line += told
    if "datasette" in servers and peer_addresses:
        told, theirs = asked_of(servers["datasette"], peer_addresses, rounds)
        line += f"{told}{theirs / ours:7.1f}"
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", default="", help="run the classes that have this in their name")
    parser.add_argument("--no-bare", action="store_true")
    parser.add_argument("--served", action="store_true", help="ask the app server as well")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="a virtual environment that has datasette")
    parser.add_argument("--make-peers", type=Path, metavar="FOLDER", help="make that environment, then measure")
    given = parser.parse_args()
    if given.make_peers:
        make_peers(given.make_peers)
    size = PressRelease.objects.count()
    print(f"{connection.vendor}, {size:,} releases; load of the machine {os.getloadavg()[0]:.1f}")
    if connection.vendor == "postgresql" and not given.no_bare:
        make_bare_table()
    Client().get("/releases/?q=warm")
    _servers[:] = servers()
    others: dict[str, Server] = {}
    with tempfile.TemporaryDirectory() as folder:
        try:
            if given.served:
                others["served"] = app_server()
            home = given.make_peers or given.peers
            if home and connection.vendor == "sqlite":
                others["datasette"] = datasette(home, Path(folder))
            run(given.only, given.rounds, others, bare_too=not given.no_bare)
        finally:
            for server in others.values():
                server.close()
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def run(only: str, rounds: int, others: dict[str, Server], *, bare_too: bool) -> None:
    head = f"{'':22}{'n':>5}{'p50 ms':>9}{'p95 ms':>9}{'cpu p50':>9}{'cpu p95':>9}{'bare p50':>10}{'bare cpu':>10}"
    print(head + "".join(f"{name + ': p50, p95, cpu p50, cpu p95':>36}" for name in others))
    for name, asked in classes():
        if only in name:
            texts = [one["q"] for one in asked if "q" in one][:6] if bare_too else []
            theirs = list(filter(None, map(peer_address, asked)))
            measure(name, ["/releases/?" + urlencode(one) for one in asked], texts, rounds, others, theirs)
    for name, addresses in pages():
        if only in name:
            measure(name, addresses, [], rounds * 3, others, [])


if __name__ == "__main__":
    main()
