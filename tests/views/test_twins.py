"""Every public page has a twin in JSON, which tells what the page tells. Also run with PostgreSQL."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from neoarchive.models import Change, Contact, Filing, OldAddress, PressRelease
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

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
WITHOUT = {
    "calendar-today": "leads on to the day it is",
    "release-suggest": "a form",
    "filing-suggest": "a form",
}
"""Pages that have nothing to tell a machine."""

SLUGS = {
    "release": "a-release",
    "filing": "a-filing",
    "company": "calder",
    "person": "carol-hess",
    "event": "directors",
}
GIVEN: dict[str, Any] = {"year": 1998, "month": 7, "day": 27, "letter": "c"}
QUERIES = {
    "company-selves": "?kind=about",
    "first-use": "?q=gauges",
    "organization": "?name=Calder+Instruments",
    "quotations": "?q=speaker%3Aglasky",
}
TABLE = {"rows": [[{"text": one, "header": "", "colspan": 1, "rowspan": 1} for one in ("Sales", "(312) 555-0142")]]}


def pages() -> dict[str, str]:
    """An address of every page of the public site, by the name of its route: a page's address ends with a stroke."""
    found = {}
    for one in get_resolver().url_patterns:
        route = str(one.pattern)
        if isinstance(one, URLPattern) and not route.startswith("admin/") and (not route or route.endswith("/")):
            name = str(one.name)
            given = {"slug": SLUGS.get(name.partition("-")[0]), **GIVEN}
            address = reverse(name, kwargs={part: given[part] for part in one.pattern.converters})
            found[name] = address + QUERIES.get(name, "")
    return found


@pytest.fixture
def release() -> PressRelease:
    company = make_company("Calder Instruments", slug="calder")
    source = make_source(b"Gauges of Calder\nSales   (312) 555-0142\nthe end\n")
    filing = make_filing(company, slug="a-filing", source=source, items=("5.02",))
    about = "Calder makes gauges. Call (312) 555-0142."
    made = make_release(
        filing,
        slug="a-release",
        headline="Calder Names a \x07Director of Gauges",
        released_on=date(1998, 7, 27),
        blocks=[
            make_block("Gauges are made.", lines=(1, 1)),
            {**make_block("Sales   (312) 555-0142", kind="table", lines=(2, 2)), "table": TABLE},
            make_block(about, kind="about", lines=(2, 2)),
        ],
        has_table=True,
    )
    contact = make_contact("Carol Hess", slug="carol-hess", organization="Calder Instruments")
    make_appearance(made, contact, phones=["(312) 555-0142"])
    filing.items.update(today="5.02")
    make_quotation(made, speaker="Alvin Glasky", text="We are pleased with our gauges.")
    return made


def read(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status, (address, response.content[:300])
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_every_page_names_its_twin_in_its_head(client: Client, release: PressRelease) -> None:
    walked = pages()
    assert len(walked) > 25
    assert set(WITHOUT) <= set(walked)
    for name in sorted(set(walked) - set(WITHOUT)):
        response = client.get(walked[name])
        assert response.status_code == 200, (name, walked[name])
        head = response.content.decode().partition("</head>")[0]
        found = re.findall(r'<link rel="alternate" type="application/json"[^>]* href="([^"]+)"', head)
        assert len(found) == 1, f"{name}: {len(found)} twins"
        where = found[0].replace("&amp;", "&")
        twin = read(client, where)
        assert twin["version"] == 1, name
        # A twin of its own says which page it belongs to; that of the whole archive or of a list serves several.
        own = walked[name].partition("?")[0].removesuffix("/") + ".json"
        if where.partition("?")[0] == own and "page_url" not in twin:
            assert twin["url"] == SITE + walked[name], name
            assert twin["json_url"] == SITE + where, name


def test_only_these_share_the_twin_of_another_page(client: Client, release: PressRelease) -> None:
    shared = set()
    for name, address in pages().items():
        own = address.partition("?")[0].removesuffix("/") + ".json"
        if name not in WITHOUT and client.get(own + QUERIES.get(name, "")).status_code != 200:
            shared.add(name)
    assert shared == {"home", "about", "api", "release-source"}


def test_events(client: Client, release: PressRelease) -> None:
    found = {one["id"]: one for one in read(client, "/events.json")["events"]}
    assert found["directors"]["releases"] == 1
    assert found["directors"]["number"] == "5.02"
    assert [one["number"] for one in found["directors"]["then"]] == ["6"]
    one = read(client, "/events/directors.json")
    assert (one["found"], one["found_is"], one["first_release"]) == (1, "exact", "1998-07-27")
    assert one["years"] == [{"year": 1998, "releases": 1, "releases_is": "exact"}]
    assert [record["id"] for record in one["latest_releases"]] == ["a-release"]
    assert client.get("/events/5-02.json")["Location"] == "/events/directors.json"
    assert read(client, "/events/none.json", 404)["error"]


def test_the_calendar(client: Client, release: PressRelease) -> None:
    make_release(release.filing, slug="later", released_on=date(1999, 3, 9))
    assert [one["year"] for one in read(client, "/calendar.json")["years"]] == [1999, 1998]
    year = read(client, "/calendar/1998.json")
    assert year["months"] == [{"month": "1998-07", "releases": 1, "json_url": f"{SITE}/calendar/1998/7.json"}]
    assert (year["previous"], year["next"]) == (None, f"{SITE}/calendar/1999.json")
    month = read(client, "/calendar/1998/7.json")
    assert [(one["date"], one["releases"]) for one in month["days"]] == [("1998-07-27", 1)]
    day = read(client, "/calendar/1998/7/27.json")
    assert [one["id"] for one in day["releases"]] == ["a-release"]
    assert day["next"] == f"{SITE}/calendar/1999/3/9.json"
    in_every_year = read(client, "/calendar/on/7/27.json")
    assert (in_every_year["found"], in_every_year["years"][0]["year"]) == (1, 1998)
    for nothing in ("1997", "1998/6", "1998/7/28", "1998/13", "on/2/30", f"{10**30}/1", f"1998/7/{10**30}"):
        read(client, f"/calendar/{nothing}.json", 404)
        assert client.get(f"/calendar/{nothing}/").status_code == 404


def test_quotations_and_terms(client: Client, release: PressRelease) -> None:
    said = read(client, "/quotations.json?q=speaker:glasky")["quotations"]
    assert [(one["text"], one["speaker"], one["release"]["id"]) for one in said] == [
        ("We are pleased with our gauges.", "Alvin Glasky", "a-release")
    ]
    assert read(client, "/quotations.json?q=speaker:nobody")["quotations"] == []
    used = read(client, "/first-use.json?q=gauges")
    assert (used["found"], used["first_release"], [one["id"] for one in used["ends"]]) == (
        1,
        "1998-07-27",
        ["a-release"],
    )
    assert read(client, "/first-use.json")["found"] == 0
    for name in ("quotations", "first-use"):
        assert read(client, f"/{name}.json?q=(", 400)["faults"][0]["name"] == "q"


def test_organisation_letter_and_quality(client: Client, release: PressRelease) -> None:
    found = read(client, "/organisations.json?name=calder+instruments")
    assert found["contacts"] == [
        {"id": "carol-hess", "url": f"{SITE}/people/carol-hess/", "name": "Carol Hess", "releases": 1}
    ]
    assert found["years"][0]["companies"][0]["name"] == "Calder Instruments"
    assert read(client, "/organisations.json?name=nobody", 404)["error"]
    assert [one["name"] for one in read(client, "/companies/letter/c.json")["companies"]] == ["Calder Instruments"]
    assert read(client, "/companies/letter/cc.json", 404)["error"]
    figures = read(client, "/quality.json")["figures"]
    assert (figures["filings"], figures["rows"][0]["fields"]["contact"]) == (1, 1)


def test_beside_a_release(client: Client, release: PressRelease) -> None:
    table = read(client, "/releases/a-release/tables.json")["tables"][0]
    assert table["rows"] == [["Sales", "(312) 555-0142"]]
    assert table["as_filed"] == ["Sales   (312) 555-0142"]
    assert client.get(table["csv_url"].removeprefix(SITE)).status_code == 200
    Change.objects.create(
        kind="pressrelease",
        record=release.pk,
        shown=True,
        reason="A misprint.",
        before={"headline": "Calder Names Director"},
        after={"headline": "Calder Names a Director"},
    )
    found = read(client, "/releases/a-release/history.json")
    assert found["release"]["headline"] == "Calder Names a Director of Gauges"  # without the control character
    correction = found["corrections"][0]
    assert correction["reason"] == "A misprint."
    assert {"kind": "new", "text": "a"} in correction["changes"][0]["parts"]


def test_beside_a_company(client: Client, release: PressRelease) -> None:
    again = "Calder makes more gauges. Call (312) 555-0142."
    make_release(
        make_filing(release.company, slug="more"),
        slug="again",
        released_on=date(2001, 1, 2),
        blocks=[make_block(again, kind="about")],
    )
    passages = read(client, "/companies/calder/in-its-words.json")["passages"]
    assert [one["first"] for one in passages] == [True, False]
    assert {"kind": "new", "text": "more"} in passages[1]["changes"]
    assert passages[1]["release"]["json_url"] == f"{SITE}/releases/again.json"
    assert read(client, "/companies/calder/in-its-words.json?kind=safe_harbor")["passages"] == []
    assert read(client, "/companies/calder/in-its-words.json?kind=other", 404)["error"]
    moments = read(client, "/companies/calder/timeline.json")["moments"]
    told = [one for one in moments if one["filing"]]
    assert [(one["filing"]["id"], one["releases"][0]["id"]) for one in told] == [
        ("a-filing", "a-release"),
        ("more", "again"),
    ]
    assert told[0]["events"] == ["directors"]


def test_old_addresses_lead_on(client: Client, release: PressRelease) -> None:
    OldAddress.objects.create(kind="company", slug="once", record=release.company_id)
    answer = client.get("/companies/once/timeline.json")
    assert (answer.status_code, answer["Location"]) == (301, "/companies/calder/timeline.json")


def test_drafts_are_in_none(release: PressRelease, editor_client: Client) -> None:
    draft = make_filing(release.company, slug="a-draft", status=Filing.Status.DRAFT, items=("5.02",))
    hidden = make_release(draft, slug="hidden", headline="Hidden gauges", released_on=date(1998, 7, 27))
    make_quotation(hidden, speaker="Alvin Glasky", text="Hidden gauges.")
    for name, page in pages().items():
        path, _, query = page.partition("?")
        if name in {*WITHOUT, "home"}:
            continue
        answer = editor_client.get(f"{path.removesuffix('/')}.json?{query}")
        assert b"idden" not in answer.content, name


def test_what_is_withdrawn_is_in_none(client: Client, release: PressRelease) -> None:
    """A number that was withdrawn stands in no twin, and on no page and in no table that twins are made of."""
    Contact.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Asked for it.")
    for block in release.blocks:
        shown = block["text"].replace("(312) 555-0142", "[withdrawn]")
        if shown != block["text"]:
            block |= {"shown": shown, "html": shown}
    release.save()
    for name, page in pages().items():
        path, _, query = page.partition("?")
        for address in (page, f"{path.removesuffix('/')}.json?{query}"):
            assert b"555-0142" not in client.get(address).content, (name, address)
    found = read(client, "/releases/a-release/tables.json")["tables"][0]
    assert (found["rows"], found["csv_url"], found["as_filed"]) == (None, None, ["[withdrawn]"])
    assert client.get("/releases/a-release/tables/1.csv").status_code == 404
    PressRelease.objects.update(status="withdrawn", withdrawn_at=datetime(2026, 1, 2, tzinfo=UTC), withdrawn_reason="x")
    for page in ("history", "tables"):
        assert read(client, f"/releases/a-release/{page}.json", 410)["reason"] == "x"
