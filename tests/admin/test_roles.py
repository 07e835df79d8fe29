"""Who may do what: four groups, each with only the permissions it needs."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from neoarchive.models import Filing, PressRelease
from tests.admin_texts import ADD, fields, filing, paste, press
from tests.factories import make_filing, make_release

ROLES = ["reader-staff", "editor", "publisher", "administrator"]


@pytest.fixture
def as_role(db):
    """Logs somebody with a role in."""

    def make(role):
        user = User.objects.create_user(role, password="a long enough password", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return make


def test_a_migration_makes_the_roles(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_on_the_staff_sees_drafts_and_records(as_role, role):
    filing = make_filing(status=Filing.Status.DRAFT)
    release = make_release(filing)
    client = as_role(role)
    for address in (
        "/admin/",
        "/admin/neoarchive/filing/",
        f"/admin/neoarchive/filing/{filing.pk}/change/",
        f"/admin/neoarchive/pressrelease/{release.pk}/change/",
        f"/admin/neoarchive/pressrelease/{release.pk}/history/",
        f"/admin/neoarchive/source/{filing.source_id}/change/",
        release.get_absolute_url(),
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("role", "adds", "publishes", "users"),
    [
        ("reader-staff", False, False, False),
        ("editor", True, False, False),
        ("publisher", True, True, False),
        ("administrator", True, True, True),
    ],
)
def test_what_a_role_may_do(as_role, role, adds, publishes, users):
    client = as_role(role)
    filing = make_filing()
    release = make_release(filing)
    assert (client.get(ADD).status_code == 200) == adds
    page = client.get(f"/admin/neoarchive/pressrelease/{release.pk}/change/").content.decode()
    assert ('name="_save"' in page) == adds
    client.post("/admin/neoarchive/filing/", {"action": "unpublish", "_selected_action": [filing.pk]})
    filing.refresh_from_db()
    assert (filing.status == Filing.Status.DRAFT) == publishes
    assert (client.get("/admin/auth/user/").status_code == 200) == users
    assert (client.get(f"/admin/neoarchive/filing/{filing.pk}/delete/").status_code == 200) == publishes


@pytest.mark.parametrize(("role", "status"), [("editor", "draft"), ("publisher", "published")])
def test_what_an_editor_saves_waits_for_a_publisher(as_role, role, status):
    client = as_role(role)
    preview = paste(client, filing())
    said = client.get(preview).content.decode()
    assert ("a publisher publishes it" in said) == (role == "editor")
    press(client, preview, "_save", publish="on")
    assert PressRelease.objects.get().status == status


def test_an_editor_cannot_publish_through_the_page_of_a_filing(as_role):
    draft = make_filing(status=Filing.Status.DRAFT)
    client = as_role("editor")
    address = f"/admin/neoarchive/filing/{draft.pk}/change/"
    client.post(address, {**fields(client.get(address)), "status": "published"})
    draft.refresh_from_db()
    assert draft.status == Filing.Status.DRAFT


def test_an_administrator_does_not_make_superusers(as_role, editor):
    client = as_role("administrator")
    me = User.objects.get(username="administrator")
    address = f"/admin/auth/user/{me.pk}/change/"
    sent = fields(client.get(address))
    client.post(address, {**sent, "is_superuser": "on", "user_permissions": ["1"]})
    me.refresh_from_db()
    assert not me.is_superuser
    assert not me.user_permissions.exists()
    own = f"/admin/auth/user/{editor.pk}/"
    assert 'name="_save"' not in client.get(f"{own}change/").content.decode(), "a superuser is out of reach"
    assert client.get(f"{own}password/").status_code == 403
    assert client.post(f"{own}delete/", {"post": "yes"}).status_code == 403
