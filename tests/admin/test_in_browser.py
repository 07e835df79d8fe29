"""The preview in Chromium: lines light up, nothing breaks the Content-Security-Policy, narrow screens hold it."""

import pytest

from neoarchive.models import Filing, PressRelease
from tests.admin_texts import ADD, filing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, live_server, editor):
    """A page that is logged in, with the preview of a filing open; gathers what the console complains of."""
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(f"{live_server.url}/admin/login/?next={ADD}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "a long enough password")
    page.click("input[type=submit]")
    page.fill("#id_text", filing())
    page.click("text=Read and preview")
    page.wait_for_selector("form.ingest")
    # Chromium asks for /favicon.ico wherever a page names no icon.
    page.complaints[:] = [c for c in page.complaints if "404" not in c]
    return page


def lit(page):
    return page.eval_on_selector_all(".ingest-raw .lit", "lines => lines.map(line => line.dataset.n)")


def test_a_link_lights_all_its_lines_and_a_field_does_too(desk):
    first, last = desk.get_attribute("#row-releases\\.0\\.blocks\\.0\\.kind a.lines", "data-lines").split("-")
    desk.click("#row-releases\\.0\\.blocks\\.0\\.kind a.lines")
    assert lit(desk) == [str(n) for n in range(int(first), int(last) + 1)]
    desk.focus("[name='report_date']")
    assert lit(desk) == ["8"]
    top = desk.eval_on_selector(".lit", "l => l.getBoundingClientRect().top")
    pane = desk.eval_on_selector(".ingest-raw", "p => p.getBoundingClientRect().toJSON()")
    assert pane["top"] <= top < pane["bottom"]
    assert desk.complaints == []


def test_paste_edit_error_save(desk):
    desk.fill("[name='releases.0.headline']", "Typed by hand")
    desk.fill("[name='report_date']", "27 Juli")
    desk.click("[name=_save]")
    assert "is no date" in desk.inner_text("#row-report_date")
    assert desk.input_value("[name='releases.0.headline']") == "Typed by hand"
    desk.fill("[name='report_date']", "1998-07-27")
    desk.click("[name=_save]")
    desk.wait_for_url("**/change/")
    assert PressRelease.objects.get().headline == "Typed by hand"
    assert desk.complaints == []


def test_enter_in_a_field_keeps_what_was_typed_and_saves_nothing(desk):
    desk.fill("[name='registrants.0.name']", "Calder Ltd.")
    desk.press("[name='registrants.0.name']", "Enter")
    desk.wait_for_selector("text=is kept here")
    assert desk.input_value("[name='registrants.0.name']") == "Calder Ltd."
    assert not Filing.objects.exists()


def test_what_was_typed_is_there_after_the_page_was_closed(desk):
    address = desk.url
    desk.fill("[name='registrants.0.name']", "Calder Ltd.")
    desk.wait_for_selector("text=What you typed is kept")
    again = desk.context.new_page()
    desk.close()
    again.goto(address)
    assert again.input_value("[name='registrants.0.name']") == "Calder Ltd."
    assert not Filing.objects.exists(), "kept is not saved"
    assert desk.complaints == []


@pytest.mark.parametrize("width", [320, 360, 800, 1400])
def test_nothing_is_wider_than_the_screen(desk, width):
    desk.set_viewport_size({"width": width, "height": 740})
    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_without_javascript(browser, desk):
    context = browser.new_context(java_script_enabled=False, storage_state=desk.context.storage_state())
    page = context.new_page()
    page.goto(desk.url)
    page.click("#row-report_date a.lines")
    assert page.url.endswith("#L8")
    page.fill("[name='releases.0.headline']", "Typed by hand")
    page.click("[name=_save]")
    page.wait_for_url("**/change/#L8")  # browsers carry the fragment over a redirect
    context.close()
    assert PressRelease.objects.get().headline == "Typed by hand"


def test_the_pages_of_records_break_no_policy(desk):
    desk.click("[name=_save]")
    desk.wait_for_url("**/change/")
    release, saved = PressRelease.objects.get(), Filing.objects.get()
    for path in (f"pressrelease/{release.pk}/change/", f"source/{saved.source_id}/change/", "filing/", "pressrelease/"):
        desk.goto(desk.url.partition("/admin/")[0] + f"/admin/neoarchive/{path}")
    assert desk.complaints == []
