"""A saved filing is a draft again, and what a person made of the draft is in its records, and nothing else."""

import pytest
from django.conf import settings

from neoarchive.ingest import service, stored
from neoarchive.ingest.draft import Field
from neoarchive.ingest.errors import DraftError
from neoarchive.ingest.history import state_of
from neoarchive.models import Change, Contact, Filing
from tests.admin_texts import filing as text_of_filing

SAMPLES = sorted(p for p in (settings.BASE_DIR / "neoarchive/samples").iterdir() if p.name[0].isdigit())


def lists_of(draft):
    """All rows kept, as a page that nobody touched sends them back."""
    kept = {name: range(len(getattr(draft, name))) for name in ("registrants", "items", "exhibits", "signatures")}
    kept["releases"] = range(len(draft.releases))
    for i, release in enumerate(draft.releases):
        for name in ("subheadlines", "contacts", "blocks"):
            kept[f"releases.{i}.{name}"] = range(len(getattr(release, name)))
    return {path: list(numbers) for path, numbers in kept.items()}


def states(filing):
    return [state_of(filing), *(state_of(release) for release in filing.releases.order_by("pk"))]


@pytest.fixture
def filing(db):
    data = text_of_filing().encode()
    return service.save(service.read(data, "a.txt"), data, publish=True)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_saved_filing_is_the_draft_it_was(db, editor, sample) -> None:
    data = sample.read_bytes()
    read = service.read(data, sample.name)
    wanted = read.to_json()
    filing = service.save(read, data, publish=True)
    filing.refresh_from_db()
    found = stored.stored_draft(filing).to_json()
    for made in (wanted, found):
        for release in made["releases"]:
            for ticker in release["tickers"]:
                ticker.pop("company")  # the printed name; the record knows whose symbol it is
        for registrant in made["registrants"]:
            for name in ("conformed_name", "sic", "former_names"):
                registrant.pop(name)  # the company's
            for name in ("cik",):
                registrant[name] = {k: v for k, v in registrant[name].items() if k == "value" and v}
    for name in wanted:
        if name not in ("registrants", "releases"):
            assert found[name] == wanted[name], name
    before = states(filing)
    stored.apply(filing, stored.stored_draft(filing), lists_of(stored.stored_draft(filing)), editor)
    assert states(filing) == before, "what nobody touched stays as it is"
    assert not Change.objects.exists()


def test_a_value_that_was_changed_is_marked_indexed_and_history(filing, editor, client) -> None:
    draft = stored.stored_draft(filing)
    was = draft.releases[0].headline.value
    draft.releases[0].headline.set("Calder Announces Gauge for Harbour Tides")
    draft.items[0].title.set("Other things")
    stored.apply(filing, draft, lists_of(draft), editor)
    release = filing.releases.get()
    assert release.headline == "Calder Announces Gauge for Harbour Tides"
    assert release.edits["headline"]["was"] == was
    assert release.edits["headline"]["by"] == editor.get_username()
    assert filing.items.first().title == "Other things"
    assert {change.kind for change in Change.objects.all()} == {"filing", "pressrelease"}
    assert release.get_absolute_url() in client.get("/releases/?q=gauge").content.decode()
    again = stored.stored_draft(filing)
    assert again.releases[0].headline.read == was, "a draft made anew knows what was read"
    again.releases[0].headline.set(was)
    stored.apply(filing, again, lists_of(again), editor)
    assert "headline" not in filing.releases.get().edits


def test_a_new_place_is_kept_as_evidence(filing, editor) -> None:
    draft = stored.stored_draft(filing)
    field = draft.releases[0].place
    field.set("Elgin, IL")
    field.at, field.lines = [[10, 19]], [2, 2]
    stored.apply(filing, draft, lists_of(draft), editor)
    assert filing.releases.get().evidence["place"]["at"] == [[10, 19]]


def test_rows_come_and_go_with_their_marks(filing, editor) -> None:
    draft = stored.stored_draft(filing)
    release = draft.releases[0]
    release.contacts[0].title.set("Head of Tides")
    release.blocks.pop(1)
    kept = lists_of(stored.stored_draft(filing))
    kept["releases.0.blocks"].remove(1)
    release.quotations = [q for q in release.quotations if q.block != 1]
    stored.apply(filing, draft, kept, editor)
    record = filing.releases.get()
    assert len(record.blocks) == len(release.blocks)
    assert "blocks" in record.edits
    assert record.contacts.get().title == "Head of Tides"
    assert record.has_quotation == bool(release.quotations)


def test_a_contact_with_another_name_is_another_person(filing, editor) -> None:
    draft = stored.stored_draft(filing)
    draft.releases[0].contacts[0].name.set("Jonathan Weir")
    stored.apply(filing, draft, lists_of(draft), editor)
    appearance = filing.releases.get().contacts.get()
    assert appearance.contact.name == "Jonathan Weir"
    assert Contact.objects.filter(name="Jonas Weir").exists(), "nobody is renamed by a correction of one release"


def test_a_release_that_was_not_found_is_added_and_one_left_out_goes(filing, editor) -> None:
    draft = stored.stored_draft(filing)
    draft.releases[0].headline.set("Second")
    draft.releases.append(type(draft.releases[0])("", Field("")))
    draft.releases[1].headline.set("Calder opens a plant")
    kept = lists_of(stored.stored_draft(filing))
    kept["releases"] = [0, 1]
    kept |= {"releases.1.blocks": [], "releases.1.contacts": []}
    stored.apply(filing, draft, kept, editor)
    assert [r.headline for r in filing.releases.order_by("position")] == ["Second", "Calder opens a plant"]
    draft = stored.stored_draft(filing)
    kept = lists_of(draft)
    del draft.releases[0]
    kept["releases"] = [1]
    stored.apply(filing, draft, kept, editor)
    assert [r.headline for r in filing.releases.all()] == ["Calder opens a plant"]


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("report_date", "27 Juli", "is no date"),
        ("accession_number", "0000000001-98-000001", "Another filing of the archive"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_changed(filing, editor, path, value, says) -> None:
    data = text_of_filing("Other, Inc.", "May 4, 1999").encode()
    other = service.read(data)
    other.accession_number.set("0000000001-98-000001")
    service.save(other, data, publish=True)
    before = states(filing)
    draft = stored.stored_draft(filing)
    draft.releases[0].headline.set("Not kept")
    getattr(draft, path).set(value)
    with pytest.raises(DraftError) as error:
        stored.apply(filing, draft, lists_of(draft), editor)
    assert says in error.value.problems[0].message
    assert states(Filing.objects.get(pk=filing.pk)) == before
