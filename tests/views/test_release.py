"""The page of a release."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from neoarchive.ingest.render import block_html
from neoarchive.models import Exhibit, Filing, OldAddress, PressRelease
from neoarchive.views.contexts.body import body_of
from neoarchive.views.contexts.citation import bibtex
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


def page(client, release):
    response = client.get(release.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_headline_text_and_the_lines_they_were_read_from(client):
    release = make_release(body=("Calder said today.", "It said more."), dateline="ELGIN, Ill., July 27 --")
    html = page(client, release)
    assert "Calder Announces New Instrument" in html
    assert '<a class="src" href="source/#L2" aria-label="Source line 2">2</a>' in html
    assert '<span class="dl">ELGIN, Ill., July 27</span> — Calder said today.' in html


def test_it_takes_two_queries_however_much_hangs_on_the_release(client, count_queries):
    company = make_company()
    filing = make_filing(company)
    release = make_release(filing, tickers=("CLDR",))
    for number in range(12):
        contact = make_contact(f"Person {number}")
        make_appearance(release, contact, position=number)
        make_quotation(release, speaker=f"Speaker {number}", position=number)
        make_release(filing, exhibit=f"99.{number + 2}")
        make_release(make_filing(company, report_date=date(1999, 1, number + 1)))
    assert count_queries(client, release.get_absolute_url()) == 2
    html = page(client, release)
    assert "Person 11" in html
    assert "Speaker 11" in html


def test_text_from_the_filing_is_escaped_everywhere(client):
    evil = "<script>alert(1)</script>\"'&"
    company = make_company(name=f"Evil {evil} Inc.")
    filing = make_filing(company)
    release = make_release(
        filing,
        headline=f"Headline {evil}",
        subheadlines=[{"text": evil, "lines": [1, 1]}],
        status_line=evil,
        dateline=evil,
        wire=evil,
        summary=evil,
        tidied=[{"text": evil, "lines": [1, 1]}],
        body=(f"Body {evil}",),
        tickers=("<b>",),
    )
    make_appearance(release, make_contact(evil, evil), title=evil, phones=[evil], emails=[f"{evil}@example.com"])
    make_quotation(release, speaker=evil, speaker_title=evil)
    Exhibit.objects.create(filing=filing, number="99.9", description=evil, included=False)
    html = page(client, release)
    assert "<script>alert" not in html
    assert "alert(1)</script>" not in html
    assert "<b>" not in html


def test_json_ld_cannot_be_closed_from_within(client):
    release = make_release(headline="</script><script>alert(1)</script> <!-- & more")
    html = page(client, release)
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    data = [json.loads(block) for block in blocks]
    assert data[0]["headline"] == release.headline
    assert len(re.findall(r"<script(?! src=)", html)) == len(blocks)


def test_an_absent_contact_and_accession_number_are_said_to_be_absent(client):
    html = page(client, make_release())
    assert "Contacts named in this release" in html
    assert "Not given in this file." in html
    assert '<dt>Accession</dt><dd class="mute">not given in this file</dd>' in html


def test_contacts_carry_the_warning_that_they_may_have_changed(client):
    release = make_release()
    make_appearance(release, make_contact("Ada Marsh"), phones=[])
    html = page(client, release)
    assert "As printed in 1998; numbers and roles may have changed since." in html
    assert "telephone not given" in html
    assert "tel:" not in html


def test_a_desk_without_a_name_is_shown_by_its_role(client):
    release = make_release()
    make_appearance(release, make_contact("", kind="desk", key="desk"), name="", title="Press Office")
    assert re.search(r'class="name"[^>]*>Press Office</a>', page(client, release))


def test_quotations_have_a_rule_in_the_margin(client):
    release = make_release(body=("Plain.", '"Words," she said.'))
    make_quotation(release, block=1)
    html = page(client, release)
    assert '<p class="blk quote">“Words,” she said.' in html
    assert html.count("blk quote") == 1


def test_previous_and_next_are_the_companys_own_by_date(client):
    company = make_company()
    first, second, third = (
        make_release(make_filing(company, report_date=date(1998, month, 1)), headline=f"Month {month}")
        for month in (1, 2, 3)
    )
    make_release(make_filing(make_company("Other, Inc."), report_date=date(1998, 2, 2)))
    make_release(make_filing(company, report_date=date(1998, 2, 20), status="draft"), headline="A draft")
    html = page(client, second)
    assert f'<link rel="prev" href="{first.get_absolute_url()}">' in html
    assert f'<link rel="next" href="{third.get_absolute_url()}">' in html
    assert "A draft" not in html


def test_visitors_get_404_for_a_draft_and_staff_see_it_marked(client, editor_client):
    release = make_release(make_filing(status="draft"))
    assert editor_client.get(release.get_absolute_url()).status_code == 200
    assert b"<b>Draft.</b>" in editor_client.get(release.get_absolute_url()).content
    editor_client.logout()
    for name in ("release", "release-source"):
        assert client.get(reverse(name, args=[release.slug])).status_code == 404


@pytest.mark.parametrize("name", ["release", "release-source"])
def test_an_old_address_redirects_for_good(client, name):
    release = make_release()
    OldAddress.objects.create(kind=OldAddress.Kind.RELEASE, slug="old-one", record=release.pk)
    response = client.get(reverse(name, args=["old-one"]))
    assert response.status_code == 301
    assert response["Location"] == reverse(name, args=[release.slug])


def test_an_old_address_of_a_draft_is_not_told_to_visitors(client):
    release = make_release(make_filing(status="draft"))
    OldAddress.objects.create(kind=OldAddress.Kind.RELEASE, slug="old-one", record=release.pk)
    assert client.get(reverse("release", args=["old-one"])).status_code == 404


def test_an_invented_company_is_marked_and_kept_out_of_search_engines(client):
    html = page(client, make_release(make_filing(make_company(invented=True))))
    assert "<b>Invented sample.</b>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_long_headline_is_set_smaller_and_never_cut(client):
    headline = "Word " * 80
    html = page(client, make_release(headline=headline.strip()))
    assert '<h1 class="blk long">' in html
    assert headline.strip() in html


def test_a_corrected_release_links_the_other_filing_for_the_event(client):
    company = make_company()
    release = make_release(make_filing(company))
    amended = make_filing(company, form_type="8-K/A")
    assert f'<a href="{amended.get_absolute_url()}">Form 8-K/A</a>' in page(client, release)


def test_an_exhibit_without_its_text_is_listed_as_related(client):
    release = make_release()
    Exhibit.objects.create(filing=release.filing, number="99.2", description="A message", included=False)
    assert "A message</a>, listed as Exhibit 99.2, text not held" in page(client, release)


def test_what_an_editor_set_is_told(client):
    release = make_release(edits={"headline": {"by": "editor", "on": "2026-11-20T14:02:00+00:00", "was": "X"}})
    assert "Headline set by an editor, 2026-11-20" in page(client, release)


def test_a_release_without_date_items_or_exhibit_still_has_a_page(client):
    filing = make_filing(report_date=None, items=())
    release = make_release(filing, exhibit=None, released_on=None, blocks=[])
    html = page(client, release)
    assert "undated" in html
    assert "No text was read below the headline." in html


def test_only_staff_is_offered_to_edit(client, editor_client):
    release = make_release()
    address = reverse("admin:neoarchive_pressrelease_change", args=[release.pk])
    assert address in editor_client.get(release.get_absolute_url()).content.decode()
    editor_client.logout()
    assert address not in page(client, release)


def test_other_methods_are_refused(client):
    assert client.post(make_release().get_absolute_url()).status_code == 405


def test_the_address_and_the_hash_are_whole(client):
    release = make_release()
    html = page(client, release)
    assert f"http://testserver{release.get_absolute_url()}" in html
    groups = re.search(r'class="hash">([^<]+)<', html)[1].split()
    assert [len(g) for g in groups] == [8] * 8
    assert "".join(groups) == release.filing.source.sha256


def test_an_ordinary_page_is_light(client):
    release = make_release(body=tuple("A sentence of ordinary length. " * 12 for _ in range(15)))
    assert len(client.get(release.get_absolute_url()).content) < 30_000


def test_bibtex_escapes_what_tex_would_read():
    filing = Filing(form_type="8-K")
    release = PressRelease(headline="A & B: 5% of $10_x #1 {y}", filing=filing, company=make_company("C & D"))
    release.slug, release.shown_date = "1998-07-27-c-d-a-b", date(1998, 7, 27)
    entry = bibtex(release, "http://example.com/")
    assert r"A \& B: 5\% of \$10\_x \#1 \textbraceleft{}y\textbraceright{}" in entry
    assert r"\{" not in entry
    assert entry.count("{") == entry.count("}")


def test_list_items_are_one_list_and_closing_tables_stand_apart():
    table = {"kind": "table", "text": "1 2", "html": block_html("table", "1 2"), "lines": [9, 9]}
    blocks = [
        make_block("One."),
        make_block("a", "list_item"),
        make_block("b", "list_item"),
        table,
        make_block("Two."),
        make_block("Heading", "heading"),
        make_block("(unaudited)", "heading"),
        table,
        make_block("About us.", "about"),
    ]
    body = body_of(blocks, [0])
    assert [part.kind for part in body.text] == ["paragraph", "list", "table", "paragraph"]
    assert len(body.text[1].blocks) == 2
    assert [part.kind for part in body.statements] == ["heading", "subheading", "table"]
    assert [part.quote for part in body.text] == [True, False, False, False]
    assert len(body.about) == 1


def test_a_closing_heading_without_a_table_stays_in_the_text():
    body = body_of([make_block("One."), make_block("The end", "heading")], [])
    assert [part.kind for part in body.text] == ["paragraph", "heading"]
    assert body.statements == []


def test_a_closing_section_takes_the_heading_above_it_along(client):
    release = make_release(
        blocks=[
            make_block("One."),
            make_block("About Calder", "heading"),
            make_block("Calder makes instruments.", "about"),
            make_block("About Dunmore", "heading"),
            make_block("Dunmore makes paper.", "about"),
            make_block("This release looks forward.", "safe_harbor"),
        ]
    )
    html = page(client, release)
    assert '<section class="set">\n<h2 class="blk">About Calder ' in html
    assert '<h3 class="blk">About Dunmore ' in html
    assert "About the company" not in html
    assert "<h2>Forward-looking statements</h2>" in html
    assert 'class="in blk"' not in html
