"""Tables of a release beside the source, and as CSV."""

import csv

import pytest
from django.urls import reverse

from neoarchive.ingest.render import block_html
from neoarchive.views.contexts.tables import rows_of
from tests.factories import make_filing, make_release, make_source

pytestmark = pytest.mark.django_db

TEXT = b"FORM 8-K\n\nSales    1998   1997\nGauges   =1+1    (0.9)\nValves    -2      N/A\n"


def cell(text, header="", **spans):
    return {"text": text, "header": header, "colspan": 1, "rowspan": 1, **spans}


TABLE = {
    "caption": "",
    "header_rows": 1,
    "notes": [],
    "rows": [
        [cell("Sales"), cell("1998", "col"), cell("1997", "col")],
        [cell("Gauges", "row"), cell("=1+1"), cell("(0.9)")],
        [cell("Valves", "row"), cell("-2"), cell("N/A")],
    ],
}


@pytest.fixture
def release():
    release = make_release(make_filing(source=make_source(TEXT)))
    text = TEXT.decode()[11:]
    typed = {"kind": "table", "text": text, "html": block_html("table", text), "at": [[0, 1]], "lines": [3, 5]}
    read = {**typed, "html": block_html("table", text, TABLE), "table": TABLE}
    release.blocks = [*release.blocks, read, typed]
    release.save()
    return release


def test_each_table_stands_beside_the_lines_it_was_read_from(client, release, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        html = client.get(reverse("release-tables", args=[release.slug])).content.decode()
    assert '<th scope="col">1998</th>' in html
    assert '<th scope="row">Gauges</th>' in html
    assert html.count("Gauges   =1+1    (0.9)") == 2, "as filed, beside both"
    assert html.count("as CSV") == 1
    assert "Kept as typed" in html


def test_tables_that_share_lines_share_no_ids(client, release):
    html = client.get(reverse("release-tables", args=[release.slug])).content.decode()
    assert 'id="L3"' not in html
    assert html.count('data-n="3"') == 2


def test_csv_has_the_rows_and_no_formula(client, release):
    response = client.get(reverse("release-table", args=[release.slug, 1]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(response.content.decode().splitlines()))
    assert rows == [["Sales", "1998", "1997"], ["Gauges", "'=1+1", "(0.9)"], ["Valves", "'-2", "N/A"]]


@pytest.mark.parametrize("number", [0, 2, 3])
def test_what_is_no_restored_table_has_no_csv(client, release, number):
    assert client.get(f"/releases/{release.slug}/tables/{number}.csv").status_code == 404


def test_drafts_and_releases_without_tables(client, release):
    assert client.get(reverse("release-tables", args=[make_release().slug])).status_code == 404
    type(release).objects.filter(pk=release.pk).update(status="draft")
    for address in (reverse("release-tables", args=[release.slug]), reverse("release-table", args=[release.slug, 1])):
        assert client.get(address).status_code == 404


def test_withdrawn_tables_are_gone(client, release):
    from django.utils import timezone

    type(release).objects.filter(pk=release.pk).update(status="withdrawn", withdrawn_at=timezone.now())
    for address in (reverse("release-tables", args=[release.slug]), reverse("release-table", args=[release.slug, 1])):
        response = client.get(address)
        assert response.status_code == 410
        assert b"Gauges" not in response.content


def test_cells_over_several_columns_and_rows_keep_the_others_in_their_places():
    rows = [
        [cell("Name", rowspan=2), cell("Year", colspan=2)],
        [cell("1998"), cell("1997")],
        [cell("Gauges"), cell("1")],
    ]
    assert list(rows_of({"rows": rows})) == [["Name", "Year", ""], ["", "1998", "1997"], ["Gauges", "1", ""]]
