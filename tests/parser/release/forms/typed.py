"""Releases typed as plain text in the 1990s: contacts in columns, titles centred over several lines."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "bank bw 1996",
    """\
                                                                   EXHIBIT 99

FOR IMMEDIATE RELEASE                          CONTACT:  Harold B. Tressler
October 17, 1996                                         Senior Vice President and
                                                         Chief Financial Officer
                                                         (610) 555-2200


                  KEYSTONE VALLEY BANCORP REPORTS THIRD QUARTER
                      EARNINGS AND DECLARES CASH DIVIDEND

     POTTSTOWN, PA -- Keystone Valley Bancorp (NASDAQ: KVBC), the holding company
for Keystone Valley Savings Bank, today reported net income of $1.9 million, or $.62
per share, for the quarter ended September 30, 1996, before a one-time special
assessment to recapitalize the Savings Association Insurance Fund ("SAIF").

     The Company also announced that its Board of Directors declared a quarterly cash
dividend of $.12 per share, payable on November 22, 1996 to stockholders of record on
November 8, 1996.

     Net interest income for the quarter increased 6.1% to $7.4 million.

     Keystone Valley Bancorp, with total assets of $612 million, operates eleven
full-service offices in Montgomery and Chester Counties, Pennsylvania.

                                      # # #
""",
    company="KEYSTONE VALLEY BANCORP INC",
    near=date(1996, 10, 17),
    headline="KEYSTONE VALLEY BANCORP REPORTS THIRD QUARTER EARNINGS AND DECLARES CASH DIVIDEND",
    subs=[],
    place="POTTSTOWN, PA",
    day="1996-10-17",
    tickers=[("NASDAQ", "KVBC")],
    contacts=[
        contact("Harold B. Tressler", "Senior Vice President and, Chief Financial Officer", None, ("(610) 555-2200",))
    ],
    paragraphs=4,
    about="Keystone Valley Bancorp, with total assets",
    harbor=None,
    first="Keystone Valley Bancorp (NASDAQ: KVBC), the",
    last="Chester Counties, Pennsylvania",
)

form(
    "oil 1997",
    """\
NEWS RELEASE

                                                       For Immediate Release
                                                       Contact:  T. Wade Burkhalter
                                                                 (713) 555-6200

BAYOU CITY EXPLORATION ANNOUNCES GULF OF MEXICO DISCOVERY

HOUSTON - (October 14, 1997) - Bayou City Exploration Company (AMEX: BYX) announced
today that its Ship Shoal 183 #2 well encountered 84 feet of net gas pay in two zones.
The well was drilled to a total depth of 11,240 feet.

Bayou City owns a 62.5% working interest in the block and serves as operator. First
production is expected in the second quarter of 1998.

"This is the third discovery in our 1997 program," stated J. Carter Renfro, Chairman
and Chief Executive Officer. "It adds materially to our reserve base."

Bayou City Exploration Company is an independent energy company engaged in the
exploration, development and production of oil and natural gas offshore Louisiana and
Texas.

This release contains forward-looking statements as defined by the Securities and
Exchange Commission. Such statements are subject to risks, including drilling risks,
which could cause actual results to differ materially.
""",
    company="BAYOU CITY EXPLORATION CO",
    near=date(1997, 10, 14),
    headline="BAYOU CITY EXPLORATION ANNOUNCES GULF OF MEXICO DISCOVERY",
    subs=[],
    place="HOUSTON",
    day="1997-10-14",
    tickers=[("AMEX", "BYX")],
    contacts=[contact("T. Wade Burkhalter", None, None, ("(713) 555-6200",))],
    quoted=[("J. Carter Renfro", "Chairman and Chief Executive Officer")],
    about="Bayou City Exploration Company is an independent",
    harbor="This release contains forward-looking",
    first="Bayou City Exploration Company (AMEX: BYX) announced",
)

form(
    "insurance 1999",
    """\
[LOGO]                                                              NEWS

GRANITE STATE ASSURANCE GROUP
One Capitol Plaza, Concord, New Hampshire 03301

                                        For:  Granite State Assurance Group
                                        From: Hollis Merrill
                                              Vice President - Investor Relations
                                              (603) 555-7700

For Immediate Release

                 GRANITE STATE ASSURANCE TO REPURCHASE UP TO
                        TWO MILLION COMMON SHARES

    CONCORD, N.H., Sept. 8, 1999 -- Granite State Assurance Group (NYSE: GSA) said today
its board of directors has authorized the repurchase of up to two million shares, or
about 8 percent, of its outstanding common stock.

    Purchases will be made from time to time in the open market or in private
transactions, depending on market conditions.

    Granite State Assurance is a property and casualty insurance holding company with
operations in 14 northeastern states.
""",
    company="GRANITE STATE ASSURANCE GROUP INC",
    near=date(1999, 9, 8),
    headline="GRANITE STATE ASSURANCE TO REPURCHASE UP TO TWO MILLION COMMON SHARES",
    subs=[],
    place="CONCORD, N.H.",
    day="1999-09-08",
    tickers=[("NYSE", "GSA")],
    contacts=[contact("Hollis Merrill", "Vice President, Investor Relations", None, ("(603) 555-7700",))],
    paragraphs=3,
    about="Granite State Assurance is a property",
    first="Granite State Assurance Group (NYSE",
)

form(
    "auto 2002",
    """\
                                 [MOTOR LOGO]

For Release:   Wednesday, April 3, 2002
Contact:       Bill Sandusky, 313-555-4040
               Media Relations

Great Lakes Motor Reports Record March Truck Sales

DETROIT -- Great Lakes Motor Company dealers sold 41,233 trucks in March, the best March
in the company's history and an increase of 7 percent over last year.

Total vehicle sales declined 2 percent to 68,910.

"Incentives kept customers coming in," said Lou Pastorius, vice president of sales.

                                     - 30 -
""",
    company="GREAT LAKES MOTOR CO",
    near=date(2002, 4, 3),
    headline="Great Lakes Motor Reports Record March Truck Sales",
    subs=[],
    place="DETROIT",
    day="2002-04-03",
    tickers=[],
    contacts=[contact("Bill Sandusky", "Media Relations", None, ("313-555-4040",))],
    quoted=[("Lou Pastorius", "vice president of sales")],
    paragraphs=3,
    first="Great Lakes Motor Company dealers",
)

form(
    "joint 2000",
    """\
FOR IMMEDIATE RELEASE

Contacts:

For Northfield Paper:                       For Dakota Forest Products:
Rebecca Stroud                              Dennis Hauge
Director, Corporate Communications          Vice President and Treasurer
(414) 555-9800                              (605) 555-3110

NORTHFIELD PAPER AND DAKOTA FOREST PRODUCTS TO MERGE IN
$1.1 BILLION STOCK TRANSACTION

Combined Company to be Fourth Largest Producer of Coated Papers

MILWAUKEE, WI and RAPID CITY, SD, March 20, 2000 -- Northfield Paper Corporation (NYSE:
NFP) and Dakota Forest Products, Inc. (NYSE: DFP) today announced that they have signed a
definitive agreement to merge.

Under the terms of the agreement, Dakota shareholders will receive 0.84 shares of
Northfield common stock for each share of Dakota.

Northfield Paper Corporation manufactures coated and specialty papers.

Dakota Forest Products, Inc. owns 640,000 acres of timberland.
""",
    company="NORTHFIELD PAPER CORP",
    near=date(2000, 3, 20),
    headline="NORTHFIELD PAPER AND DAKOTA FOREST PRODUCTS TO MERGE IN $1.1 BILLION STOCK TRANSACTION",
    subs=["Combined Company to be Fourth Largest Producer of Coated Papers"],
    place="MILWAUKEE, WI and RAPID CITY, SD",
    day="2000-03-20",
    tickers=[("NYSE", "NFP"), ("NYSE", "DFP")],
    contacts=[
        contact("Rebecca Stroud", "Director, Corporate Communications", "For Northfield Paper", ("(414) 555-9800",)),
        contact("Dennis Hauge", "Vice President and Treasurer", "For Dakota Forest Products", ("(605) 555-3110",)),
    ],
)

form(
    "tech 1997 editorial",
    """\
Editorial Contacts:

Mary Pat Dooley                      Steve Kolb
Vertex Micro                         Cohn & Wells
(408) 555-2290                       (415) 555-8111
mpdooley@vertexmicro.example.com     skolb@cohnwells.example.com

VERTEX MICRO SHIPS FIRST GIGABIT ETHERNET SWITCH FOR THE WORKGROUP

     San Jose, Calif. (November 3, 1997) -- Vertex Micro Systems, Inc. (Nasdaq: VTXM) today
began shipping the SwitchStack 9000, the industry's first Gigabit Ethernet switch priced
below $500 per port.

     The SwitchStack 9000 is available now through the company's resellers.
""",
    company="VERTEX MICRO SYSTEMS INC",
    near=date(1997, 11, 3),
    headline="VERTEX MICRO SHIPS FIRST GIGABIT ETHERNET SWITCH FOR THE WORKGROUP",
    subs=[],
    place="San Jose, Calif.",
    day="1997-11-03",
    tickers=[("Nasdaq", "VTXM")],
    contacts=[
        contact(
            "Mary Pat Dooley", "Editorial", "Vertex Micro", ("(408) 555-2290",), ("mpdooley@vertexmicro.example.com",)
        ),
        contact("Steve Kolb", "Editorial", "Cohn & Wells", ("(415) 555-8111",), ("skolb@cohnwells.example.com",)),
    ],
)

form(
    "running heads 1995",
    """\
NEWS from Cumberland Mills

FOR IMMEDIATE RELEASE

For additional information, contact:
   R. Dale Tolliver, Treasurer
   (615) 555-2345

CUMBERLAND MILLS, INC. ANNOUNCES PLAN TO CLOSE TWO PLANTS

Nashville, Tennessee (February 21, 1995) -- Cumberland Mills, Inc. (NYSE:CMI) announced
today that it will close its weaving plants in Dalton, Georgia, and Athens, Tennessee, by
June 30, 1995. Approximately 420 employees will be affected by the closings, which are

                                   - more -
<PAGE>
Cumberland Mills Announces Plan to Close Two Plants
Page 2
February 21, 1995

expected to result in a pre-tax charge of $6.2 million, or $.41 per share after tax, in
the first quarter.

"These actions, while painful, are needed to bring capacity into line with demand," said
Walter H. Pruitt, president.

Cumberland Mills, Inc. manufactures woven fabrics for the apparel and home furnishings
industries.

                                      -30-
""",
    company="CUMBERLAND MILLS INC",
    near=date(1995, 2, 21),
    headline="CUMBERLAND MILLS, INC. ANNOUNCES PLAN TO CLOSE TWO PLANTS",
    subs=[],
    place="Nashville, Tennessee",
    day="1995-02-21",
    tickers=[("NYSE", "CMI")],
    contacts=[contact("R. Dale Tolliver", "Treasurer", None, ("(615) 555-2345",))],
    quoted=[("Walter H. Pruitt", "president")],
    paragraphs=3,
    has=["by the closings, which are expected to result"],
    lacks=["Page 2", "more"],
)

form(
    "letterspaced",
    """\
                               N E W S   R E L E A S E

                                                          HAWTHORNE INDUSTRIES
                                                          400 Mill Street
                                                          Dayton, Ohio 45402
                                                          NYSE: HWI

CONTACT:  Media - Grace Donnelly        937-555-7001
          Investors - Paul Imhoff       937-555-7044

FOR IMMEDIATE RELEASE:   Thursday, July 16, 1998

HAWTHORNE INDUSTRIES REPORTS SECOND-QUARTER RESULTS;
EARNINGS PER SHARE RISE 12 PERCENT

        Dayton, Ohio -- Hawthorne Industries today reported second-quarter earnings of
$21.3 million, or 84 cents per diluted share, compared with $19.4 million, or 75 cents,
in the same quarter last year.
        Sales increased 6 percent to $288 million.
        "The quarter was a good one," said Edgar Lindner, chairman and chief executive.
        Hawthorne Industries makes flow-control products for industrial customers.
""",
    company="HAWTHORNE INDUSTRIES INC",
    near=date(1998, 7, 16),
    headline="HAWTHORNE INDUSTRIES REPORTS SECOND-QUARTER RESULTS; EARNINGS PER SHARE RISE 12 PERCENT",
    subs=[],
    place="Dayton, Ohio",
    day="1998-07-16",
    tickers=[("NYSE", "HWI")],
    contacts=[
        contact("Grace Donnelly", "Media", None, ("937-555-7001",)),
        contact("Paul Imhoff", "Investors", None, ("937-555-7044",)),
    ],
    paragraphs=4,
    about="Hawthorne Industries makes",
    first="Hawthorne Industries today reported",
    copied=False,
)
