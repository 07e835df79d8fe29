"""``ingest`` and ``parse_filing``: the main job without a browser."""

import io
import json
import re
import sys
import zipfile

import pytest
from django.core.management import call_command

from neoarchive.models import Filing, PressRelease
from tests.filings import bare, submission


def _ingest(*paths: object, **options) -> tuple[list[str], int]:
    """Lines printed, and the exit code."""
    out = io.StringIO()
    try:
        call_command("ingest", *map(str, paths), stdout=out, stderr=io.StringIO(), **options)
    except SystemExit as stop:
        return out.getvalue().splitlines(), int(stop.code or 0)
    return out.getvalue().splitlines(), 0


def test_a_line_for_each_filing_and_a_summary(db, tmp_path) -> None:
    (tmp_path / "a.txt").write_bytes(bare())
    (tmp_path / "b.txt").write_bytes(bare("May 4, 1999", "OPENS PLANT"))
    lines, code = _ingest(tmp_path)
    assert code == 0
    assert lines[0].startswith("saved   a.txt: Calder Instruments, Inc., 8-K, 1998-03-09, 1 release")
    assert "/filings/1998-03-09-calder-instruments-8-k/" in lines[0]
    assert lines[-1] == "2 saved, 0 in the archive already, 0 failed."
    assert PressRelease.objects.published().count() == 2


def test_one_that_fails_does_no_harm_to_the_rest(db, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 and so on")
    (tmp_path / "b.txt").write_bytes(bare())
    (tmp_path / "c.txt").write_bytes(b"A letter that is no form.\n")
    lines, code = _ingest(tmp_path, tmp_path / "nothing.txt")
    assert code == 1
    assert lines[-1] == "1 saved, 0 in the archive already, 3 failed."
    assert "a PDF" in lines[0]
    assert "can't be read" in lines[-2]
    assert Filing.objects.count() == 1


def test_what_is_there_already_is_no_failure(db, tmp_path) -> None:
    (tmp_path / "a.txt").write_bytes(bare())
    _ingest(tmp_path)
    lines, code = _ingest(tmp_path)
    assert code == 0
    assert lines[0].startswith("here    a.txt: The same text is in the archive already")
    assert "/filings/1998-03-09-calder-instruments-8-k/" in lines[0]


def test_zips_and_standard_input(db, tmp_path, monkeypatch) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("one.txt", bare())
        archive.writestr("two.txt", submission("0009990779-98-000001", "0009990779"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bare("May 4, 1999", "OPENS PLANT"))))
    lines, code = _ingest(tmp_path / "all.zip", "-")
    assert code == 0
    assert [line.split(":")[0].split()[1:] for line in lines[:-1]] == [["one.txt"], ["two.txt"], ["standard", "input"]]
    assert Filing.objects.count() == 3


def test_drafts_are_held_back(db, tmp_path) -> None:
    (tmp_path / "a.txt").write_bytes(bare())
    _ingest(tmp_path, draft=True)
    assert PressRelease.objects.published().count() == 0
    assert Filing.objects.get().status == Filing.Status.DRAFT


def test_a_bar_on_a_terminal_only(db, tmp_path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name, headline in (("a.txt", "OPENS PLANT"), ("b.txt", "CLOSES PLANT")):
        (tmp_path / name).write_bytes(bare("May 4, 1999", headline))
    shown, hidden = Terminal(), io.StringIO()
    call_command("ingest", str(tmp_path), stdout=io.StringIO(), stderr=shown)
    call_command("ingest", str(tmp_path), stdout=io.StringIO(), stderr=hidden)
    assert re.search(r"1 done, [\d.,]+ a second,  \d\d%", shown.getvalue())
    assert hidden.getvalue() == ""


@pytest.mark.parametrize("data", [bare(), submission()])
def test_parse_filing_prints_one_object_a_file_and_saves_nothing(tmp_path, data) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    out = io.StringIO()
    call_command("parse_filing", str(tmp_path / "a.txt"), stdout=out)
    (line,) = out.getvalue().splitlines()
    read = json.loads(line)
    assert read["source"]["name"] == "a.txt"
    assert read["report_date"] == "1998-03-09"
    assert read["releases"][0]["place"] == "ELGIN, IL"
    (start, end), *_ = read["releases"][0]["at"]["headline"]
    assert "ANNOUNCES NEW GAUGE" in data.decode()[start:end]
