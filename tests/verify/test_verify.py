"""Damage of any kind is found and named, and nothing else is. Also run with PostgreSQL."""

import hashlib
import json
import random
import zlib
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from neoarchive.ingest import service
from neoarchive.management.commands.demo import load_samples
from neoarchive.models import (
    ContactAppearance,
    Evidenced,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
    Signature,
    Source,
)
from neoarchive.verify import archive, database, evidence, sources
from tests.factories import make_source
from tests.shared import gold_sources


@pytest.fixture(scope="module")
def _samples(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The sample filings, read and saved once."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_samples()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def samples(_samples: None, django_db_blocker: Any) -> Iterator[list[Filing]]:
    """Each test damages them as it likes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield list(Filing.objects.order_by("pk"))
        transaction.set_rollback(True)


def told(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_archive", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def named() -> list[str]:
    return [fault.record for fault in archive.verify()]


def test_an_archive_as_it_was_written_has_no_fault(samples: list[Filing]) -> None:
    assert len(samples) == 18
    code, words = told()
    assert (code, "No fault found." in words) == (0, True)
    assert told("--quick")[0] == 0
    assert sum(len(record.evidence) for filing in samples for record in evidence.records_of(filing)) > 500


@pytest.mark.django_db
def test_real_filings_have_no_fault() -> None:
    for path in gold_sources()[::6]:
        data = path.read_bytes()
        service.save(service.read(data, path.name), data, publish=True)
    assert Filing.objects.count() > 5
    assert [str(fault) for fault in archive.verify()] == []


def test_a_thousand_flipped_bits_of_sources_are_named(samples: list[Filing]) -> None:
    """One bit in every source at a time, anywhere in what is stored of it."""
    chance = random.Random(1998)
    stored = {filing: bytes(filing.source.compressed) for filing in samples}
    flipped = 0
    while flipped < 1000:
        for filing, data in stored.items():
            bit = chance.randrange(len(data) * 8)
            Source.objects.filter(pk=filing.source_id).update(compressed=with_bit(data, bit))
        found = {fault.record for fault in archive._sources(False, date(2026, 1, 1), lambda *_: None)}
        assert found == {filing.get_absolute_url() for filing in samples}
        flipped += len(samples)


def with_bit(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.django_db
def test_every_single_bit_of_a_source_counts() -> None:
    """Those of the checksum and those that only fill the last byte among them, whatever the length of the data."""
    for length in range(60, 70):
        source = make_source(f"FORM 8-K\n{'x' * length} Number {length} é\n".encode())
        data, starts = bytes(source.compressed), bytes(source.compressed_line_starts)
        assert list(sources.faults_of(source, "it")) == []
        for bit in range(len(data) * 8):
            source.compressed = with_bit(data, bit)
            assert list(sources.faults_of(source, "it")), (length, bit)
        source.compressed = data
        for bit in range(len(starts) * 8):
            source.compressed_line_starts = with_bit(starts, bit)
            assert list(sources.faults_of(source, "it")), (length, bit)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"byte_length": 7}, "7 came in"),
        ({"sha256": "0" * 64}, "was written down"),
        ({"folded_sha256": "0" * 64}, "without line ends"),
        ({"encoding": "utf-9"}, "is none that there is"),
        ({"line_count": 9}, "9 were counted"),
        ({"compressed": b""}, "ends too early"),
        ({"compressed": zlib.compress(b"FORM 8-K\n") + b"more"}, "4 bytes behind its end"),
        ({"compressed": zlib.compress(b"FORM 8-K\n\nAnother text\n")}, "SHA-256"),
        ({"compressed_line_starts": zlib.compress(b"[0,9")}, "no list of numbers"),
        ({"compressed_line_starts": zlib.compress(b'[0,"9",10]')}, "no list of numbers"),
        ({"compressed_line_starts": zlib.compress(b"[0,10,10]")}, "line 3 does not begin after"),
        ({"compressed_line_starts": zlib.compress(b"[0,9,1000]")}, "line 3 begins outside the source"),
        ({"compressed_line_starts": zlib.compress(b"[0,5,10]")}, "line 2 begins in the middle of a line"),
    ],
)
def test_what_is_wrong_with_a_source_is_told(values: dict[str, Any], words: str) -> None:
    source = make_source(b"FORM 8-K\n\nA text of three lines\n")
    Source.objects.filter(pk=source.pk).update(**values)
    found = [fault for fault in archive.verify() if "source" in fault.record]
    assert any(words in fault.words for fault in found), found
    assert all(f"source {source.pk}" in fault.record for fault in found)


RECORDS: list[tuple[type[Evidenced], str]] = [
    (Registrant, "name"),
    (Registrant, "file_number"),
    (Item, "title"),
    (Item, "body"),
    (Exhibit, "description"),
    (Signature, "name"),
    (PressRelease, "headline"),
    (PressRelease, "dateline"),
    (ReleaseTicker, "symbol"),
    (Quotation, "text"),
    (ContactAppearance, "name"),
]


@pytest.mark.parametrize(("model", "field"), RECORDS, ids=lambda one: one if isinstance(one, str) else one.__name__)
def test_a_changed_letter_of_any_value_is_named(samples: list[Filing], model: type[Any], field: str) -> None:
    changed = 0
    for record in model.objects.order_by("pk"):
        value = getattr(record, field)
        if not record.evidence.get(field, {}).get("at") or field in record.edits:
            continue
        place = next(n for n in range(len(value) // 2, -1, -1) if value[n].isalnum())
        other = "7" if value[place] != "7" else "3"
        model.objects.filter(pk=record.pk).update(**{field: value[:place] + other + value[place + 1 :]})
        changed += 1
    found = [f for f in archive.verify() if f.words.startswith(f"{field.replace('_', ' ')} is “")]
    assert len(found) == changed > 5
    home = ("/releases/" if model in (PressRelease, ReleaseTicker, Quotation, ContactAppearance) else "/filings/",)
    assert all(fault.record.startswith(home) for fault in found)


def test_changed_text_of_any_block_is_named(samples: list[Filing]) -> None:
    changed = 0
    for release in PressRelease.objects.all():
        for block in release.blocks:
            place = next((n for n, c in enumerate(block["text"]) if c.isalpha()), None)
            if place is not None and block["at"]:
                letter = "q" if block["text"][place].lower() != "q" else "z"
                block["text"] = block["text"][:place] + letter + block["text"][place + 1 :]
                changed += 1
        PressRelease.objects.filter(pk=release.pk).update(blocks=release.blocks)
    found = [fault for fault in archive.verify() if fault.words.startswith("block ")]
    assert len(found) == changed > 100


def test_a_place_that_moved_is_named(samples: list[Filing]) -> None:
    release = PressRelease.objects.order_by("pk")[0]
    kept = json.loads(json.dumps(release.evidence))
    start, end = kept["headline"]["at"][0]
    damages = {
        "is said to stand in lines": {"lines": [1, 2]},
        "has a place that is not in the source": {"at": [[start, 10**9]]},
        "and line": {"at": [[start + 200, end + 200]]},
    }
    for words, damage in damages.items():
        release.evidence = {**kept, "headline": {**kept["headline"], **damage}}
        PressRelease.objects.filter(pk=release.pk).update(evidence=release.evidence)
        found = [fault for fault in archive.verify() if words in fault.words]
        assert [fault.record for fault in found] == [release.get_absolute_url()], words
    for nonsense in ([[end, start]], [["x", 3]], [[1]], [7]):
        PressRelease.objects.filter(pk=release.pk).update(evidence={"headline": {"at": nonsense}})
        assert release.get_absolute_url() in named()
    PressRelease.objects.filter(pk=release.pk).update(evidence={"headline": 3})
    assert any("not what the archive writes" in fault.words for fault in archive.verify())


def test_what_a_person_set_is_not_held_against_the_source(samples: list[Filing]) -> None:
    release = PressRelease.objects.order_by("pk")[0]
    release.headline, release.edits = "Another headline", {"headline": {"by": "editor", "was": release.headline}}
    PressRelease.objects.filter(pk=release.pk).update(headline=release.headline, edits=release.edits)
    assert not any(fault.words.startswith("headline") for fault in archive.verify())


def test_what_rows_repeat_is_compared(samples: list[Filing]) -> None:
    first, second, third, fourth = PressRelease.objects.order_by("pk")[:4]
    PressRelease.objects.filter(pk=first.pk).update(status="draft")
    PressRelease.objects.filter(pk=second.pk).update(shown_date=date(1970, 1, 1))
    PressRelease.objects.filter(pk=third.pk).update(has_contact=not third.has_contact)
    Filing.objects.filter(pk=fourth.filing_id).update(shown_date=None)
    found = {fault.record for fault in archive.verify(quick=True)}
    expected = {one.get_absolute_url() for one in (first, second, third)} | {fourth.filing.get_absolute_url()}
    assert expected <= found <= expected | {fourth.get_absolute_url()}


def test_the_index_is_compared(samples: list[Filing]) -> None:
    release = PressRelease.objects.order_by("pk")[3]
    PressRelease.objects.filter(pk=release.pk).update(wire="Another wire")
    found = [fault for fault in archive.verify() if "rebuild_search" in fault.words]
    assert [fault.record for fault in found] == [release.get_absolute_url()]


def test_a_row_that_is_gone_is_missed(samples: list[Filing]) -> None:
    gone = samples[0].source_id
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM neoarchive_source WHERE id = %s", [gone])
    code, words = told("--quick")
    assert code == 1
    assert f"table neoarchive_filing, row {samples[0].pk}: names a row of neoarchive_source that is not there" in words


def test_the_databases_own_checks_are_asked(samples: list[Filing]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("UPDATE neoarchive_source SET byte_length = -1 WHERE id = %s", [samples[0].source_id])
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
            assert any("CHECK constraint failed" in fault.words for fault in database.faults(quick=False))
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE neoarchive_source ADD CONSTRAINT no_bytes CHECK (byte_length < 0) NOT VALID")
        assert any("no_bytes was never checked" in fault.words for fault in database.faults(quick=True))
        cursor.execute("ALTER TABLE neoarchive_source DROP CONSTRAINT no_bytes")
        cursor.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'release_by_date'::regclass")
        assert [fault.record for fault in database.faults(quick=True)] == ["index release_by_date"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a part of PostgreSQL")
def test_indexes_are_compared_with_tables_where_that_can_be_asked(samples: list[Filing]) -> None:
    assert database.unchecked() == [database.NO_AMCHECK]
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("CREATE EXTENSION amcheck")
        except DatabaseError as error:
            pytest.skip(f"amcheck is not to be had here: {error}")
    assert database.unchecked() == []
    assert list(database.faults(quick=False)) == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL takes no text that is not UTF-8")
def test_a_row_that_cannot_be_read_is_named_and_the_others_are_read(samples: list[Filing]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE neoarchive_filing SET form_type = CAST(x'38FF' AS TEXT) WHERE id = %s", [samples[2].pk])
    Source.objects.filter(pk=samples[3].source_id).update(byte_length=1)
    found = list(archive._sources(False, date(2026, 1, 1), lambda *_: None))
    assert [fault.record for fault in found] == [f"source {samples[2].source_id}", samples[3].get_absolute_url()]
    assert "can't be read from the database" in found[0].words


def test_quick_runs_read_every_source_within_a_hundred_days(samples: list[Filing]) -> None:
    Source.objects.update(byte_length=1)
    found: set[str] = set()
    for day in range(archive.SHARE):
        today = date.fromordinal(date(2026, 1, 1).toordinal() + day)
        found |= {fault.record for fault in archive.verify(quick=True, today=today)}
    assert found == {filing.get_absolute_url() for filing in samples}


def test_faults_are_counted_and_progress_is_told(samples: list[Filing]) -> None:
    Source.objects.filter(pk=samples[0].source_id).update(byte_length=1)
    code, words = told()
    assert code == 1
    assert f"{samples[0].get_absolute_url()}: the source has" in words
    assert words.rstrip().endswith("1 fault found.") or "1 fault found." in words
    seen = []
    list(archive.verify(progress=lambda what, done, total: seen.append((what, done, total))))
    assert ("sources", 18, 18) in seen
    assert seen[-1][0] == "releases against the search index"


def test_the_hash_that_is_told_is_that_of_the_bytes(samples: list[Filing]) -> None:
    data = samples[0].source.data + b"x"
    Source.objects.filter(pk=samples[0].source_id).update(compressed=zlib.compress(data))
    words = " ".join(fault.words for fault in archive.verify())
    assert hashlib.sha256(data).hexdigest() in words
