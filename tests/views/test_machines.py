"""Twins in JSON, their description, and a machine that tries all it describes. Also run with PostgreSQL."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis.strategies import booleans, data, sampled_from
from jsonschema_rs import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

from neoarchive.management.commands.demo import load_samples
from neoarchive.models import Company, CompanyName, Contact, Filing, OldAddress, PressRelease
from neoarchive.search.events import EVENTS
from neoarchive.views.formats import openapi, whole
from tests.factories import (
    make_appearance,
    make_block,
    make_company,
    make_contact,
    make_filing,
    make_quotation,
    make_release,
)

pytestmark = pytest.mark.django_db
EXAMPLES = 25
SEARCHES = ("releases-json", "first-use-json", "quotations-json")
MODES = [GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


def twin_of(record: Any) -> str:
    return record.get_absolute_url()[:-1] + ".json"


def read(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status, (address, response.content[:300])
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = json.loads(response.content)
    return found


@pytest.fixture
def release() -> PressRelease:
    company = make_company("NeoTherapeutics, Inc.", slug="neotherapeutics", cik="0000831547")
    made = make_release(
        make_filing(company, slug="1998-07-27-neotherapeutics-8-k", accession_number="0000892569-98-002080"),
        slug="1998-07-27-patent",
        headline="NeoTherapeutics Receives Patent",
        tickers=("NEOT",),
        body=("IRVINE, Calif. – A patent.", "“We are pleased,” said Dr. Glasky."),
    )
    make_appearance(made, make_contact("Carol Hess", slug="carol-hess"), phones=["(312) 555-0142"])
    make_quotation(made, speaker="Alvin Glasky")
    return made


# -- what they hold -------------------------------------------------------------------------------------------------


def test_a_release_whole(client: Client, release: PressRelease) -> None:
    table = {"rows": [[{"text": "a", "header": "", "colspan": 1, "rowspan": 1}]]}
    release.blocks[1]["table"] = table
    release.edits = {"headline": {"by": "editor", "on": "2026-01-02T03:04:05+00:00", "was": "Neo Receives"}}
    release.save()
    found = read(client, "/releases/1998-07-27-patent.json")
    assert found["version"] == 1
    assert found["json_url"] == "http://testserver/releases/1998-07-27-patent.json"
    assert found["url"] == "http://testserver/releases/1998-07-27-patent/"
    assert found["headline"] == "NeoTherapeutics Receives Patent"
    assert found["evidence"]["headline"]["at"] == [[0, 8]]
    assert found["evidence"]["headline"]["lines"] == [1, 1]
    assert found["edited"] == {"headline": {"on": "2026-01-02T03:04:05+00:00", "was": "Neo Receives"}}
    assert [one["text"] for one in found["blocks"]] == [block["text"] for block in release.blocks]
    assert found["blocks"][1]["table"] == table
    assert found["blocks"][1]["lines"] == [2, 2]
    assert [(one["name"], one["phones"]) for one in found["contacts"]] == [("Carol Hess", ["(312) 555-0142"])]
    assert found["quotations"][0]["speaker"] == "Alvin Glasky"
    assert found["printed_tickers"][0]["symbol"] == "NEOT"
    source = release.filing.source
    assert found["source"]["sha256"] == source.sha256
    assert client.get(found["source"]["url"].removeprefix("http://testserver")).content == source.data
    assert found["versions"] == []


def test_versions_of_a_release(client: Client, release: PressRelease) -> None:
    later = make_release(release.filing, slug="corrected", version_of=release, released_on=date(1998, 7, 28))
    make_release(make_filing(release.company, status="draft"), slug="unseen", version_of=release)
    for one in (release, later):
        found = read(client, twin_of(one))
        assert [v["url"].rsplit("/", 2)[1] for v in found["versions"]] == ["1998-07-27-patent", "corrected"]


def test_a_filing_whole(client: Client, release: PressRelease) -> None:
    filing = release.filing
    filing.segments = [{"kind": "release", "use": "release", "first": 1, "last": 3, "release": 0}]
    filing.warnings = [{"code": "no-filed-date", "message": "No date of filing.", "lines": None}]
    filing.save()
    amendment = make_filing(release.company, form_type="8-K/A", amends=filing)
    found = read(client, twin_of(filing))
    assert found["registrants"][0]["name"] == "NeoTherapeutics, Inc."
    assert [one["number"] for one in found["items"]] == ["5", "7"]
    assert found["exhibits"][0]["number"] == "99.1"
    assert found["segments"][0]["last"] == 3
    assert found["warnings"] == [{"code": "no-filed-date", "message": "No date of filing."}]
    assert found["amended_by"] == [f"http://testserver{amendment.get_absolute_url()}"]
    assert read(client, twin_of(amendment))["amends"] == found["url"]
    assert found["releases"] == ["http://testserver/releases/1998-07-27-patent/"]


def test_a_company_whole(client: Client, release: PressRelease) -> None:
    draft = make_filing(release.company, status=Filing.Status.DRAFT)
    CompanyName.objects.create(
        company=release.company, name="Spectrum", until=date(2002, 12, 11), filing=release.filing
    )
    CompanyName.objects.create(company=release.company, name="Secret", filing=draft)
    found = read(client, "/companies/neotherapeutics.json")
    assert [one["name"] for one in found["names"]] == ["Spectrum"]
    assert found["names"][0]["changed_on"] == "2002-12-11"
    assert [one["id"] for one in found["latest_releases"]] == ["1998-07-27-patent"]
    listed = read(client, found["releases_url"].removeprefix("http://testserver"))
    assert [one["id"] for one in listed["releases"]] == ["1998-07-27-patent"]


def test_a_person_page_by_page(client: Client, release: PressRelease, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "PAGE", 2)
    contact = Contact.objects.get()
    for number in range(4):
        make_appearance(make_release(release.filing, slug=f"more-{number}"), contact)
    seen, address = [], "/people/carol-hess.json"
    while address:
        found = read(client, address)
        assert len(found["appearances"]) <= 2
        seen += [one["release"]["id"] for one in found["appearances"]]
        address = (found["next"] or "").removeprefix("http://testserver")
    assert seen == ["more-3", "more-2", "more-1", "more-0", "1998-07-27-patent"]
    assert read(client, "/people/carol-hess.json?start=x", 400)["error"]


def test_the_archive(client: Client, release: PressRelease) -> None:
    found = read(client, "/index.json")
    assert found["holds"] == {
        "releases": 1,
        "filings": 1,
        "companies": 1,
        "first_release": "1998-07-27",
        "last_release": "1998-07-27",
    }
    for addresses in (found["pages"], found["lists"], found["more"]):
        for address in addresses.values():
            assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


# -- what they do not hold ------------------------------------------------------------------------------------------


def test_drafts_are_in_none_whoever_asks(client: Client, editor_client: Client, release: PressRelease) -> None:
    company = make_company("Unseen, Inc.", slug="unseen-inc")
    draft = make_release(make_filing(company, status=Filing.Status.DRAFT), slug="a-draft", headline="Hidden headline")
    contact = make_contact("Nobody Yet", slug="nobody-yet")
    make_appearance(draft, contact)
    for who in (client, editor_client):
        for record in (draft, draft.filing, company, contact):
            assert read(who, twin_of(record), 404) == {"error": "There is no such record.", "faults": []}
        for record in (release, release.filing, release.company, Contact.objects.get(slug="carol-hess")):
            assert "unseen" not in json.dumps(read(who, twin_of(record))).lower()
        assert read(who, "/index.json")["holds"]["releases"] == 1


def test_what_is_withdrawn_is_gone(client: Client, release: PressRelease) -> None:
    filing = release.filing
    filing.items.update(body="The text of the release stands here.")
    PressRelease.objects.filter(pk=release.pk).update(
        status="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="Filed by mistake."
    )
    gone = read(client, "/releases/1998-07-27-patent.json", 410)
    assert gone["reason"] == "Filed by mistake."
    assert "Patent" not in json.dumps(gone)
    found = read(client, twin_of(filing))
    assert (found["withheld"], found["releases"], found["segments"]) == (True, [], [])
    assert {one["text"] for one in found["items"]} == {None}
    assert "stands here" not in json.dumps(found)
    assert read(client, "/companies/neotherapeutics.json")["latest_releases"] == []


def test_a_withdrawn_person_is_gone(client: Client, release: PressRelease) -> None:
    Contact.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Asked for it.")
    release.blocks = [{**make_block("Call (312) 555-0142."), "shown": "Call [withdrawn].", "table": {"rows": []}}]
    release.save()
    assert read(client, "/people/carol-hess.json", 410)["reason"] == "Asked for it."
    found = read(client, twin_of(release))
    assert found["contacts"] == []
    assert found["blocks"][0]["text"] == "Call [withdrawn]."
    assert found["blocks"][0]["table"] is None
    assert read(client, twin_of(release.filing))["withheld"] is True


def test_no_name_of_an_editor_is_in_any(client: Client, release: PressRelease, editor: Any) -> None:
    for record in (release, release.filing):
        record.edits = {"headline": {"by": "the-editor", "on": "2026-01-02T03:04:05+00:00", "was": None}}
        record.save()
        assert "the-editor" not in client.get(twin_of(record)).content.decode()


# -- how they answer ------------------------------------------------------------------------------------------------


def test_old_addresses_lead_on(client: Client, release: PressRelease) -> None:
    for kind, record in (("release", release), ("filing", release.filing), ("company", release.company)):
        OldAddress.objects.create(kind=kind, slug="once", record=record.pk)
        response = client.get(twin_of(record).rpartition("/")[0] + "/once.json")
        assert (response.status_code, response["Location"]) == (301, twin_of(record))
        assert json.loads(response.content) == {"moved_to": f"http://testserver{twin_of(record)}"}


@pytest.mark.parametrize("address", ["/releases/x.json", "/nowhere.json", "/releases/a b.json", "/api/none.json"])
def test_nothing_there_is_told_as_json(client: Client, address: str) -> None:
    assert read(client, address, 404)["error"] == "There is no such record."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["/releases.json", "/index.json", "/releases/1998-07-27-patent.json"])
def test_records_are_only_read(client: Client, address: str, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method.upper(), address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert json.loads(response.content)["error"]


def test_what_has_not_changed_is_not_sent_again(client: Client, release: PressRelease) -> None:
    for record in (release, release.filing, release.company, Contact.objects.get()):
        tag = client.get(twin_of(record))["ETag"]
        again = client.get(twin_of(record), headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
    release.headline = "Another headline"
    release.save()
    assert client.get(twin_of(release), headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("kind", "most"), [(PressRelease, 14), (Filing, 18), (Company, 14), (Contact, 12)], ids=lambda k: str(k)
)
def test_work_is_bounded(client: Client, release: PressRelease, kind: Any, most: int) -> None:
    """However much there is of a record, its twin takes the same number of queries."""
    contact = Contact.objects.get()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(client, twin_of(kind.objects.order_by("pk").first()))
        counts.append(len(queries))
        for _ in range(5):
            more = make_release(release.filing, exhibit=f"99.{len(counts)}")
            make_appearance(more, contact)
            make_quotation(release)
    assert counts[0] == counts[1] <= most


# -- the description ------------------------------------------------------------------------------------------------


def test_every_address_for_machines_is_described() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.endswith("-json")}
    assert set(openapi.OPERATIONS) == names


def test_the_page_names_every_address(client: Client) -> None:
    page = client.get("/api/").content.decode()
    for name in openapi.OPERATIONS:
        assert f"<code>{openapi.path_of(name)}</code>" in page


def keys_of(schema: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    if "$ref" in schema:
        return keys_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    found = set(schema.get("properties", {}))
    return found.union(*(keys_of(one, schemas) for one in schema.get("allOf", [])))


def undescribed(value: Any, schema: dict[str, Any], schemas: dict[str, Any], where: str) -> list[str]:
    """Keys of an answer that its schema does not have."""
    if "$ref" in schema:
        return undescribed(value, schemas[schema["$ref"].rpartition("/")[2]], schemas, where)
    for one in schema.get("anyOf", []):
        if value is not None and one != {"type": "null"}:
            return undescribed(value, one, schemas, where)
    if isinstance(value, list):
        return [key for one in value for key in undescribed(one, schema.get("items", {}), schemas, where + "[]")]
    if not isinstance(value, dict) or "additionalProperties" in schema or not schema:
        return []
    properties: dict[str, Any] = {}
    for part in [*schema.get("allOf", []), schema]:
        part = schemas[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        properties |= part.get("properties", {})
        for inner in part.get("allOf", []):
            inner = schemas[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
            properties |= {**inner.get("properties", {}), **part.get("properties", {})}
    found = [f"{where}.{key}" for key in value if key not in properties]
    return found + [
        key for name, one in value.items() if name in properties
        for key in undescribed(one, properties[name], schemas, f"{where}.{name}")
    ]  # fmt: skip


QUERIES = {
    "organization-json": {"name": "Fenwick Hale Communications"},
    "first-use-json": {"q": "corvalin"},
    "quotations-json": {"q": "speaker:president"},
}


def given_of(name: str) -> list[dict[str, Any]]:
    """The parts of all addresses of one kind that the archive has an answer to."""
    path = openapi.path_of(name)
    if "{slug}" in path:
        return [{"slug": slug} for slug in slugs_of(name)]
    if "{letter}" in path:
        return [{"letter": letter} for letter in "blmopqt"]
    if "{month}" in path or "{year}" in path:
        days = PressRelease.objects.published().values_list("shown_date", flat=True)
        parts = [{"year": day.year, "month": day.month, "day": day.day} for day in days if day]
        return [{part: one[part] for part in one if f"{{{part}}}" in path} for one in parts]
    return [{}]


def slugs_of(name: str) -> list[str]:
    """Slugs of the records that a kind of address names, and that have such a page."""
    if name == "event-json":
        return [event.slug for event in EVENTS]
    records: Any = {"release": PressRelease, "filing": Filing, "company": Company}.get(
        re.split(r"\W", name)[0], Contact
    )
    listed = records.objects.published()
    return [
        *(listed.filter(has_table=True) if name == "release-tables-json" else listed).values_list("slug", flat=True)
    ]


def test_answers_are_as_described(client: Client) -> None:
    """Of every record of the samples: all that is promised is there, and all that is there is described."""
    load_samples()
    document = json.loads(client.get("/api/openapi.json").content)
    schemas = document["components"]["schemas"]
    for name in openapi.OPERATIONS:
        path = openapi.path_of(name)
        asked = sorted({f"{path.format(**given)}?{urlencode(QUERIES.get(name, {}))}" for given in given_of(name)})
        answer = document["paths"][openapi.path_of(name)]["get"]["responses"]["200"]
        schema = answer["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": document["components"]}, validate_formats=True)
        assert asked
        for address in asked:
            found = read(client, address)
            assert [f"{address}: {fault.message}" for fault in validator.iter_errors(found)] == []
            assert undescribed(found, schema, schemas, "") == []


@pytest.fixture
def connection_stays_open() -> Iterator[None]:
    """A server closes the connection between requests, and the test's transaction would end with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_stays_open")
def test_what_is_described_holds_for_whatever_is_asked() -> None:
    """Schemathesis asks what the description allows and what it does not, and looks at every answer."""
    load_samples()
    gone = PressRelease.objects.order_by("pk").first()
    assert gone is not None
    PressRelease.objects.filter(pk=gone.pk).update(
        status="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="A test."
    )
    description = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for name in openapi.OPERATIONS:
        seen = ask(name, description[openapi.path_of(name)]["GET"], gone.slug)
        assert seen[200], (name, seen)
        assert "{" not in openapi.path_of(name) or seen[404], (name, seen)
        assert not any(status >= 500 for status in seen), (name, seen)


def ask(name: str, operation: Any, gone: str) -> Counter[int]:
    """So many answers had each status. Half of what is allowed is asked of pages that there are."""
    there = given_of(name) + [{"slug": gone}] * name.startswith("release-")
    seen: Counter[int] = Counter()

    @seed(1)
    @hypothesis_settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(data())
    def asked(drawn: Any) -> None:
        mode = drawn.draw(sampled_from(MODES))
        case = drawn.draw(operation.as_strategy(generation_mode=mode))
        if mode is GenerationMode.POSITIVE and drawn.draw(booleans()):
            case.path_parameters.update(drawn.draw(sampled_from(there)))
            case.query.update(QUERIES.get(name, {}))
        answer = case.call(headers={"Host": "testserver"})
        # A search may be a fault in the language of queries, or name no company; 410 is not known to schemathesis.
        refuses = name in SEARCHES or answer.status_code == 410
        case.validate_response(answer, excluded_checks=[positive_data_acceptance] if refuses else [])
        seen[answer.status_code] += 1

    asked()
    return seen
