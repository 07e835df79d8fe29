"""``fetch_edgar``: from EDGAR's lists to filings of the archive."""

import csv
import fcntl
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from neoarchive.edgar.addresses import Site
from neoarchive.management.commands import fetch_edgar
from neoarchive.models import Filing
from tests.edgar import server
from tests.edgar.conftest import QUICK
from tests.edgar.test_listing import HEAD, columns
from tests.filings import submission

NUMBERS = ["0009990777-99-000003", "0009990777-98-000009", "0009990777-97-000001"]


def whole(number: str) -> bytes:
    """A submission as EDGAR gives it, with its end."""
    return submission(number, "0009990777").rstrip() + b"\n"


def path_of(number: str) -> str:
    return f"/Archives/edgar/data/9990777/{number}.txt"


@pytest.fixture
def edgar(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[server.Edgar]:
    settings.EDGAR_CONTACT = "Example archive@example.org"
    monkeypatch.setattr(fetch_edgar, "MANNERS", QUICK)
    with server.running() as one:
        monkeypatch.setattr(fetch_edgar, "SITE", Site(one.base, one.base))
        recent = columns(*((number, "8-K", f"19{number[11:13]}-03-02") for number in NUMBERS))
        one.put("/submissions/CIK0009990777.json", {"filings": {"recent": recent, "files": []}})
        one.put("/files/company_tickers.json", {"0": {"cik_str": 9990777, "ticker": "CLDR"}})
        for number in NUMBERS:
            one.put(path_of(number), whole(number))
        yield one


def run(folder: Path, *arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("fetch_edgar", *arguments, folder=folder, jobs=1, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_a_companys_filings_are_fetched_and_saved(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    out = run(tmp_path, "--cik", "9990777")
    assert "3 Forms 8-K found, 0 of them in the archive already." in out
    assert "3 saved" in out
    assert sorted(Filing.objects.values_list("accession_number", flat=True)) == sorted(NUMBERS)
    filing = Filing.objects.get(accession_number=NUMBERS[0])
    assert filing.source.data == whole(NUMBERS[0])
    assert filing.source.origin == edgar.base + path_of(NUMBERS[0])
    assert list(tmp_path.glob("*/*")) == []


def test_what_is_in_the_archive_is_not_fetched_again(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    run(tmp_path, "--ticker", "cldr")
    edgar.asked.clear()
    out = run(tmp_path, "--cik", "9990777")
    assert "3 Forms 8-K found, 3 of them in the archive already." in out
    assert edgar.paths() == ["/submissions/CIK0009990777.json"]


def test_what_was_fetched_is_not_fetched_again(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    (tmp_path / "9990777").mkdir()
    (tmp_path / "9990777" / f"{NUMBERS[0]}.txt").write_bytes(whole(NUMBERS[0]))
    (tmp_path / "9990777" / f"{NUMBERS[1]}.part").write_bytes(b"<SEC-DOC")
    run(tmp_path, "--accession", NUMBERS[0], "--cik", "9990777", "--from", "1999-01-01", keep=True)
    assert path_of(NUMBERS[0]) not in edgar.paths()
    assert Filing.objects.count() == 1
    assert (tmp_path / "9990777" / f"{NUMBERS[0]}.txt").exists()


def test_dates_choose(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    rows = [f"9990777|CALDER|8-K|1999-03-02|edgar/data/9990777/{NUMBERS[0]}.txt", "1|X|4|1999-03-02|edgar/data/1/x.txt"]
    edgar.put("/Archives/edgar/full-index/1999/QTR1/master.idx", HEAD + "\n".join(rows))
    out = run(tmp_path, "--from", "1999-02-01", "--to", "1999-03-31", "--dry-run")
    assert f"would fetch  8-K of 1999-03-02: {edgar.base}{path_of(NUMBERS[0])}" in out
    assert Filing.objects.count() == 0
    run(tmp_path, "--from", "1999-02-01", "--to", "1999-03-31")
    assert Filing.objects.get().accession_number == NUMBERS[0]


def test_one_that_can_not_be_fetched_stops_no_other(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    del edgar.pages[path_of(NUMBERS[0])]
    edgar.put(path_of(NUMBERS[1]), whole(NUMBERS[1])[:-40])
    report = tmp_path / "report.csv"
    with pytest.raises(SystemExit):
        run(tmp_path / "edgar", "--cik", "9990777", report=str(report))
    assert Filing.objects.get().accession_number == NUMBERS[2]
    with report.open(newline="") as lines:
        words = {row["file"]: row["words"] for row in csv.DictReader(lines)}
    assert "nothing at" in words[f"{NUMBERS[0]}.txt"]
    assert "has no end" in words[f"{NUMBERS[1]}.txt"]


def test_a_page_of_words_is_no_submission(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    edgar.put(path_of(NUMBERS[0]), b"<html>Your Request Originates from an Undeclared Automated Tool</html>")
    with pytest.raises(SystemExit):
        run(tmp_path, "--cik", "9990777", "--from", "1999-01-01")
    assert Filing.objects.count() == 0
    assert list(tmp_path.glob("*/*.txt")) == []


def test_who_is_refused_stops_and_keeps_what_was_fetched(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    edgar.then(path_of(NUMBERS[1]), times=9, status=403)
    with pytest.raises(CommandError, match=r"refuses to answer \(403\).*Start again later"):
        run(tmp_path, "--cik", "9990777")
    assert Filing.objects.get().accession_number == NUMBERS[0]
    assert path_of(NUMBERS[2]) not in edgar.paths()


def test_without_a_contact_the_variable_is_named(db: None, edgar: server.Edgar, settings: Any, tmp_path: Path) -> None:
    settings.EDGAR_CONTACT = ""
    with pytest.raises(CommandError, match="NEOARCHIVE_EDGAR_CONTACT is not set"):
        run(tmp_path, "--cik", "9990777")
    assert edgar.asked == []


def test_two_at_once_would_ask_too_fast(db: None, edgar: server.Edgar, tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="running already"):
            run(tmp_path, "--cik", "9990777")
    assert edgar.asked == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say what to fetch"),
        (["--cik", "NEOT"], "is no CIK"),
        (["--accession", "123"], "is no accession number"),
        (["--from", "1999-02-01", "--to", "1999-01-01"], "is before"),
        (["--from", "yesterday"], "is no date"),
        (["--ticker", "NEOT"], "Give its CIK instead"),
        (["--cik", "12"], "no company with the CIK 12"),
    ],
)
def test_what_can_not_be_asked_for(
    db: None, edgar: server.Edgar, tmp_path: Path, arguments: list[str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(tmp_path, *arguments)
