"""Kills a bulk ingest at random moments and starts it again, until it is through; then counts what is there.

    .venv/bin/python tests/benchmarks/kills.py                      # 100 kills, on SQLite
    .venv/bin/python tests/with_postgres.py .venv/bin/python tests/benchmarks/kills.py

Killed are the whole command and the processes that read for it, by SIGKILL, as the system does it. A load that is
through before all kills are done is begun anew in an empty archive. Demanded after each: every text once, every
filing that was told as saved still there, of each as many rows as a load that nobody disturbed makes, and an index that
agrees.
"""

import argparse
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.filings import bare, submission  # noqa: E402

# What a load leaves behind, asked in a process of its own: for every text its parts, the twins, the index.
_COUNT = """
import json
from django.db.models import Count
from neoarchive.models import Filing, PressRelease, SearchDocument, Source
from neoarchive.search import index
parts = ("registrants", "items", "exhibits", "signatures", "releases", "releases__tickers", "releases__contacts",
         "releases__quotations", "releases__search_document")
found = {}
for filing in Filing.objects.annotate(**{f"n{n}": Count(p, distinct=True) for n, p in enumerate(parts)}):
    found.setdefault(filing.source.filename, []).append([getattr(filing, f"n{n}") for n in range(len(parts))])
print(json.dumps({"filings": found, "orphans": Source.objects.filter(filing=None).count(),
                  "unsound": list(index.verify())}))
"""
_FLUSH = """
from neoarchive.models import Company, Contact, Filing, PressRelease, Source
for model in (PressRelease, Filing, Source, Company, Contact):
    model.objects.all().delete()
"""


def make_texts(folder: Path, number: int) -> None:
    """So many short filings of some companies, each with another text."""
    for n in range(number):
        day = f"{('March', 'June', 'July')[n % 3]} {n % 27 + 1}, {1994 + n % 9}"
        if n % 5:
            data = bare(day, f"ANNOUNCES GAUGE NUMBER {n}")
        else:
            data = submission(f"0009990{n % 50:03}-98-{n:06}", f"0009990{n % 50:03}")
        (folder / f"{n:05}.txt").write_bytes(data + b"\n%d\n" % n)


def shell(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def load_and_kill(folder: Path, after: float | None, batch: int = 20) -> tuple[bool, set[str]]:
    """Load, and kill after so many seconds from the first filing told; says if it got through, and what it told."""
    command = [sys.executable, "manage.py", "ingest", str(folder), "--jobs", "2", "--batch", str(batch)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    told: list[str] = []
    first = process.stdout.readline()
    if after is not None:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):  # it was through already
            os.killpg(process.pid, signal.SIGKILL)
    told = [first, *process.stdout]
    code = process.wait()
    saved = {found[1] for line in told if line.endswith("\n") and (found := re.match(r"saved\s+(\S+):", line))}
    return code == 0, saved


def check(folder: Path, told: set[str], whole: dict[str, list[list[int]]] | None) -> dict[str, list[list[int]]]:
    """What is there after a load got through; raises AssertionError where it is not what was given."""
    there = json.loads(shell(_COUNT))
    filings = there["filings"]
    given = {path.name for path in folder.iterdir()}
    assert told <= set(filings), f"told as saved and lost: {sorted(told - set(filings))[:5]}"
    assert set(filings) == given, f"lost: {sorted(given - set(filings))[:5]}"
    doubled = [name for name, found in filings.items() if len(found) != 1]
    assert not doubled, f"doubled: {doubled[:5]}"
    assert there["orphans"] == 0, f"{there['orphans']} texts without a filing"
    assert there["unsound"] == [], f"the index disagrees with releases {there['unsound'][:5]}"
    if whole is not None:
        halves = [name for name in given if filings[name] != whole[name]]
        assert not halves, f"half there: {halves[:5]}"
    return dict(filings)


def rounds(folder: Path, kills: int, chance: random.Random, longest: float) -> int:
    """Kill so often; gives the number of loads that got through. The database is that of the environment, empty."""
    load_and_kill(folder, None)
    whole = check(folder, set(), None)
    done = through = 0
    while done < kills:
        shell(_FLUSH)
        told: set[str] = set()
        finished = False
        while not finished:
            finished, saved = load_and_kill(folder, chance.uniform(0, longest) if done < kills else None)
            done += not finished
            told |= saved
        check(folder, told, whole)
        through += 1
        print(f"{done} kills, {through} loads got through: nothing lost, nothing doubled", flush=True)
    return through


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--texts", type=int, default=600)
    parser.add_argument("--longest", type=float, default=0.8, help="seconds that a load is let run at most")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neoarchive-kills-") as temporary:
        folder = Path(temporary) / "texts"
        folder.mkdir()
        make_texts(folder, given.texts)
        os.environ["NEOARCHIVE_DATA_DIR"] = temporary
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{temporary}/archive.sqlite3")
        subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, check=True)
        rounds(folder, given.kills, random.Random(given.seed), given.longest)


if __name__ == "__main__":
    main()
