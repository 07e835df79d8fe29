#!/usr/bin/env python3
"""The site as it is run, under many readers at once: errors, times, and whether its memory grows.

    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py make_load 100000
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python -m tests.benchmarks.load                       # 60 seconds
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python -m tests.benchmarks.load --requests 100000     # does it grow?

gunicorn with two workers of four threads is asked by wrk over sixteen connections for a mix of pages as readers ask for
them: mostly releases, drawn anew each time, some lists, searches, companies, sources, the home page. Printed after each
round: requests a second, p50, p99 and the longest, answers that were no page, and the memory of each worker that is its
own (without the pages of the database's file that are mapped). A first round warms up and is not counted.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.serving import addresses, free_port, served

# Of a hundred requests.
MIX = {"release": 55, "list": 12, "search": 12, "company": 12, "source": 5, "home": 4}
SCRIPT = """
local paths = {%s}
local n = %d
request = function() n = n + 1; return wrk.format('GET', paths[n %% #paths + 1]) end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("DONE %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency.max,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
"""


def mixed(pages: dict[str, list[str]], chance: random.Random, number: int = 5000) -> list[str]:
    """Addresses in the proportions of ``MIX``, in no order."""
    found = []
    for name, share in MIX.items():
        found += chance.choices(pages[name], k=number * share // 100)
    chance.shuffle(found)
    return found


def asked(port: int, paths: list[str], seconds: float, connections: int) -> tuple[int, ...]:
    """Requests, and microseconds: of the round, p50, p99, the longest; last, how many failed."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (",".join(f'"{path}"' for path in paths), random.randrange(len(paths))))
        script.flush()
        command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", script.name]
        told = subprocess.run([*command, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True)
    found = re.search(r"^DONE ([\d ]+)$", told.stdout, re.MULTILINE)
    assert found, told.stdout + told.stderr
    return tuple(map(int, found[1].split()))


def own_memory(pid: int) -> list[float]:
    """Megabytes of each worker that are its own."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    status = [Path(f"/proc/{child}/status").read_text() for child in children.stdout.split()]
    return [int(re.findall(r"RssAnon:\s+(\d+)", one)[0]) / 1024 for one in status]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=60, help="of a round")
    parser.add_argument("--requests", type=int, default=0, help="go on with rounds until there were so many")
    parser.add_argument("--connections", type=int, default=16)
    given = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is not installed. On Debian and Ubuntu: apt-get install wrk")
        return 2
    _, pages = addresses(different=4000)
    pages["source"] = [f"{path}source/" for path in pages["release"]]
    paths, port = mixed(pages, random.Random(7)), free_port()
    print(f"{'':8}{'requests':>10}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}{'failed':>8}   workers, MB")
    total = failures = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        served("gunicorn", "neoarchive.wsgi", Path(folder), port, 24, workers=2) as server,
    ):
        asked(port, paths, min(given.seconds, 15), given.connections)
        while total == 0 or total < given.requests:
            number, took, p50, p99, longest, failed = asked(port, paths, given.seconds, given.connections)
            total, failures = total + number, failures + failed
            memory = ", ".join(f"{one:.0f}" for one in own_memory(server))
            print(f"{'':8}{number:10,}{number / took * 1e6:10.0f}", end="")
            print(f"{p50 / 1000:9.1f}{p99 / 1000:9.1f}{longest / 1000:9.1f}{failed:8}   {memory}", flush=True)
    print(f"{total:,} requests, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
