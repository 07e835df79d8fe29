# ruff: noqa: E501  a row of a table stays on its line
"""Whole filings: one result from all stages, an account of every line, and nothing that raises."""

import itertools
from datetime import date

import pytest

from neoarchive.parser import parse_filing
from neoarchive.parser.as_json import as_json
from tests.parser.writing import COVER, ITEM_5, ITEM_7, SIGNATURE, at, bare, flat, submission
from tests.shared import corpus, gold_sources

REAL = [*gold_sources(), *corpus()]


def codes(text):
    return [warning.code for warning in parse_filing(text).warnings]


def tiles(filing):
    assert "".join(filing.text[s.start : s.end] for s in filing.segments) == filing.text
    starts = set(filing.line_starts)
    assert all(s.start in starts and s.start < s.end for s in filing.segments)
    assert list(filing.line_starts) == sorted(starts)
    assert all(s.release is None or s.release < len(filing.releases) for s in filing.segments)


def test_a_submission_is_read_whole():
    text = submission()
    filing = parse_filing(text.encode())
    assert filing.form_type.text == "8-K"
    assert filing.accession_number.text == "0000999999-99-000012"
    assert (filing.report_date.day, filing.filed_date.day) == (date(1999, 3, 3), date(1999, 3, 4))
    (registrant,) = filing.registrants
    assert (registrant.name.text, registrant.cik.text) == ("MARLOW KILNS, INC.", "0000999998")
    assert registrant.former_names[0].name.text == "MARLOW POTTERIES INC"
    assert [(i.number.text, i.today) for i in filing.items] == [("5", "8.01"), ("7", "9.01")]
    assert [(s.name.text, s.signed_on.day) for s in filing.signatures] == [("Ruth Okafor", date(1999, 3, 4))]
    assert [r.headline.text for r in filing.releases] == ["MARLOW FIRES ITS LARGEST KILN"]
    assert filing.warnings == ()
    tiles(filing)


def test_kinds_of_segments():
    text = submission()
    kinds = [kind for kind, _ in itertools.groupby(s.kind for s in parse_filing(text).segments)]
    assert kinds[:10] == [
        "wrapper", "header", "document-head", "form-type", "report-date", "registrant", "address", "item", "signature", "wrapper",
    ]  # fmt: skip
    assert kinds[-1] == "wrapper"
    assert "headline" in kinds
    assert "not-read" not in kinds


def test_no_segment_is_empty_and_blank_lines_go_with_what_follows():
    filing = parse_filing(bare() + "\n\n")
    tiles(filing)
    item = next(s for s in filing.segments if s.kind == "item")
    assert filing.text[item.start : item.end].strip().startswith("Item 5.")
    assert filing.segments[-1].kind == "blank"


WARNINGS = [
    (bare(), "no-accession-number", "No accession number in the text."),
    (bare(ITEM_5 + ITEM_7), "exhibit-missing", "Exhibit 99.1 is listed, but its text is not in this file."),
    (
        bare(cover=COVER + "                          Page 1 of 5\n\n", after="\n                   2\n"),
        "pages-missing",
        "The cover says “Page 1 of 5”; the file ends on page 2.",
    ),
    (
        submission().replace("COUNT:\t\t2", "COUNT:\t\t3"),
        "document-count",
        "The header counts 3 documents; the file holds 2.",
    ),
    (submission()[:-120], "truncated", "The file breaks off: its last document is not closed."),
    # Cut within the header: there is no document at all.
    (submission()[:900], "truncated", "The file breaks off: its last document is not closed."),
    (bare(signature=""), "no-signature", "The form is not signed: it may break off before its end."),
    (
        bare(cover="FORM 8-K\n\nCURRENT REPORT\n\nDate of Report: March 3, 1999\n\n"),
        "no-registrant",
        "No registrant was found on the cover.",
    ),
    (
        submission()
        .replace("MARLOW FIRES ITS LARGEST KILN", "SCHEDULE OF KILNS")
        .replace("DAYTON, OHIO, March 3, 1999 --", "")
        .replace("said today that it", "fires by hand; it"),
        "release-missing",
        "Exhibit 99.1 is listed as a press release, but none could be read from it.",
    ),
    (
        bare("Item 5.  Other Events.\n\nThe agreement is attached hereto.\n"),
        "attached-missing",
        "The form says that something is attached to it; the file holds nothing but the form.",
    ),
    (bare(cover=COVER.replace("March 3, 1999", "")), "no-report-date", "No date of report was found on the cover."),
    (
        bare("Item 13.  REGULATION OF KILNS\n\n     Fired.\n"),
        "unknown-item",
        "Item 13 is in no list of items of Form 8-K.",
    ),
    (
        "Dear reader,\n\nthis is no filing.\n",
        "not-8-k",
        "This is not a Form 8-K: it has neither the form's title nor any item.",
    ),
    (
        bare("Item 5.  Other Events.\n\nThe registrant's press release is attached.\n"),
        "attached-missing",
        "The form says that a press release is attached; none is in this file.",
    ),
    (
        submission(ITEM_5 + ITEM_7).replace("CONFORMED SUBMISSION TYPE:\t8-K", "CONFORMED SUBMISSION TYPE:\t10-K"),
        "not-8-k",
        "The form type is 10-K, not 8-K.",
    ),
]


@pytest.mark.parametrize(("text", "code", "message"), WARNINGS, ids=[case[1] for case in WARNINGS])
def test_warnings(text, code, message):
    found = {w.code: w for w in parse_filing(text).warnings}
    assert found[code].message == message


# What is missing altogether stands nowhere.
NOWHERE = {"no-report-date", "no-registrant", "no-accession-number"}


@pytest.mark.parametrize(("text", "code", "message"), WARNINGS, ids=[case[1] for case in WARNINGS])
def test_warnings_show_what_they_rest_on(text, code, message):
    (found,) = [w for w in parse_filing(text).warnings if w.code == code]
    assert all(0 <= a < b <= len(text) for a, b in found.at)
    assert found.at or code in NOWHERE or "neither the form's title" in message


def test_the_words_about_what_is_attached_are_the_evidence():
    text = bare("Item 5.  Other Events.\n\nThe registrant's press release\nis attached.\n")
    (found,) = [w for w in parse_filing(text).warnings if w.code == "attached-missing"]
    assert at(text, found.at) == "press release\nis attached"


EXHIBITS = [
    # A contract is named, not looked into; an exhibit that is no release says what it is.
    ("EX-10.1", "10.1", "MATERIAL AGREEMENT\n\nThis agreement is made by and between kilns.\n", "Material contract"),
    ("EX-99.2", "99.2", "Dear shareholder,\n\nour kilns are warm.\n", "A letter, no press release"),
]


@pytest.mark.parametrize(("kind", "number", "words", "note"), EXHIBITS, ids=[case[1] for case in EXHIBITS])
def test_exhibits_that_hold_no_release_are_called_by_their_number(kind, number, words, note):
    text = submission().replace(
        "</SEC-DOCUMENT>", f"<DOCUMENT>\n<TYPE>{kind}\n<TEXT>\n{words}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>"
    )
    filing = parse_filing(text)
    tiles(filing)
    (segment,) = [s for s in filing.segments if s.kind == "exhibit"]
    assert (segment.use, segment.title, segment.note) == ("left-out", f"Exhibit {number}", note)
    assert filing.text[segment.start : segment.end].strip() == words.strip()
    assert not [s for s in filing.segments if s.use == "not-read"]


def test_a_complete_submission_gives_none_of_them():
    assert codes(submission()) == []


def test_a_count_that_takes_in_machine_data_is_no_finding():
    data = "<DOCUMENT>\n<TYPE>EX-101.INS\n<TEXT>\n<XBRL>\n<?xml version='1.0'?>\n<xbrl/>\n</XBRL>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>"
    assert codes(submission().replace("</SEC-DOCUMENT>", data).replace("COUNT:\t\t2", "COUNT:\t\t9")) == []


def test_places_of_a_missing_exhibit_are_its_listings():
    text = bare(ITEM_5 + ITEM_7, after="\nEXHIBIT INDEX\n\n99.1   Press release of March 3\n")
    warning = next(w for w in parse_filing(text).warnings if w.code == "exhibit-missing")
    assert [text[a:b].split()[0] for a, b in warning.at] == ["99.1", "99.1"]


def test_a_release_in_the_form_itself_is_read():
    item = (
        "Item 5.  Press Release\n\nThe registrant issued the following press release:\n\nFOR IMMEDIATE RELEASE\n\nMARLOW FIRES KILN\n\n"
        "DAYTON, OHIO, March 3, 1999 -- Marlow Kilns, Inc. said today that it has fired the\nlargest kiln that it has ever built, and that nothing at all broke.\n"
    )
    (release,) = parse_filing(bare(item)).releases
    assert (release.exhibit, release.headline.text) == (None, "MARLOW FIRES KILN")


def test_the_same_facts_from_text_bytes_and_flattened_copy():
    whole, raw, copied = parse_filing(bare()), parse_filing(bare().encode()), parse_filing(flat(bare()))
    for one in (raw, copied):
        assert [r.name.text for r in one.registrants] == [r.name.text for r in whole.registrants]
        assert [i.number.text for i in one.items] == [i.number.text for i in whole.items]
        assert one.report_date.day == whole.report_date.day
        assert [s.name.text for s in one.signatures] == [s.name.text for s in whole.signatures]


def test_every_line_end_gives_the_same_lines():
    text = submission()
    filings = [parse_filing(text.replace("\n", end)) for end in ("\n", "\r\n", "\r")]
    assert len({len(filing.line_starts) for filing in filings}) == 1
    assert len({tuple(i.number.text for i in filing.items) for filing in filings}) == 1


def test_nothing_raises_wherever_a_filing_is_cut():
    """Every byte of a small submission: a copy may end anywhere."""
    raw = submission().encode()
    for end in range(len(raw)):
        tiles(parse_filing(raw[:end]))


def test_nothing_raises_wherever_a_page_is_cut():
    raw = (
        "<html><head><title>x</title></head><body><p>FORM 8-K</p><p>March 3, 1999<br>Marlow Kilns, Inc.<br>(Exact name of registrant)</p>"
        "<table><tr><td colspan='2'>Ohio</td><td>0-31999</td></tr></table><pre>Item 5. Other Events\n\n a &amp; b\n</pre>"
        "<!-- note --><div style='display:none'>x</div><p>/s/ Ruth Okafor</p></body></html>"
    )
    for end in range(len(raw)):
        tiles(parse_filing(raw[:end]))


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800", "\f", "\n", "<", "&", "8-K", "Item 5.", "<DOCUMENT>", "<SEC-HEADER>"]
)
def test_nothing_raises_on_scraps(text):
    tiles(parse_filing(text))


def test_json_keeps_every_place_in_the_source():
    text = submission()
    said = as_json(parse_filing(text), "march.txt")
    assert said["source"]["name"] == "march.txt"
    assert (said["report_date"], said["filed_date"]) == ("1999-03-03", "1999-03-04")
    registrant = said["registrants"][0]
    for name, spans in registrant["at"].items():
        if name != "address":
            assert at(text, spans) == registrant[name]
    assert said["exhibits"][0]["included"] is True
    assert said["signatures"] == [
        {
            "name": "Ruth Okafor",
            "title": "Chief Financial Officer",
            "at": said["signatures"][0]["at"],
            "date": "1999-03-04",
        }
    ]
    assert SIGNATURE.strip() in text


@pytest.mark.parametrize("path", REAL, ids=[path.name for path in REAL])
def test_real_filings_are_accounted_for(path):
    filing = parse_filing(path.read_bytes())
    tiles(filing)
    assert filing.form_type is not None
    assert filing.registrants
    assert filing.items
