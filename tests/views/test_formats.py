"""Feeds, tables and records: valid whatever a headline holds, bounded, never with a draft. Also run with PostgreSQL."""

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from neoarchive.ingest import upkeep
from neoarchive.models import Contact, OldAddress, PressRelease
from neoarchive.search import find, kept
from neoarchive.views.formats import answers, atom
from neoarchive.views.formats.clean import cell, plain
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_release

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ["companies", "filings", "people"]


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def table(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    text = body_of(response).decode()
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


ALLOWED = ("author", "entry", "id", "link", "published", "subtitle", "summary", "title", "updated")
"""Elements of RFC 4287 that the feeds have; nothing of another vocabulary is in them."""
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def records(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def feed(client: Client, address: str) -> list[dict[str, str]]:
    """The entries of a feed that keeps to RFC 4287: what must be there is there once, and nothing is empty."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert set(links) == {"self", "alternate"}
    assert urlsplit(links["self"] or "").path == urlsplit(address).path
    assert links["self"] == f"http://testserver{address}"
    for part in (root, *root.findall(f"{ATOM}entry")):
        assert {one.tag for one in part} <= {ATOM + name for name in ALLOWED}
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
            assert part.findtext(f"{ATOM}{name}"), name
        assert RFC_3339.fullmatch(part.findtext(f"{ATOM}updated") or "")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo
        assert urlsplit(part.findtext(f"{ATOM}id") or "").scheme in ("http", "tag")
        assert [one.get("rel") for one in part.findall(f"{ATOM}link")].count("alternate") == 1
        assert len(part.findall(f"{ATOM}author")) == 1
        assert part.findtext(f"{ATOM}author/{ATOM}name")
        assert all((link.get("href") or "").startswith("http://testserver/") for link in part.findall(f"{ATOM}link"))
    entries = [{one.tag.removeprefix(ATOM): one.text or "" for one in e} for e in root.findall(f"{ATOM}entry")]
    assert len({entry["id"] for entry in entries}) == len(entries)
    return entries


@pytest.fixture
def archive() -> dict[str, Any]:
    neo = make_company("NeoTherapeutics, Inc.", slug="neotherapeutics", cik="0000831547")
    oil = make_company("Merrow Oil & Gas, Inc.", slug="merrow", invented=True)
    contact = make_contact()
    made = []
    for number, day in enumerate([date(1999, 3, 2), date(1998, 7, 27), None, date(1998, 7, 28)]):
        company = oil if number == 1 else neo
        filing = make_filing(company, report_date=day, accession_number=f"0000892569-98-00000{number}")
        made.append(
            make_release(
                filing, headline=f"Number {number} on nerve", released_on=day, tickers=("NEOT",), summary="Calder said."
            )
        )
    make_appearance(made[0], contact)
    draft = make_release(
        make_filing(make_company("Secret Corp.", slug="secret"), status="draft"), headline="Held nerve"
    )
    hidden = make_contact("Hidden Person")
    make_appearance(draft, hidden)
    return {"hidden": hidden, "neo": neo, "oil": oil, "made": made, "contact": contact, "draft": draft}


def test_records_of_a_search(client: Client, archive: dict[str, Any]) -> None:
    found = records(client, "/releases.json?q=nerve&has_table=0")
    assert list(found) == [
        *("version", "title", "url", "page_url", "found", "found_is", "order", "next", "releases"),
    ]
    assert (found["version"], found["found"], found["found_is"], found["next"]) == (1, 4, "exact", None)
    assert found["url"] == "http://testserver/releases.json?q=nerve&has_table=0"
    assert found["page_url"] == "http://testserver/releases/?q=nerve&has_table=0"
    assert [one["date"] for one in found["releases"]] == ["1999-03-02", "1998-07-28", "1998-07-27", None]
    first, release = found["releases"][0], archive["made"][0]
    assert list(first) == [
        *("id", "url", "source_url", "headline", "date", "company", "tickers", "items", "exhibit", "has", "summary"),
        *("filing", "invented", "updated"),
    ]
    assert first["url"] == f"http://testserver/releases/{release.slug}/"
    assert first["company"]["cik"] == "0000831547"
    assert first["tickers"] == [{"exchange": "Nasdaq", "symbol": "NEOT", "own": True}]
    assert first["has"] == {"contact": True, "quotation": False, "table": False}
    assert first["filing"]["accession_number"] == "0000892569-98-000000"
    assert [one["invented"] for one in found["releases"]] == [False, False, True, False]
    oldest = records(client, "/releases.json?sort=oldest")
    assert [one["date"] for one in oldest["releases"]] == [None, "1998-07-27", "1998-07-28", "1999-03-02"]
    assert oldest["order"] == "oldest first"


def test_a_table_of_a_search(client: Client, archive: dict[str, Any]) -> None:
    rows = table(client, "/releases.csv?q=nerve&company=neotherapeutics")
    assert [row["headline"] for row in rows] == ["Number 0 on nerve", "Number 3 on nerve", "Number 2 on nerve"]
    assert rows[0]["date"] == "1999-03-02"
    assert rows[0]["tickers"] == "Nasdaq: NEOT"
    assert rows[0]["items"] == "5; 7"
    assert rows[0]["url"] == f"http://testserver/releases/{archive['made'][0].slug}/"
    assert rows[0]["has_contact"] == "yes"
    assert table(client, "/releases.csv?q=nothingofthis") == []


def test_feeds_give_what_was_added_last_first(client: Client, archive: dict[str, Any]) -> None:
    for address in ["/feed.atom", "/releases/feed.atom", "/releases/feed.atom?q=nerve&sort=oldest"]:
        assert [entry["title"] for entry in feed(client, address)] == [f"Number {n} on nerve" for n in (3, 2, 1, 0)]
    entries = feed(client, reverse("company-feed", args=["neotherapeutics"]))
    assert [entry["title"] for entry in entries] == [f"Number {n} on nerve" for n in (3, 2, 0)]
    assert entries[0]["summary"] == "July 28, 1998, NeoTherapeutics, Inc. (Nasdaq: NEOT). Calder said."
    assert entries[1]["summary"].startswith("No date, NeoTherapeutics")
    assert "Invented sample." in feed(client, "/companies/merrow/feed.atom")[0]["summary"]
    entries = feed(client, reverse("person-feed", args=[archive["contact"].slug]))
    assert [entry["title"] for entry in entries] == ["Number 0 on nerve"]


def test_a_search_without_results_has_a_feed_that_stays_the_same(client: Client, archive: dict[str, Any]) -> None:
    address = "/releases/feed.atom?q=nothingofthis&company=neotherapeutics"
    assert feed(client, address) == []
    assert client.get(address).content == client.get(address).content
    make_release(archive["made"][0].filing, headline="Nothingofthis at last")
    assert [entry["title"] for entry in feed(client, address)] == ["Nothingofthis at last"]
    PressRelease.objects.all().delete()
    assert feed(client, "/feed.atom") == feed(client, "/releases/feed.atom?q=x") == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_records(client: Client, archive: dict[str, Any], name: str) -> None:
    found = records(client, f"/{name}.json")
    assert (found["version"], found["next"]) == (1, None)
    rows = table(client, f"/{name}.csv")
    assert len(rows) == len(found[name]) == {"companies": 2, "filings": 4, "people": 1}[name]
    assert [row["url"] for row in rows] == [one["url"] for one in found[name]]
    for row in rows:
        assert client.get(row["url"]).status_code == 200
    if name == "companies":
        assert {row["name"]: row["releases"] for row in rows} == {
            "NeoTherapeutics, Inc.": "3",
            "Merrow Oil & Gas, Inc.": "1",
        }
    if name == "filings":
        assert [row["releases"] for row in rows] == ["1"] * 4
        assert client.get(rows[0]["original_url"]).status_code == 200


def everything(client: Client) -> list[tuple[str, bytes]]:
    people = Contact.objects.published().values_list("slug", flat=True)
    addresses = ["/feed.atom", "/releases/feed.atom", "/releases/feed.atom?q=nerve", "/releases.csv", "/releases.json"]
    addresses += [f"/releases.{kind}?q=held+OR+nerve" for kind in ("csv", "json")]
    addresses += [f"/{name}.{kind}" for name in LISTS for kind in ("csv", "json")]
    addresses += [
        reverse("company-feed", args=["neotherapeutics"]),
        *(reverse("person-feed", args=[one]) for one in people),
    ]
    return [(one, body_of(client.get(one))) for one in addresses]


def test_drafts_are_in_none_of_them_whoever_asks(editor_client: Client, archive: dict[str, Any]) -> None:
    for client in (Client(), editor_client):
        for address, content in everything(client):
            assert not re.search(rb"Held|Secret|Hidden|secret|hidden", content), address
        assert client.get("/companies/secret/feed.atom").status_code == 404
        assert client.get(reverse("person-feed", args=[archive["hidden"].slug])).status_code == 404
        assert client.get("/releases.json?company=secret").status_code == 400
    upkeep.publish(archive["draft"].filing)
    assert b"Held nerve" in dict(everything(Client()))["/feed.atom"]


def test_the_same_answer_is_not_sent_twice(client: Client, archive: dict[str, Any]) -> None:
    for address, _ in everything(client):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, address
        assert "Cookie" in first["Vary"]


@pytest.mark.parametrize("query", ["q=(nerve", "year=x", "company=nobody", "start=1998", "start=1998-02-30.1"])
def test_what_cannot_be_read_is_told(client: Client, archive: dict[str, Any], query: str) -> None:
    refused = client.get(f"/releases.json?{query}")
    assert refused.status_code == 400
    fault = json.loads(refused.content)["faults"][0]
    assert fault["name"] == query.partition("=")[0]
    for address in ("/releases.csv", "/releases/feed.atom"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert fault["message"] in response.content.decode()
    for name in LISTS:
        assert client.get(f"/{name}.json?start=x").status_code == 400
        assert client.get(f"/{name}.csv?start=-1").status_code == 400


def test_a_feed_moves_with_its_company(client: Client, archive: dict[str, Any]) -> None:
    OldAddress.objects.create(kind=OldAddress.Kind.COMPANY, slug="neo-old", record=archive["neo"].pk)
    response = client.get("/companies/neo-old/feed.atom")
    assert (response.status_code, response["Location"]) == (301, "/companies/neotherapeutics/feed.atom")


def test_an_entry_keeps_its_id_and_tells_when_it_was_changed(client: Client, archive: dict[str, Any]) -> None:
    """RFC 4287, 4.2.6: the id is the same for good, whatever the record or its address becomes."""
    before = feed(client, "/feed.atom")[0]
    release = PressRelease.objects.published().latest("pk")
    release.headline, release.slug = "Another headline", "another-address"
    release.save()
    after = feed(client, "/feed.atom")[0]
    assert (after["id"], after["title"]) == (before["id"], "Another headline")
    assert datetime.fromisoformat(after["updated"]) > datetime.fromisoformat(before["published"])
    assert after["published"] == before["published"]


@given(st.text(max_size=40), st.text(max_size=40))
@example("=HYPERLINK(1)", "\x00\x01\x0b\x1b\x85\x9f\ud800\ufffe")
@example("\t=1+1", "\r\n-2")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_headline_holds_feeds_and_tables_can_be_read(archive: dict[str, Any], one: str, other: str) -> None:
    """Written past ingest, which strips control characters: what an editor pastes, an import or an old row may hold."""
    texts = [text.replace("\x00", "").encode("utf-8", "ignore").decode() for text in (one, other)]
    PressRelease.objects.filter(pk=archive["made"][0].pk).update(headline=texts[0], summary=texts[1])
    client = Client()
    assert feed(client, "/feed.atom")[-1]["title"] == (plain(texts[0]) or "No headline")
    row = next(row for row in table(client, "/releases.csv") if archive["made"][0].slug in row["url"])
    assert row["headline"] == cell(texts[0])
    assert not re.match(r"[=+\-@\t\r]", row["headline"])
    records(client, "/releases.json")


@given(st.text())
def test_cells_begin_no_formula_and_hold_no_control_character(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert all(c >= " " and not "\x7f" <= c <= "\x9f" for c in shown)
    # Nothing else is lost.
    assert [c for c in shown.removeprefix("'") if c.isalnum()] == [
        c for c in plain(text).removeprefix("'") if c.isalnum()
    ]


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("query", ["", "q=nerve", "q=nerve&has_contact=0"])
def test_pages_follow_one_another_to_the_end(
    client: Client, monkeypatch: pytest.MonkeyPatch, order: str, query: str
) -> None:
    """Every release once, in order, also of one day and without a date, whatever the bounds are."""
    filing = make_filing()
    for number in range(11):
        day = date(1998, 1 + number // 4, 1) if number > 2 else None
        make_release(filing, headline=f"Nerve {number}", released_on=day, exhibit=None)
    monkeypatch.setattr(answers, "PAGE", 3)
    monkeypatch.setattr(find, "COUNTED", 4)
    whole = [one["id"] for one in records(client, f"/releases.json?{query}&sort={order}")["releases"]]
    address, pages = f"/releases.json?{query}&sort={order}", []
    while address:
        page = records(client, address)
        assert len(page["releases"]) <= 3
        assert (page["found"], page["found_is"]) == ((4, "at least") if query else (11, "exact"))
        pages.append([one["id"] for one in page["releases"]])
        address = page["next"]
    joined = [one for page in pages for one in page]
    assert joined[:3] == whole
    expected = PressRelease.objects.all()
    assert len(joined) == len(set(joined)) == expected.count() == 11
    dates = dict(expected.values_list("slug", "shown_date"))
    known = [dates[slug] or date.min for slug in joined]
    assert known == sorted(known, reverse=order == "newest")
    address, rows = f"/releases.csv?{query}&sort={order}", []
    while address:
        response = client.get(address)
        rows += list(csv.DictReader(io.StringIO(body_of(response).decode(), newline="")))
        address = re.sub(r'<(.*)>; rel="next"', r"\1", response.get("Link", ""))
    assert [row["url"].split("/")[-2] for row in rows] == joined


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_records_follow_one_another(
    client: Client, archive: dict[str, Any], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make_appearance(archive["made"][1], make_contact("Ben Ode"))
    whole = [one["url"] for one in records(client, f"/{name}.json")[name]]
    monkeypatch.setattr(answers, "PAGE", 1)
    monkeypatch.setattr(answers, "MOST", 1)
    address, joined = f"/{name}.json", []
    while address:
        page = records(client, address)
        joined += [one["url"] for one in page[name]]
        address = page["next"]
    assert joined == whole
    address, joined = f"/{name}.csv", []
    while address:
        response = client.get(address)
        joined += [one["url"] for one in csv.DictReader(io.StringIO(body_of(response).decode(), newline=""))]
        address = re.sub(r'<(.*)>; rel="next"', r"\1", response.get("Link", ""))
    assert joined == whole


def test_a_long_table_is_streamed(client: Client, archive: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    short = body_of(client.get("/releases.csv"))
    monkeypatch.setattr(answers, "BATCH", 2)
    response = client.get("/releases.csv")
    assert response.streaming
    assert "ETag" not in response
    assert body_of(response) == short


def test_work_is_bounded_whatever_the_archive_holds(
    client: Client, archive: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in an archive so large that its size is not counted on every hit.
    monkeypatch.setattr(kept, "_WORTH_KEEPING_S", 0)
    monkeypatch.setattr(answers, "PAGE", 3)
    monkeypatch.setattr(atom, "MOST", 3)
    most = {
        "/feed.atom": 4,
        "/releases/feed.atom": 4,
        "/releases/feed.atom?q=nerve": 4,
        "/releases/feed.atom?q=nothingofthis": 2,
        "/companies/neotherapeutics/feed.atom": 5,
        f"/people/{archive['contact'].slug}/feed.atom": 5,
        "/releases.json": 4,
        "/releases.json?q=nerve&company=neotherapeutics": 6,
        "/releases.csv?q=nerve": 4,
        "/companies.json": 5,
        "/filings.json": 5,
        "/people.json": 3,
    }

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            body_of(client.get(address))
        return len(captured)

    before = {address: queries(address) for address in most}
    assert all(before[address] <= most[address] for address in most), before
    for number in range(12):
        release = make_release(make_filing(make_company(f"Company {number}")), headline="Nerve", tickers=("T",))
        make_appearance(release, make_contact(f"Person {number}"))
    assert {address: queries(address) for address in most} == before
    assert len(feed(client, "/feed.atom")) == 3
    assert len(records(client, "/people.json")["people"]) == 3


def test_pages_name_their_other_formats(client: Client, archive: dict[str, Any]) -> None:
    page = client.get("/releases/?q=nerve&year=1998&sort=company&page=1").content.decode()
    for kind, address in [
        ("application/atom+xml", "/releases/feed.atom"),
        ("application/json", "/releases.json"),
        ("text/csv", "/releases.csv"),
    ]:
        link = re.search(rf'<link rel="alternate" type="{re.escape(kind)}" title="[^"]+" href="([^"]+)">', page)
        assert link
        assert link[1] == f"{address}?q=nerve&amp;year=1998"
        assert page.count(f'<a href="{link[1]}"') == 1
    empty = client.get("/releases/?q=nothingofthis").content.decode()
    assert '<a href="/releases/feed.atom?q=nothingofthis">feed</a>' in empty
