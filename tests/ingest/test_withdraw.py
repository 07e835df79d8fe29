"""Withdrawing keeps everything: the bytes, who did it and why, and the way back; nothing undoes it by accident."""

import pytest

from neoarchive.ingest import history, merge, service, upkeep, withdraw
from neoarchive.models import Change, Contact, PressRelease, SearchDocument
from neoarchive.search import facts
from neoarchive.verify import archive
from neoarchive.withheld import WITHDRAWN, pattern_of, without
from tests.factories import make_appearance, make_contact, make_release
from tests.filings import bare, submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(db):
    data = bare()
    return service.save(service.read(data, "calder.txt"), data, publish=True)


def test_it_says_who_when_and_why(saved, editor) -> None:
    release = saved.releases.get()
    withdraw.withdraw(release, editor, "  By  mistake. ")
    release = PressRelease.objects.get()
    assert (release.status, release.withdrawn_reason) == ("withdrawn", "By mistake.")
    change = Change.objects.of(release).get()
    assert (change.action, change.by, change.reason, change.shown) == ("withdrawn", editor, "By mistake.", False)
    assert withdraw.latest(release) == change
    withdraw.bring_back(release, editor)
    release = PressRelease.objects.get()
    assert (release.status, release.withdrawn_at, release.corrected_at) == ("published", None, None)
    assert [one.action for one in Change.objects.of(release)] == ["restored", "withdrawn"]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_without_a_reason_nothing_is_withdrawn(saved, editor, reason) -> None:
    with pytest.raises(withdraw.CannotWithdraw):
        withdraw.withdraw(saved.releases.get(), editor, reason)
    assert PressRelease.objects.published().count() == 1
    assert not Change.objects.exists()


def test_twice_is_told(saved, editor) -> None:
    release = saved.releases.get()
    with pytest.raises(withdraw.CannotWithdraw, match="is not withdrawn"):
        withdraw.bring_back(release, editor)
    withdraw.withdraw(release, editor, "Once")
    with pytest.raises(withdraw.CannotWithdraw, match="already"):
        withdraw.withdraw(release, editor, "Twice")
    assert PressRelease.objects.get().withdrawn_reason == "Once"


def test_the_index_and_the_archive_agree_all_the_time(saved, editor) -> None:
    release, person = saved.releases.get(), Contact.objects.get()
    before = SearchDocument.objects.values_list("facts", "body", "apart").get()
    withdraw.withdraw(person, editor, "Asked for it")
    assert [*archive.verify()] == []
    apart = SearchDocument.objects.get().apart
    assert facts.PHONE + "8475550142" not in apart
    assert f"{facts.CONTACT_WORD}marsh" not in apart
    withdraw.withdraw(release, editor, "Asked for it")
    assert [*archive.verify()] == []
    assert facts.PUBLISHED not in SearchDocument.objects.get().facts.split()
    withdraw.bring_back(release, editor)
    withdraw.bring_back(person, editor)
    assert SearchDocument.objects.values_list("facts", "body", "apart").get() == before


def test_no_edit_and_no_publishing_shows_it_again(saved, editor) -> None:
    release = saved.releases.get()
    withdraw.withdraw(release, editor, "Asked for it")
    saved.refresh_from_db()
    upkeep.unpublish(saved)
    upkeep.publish(saved)
    release.refresh_from_db()
    upkeep.release_changed(release)
    assert PressRelease.objects.get().status == "withdrawn"


def test_of_an_unpublished_filing_it_comes_back_as_a_draft(saved, editor) -> None:
    release = saved.releases.get()
    withdraw.withdraw(release, editor, "Asked for it")
    upkeep.unpublish(saved)
    withdraw.bring_back(release, editor)
    assert PressRelease.objects.get().status == "draft"


def test_reverting_the_change_brings_it_back(saved, editor) -> None:
    for record in (saved.releases.get(), Contact.objects.get()):
        withdraw.withdraw(record, editor, "Asked for it")
        history.revert(Change.objects.of(record).get(), editor)
        assert not type(record).objects.get(pk=record.pk).is_withdrawn
        assert type(record).objects.published().filter(pk=record.pk).exists()


def test_a_person_withdrawn_is_merged_with_nobody(editor) -> None:
    keep, gone = make_contact("Ada Marsh"), make_contact("Ada Marsh", "Calder")
    make_appearance(make_release(), gone)
    withdraw.withdraw(gone, editor, "Asked for it")
    gone.refresh_from_db()
    with pytest.raises(merge.CannotMerge, match="withdrawn"):
        merge.plan(keep, gone)


def test_a_later_filing_that_names_a_withdrawn_person_does_not_bring_the_number_back(saved, editor) -> None:
    withdraw.withdraw(Contact.objects.get(), editor, "Asked for it")
    text = bare(date="April 9, 1998", headline="ANNOUNCES ANOTHER", body="Call (847) 555-0142 for more.")
    data = submission(text=text)
    filing = service.save(service.read(data, "later.txt"), data, publish=True)
    release = filing.releases.get()
    assert release.contacts.get().contact.is_withdrawn
    document = SearchDocument.objects.get(release=release)
    assert "0142" not in document.body
    assert "8475550142" not in document.apart
    assert any("[withdrawn]" in block["html"] for block in release.blocks)
    assert [*archive.verify()] == []


@pytest.mark.parametrize(
    ("printed", "text", "shown"),
    [
        ("(714) 788-6700", "at 714-788-6700.", "at [withdrawn]."),
        ("1-714-788-6700", "(714) 788-6700", "[withdrawn]"),
        ("714/788-6700 ext. 12", "714 788 6700", "[withdrawn]"),
        ("(714) 788-6700", "7147886700123", "7147886700123"),
        ("(714) 788-6700", "$714,788 and 6700 more", "$714,788 and 6700 more"),
        ("ada@calder.example", "Ada@Calder.example, or", "[withdrawn], or"),
        ("ada@calder.example", "nada@calder.example", "nada@calder.example"),
        ("ext. 12", "next. 12 ext.  12", "next. 12 [withdrawn]"),
    ],
)
def test_numbers_are_found_however_they_are_punctuated(printed, text, shown) -> None:
    assert without(text, pattern_of([printed])) == shown


def test_without_numbers_nothing_is_looked_for() -> None:
    assert pattern_of(["", " "]) is None
    assert without("Any text", None) == "Any text"
    assert WITHDRAWN not in without("Any text", pattern_of(["(714) 788-6700"]))
