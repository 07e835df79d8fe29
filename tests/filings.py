"""Texts of filings for tests: short, of invented companies, in shapes that EDGAR knows."""

BARE = """\
                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549

                                    FORM 8-K

                                 CURRENT REPORT

     Date of Report (Date of earliest event reported)   {date}

                           CALDER INSTRUMENTS, INC.
             (Exact name of registrant as specified in its charter)

        Delaware               0-99123                 99-0123456
 (State or other jurisdiction  (Commission            (IRS Employer
     of incorporation)         File Number)         Identification No.)

      12 Foundry Lane, Elgin, Illinois                      60120
     (Address of principal executive offices)             (Zip Code)

Registrant's telephone number, including area code:    (847) 555-0100

ITEM 5.   OTHER EVENTS

     Reference is made to the press release attached hereto as Exhibit 99.1.

ITEM 7.   EXHIBITS

     99.1     Press Release dated {date}.

                                   SIGNATURE

     Pursuant to the requirements of the Securities Exchange Act of 1934,
the Registrant has duly caused this report to be signed on its behalf by the
undersigned thereunto duly authorized.

                                   CALDER INSTRUMENTS, INC.

Date:  {date}                By:  /s/ Nora Whitlock
                                        Nora Whitlock
                                        Chief Financial Officer

                                 EXHIBIT INDEX

     Exhibit No.                   Description

        99.1             Press Release dated {date}

                                                                  EXHIBIT 99.1

CONTACT: Ada Marsh
Investor Relations
Calder Instruments, Inc.
(847) 555-0142

FOR IMMEDIATE RELEASE

                   CALDER INSTRUMENTS {headline}

     ELGIN, IL, {DATE} -- Calder Instruments, Inc. (Nasdaq: CLDR) announced
today that its new GAUGEMASTER-TM- instrument measures the wall of a pipe
to within a thousandth of an inch. {body}

     "Our customers asked for a gauge that a welder can read with gloves on,"
said Nora Whitlock, Chief Financial Officer of Calder Instruments.

     Calder Instruments, Inc. is engaged in the design and manufacture of
measuring instruments for the pipeline industry.

     This press release contains forward-looking statements that involve risks
and uncertainties that could cause actual results to differ materially.

                                      ###
"""


def bare(
    date: str = "March 9, 1998", headline: str = "ANNOUNCES NEW GAUGE", body: str = "Deliveries begin in the summer."
) -> bytes:
    """A bare text of one 8-K with its release, in plain columns."""
    return BARE.format(date=date, DATE=date.upper(), headline=headline, body=body).encode()


def submission(accession: str = "0009990777-98-000012", cik: str = "0009990777", text: bytes | None = None) -> bytes:
    """The same as a full submission: header and document tags around it."""
    body = (text if text is not None else bare()).decode()
    form, _, exhibit = body.partition(
        "                                                                  EXHIBIT 99.1\n"
    )
    return f"""\
<SEC-DOCUMENT>{accession}.txt : 19980311
<SEC-HEADER>{accession}.hdr.sgml : 19980311
ACCESSION NUMBER:		{accession}
CONFORMED SUBMISSION TYPE:	8-K
PUBLIC DOCUMENT COUNT:		2
CONFORMED PERIOD OF REPORT:	19980309
ITEM INFORMATION:		Other events
FILED AS OF DATE:		19980311

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			CALDER INSTRUMENTS INC
		CENTRAL INDEX KEY:			{cik}
		STANDARD INDUSTRIAL CLASSIFICATION:	INSTRUMENTS FOR MEASURING [3823]
		IRS NUMBER:				990123456
		STATE OF INCORPORATION:			DE
		FISCAL YEAR END:			1231

	FILING VALUES:
		FORM TYPE:		8-K
		SEC ACT:		1934 Act
		SEC FILE NUMBER:	000-99123
		FILM NUMBER:		98555012

	FORMER COMPANY:
		FORMER CONFORMED NAME:	CALDER GAUGE CO
		DATE OF NAME CHANGE:	19930104
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<DESCRIPTION>FORM 8-K
<TEXT>
{form}</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<DESCRIPTION>PRESS RELEASE
<TEXT>
{exhibit}</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
""".encode()
