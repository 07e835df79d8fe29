# ruff: noqa: E501  a row of a table stays on its line
"""The SEC header, in its two dialects."""

from datetime import date, datetime

import pytest

from neoarchive.parser.header import read_header
from tests.parser.writing import at, submission

NC = """\
<SUBMISSION>
<ACCESSION-NUMBER>0000999999-98-000007
<TYPE>8-K/A
<PUBLIC-DOCUMENT-COUNT>1
<PERIOD>19980601
<FILING-DATE>19980603
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>MARLOW KILNS INC
<CIK>0000999998
<ASSIGNED-SIC>3270
<IRS-NUMBER>347654321
<STATE-OF-INCORPORATION>OH
</COMPANY-DATA>
<FILING-VALUES>
<FILE-NUMBER>000-31999
</FILING-VALUES>
<FORMER-COMPANY>
<FORMER-CONFORMED-NAME>MARLOW POTTERIES INC
<DATE-CHANGED>19920703
</FORMER-COMPANY>
</FILER>
</SUBMISSION>
"""


def test_the_labelled_header_gives_filer_and_dates():
    text = submission()
    header = read_header(text, (text.index("<SEC-HEADER>"), text.index("</SEC-HEADER>")))
    assert header.accession_number.text == "0000999999-99-000012"
    assert header.filed_date.day == date(1999, 3, 4)
    assert header.period_date.day == date(1999, 3, 3)
    (filer,) = header.filers
    assert (filer.name.text, filer.cik.text, filer.sic.text) == (
        "MARLOW KILNS INC",
        "0000999998",
        "STONE & CLAY [3270]",
    )
    assert filer.address.text == "9 CLAY ROAD, DAYTON, OH, 45401"
    assert filer.phone.text == "9375550100"
    assert [(n.name.text, n.until) for n in filer.former_names] == [("MARLOW POTTERIES INC", date(1992, 7, 3))]
    for value in (header.accession_number, header.form_type, header.filed, filer.name, filer.cik, filer.file_number):
        assert at(text, value.at) == value.text


def test_the_tagged_header_says_the_same():
    header = read_header(NC, (0, len(NC)))
    assert (header.form_type.text, header.filed_date.day) == ("8-K/A", date(1998, 6, 3))
    (filer,) = header.filers
    assert (filer.name.text, filer.file_number.text, filer.state.text) == ("MARLOW KILNS INC", "000-31999", "OH")
    assert [(n.name.text, n.until) for n in filer.former_names] == [("MARLOW POTTERIES INC", date(1992, 7, 3))]


ODDITIES = [
    # Several filers keep their own numbers.
    ("FILER:\n\tCOMPANY CONFORMED NAME:\tA CO\n\tCENTRAL INDEX KEY:\t0000000001\nFILER:\n\tCOMPANY CONFORMED NAME:\tB CO\n",
     lambda h: [f.name.text for f in h.filers], ["A CO", "B CO"]),
    # Headers of 2000 break "[5122" and "]" over two lines.
    ("FILER:\n\tCOMPANY CONFORMED NAME:\tA CO\n\tSTANDARD INDUSTRIAL CLASSIFICATION:\t [5122\n]\tIRS NUMBER:\t411756256\n",
     lambda h: (h.filers[0].sic.text, h.filers[0].irs_number.text), ("5122", "411756256")),
    # Later headers give the moment of acceptance.
    ("<ACCEPTANCE-DATETIME>20050211131803\nACCESSION NUMBER:\t1-05-1\n", lambda h: h.accepted_at, datetime(2005, 2, 11, 13, 18, 3)),
    # The mail address is not the business address.
    ("FILER:\n\tCOMPANY CONFORMED NAME:\tA CO\n\tMAIL ADDRESS:\n\t\tCITY:\tRENO\n", lambda h: h.filers[0].address, None),
    # A date that is none stays None.
    ("FILED AS OF DATE:\t19991399\n", lambda h: h.filed_date, None),
    ("ITEM INFORMATION:\t\n", lambda h: (h.accession_number, h.filers), (None, [])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ask", "expected"), ODDITIES)
def test_odd_headers(text, ask, expected):
    text = "<SEC-HEADER>\n" + text
    assert ask(read_header(text, (0, len(text)))) == expected
