"""Every sample filing is read as it was written to be read: a regression test of every shape.

``tests/expected_samples.py`` says what a careful reader finds in each. Headlines are compared without regard to
capitals, because the reader may set capitals down.
"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from neoarchive.management.commands.demo import SAMPLES, sample_files
from neoarchive.parser import parse_filing
from neoarchive.parser.types import ParsedFiling, Release
from tests.expected_samples import EXPECTED, R

# Exhibits whose text holds no release: the account names them and says what they are.
OTHER_EXHIBITS = {
    "2001-06-07-larkspur-biologics.txt": {("Exhibit 3.1", "Articles or by-laws")},
    "2007-04-03-cardinal-ferry-bancorp.txt": {("Exhibit 99.1", "A letter, no press release")},
}
RELEASES = [(name, index) for name, filing in EXPECTED.items() for index in range(len(filing.releases))]
each_filing = pytest.mark.parametrize("name", EXPECTED)
each_release = pytest.mark.parametrize(("name", "index"), RELEASES, ids=[f"{n}-{i}" for n, i in RELEASES])


@cache
def read(name: str) -> ParsedFiling:
    return parse_filing((SAMPLES / name).read_bytes())


def text(value: object | None) -> str | None:
    return None if value is None else str(value.text)  # type: ignore[attr-defined]


def iso(value: object | None) -> str | None:
    day: date | None = getattr(value, "day", None)
    return day.isoformat() if day else None


def pair(name: str, index: int) -> tuple[Release, R]:
    found, wanted = read(name).releases, EXPECTED[name].releases
    assert len(found) == len(wanted)
    return found[index], wanted[index]


def passage(release: Release, kind: str) -> str:
    return next((block.text for block in release.blocks if block.kind == kind), "")


def test_every_sample_is_expected_and_listed() -> None:
    names = [path.name for path in sample_files()]
    assert names == sorted(EXPECTED)
    listing = (SAMPLES / "README.txt").read_text(encoding="ascii")
    assert [name for name in names if name not in listing] == []
    assert {path.name for path in Path(SAMPLES).iterdir()} == {*names, "README.txt"}


def test_the_samples_cover_what_they_are_for() -> None:
    filings = EXPECTED.values()
    assert len({cik for f in filings for _, cik, _ in f.registrants if cik}) >= 7
    assert {f.format for f in filings} == {"pem", "sgml", "html", "text"}
    assert {f.report_date[:4] for f in filings} >= {"1994", "1996", "1999", "2003", "2005", "2012", "2024", "2025"}


@each_filing
def test_form(name: str) -> None:
    found, wanted = read(name), EXPECTED[name]
    assert found.format == wanted.format
    assert text(found.form_type) == wanted.form_type
    assert text(found.accession_number) == wanted.accession
    assert iso(found.report_date) == wanted.report_date
    assert iso(found.filed_date) == wanted.filed_date


@each_filing
def test_registrants(name: str) -> None:
    found, wanted = read(name).registrants, EXPECTED[name]
    assert [(r.name.text, text(r.cik), text(r.file_number)) for r in found] == wanted.registrants
    assert [(f.name.text, str(f.until)) for r in found for f in r.former_names] == wanted.former
    assert all(text(r.phone) and text(r.irs_number) and text(r.address) for r in found)


@each_filing
def test_items_and_exhibits(name: str) -> None:
    found, wanted = read(name), EXPECTED[name]
    assert [item.number.text for item in found.items] == wanted.items
    assert [(exhibit.number.text, exhibit.included) for exhibit in found.exhibits] == wanted.exhibits


@each_filing
def test_signature(name: str) -> None:
    found = [(s.name.text, text(s.title), iso(s.signed_on)) for s in read(name).signatures]
    assert found == [EXPECTED[name].signature]


@each_filing
def test_warnings(name: str) -> None:
    """No warning but those the filing deserves: a false alarm costs an editor's time on every such filing."""
    said = {warning.code for warning in read(name).warnings}
    assert said - {"no-exhibit-heading"} == EXPECTED[name].warnings


@each_filing
def test_every_line_is_accounted_for(name: str) -> None:
    found = read(name)
    ends = [segment.end for segment in found.segments]
    assert [segment.start for segment in found.segments] == [0, *ends[:-1]]
    assert ends[-1] == len(found.text)
    assert [s for s in found.segments if s.use == "not-read"] == []
    others = {(s.title, s.note) for s in found.segments if s.kind == "exhibit"}
    assert others == OTHER_EXHIBITS.get(name, set())


@each_filing
def test_number_of_releases(name: str) -> None:
    assert len(read(name).releases) == len(EXPECTED[name].releases)


@each_release
def test_headline(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    headline = text(found.headline)
    assert headline is not None
    assert headline.casefold() == wanted.headline.casefold()
    assert [s.text for s in found.subheadlines] == wanted.subheadlines


@each_release
def test_dateline(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    assert (found.exhibit, text(found.place), iso(found.released_on)) == (wanted.exhibit, wanted.place, wanted.day)
    assert text(found.dateline.wire if found.dateline else None) == wanted.wire


@each_release
def test_tickers(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    assert [f"{t.exchange}: {t.symbol}" for t in found.tickers] == wanted.tickers


@each_release
def test_contacts(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    assert [text(c.name) for c in found.contacts] == [contact[0] for contact in wanted.contacts]
    for contact, (name_, title, organization) in zip(found.contacts, wanted.contacts, strict=True):
        if name_ is None:
            # Whether "Newsroom" is what the desk does or what it is called, nobody can say: it must be there.
            assert (title or "") in f"{text(contact.title)} {text(contact.organization)}"
        else:
            assert text(contact.organization) == organization
            assert (title is None) == (contact.title is None)
            # A heading over the name ("MEDIA CONTACT") may stand in the role too.
            assert (title or "") in (text(contact.title) or "")
        assert contact.phones or contact.emails
        assert all("555-01" in phone.text for phone in contact.phones)


@each_release
def test_text(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    assert passage(found, "about").startswith(wanted.about)
    assert bool(passage(found, "about")) == bool(wanted.about)
    assert passage(found, "safe_harbor").startswith(wanted.safe_harbor)
    assert bool(passage(found, "safe_harbor")) == bool(wanted.safe_harbor)
    assert passage(found, "paragraph").startswith(wanted.first)
    assert found.blocks[-1].text.endswith(wanted.last)


@each_release
def test_tables(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    tables = [block for block in found.blocks if block.kind == "table"]
    assert len(tables) == wanted.tables
    assert all(block.table is not None for block in tables)


@each_release
def test_no_furniture_in_the_text(name: str, index: int) -> None:
    found, _ = pair(name, index)
    whole = "\n".join(block.text for block in found.blocks).casefold()
    for mark in ("more -", "-more", "###", "# # #", "-30-", "page two", "page 2", "<page>", "keyword:", "begin 644"):
        assert mark not in whole


@each_release
def test_speakers(name: str, index: int) -> None:
    found, wanted = pair(name, index)
    said = {quotation.speaker.text for quotation in found.quotations}
    assert set(wanted.speakers) <= said
