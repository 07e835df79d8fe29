"""What of the admin is ours: no rule of accessibility is broken there, light or dark. The rest is Django's."""

from typing import Any

import pytest

from neoarchive.models import Filing, PressRelease, Suggestion
from tests.admin_texts import ADD
from tests.browser import judging
from tests.factories import make_appearance, make_contact
from tests.filings import bare

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_of_an_editor(visit: Any, samples: str, editor: Any, faults: Any) -> None:
    page, source = visit(), judging.axe_source()
    page.goto(f"/admin/login/?next={ADD}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "a long enough password")
    page.click("input[type=submit]")
    page.wait_for_selector("#id_text")
    page.complaints.clear()
    _judge(page, source, faults, "add from text", "#content-main")
    page.fill("#id_text", bare(body="x" * 200).decode())
    page.click("text=Read and preview")
    page.wait_for_selector("form.ingest")
    _judge(page, source, faults, "preview", "#content-main")
    page.fill("[name=report_date]", "no date at all")
    page.click("[name=_save]")
    page.wait_for_selector(".errorlist")
    _judge(page, source, faults, "preview with errors", "#content-main")
    page.click("[name=_discard]")
    page.wait_for_selector("text=No, take me back")
    _judge(page, source, faults, "discard", "#content")
    release = PressRelease.objects.filter(has_table=True)[0]
    page.goto(f"/admin/neoarchive/pressrelease/{release.pk}/change/")
    _judge(page, source, faults, "blocks of a release", ".body-blocks")
    page.goto(f"/admin/neoarchive/source/{release.filing.source_id}/change/")
    _judge(page, source, faults, "lines of a source", ".source-lines")
    faults.add("the console", page.complaints)
    faults.none()


def test_the_other_pages_of_an_editor(visit: Any, samples: str, editor: Any, faults: Any) -> None:
    """Lists, forms and questions: no rule is broken in what is ours, and none of them scrolls sideways."""
    release = PressRelease.objects.filter(has_table=True, has_contact=True)[0]
    filing, company = release.filing, release.company
    Filing.objects.filter(pk=filing.pk).update(doubts=1)
    contact = release.contacts.first().contact
    other = make_contact(contact.name, slug="another", organization=f"Another {contact.organization}")
    make_appearance(release, other, phones=["(312) 555-0142"])
    Suggestion.objects.create(release=release, filing=filing, text="The name is wrong.", first_line=1, last_line=2)
    page, source = visit(), judging.axe_source()
    page.goto(f"/admin/login/?next={ADD}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "a long enough password")
    page.click("input[type=submit]")
    page.wait_for_selector("#id_text")
    at = "/admin/neoarchive"
    ours = {
        "dashboard": ("/admin/", None),
        "queue of doubts": (f"{at}/filing/review/", "#content-main"),
        "duplicates": (f"{at}/contact/duplicates/", "#content-main"),
        "merging": (f"{at}/contact/merge/{contact.pk}/{other.pk}/", "#content-main"),
        "withdrawing": (f"{at}/pressrelease/withdraw/?ids={release.pk}", "#content-main"),
        "a sheet": (f"{at}/company/import/", "#content-main"),
        "history": (f"{at}/company/{company.pk}/history/", "#content-main"),
        "a suggestion": (f"{at}/suggestion/{Suggestion.objects.get().pk}/change/", "#content-main"),
        "a release": (f"{at}/pressrelease/{release.pk}/change/", None),
        "a company": (f"{at}/company/{company.pk}/change/", None),
        "companies": (f"{at}/company/", None),
        "review": (f"{at}/filing/review/{filing.pk}/", "#content-main"),
    }
    for name, (address, part) in ours.items():
        answer = page.goto(address)
        faults.add(name, [] if answer.ok else [f"answers {answer.status}"], page)
        if part:
            _judge(page, source, faults, name, part)
        for width in (320, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            faults.add(f"{name} at {width} px", judging.sideways(page), page)
    tools = page.request.get(f"{at}/company/").text()
    assert tools.count("Import CSV") == 1
    faults.none()


def _judge(page: Any, source: str, faults: Any, name: str, part: str) -> None:
    before = len(page.complaints)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)  # Django's links take 150 ms to change their colour
        faults.add(f"{name}, {scheme}", judging.axe(page, source, within=part), page)
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        faults.add(f"{name} at {width} px", judging.sideways(page), page)
    page.set_viewport_size({"width": 1280, "height": 740})
    page.emulate_media(color_scheme="light")
    del page.complaints[before:]  # what axe itself asked for
