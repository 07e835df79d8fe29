"""What may be kept of a page, by whom, and that the same page is not sent twice."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from neoarchive.ingest import upkeep
from tests.factories import make_appearance, make_filing, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> list[str]:
    """The address of every kind of public page."""
    release = make_release(headline="Nerve")
    person = make_appearance(release).contact
    fixed = ["/", "/about/", "/releases/", "/releases/?q=nerve", "/filings/", "/companies/", "/people/"]
    records = [release, release.filing, release.company, person]
    filing, slug = release.filing, release.slug
    more = [reverse("release-source", args=[slug]), reverse("filing-original", args=[filing.slug])]
    return [*fixed, *(record.get_absolute_url() for record in records), *more]


def test_the_same_page_is_not_sent_twice(client: Client, pages: list[str]) -> None:
    for page in pages:
        first = client.get(page)
        assert first["Cache-Control"] == "public, no-cache", page
        assert "Cookie" in first["Vary"]
        assert client.head(page)["ETag"] == first["ETag"]
        again = client.get(page, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, page
        assert again.content == b""
        assert (again["ETag"], again["Cache-Control"], again["Vary"]) == (
            first["ETag"],
            first["Cache-Control"],
            first["Vary"],
        )
        assert client.get(page, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_page_that_changed_is_sent(client: Client) -> None:
    release = make_release(headline="Nerve")
    pages = ["/", "/releases/", release.get_absolute_url(), release.company.get_absolute_url()]
    tags = {page: client.get(page)["ETag"] for page in pages}
    release.headline = "Corrected"
    upkeep.release_changed(release)
    release.company.name = "Renamed, Inc."
    upkeep.company_changed(release.company)
    for page, tag in tags.items():
        changed = client.get(page, headers={"If-None-Match": tag})
        assert changed.status_code == 200, page
        assert b"Corrected" in changed.content or b"Renamed" in changed.content
    upkeep.unpublish(release.filing)
    gone = client.get(release.get_absolute_url(), headers={"If-None-Match": tags[release.get_absolute_url()]})
    assert gone.status_code == 404
    assert gone["Cache-Control"] == "no-cache"
    assert "ETag" not in gone


def test_nothing_that_staff_sees_is_kept(editor_client: Client, pages: list[str]) -> None:
    draft = make_release(make_filing(status="draft"), headline="Held back")
    for page in [*pages, draft.get_absolute_url(), draft.filing.get_absolute_url()]:
        response = editor_client.get(page)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store", page
        assert "Cookie" in response["Vary"]
    # A page that a visitor has kept does not hide the draft from an editor who logs in.
    tag = Client().get("/releases/")["ETag"]
    assert editor_client.get("/releases/", headers={"If-None-Match": tag}).status_code == 200


def test_a_shared_cache_may_be_given_some_seconds(client: Client, pages: list[str], settings: LazySettings) -> None:
    settings.PUBLIC_CACHE_SECONDS = 60
    assert client.get("/releases/")["Cache-Control"] == "public, max-age=60"
    assert client.get("/releases/?year=x")["Cache-Control"] == "no-cache"
    assert client.get("/releases/nothing-here/")["Cache-Control"] == "no-cache"


def test_the_admin_keeps_its_own_rules(editor_client: Client, client: Any) -> None:
    response = editor_client.get("/admin/")
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
