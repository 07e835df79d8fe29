"""How sure the reading is, from the parser to the records, and what becomes of a doubt."""

from neoarchive.ingest import service, upkeep
from neoarchive.ingest.draft import FilingDraft, doubts_of
from neoarchive.models import Filing
from tests.filings import bare


def _read(data: bytes) -> FilingDraft:
    return service.read(data, "calder.txt")


def _save(draft: FilingDraft, data: bytes, **options) -> Filing:
    return service.save(draft, data, **{"publish": True, **options})


def _doubtful(draft: FilingDraft) -> None:
    for part in (draft.report_date, draft.releases[0].headline, draft.releases[0].contacts[0]):
        part.level, part.reason = "doubtful", "invented for this test"


def test_fields_and_rows_of_a_draft_carry_what_the_parser_said() -> None:
    draft = _read(bare())
    assert (draft.report_date.level, draft.report_date.reason) == ("certain", "printed at its caption on the cover")
    release = draft.releases[0]
    for part in (release.headline, release.place, release.released_on, *release.tickers, *release.contacts):
        assert part.level in ("certain", "likely", "doubtful")
        assert part.reason
    assert draft.exhibits[0].level == "certain"
    assert "press release" in draft.exhibits[0].why
    assert FilingDraft.from_json(draft.to_json()) == draft


def test_records_keep_it_beside_the_place(db) -> None:
    draft = _read(bare())
    filing = _save(draft, bare())
    assert filing.confidence("report_date") == ("certain", "printed at its caption on the cover")
    assert filing.evidence["report_date"]["lines"]
    release = filing.releases.get()
    for record, name in (
        (filing.exhibits.get(), "kind"),
        (filing.registrants.get(), "name"),
        (release, "headline"),
        (release.contacts.get(), "whole"),
        (release.tickers.get(), "symbol"),
        (release.quotations.get(), "text"),
    ):
        assert record.confidence(name) is not None, (record, name)


def test_a_filing_counts_its_doubts(db) -> None:
    draft = _read(bare())
    before = doubts_of(draft)
    _doubtful(draft)
    assert doubts_of(draft) == before + 3
    filing = _save(draft, bare())
    assert filing.doubts == before + 3
    upkeep.recount_doubts(filing)
    assert Filing.objects.get().doubts == before + 3


def test_what_a_person_sets_before_saving_is_no_doubt(db, editor) -> None:
    draft = _read(bare())
    before = doubts_of(draft)
    _doubtful(draft)
    draft.releases[0].headline.set("Calder Announces a Gauge")
    draft.releases[0].contacts[0].title.set("Treasurer")
    assert doubts_of(draft) == before + 1
    filing = _save(draft, bare(), user=editor)
    assert filing.doubts == before + 1
    release = filing.releases.get()
    assert release.confidence("headline") is None
    assert release.contacts.get().confidence("whole") is None


def test_what_a_person_sets_later_is_no_doubt(db, editor) -> None:
    draft = _read(bare())
    _doubtful(draft)
    filing = _save(draft, bare())
    doubts = filing.doubts
    release = filing.releases.get()
    was = release.headline
    release.headline = "Calder Announces a Gauge"
    release.mark_edited(["headline"], editor, {"headline": was})
    upkeep.release_changed(release)
    assert Filing.objects.get().doubts == doubts - 1


def test_a_release_without_a_headline_is_a_doubt(db) -> None:
    data = bare().replace(b"CALDER INSTRUMENTS ANNOUNCES NEW GAUGE", b"")
    draft = _read(data)
    assert draft.releases[0].headline.value == ""
    filing = _save(draft, data)
    assert filing.doubts == doubts_of(draft) >= 1
    evidence = filing.releases.get().evidence["headline"]
    assert evidence["level"] == "doubtful"
    assert evidence["note"].startswith("No headline was found")
