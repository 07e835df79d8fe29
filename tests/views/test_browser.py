"""Pages in a browser: nothing scrolls sideways, nothing is refused, nothing that axe finds."""

from pathlib import Path

import pytest
from django.urls import reverse

from neoarchive.ingest import service
from neoarchive.management.commands.demo import sample_files
from neoarchive.models import Company, Contact, Filing, PressRelease
from tests.filings import bare

pytestmark = pytest.mark.django_db(transaction=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def axe():
    module = pytest.importorskip("axe_playwright_python")
    return next(Path(module.__file__).parent.rglob("axe.min.js")).read_text()


@pytest.fixture
def addresses(live_server):
    data = bare()
    service.save(service.read(data), data, publish=True)
    for path in sample_files()[-3:]:
        data = path.read_bytes()
        service.save(service.read(data, path.name), data, publish=True, invented=True)
    releases = [
        PressRelease.objects.order_by("shown_date").first(),
        PressRelease.objects.filter(has_table=True).first(),
    ]
    paths = [
        *(reverse(name) for name in ("home", "companies", "people", "filings", "about")),
        *(one.get_absolute_url() for one in releases if one),
        reverse("release-source", args=[releases[0].slug]),
        *(model.objects.first().get_absolute_url() for model in (Company, Contact, Filing)),
        "/nothing/here/",
    ]
    return [live_server.url + path for path in paths]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe_and_fits_320_pixels(page, addresses, axe, scheme):
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.emulate_media(color_scheme=scheme)
    for address in addresses:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            assert refused == [], address
            page.evaluate(axe)
            found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], (address, width)
            refused.clear()  # what axe itself asked for


def test_a_line_that_is_pointed_at_is_lit(page, addresses):
    source = next(a for a in addresses if a.endswith("/source/"))
    page.goto(source)
    plain = page.evaluate("getComputedStyle(document.querySelector('#L7')).backgroundColor")
    page.goto(source + "#L7")
    assert page.evaluate("getComputedStyle(document.querySelector('#L7')).backgroundColor") != plain
