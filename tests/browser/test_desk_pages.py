"""What of the admin is ours: no rule of accessibility is broken there, light or dark. The rest is Django's."""

from typing import Any

import pytest

from neoarchive.models import PressRelease
from tests.admin_texts import ADD
from tests.browser import judging
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
