"""What makes pages cheap may not make them wrong: parts kept, addresses put together, lists that last."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, override_settings
from django.urls import reverse, set_script_prefix

from neoarchive import caching
from neoarchive.links import page_of
from neoarchive.models import PressRelease
from neoarchive.search import find, kept
from neoarchive.views.contexts import company as company_page
from tests.factories import make_appearance, make_filing, make_quotation, make_release

PAGES = ["release", "release-source", "release-json", "release-bib", "filing", "filing-original", "company", "person"]
SAME = "{% load same %}{% same_for section %}{{ section }} {{ other }}{% endsame_for %}"


@pytest.fixture
def prefix():
    """Sets the place that the site is mounted at."""
    yield set_script_prefix
    set_script_prefix("/")


@pytest.mark.parametrize("name", PAGES)
def test_an_address_is_what_django_makes_of_it(name, prefix):
    assert page_of(name, "a-slug-of-1998") == reverse(name, args=["a-slug-of-1998"])
    prefix("/slug/archive/")
    assert page_of(name, "a-slug") == reverse(name, args=["a-slug"])
    assert page_of(name, "a-slug").startswith("/slug/archive/")


def test_what_is_the_same_for_a_value_is_set_once_for_it():
    template = Template(SAME)
    said = [template.render(Context({"section": one, "other": n})) for n, one in enumerate("aba")]
    assert said == ["a 0", "b 1", "a 0"]


def test_it_is_set_anew_at_another_place_of_the_site(prefix):
    template = Template("{% load same %}{% same_for %}{% url 'about' %}{% endsame_for %}")
    assert template.render(Context()) == "/about/"
    prefix("/archive/")
    assert template.render(Context()) == "/archive/about/"


def test_a_value_may_be_missing_or_need_escaping():
    template = Template(SAME)
    assert template.render(Context({"other": "<b>"})) == " &lt;b&gt;"


def test_no_more_is_kept_than_a_bound(monkeypatch):
    monkeypatch.setattr("neoarchive.templatetags.same.MOST", 2)
    template = Template(SAME)
    said = [template.render(Context({"section": one, "other": n})) for n, one in enumerate("abcabc")]
    assert said == ["a 0", "b 1", "c 2", "a 0", "b 1", "c 5"]


@override_settings(DEBUG=True)
def test_nothing_is_kept_while_templates_are_written():
    template = Template(SAME)
    assert [template.render(Context({"section": "a", "other": n})) for n in range(2)] == ["a 0", "a 1"]


def test_no_block_stands_in_what_is_kept():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load same %}{% same_for %}{% block main %}{% endblock %}{% endsame_for %}")


@pytest.mark.django_db
def test_what_a_filing_says_is_escaped_in_every_part_of_the_page(client):
    bad = "<i>\"x' & y</i>"
    filing = make_filing(form_type=bad[:20])
    release = make_release(filing, headline=f"{bad} says", company_name=bad, wire=bad, dateline=bad, status_line=bad)
    release.subheadlines = [{"text": bad, "lines": [1, 2]}]
    release.tidied = [{"text": bad, "lines": [1, 1]}, {"text": bad, "places": [[1, 1], [2, 3]]}]
    release.save()
    make_appearance(release, name=bad, title=f"{bad}!", organization=bad, phones=[bad], emails=[f"{bad}@x"])
    make_quotation(release, speaker=bad, speaker_title=bad)
    later = make_release(make_filing(release.company), headline=f"{bad} later")
    page = client.get(release.get_absolute_url()).content.decode()
    assert "<i>" not in page
    assert page.count("&lt;i&gt;") >= 15
    assert f'rel="next" href="{later.get_absolute_url()}"' in page


@pytest.mark.django_db
def test_the_filings_of_a_company_are_counted_from_the_company(client):
    """Walking all published filings for them takes 17 ms of a page at 100,000, and ten times that at a million."""
    release = make_release(headline="Nerve")
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's planner is the one that was led astray")
    sql = company_page._ATTACHED.format(**company_page._SHOWN)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", {"company": release.company_id, "no": False})
        plan = [row[3] for row in cursor.fetchall()]
    assert any("neoarchive_registrant" in step or " g " in step for step in plan)
    assert [step for step in plan if "status=?" in step and " f " in step] == []


@pytest.mark.django_db
class TestListsThatLast:
    """A list is kept until the archive changes, if what it counts was counted since the last change."""

    @pytest.fixture
    def release(self) -> PressRelease:
        return make_release(headline="Nerve")

    @pytest.fixture
    def slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Counting the archive takes long enough to be kept."""
        monkeypatch.setattr(kept, "_WORTH_KEEPING_S", -1)

    @pytest.fixture
    def hour(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        """Lets an hour pass, for pages and nothing else."""

        def pass_by() -> None:
            monkeypatch.setattr(caching, "_minute", lambda: 60 + 29_000_000)

        return pass_by

    @pytest.mark.parametrize("address", ["/releases/", "/releases/?q=nerve", "/releases/?year=1998"])
    def test_unchanged_it_is_not_sent_again(self, client: Client, release: Any, slow: Any, hour: Any, address: str):
        first = client.get(address)
        hour()
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert first["ETag"].count(".") == 1

    def test_a_release_that_came_in_is_on_it(self, client: Client, release: Any, slow: Any):
        first = client.get("/releases/")
        make_release(make_filing(release.company), headline="Later")
        second = client.get("/releases/", headers={"If-None-Match": first["ETag"]})
        assert second.status_code == 200
        assert b"Later" in second.content

    def test_with_a_count_from_before_a_change_it_lasts_a_minute(self, client: Client, release: Any, slow: Any):
        client.get("/releases/?q=nerve")
        make_release(make_filing(release.company), headline="Nerve later")
        assert client.get("/releases/?q=nerve")["ETag"].count(".") == 2
        cache.clear()
        assert client.get("/releases/?q=nerve")["ETag"].count(".") == 1

    def test_counts_made_for_nobody_are_of_no_state(self, client: Client, release: Any, slow: Any):
        find.by_month(drafts=False)
        assert client.get("/releases/?q=nerve")["ETag"].count(".") == 2
