#!/usr/bin/env python3
"""How fast filings come into the archive, beside what the parser alone and the database alone take, in one run.

    .venv/bin/python tests/benchmarks/ingesting.py                  # 5,000 filings, on SQLite
    .venv/bin/python tests/with_postgres.py .venv/bin/python tests/benchmarks/ingesting.py
    .venv/bin/python tests/benchmarks/ingesting.py --filings 1000 --jobs 2

The filings are the shared ones (``tests/shared.py``) repeated, each copy with other accession numbers and another hash.

  parser    parse_filing on the texts, on the same number of processes
  whole     ``ingest.loading.load``: read, hash, read the fields, write, index; asked for: at most 1.35 times the parser
  writing   ``service.save_many`` on filings that are ready, in batches
  bare      the same rows, read back and inserted in the same batches: sqlite3's executemany with its FTS5, or COPY with
            to_tsvector over the same words; asked for: writing takes at most twice as long, on PostgreSQL at most 1.54
            times (65 per cent of the rate)

Times of processor (of this process and those that read; of the server nothing is known) and of the clock are given;
on a busy machine the first are the ones to compare, and the clock's of what runs right after one another. Rates by era
are of the whole.
"""

import argparse
import csv
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from neoarchive.parser import parse_filing  # noqa: E402

ERAS = ((1993, 1996), (1997, 2000), (2001, 2004), (2005, 2009), (2010, 2018), (2019, 2026))
BATCH = 250
_ACCESSION = re.compile(rb"\b\d{10}-\d\d-\d{6}\b")
Text = tuple[str, bytes]


def copies(number: int) -> dict[str, list[Text]]:
    """So many texts, by the era of their date."""
    from tests import shared

    folder = shared.folder()
    if folder is None:
        sys.exit("The real filings to measure with are not beside the checkout (tests/shared.py).")
    with (folder / "corpus" / "MANIFEST.tsv").open(encoding="utf-8") as lines:
        years = {row["file"]: int(row["date"][:4]) for row in csv.DictReader(lines, delimiter="\t")}
    for path in shared.gold_sources():
        if path.name not in years:
            years[path.name] = int(str(shared.gold_label(path)["report_date"])[:4])
    originals = [(path.name, path.read_bytes()) for path in [*shared.gold_sources(), *shared.corpus()]]
    found: dict[str, list[Text]] = {f"{first}-{last}": [] for first, last in ERAS}
    for n in range(number):
        name, data = originals[n % len(originals)]
        era = next(f"{first}-{last}" for first, last in ERAS if first <= years[name] <= last)
        found[era].append((f"{n}-{name}", _copy(data, n)))
    return found


def _copy(data: bytes, n: int) -> bytes:
    numbers = dict.fromkeys(_ACCESSION.findall(data))
    for place, number in enumerate(numbers):
        data = data.replace(number, b"%010d-%b-%06d" % (5_000_000_000 + n, number[11:13], place))
    return data + b"\n<!-- %d -->\n" % n


def measured(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the clock and of the processor, children included, and what the work gives."""
    before = _processor()
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, _processor() - before, result


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def parse_all(texts: list[bytes]) -> None:
    for text in texts:
        parse_filing(text)


def parser_alone(texts: list[Text], jobs: int) -> None:
    """The same texts, in parcels, to the same number of processes."""
    data = [one for _, one in texts]
    parcels = [data[at : at + 8] for at in range(0, len(data), 8)]
    if jobs == 1:
        parse_all(data)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        # A few at a time: a queue of everything would be in memory twice.
        for start in range(0, len(parcels), jobs * 8):
            list(pool.map(parse_all, parcels[start : start + jobs * 8]))


def whole(texts: list[Text], jobs: int) -> int:
    from neoarchive.ingest.files import Piece
    from neoarchive.ingest.loading import load
    from neoarchive.ingest.writer import Options

    states = [one.state for one in load((Piece(*text) for text in texts), Options(publish=True), jobs=jobs)]
    if set(states) != {"saved"}:
        sys.exit(f"Not all were saved: { {state: states.count(state) for state in set(states)} }")
    return len(states)


def empty() -> None:
    """An archive without filings."""
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


def ready(texts: list[Text]) -> list[Any]:
    from neoarchive.ingest.reading import Task, make_ready

    return [make_ready(Task(*text)).filing for text in texts]


def writing(filings: list[Any]) -> None:
    from neoarchive.ingest import service
    from neoarchive.ingest.writer import Options

    for start in range(0, len(filings), BATCH):
        service.save_many(filings[start : start + BATCH], Options(publish=True))


def tables() -> list[str]:
    """In an order in which rows may refer to one another."""
    from neoarchive import models as m

    order = [
        m.Company, m.Contact, m.Source, m.Filing, m.CompanyName, m.CompanyTicker, m.Registrant, m.Item, m.Signature,
        m.Exhibit, m.PressRelease, m.ReleaseTicker, m.ContactAppearance, m.Quotation,
    ]  # fmt: skip
    return [model._meta.db_table for model in order]


def read_back() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Every row that was written, and the documents of the index."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            names = [column[0] for column in cursor.description]
            found[table] = names, cursor.fetchall()
        names = ["release_id", "key", "facts", "headline", "body", "apart"]
        cursor.execute(f"SELECT {', '.join(names)} FROM neoarchive_searchdocument ORDER BY key")
        found["neoarchive_searchdocument"] = names, cursor.fetchall()
    return found


def _slices(rows: list[Any], parts: int) -> Iterator[list[Any]]:
    """As many parts as there are batches, in order."""
    source = iter(rows)
    for part in range(parts):
        yield list(islice(source, len(rows) * (part + 1) // parts - len(rows) * part // parts))


def bare_sqlite(found: dict[str, tuple[list[str], list[tuple[Any, ...]]]], batches: int) -> None:
    from django.db import connection

    raw = connection.connection
    # The parts of a table are cut by number, so rows may come before what they refer to: it is not checked.
    raw.execute("PRAGMA foreign_keys = OFF")
    parts = {table: (names, list(_slices(rows, batches))) for table, (names, rows) in found.items()}
    for batch in range(batches):
        raw.execute("BEGIN IMMEDIATE")
        for table, (names, slices) in parts.items():
            marks = ", ".join("?" * len(names))
            raw.executemany(f'INSERT INTO {table} ("{_joined(names)}") VALUES ({marks})', slices[batch])
        documents = parts["neoarchive_searchdocument"][1][batch]
        raw.executemany(
            "INSERT INTO neoarchive_search(rowid, headline, body, apart, facts) VALUES (?, ?, ?, ?, ?)",
            [(key, headline, body, apart, facts) for _, key, facts, headline, body, apart in documents],
        )
        raw.execute("COMMIT")
    raw.execute("PRAGMA foreign_keys = ON")


def _joined(names: list[str]) -> str:
    return '", "'.join(names)


def bare_postgres(found: dict[str, tuple[list[str], list[tuple[Any, ...]]]], batches: int) -> None:
    from django.db import connection, transaction
    from psycopg.types.json import Jsonb

    with connection.cursor() as cursor:
        # A table of documents as PostgreSQL's manual makes one: the vector in a column, an index over it.
        cursor.execute("CREATE TABLE bare (LIKE neoarchive_searchdocument, words tsvector)")
        cursor.execute("CREATE INDEX ON bare USING gin (words)")
    parts = {table: (names, list(_slices(rows, batches))) for table, (names, rows) in found.items()}
    for batch in range(batches):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # references are not checked, as above
            for table, (names, slices) in parts.items():
                rows = slices[batch]
                if table == "neoarchive_searchdocument":
                    cursor.execute("CREATE TEMP TABLE given (LIKE neoarchive_searchdocument) ON COMMIT DROP")
                    table = "given"
                with cursor.copy(f'COPY {table} ("{_joined(names)}") FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row([Jsonb(v) if isinstance(v, dict | list) else v for v in row])
            cursor.execute(
                "INSERT INTO bare (release_id, key, facts, headline, body, apart, words) "
                "SELECT release_id, key, facts, headline, body, apart, to_tsvector('simple', headline || ' ' || body "
                "|| ' ' || apart || ' ' || facts) FROM given"
            )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bare")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=5000)
    parser.add_argument("--written", type=int, default=1000, help="filings for the measure of writing alone")
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=2, help="rounds of writing, of which the quickest counts")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neoarchive-ingesting-") as temporary:
        os.environ["NEOARCHIVE_DATA_DIR"] = temporary
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{temporary}/archive.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "neoarchive.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(given)


def measure(given: argparse.Namespace) -> None:
    from neoarchive.ingest.readers import cores

    jobs = given.jobs or cores()
    by_era = copies(given.filings)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{given.filings:,} filings, {jobs} processes that read; load of the machine {load}")
    heads = ("era", "filings", "MB", "parser, processor / clock s", "whole", "ratio", "a second")
    print("{:10} {:>8} {:>6} {:>28} {:>17} {:>12} {:>9}".format(*heads))
    sums = [0.0] * 4
    for era, texts in by_era.items():
        if texts:
            alone = measured(lambda texts=texts: parser_alone(texts, jobs))
            all_of_it = measured(lambda texts=texts: whole(texts, jobs))
            line = (alone[1], alone[0], all_of_it[1], all_of_it[0])
            sums = [a + b for a, b in zip(sums, line, strict=True)]
            _print(era, len(texts), sum(len(data) for _, data in texts), line)
    everything = [text for texts in by_era.values() for text in texts]
    _print("all", len(everything), sum(len(data) for _, data in everything), tuple(sums))
    measure_writing(everything, given.written, given.rounds)


def _print(era: str, count: int, size: int, line: tuple[float, ...]) -> None:
    alone, alone_clock, all_of_it, clock = line
    print(
        f"{era:10} {count:8,} {size / 1e6:6.0f} {alone:14.1f} / {alone_clock:<11.1f} {all_of_it:7.1f} / {clock:<7.1f} "
        f"{all_of_it / alone:5.2f} / {clock / alone_clock:<4.2f} {count / clock:9.1f}",
        flush=True,
    )


def measure_writing(everything: list[Text], number: int, rounds: int) -> None:
    from django.db import connection

    postgres = connection.vendor == "postgresql"
    chosen = random.Random(2).sample(everything, min(number, len(everything)))
    filings = ready(chosen)
    batches = -(-len(filings) // BATCH)
    ours, bare = [], []
    for _ in range(rounds):
        empty()
        ours.append(measured(lambda: writing(filings))[:2])
        found = read_back()
        empty()
        bare.append(measured(lambda found=found: (bare_postgres if postgres else bare_sqlite)(found, batches))[:2])
    rows = sum(len(rows) for _, rows in found.values())
    print(
        f"\nwriting {len(filings):,} filings, {rows:,} rows, in {batches} transactions; the quickest of {rounds} rounds"
    )
    for name, times in (("ours", ours), ("bare", bare)):
        clock, processor = (1e6 * min(column) / len(filings) for column in zip(*times, strict=True))
        print(f"  {name:5} {clock:8.0f} µs a filing by the clock, {processor:6.0f} of processor")
    share = min(clock for clock, _ in bare) / min(clock for clock, _ in ours)
    print(f"  the rate is {share:.0%} of the bare one's; asked for: {'65 %' if postgres else '50 %'}")


if __name__ == "__main__":
    main()
