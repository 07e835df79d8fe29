"""The editor's queue of what readers suggest."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from neoarchive.ingest import suggestions
from neoarchive.models import Change, Suggestion
from tests.factories import make_block, make_filing, make_release, make_source

pytestmark = pytest.mark.django_db

LIST = "/admin/neoarchive/suggestion/"


@pytest.fixture
def suggestion():
    filing = make_filing(source=make_source(b"FORM 8-K\n\nCalder <b>rise</b>\nMore\n"))
    release = make_release(filing, blocks=[make_block("Calder rise", lines=(3, 3))])
    text = "It should be rose.\n\n<script>alert(1)</script>"
    return suggestions.send(filing, release, (3, 3), text, "reader@example.org", "192.0.2.1")


def page(suggestion) -> str:
    return reverse("admin:neoarchive_suggestion_change", args=[suggestion.pk])


def decide(client, suggestion, **values):
    return client.post(f"{LIST}{suggestion.pk}/decide/", values, follow=True)


def test_the_first_page_tells_how_many_wait(editor_client, suggestion):
    html = editor_client.get("/admin/").content.decode()
    assert f'<a href="{LIST}?state__exact=waiting">1 suggestion</a> of readers waits for an editor.' in html
    listed = editor_client.get(f"{LIST}?state__exact=waiting").content.decode()
    assert "It should be rose." in listed


def test_its_place_is_lit_beside_what_was_read(editor_client, suggestion):
    html = editor_client.get(page(suggestion)).content.decode()
    assert '<span id="L3" data-n="3"><mark>Calder &lt;b&gt;rise&lt;/b&gt;</mark></span>' in html
    assert '<span id="L4" data-n="4">More</span>' in html
    assert "<td>Calder rise</td>" in html
    assert "<script>alert" not in html
    assert "mailto:reader@example.org" in html


def test_accepted_it_is_in_the_history_and_the_reader_is_forgotten(editor_client, client, suggestion):
    response = decide(editor_client, suggestion, accept="Accept", note="The verb was mended.")
    assert "reader@example.org" in response.content.decode()
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.email, suggestion.sender) == ("accepted", "", "")
    change = Change.objects.of(suggestion.release).get()
    assert change.action == Change.Action.SUGGESTED
    assert change.reason == "A reader’s suggestion on line 3: The verb was mended."
    history = f"{suggestion.release.get_absolute_url()}history/"
    editor_client.logout()
    html = client.get(history).content.decode()
    assert "A reader’s suggestion on line 3: The verb was mended." in html
    assert "It should be rose" not in html
    assert f'href="{history}"' in client.get(suggestion.release.get_absolute_url()).content.decode()


def test_the_admins_history_shows_it(editor_client, suggestion):
    decide(editor_client, suggestion, accept="Accept", note="The verb was mended.")
    where = reverse("admin:neoarchive_pressrelease_history", args=[suggestion.release_id])
    assert "The verb was mended." in editor_client.get(where).content.decode()


def test_refused_it_keeps_the_reason_and_no_visitor_hears_of_it(editor_client, suggestion):
    decide(editor_client, suggestion, refuse="Refuse", note="The filing has it so.")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason) == ("refused", "The filing has it so.")
    assert suggestion.decided_by.is_staff
    assert not Change.objects.exists()
    assert "The filing has it so." in editor_client.get(page(suggestion)).content.decode()


def test_a_decision_needs_words_and_is_made_once(editor_client, suggestion):
    decide(editor_client, suggestion, accept="Accept", note="  ")
    suggestion.refresh_from_db()
    assert suggestion.state == "waiting"
    decide(editor_client, suggestion, refuse="Refuse", note="No.")
    decide(editor_client, suggestion, accept="Accept", note="Yes.")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason) == ("refused", "No.")
    assert not Change.objects.exists()


def test_spam_is_deleted_in_bulk(editor_client, suggestion):
    for number in range(5):
        Suggestion.objects.create(filing=suggestion.filing, text=f"Buy {number}")
    chosen = list(Suggestion.objects.filter(text__startswith="Buy").values_list("pk", flat=True))
    values = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    editor_client.post(LIST, values)
    assert list(Suggestion.objects.all()) == [suggestion]


def test_the_queue_takes_few_queries_however_long(editor_client, suggestion, django_assert_max_num_queries):
    for number in range(30):
        Suggestion.objects.create(filing=suggestion.filing, release=suggestion.release, text=f"Number {number}")
    with django_assert_max_num_queries(12):
        editor_client.get(LIST)


@pytest.mark.parametrize(("role", "may_decide"), [("reader-staff", False), ("editor", True), ("publisher", True)])
def test_who_decides(client, suggestion, role, may_decide):
    user = User.objects.create_user("someone", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    html = client.get(page(suggestion)).content.decode()
    assert ('name="accept"' in html) is may_decide
    decide(client, suggestion, refuse="Refuse", note="No.")
    suggestion.refresh_from_db()
    assert (suggestion.state == "refused") is may_decide
