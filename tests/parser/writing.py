"""Writes filings of invented companies for the tests of the parser."""

from neoarchive.parser.form import read_form
from neoarchive.parser.lines import NumberedSource, read_lines
from neoarchive.parser.submission import split_submission
from neoarchive.parser.text import Line

COVER = """\
                                    FORM 8-K

                                 CURRENT REPORT
     PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934

        Date of Report (Date of earliest event reported)  March 3, 1999

                             MARLOW KILNS, INC.
             (Exact name of registrant as specified in its charter)

     Ohio                      0-31999                 34-7654321
- ----------------     ------------------------    -------------------
(State or other        (Commission File Number)       (IRS Employer
 jurisdiction)                                      Identification No.)

     9 Clay Road, Dayton, Ohio                                 45401
     (Address of principal executive offices)             (Zip Code)

                                (937) 555-0100
              (Registrant's telephone number, including area code)

"""
SIGNATURE = """\

                                   SIGNATURES

     Pursuant to the requirements of the Securities Exchange Act of 1934, the
registrant has duly caused this report to be signed on its behalf.

                                   MARLOW KILNS, INC.

Date:  March 4, 1999               By: /s/ Ruth Okafor
                                   Ruth Okafor
                                   Chief Financial Officer
"""
ITEM_5 = """\
Item 5.  Other Events.

     The registrant fired its largest kiln on March 3, 1999.

"""
SUBMISSION = """\
-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR

<SEC-DOCUMENT>0000999999-99-000012.txt : 19990305
<SEC-HEADER>0000999999-99-000012.hdr.sgml : 19990305
ACCESSION NUMBER:\t\t0000999999-99-000012
CONFORMED SUBMISSION TYPE:\t8-K
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t19990303
FILED AS OF DATE:\t\t19990304

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tMARLOW KILNS INC
\t\tCENTRAL INDEX KEY:\t\t\t0000999998
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tSTONE & CLAY [3270]
\t\tIRS NUMBER:\t\t\t\t347654321
\t\tSTATE OF INCORPORATION:\t\t\tOH
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tFORM TYPE:\t\t8-K
\t\tSEC FILE NUMBER:\t000-31999

\tBUSINESS ADDRESS:\t
\t\tSTREET 1:\t\t9 CLAY ROAD
\t\tCITY:\t\t\tDAYTON
\t\tSTATE:\t\t\tOH
\t\tZIP:\t\t\t45401
\t\tBUSINESS PHONE:\t\t9375550100

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tMARLOW POTTERIES INC
\t\tDATE OF NAME CHANGE:\t19920703
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>

<PAGE>   1
{cover}{items}{signature}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<DESCRIPTION>PRESS RELEASE
<TEXT>

                                                                  EXHIBIT 99.1
MARLOW FIRES ITS LARGEST KILN

DAYTON, OHIO, March 3, 1999 -- Marlow Kilns, Inc. (Nasdaq: MRLW) said today that it
has fired the largest kiln that it has ever built, and that nothing broke.

                                      ###
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
-----END PRIVACY-ENHANCED MESSAGE-----
"""
ITEM_7 = """\
Item 7.  Financial Statements and Exhibits.

     (c) Exhibits

     99.1     Press release dated March 3, 1999.

"""


def bare(items: str = ITEM_5, *, cover: str = COVER, signature: str = SIGNATURE, after: str = "") -> str:
    """A form as one plain text."""
    return cover + items + signature + after


def submission(items: str = ITEM_5 + ITEM_7) -> str:
    """A PEM-wrapped submission: form and one release."""
    return SUBMISSION.format(cover=COVER, items=items, signature=SIGNATURE)


def flat(text: str) -> str:
    """The text as it circulates: a blank line around every line and column, no indents."""
    cells = [cell.strip() for line in text.splitlines() for cell in line.split("   ") if cell.strip(" -")]
    return "\n\n".join(cells) + "\n"


def form_of(text: str):
    """The form read from a bare text or a bare page of HTML."""
    return read_form(text, lines_of(text))


def numbered(text: str) -> NumberedSource:
    return read_lines(text, split_submission(text))


def lines_of(text: str) -> list[Line]:
    return numbered(text).lines


def at(text: str, spans) -> str:
    """What stands in the source at the spans."""
    return " ".join(text[a:b] for a, b in spans)
