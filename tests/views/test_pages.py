"""What holds for every page of the public site."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from neoarchive.models import CompanyName, Exhibit
from tests.factories import make_appearance, make_company, make_filing, make_quotation, make_release

pytestmark = pytest.mark.django_db

VOID = {"meta", "link", "input", "br", "wbr", "img", "hr"}


class Outline(HTMLParser):
    """Headings, ids, and whether the tags close in order."""

    def __init__(self):
        super().__init__()
        self.levels, self.ids, self.open, self.faults = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        self.faults += [f"{tag} {name}" for name in attrs if name == "style" or name.startswith("on")]
        own = attrs.get("src", "").startswith("/static/js/")
        if tag == "script" and attrs.get("type") != "application/ld+json" and not own:
            self.faults.append("script")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


@pytest.fixture
def addresses():
    company = make_company("Calder Instruments, Inc.", invented=True)
    filing = make_filing(company, warnings=[{"code": "x", "message": "A page is missing.", "lines": [1, 1]}])
    release = make_release(filing, tickers=("CLDR",), tidied=[{"text": "Page break left out", "lines": [2, 3]}])
    appearance = make_appearance(release)
    make_quotation(release)
    make_release(make_filing(company, form_type="8-K/A"), headline="A second " * 30)
    Exhibit.objects.create(filing=filing, number="99.2", included=False)
    CompanyName.objects.create(company=company, name="Former Name Corp.")
    return [
        *(reverse(name) for name in ("home", "companies", "people", "filings", "about")),
        reverse("companies-letter", args=["c"]),
        reverse("release-source", args=[release.slug]),
        *(one.get_absolute_url() for one in (company, filing, release, appearance.contact)),
        "/nothing/here/",
    ]


def test_every_page_is_well_made(client, addresses):
    for address in addresses:
        response = client.get(address)
        html = response.content.decode()
        outline = Outline()
        outline.feed(html)
        assert outline.levels.count(1) == 1, address
        assert all(b - a <= 1 for a, b in zip(outline.levels, outline.levels[1:], strict=False)), address
        assert len(outline.ids) == len(set(outline.ids)), address
        assert outline.faults == [], address
        assert outline.open == [], address
        assert "– neoarchive</title>" in html, address
        assert "default-src 'none'" in response["Content-Security-Policy"], address


def test_every_page_but_errors_says_where_it_belongs(client, addresses):
    for address in addresses[:-1]:
        assert f'<link rel="canonical" href="http://testserver{address}' in client.get(address).content.decode(), (
            address
        )


def test_every_link_within_the_site_leads_somewhere(client, addresses):
    seen = set()
    for address in addresses:
        html = client.get(address).content.decode()
        for link in re.findall(r'href="([^"]+)"', html):
            path = link.replace("&amp;", "&").removeprefix("http://testserver").partition("#")[0]
            if path.startswith("source/"):
                path = address + path
            if path.startswith("/") and not path.startswith(("/static/", "/releases/?", "/nothing")):
                seen.add(path)
    assert len(seen) > 12
    for path in seen - {"/releases/"}:
        assert client.get(path).status_code in (200, 302), path


def test_every_reference_to_a_line_leads_to_a_line(client, addresses):
    release = next(a for a in addresses if a.startswith("/releases/") and not a.endswith("source/"))
    source = client.get(release + "source/").content.decode()
    lines = set(re.findall(r'href="source/#(L\d+)"', client.get(release).content.decode()))
    assert "L1" in lines
    assert lines <= set(re.findall(r'id="(L\d+)"', source)) | {"L2"}  # the tidied lines were given, not read


def test_the_menu_shows_where_one_is(client, addresses):
    assert 'href="/filings/" aria-current="page"' in client.get("/filings/").content.decode()
    company = next(a for a in addresses if re.fullmatch(r"/companies/calder[^/]*/", a))
    assert 'href="/companies/" aria-current="true"' in client.get(company).content.decode()
