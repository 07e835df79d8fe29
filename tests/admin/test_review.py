"""The queue of doubts: the most doubtful first, each looked through on the page of the preview, without a mouse."""

import pytest
from django.test import Client

from neoarchive.admin.forms import passage
from neoarchive.admin.review import on_desk
from neoarchive.ingest import service
from neoarchive.models import Change, Filing, PressRelease, UploadedFiling
from tests.admin_texts import ADD, fields, paste, press
from tests.admin_texts import filing as text_of_filing
from tests.factories import make_filing

QUEUE = "/admin/neoarchive/filing/review/"


@pytest.fixture
def doubtful(db):
    """Saves filings as a bulk load does, with a doubt about the headline and the place of each."""

    def make(name="Calder Instruments, Inc.", doubts=("headline", "place"), publish=True):
        data = text_of_filing(name).encode()
        draft = service.read(data, f"{name}.txt")
        for one in doubts:
            getattr(draft.releases[0], one).level = "doubtful"
            getattr(draft.releases[0], one).reason = "a reason for doubt"
        return service.save(draft, data, publish=publish)

    return make


def test_the_most_doubtful_come_first_and_the_dashboard_says_how_many(editor_client, doubtful):
    one, two = doubtful("One, Inc.", ["place"]), doubtful("Two, Inc.")
    base = {f.pk: f.doubts for f in (one, two)}
    assert base[two.pk] == base[one.pk] + 1
    make_filing()
    page = editor_client.get(QUEUE).content.decode()
    assert page.index("Two, Inc.") < page.index("One, Inc.")
    assert "2 filings with values" in page
    assert "2 filings with doubts</a> wait " in editor_client.get("/admin/").content.decode()
    two.reviewed_at = two.updated_at
    two.save()
    assert "1 filing with doubts</a> waits" in editor_client.get("/admin/").content.decode()


def test_accepting_goes_to_the_next_and_empties_the_queue(editor_client, editor, doubtful):
    doubtful("One, Inc.", ["place"])
    two = doubtful("Two, Inc.")
    address = editor_client.get(f"{QUEUE}{two.pk}/").url
    page = editor_client.get(address).content.decode()
    assert page.count('data-doubt="1"') >= 2
    assert "Doubtful: a reason for doubt." in page
    answer = press(editor_client, address, "_next", releases__0__headline="Two Builds a Gauge")
    two.refresh_from_db()
    assert two.reviewed_by == editor
    assert two.releases.get().headline == "Two Builds a Gauge"
    assert two.releases.get().edits["headline"]["by"] == "editor"
    assert Change.objects.of(two.releases.get()).count() == 1
    last = editor_client.get(answer.url).url
    answer = press(editor_client, last, "_next")
    assert answer.url == QUEUE
    assert "No filing with doubts waits" in editor_client.get(QUEUE).content.decode()


def test_what_is_right_is_accepted_without_a_change(editor_client, doubtful):
    filing = doubtful()
    press(editor_client, editor_client.get(f"{QUEUE}{filing.pk}/").url, "_save")
    filing.refresh_from_db()
    assert filing.reviewed_at
    assert not Change.objects.exists()


def test_a_review_goes_on_where_it_was_whoever_opens_it(editor_client, doubtful, django_user_model):
    filing = doubtful()
    address = editor_client.get(f"{QUEUE}{filing.pk}/").url
    press(editor_client, address, "_autosave", releases__0__headline="Half a hea")
    other = Client()
    other.force_login(django_user_model.objects.create_superuser("other"))
    again = other.get(f"{QUEUE}{filing.pk}/").url
    assert again == address
    assert fields(other.get(again))["releases.0.headline"] == "Half a hea"
    assert "Half a hea" not in PressRelease.objects.get().headline
    assert str(UploadedFiling.objects.get()) not in editor_client.get(ADD).content.decode(), "it is no new text"


def test_faults_are_named_and_nothing_is_changed(editor_client, doubtful):
    filing = doubtful()
    address = editor_client.get(f"{QUEUE}{filing.pk}/").url
    answer = press(editor_client, address, "_save", report_date="27 Juli", releases__0__headline="Typed")
    page = answer.content.decode()
    assert "is no date" in page
    assert "Typed" in page
    filing.refresh_from_db()
    assert filing.reviewed_at is None
    assert filing.releases.get().headline != "Typed"


def test_what_others_changed_meanwhile_is_not_undone(editor_client, doubtful):
    filing = doubtful()
    address = editor_client.get(f"{QUEUE}{filing.pk}/").url
    release = filing.releases.get()
    release.wire = "Business Wire"
    release.save()
    answer = press(editor_client, address, "_save", releases__0__headline="Typed")
    assert answer.url == address
    page = editor_client.get(address)
    assert "was changed meanwhile" in page.content.decode()
    assert fields(page)["releases.0.headline"] == "Typed"
    assert fields(page)["releases.0.wire"] == "Business Wire"
    press(editor_client, address, "_save")
    release.refresh_from_db()
    assert (release.headline, release.wire) == ("Typed", "Business Wire")


def test_a_draft_can_be_published_with_it(editor_client, doubtful):
    filing = doubtful(publish=False)
    press(editor_client, editor_client.get(f"{QUEUE}{filing.pk}/").url, "_save", publish="on")
    filing.refresh_from_db()
    assert filing.status == Filing.Status.PUBLISHED
    assert filing.releases.get().status == Filing.Status.PUBLISHED


def test_what_an_editor_saves_from_a_preview_was_looked_at(editor_client, editor):
    press(editor_client, paste(editor_client, text_of_filing()), "_save")
    assert Filing.objects.get().reviewed_by == editor


def test_a_marked_passage_becomes_the_evidence(editor_client, doubtful):
    filing = doubtful()
    lines = filing.source.text.splitlines()
    number = next(i for i, line in enumerate(lines, 1) if line.startswith("instrument for measuring"))
    address = editor_client.get(f"{QUEUE}{filing.pk}/").url
    place = {"releases__0__place": "measuring", "releases__0__place__from": f"{number}:15-{number}:24"}
    press(editor_client, address, "_save", **place)
    release = filing.releases.get()
    (start, end), *_ = release.evidence["place"]["at"]
    assert filing.source.text[start:end] == "measuring"
    assert release.evidence["place"]["lines"] == [number, number]
    address = editor_client.get(f"{QUEUE}{filing.pk}/").url
    press(editor_client, address, "_back", "releases.0.place")
    assert fields(editor_client.get(address))["releases.0.place"] != "measuring"


@pytest.mark.parametrize("told", ["", "x", "0:0-1:2", "2:0-1:4", "1:5-1:5", "1:0-99:1", "1:0-1:999999999"])
def test_a_place_that_is_none_is_no_evidence(told):
    found = passage(told, lambda: "one line\nanother\n", [0, 9])
    assert found is None or all(0 <= a < b <= 17 for a, b in found[0])


def test_who_may_not_change_may_look(django_user_model, doubtful):
    from django.contrib.auth.models import Group

    filing = doubtful()
    user = django_user_model.objects.create_user("reader", is_staff=True)
    user.groups.add(Group.objects.get(name="reader-staff"))
    client = Client()
    client.force_login(user)
    assert "Begin with the first" not in client.get(QUEUE).content.decode()
    assert client.get(f"{QUEUE}{filing.pk}/").status_code == 403


def test_the_queue_asks_no_more_for_many_filings(editor_client, doubtful, django_assert_max_num_queries):
    for i in range(6):
        doubtful(f"Company {i}, Inc.")
    with django_assert_max_num_queries(9):
        editor_client.get(QUEUE)


def test_one_review_of_a_filing_at_a_time(editor, doubtful):
    filing = doubtful()
    assert on_desk(filing, editor) == on_desk(filing, editor)
