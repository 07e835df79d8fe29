"""A better parser proposes, a person decides, and what a person has set stays."""

import io

import pytest
from django.core.management import call_command

from neoarchive import parser
from neoarchive.ingest import reread, service
from neoarchive.ingest.draft import ContactDraft, Field
from neoarchive.ingest.history import revert, state_of
from neoarchive.models import Change, Filing, PressRelease, Proposal
from tests.admin.test_records import save
from tests.admin_texts import filing as text_of_filing

PAGE = "/admin/neoarchive/filing/reread/"
PARTS = f"{PAGE}parts/"


@pytest.fixture
def filing(db):
    return make()


def make(name="Calder Instruments, Inc.", **worse):
    """A filing as an earlier parser would have read it: some values missing or wrong."""
    data = text_of_filing(name).encode()
    draft = service.read(data, f"{name}.txt")
    draft.parser_version = "0"
    release = draft.releases[0]
    worse = worse or {"headline": "FOR IMMEDIATE RELEASE", "place": ""}
    for path, value in worse.items():
        getattr(release, path).value = value
    release.contacts = []
    release.quotations = []
    return service.save(draft, data, publish=True)


def fresh(filing):
    return service.read(filing.source.data, filing.source.filename)


def paths(found):
    return {one.path for one in found.differences}


ALL = {"releases.0.headline", "releases.0.place", "releases.0.contacts", "releases.0.quotations"}


def test_what_is_read_otherwise_is_proposed_and_nothing_is_changed(filing) -> None:
    before = state_of(filing.releases.get())
    found = reread.propose(filing, fresh(filing))
    assert paths(found) == ALL
    assert Proposal.objects.count() == len(ALL)
    assert state_of(filing.releases.get()) == before
    reread.propose(filing, fresh(filing))
    assert Proposal.objects.count() == len(ALL), "a second run takes the place of the first"
    assert all(one.rule.partition(":")[0] in one.path for one in Proposal.objects.all())


def test_accepting_makes_the_filing_what_a_new_one_would_be(filing, editor) -> None:
    reread.propose(filing, fresh(filing))
    reread.accept(filing, list(Proposal.objects.all()), editor)
    filing = Filing.objects.get(pk=filing.pk)
    assert reread.compare(filing, fresh(filing)).differences == []
    release = filing.releases.get()
    assert release.headline == "Calder Instruments, Inc. Announces New Instrument"
    assert release.edits == {}, "another reading is no edit by hand"
    assert release.evidence["headline"]["lines"]
    assert release.contacts.get().evidence["whole"]["lines"]
    assert release.has_contact
    assert release.has_quotation
    change = Change.objects.of(release).get()
    assert change.action == Change.Action.REREAD
    revert(change, editor)
    assert filing.releases.get().headline == "FOR IMMEDIATE RELEASE"


def test_what_a_person_set_or_took_out_is_never_proposed(editor_client, editor, filing) -> None:
    save(editor_client, filing.releases.get(), headline="Set by hand")
    found = reread.compare(Filing.objects.get(), fresh(filing))
    assert paths(found) == ALL - {"releases.0.headline"}
    assert found.kept == 1
    reread.propose(filing, fresh(filing))
    reread.accept(filing, list(Proposal.objects.filter(path__endswith="contacts")), editor)
    release = filing.releases.get()
    contact = release.contacts.get()
    save(editor_client, release, **{"contacts-0-DELETE": "on", "contacts-0-id": str(contact.pk)})
    assert not release.contacts.exists()
    assert "releases.0.contacts" not in paths(reread.compare(Filing.objects.get(), fresh(filing)))


def test_what_changed_after_it_was_proposed_is_stale(editor_client, filing, editor) -> None:
    reread.propose(filing, fresh(filing))
    save(editor_client, filing.releases.get(), headline="Set by hand")
    with pytest.raises(reread.Stale):
        reread.accept(Filing.objects.get(), list(Proposal.objects.all()), editor)
    assert PressRelease.objects.get().headline == "Set by hand"
    assert Proposal.objects.filter(state="open").count() == len(ALL)


def test_what_was_rejected_is_not_asked_again(filing, editor) -> None:
    reread.propose(filing, fresh(filing))
    reread.decide(list(Proposal.objects.filter(path="releases.0.headline")), editor, Proposal.State.REJECTED)
    assert paths(reread.propose(filing, fresh(filing))) == ALL - {"releases.0.headline"}


def test_releases_come_and_go(filing, editor) -> None:
    better = fresh(filing)
    second = fresh(filing).releases[0]
    for field in (second.headline, *(block.text for block in second.blocks)):
        field.at = [[a + 100_000, b + 100_000] for a, b in field.at]
    second.headline.value = "A second release"
    better.releases.append(second)
    reread.propose(filing, better)
    reread.accept(filing, list(Proposal.objects.filter(path="releases.1")), editor)
    assert [r.headline for r in filing.releases.order_by("position")][1] == "A second release"
    assert filing.releases.get(position=1).contacts.count() == 1
    reread.propose(filing, fresh(filing))
    gone = Proposal.objects.get(path="releases.1", state="open")
    assert (gone.before, gone.after) == ("A second release", "")
    reread.accept(filing, [gone], editor)
    assert filing.releases.count() == 1


def test_a_row_that_stands_where_it_stood_is_the_same_record(db, editor) -> None:
    data = text_of_filing().encode()
    draft = service.read(data)
    draft.releases[0].contacts[0].title.value = "wrong"
    draft.releases[0].contacts.append(ContactDraft(Field("Nobody"), at=[[1, 4]], lines=[1, 1]))
    filing = service.save(draft, data, publish=True)
    first = filing.releases.get().contacts.order_by("position")[0]
    reread.propose(filing, fresh(filing))
    reread.accept(filing, list(Proposal.objects.all()), editor)
    left = filing.releases.get().contacts.get()
    assert left.pk == first.pk
    assert left.title == "Investor Relations"


def test_a_filing_in_which_nothing_differs_takes_the_new_account(db) -> None:
    data = text_of_filing().encode()
    draft = service.read(data)
    draft.parser_version, draft.segments = "0", []
    filing = service.save(draft, data, publish=True)
    assert reread.propose(filing, fresh(filing)).differences == []
    filing.refresh_from_db()
    assert filing.parser_version == parser.PARSER_VERSION
    assert filing.segments


@pytest.mark.django_db(transaction=True)
def test_the_command_counts_by_rule_and_a_dry_run_keeps_nothing() -> None:
    make("One, Inc.")
    make("Two, Inc.")
    out = io.StringIO()
    call_command("reread", dry_run=True, jobs=1, stdout=out)
    assert "2 filings read" in out.getvalue()
    assert "8 changes in 2 filings would change" in out.getvalue()
    assert not Proposal.objects.exists()
    call_command("reread", jobs=2, stdout=io.StringIO())
    assert Proposal.objects.count() == 8
    out = io.StringIO()
    call_command("reread", jobs=1, stdout=out)
    assert "0 filings read" in out.getvalue(), "they have been read with this version"


def test_an_editor_accepts_by_rule_by_filing_and_by_part(editor_client, db) -> None:
    one, two = make("One, Inc."), make("Two, Inc.")
    for filing in (one, two):
        reread.propose(filing, fresh(filing))
    page = editor_client.get(PAGE).content.decode()
    assert "headline" in page
    assert "8 changes" in editor_client.get("/admin/").content.decode()
    rule = Proposal.objects.filter(path="releases.0.headline").first().rule
    assert "FOR IMMEDIATE RELEASE" in editor_client.get(PARTS, {"rule": rule}).content.decode()
    editor_client.post(f"{PARTS}?{'rule=' + rule.replace(' ', '+')}", {"accept": "1", "all": "1"})
    assert {r.headline.partition(" ")[0] for r in PressRelease.objects.all()} == {"One,", "Two,"}
    editor_client.post(f"{PARTS}?filing={one.pk}", {"accept": "1", "all": "1"})
    assert one.releases.get().contacts.count() == 1
    assert two.releases.get().contacts.count() == 0
    place = Proposal.objects.get(filing=two, path="releases.0.place")
    editor_client.post(f"{PARTS}?filing={two.pk}", {"reject": "1", "part": [place.pk]})
    place.refresh_from_db()
    assert place.state == Proposal.State.REJECTED
    assert two.releases.get().place == ""


def test_who_may_not_change_may_not_accept(client, django_user_model, filing) -> None:
    from django.contrib.auth.models import Group

    reread.propose(filing, fresh(filing))
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.groups.add(Group.objects.get(name="reader-staff"))
    client.force_login(user)
    assert client.get(PAGE).status_code == 200
    assert client.post(PARTS, {"accept": "1", "all": "1"}).status_code == 403
