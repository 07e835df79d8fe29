"""The archive's stamp: every kind of change changes the ETags of the pages it touches, whoever makes it and however."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from neoarchive import caching, stamps
from neoarchive.ingest import service, upkeep
from neoarchive.models import ArchiveStamp, Company, ContactAppearance, Filing, PressRelease, Upload
from neoarchive.search import index
from tests import filings
from tests.factories import make_appearance, make_company, make_filing, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> PressRelease:
    release = make_release(headline="Nerve")
    make_appearance(release)
    return release


def edited(release: PressRelease) -> None:
    release.headline = "Corrected"
    upkeep.release_changed(release)


def renamed(release: PressRelease) -> None:
    release.company.name = "Renamed, Inc."
    upkeep.company_changed(release.company)


def a_neighbour(release: PressRelease) -> None:
    make_release(make_filing(release.company, report_date=datetime(1999, 1, 2).date()), headline="Later")


def a_neighbour_withdrawn(release: PressRelease) -> None:
    a_neighbour(release)
    Client().get(release.get_absolute_url())
    upkeep.unpublish(PressRelease.objects.get(headline="Later").filing)


def a_contact_corrected(release: PressRelease) -> None:
    contact = release.contacts.get().contact
    contact.slug = "corrected"
    upkeep.contact_changed(contact)


def past_the_models(release: PressRelease) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE neoarchive_pressrelease SET place = 'Elgin' WHERE id = %s", [release.pk])


def in_bulk(release: PressRelease) -> None:
    contact = release.contacts.get().contact
    ContactAppearance.objects.bulk_create([ContactAppearance(release=release, contact=contact, name="Ben Dahl")])


def deleted(release: PressRelease) -> None:
    release.contacts.all().delete()


@pytest.mark.parametrize(
    "change",
    [edited, renamed, a_neighbour, a_neighbour_withdrawn, a_contact_corrected, past_the_models, in_bulk, deleted],
)
def test_a_change_changes_the_tag(
    client: Client, release: PressRelease, change: Callable[[PressRelease], None]
) -> None:
    before = client.get(release.get_absolute_url())
    state = before["ETag"].partition(".")[2]
    assert client.get(release.get_absolute_url())["ETag"] == before["ETag"]
    change(release)
    after = client.get(release.get_absolute_url())
    assert after["ETag"].partition(".")[2] != state
    same = change in (past_the_models, a_neighbour_withdrawn)  # the place is not shown, and the neighbour has gone
    assert (after.content == before.content) is same
    asked = client.get(release.get_absolute_url(), headers={"If-None-Match": before["ETag"]})
    assert asked.status_code == (304 if same else 200)


def test_a_draft_that_is_published_and_withdrawn_again_is_never_kept(client: Client, settings: LazySettings) -> None:
    settings.PAGE_MEMORY_BYTES = 1_000_000
    draft = make_release(make_filing(status="draft"), headline="Held back")
    address = draft.get_absolute_url()
    hidden = client.get(address)
    assert hidden.status_code == 404
    upkeep.publish(draft.filing)
    shown = client.get(address)
    assert shown.status_code == 200
    assert client.get(address).content == shown.content
    upkeep.unpublish(Filing.objects.get(pk=draft.filing_id))
    for headers in ({}, {"If-None-Match": shown["ETag"]}, {"If-None-Match": "*"}):
        gone = client.get(address, headers=headers)
        assert gone.status_code == 404
        assert "ETag" not in gone
        assert gone["Cache-Control"] == "no-cache"


def test_a_filing_that_comes_in_changes_every_state(client: Client, release: PressRelease) -> None:
    before = client.get("/filings/")["ETag"]
    data = filings.bare()
    service.save(service.read(data), data, publish=True)
    assert client.get("/filings/", headers={"If-None-Match": before}).status_code == 200


def test_a_change_that_is_rolled_back_leaves_the_stamp(release: PressRelease) -> None:
    before = stamps.current()
    with pytest.raises(ZeroDivisionError):
        _broken_off()
    assert stamps.current().mark == before.mark
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            _broken_off()
        Company.objects.update(name="Ever")
    assert stamps.current().mark != before.mark


@transaction.atomic
def _broken_off() -> None:
    Company.objects.update(name="Never")
    raise ZeroDivisionError


def test_a_transaction_changes_the_stamp_once(release: PressRelease) -> None:
    stamps.current()
    with connection.execute_wrapper(_counting := _Counting()), transaction.atomic():
        Company.objects.update(name="One")
        Company.objects.update(name="Two")
        index.index_release(release)
    assert _counting.found == 1


class _Counting:
    """Counts the transactions' marks: statements that write the stamp."""

    def __init__(self) -> None:
        self.found = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.found += "INTO neoarchive_archivestamp" in sql or "UPDATE neoarchive_archivestamp" in sql
        return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
def test_a_statement_on_its_own_is_one_transaction_with_the_stamp() -> None:
    before = stamps.current()
    company = make_company()  # an INSERT that returns the new key
    between = stamps.current()
    Company.objects.filter(pk=company.pk).update(name="Alone")
    assert len({before.mark, between.mark, stamps.current().mark}) == 3
    made = Company.objects.bulk_create([Company(name=name, slug=name) for name in ("a", "b", "c")])
    assert [Company.objects.get(pk=one.pk).name for one in made] == ["a", "b", "c"]


def test_what_no_page_shows_leaves_the_stamp(editor: Any, release: PressRelease) -> None:
    before = stamps.current()
    Upload.objects.create(created_by=editor)
    editor.first_name = "Maria"
    editor.save()
    list(Company.objects.all())
    assert stamps.current().mark == before.mark


def test_the_same_bytes_in_another_state_are_not_sent_again(client: Client, release: PressRelease) -> None:
    first = client.get("/about/")
    edited(release)
    again = client.get("/about/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert client.get("/about/")["ETag"] != first["ETag"]


def test_a_tag_that_a_proxy_made_weak_is_the_same(client: Client, release: PressRelease) -> None:
    tag = client.get(release.get_absolute_url())["ETag"]
    asked = client.get(release.get_absolute_url(), headers={"If-None-Match": f'"other", W/{tag}'})
    assert asked.status_code == 304


def test_the_tag_of_one_page_is_nothing_to_another(client: Client, release: PressRelease) -> None:
    tag = client.get(release.get_absolute_url())["ETag"]
    assert client.get("/about/", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/about/?x=1", headers={"If-None-Match": client.get("/about/")["ETag"]}).status_code == 304


def test_counts_and_dates_last_a_minute(client: Client, release: PressRelease, monkeypatch: pytest.MonkeyPatch) -> None:
    home, page = client.get("/"), client.get(release.get_absolute_url())
    minute = caching._minute()
    assert home["ETag"].strip('"').endswith(f".{minute}")
    made: list[str] = []
    monkeypatch.setattr(caching.PublicCaching, "_made", _noting(caching.PublicCaching._made, made))
    client.get("/", headers={"If-None-Match": home["ETag"]})
    client.get(release.get_absolute_url(), headers={"If-None-Match": page["ETag"]})
    assert made == []
    monkeypatch.setattr(caching, "_minute", lambda: minute + 1)
    client.get("/", headers={"If-None-Match": home["ETag"]})
    client.get(release.get_absolute_url(), headers={"If-None-Match": page["ETag"]})
    assert made == ["/"]


def _noting(made: Any, paths: list[str]) -> Any:
    def noting(self: Any, request: Any, *rest: Any) -> Any:
        paths.append(request.path)
        return made(self, request, *rest)

    return noting


def test_last_modified_is_believed_only_where_it_was_given_out(
    client: Client, release: PressRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The files of a fresh clone are as young as the test.
    written = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    program = (caching._program()[0], written)
    monkeypatch.setattr(caching, "_program", lambda: program)
    # Whatever else is written on the same server, by tests beside this one, makes the time uncertain.
    monkeypatch.setattr(stamps, "_READ_POSTGRESQL", stamps._READ.replace("sum(mark)", "sum(mark)::text"))
    address = release.get_absolute_url()
    assert "Last-Modified" not in client.get(address)  # right after a change
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    given = []
    for back in (2, 1):
        ArchiveStamp.objects.update(changed_at=hour_ago - timedelta(hours=back))
        given.append(client.get(address)["Last-Modified"])
        assert client.get(address, headers={"If-Modified-Since": given[-1]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": given[-1]}).status_code == 304
    later = caching.format_datetime(datetime.now(UTC), usegmt=True)
    assert client.get(address, headers={"If-Modified-Since": later}).status_code == 200
    assert "Last-Modified" not in client.get("/")


def test_a_kept_page_is_the_page(client: Client, release: PressRelease, settings: LazySettings) -> None:
    fresh = client.get(release.get_absolute_url())
    settings.PAGE_MEMORY_BYTES = 1_000_000
    keeping = Client()
    first, kept = keeping.get(release.get_absolute_url()), keeping.get(release.get_absolute_url())
    assert first.content == kept.content == fresh.content
    sent = [{n: v for n, v in one.headers.items() if n != "X-Request-ID"} for one in (first, kept, fresh)]
    assert sent[0] == sent[1] == sent[2]
    assert keeping.get(release.get_absolute_url(), headers={"Host": "elsewhere.example"}).status_code == 400
    edited(release)
    assert b"Corrected" in keeping.get(release.get_absolute_url()).content


def test_staff_and_visitors_never_share_a_page(editor: Any, settings: LazySettings, release: PressRelease) -> None:
    settings.PAGE_MEMORY_BYTES = 1_000_000
    client = Client()
    draft = make_release(make_filing(release.company, status="draft"), headline="Held back")
    pages = ["/filings/", release.company.get_absolute_url(), reverse("release", args=[release.slug])]
    before = [client.get(page).content for page in pages]
    client.force_login(editor)
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert all(client.get(page)["Cache-Control"] == "private, no-store" for page in pages)
    assert "ETag" not in client.get(pages[0])
    client.cookies.clear()
    assert [client.get(page).content for page in pages] == before


def test_the_memory_has_a_bound() -> None:
    memory = caching.PageMemory(10_000)
    for number in range(50):
        memory.put(f"/{number}?", caching.Page("state", None, '"tag"', (), b"x" * 1000))
    assert memory.get("/49?") is not None
    assert memory.get("/0?") is None
    assert memory._size <= 10_000
    memory.put("/49?", caching.Page("other", None, '"tag"', (), b"x" * 2000))
    assert memory.get("/49?").state == "other"  # type: ignore[union-attr]
    assert sum(caching._weight(a, p) for a, p in memory._pages.items()) == memory._size
