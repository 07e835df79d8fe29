# ruff: noqa: E501  a row of a table stays on its line
"""How sure each value of the form is, and the reason given."""

import importlib

import pytest

from neoarchive.parser import parse_filing
from neoarchive.parser.as_json import as_json
from tests.parser.writing import ITEM_5, ITEM_7, bare, submission
from tests.shared import gold_sources, need

WHOLE = submission()


def level(text, path):
    found = parse_filing(text).confidence.get(path)
    return found.level if found else None


def reason(text, path):
    return parse_filing(text).confidence[path].reason


def test_every_value_that_was_found_is_judged_and_no_other():
    read = parse_filing(WHOLE)
    expected = {
        "form_type", "accession_number", "report_date", "filed_date", "items.0.number", "items.1.number",
        "exhibits.0.number", "exhibits.0.kind", "signatures.0.name", "releases.0.headline", "releases.0.dateline",
        "releases.0.place", "releases.0.released_on", "releases.0.tickers.0",
    } | {
        f"registrants.0.{name}"
        for name in ("name", "cik", "file_number", "irs_number", "state_of_incorporation", "phone", "address")
    }  # fmt: skip
    assert set(read.confidence) == expected
    assert {c.level for c in read.confidence.values()} <= {"certain", "likely", "doubtful"}
    assert all(c.reason and c.reason[-1] not in ".:" for c in read.confidence.values())


def test_header_and_cover_that_agree_are_certain():
    for path in ("form_type", "registrants.0.name", "registrants.0.irs_number", "registrants.0.state_of_incorporation"):
        assert level(WHOLE, path) == "certain"
        assert "equal" in reason(WHOLE, path)


# (what is changed in a submission, path, level, words of the reason)
CHANGES = [
    (("FORM 8-K\n", "FORM 8-K/A\n"), "form_type", "likely", "the cover says 8-K/A"),
    (("34-7654321", "34-7654322"), "registrants.0.irs_number", "doubtful", "cover and header differ, 347654321 in the header"),
    (("(937) 555-0100", "(937) 555-0199"), "registrants.0.phone", "likely", "cover and header differ"),
    (("MARLOW KILNS, INC.\n", "DAYTON POTTERY, INC.\n"), "registrants.0.name", "likely", "cover and header differ, MARLOW KILNS INC in the header"),
    (("(937) 555-0100\n", "\n"), "registrants.0.phone", None, ""),
    (("ACCESSION NUMBER:\t\t", "ACCESSION NUMBER:\t\tx"), "accession_number", "doubtful", "not in the form that such numbers have"),
    (("Item 5.  Other", "Item 6.01  Other"), "items.0.number", "doubtful", "not in force on the date of the report"),
    (("Item 5.  Other Events.", "Item 5."), "items.0.number", "likely", "no title"),
    (("99.1     Press", "99.2     Press"), "exhibits.0.number", "likely", "filed as a document of type EX-99.1"),
    (("99.1     Press release dated March 3, 1999.", "99.1     Press release dated March 3, 1999.\n\n     10.1     Lease of the kiln."), "exhibits.1.number", "likely", "the file holds other exhibits and not this one"),
    (("99.1     Press release", "99.1     Lease"), "exhibits.0.kind", "certain", "dateline"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "path", "expected", "words"), CHANGES)
def test_a_change_of_the_signs_changes_the_level(change, path, expected, words):
    assert change[0] in WHOLE
    text = WHOLE.replace(change[0], change[1], 1)
    assert level(text, path) == expected
    if expected:
        assert words in reason(text, path)


def test_an_exhibit_called_a_release_that_is_none_is_doubtful():
    start, end = WHOLE.index("MARLOW FIRES"), WHOLE.index("</TEXT>", WHOLE.index("MARLOW FIRES"))
    text = WHOLE[:start] + "Dear shareholders,\n\nThe kiln has been fired.\n\n" + WHOLE[end:]
    assert level(text, "exhibits.0.kind") == "doubtful"
    assert reason(text, "exhibits.0.kind").startswith("the form calls it a press release, but ")


def test_without_a_header_the_caption_and_the_text_speak():
    text = bare(ITEM_5 + ITEM_7)
    assert level(text, "report_date") == "certain"
    assert reason(text, "report_date") == "printed at its caption on the cover"
    assert reason(text, "registrants.0.file_number") == "stands alone in its cell and has the shape of one"
    assert reason(text, "registrants.0.phone") == "the number at its caption"
    assert level(text, "accession_number") is None
    assert reason(text, "registrants.0.name") == "stands at its caption and again in the text"


def test_a_table_of_contents_taken_for_exhibits_is_doubtful():
    contents = "".join(f"\n     {n}.1     Representations of the kiln.\n" for n in range(1, 29))
    text = bare(ITEM_5 + ITEM_7.rstrip() + "\n" + contents + "\n")
    found = [c.level for path, c in parse_filing(text).confidence.items() if path.startswith("exhibits.")]
    assert len(found) > 25
    assert set(found) == {"doubtful"}


def test_a_country_is_not_held_against_edgars_code_of_it():
    text = WHOLE.replace("     Ohio   ", "     Bermuda", 1).replace(
        "STATE OF INCORPORATION:\t\t\tOH", "STATE OF INCORPORATION:\t\t\tD0"
    )
    assert parse_filing(text).registrants[0].state_of_incorporation.text == "Bermuda"
    assert reason(text, "registrants.0.state_of_incorporation") == "stands alone in its cell and has the shape of one"


def test_a_date_without_its_caption_is_doubtful():
    text = bare().replace("Date of Report (Date of earliest event reported)  March 3, 1999", "March 3, 1999")
    assert level(text, "report_date") == "doubtful"
    assert "no caption" in reason(text, "report_date")


def test_a_name_that_is_lost_leaves_a_doubtful_one():
    text = bare().replace("MARLOW KILNS, INC.\n", "\n", 1)
    assert level(text, "registrants.0.name") == "doubtful"


def test_one_word_for_a_signer_is_doubtful():
    text = bare()
    name = parse_filing(text).signatures[0].name.text
    assert level(text, "signatures.0.name") == "certain"
    assert level(text.replace(name, name.split()[0]), "signatures.0.name") == "doubtful"


def test_json_carries_level_and_reason_by_path():
    read = as_json(parse_filing(WHOLE), "x")
    assert read["confidence"]["report_date"] == {
        "level": "certain",
        "reason": "printed on the cover and equal in the header",
    }


def test_of_the_labelled_filings_all_that_is_called_certain_is_right():
    need("gold/labels")
    calibration = importlib.import_module("tests.benchmarks.calibration")
    wrong, levels = [], []
    for path in gold_sources()[::3]:
        for where, how, right, told in calibration.hold(path, calibration.text_of(path)):
            levels.append(how)
            if how == "certain" and not right:
                wrong.append((path.name, where, told))
    assert not wrong
    assert len(levels) > 200
    assert levels.count("certain") > 0.7 * len(levels)
