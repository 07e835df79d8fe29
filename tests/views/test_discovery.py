"""Sitemap, robots.txt and the description of the search. Also run with PostgreSQL."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from neoarchive.models import PressRelease
from neoarchive.views import discovery
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_release

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def locations(client: Client, address: str, tag: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert len(response.content) <= 50 * 1024 * 1024
    root = ElementTree.fromstring(response.content)
    assert root.tag == SITEMAP + tag
    assert len(root) <= 50_000
    for entry in root:  # as the schema orders them: the address, and after it the day
        assert entry.tag == SITEMAP + ("sitemap" if tag == "sitemapindex" else "url")
        assert [one.tag for one in entry] in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"])
        where = entry.findtext(f"{SITEMAP}loc") or ""
        assert where.startswith("http://testserver/")
        assert 12 <= len(where) < 2048
    for day in root.iter(f"{SITEMAP}lastmod"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day.text or "")
    return [one.text or "" for one in root.iter(f"{SITEMAP}loc")]


def everything(client: Client) -> list[str]:
    parts = locations(client, "/sitemap.xml", "sitemapindex")
    return [page for part in parts for page in locations(client, part, "urlset")]


@pytest.mark.parametrize("part", [10_000, 2, 1])
def test_the_sitemap_has_every_page_once_and_no_draft(
    client: Client, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(discovery, "PART", part)
    made = [make_release(headline=f"Number {number}") for number in range(5)]
    draft = make_release(make_filing(make_company("Secret Corp."), status="draft"))
    invented = make_release(make_filing(make_company("Sample, Inc.", invented=True)))
    person = make_appearance(made[0], make_contact("Ada Marsh")).contact
    pages = everything(client)
    assert len(pages) == len(set(pages))
    for name in ("/", "/about/", "/quality/", "/api/", "/events/", "/events/directors/", "/calendar/", "/filings/"):
        assert f"http://testserver{name}" in pages
    for release in made:
        for record in (release, release.filing, release.company):
            assert f"http://testserver{record.get_absolute_url()}" in pages
    for left_out in (draft, draft.filing, draft.company, invented, invented.filing, invented.company, person):
        assert f"http://testserver{left_out.get_absolute_url()}" not in pages
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert b'name="robots" content="noindex' not in answer.content, page


def test_a_part_is_found_without_counting_those_before_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "PART", 2)
    for number in range(7):
        make_release(headline=f"Number {number}")
    last = PressRelease.objects.latest("pk").pk // 2 + 1
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/sitemap-releases-{last}.xml").status_code == 200
    assert len(captured) <= 4, [query["sql"] for query in captured]
    assert client.get(f"/sitemap-releases-{last + 1}.xml").status_code == 404
    assert client.get("/sitemap-releases-0.xml").status_code == 404
    assert client.get("/sitemap-people-1.xml").status_code == 404


def test_an_empty_archive_has_a_sitemap(client: Client) -> None:
    assert locations(client, "/sitemap.xml", "sitemapindex") == []


def test_robots_are_led_to_the_sitemap_and_not_into_endless_lists(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml\n" in text
    rules = [re.escape(rule).replace(r"\*", ".*") for rule in re.findall(r"Disallow: (.+)", text)]

    def closed(address: str) -> bool:
        return any(re.match(rule, address) for rule in rules)

    release = make_release()
    for address in ("/releases/?q=nerve", "/releases/?year=1998&item=5", "/releases.csv", "/filings.json", "/admin/"):
        assert closed(address), address
    for address in ("/", "/releases/", "/releases/?year=1998", "/filings/?page=2", release.get_absolute_url()):
        assert not closed(address), address


def test_a_browser_learns_how_to_search(client: Client) -> None:
    make_release(headline="Nerve growth & more")
    page = client.get("/").content.decode()
    found = re.search(r'<link rel="search" type="application/opensearchdescription\+xml" [^>]*href="([^"]+)"', page)
    assert found
    root = ElementTree.fromstring(client.get(found[1]).content)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert len(root.findtext(f"{OPENSEARCH}ShortName") or "") <= 16
    urls = {one.get("type"): one.get("template") or "" for one in root.findall(f"{OPENSEARCH}Url")}
    for kind in ("text/html", "application/atom+xml"):
        answer = client.get(urls[kind].replace("{searchTerms}", "nerve+%26"))
        assert answer.status_code == 200
        assert b"growth &amp; more" in answer.content


@pytest.mark.parametrize("name", ["home", "companies", "people", "filings", "company", "person"])
def test_pages_name_their_feeds_and_tables(client: Client, name: str) -> None:
    release = make_release()
    person = make_appearance(release).contact
    records = {"company": release.company, "person": person}
    page = client.get(records[name].get_absolute_url() if name in records else reverse(name)).content.decode()
    links = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page)
    assert links
    for kind, address in links:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(kind)
        if kind != "application/json":  # a record's twin is for programs, which read the head
            assert f'<a href="{address}"' in page
