"""Export and import of companies and people from their lists in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from neoarchive.models import Change, Company
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db

IMPORT = "/admin/neoarchive/company/import/"


def upload(client: Client, text: str | bytes, where: str = IMPORT):
    data = text.encode() if isinstance(text, str) else text
    return client.post(where, {"file": SimpleUploadedFile("list.csv", data, "text/csv")})


def of_role(name: str, django_user_model) -> Client:
    user = django_user_model.objects.create_user(f"the {name}", password="a long enough password", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", ["company", "contact"])
def test_the_list_leads_to_both_and_the_export_streams(editor_client, model) -> None:
    make_company()
    make_contact()
    listed = editor_client.get(reverse(f"admin:neoarchive_{model}_changelist")).content.decode()
    for name in ("export", "import"):
        assert reverse(f"admin:neoarchive_{model}_{name}") in listed
    answer = editor_client.get(reverse(f"admin:neoarchive_{model}_export"))
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"\xef\xbb\xbfid,")
    again = upload(editor_client, data, reverse(f"admin:neoarchive_{model}_import"))
    assert "There is nothing to apply" in again.content.decode()


def test_nothing_is_written_before_apply(editor_client) -> None:
    company, other = make_company("Calder"), make_company("Other")
    answer = upload(editor_client, f"id,name\n{company.pk},Tidal\n{other.pk},Left\n99,Nobody\n,Newcomer\n")
    text = answer.content.decode()
    assert "2 changed, 1 new, 1 with faults" in text
    assert "<del>Calder</del> → <ins>Tidal</ins>" in text
    assert "no company with the id 99" in text
    assert set(Company.objects.values_list("name", flat=True)) == {"Calder", "Other"}
    given = {"table": answer.context["table"], "leave": ["3"]}
    done = editor_client.post(IMPORT, given, follow=True).content.decode()
    assert "2 records changed or added" in done
    assert set(Company.objects.values_list("name", flat=True)) == {"Tidal", "Other", "Newcomer"}
    assert Change.objects.count() == 2


def test_what_changed_since_the_preview_is_shown_again(editor_client) -> None:
    company = make_company("Calder")
    answer = upload(editor_client, f"id,name\n{company.pk},Tidal\n")
    Company.objects.filter(pk=company.pk).update(name="Somebody else was here")
    again = editor_client.post(IMPORT, {"table": answer.context["table"]})
    text = again.content.decode()
    assert "has changed since the preview" in text
    assert "<del>Somebody else was here</del>" in text
    assert Company.objects.get().name == "Somebody else was here"
    editor_client.post(IMPORT, {"table": again.context["table"]})
    assert Company.objects.get().name == "Tidal"


def test_a_preview_that_was_tampered_with_is_refused(editor_client) -> None:
    company = make_company("Calder")
    answer = upload(editor_client, f"id,name\n{company.pk},Tidal\n")
    for table in (answer.context["table"][:-2] + "xx", "", "x" * 50):
        assert "Upload the file again" in editor_client.post(IMPORT, {"table": table}).content.decode()
    assert Company.objects.get().name == "Calder"


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"id;name\n1;x\n", "semicolons"), (b"id,name\n1,Caf\xe9\n", "not UTF-8"), (b"", "The file is empty")],
)
def test_a_file_that_is_no_table_is_refused_in_words(editor_client, data, told) -> None:
    assert told in upload(editor_client, data).content.decode()


def test_values_are_escaped(editor_client) -> None:
    company = make_company("Calder")
    text = upload(editor_client, f'id,name\n{company.pk},"<script>alert(1)</script>"\n').content.decode()
    assert "<script>alert" not in text


def test_only_those_who_may(django_user_model) -> None:
    company = make_company("Calder")
    reader, editor = of_role("reader-staff", django_user_model), of_role("editor", django_user_model)
    export = reverse("admin:neoarchive_company_export")
    assert [one.get(export).status_code for one in (reader, editor, Client())] == [200, 200, 302]
    assert [one.get(IMPORT).status_code for one in (reader, editor)] == [403, 200]
    answer = upload(editor, f"id,name\n{company.pk},Tidal\n")
    table = {"table": answer.context["table"]}
    assert reader.post(IMPORT, table).status_code == 403
    # A preview of companies is none of people.
    people = reverse("admin:neoarchive_contact_import")
    editor.post(people, table)
    assert Company.objects.get().name == "Calder"
