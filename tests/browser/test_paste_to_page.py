"""From a text on the clipboard to a page beside its source: an editor saves, a visitor finds and reads."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from neoarchive.management.commands.demo import SAMPLES
from neoarchive.models import Filing
from tests import shared
from tests.admin_texts import ADD, filing

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long enough password"


@pytest.fixture
def desk(visit: Any, editor: Any) -> Any:
    """The page of an editor who has logged in, where texts are added."""
    page = visit()
    page.goto(f"/admin/login/?next={ADD}")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_selector("#id_text")
    page.complaints.clear()  # the stock log-in page names no icon, and Chromium asks for one
    return page


def paste_and_save(desk: Any, text: str, *, headline: str = "", warning: str = "") -> None:
    """Paste, look at the preview for a headline or a warning, save and publish."""
    desk.goto(ADD)
    desk.fill("#id_text", text)
    desk.click("text=Read and preview")
    desk.wait_for_selector("form.ingest")
    assert not desk.query_selector_all(".errorlist")
    read = desk.locator("[name='releases.0.headline']")
    assert (read.input_value() if headline else read.count() or "").casefold() == headline.casefold()
    assert warning in " ".join(desk.locator(".warnings").all_inner_texts())
    desk.click("[name=_save]")
    desk.wait_for_url("**/change/")


def real(name: str) -> str:
    return (shared.need("gold/sources") / name).read_text(encoding="utf-8")


def headlines(visitor: Any, query: str) -> list[str]:
    """What a visitor finds who types a query on the home page: headlines, in order."""
    visitor.goto("/")
    visitor.fill("main [name=q]", query)
    visitor.press("main [name=q]", "Enter")
    visitor.wait_for_url("**/releases/?q=*")
    return [one.inner_text() for one in visitor.query_selector_all(".entries h2")]


def test_two_real_filings_of_neotherapeutics(desk: Any, visit: Any) -> None:
    assert not Filing.objects.exists()
    with_release, without = "004_c612eea42939905c.txt", "000_6e018b488839fc50.txt"
    label = shared.gold_label(Path(with_release))["releases"][0]
    paste_and_save(desk, real(without), warning="Exhibit 99.1")
    paste_and_save(desk, real(with_release), headline=label["headline"])
    assert Filing.objects.published().count() == 2

    visitor = visit()
    for query in ("nerve growth", '"nerve growth factors"', "ticker:NEOT", "glasky"):
        assert [one.casefold().replace("’", "'") for one in headlines(visitor, query)] == [
            label["headline"].casefold()
        ], query
    assert headlines(visitor, "glasky -nerve") == []

    # Read it, and see a value beside the line of the filing where it stands.
    headlines(visitor, '"nerve growth factors"')
    visitor.click(".entries h2 a")
    assert "NEOT" in visitor.inner_text("article .org")
    for contact in label["contacts"]:
        assert contact["name"] in visitor.inner_text("#contacts")
    visitor.click(".views >> text=Beside its source")
    visitor.wait_for_url(re.compile(r"/source/"))
    visitor.go_back()
    visitor.click("article h1 .src")
    line = visitor.locator(".raw span:target")
    assert label["headline"].split()[0].casefold() in line.inner_text().casefold()

    # The form whose exhibit is not in the file says so, to a visitor too.
    visitor.goto("/filings/")
    visitor.click("a[href^='/filings/1998-06-01']")
    row = visitor.inner_text("table.lined tbody tr")
    assert row.startswith("99.1")
    assert row.endswith("Not in this file")
    visitor.click("header .org a")
    assert "Exhibit 99.1 but not in the filing of June 1, 1998" in visitor.inner_text(".entries .gap")
    assert visitor.complaints == []
    assert desk.complaints == []


def test_a_sample_pasted_is_found_and_stands_beside_its_source(desk: Any, visit: Any) -> None:
    text = (SAMPLES / "1996-05-22-pellucid-therapeutics.txt").read_text(encoding="ascii")
    wanted = "Pellucid Therapeutics Reports Positive Phase II Results for Corvalin™ in Dry Eye"
    paste_and_save(desk, text, headline=wanted.replace("™", "(TM)"))
    visitor = visit()
    found = headlines(visitor, "corvalin ticker:PLQD contact:ellison")
    assert [one.casefold() for one in found] == [wanted.casefold()]
    visitor.click(".entries h2 a")
    assert "184-Patient Study" in visitor.inner_text("article .sub")
    visitor.click("article .sub .src")
    lit = visitor.locator(".raw span:target")
    number = int(lit.get_attribute("data-n"))
    assert lit.inner_text().split() == text.splitlines()[number - 1].split()
    assert "184-Patient Study" in lit.inner_text()
    # The original is given as it came.
    visitor.click(".views >> text=Release")
    address = visitor.get_attribute("a[href$='/original']", "href") or ""
    assert visitor.request.get(address).text().splitlines() == text.splitlines()  # browsers send CR LF
    # The editor sees the page as the visitor does, with a way back to the record.
    desk.goto(visitor.url)
    desk.click("text=Edit this record")
    desk.wait_for_url("**/pressrelease/*/change/")
    assert visitor.complaints == []
    assert desk.complaints == []


def test_two_files_and_a_zip(desk: Any, visit: Any) -> None:
    names = ["Calder Ltd.", "Harbour Gauge Co.", "Tidewater Optics, Inc.", "Elgin Sounding Corp."]
    texts = [filing(name, f"July {day}, 1998").encode() for day, name in enumerate(names, 20)]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number, text in enumerate(texts[2:]):
            archive.writestr(f"july/{number}.txt", text)
        archive.writestr("july/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")
    desk.set_input_files(
        "[name=files]",
        [
            {"name": "one.txt", "mimeType": "text/plain", "buffer": texts[0]},
            {"name": "two.txt", "mimeType": "text/plain", "buffer": texts[1]},
            {"name": "more.zip", "mimeType": "application/zip", "buffer": held.getvalue()},
        ],
    )
    desk.click("text=Read and preview")
    desk.wait_for_selector("form.ingest")
    assert "Not taken in: picture.png. The file is a PNG image" in desk.inner_text(".messagelist")
    for left in range(len(texts), 0, -1):
        assert Filing.objects.count() == len(texts) - left
        desk.click("[name=_next]" if left > 1 else "[name=_save]")
        desk.wait_for_load_state()
    desk.wait_for_url("**/change/")
    assert Filing.objects.published().count() == len(texts)
    visitor = visit()
    assert sorted(headlines(visitor, "harbour tides")) == sorted(f"{name} Announces New Instrument" for name in names)
    assert visitor.complaints == []
    assert desk.complaints == []
