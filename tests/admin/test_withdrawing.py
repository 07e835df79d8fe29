"""Withdrawing from the desk: with a reason, by those who may, without JavaScript, and back by one press."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from neoarchive.ingest import withdraw
from neoarchive.models import Change, Contact, PressRelease
from tests.factories import make_appearance, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    found = make_release()
    make_appearance(found)
    return found


def of_role(name: str, django_user_model) -> Client:
    user = django_user_model.objects.create_user(f"the {name}", password="a long enough password", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    client = Client()
    client.force_login(user)
    return client


def page(record, name: str) -> str:
    return reverse(f"admin:neoarchive_{record._meta.model_name}_{name}", args=[record.pk])


def asking(*records) -> str:
    first = records[0]
    where = reverse(f"admin:neoarchive_{first._meta.model_name}_withdraw")
    return f"{where}?ids={','.join(str(one.pk) for one in records)}"


@pytest.mark.parametrize("model", [PressRelease, Contact])
def test_a_record_is_withdrawn_with_a_reason_and_brought_back(editor_client, release, model) -> None:
    record = model.objects.get()
    form = editor_client.get(page(record, "change"))
    assert asking(record) in form.content.decode()
    question = editor_client.get(asking(record)).content.decode()
    assert "Visitors get the reason" in question
    answer = editor_client.post(asking(record), {"ids": record.pk, "reason": "Asked for it"}, follow=True)
    text = answer.content.decode()
    assert "by editor" in text
    assert "“Asked for it”" in text
    assert model.objects.get().is_withdrawn
    assert Client().get(record.get_absolute_url()).status_code == 410
    back = editor_client.post(page(record, "bring_back"), follow=True).content.decode()
    assert "is brought back" in back
    assert not model.objects.get().is_withdrawn
    assert Client().get(record.get_absolute_url()).status_code == 200


def test_without_a_reason_it_is_asked_again_and_nothing_is_done(editor_client, release) -> None:
    answer = editor_client.post(asking(release), {"ids": release.pk, "reason": " "})
    assert "Give a reason" in answer.content.decode()
    assert not PressRelease.objects.get().is_withdrawn


def test_several_at_once_from_the_list(editor_client, release) -> None:
    other = make_release()
    chosen = {"_selected_action": [release.pk, other.pk], "action": "withdraw_selected"}
    listed = reverse("admin:neoarchive_pressrelease_changelist")
    answer = editor_client.post(listed, chosen)
    assert answer.url == asking(release, other)
    ids = f"{release.pk},{other.pk}"
    editor_client.post(answer.url, {"ids": ids, "reason": "Both"})
    assert {one.withdrawn_reason for one in PressRelease.objects.all()} == {"Both"}
    assert editor_client.get(listed + "?status__exact=withdrawn").context["cl"].result_count == 2
    editor_client.post(listed, chosen | {"action": "bring_selected_back"})
    assert PressRelease.objects.published().count() == 2
    assert Change.objects.count() == 4


def test_another_version_that_stays_is_named(editor_client, release) -> None:
    make_release(headline="Corrected version", version_of=release)
    assert "Corrected version" in editor_client.get(asking(release)).content.decode()


@pytest.mark.parametrize(("role", "may"), [("reader-staff", False), ("editor", False), ("publisher", True)])
def test_only_those_who_may_do_it(release, django_user_model, editor, role, may) -> None:
    client = of_role(role, django_user_model)
    assert client.get(asking(release)).status_code == (200 if may else 403)
    assert client.post(asking(release), {"ids": release.pk, "reason": "Mine"}).status_code == (302 if may else 403)
    assert PressRelease.objects.get().is_withdrawn is may
    assert (asking(release) in client.get(page(release, "change")).content.decode()) is False
    if not may:
        withdraw.withdraw(release, editor, "Theirs")
        change = Change.objects.get()
        assert client.post(page(release, "bring_back")).status_code == 403
        revert = reverse("admin:neoarchive_pressrelease_revert", args=[release.pk, change.pk])
        assert client.post(revert).status_code == 403
        assert PressRelease.objects.get().is_withdrawn
        assert "Bring it back" not in client.get(page(release, "change")).content.decode()


def test_a_get_changes_nothing(editor_client, release) -> None:
    assert editor_client.get(page(release, "bring_back")).status_code == 405
    editor_client.get(asking(release) + "&reason=Mine")
    assert not PressRelease.objects.get().is_withdrawn


def test_odd_numbers_are_told_and_do_no_harm(editor_client, release) -> None:
    where = reverse("admin:neoarchive_pressrelease_withdraw")
    for ids in ("", "x", "999999", "1" * 30, "-1", "٣"):
        assert editor_client.get(where, {"ids": ids}).status_code == 302
