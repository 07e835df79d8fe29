"""Many filings at once make the rows that one after the other make; whatever stops a load, it goes on where it was."""

import json
import random
import zlib
from datetime import datetime
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection, transaction

from neoarchive.ingest import loading, reading, service
from neoarchive.ingest.errors import AlreadyHere
from neoarchive.ingest.files import Piece
from neoarchive.ingest.loading import FAILED, HERE, OTHER, SAVED, WOULD, DatabaseStopped, load
from neoarchive.ingest.readers import STOPPED, Readers
from neoarchive.ingest.reading import Ready, Task, make_ready
from neoarchive.ingest.writer import Options
from neoarchive.management.commands.demo import sample_files
from neoarchive.models import Company, Contact, Filing, PressRelease, Source
from neoarchive.search import index
from tests import shared
from tests.filings import bare, submission

CLOCKS = {"created_at", "updated_at", "received_at"}
TABLES = [
    "company", "companyname", "companyticker", "contact", "contactappearance", "exhibit", "filing", "item",
    "oldaddress", "pressrelease", "quotation", "registrant", "releaseticker", "searchdocument", "signature", "source",
]  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, with its number, without the time it was written at."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM neoarchive_{table} ORDER BY 1")
            names = [column[0] for column in cursor.description]
            found[table] = [
                {name: _plain(value) for name, value in zip(names, row, strict=True) if name not in CLOCKS}
                for row in cursor.fetchall()
            ]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview | bytes):
        return zlib.decompress(bytes(value))
    return value.isoformat() if isinstance(value, datetime) else value


def _texts() -> list[bytes]:
    """Filings of the same companies in no order of time: names, symbols and contacts come and go."""
    texts = [bare(f"March {day}, 199{day % 5 + 5}", f"ANNOUNCES GAUGE NUMBER {day % 3}") for day in range(1, 13)]
    texts += [submission(f"000999077{n}-98-00001{n}", f"000999077{n % 3}") for n in range(9)]
    texts += [bare("May 4, 2001", "OPENS PLANT").replace(b"CALDER INSTRUMENTS, INC.", b"BIRCH GAUGE CORP.")]
    texts += [path.read_bytes() for path in sample_files()]
    random.Random(7).shuffle(texts)
    return texts


def _load(texts: list[bytes], **options: Any) -> list[loading.Result]:
    pieces = [Piece(f"{number}.txt", text) for number, text in enumerate(texts)]
    return list(load(pieces, Options(publish=True), **{"jobs": 1, **options}))


def _one_by_one(texts: list[bytes]) -> None:
    for number, text in enumerate(texts):
        try:
            service.save(service.read(text, f"{number}.txt"), text, publish=True)
        except AlreadyHere:
            continue


def _reset() -> None:
    """An empty archive whose numbers begin again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(f'neoarchive_{table}' for table in TABLES)} RESTART IDENTITY CASCADE")
        else:
            PressRelease.objects.all().delete()
            for model in (Filing, Source, Company, Contact):
                model.objects.all().delete()
            cursor.execute("DELETE FROM sqlite_sequence WHERE name LIKE 'neoarchive_%%'")


def _same_rows(texts: list[bytes], batch: int = 250) -> None:
    _reset()  # the numbers that other tests took are not given again
    _one_by_one(texts)
    one_by_one = rows()
    assert len(one_by_one["filing"]) > 10
    _reset()
    _load(texts, batch=batch)
    many = rows()
    for table in TABLES:
        assert many[table] == one_by_one[table], table
    assert list(index.verify()) == []


@pytest.mark.parametrize("batch", [250, 7])
def test_a_batch_makes_the_same_rows_as_one_by_one(db: None, batch: int) -> None:
    _same_rows(_texts(), batch)


def test_a_batch_of_real_filings_makes_the_same_rows(db: None) -> None:
    shared.need("gold")
    texts = [path.read_bytes() for path in [*shared.gold_sources(), *shared.corpus()]]
    _same_rows([text for text in texts if len(text) < 300_000])


def test_results_come_in_order_whatever_they_are(db: None) -> None:
    _load([bare()])
    ten_k = submission().replace(b"8-K", b"10-K")
    texts = [
        bare("May 4, 1999", "OPENS PLANT"),
        b"no form",
        bare(),
        ten_k,
        bare("May 4, 1999", "OPENS PLANT"),
        b"%PDF-",
    ]
    results = _load(texts)
    assert [one.state for one in results] == [SAVED, FAILED, HERE, OTHER, HERE, FAILED]
    assert [one.piece for one in results] == [f"{n}.txt" for n in range(6)]
    assert results[4].address == results[0].address
    assert "Form 10-K" in results[3].words


def test_what_is_here_is_not_read_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _load([bare(), submission()])
    monkeypatch.setattr("neoarchive.ingest.readers.make_ready", lambda task: pytest.fail(f"{task.name} was read again"))
    results = _load([bare(), submission(), submission().replace(b"FILM", b"film")])
    assert [one.state for one in results] == [HERE] * 3
    assert results[2].words.startswith("Accession number 0009990777-98-000012 is in the archive already")


def test_the_same_text_with_other_line_ends_is_found_when_it_is_read(db: None) -> None:
    _load([bare()])
    (result,) = _load([bare().replace(b"\n", b"\r\n") + b"\r\n"])
    assert result.state == HERE


def test_a_dry_run_writes_nothing(db: None) -> None:
    _load([bare()])
    before = rows()
    results = _load([bare(), submission(), b"no form"], dry_run=True)
    assert [one.state for one in results] == [HERE, WOULD, FAILED]
    assert rows() == before


def test_what_the_database_refuses_is_lost_alone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [bare(f"March {day}, 1998", f"ANNOUNCES GAUGE NUMBER {day}") for day in range(1, 6)]
    whole = service.save_many

    def refuse(filings: list[Any], options: Options) -> list[Any]:
        with transaction.atomic():
            found = whole(filings, options)
            if any("NUMBER 3" in one.releases[0].row["headline"] for one in filings):
                raise DataError("a value too long for its column")
        return found

    monkeypatch.setattr(service, "save_many", refuse)
    results = _load(texts)
    assert [one.state for one in results] == [SAVED, SAVED, FAILED, SAVED, SAVED]
    assert "too long for its column" in results[2].words
    assert Filing.objects.count() == 4
    assert list(index.verify()) == []


def test_a_full_disk_stops_the_load_and_says_what_to_do(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(filings: list[Any], options: Options) -> list[Any]:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(service, "save_many", full)
    with pytest.raises(DatabaseStopped, match=r"disk is full.*start again"):
        _load([bare()])


def test_a_fault_in_the_reader_is_told_and_stops_nothing() -> None:
    def fail(data: bytes, name: str) -> Any:
        raise ZeroDivisionError("oh")

    ready = make_ready(Task("a.txt", bare()), fail)
    assert ready.filing is None
    assert "a fault of neoarchive: ZeroDivisionError" in ready.problem


def test_processes_read_the_same_in_the_same_order() -> None:
    texts = [bare(f"March {day}, 1998", f"ANNOUNCES GAUGE NUMBER {day}") for day in range(1, 29)]
    pairs: list[tuple[int, Task | Ready]] = [(n, Task(f"{n}.txt", text)) for n, text in enumerate(texts)]
    pairs.insert(5, (99, Ready(None, "known")))
    with Readers(2) as readers:
        elsewhere = list(readers.read(pairs))
    with Readers(1) as readers:
        here = list(readers.read(pairs))
    assert elsewhere == here
    assert elsewhere[5] == (99, Ready(None, "known"))


class Deadly(bytes):
    """A text that ends the process that is given it, as the system does when memory runs out."""

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, ("__import__('os').kill(__import__('os').getpid(), 9)",)


def test_a_text_that_ends_its_process_is_told_and_the_rest_is_read() -> None:
    tasks = [Task(f"{day}.txt", bare(f"March {day}, 1998", f"GAUGE NUMBER {day}")) for day in range(1, 29)]
    tasks[11] = Task("deadly.txt", Deadly(b"FORM 8-K"))
    with Readers(2) as readers:
        found = list(readers.read((task.name, task) for task in tasks))
    assert [name for name, _ in found] == [task.name for task in tasks]
    assert [name for name, ready in found if ready.problem] == ["deadly.txt"]
    assert dict(found)["deadly.txt"].problem == STOPPED


def test_what_a_process_reads_with_needs_no_database() -> None:
    """The modules that read are imported by processes without settings."""
    import subprocess
    import sys

    code = "import sys, neoarchive.ingest.reading; print(sorted(m for m in sys.modules if m == 'neoarchive.models'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=shared.ROOT, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_draft_that_was_edited_is_saved_by_the_same_writer(db: None, editor: Any) -> None:
    draft = reading.read(bare())
    draft.releases[0].blocks[0].text.set("Other words")
    release = service.save(draft, bare(), user=editor, publish=True).releases.get()
    assert release.edits["blocks.0"]["by"] == "editor"
    assert json.dumps(release.blocks).count("Other words") == 2
    assert "other words" in index.document_of(release).body
