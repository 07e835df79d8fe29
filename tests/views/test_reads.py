"""A page made of rows lasts while its queries give the same, and not a change longer."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from neoarchive import caching, reads
from neoarchive.ingest import upkeep
from neoarchive.models import CompanyName, Exhibit, PressRelease, Quotation, Registrant
from tests.factories import make_appearance, make_company, make_filing, make_quotation, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> PressRelease:
    release = make_release(headline="Nerve")
    make_appearance(release)
    make_quotation(release)
    return release


@pytest.fixture
def pages(release: PressRelease) -> list[str]:
    person = release.contacts.get().contact
    return [one.get_absolute_url() for one in (release, release.company, person)]


@pytest.fixture
def keeping(settings: LazySettings) -> Client:
    """A client of a site that keeps pages."""
    settings.PAGE_MEMORY_BYTES = 1_000_000
    return Client()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of pages that were made."""
    found: list[str] = []
    making = caching.PublicCaching._made

    def noting(self: Any, request: Any, *rest: Any) -> Any:
        found.append(request.path)
        return making(self, request, *rest)

    monkeypatch.setattr(caching.PublicCaching, "_made", noting)
    return found


def test_another_filing_leaves_a_page_as_it_is(keeping: Client, pages: list[str], made: list[str]) -> None:
    before = {page: keeping.get(page) for page in pages}
    made.clear()
    make_release(make_filing(make_company("Elsewhere, Inc.")))
    for page in pages:
        after = keeping.get(page)
        assert after.content == before[page].content
        assert after["ETag"] != before[page]["ETag"]
        assert keeping.get(page, headers={"If-None-Match": before[page]["ETag"]}).status_code == 304
        assert keeping.get(page, headers={"If-None-Match": after["ETag"]})["ETag"] == after["ETag"]
    assert made == []


def headline(release: PressRelease) -> None:
    release.headline = "Corrected"
    upkeep.release_changed(release)


def company_name(release: PressRelease) -> None:
    release.company.name = "Renamed, Inc."
    upkeep.company_changed(release.company)


def former_name(release: PressRelease) -> None:
    CompanyName.objects.create(company=release.company, name="Formerly, Inc.")


def neighbour(release: PressRelease) -> None:
    make_release(make_filing(release.company, report_date=date(1999, 1, 2)), headline="Later")


def sibling(release: PressRelease) -> None:
    make_release(release.filing, headline="Beside it")


def version(release: PressRelease) -> None:
    make_release(make_filing(make_company("Other, Inc.")), headline="Corrects it", version_of=release)


def contact(release: PressRelease) -> None:
    person = release.contacts.get().contact
    person.name = "Corrected Person"
    upkeep.contact_changed(person)


def title(release: PressRelease) -> None:
    release.contacts.update(title="Treasurer")


def quotation(release: PressRelease) -> None:
    Quotation.objects.update(speaker="Somebody Else")


def missing_exhibit(release: PressRelease) -> None:
    Exhibit.objects.create(filing=release.filing, number="99.7", description="A letter", included=False)


def cover(release: PressRelease) -> None:
    Registrant.objects.update(phone="(949) 788-6700")


def held_back(release: PressRelease) -> None:
    upkeep.unpublish(release.filing)


CHANGES = [headline, company_name, former_name, neighbour, sibling, version, contact, title, quotation]
CHANGES += [missing_exhibit, cover, held_back]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_that_a_page_shows_is_on_it_at_once(
    keeping: Client, pages: list[str], release: PressRelease, change: Callable[[PressRelease], None]
) -> None:
    before = {page: keeping.get(page) for page in pages}
    change(release)
    after = {page: keeping.get(page) for page in pages}
    # A site that has kept nothing.
    fresh = {page: Client().get(page) for page in pages}
    for page in pages:
        assert (after[page].status_code, after[page].content) == (fresh[page].status_code, fresh[page].content), page
    assert any(after[page].content != before[page].content for page in pages)


def test_what_staff_asks_is_not_noted(editor: Any, keeping: Client, release: PressRelease) -> None:
    keeping.force_login(editor)
    assert not hasattr(keeping.get(release.get_absolute_url()), "reads")


def test_rows_are_given_to_who_asked() -> None:
    with reads.noted() as noted, connection.cursor() as cursor:
        for sql in ("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3", "SELECT 4"):
            cursor.execute(sql)
            first = cursor.fetchone()
            assert [first, *cursor.fetchmany(1), *cursor] in ([(1,), (2,), (3,)], [(4,)])
            assert cursor.fetchone() is None
    assert noted.found is not None
    assert len(noted.found) == 2
    assert reads.are_same(noted.found)


def test_numbers_and_texts_are_told_apart() -> None:
    digests = {reads._digest(rows) for rows in ([(1,)], [("1",)], [(None,)], [("None",)], [], [()], [(1,), (1,)])}
    assert len(digests) == 7


def test_what_writes_is_not_asked_again(release: PressRelease) -> None:
    with reads.noted() as noted:
        release.contacts.update(title="Treasurer")
    assert noted.found is None
