"""Saving a filing: everything or nothing, once, with the places of all values."""

import threading
from datetime import date

import pytest
from django.db import connection

from neoarchive.ingest import service, upkeep
from neoarchive.ingest.draft import FilingDraft
from neoarchive.ingest.errors import AlreadyHere, DraftError, NotText
from neoarchive.models import (
    Company,
    Contact,
    ContactAppearance,
    Filing,
    PressRelease,
    Registrant,
    SearchDocument,
    Source,
)
from tests.factories import make_company
from tests.filings import bare, submission

TABLES = (Company, Contact, ContactAppearance, Filing, PressRelease, SearchDocument, Source)


def _save(data: bytes, **options) -> Filing:
    return service.save(service.read(data, "calder.txt"), data, **{"publish": True, **options})


def _counts() -> list[int]:
    return [model.objects.count() for model in TABLES]


def test_a_filing_is_saved_with_all_it_holds(db) -> None:
    filing = _save(bare())
    assert filing.report_date == date(1998, 3, 9)
    assert filing.status == Filing.Status.PUBLISHED
    assert filing.slug == "1998-03-09-calder-instruments-8-k"
    assert [i.number for i in filing.items.all()] == ["5", "7"]
    assert [(e.number, e.included) for e in filing.exhibits.all()] == [("99.1", True)]
    release = filing.releases.get()
    assert release.exhibit.number == "99.1"
    assert release.place == "ELGIN, IL"
    assert release.released_on == date(1998, 3, 9)
    assert [t.symbol for t in release.tickers.all()] == ["CLDR"]
    assert release.tickers.get().company == release.company
    assert (release.has_contact, release.has_quotation, release.has_table) == (True, True, False)
    assert release.quotations.get().speaker == "Nora Whitlock"
    appearance = release.contacts.get()
    assert (appearance.contact.name, appearance.title, appearance.phones) == (
        "Ada Marsh",
        "Investor Relations",
        ["(847) 555-0142"],
    )
    assert SearchDocument.objects.filter(release=release).exists()


def test_the_source_is_kept_byte_for_byte(db) -> None:
    data = bare().replace(b"\n", b"\r\n") + b"\x1a"
    source = _save(data).source
    assert source.data == data
    assert source.byte_length == len(data)


def test_each_page_break_left_out_has_its_own_lines(db) -> None:
    page = b"\n                                    - more -\n\nCalder Instruments\nPage %d\n\n"
    parts = [b"Paragraph number %d says what there is to say of gauges, at some length." % n for n in range(3)]
    data = bare(body="BODY").replace(
        b"BODY", b"\n\n" + parts[0] + b"\n" + page % 2 + parts[1] + b"\n" + page % 3 + parts[2]
    )
    release = _save(data).releases.get()
    (change,) = [t for t in release.tidied if "age break" in t["text"]]
    lines = data.decode().splitlines()
    assert len(change["places"]) == 2
    for number, (first, last) in enumerate(change["places"], 2):
        assert f"Page {number}" in lines[first - 1 : last]


def test_a_name_in_capitals_takes_the_case_printed_elsewhere(db) -> None:
    company = _save(bare()).companies.get()
    assert company.name == "Calder Instruments, Inc."


def test_every_value_says_where_it_stands(db) -> None:
    filing = _save(bare())
    text = filing.source.text
    release = filing.releases.get()
    (start, end), *_ = release.evidence["headline"]["at"]
    assert "CALDER INSTRUMENTS ANNOUNCES NEW GAUGE" in text[start:end]
    first, _ = release.lines("headline")
    assert "ANNOUNCES NEW GAUGE" in text.splitlines()[first - 1]
    for block in release.blocks:
        shown = " ".join(text[a:b] for a, b in block["at"])
        assert set(block["text"].split()) <= set(shown.split())
        assert block["lines"][0] <= block["lines"][1]
    contact = release.contacts.get()
    assert "Ada Marsh" in text.splitlines()[contact.lines("name")[0] - 1]
    registrant = filing.registrants.get()
    assert registrant.lines("file_number")


def test_the_same_bytes_twice_are_refused(db) -> None:
    first = _save(bare())
    before = _counts()
    with pytest.raises(AlreadyHere) as refused:
        _save(bare())
    assert refused.value.filing == first
    assert _counts() == before


def test_the_same_text_with_other_line_ends_is_refused(db) -> None:
    """As a browser sends it that was uploaded before."""
    first = _save(bare())
    with pytest.raises(AlreadyHere) as refused:
        _save(bare().replace(b"\n", b"\r\n") + b"\r\n")
    assert refused.value.filing == first


def test_the_same_accession_number_twice_is_refused(db) -> None:
    first = _save(submission())
    with pytest.raises(AlreadyHere, match="0009990777-98-000012") as refused:
        _save(submission().replace(b"FILM", b"film"))
    assert refused.value.filing == first


def test_a_failure_half_way_leaves_nothing(db, monkeypatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("neoarchive.ingest.writer.bulk.add", fail)
    before = _counts()
    with pytest.raises(RuntimeError):
        _save(bare())
    assert _counts() == before


def test_the_header_gives_the_identity(db) -> None:
    filing = _save(submission())
    company = filing.companies.get()
    assert company.cik == "0009990777"
    assert filing.accession_number == "0009990777-98-000012"
    assert filing.filed_date == date(1998, 3, 11)
    assert {n.name for n in company.names.all()} >= {"CALDER GAUGE CO"}


def test_a_later_filing_without_a_cik_is_the_same_company(db) -> None:
    first = _save(submission()).companies.get()
    second = _save(bare("May 4, 1999", "OPENS PLANT")).companies.get()
    assert first == second
    assert Company.objects.count() == 1


def test_a_company_with_another_cik_is_another(db) -> None:
    _save(submission())
    _save(submission("0009990778-98-000013", "0009990778"))
    assert Company.objects.count() == 2


def test_a_release_keeps_the_name_that_its_company_had(db) -> None:
    old = _save(submission()).releases.get()
    later = bare("May 4, 2001", "OPENS PLANT").replace(b"CALDER INSTRUMENTS, INC.", b"BIRCH GAUGE CORP.")
    new = _save(later).releases.get()
    old.refresh_from_db()
    assert new.company == old.company
    assert new.company.name == "BIRCH GAUGE CORP."
    assert (old.by, old.renamed) == ("Calder Instruments, Inc.", True)
    assert (new.by, new.renamed) == ("BIRCH GAUGE CORP.", False)
    assert "birch" in SearchDocument.objects.get(release=old).apart


def test_one_person_in_two_releases_is_one_contact(db) -> None:
    _save(bare())
    _save(bare("May 4, 1999", "OPENS PLANT"))
    assert Contact.objects.count() == 1
    assert ContactAppearance.objects.count() == 2


def test_the_same_name_elsewhere_is_somebody_else(db) -> None:
    _save(bare())
    data = bare("May 4, 1999", "OPENS PLANT").replace(
        b"Investor Relations\nCalder Instruments, Inc.", b"Account Executive\nFinch & Rowe Public Relations"
    )
    _save(data)
    assert Contact.objects.count() == 2


def test_a_draft_goes_through_json_unchanged() -> None:
    draft = service.read(submission())
    assert FilingDraft.from_json(draft.to_json()) == draft


def test_an_edited_value_is_marked_with_who_and_what_was_read(db, editor) -> None:
    draft = service.read(bare())
    draft.releases[0].headline.set("Calder Announces a Gauge")
    filing = service.save(draft, bare(), user=editor, publish=False)
    release = filing.releases.get()
    assert release.status == Filing.Status.DRAFT
    assert release.edits["headline"]["by"] == "editor"
    assert release.edits["headline"]["was"].endswith("ANNOUNCES NEW GAUGE")
    assert release.evidence["headline"]["lines"]


def test_what_cant_be_saved_is_said_field_by_field(db) -> None:
    draft = service.read(bare())
    draft.report_date.set("9 March")
    draft.accession_number.set("12")
    draft.registrants[0].name.set("")
    before = _counts()
    with pytest.raises(DraftError) as refused:
        service.save(draft, bare(), publish=True)
    assert {p.path for p in refused.value.problems} == {"report_date", "accession_number", "registrants.0.name"}
    assert all(p.message.endswith(".") for p in refused.value.problems)
    assert _counts() == before


def test_a_company_given_another_name_is_found_by_it_in_every_filing_it_has_a_part_in(db) -> None:
    filing = _save(bare())
    other = make_company("Birch Pipe Co.")
    Registrant.objects.create(filing=filing, company=other, name=other.name, position=1)
    other.name = "Alder Pipe Co."
    upkeep.company_changed(other)
    assert "alder" in SearchDocument.objects.get().apart


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(NotText, match="PDF"):
        service.read(b"%PDF-1.7 and so on")


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_save_each_filing_once() -> None:
    """Six threads, the same four filings of one company: four filings, one company, no error but AlreadyHere."""
    texts = [bare(f"March {day}, 1998", f"ANNOUNCES GAUGE NUMBER {day}") for day in range(2, 6)]
    outcomes: list[str] = []

    def work() -> None:
        try:
            for data in texts:
                try:
                    _save(data)
                    outcomes.append("saved")
                except AlreadyHere:
                    outcomes.append("here")
                except Exception as error:
                    outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["here"] * 20 + ["saved"] * 4
    assert Company.objects.count() == 1
    assert Contact.objects.count() == 1
