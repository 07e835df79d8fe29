"""The page /quality/, the figures behind it and the command that measures them."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from neoarchive.ingest import quality
from neoarchive.models import Filing, QualityReport
from neoarchive.views.contexts import quality as contexts
from tests.factories import make_filing, make_release, make_source

pytestmark = pytest.mark.django_db
WARNED = [{"code": "table-as-typed", "message": "One table is kept as typed.", "lines": [1, 2]}]


@pytest.fixture
def archive():
    text = make_filing(report_date=date(1998, 1, 5), warnings=WARNED, reviewed_at=timezone.now(), parser_version="7")
    make_release(text, tickers=("CLDR",), place="Dayton", released_on=date(1998, 1, 5), has_contact=True)
    make_release(text, place="", released_on=date(1998, 1, 5), has_contact=False)
    html = make_filing(source=make_source(format="html"), report_date=date(2012, 5, 1), doubts=4, parser_version="8")
    make_release(html, released_on=date(2012, 5, 1))
    draft = make_filing(status="draft", report_date=date(1998, 3, 3), warnings=[*WARNED, {"code": "hidden"}], doubts=9)
    make_release(draft)
    return {"text": text, "html": html, "draft": draft}


def test_figures_are_counted_by_year_and_format(archive):
    figures = quality.measure()
    assert (figures["filings"], figures["releases"]) == (2, 3)
    assert (figures["reviewed"], figures["in_doubt"], figures["doubts"]) == (1, 1, 4)
    assert sorted(figures["versions"]) == [["7", 1], ["8", 1]]
    rows = {(row["year"], row["format"]): row for row in figures["rows"]}
    assert set(rows) == {(1998, "text"), (2012, "html")}
    old = rows[1998, "text"]
    assert (old["releases"], old["place"], old["ticker"], old["contact"], old["date"]) == (2, 1, 1, 1, 2)


def test_a_release_with_two_tickers_is_one_release():
    make_release(tickers=("AAA", "BBB"))
    (row,) = quality.measure()["rows"]
    assert (row["releases"], row["ticker"]) == (1, 1)


def test_drafts_and_their_warnings_are_not_counted(archive):
    assert [(w["code"], w["filings"], w["shown_by"]) for w in quality.measure()["warnings"]] == [
        ("table-as-typed", 1, [archive["text"].slug])
    ]


def test_the_command_keeps_the_figures_and_no_more_than_asked_for(archive):
    for _ in range(3):
        out = StringIO()
        call_command("measure_quality", keep=2, stdout=out)
    assert "3 releases of 2 filings measured." in out.getvalue()
    assert QualityReport.objects.count() == 2
    assert QualityReport.objects.first().figures["releases"] == 3


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, "–"), (0, 5, "0 %"), (1, 1000, "1 %"), (999, 1000, "99 %"), (5, 5, "100 %"), (1, 3, "33 %")],
)
def test_a_share_never_rounds_to_all_or_none(part, whole, shown):
    assert contexts.share(part, whole) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_small_archive_is_measured_by_the_page(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        html = client.get(reverse("quality")).content.decode()
    assert "Measured over all 2 published filings" in html
    assert re.search(
        r'<tr><th scope="row">1998</th><td>Plain text</td><td>2</td><td>100\xa0%</td><td>100\xa0%</td><td>50\xa0%', html
    )
    assert "it is kept as typed." in html
    assert f'href="{archive["text"].get_absolute_url()}"' in html
    assert ">hidden<" not in html


def test_a_large_archive_shows_what_was_measured(client, archive, monkeypatch, count_queries):
    monkeypatch.setattr(contexts, "SMALL", 1)
    assert "There are no figures yet." in client.get(reverse("quality")).content.decode()
    call_command("measure_quality", stdout=StringIO())
    make_filing()
    html = client.get(reverse("quality")).content.decode()
    assert "1 filing has come in since." in html
    assert count_queries(client, reverse("quality")) <= 5
    Filing.objects.filter(pk=archive["text"].pk).update(status="draft")
    assert archive["text"].slug not in client.get(reverse("quality")).content.decode()
