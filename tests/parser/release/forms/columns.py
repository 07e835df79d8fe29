"""Releases typed as plain text in the 1990s: contacts in columns, beside the status line, behind labels."""

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

form(
    "morgen approved by",
    """\
FOR:              LINDEN APPAREL GROUP, INC.

APPROVED BY:      Irving Sachs
                  Chief Financial Officer
                  (212) 555-3900

CONTACT:          Investor Relations:
                  Jennifer Angelo/Kate Bridger
                  Press:  Stacy Rothman
                  Walker Morgan Associates
                  (212) 555-5600

FOR IMMEDIATE RELEASE

               LINDEN APPAREL GROUP REPORTS FOURTH QUARTER AND
                             YEAR END RESULTS

      ~ Board Authorizes Repurchase of up to One Million Shares ~

New York, New York, February 26, 1998 - Linden Apparel Group, Inc. (NYSE:LAG) today
announced financial results for the fourth quarter and year ended December 31, 1997.

Net sales for the quarter increased 9% to $88.1 million from $80.8 million.

Linden Apparel Group designs, sources and markets women's sportswear.

                                  - tables attached -
""",
    company="LINDEN APPAREL GROUP INC",
    near=date(1998, 2, 26),
    headline="LINDEN APPAREL GROUP REPORTS FOURTH QUARTER AND YEAR END RESULTS",
    subs=["Board Authorizes Repurchase of up to One Million Shares"],
    place="New York, New York",
    day="1998-02-26",
    tickers=[("NYSE", "LAG")],
    paragraphs=3,
    about="Linden Apparel Group designs",
    first="Linden Apparel Group, Inc. (NYSE:LAG) today",
)

form(
    "frb columns",
    """\
AT THE COMPANY:                         AT THE FINANCIAL RELATIONS BOARD:
Dennis J. Kral                          Leslie Hunt        Tim Grace
Vice President, Finance                 General Inquiries  Media Inquiries
(847) 555-4000                          (312) 555-6600     (312) 555-6667

FOR IMMEDIATE RELEASE
TUESDAY, APRIL 22, 1997

          PRAIRIE TOOL REPORTS RECORD FIRST QUARTER SALES AND EARNINGS

ROSEMONT, Ill., April 22, 1997 -- Prairie Tool Works Inc. (Nasdaq: PTWI) today reported
record sales and earnings for its first quarter ended March 31, 1997.

Sales rose 14 percent to $41.0 million. Net income rose 22 percent to $3.3 million.

FOR FURTHER INFORMATION REGARDING PRAIRIE TOOL VIA FAX AT NO COST, DIAL 1-800-PRO-INFO
AND USE COMPANY CODE "PTWI".
""",
    company="PRAIRIE TOOL WORKS INC",
    near=date(1997, 4, 22),
    headline="PRAIRIE TOOL REPORTS RECORD FIRST QUARTER SALES AND EARNINGS",
    subs=[],
    place="ROSEMONT, Ill.",
    day="1997-04-22",
    tickers=[("Nasdaq", "PTWI")],
    contacts=[
        contact("Dennis J. Kral", "Vice President, Finance", None, ("(847) 555-4000",)),
        contact("Leslie Hunt", "General Inquiries", "THE FINANCIAL RELATIONS BOARD", ("(312) 555-6600",)),
        contact("Tim Grace", "Media Inquiries", "THE FINANCIAL RELATIONS BOARD", ("(312) 555-6667",)),
    ],
    copied=False,
)

form(
    "memo fields",
    """\
                          PRESS RELEASE

DATE:          February 12, 1997

RELEASE:       Immediately

CONTACT:       Alvin Prewitt, President
               First Licking Corporation
               (614) 555-4421

SUBJECT:       First Licking Corporation Announces 1996 Earnings


NEWARK, OHIO -- First Licking Corporation, the holding company for First Licking National
Bank, today reported record net income for 1996 of $6,118,000, an increase of 8.4% over
1995 net income of $5,644,000.

Total deposits grew 4% to $388 million.
""",
    company="FIRST LICKING CORP",
    near=date(1997, 2, 12),
    headline="First Licking Corporation Announces 1996 Earnings",
    subs=[],
    place="NEWARK, OHIO",
    day="1997-02-12",
    contacts=[contact("Alvin Prewitt", "President", "First Licking Corporation", ("(614) 555-4421",))],
)

form(
    "no verb headline",
    """\
NEWS RELEASE                                     COLONIAL CRYSTAL CORPORATION
                                                 12 Foundry Lane
                                                 Corning, New York 14830

For immediate release                            Contact: Ellen Vance
                                                 (607) 555-7788

                          COLONIAL CRYSTAL CORPORATION
                           THIRD QUARTER 1997 RESULTS

Corning, NY...October 21, 1997...Colonial Crystal Corporation (AMEX:CCX) reported net
income of $1.1 million, or $.27 per share, for the third quarter ended September 27, 1997
compared to net income of $0.9 million, or $.22 per share, in the prior year.

Net sales were $17.2 million compared to $16.4 million.
""",
    company="COLONIAL CRYSTAL CORP",
    near=date(1997, 10, 21),
    headline="COLONIAL CRYSTAL CORPORATION THIRD QUARTER 1997 RESULTS",
    subs=[],
    place="Corning, NY",
    day="1997-10-21",
    tickers=[("AMEX", "CCX")],
    contacts=[contact("Ellen Vance", None, None, ("(607) 555-7788",))],
    copied=False,
)

form(
    "dual release times",
    """\
FOR IMMEDIATE RELEASE: 7:00 A.M. CST, Thursday, January 22, 1998

Contacts:      Analysts - Joel Haas     314/555-2021
               Media - Pam Stricker     314/555-2929

MERAMEC CHEMICAL 4TH-QUARTER EPS UP 15 PERCENT
BEFORE UNUSUAL ITEMS

     ST. LOUIS, Jan. 22, 1998 -- Meramec Chemical Company (NYSE: MRM) today reported fourth-
quarter net income of $64 million, or 52 cents per share, before unusual items.
     The company's sales rose 4 percent to $921 million.
     "Volume growth was broad," said Robert Schacht, chairman.
                                      -oOo-
""",
    company="MERAMEC CHEMICAL CO",
    near=date(1998, 1, 22),
    headline="MERAMEC CHEMICAL 4TH-QUARTER EPS UP 15 PERCENT BEFORE UNUSUAL ITEMS",
    subs=[],
    place="ST. LOUIS",
    day="1998-01-22",
    tickers=[("NYSE", "MRM")],
    contacts=[
        contact("Joel Haas", "Analysts", None, ("314/555-2021",)),
        contact("Pam Stricker", "Media", None, ("314/555-2929",)),
    ],
    paragraphs=3,
)

form(
    "contact number words left",
    """\
CONTACT:  Joe Braddock                                           FOR IMMEDIATE RELEASE
          Braddock & Lyle                                             November 4, 1996
          (404) 555-0011
          or
          Anne Fulghum
          Chief Financial Officer
          (770) 555-6400

                PEACHTREE RESTAURANTS REPORTS THIRD QUARTER RESULTS

ATLANTA, Ga. -- Peachtree Restaurants Inc. (NASDAQ-NNM: PEAC) reported today a net loss of
$1.4 million, or $.18 per share, for its third quarter ended October 6, 1996.
""",
    company="PEACHTREE RESTAURANTS INC",
    near=date(1996, 11, 4),
    headline="PEACHTREE RESTAURANTS REPORTS THIRD QUARTER RESULTS",
    subs=[],
    place="ATLANTA, Ga.",
    day="1996-11-04",
    tickers=[("NASDAQ-NNM", "PEAC")],
    contacts=[
        contact("Joe Braddock", None, "Braddock & Lyle", ("(404) 555-0011",)),
        contact("Anne Fulghum", "Chief Financial Officer", None, ("(770) 555-6400",)),
    ],
)

form(
    "release number and sec",
    """\
[GRAPHIC OMITTED]                                             PRESS RELEASE
                                                              No. 98-17

CONTACTS:  Media:      Lorraine Tibbs, 804-555-5580
           Analysts:   H. P. Sizemore, 804-555-5717

                                                    FOR IMMEDIATE RELEASE
                                                          August 12, 1998

             COMMONWEALTH RAIL DECLARES QUARTERLY DIVIDEND

RICHMOND, VA--The board of directors of Commonwealth Rail Corporation (NYSE: CWR) today
declared a quarterly dividend of 30 cents per share on the company's common stock.
   The dividend is payable September 15 to shareholders of record at the close of business
August 25.
                                    # # #
""",
    company="COMMONWEALTH RAIL CORP",
    near=date(1998, 8, 12),
    headline="COMMONWEALTH RAIL DECLARES QUARTERLY DIVIDEND",
    subs=[],
    place="RICHMOND, VA",
    day="1998-08-12",
    tickers=[("NYSE", "CWR")],
    contacts=[
        contact("Lorraine Tibbs", "Media", None, ("804-555-5580",)),
        contact("H. P. Sizemore", "Analysts", None, ("804-555-5717",)),
    ],
    paragraphs=2,
)

form(
    "trust preferred two companies about",
    """\
FOR IMMEDIATE RELEASE

          WOODSTOCK BANCORP TO ACQUIRE GREEN MOUNTAIN SAVINGS

     BRATTLEBORO, VERMONT and KEENE, NEW HAMPSHIRE, August 19, 1997 - Woodstock Bancorp, Inc.
(NASDAQ: WSTK) and Green Mountain Savings Corporation (NASDAQ: GMSC) jointly announced today
the signing of a definitive agreement under which Woodstock will acquire Green Mountain in a
tax-free exchange of stock valued at approximately $61 million.

     Woodstock Bancorp, with assets of $880 million, is the parent of Woodstock National Bank.

     Green Mountain Savings Corporation, with assets of $290 million, operates nine offices in
southwestern New Hampshire.

     For additional information contact:

     Edwin Coolidge                       Ruth Ellsworth
     President                            President
     Woodstock Bancorp, Inc.              Green Mountain Savings Corporation
     (802) 555-3344                       (603) 555-1100
""",
    company="WOODSTOCK BANCORP INC",
    near=date(1997, 8, 19),
    headline="WOODSTOCK BANCORP TO ACQUIRE GREEN MOUNTAIN SAVINGS",
    subs=[],
    place="BRATTLEBORO, VERMONT and KEENE, NEW HAMPSHIRE",
    day="1997-08-19",
    tickers=[("NASDAQ", "WSTK"), ("NASDAQ", "GMSC")],
    contacts=[
        contact("Edwin Coolidge", "President", "Woodstock Bancorp, Inc.", ("(802) 555-3344",)),
        contact("Ruth Ellsworth", "President", "Green Mountain Savings Corporation", ("(603) 555-1100",)),
    ],
    paragraphs=3,
    about="Woodstock Bancorp, with assets",
)

form(
    "ab contact line slash",
    """\
For Release 3:00 p.m. Central, July 18, 2006

Analysts:  Wm. Tate Hollis, 501-555-8500
Media:     Carla Dunaway, 501-555-8601

OZARK TRUST BANCSHARES ANNOUNCES RECORD SECOND QUARTER EARNINGS

LITTLE ROCK, ARKANSAS: Ozark Trust Bancshares, Inc. (NASDAQ Global Select Market: OZTB)
today announced record earnings of $12.2 million, or $0.74 per diluted common share, for
the second quarter ended June 30, 2006.

NET INTEREST INCOME

Net interest income was $28.4 million, an increase of 11.2% from the second quarter of
2005.

FORWARD LOOKING INFORMATION

This release contains forward looking statements regarding the Company's plans,
expectations, goals and outlook for the future. Actual results may differ.

GENERAL INFORMATION

Ozark Trust Bancshares, Inc. owns a state chartered bank that operates through 52 offices in
Arkansas and Texas. The Company may be contacted at (501) 555-8500 or P.O. Box 8811, Little
Rock, Arkansas 72231-8811.
""",
    company="OZARK TRUST BANCSHARES INC",
    near=date(2006, 7, 18),
    headline="OZARK TRUST BANCSHARES ANNOUNCES RECORD SECOND QUARTER EARNINGS",
    subs=[],
    place="LITTLE ROCK, ARKANSAS",
    day="2006-07-18",
    tickers=[("NASDAQ Global Select Market", "OZTB")],
    contacts=[
        contact("Wm. Tate Hollis", "Analysts", None, ("501-555-8500",)),
        contact("Carla Dunaway", "Media", None, ("501-555-8601",)),
    ],
    about="Ozark Trust Bancshares, Inc. owns",
    harbor="This release contains forward looking",
)

form(
    "bankruptcy 2002",
    """\
                            For Immediate Release

Contact: Michael Sable / Renee Tull
         Kekst-like & Company
         (212) 555-4800

            HALCYON STEEL FILES FOR CHAPTER 11 PROTECTION
         Company Obtains $150 Million in Debtor-in-Possession Financing

Pittsburgh, PA -- January 28, 2002 -- Halcyon Steel Corporation (OTC: HLCN) announced that
it and 12 of its subsidiaries today filed voluntary petitions under Chapter 11 of the U.S.
Bankruptcy Code.

"Today's action was the only responsible course," said William J. Scharffenberg, the
company's Chairman and Chief Executive Officer.  "Our customers can count on us."

Certain statements in this release are forward-looking and are subject to risks and
uncertainties.
""",
    company="HALCYON STEEL CORP",
    near=date(2002, 1, 28),
    headline="HALCYON STEEL FILES FOR CHAPTER 11 PROTECTION",
    subs=["Company Obtains $150 Million in Debtor-in-Possession Financing"],
    place="Pittsburgh, PA",
    day="2002-01-28",
    tickers=[("OTC", "HLCN")],
    quoted=[("William J. Scharffenberg", "Chairman and Chief Executive Officer")],
    paragraphs=3,
    harbor="Certain statements in this release",
)
