"""The preview in Chromium: lines light up, nothing breaks the Content-Security-Policy, narrow screens hold it."""

import pytest

from neoarchive.ingest import service
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


@pytest.fixture
def review(desk, live_server):
    """The review of a filing with three doubts, opened from the dashboard."""
    data = filing("Tidal Works, Inc.").encode()
    draft = service.read(data)
    release = draft.releases[0]
    for one in (release.headline, release.place, release.contacts[0].title):
        one.level, one.reason = "doubtful", "a reason for doubt"
    service.save(draft, data, publish=True)
    desk.goto(f"{live_server.url}/admin/")
    desk.click("text=1 filing with doubts")
    desk.click("text=Begin with the first")
    desk.wait_for_selector("form.review")
    return desk


def test_three_doubts_are_cleared_without_a_mouse(review):
    """Each doubt has the focus in its turn, and its lines light up; then comes the button."""
    assert review.evaluate("document.activeElement.name") == "releases.0.headline"
    assert lit(review)
    review.keyboard.press("Control+A")
    review.keyboard.type("Tidal Works Builds a Gauge")
    review.keyboard.press("Tab")
    assert review.evaluate("document.activeElement.name") == "releases.0.place"
    place = lit(review)
    review.keyboard.press("Tab")
    assert review.evaluate("document.activeElement.name") == "releases.0.contacts.0.title"
    assert lit(review) != place
    review.keyboard.press("Tab")
    assert review.evaluate("document.activeElement.name") == "_next"
    review.keyboard.press("Enter")
    review.wait_for_selector("text=No filing with doubts waits")
    assert PressRelease.objects.get().headline == "Tidal Works Builds a Gauge"
    assert review.complaints == []


def test_what_is_marked_in_the_source_becomes_the_value_and_its_evidence(review):
    review.focus("[name='releases.0.place']")
    review.evaluate(
        """() => {
          const lines = [...document.querySelectorAll('.ingest-raw span')];
          const line = lines.find(l => l.textContent.includes('for measuring'));
          const at = line.textContent.indexOf('harbour tides');
          document.activeElement.blur();
          document.getSelection().setBaseAndExtent(line.firstChild, at, line.firstChild, at + 13);
        }"""
    )
    review.click("text=Use what is marked for: Dateline place")
    assert review.input_value("[name='releases.0.place']") == "harbour tides"
    review.click("[name=_save]")
    review.wait_for_url("**/change/")
    release = PressRelease.objects.get()
    (start, end), *_ = release.evidence["place"]["at"]
    assert release.filing.source.text[start:end] == "harbour tides"
    assert review.complaints == []


def test_a_review_works_without_javascript(browser, review):
    context = browser.new_context(java_script_enabled=False, storage_state=review.context.storage_state())
    page = context.new_page()
    page.goto(review.url)
    page.fill("[name='releases.0.headline']", "Typed by hand")
    page.click("[name=_next]")
    page.wait_for_selector("text=No filing with doubts waits")
    assert PressRelease.objects.get().headline == "Typed by hand"
    context.close()
