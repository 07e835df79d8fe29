"""Releases of many occasions (earnings, a dividend, a merger, …), each as another wire and decade set it."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "agency columns 1998",
    """\
FOR IMMEDIATE RELEASE

AT THE COMPANY:                          AT THE FINANCIAL RELATIONS BOARD:
Gerald T. Ostrow                         Paula Lindgren        Keith Monahan
Chief Financial Officer                  General Information   Analyst Contact
(847) 555-0140                           (312) 555-6700        (312) 555-6712

HEARTWOOD CABINETS REPORTS RECORD SECOND QUARTER

Net Income Rises 22 Percent on Higher Margins

ELGIN, Ill., July 21, 1998 -- Heartwood Cabinets, Inc. (Nasdaq: HWCB), a maker of kitchen
cabinets, today reported record net income of $3.1 million for the second quarter.

"Our margins are the best in the trade," said Gerald T. Ostrow, chief financial officer.

Heartwood Cabinets, Inc. designs and makes kitchen and bathroom cabinets.
""",
    company="HEARTWOOD CABINETS INC",
    near=date(1998, 7, 21),
    headline="HEARTWOOD CABINETS REPORTS RECORD SECOND QUARTER",
    subs=["Net Income Rises 22 Percent on Higher Margins"],
    place="ELGIN, Ill.",
    tickers=[("Nasdaq", "HWCB")],
    contacts=[
        contact("Gerald T. Ostrow", "Chief Financial Officer", None, ("(847) 555-0140",)),
        contact("Paula Lindgren", "General Information", "THE FINANCIAL RELATIONS BOARD", ("(312) 555-6700",)),
        contact("Keith Monahan", "Analyst Contact", "THE FINANCIAL RELATIONS BOARD", ("(312) 555-6712",)),
    ],
    quoted=[("Gerald T. Ostrow", "chief financial officer")],
    copied={
        "contacts": [
            contact("Gerald T. Ostrow", "Chief Financial Officer", None, ("(847) 555-0140",)),
            contact("Paula Lindgren", "General Information", None, ("(312) 555-6700",)),
            contact("Keith Monahan", "Analyst Contact", "THE FINANCIAL RELATIONS BOARD", ("(312) 555-6712",)),
        ]
    },
)

form(
    "bank in a sentence of contacts 1995",
    """\
CONTACT: Cumberland Gap Bancshares Investor Relations: Jane Tolliver   Tel: 606-555-3100

                       CUMBERLAND GAP BANCSHARES
                 ANNOUNCES FIRST QUARTER 1995 EARNINGS

         MIDDLESBORO, KY, April 18, 1995--Cumberland Gap Bancshares, Inc. today reported
net income of $1,204,000 for the quarter ended March 31, 1995, compared with $1,117,000
for the same quarter last year.

         ROBERT L. HENSLEY, President, said: "Loan demand has been good all winter, and we
have not had to reach for it."

         Book value rose to $24.11 a share.
""",
    company="CUMBERLAND GAP BANCSHARES INC",
    near=date(1995, 4, 18),
    headline="CUMBERLAND GAP BANCSHARES ANNOUNCES FIRST QUARTER 1995 EARNINGS",
    subs=[],
    place="MIDDLESBORO, KY",
    day="1995-04-18",
    contacts=[
        contact("Jane Tolliver", "Investor Relations", "Cumberland Gap Bancshares", ("606-555-3100",)),
    ],
    quoted=[("ROBERT L. HENSLEY", "President")],
    paragraphs=3,
)

form(
    "reit dividend 2004",
    """\
<html><body>
<p align="right"><b>Exhibit 99.1</b></p>
<table width="100%"><tr><td width="50%"><p><b>AT STERLING FORGE REALTY</b></p>
<p>Annette Duquesne</p><p>Chief Financial Officer</p><p>(516) 555-8800</p></td>
<td width="50%"><p><b>AT HALLORAN/BRANDT</b></p><p>Marc Tessier</p><p>Investor Inquiries</p><p>(212)
555-7711</p></td></tr></table>
<p>FOR IMMEDIATE RELEASE</p>
<p>WEDNESDAY, SEPTEMBER 15, 2004</p>
<p align="center"><b>STERLING FORGE REALTY TRUST DECLARES THIRD QUARTER DIVIDENDS<br>ON COMMON AND SERIES B
PREFERRED SHARES</b></p>
<p><b>GREAT NECK, NEW YORK, SEPTEMBER 15, 2004</b> &#150; Sterling Forge Realty Trust (NYSE: SFT, SFT PrB)
today announced that
its Board of Trustees has declared a dividend of $0.42 per common share<sup>1</sup> for the third quarter.</p>
<p>The dividend is payable on October 15, 2004 to shareholders of record on September 30, 2004.</p>
<p>Sterling Forge Realty Trust owns 41 neighborhood shopping centers in New York and Connecticut.</p>
<p><sup>1</sup> An annual rate of $1.68.</p>
</body></html>
""",
    company="STERLING FORGE REALTY TRUST",
    near=date(2004, 9, 15),
    markup=True,
    headline="STERLING FORGE REALTY TRUST DECLARES THIRD QUARTER DIVIDENDS ON COMMON AND SERIES B PREFERRED SHARES",
    place="GREAT NECK, NEW YORK",
    day="2004-09-15",
    contacts=[
        contact("Annette Duquesne", "Chief Financial Officer", "STERLING FORGE REALTY", ("(516) 555-8800",)),
        contact("Marc Tessier", "Investor Inquiries", "HALLORAN/BRANDT", ("(212) 555-7711",)),
    ],
    first="Sterling Forge Realty Trust (NYSE: SFT",
)

form(
    "swiss merger 2022",
    """\
<html><body>
<div style="text-align:right">Exhibit 99.1</div>
<div>Rothenfluh Holding AG</div>
<div>Baarerstrasse 14</div>
<div>6300 Zug, Switzerland</div>
<div>www.rothenfluh.com</div>
<div>&nbsp;</div>
<div>Ad hoc announcement pursuant to Art. 53 LR</div>
<div>&nbsp;</div>
<div style="font-weight:bold">Rothenfluh to Combine with Meridian Valve in an All-Share Merger</div>
<div>&nbsp;</div>
<div>Zug, August 4, 2022</div>
<div>&nbsp;</div>
<div>Rothenfluh Holding AG (NYSE: RFLH; SIX: RFLN) and Meridian Valve, Inc. (NYSE: MVI) today announced that they have
agreed to combine in an all-share merger of equals.</div>
<div>&nbsp;</div>
<div>&#8220;This brings together two companies that know each other well,&#8221; said Urs Amstutz, Chairman of
Rothenfluh.</div>
<div>&nbsp;</div>
<div><b>Contacts</b></div>
<div>Investors: Regula Hofer, +41 41 555 10 10, investors@rothenfluh.com</div>
<div>Media: Beat Kunz, +41 41 555 10 20, media@rothenfluh.com</div>
</body></html>
""",
    company="Rothenfluh Holding AG",
    near=date(2022, 8, 4),
    markup=True,
    headline="Rothenfluh to Combine with Meridian Valve in an All-Share Merger",
    subs=[],
    place="Zug",
    day="2022-08-04",
    tickers=[("NYSE", "RFLH"), ("SIX", "RFLN"), ("NYSE", "MVI")],
    contacts=[
        contact("Regula Hofer", "Investors", None, ("+41 41 555 10 10",), ("investors@rothenfluh.com",)),
        contact("Beat Kunz", "Media", None, ("+41 41 555 10 20",), ("media@rothenfluh.com",)),
    ],
    quoted=[("Urs Amstutz", "Chairman of Rothenfluh")],
    paragraphs=2,
)

form(
    "fda approval 2001",
    """\
Corvane Therapeutics                                           Date:  November 9, 2001
Contact: Diane Kessler, Ph.D.                                  Burke & Salas
Vice President, Corporate Development                          Tom Salas (media)
650.555.2210                                                   415.555.0188


           FDA APPROVES CORVANE'S TRELOMYCIN FOR HOSPITAL-ACQUIRED PNEUMONIA

              First New Class of Antibiotics in Nearly Twenty Years

         REDWOOD CITY, Calif., Nov. 9 /PRNewswire/ -- Corvane Therapeutics, Inc. (Nasdaq:
CRVN) announced today that the U.S. Food and Drug Administration has granted marketing
approval for Trelomycin(TM) for injection.

         "Physicians have waited a long time for a drug like this one," said Dr. Alan Voss,
Corvane's chief medical officer.

         SOURCE  Corvane Therapeutics, Inc.
""",
    company="CORVANE THERAPEUTICS INC",
    near=date(2001, 11, 9),
    headline="FDA APPROVES CORVANE'S TRELOMYCIN FOR HOSPITAL-ACQUIRED PNEUMONIA",
    subs=["First New Class of Antibiotics in Nearly Twenty Years"],
    place="REDWOOD CITY, Calif.",
    day="2001-11-09",
    wire="PRNewswire",
    tickers=[("Nasdaq", "CRVN")],
    contacts=[
        contact("Diane Kessler, Ph.D.", "Vice President, Corporate Development", None, ("650.555.2210",)),
        contact("Tom Salas", "media", "Burke & Salas", ("415.555.0188",)),
    ],
    quoted=[("Dr. Alan Voss", "chief medical officer")],
    last="chief medical officer.",
    copied={
        "contacts": [
            contact("Diane Kessler, Ph.D.", "Vice President, Corporate Development"),
            contact("Tom Salas", "media"),
        ]
    },
)

form(
    "new chief executive 2008",
    """\
NEWS RELEASE


TALLGRASS LOGISTICS CORP.


New Chief Executive Officer and Changes to the Board


OMAHA, Neb.--(BUSINESS WIRE)--March 3, 2008--Tallgrass Logistics Corp. (AMEX:TGL) today announced that
Board Chairman Edward R. Nyland has been named chief executive officer, effective immediately.

Tallgrass Chief Operating Officer Dana Whitcomb said, "Ed knows every terminal we have."

He succeeds Carl Brandt, who is retiring after 19 years.

About Tallgrass Logistics

Tallgrass Logistics Corp. carries refrigerated freight in 31 states.

CONTACT: Tallgrass Logistics Corp.
Julie Prochaska, 402-555-6011
Director of Communications
jprochaska@tallgrasslog.com
or
Kessel Group
Brian Amory, 402-555-6650
""",
    company="TALLGRASS LOGISTICS CORP",
    near=date(2008, 3, 3),
    headline="New Chief Executive Officer and Changes to the Board",
    subs=[],
    place="OMAHA, Neb.",
    wire="BUSINESS WIRE",
    tickers=[("AMEX", "TGL")],
    contacts=[
        contact(
            "Julie Prochaska",
            "Director of Communications",
            "Tallgrass Logistics Corp.",
            ("402-555-6011",),
            ("jprochaska@tallgrasslog.com",),
        ),
        contact("Brian Amory", None, "Kessel Group", ("402-555-6650",)),
    ],
    quoted=[("Dana Whitcomb", "Chief Operating Officer")],
    about="Tallgrass Logistics Corp. carries",
)

form(
    "monthly sales 1997",
    """\
                          [LOGO OF BARROW'S STORES]

NEWS                                                       For Immediate Release
                                                           Contact: Lois Crandall
                                                           Treasurer
                                                           Area code 704 555-8120

                     BARROW'S REPORTS OCTOBER SALES

        Charlotte, NC, November 6, 1997 -- Barrow's Stores, Inc. (NYSE-BRW) reported today
that sales for the four weeks ended November 1, 1997 were $41.2 million, an increase of 6.3%
from sales of $38.8 million for the four weeks ended November 2, 1996.

                                      Sales (in thousands)
                                   1997          1996     % Change
        Four weeks              $41,200       $38,760        6.3
        Nine months             388,114       361,902        7.2

        On a comparable store basis, sales increased 2.1%.

        Barrow's Stores, Inc. operates 212 family apparel stores in nine southeastern states.

                                     -0-
""",
    company="BARROWS STORES INC",
    near=date(1997, 11, 6),
    headline="BARROW'S REPORTS OCTOBER SALES",
    subs=[],
    place="Charlotte, NC",
    day="1997-11-06",
    tickers=[("NYSE", "BRW")],
    contacts=[contact("Lois Crandall", "Treasurer", None, ("704 555-8120",))],
    about="Barrow's Stores, Inc. operates 212",
    last="nine southeastern states.",
)

form(
    "restructuring 2013",
    """\
<html><body>
<p style="text-align:right">EXHIBIT 99.1</p>
<p style="text-align:center"><font style="font-weight:bold">Lumetra Systems Announces Restructuring Plan and
Preliminary Fourth Quarter Results</font></p>
<ul><li>Workforce to be reduced by approximately 12 percent</li><li>Charges of $9 million to $11 million
expected</li></ul>
<p>SAN JOSE, Calif., Jan. 14, 2013 (GLOBE NEWSWIRE) -- Lumetra Systems, Inc. (Nasdaq:LMTR), a supplier of optical test
equipment, today announced a plan to reduce its operating expenses.</p>
<p>&#8220;These are hard decisions,&#8221; said Lumetra president and CEO Grace Okafor. &#8220;They are also
the right ones.&#8221;</p>
<p style="font-weight:bold">Forward-Looking Statements</p>
<p>This press release contains forward-looking statements, including statements about expected charges and savings.
Actual results may differ materially because of risks described in our filings with the SEC.</p>
<table><tr><td>CONTACT:</td><td>Investor Relations</td></tr><tr><td></td><td>Leanne Ferro</td></tr>
<tr><td></td><td>The Ruth Group</td></tr><tr><td></td><td>(646)
555-7020</td></tr><tr><td></td><td>lferro@theruthgroup.example.com</td></tr></table>
</body></html>
""",
    company="LUMETRA SYSTEMS, INC.",
    near=date(2013, 1, 14),
    markup=True,
    headline="Lumetra Systems Announces Restructuring Plan and Preliminary Fourth Quarter Results",
    subs=["Workforce to be reduced by approximately 12 percent", "Charges of $9 million to $11 million expected"],
    place="SAN JOSE, Calif.",
    day="2013-01-14",
    wire="GLOBE NEWSWIRE",
    tickers=[("Nasdaq", "LMTR")],
    contacts=[
        contact(
            "Leanne Ferro",
            "Investor Relations",
            "The Ruth Group",
            ("(646) 555-7020",),
            ("lferro@theruthgroup.example.com",),
        )
    ],
    harbor="This press release contains forward-looking statements",
    quoted=[("Grace Okafor", "president and CEO")],
)

form(
    "buyback 2018",
    """\
<html><body>
<div>Exhibit 99.1</div>
<div style="text-align:center"><span style="font-weight:bold">Pinyon Ridge Energy Board Authorizes $150 Million
Share Repurchase Program</span></div>
<div><span style="font-weight:bold">DENVER - (PR NEWSWIRE) - May 22, 2018</span><span> - Pinyon Ridge Energy
Partners, Inc. (&#8220;Pinyon Ridge&#8221; or the
&#8220;Company&#8221;) (NYSE American: PNYR) announced that its Board of Directors has authorized the
repurchase of up to $150 million
of its common stock.</span></div>
<div>CFO Marisol Etcheverry commented, &#8220;Our shares are the best investment we can find.&#8221;</div>
<div>Repurchases may be made in the open market from time to time.</div>
<div><span style="font-weight:bold">About Pinyon Ridge</span></div>
<div>Pinyon Ridge is an independent oil and gas company active in the Piceance Basin.</div>
<div><span style="font-weight:bold">Contact Information:</span></div>
<div>Pinyon Ridge Energy Partners, Inc.</div>
<div>Investor Relations Department</div>
<div>ir@pinyonridge.com</div>
<div>(303) 555-4400 ext. 3</div>
</body></html>
""",
    company="Pinyon Ridge Energy Partners, Inc.",
    near=date(2018, 5, 22),
    markup=True,
    headline="Pinyon Ridge Energy Board Authorizes $150 Million Share Repurchase Program",
    subs=[],
    place="DENVER",
    day="2018-05-22",
    wire="PR NEWSWIRE",
    tickers=[("NYSE American", "PNYR")],
    contacts=[
        contact(
            None,
            "Investor Relations Department",
            "Pinyon Ridge Energy Partners, Inc.",
            ("(303) 555-4400 ext. 3",),
            ("ir@pinyonridge.com",),
        )
    ],
    about="Pinyon Ridge is an independent",
    quoted=[("Marisol Etcheverry", "CFO")],
)

form(
    "guidance 2003",
    """\
Company Contact:
Peter Malvern
Chief Executive Officer
(508) 555-2000 ext. 11

Investor Relations Contacts:
Lippert/Heilshorn & Associates
Jody Carver (jcarver@lhai.example.com)
Kirsten Holm (kholm@lhai.example.com)
(212) 555-3777

SCANTRONICS LOWERS FISCAL 2003 GUIDANCE

Marlborough, Mass. - October 2, 2003 - Scantronics Corporation (OTCBB: SCNT.OB) today lowered
its outlook for the fiscal year ending December 31, 2003.

The company now expects revenue of $31 million to $33 million, compared with its earlier
estimate of $36 million.

Mr. Malvern stated, "Orders that we had counted on in September have been put off."

Scantronics makes handheld scanners for hospitals and warehouses.
""",
    company="SCANTRONICS CORP",
    near=date(2003, 10, 2),
    headline="SCANTRONICS LOWERS FISCAL 2003 GUIDANCE",
    subs=[],
    place="Marlborough, Mass.",
    day="2003-10-02",
    tickers=[("OTCBB", "SCNT.OB")],
    contacts=[
        contact("Peter Malvern", "Chief Executive Officer", None, ("(508) 555-2000 ext. 11",)),
        contact(
            "Jody Carver", "Investor Relations", "Lippert/Heilshorn & Associates", (), ("jcarver@lhai.example.com",)
        ),
        contact(
            "Kirsten Holm",
            "Investor Relations",
            "Lippert/Heilshorn & Associates",
            ("(212) 555-3777",),
            ("kholm@lhai.example.com",),
        ),
    ],
)

form(
    "litigation 1994",
    """\
FROM:   Ashgrove Chemical Company
        1200 Carlyle Street
        St. Louis, Missouri

FOR:    Immediate Release, June 14, 1994

CONTACT: D. W. Prentiss
         Vice President - Law
         314-555-8811 (office)
         314-555-4420 (home)

ASHGROVE TO APPEAL JURY VERDICT
IN PATENT CASE

        ST. LOUIS -- Ashgrove Chemical Company said today that it will appeal a verdict returned
yesterday by a jury in the United States District Court in Wilmington, Delaware, that
awarded $27 million to Nordhaven Polymers.

        "The verdict is wrong on the facts and the law," said D. W. Prentiss, vice president - law.

        The company does not expect the verdict to affect its operations.
""",
    company="ASHGROVE CHEMICAL CO",
    near=date(1994, 6, 14),
    headline="ASHGROVE TO APPEAL JURY VERDICT IN PATENT CASE",
    subs=[],
    place="ST. LOUIS",
    day="1994-06-14",
    contacts=[
        contact("D. W. Prentiss", "Vice President, Law", "Ashgrove Chemical Company", ("314-555-8811", "314-555-4420"))
    ],
    paragraphs=3,
    first="Ashgrove Chemical Company said",
)

form(
    "notes offering 2011",
    """\
<HTML><BODY>
<P ALIGN="right"><FONT SIZE="2"><B>Exhibit 99.2 </B></FONT></P>
<P ALIGN="center"><FONT SIZE="2"><B>HARKNESS OFFSHORE PLC PRICES $400 MILLION OF 7.25% SENIOR NOTES DUE 2019
</B></FONT></P>
<P><FONT SIZE="2">London, England and Houston, Texas, USA &#151; 8 April 2011 &#151; Harkness Offshore plc
(NYSE: HKO) (LSE: HKO.L)
announced today the pricing of $400 million aggregate principal amount of 7.25% Senior Notes due 2019. </FONT></P>
<P><FONT SIZE="2">The notes have not been registered under the Securities Act of 1933 and may not be offered or
sold in the United States
absent registration or an applicable exemption. </FONT></P>
<P><FONT SIZE="2"><I>For further information please contact: </I></FONT></P>
<TABLE><TR><TD>Harkness Offshore plc</TD><TD>&nbsp;</TD><TD>+44 (0)20 7555 0100</TD></TR>
<TR><TD>Fiona Galbraith, Head of Investor Relations</TD><TD>&nbsp;</TD><TD></TD></TR>
<TR><TD>Pelham Street Communications</TD><TD>&nbsp;</TD><TD>+44 (0)20 7555 0900</TD></TR>
<TR><TD>James Ainslie</TD><TD>&nbsp;</TD><TD></TD></TR></TABLE>
</BODY></HTML>
""",
    company="HARKNESS OFFSHORE PLC",
    near=date(2011, 4, 8),
    markup=True,
    headline="HARKNESS OFFSHORE PLC PRICES $400 MILLION OF 7.25% SENIOR NOTES DUE 2019",
    place="London, England and Houston, Texas, USA",
    day="2011-04-08",
    tickers=[("NYSE", "HKO"), ("LSE", "HKO.L")],
    contacts=[
        contact("Fiona Galbraith", "Head of Investor Relations", "Harkness Offshore plc", ("+44 (0)20 7555 0100",)),
        contact("James Ainslie", None, "Pelham Street Communications", ("+44 (0)20 7555 0900",)),
    ],
    first="Harkness Offshore plc (NYSE: HKO)",
    copied={
        "contacts": [
            contact(None, None, "Harkness Offshore plc", ("+44 (0)20 7555 0100",)),
            contact("Fiona Galbraith", "Head of Investor Relations"),
        ]
    },
)

form(
    "ticker change 2024",
    """\
<html><body>
<p>Exhibit 99.1</p>
<p style="text-align:center"><b>Quillbrook Acquisition Corp. II Announces Name Change to Arden Fusion, Inc. and
New Ticker Symbol &#8220;ARDF&#8221;</b></p>
<p style="text-align:center"><i>Common stock to begin trading on Nasdaq on February 6, 2024</i></p>
<p>CAMBRIDGE, Mass. and BOULDER, Colo. / Feb. 5, 2024 / Business Wire / Quillbrook Acquisition Corp. II
(Nasdaq: QBRK, QBRKW) (&#8220;Quillbrook&#8221;)
today announced that it will change its name to Arden Fusion, Inc. and that its shares will trade under the
symbol &#8220;ARDF.&#8221;</p>
<p>&#8220;The new name says what we do,&#8221; said Arden Fusion&#8217;s co-founder and CEO, Dr. Mei-Ling Zhao.</p>
<p><b>About Arden Fusion</b></p>
<p>Arden Fusion is building compact fusion machines. Learn more at www.ardenfusion.com.</p>
<p><b>Media Contact</b><br>Hal Okonkwo<br>press@ardenfusion.com</p>
<p><b>Investor Contact</b><br>ICR, LLC<br>ArdenIR@icr.example.com</p>
</body></html>
""",
    company="Quillbrook Acquisition Corp. II",
    near=date(2024, 2, 5),
    markup=True,
    headline=(
        "Quillbrook Acquisition Corp. II Announces Name Change to Arden Fusion, Inc. and New Ticker Symbol “ARDF”"
    ),
    subs=["Common stock to begin trading on Nasdaq on February 6, 2024"],
    place="CAMBRIDGE, Mass. and BOULDER, Colo.",
    day="2024-02-05",
    wire="Business Wire",
    contacts=[
        contact("Hal Okonkwo", "Media", None, (), ("press@ardenfusion.com",)),
        contact(None, "Investor", "ICR, LLC", (), ("ArdenIR@icr.example.com",)),
    ],
    quoted=[("Dr. Mei-Ling Zhao", "co-founder and CEO")],
    about="Arden Fusion is building",
    first="Quillbrook Acquisition Corp. II (Nasdaq",
)
