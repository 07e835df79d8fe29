"""Records nobody was kind to, on small screens: long headlines, words without a break, tables of forty columns."""

import re
from datetime import date
from typing import Any

import pytest

from neoarchive.ingest import service
from neoarchive.ingest.render import block_html
from neoarchive.models import Company, CompanyName, Exhibit, Filing, PressRelease, Registrant, Signature
from tests.browser.judging import sideways
from tests.browser.places import KINDS, pages
from tests.factories import (
    make_appearance,
    make_block,
    make_company,
    make_contact,
    make_filing,
    make_quotation,
    make_release,
    make_source,
)
from tests.filings import bare

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG = WORD * 3
ADDRESS = "investor.relations.and.corporate.communications.department@" + "a-very-long-name." * 6 + "example.com"
WIDTHS = (320, 360)


def _table(columns: int, *, read: bool) -> dict[str, Any]:
    """A table of which the columns were read, or one kept as typed."""
    figures = [[f"{row * 1_000_003 + n:,}" for n in range(columns)] for row in range(3)]
    text = "\n".join(" ".join(row) for row in figures)
    block = {"kind": "table", "text": text, "at": [[0, 9]], "lines": [1, 3]}
    if read:
        rows = [[{"text": one, "colspan": 1} for one in (LONG, *row)] for row in figures]
        block["table"] = {"rows": rows, "header_rows": 1, "caption": LONG}
    return {**block, "html": block_html("table", text, block.get("table"))}  # type: ignore[arg-type]


@pytest.fixture
def hostile(live_server: Any) -> None:
    company = make_company(f"{LONG} Corp.", cik="0000831547")
    CompanyName.objects.create(company=company, name=f"Formerly {LONG}", until=date(1997, 1, 1))
    lines = [f"FORM 8-K {LONG}", "x" * 900, " " * 200 + "far out to the right", "\t" * 40 + "tabs", "|".join("0" * 300)]
    source = make_source("\n".join(lines * 4).encode(), filename=f"{LONG}.txt", origin=f"https://example.com/{LONG}")
    filing = make_filing(
        company,
        source=source,
        items=("5.02", "9.01"),
        warnings=[{"code": "x", "message": f"The page {LONG} is missing.", "lines": [1, 2]}],
    )
    Registrant.objects.filter(filing=filing).update(
        file_number=LONG[:60], phone="1" * 60, address=f"{WORD} {LONG}", state_of_incorporation=WORD
    )
    exhibit = Exhibit.objects.create(filing=filing, number="10.1-A-very-long", description=LONG, included=False)
    Signature.objects.create(filing=filing, name=WORD, title=LONG)
    release = make_release(
        filing,
        headline=f"{WORD} {LONG} " + "Announces the Completion of a Very Long Transaction " * 8,
        subheadlines=[{"text": LONG, "lines": [2, 2]}],
        status_line=LONG,
        dateline=f"{LONG}, IL, July 27, 1998",
        wire=WORD,
        tickers=("ABCDEFGHIJ", "KLMNOPQRST", "UVWXYZABCD"),
        tidied=[{"text": f"{LONG} was left out", "lines": [1, 9999]}],
        summary=LONG,
        has_table=True,
        blocks=[
            make_block(LONG, lines=(1, 1)),
            make_block(f"{LONG} " * 3, kind="heading", lines=(2, 2)),
            make_block(LONG, kind="bullet", lines=(3, 3)),
            _table(40, read=True),
            _table(40, read=False),
            make_block(LONG, kind="boilerplate", lines=(12345, 12399)),
        ],
    )
    contact = make_contact(WORD + WORD, organization=LONG)
    make_appearance(release, contact, title=LONG, phones=["+1 (312) 555-0142 ext. 0123456789012345"], emails=[ADDRESS])
    make_quotation(release, speaker=WORD, speaker_title=LONG)
    make_release(make_filing(company, form_type="8-K/A"), headline=LONG, exhibit=exhibit.number)
    data = bare(headline=LONG.upper(), body=f"{LONG} " + "-" * 300)
    service.save(service.read(data, f"{WORD}.txt"), data, publish=True)
    assert (Company.objects.count(), Filing.objects.count(), PressRelease.objects.count()) == (2, 3, 3)


def test_no_page_scrolls_sideways(hostile: None, visit: Any, faults: Any) -> None:
    page = visit()
    paths = [path for kind in KINDS for path in pages(kind)]
    paths += [f"/releases/?q={LONG}", f"/releases/?q=%22{LONG}", f"/releases/?q={WORD.lower()}", f"/nothing/{LONG}/"]
    for path in paths:
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            faults.add(f"{path} at {width} px", sideways(page), page)
    faults.none()


def test_a_wide_table_and_a_search_can_be_used_with_a_thumb(samples: str, visit: Any) -> None:
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto("/")
    page.fill("main [name=q]", "has:table tamarack")
    page.tap("main form button")
    page.wait_for_url("**/releases/?q=*")
    page.tap(".entries h2 a >> nth=0")
    page.wait_for_url(re.compile(r"/releases/[^/?]+/"))
    wide = page.locator(".scroll").first
    inside, outside = wide.evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert inside > outside  # the table scrolls, and not the page
    assert sideways(page) == []
    # The row's name stays in sight while its figures pass.
    wide.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    names = page.locator(".fin [scope=row]")
    if names.count():
        assert names.first.evaluate("one => one.getBoundingClientRect().left") >= 0
    assert page.complaints == []
