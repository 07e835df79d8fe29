"""Citing: the styles, the downloads, what reference managers read, passages by their lines."""

import re
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import parse_qs

import pytest

from neoarchive.models import Filing, OldAddress, PressRelease
from neoarchive.views.contexts import citation, quoting
from neoarchive.views.contexts.lines import SourceLines
from tests.factories import make_block, make_company, make_filing, make_release, make_source

ADDRESS = "https://example.org/releases/1998-07-27-calder/"


def release_of(headline: str = "Calder Announces", by: str = "Calder, Inc.", **values) -> PressRelease:
    """An unsaved release, enough to cite."""
    from neoarchive.models import Company, Exhibit

    filing = Filing(form_type="8-K", accession_number=values.pop("number", "0000950123-98-001234"))
    filing.created_at = datetime(2026, 11, 20, tzinfo=UTC)
    exhibit = Exhibit(number="99.1")
    release = PressRelease(
        headline=headline,
        filing=filing,
        exhibit=values.pop("exhibit", exhibit),
        company=Company(name=by),
        slug="1998-07-27-calder",
    )
    release.shown_date = values.pop("day", date(1998, 7, 27))
    for name, value in values.items():
        setattr(release, name, value)
    return release


def test_the_styles():
    release = release_of()
    assert citation.plain(release, ADDRESS) == (
        "Calder, Inc., “Calder Announces,” press release, July 27, 1998, Exhibit 99.1 to Form 8-K, "
        f"SEC accession number 0000950123-98-001234, neoarchive, {ADDRESS}"
    )
    assert citation.apa(release, ADDRESS) == (
        "Calder, Inc. (1998, July 27). Calder Announces [Press release]. Exhibit 99.1 to Form 8-K. "
        f"neoarchive. {ADDRESS}"
    )
    assert citation.chicago(release, ADDRESS) == (
        "Calder, Inc. “Calder Announces.” Press release, July 27, 1998. Exhibit 99.1 to Form 8-K, "
        f"SEC accession number 0000950123-98-001234. neoarchive. {ADDRESS}"
    )


def test_the_name_the_company_had_then_is_the_author():
    release = release_of(by="Spectrum Pharmaceuticals, Inc.", company_name="NeoTherapeutics, Inc.")
    for one in citation.citations(release, ADDRESS):
        assert "Spectrum" not in one.text
        assert "NeoTherapeutics" in one.text
    assert dict(citation.head(release, ADDRESS))["citation_author"] == "NeoTherapeutics, Inc."
    assert parse_qs(citation.coins(release, ADDRESS))["rft.aucorp"] == ["NeoTherapeutics, Inc."]


def test_an_undated_release_is_given_no_date_anywhere():
    release = release_of(day=None)
    assert "(n.d.)" in citation.apa(release, ADDRESS)
    assert ", undated, " in citation.plain(release, ADDRESS)
    assert "Press release, n.d. " in citation.chicago(release, ADDRESS)
    assert "year" not in citation.bibtex(release, ADDRESS)
    assert not re.search(r"^(?:PY|DA)  - ", citation.ris(release, ADDRESS), re.M)
    assert not [name for name, _ in citation.head(release, ADDRESS) if "date" in name]
    assert "rft.date" not in citation.coins(release, ADDRESS)


def test_quotation_marks_inside_the_headline_become_single_ones_in_quotation_marks():
    release = release_of('Calder Says "No"')
    assert "“Calder Says ‘No’.” Press release" in citation.chicago(release, ADDRESS)
    assert "Calder Says “No” [Press release]" in citation.apa(release, ADDRESS)
    assert "title        = {{Calder Says ``No''}}" in citation.bibtex(release, ADDRESS)
    assert "“Who Wins?” press release" in citation.plain(release_of("Who Wins?"), ADDRESS)


@pytest.mark.parametrize("evil", ["{", "}", "\\", "{}}", "50% & $5 #1_a^b~c <d> |e|", "A\nB"])
def test_whatever_a_headline_holds_the_braces_of_bibtex_stay_in_pairs(evil):
    entry = citation.bibtex(release_of(evil, by=f"C {evil}"), ADDRESS)
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert entry.startswith("@misc{1998-07-27-calder,\n")


def test_ris_is_a_report_whose_author_has_no_first_name():
    lines = citation.ris(release_of("A\nHeadline"), ADDRESS).split("\n")
    assert lines[0] == "TY  - RPRT"
    assert "AU  - Calder Inc." in lines
    assert "TI  - A Headline" in lines
    assert "DA  - 1998/07/27" in lines
    assert lines[-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


def test_without_exhibit_and_number_nothing_is_made_up():
    release = release_of(number=None, exhibit=None)
    for one in citation.citations(release, ADDRESS):
        assert "None" not in one.text
        assert "accession" not in one.text


@pytest.mark.django_db
def test_the_page_has_every_citation_to_copy_and_all_that_reference_managers_read(client):
    release = make_release(make_filing(make_company('Evil "<b>" & Co.'), accession_number="0000950123-98-001234"))
    html = client.get(release.get_absolute_url()).content.decode()
    address = f"http://testserver{release.get_absolute_url()}"
    for one in citation.citations(release, address):
        assert one.text in unescape(html)
    meta = {name: unescape(content) for name, content in re.findall(r'<meta name="([^"]+)" content="([^"]*)">', html)}
    assert meta["citation_title"] == release.headline
    assert meta["citation_author"] == 'Evil "<b>" & Co.'
    assert meta["citation_publication_date"] == "1998/07/27"
    assert meta["citation_language"] == "en"
    assert meta["citation_publisher"] == meta["citation_technical_report_institution"] == 'Evil "<b>" & Co.'
    assert meta["citation_abstract_html_url"] == meta["dc.identifier"] == address
    assert (meta["dc.title"], meta["dc.creator"]) == (release.headline, 'Evil "<b>" & Co.')
    assert meta["dc.type"] == "Press release"
    assert meta["dc.source"].endswith("Form 8-K, 0000950123-98-001234")
    assert meta["citation_technical_report_number"] == "0000950123-98-001234"
    assert meta["dc.date"] == "1998-07-27"
    assert "<b>" not in html.split("</head>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ending", "kind", "begins"),
    [("bib", "application/x-bibtex", b"@misc{"), ("ris", "application/x-research", b"TY  -")],
)
def test_citations_are_downloads_at_stable_addresses(client, django_assert_num_queries, ending, kind, begins):
    release = make_release()
    with django_assert_num_queries(1):
        response = client.get(f"/releases/{release.slug}.{ending}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith(kind)
    assert response["Content-Disposition"] == f'attachment; filename="{release.slug}.{ending}"'
    assert response.content.startswith(begins)
    assert b"\r\n" in response.content
    assert client.get(f"/releases/{release.slug}.{ending}", HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304


@pytest.mark.django_db
def test_downloads_of_drafts_and_old_addresses(client):
    release = make_release()
    OldAddress.objects.create(kind=OldAddress.Kind.RELEASE, slug="old", record=release.pk)
    response = client.get("/releases/old.bib")
    assert (response.status_code, response["Location"]) == (301, f"/releases/{release.slug}.bib")
    draft = make_release(status=Filing.Status.DRAFT)
    assert client.get(f"/releases/{draft.slug}.ris").status_code == 404


LINES = SourceLines('one\ntwo "x"\n\nfour\n', [0, 4, 12, 13])


@pytest.mark.parametrize(
    ("asked", "span"),
    [("1-2", (1, 2)), ("L2-L1", (1, 2)), ("2", (2, 2)), ("1–4", (1, 4)), ("2-3", (2, 2)), (" 3 - 4 ", (4, 4))],
)
def test_a_passage_is_asked_for_in_many_ways_and_has_no_blank_ends(asked, span):
    passage = quoting.passage_of(asked, LINES)
    assert (passage.first, passage.last) == span
    assert passage.fault == ""


@pytest.mark.parametrize("asked", ["x", "0", "5", "1-5", "3", "99999999", "1-2-3", "-1"])
def test_what_is_no_passage_is_told(asked):
    passage = quoting.passage_of(asked, LINES)
    assert passage.fault
    assert passage.first == 0
    assert 1 not in passage


def test_a_passage_is_bounded():
    long = SourceLines("x\n" * 500, list(range(0, 1000, 2)))
    assert quoting.passage_of("1-200", long).fault == ""
    assert "at most 200" in quoting.passage_of("1-201", long).fault


@pytest.fixture
def cited(db):
    data = b'FORM 8-K\n\nCalder <b>said</b> that\n"nerve growth" rose.\n\nEnd\n'
    filing = make_filing(source=make_source(data), accession_number="0000950123-98-001234")
    return make_release(filing, blocks=[make_block("Calder said", lines=(3, 4))])


def test_a_passage_is_lit_and_cited_by_the_server(client, cited):
    html = client.get(f"{cited.get_absolute_url()}source/?lines=3-4").content.decode()
    assert re.findall(r'<span id="(L\d)" data-n="\d" class="lit">', html) == ["L3", "L4"]
    assert '<i id="L3-L4"></i>' in html
    quoted = unescape(re.search(r'<pre data-copy="quotation">(.*?)</pre>', html)[1])
    assert quoted == (
        "“Calder <b>said</b> that 'nerve growth' rose.” Calder Instruments, Inc., "
        f"“{cited.headline},” press release, July 27, 1998, Exhibit 99.1 to Form 8-K, "
        "SEC accession number 0000950123-98-001234, lines 3–4, neoarchive, "
        f"http://testserver{cited.get_absolute_url()}source/?lines=3-4#L3-L4"
    )
    assert "<b>said" not in html
    assert f'<link rel="canonical" href="http://testserver{cited.get_absolute_url()}source/">' in html


def test_the_filings_page_cites_lines_too_and_opens_at_the_page_that_has_them(client, cited, db):
    html = client.get(f"{cited.filing.get_absolute_url()}?lines=4").content.decode()
    assert '<span id="L4" data-n="4" class="lit">' in html
    assert "line 4, neoarchive" in html
    assert 'name="robots" content="noindex"' in html
    long = make_filing(source=make_source(b"line\n" * 3500))
    html = client.get(f"{long.get_absolute_url()}?lines=2100-2101").content.decode()
    assert '<span id="L2100" data-n="2100" class="lit">' in html


def test_lines_that_are_not_there_are_a_hint_and_no_fault_of_the_server(client, cited):
    response = client.get(f"{cited.get_absolute_url()}source/?lines=9999")
    assert response.status_code == 200
    assert "The source has lines 1 to 6." in response.content.decode()
