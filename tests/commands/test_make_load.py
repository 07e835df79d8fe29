"""``make_load``: what it writes is what the app itself would have written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from neoarchive.ingest.render import block_html, summary_of
from neoarchive.management.load.rows import Archive
from neoarchive.models import Company, Filing, PressRelease, SearchDocument
from neoarchive.search import index
from neoarchive.search.backends import backend
from tests.factories import make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> str:
    told = StringIO()
    call_command("make_load", "60", stdout=told)
    return told.getvalue()


def test_it_fills_the_archive_and_tells_how_far_it_is(loaded: str) -> None:
    assert PressRelease.objects.count() == Filing.objects.count() == SearchDocument.objects.count() == 60
    assert Company.objects.count() == 8_000
    assert "60 of 60 releases" in loaded
    days = PressRelease.objects.order_by("pk").values_list("shown_date", flat=True)
    assert list(days) == sorted(days)
    assert (days.first().year, days.last().year) == (1993, 2025)


def test_its_index_is_what_indexing_one_by_one_gives(loaded: str) -> None:
    assert backend().sound()
    before = list(SearchDocument.objects.order_by("pk").values_list())
    for release in PressRelease.objects.all():
        index.index_release(release)
    assert list(SearchDocument.objects.order_by("pk").values_list()) == before


def test_its_blocks_stand_where_they_say_and_are_rendered_as_an_ingest_would(loaded: str) -> None:
    release = PressRelease.objects.select_related("filing__source").last()
    assert release is not None
    source = release.filing.source
    text, starts = source.text, source.line_starts
    for block in release.blocks:
        [[start, end]] = block["at"]
        assert text[start:end] == block["text"]
        assert starts[block["lines"][0] - 1] == start
        assert block["html"] == block_html(block["kind"], block["text"])
    assert summary_of(release.blocks).startswith(release.summary)


def test_the_same_number_gives_the_same_rows() -> None:
    one, other = (next(iter(Archive(30).batches())) for _ in range(2))
    assert one == other
    assert one != next(iter(Archive(31).batches()))


def test_its_pages_are_served(loaded: str, client: Client) -> None:
    release = PressRelease.objects.last()
    assert release is not None
    for path in ["", "source/"]:
        assert client.get(release.get_absolute_url() + path).status_code == 200
    assert client.get(release.filing.get_absolute_url()).status_code == 200
    assert client.get(release.company.get_absolute_url()).status_code == 200
    assert b"60 releases" in client.get("/releases/").content


def test_it_stays_away_from_real_records_unless_told() -> None:
    real = make_release(headline="Nerve")
    with pytest.raises(CommandError, match="--beside-real"):
        call_command("make_load", "5", stdout=StringIO())
    call_command("make_load", "5", "--beside-real", stdout=StringIO())
    assert PressRelease.objects.count() == 6
    assert backend().sound()
    # What comes next is numbered behind them.
    assert make_release(headline="Nerve two").pk > real.pk + 5


def test_no_releases_can_not_be_made() -> None:
    with pytest.raises(CommandError, match="1 or more"):
        call_command("make_load", "0", stdout=StringIO())
