"""Lists of filings as EDGAR gives them, and as it should not."""

from datetime import date
from typing import Any

import pytest

from neoarchive.edgar import addresses, listing
from neoarchive.edgar.client import Client
from neoarchive.edgar.errors import BadListing, NotFound, WrongHost
from tests.edgar import server

HEAD = """Description:           Master Index of EDGAR Dissemination Feed
Last Data Received:    March 31, 1999

CIK|Company Name|Form Type|Date Filed|Filename
--------------------------------------------------------------------------------
"""
Q1 = "/Archives/edgar/full-index/1999/QTR1/master.idx"


def columns(*rows: tuple[str, str, str]) -> dict[str, Any]:
    """Accession number, form, date of each."""
    names = ("accessionNumber", "form", "filingDate")
    return {name: [row[n] for row in rows] for n, name in enumerate(names)} | {"size": [1] * len(rows)}


def company(edgar: server.Edgar) -> None:
    recent = columns(
        ("0009990777-99-000003", "8-K", "1999-03-02"),
        ("0009990777-99-000002", "10-K", "1999-02-01"),
        ("0009990777-98-000009", "8-K/A", "1998-12-01"),
    )
    older = {"name": "CIK0009990777-submissions-001.json", "filingFrom": "1994-01-01", "filingTo": "1997-12-31"}
    edgar.put("/submissions/CIK0009990777.json", {"cik": "9990777", "filings": {"recent": recent, "files": [older]}})
    edgar.put(
        "/submissions/CIK0009990777-submissions-001.json",
        columns(("0009990777-97-000001", "8-K405", "1997-06-01"), ("0009990777-96-000001", "4", "1996-06-01")),
    )


def test_a_companys_filings_with_the_older_pages(edgar: server.Edgar, client: Client) -> None:
    company(edgar)
    found = list(listing.of_company(client, 9990777))
    assert [(one.accession_number, one.form, one.filed) for one in found] == [
        ("0009990777-99-000003", "8-K", date(1999, 3, 2)),
        ("0009990777-98-000009", "8-K/A", date(1998, 12, 1)),
        ("0009990777-97-000001", "8-K405", date(1997, 6, 1)),
    ]


def test_pages_outside_the_span_are_not_asked_for(edgar: server.Edgar, client: Client) -> None:
    company(edgar)
    found = list(listing.of_company(client, 9990777, date(1998, 1, 1), date(1998, 12, 31)))
    assert [one.accession_number for one in found] == ["0009990777-98-000009"]
    assert edgar.paths() == ["/submissions/CIK0009990777.json"]


@pytest.mark.parametrize(
    "name", ["https://evil.example/x.json", "../../x.json", "CIK1-submissions-001.json", "", None, 7]
)
def test_a_further_page_with_another_name_is_not_asked_for(edgar: server.Edgar, client: Client, name: object) -> None:
    edgar.put("/submissions/CIK0000000001.json", {"filings": {"recent": columns(), "files": [{"name": name}]}})
    with pytest.raises(BadListing, match="no name of one"):
        list(listing.of_company(client, 1))
    assert len(edgar.asked) == 1


@pytest.mark.parametrize(
    "page",
    [
        b"<html>maintenance</html>",
        b"[]",
        b"{}",
        b'{"filings": {"recent": {}}}',
        b'{"filings": {"recent": {"accessionNumber": ["x"], "form": [], "filingDate": []}}}',
        b'{"filings": {"recent": {"accessionNumber": ["../x"], "form": ["8-K"], "filingDate": ["1999-01-01"]}}}',
        b'{"filings": {"recent": {"accessionNumber": ["0009990777-99-000003"], "form": ["8-K"], "filingDate": ["?"]}}}',
        b"[" * 100_000,
    ],
)
def test_a_list_in_another_form_is_said_to_be_one(edgar: server.Edgar, client: Client, page: bytes) -> None:
    edgar.put("/submissions/CIK0000000001.json", page)
    with pytest.raises(BadListing):
        list(listing.of_company(client, 1))


def test_an_unknown_company_is_said_to_be_one(client: Client) -> None:
    with pytest.raises(NotFound, match="no company with the CIK 12"):
        list(listing.of_company(client, 12))


def test_a_symbol_is_looked_up(edgar: server.Edgar, client: Client) -> None:
    edgar.put("/files/company_tickers.json", {"0": {"cik_str": 9990777, "ticker": "CLDR", "title": "Calder"}})
    assert listing.cik_of(client, "cldr") == 9990777
    with pytest.raises(NotFound, match="Give its CIK"):
        listing.cik_of(client, "NEOT")


def test_a_long_span_is_read_from_the_quarters(edgar: server.Edgar, client: Client) -> None:
    rows = [
        "9990777|CALDER INSTRUMENTS|8-K|1999-03-02|edgar/data/9990777/0009990777-99-000003.txt",
        "9990778|BIRCH PIPE|8-K|1999-03-02|edgar/data/9990778/0009990777-99-000003.txt",
        "9990777|8-K FANS INC|10-K|1999-03-03|edgar/data/9990777/0009990777-99-000004.txt",
        "9990777|CALDER INSTRUMENTS|8-K/A|1999-01-03|edgar/data/9990777/0009990777-99-000001.txt",
    ]
    edgar.put(Q1, HEAD + "\n".join(rows) + "\n")
    found = list(listing.of_days(client, date(1999, 1, 4), date(1999, 6, 30)))
    assert [one.accession_number for one in found] == ["0009990777-99-000003"]
    assert edgar.paths() == [Q1, Q1.replace("QTR1", "QTR2")]


def test_some_days_are_read_from_their_own_lists(edgar: server.Edgar, client: Client) -> None:
    folder = "/Archives/edgar/daily-index/1999/QTR1/"
    names = ["master.990301.idx", "master.19990302.idx", "master.990303.idx", "form.990302.idx", "../../evil.idx"]
    edgar.put(folder + "index.json", {"directory": {"item": [{"name": name} for name in names]}})
    row = "9990777|CALDER INSTRUMENTS|8-K|1999030{}|edgar/data/9990777/0009990777-99-00000{}.txt"
    for day, name in enumerate(names[:3], 1):
        edgar.put(folder + name, HEAD + row.format(day, day))
    found = list(listing.of_days(client, date(1999, 3, 2), date(1999, 3, 3)))
    assert [one.filed for one in found] == [date(1999, 3, 2), date(1999, 3, 3)]
    assert edgar.paths() == [folder + "index.json", folder + names[1], folder + names[2]]


def test_a_number_is_searched_in_the_quarters_of_its_year(edgar: server.Edgar, client: Client) -> None:
    """The agent's number comes first in it, not the company's."""
    edgar.put(Q1, HEAD + "831547|NEO|8-K|1999-03-02|edgar/data/831547/0000892569-99-001148.txt\n")
    assert listing.of_number(client, "0000892569-99-001148").cik == 831547
    with pytest.raises(NotFound, match="0000892569-99-009999"):
        listing.of_number(client, "0000892569-99-009999")


@pytest.mark.parametrize("path", ["edgar/data/1/../../x.txt", "https://evil.example/0000892569-99-001148.txt", ""])
def test_a_path_that_is_none_of_a_submission(edgar: server.Edgar, client: Client, path: str) -> None:
    edgar.put(Q1, f"{HEAD}831547|NEO|8-K|1999-03-02|{path}\n")
    with pytest.raises(BadListing, match="none of a submission"):
        list(listing.of_days(client, date(1999, 1, 1), date(1999, 3, 31)))


def test_names_of_days() -> None:
    assert addresses.day_of("master.970102.idx") == date(1997, 1, 2)
    assert addresses.day_of("master.20240517.idx") == date(2024, 5, 17)
    assert addresses.day_of("master.20241345.idx") is None
    assert addresses.day_of("company.20240517.idx") is None


def test_a_redirected_list_stays_at_home(edgar: server.Edgar, client: Client) -> None:
    edgar.then("/submissions/CIK0000000001.json", status=302, headers={"Location": "https://evil.example/x"})
    with pytest.raises(WrongHost):
        list(listing.of_company(client, 1))
