# ruff: noqa: E501  a row of a table stays on its line
"""The cover: form type, date of report, registrants."""

from datetime import date

import pytest

from neoarchive.parser.form import read_form
from tests.parser.writing import COVER, at, bare, flat, form_of, lines_of

TOP = "FORM 8-K\nCURRENT REPORT\nPursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934\n\n"
ITEM = "\n\nItem 5.  Other Events.\n\n     The kiln was fired.\n"


def cover_of(text):
    return form_of(TOP + text + ITEM).cover


FORM_TYPES = [
    ("FORM 8-K", "8-K"),
    ("Form 8-K/A", "8-K/A"),
    # An en dash, as word processors set it; no dash at all.
    ("FORM 8–K", "8-K"),
    ("Form 8-K/A\n(Amendment No. 1)", "8-K/A"),
    # Some amendments only say so.
    ("FORM 8-K\nAMENDMENT NO. 2", "8-K/A"),
    ("FORM 8-K12B", "8-K12B"),
]


@pytest.mark.parametrize(("printed", "expected"), FORM_TYPES)
def test_form_type(printed, expected):
    assert form_of(printed + "\n\nMARLOW KILNS, INC.\n" + ITEM).cover.form_type.text == expected


DATES = [
    ("Date of Report (Date of earliest event reported)   June 1, 1998", date(1998, 6, 1)),
    ("Date of report: June 1, 1998", date(1998, 6, 1)),
    # The caption below the date, as newer forms have it.
    ("June 1, 1998\nDate of Report (Date of earliest event reported)", date(1998, 6, 1)),
    # The caption over two lines, the date on the second.
    ("Date of Report (Date of earliest\nevent reported)          JUNE 1, 1998", date(1998, 6, 1)),
    ("Date of Report: June 1, 1998\n(Date of earliest event reported)", date(1998, 6, 1)),
    # Both dates: the earliest event's counts.
    ("Date of Report:   December 24, 1996\nDate of earliest\nevent reported:   December 20, 1996", date(1996, 12, 20)),
    ("Date of Report (Date of earliest event reported): December 15, 2023 (December 11, 2023)", date(2023, 12, 11)),
    ("Date of Report (Date of earliest event reported): 06/01/98", date(1998, 6, 1)),
    # No caption: the line that is a date.
    ("June 1, 1998\n", date(1998, 6, 1)),
    # When it was filed is another matter; so is a date in a sentence.
    ("As filed with the Securities and Exchange Commission on June 2, 1998\n", None),
    ("Date of Report (Date of earliest event reported)\n", None),
    # There is no such day.
    ("Date of Report: June 31, 1998\n", None),
]


@pytest.mark.parametrize(("printed", "expected"), DATES)
def test_date_of_report(printed, expected):
    found = cover_of(
        printed + "\n\nMARLOW KILNS, INC.\n(Exact name of registrant as specified in its charter)\n"
    ).report_date
    assert (found.day if found else None) == expected


IDENTIFIERS = "     Ohio              0-31999              34-7654321\n(State of incorporation)  (Commission file number)  (IRS Employer No.)\n"
NAMES = [
    # The caption below the name.
    ("MARLOW KILNS, INC.\n(Exact name of registrant as specified in its charter)\n", "MARLOW KILNS, INC."),
    # A rule between, a name of two lines.
    ("MARLOW KILNS AND\nCLAY WORKS, INC.\n--------------\n(Exact name of registrant as specified in its charter)\n", "MARLOW KILNS AND CLAY WORKS, INC."),
    # On the caption's own line.
    ("MARLOW KILNS, INC. (Exact name of registrant as specified in its charter)\n", "MARLOW KILNS, INC."),
    # The name in a column beside other values.
    ("   Ohio        Marlow Kilns, Inc.        34-7654321\n(State or other   (Exact name of registrant   (I.R.S.\njurisdiction)      in its charter)     Employer No.)\n", "Marlow Kilns, Inc."),
    # Without a caption.
    ("June 1, 1998\n\nMARLOW KILNS, INC.\n", "MARLOW KILNS, INC."),
    # A name that begins with a figure, or holds a state.
    ("1-800-KILNS.COM, INC.\n(Exact name of registrant as specified in its charter)\n", "1-800-KILNS.COM, INC."),
    ("OHIO KILN COMPANY\n(Exact name of registrant as specified in its charter)\n", "OHIO KILN COMPANY"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), NAMES)
def test_name(printed, expected):
    (registrant,) = cover_of(printed + "\n" + IDENTIFIERS).registrants
    assert registrant.name.text == expected


FIELDS = {"file_number": "0-31999", "irs_number": "34-7654321", "state": "Ohio", "phone": "(937) 555-0100"}


@pytest.mark.parametrize("text", [bare(), flat(bare()), bare().replace("     ", "\t")], ids=["columns", "flat", "tabs"])
def test_values_are_found_with_and_without_their_columns(text):
    (registrant,) = form_of(text).cover.registrants
    assert registrant.name.text == "MARLOW KILNS, INC."
    assert {name: getattr(registrant, name).text for name in FIELDS} == FIELDS
    assert "9 Clay Road, Dayton, Ohio" in registrant.address.text
    for name, value in FIELDS.items():
        assert at(text, getattr(registrant, name).at) == value


HTML = (
    "<html><body><p>FORM 8-K</p><p>March 3, 1999</p><p>Date of Report (Date of earliest event reported)</p>"
    "<p><b>Marlow Kilns, Inc.</b></p><p>(Exact name of registrant as specified in its charter)</p><table>"
    "<tr><td>Ohio</td><td></td><td>0-31999</td><td>34-7654321</td></tr>"
    "<tr><td>(State or other<br>jurisdiction)</td><td></td><td>(Commission<br>File Number)</td><td>(IRS Employer<br>No.)</td></tr>"
    "</table><p>9 Clay Road<br>Dayton, Ohio 45401</p><p>(Address of principal executive offices)</p>"
    "<p>(937) 555-0100</p><p>(Registrant&#146;s telephone number)</p><p>Item 5. Other Events</p><p>Fired.</p></body></html>"
)


def test_values_are_found_in_html():
    (registrant,) = form_of(HTML).cover.registrants
    assert registrant.name.text == "Marlow Kilns, Inc."
    assert {name: getattr(registrant, name).text for name in FIELDS} == FIELDS
    assert registrant.address.text == "9 Clay Road Dayton, Ohio 45401"
    assert form_of(HTML).cover.report_date.day == date(1999, 3, 3)


SEVERAL = """\
Commission       Registrant, State of Incorporation,       I.R.S. Employer
File Number      Address and Telephone Number              Identification No.

1-1001           Marlow Kilns Company                      34-7654321
                 (An Ohio Corporation)
                 9 Clay Road
                 Dayton, Ohio 45401
                 (937) 555-0100

1-1002           Marlow Glass Company                      35-1234567
                 (A Delaware Corporation)
                 10 Clay Road
                 Dayton, Ohio 45401
                 (937) 555-0200
"""


@pytest.mark.parametrize("printed", [SEVERAL, flat(SEVERAL)], ids=["columns", "flat"])
def test_several_registrants_keep_their_own_numbers(printed):
    found = cover_of(printed).registrants
    assert [(r.name.text, r.file_number.text, r.irs_number.text, r.state.text, r.phone.text) for r in found] == [
        ("Marlow Kilns Company", "1-1001", "34-7654321", "Ohio", "(937) 555-0100"),
        ("Marlow Glass Company", "1-1002", "35-1234567", "Delaware", "(937) 555-0200"),
    ]


def test_the_old_telephone_number_is_not_taken():
    text = COVER.replace("(937) 555-0100", "(Telephone changed from (937) 555-9999)\n(937) 555-0100")
    assert form_of(text + ITEM).cover.registrants[0].phone.text == "(937) 555-0100"


def test_securities_registered_are_no_registrants():
    below = "Securities registered pursuant to Section 12(b) of the Act:\nNew York Stock Exchange\nTexas\n0-11111\n"
    (registrant,) = form_of(COVER + below + ITEM).cover.registrants
    assert (registrant.state.text, registrant.file_number.text) == ("Ohio", "0-31999")


def test_lines_of_the_cover_know_their_part():
    text = bare()
    lines = lines_of(text)
    roles = read_form(text, lines).cover.roles
    said = {line.text.strip(): roles[line.number] for line in lines if line.number in roles}
    assert said["FORM 8-K"] == "form-type"
    assert said["MARLOW KILNS, INC."] == "registrant"
    assert said["9 Clay Road, Dayton, Ohio                                 45401"] == "address"
