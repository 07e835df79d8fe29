"""Takes the time of reading real filings: this parser in full, the least that any reader must do, and other readers.

    .venv/bin/python tests/benchmarks/reading.py --make-peers build/peers    # installs the others there, once
    .venv/bin/python tests/benchmarks/reading.py --peers build/peers
    .venv/bin/python tests/benchmarks/reading.py                             # without the others
    .venv/bin/python tests/benchmarks/reading.py --peers build/peers --calm  # ours as in a process of bulk ingest

Measured are full submissions (those with <DOCUMENT>) of the shared filings, in CPU time, one filing after the other,
all readers on each before the next, each once: edgartools keeps what it has read, and a second time would measure that.
For the same reason each reader has a process of its own. The first three filings warm up and are not counted. The
others live in a virtual environment of their own and are no part of this project's requirements; a reader that is
missing is named and left out, and a filing that one of them fails on is left out of that one's numbers only.

  ours            parse_filing: all fields and all evidence
  floor           SHA-256, split on <DOCUMENT>, text of form and EX-99s by Lexbor (selectolax)
  edgartools obj  Filing.from_sgml(...).obj(), its items and the text of its press releases
  edgartools text text of form and EX-99s, by its attachments
  datamule text   text of form and EX-99s

Python's garbage collector runs as in any process. With --calm it runs for ours as in the processes in which bulk ingest
reads (ingest/readers.py), which takes about 7 % less time; the other readers' processes are left as they are.

Last comes a table of the aims, and which of them hold: on all filings, and on those of each format.
"""

import argparse
import gc
import hashlib
import json
import re
import statistics
import subprocess
import sys
import time
import venv
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = ("ours", "floor", "edgartools obj", "edgartools text", "datamule text")
PACKAGES = ("edgartools", "datamule", "selectolax")
# The aim on the mean: this many times faster than the peer, or at most this many times the floor.
AIMS = {"edgartools obj": 10, "edgartools text": 6, "datamule text": 4}
FLOORS = 5
WARM_UP = 3


# -- the other readers, in a process of their own ---------------------------------------------------------------------


def _texts(raw: bytes) -> list[tuple[str, bytes]]:
    """Type and text of the form and the EX-99s."""
    found = []
    at = raw.find(b"<DOCUMENT>")
    while at >= 0:
        end = raw.find(b"</DOCUMENT>", at)
        head = raw.find(b"<TEXT>", at)
        kind = raw[at : at + 200].partition(b"<TYPE>")[2].split(b"\n")[0].strip().decode("latin-1").upper()
        if kind.startswith(("8-K", "EX-99")):
            found.append((kind, raw[head + 6 : end if end >= 0 else len(raw)]))
        at = raw.find(b"<DOCUMENT>", end) if end >= 0 else -1
    return found


def _peers() -> dict[str, Callable[[Path], object]]:
    """The readers that can be imported here."""
    found: dict[str, Callable[[Path], object]] = {}
    try:
        from selectolax.lexbor import LexborHTMLParser

        def floor(path: Path) -> object:
            raw = path.read_bytes()
            hashlib.sha256(raw).hexdigest()
            texts = []
            for _, body in _texts(raw):
                html = b"<html" in body[:5000].lower()
                texts.append(LexborHTMLParser(body).text() if html else body.decode("latin-1"))
            return texts

        found["floor"] = floor
    except ImportError:
        pass
    try:
        from edgar import Filing

        def read(path: Path) -> object:
            read = Filing.from_sgml(str(path)).obj()
            return read.items, [release.text() for release in read.press_releases or ()]

        found["edgartools obj"] = read

        def attached(path: Path) -> object:
            texts = []
            for one in Filing.from_sgml(str(path)).attachments:
                if str(one.document_type).upper().startswith(("8-K", "EX-99")):
                    texts.append(one.text())
            return texts

        found["edgartools text"] = attached
    except ImportError:
        pass
    try:
        from datamule import Document

        def text(path: Path) -> object:
            texts = []
            for kind, body in _texts(path.read_bytes()):
                name = "x.htm" if b"<html" in body[:5000].lower() else "x.txt"
                texts.append(Document(kind, body, name, "", "").text)
            return texts

        found["datamule text"] = text
    except ImportError:
        pass
    return found


def serve(name: str) -> None:
    """Answer each path on standard input with the seconds that a reader takes; the first answer says if it is here."""
    out = sys.stdout
    with redirect_stdout(sys.stderr):
        reader = _peers().get(name)
        print(json.dumps(reader is not None), file=out, flush=True)
        for line in sys.stdin:
            if reader is None:
                break
            began = time.process_time()
            try:
                reader(Path(line.strip()))
                taken: float | None = time.process_time() - began
            except Exception:
                taken = None
            print(json.dumps(taken), file=out, flush=True)


class Worker:
    """Another reader, behind a pipe."""

    def __init__(self, python: Path, name: str) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [str(python), str(Path(__file__).resolve()), "--serve", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.here: bool = json.loads(self.process.stdout.readline() or "false")

    def read(self, path: Path) -> float | None:
        """The seconds it takes; None if it fails."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        found: float | None = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        self.process.communicate()


def make_peers(folder: Path) -> None:
    """A virtual environment with the other readers; one that can't be installed is left out."""
    venv.create(folder, with_pip=True)
    for package in PACKAGES:
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", package], check=False)


# -- the measurement --------------------------------------------------------------------------------------------------


def era(path: Path, raw: bytes) -> str:
    """The decade of the filing, from its accession number or header."""
    found = re.search(rb"ACCESSION NUMBER:\s*\d{10}-(\d\d)-", raw[:4000]) or re.search(
        rb"\d{10}-(\d\d)-\d{6}", raw[:300]
    )
    if not found:
        return "unknown"
    year = int(found[1])
    return f"{'19' if year > 80 else '20'}{year // 10}0s"


def measure(paths: list[Path], workers: list[Worker]) -> list[dict[str, Any]]:
    """A row a filing: its era and format, and the seconds each reader took, None where it failed."""
    from neoarchive.parser import parse_filing

    rows: list[dict[str, Any]] = []
    for path in paths:
        raw = path.read_bytes()
        row: dict[str, Any] = {"era": era(path, raw), "format": "html" if b"<html" in raw.lower() else "ascii"}
        began = time.process_time()
        parse_filing(raw)
        row["ours"] = time.process_time() - began
        for worker in workers:
            row[worker.name] = worker.read(path)
        rows.append(row)
    return rows[WARM_UP:]


def report(rows: list[dict[str, Any]], readers: list[str]) -> None:
    """Mean and median in milliseconds, of all filings and of each era and format."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups["all"].append(row)
        groups[row["format"]].append(row)
        groups[f"{row['era']} {row['format']}"].append(row)
    print(f"{'mean / median, ms':22}{'filings':>8}" + "".join(f"{name:>30}" for name in readers))
    for name in ["all", "ascii", "html", *sorted(set(groups) - {"all", "ascii", "html"})]:
        cells = []
        for reader in readers:
            times = [row[reader] * 1000 for row in groups[name] if row.get(reader) is not None]
            failed = len(groups[name]) - len(times)
            cell = f"{statistics.mean(times):.2f} / {statistics.median(times):.2f}" if times else "-"
            cells.append(f"{cell}{f' ({failed} failed)' if failed else ''}")
        print(f"{name:22}{len(groups[name]):8}" + "".join(f"{cell:>30}" for cell in cells))
    report_aims(groups, readers)


def report_aims(groups: dict[str, list[dict[str, Any]]], readers: list[str]) -> None:
    """Which aims hold, of the mean on the filings that the other reader could read."""
    print(f"\n{'aims, on the mean':46}" + "".join(f"{name:>22}" for name in ("all", "ascii", "html")))
    for reader in readers[1:]:
        if reader in AIMS:
            aim = f"ours {AIMS[reader]} times faster than {reader}"
        else:
            aim = f"ours at most {FLOORS} times the {reader}"
        cells = []
        for group in ("all", "ascii", "html"):
            both = [row for row in groups[group] if row.get(reader) is not None]
            if not both:
                cells.append("-")
                continue
            theirs, ours = (sum(row[name] for row in both) for name in (reader, "ours"))
            times = theirs / ours if reader in AIMS else ours / theirs
            holds = times >= AIMS[reader] if reader in AIMS else times <= FLOORS
            cells.append(f"{times:.2f} {'holds' if holds else 'does not'} ({len(both)})")
        print(f"{aim:46}" + "".join(f"{cell:>22}" for cell in cells))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="a virtual environment that has the other readers")
    parser.add_argument("--make-peers", type=Path, metavar="FOLDER", help="make that environment, then measure")
    parser.add_argument("--serve", metavar="READER", help=argparse.SUPPRESS)
    parser.add_argument("--calm", action="store_true", help="the garbage collector of ours as bulk ingest sets it")
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return 0
    sys.path.insert(0, str(ROOT))
    from tests.shared import corpus, gold_sources

    paths = [path for path in (*gold_sources(), *corpus()) if b"<DOCUMENT>" in path.read_bytes()]
    if not paths:
        print("No filings: the folder shared is not beside the checkout.")
        return 1
    if given.make_peers:
        make_peers(given.make_peers)
    home = given.make_peers or given.peers
    workers = [Worker(home / "bin" / "python", name) for name in READERS[1:]] if home else []
    present = [worker for worker in workers if worker.here]
    readers = ["ours", *(worker.name for worker in present)]
    missing = [name for name in READERS if name not in readers]
    if missing:
        print(f"Not measured, for want of their packages: {', '.join(missing)}\n")
    if given.calm:
        gc.freeze()
        gc.set_threshold(100_000, 20, 50)
    report(measure(paths, present), readers)
    for worker in workers:
        worker.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
