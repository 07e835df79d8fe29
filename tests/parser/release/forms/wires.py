"""Releases as the wires set them: Business Wire, PR Newswire, GlobeNewswire, Marketwired, Accesswire."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "biotech prn 2001",
    """\
EXHIBIT 99.1

        EXELAN PHARMACEUTICALS INITIATES PHASE III TRIAL OF ORAL EXL-410 IN
                         PATIENTS WITH CROHN'S DISEASE

    SOUTH SAN FRANCISCO, Calif., Feb. 14 /PRNewswire/ -- Exelan Pharmaceuticals, Inc.
(Nasdaq: EXLN) today announced that it has begun dosing patients in a pivotal Phase
III clinical trial of EXL-410, its oral candidate for the treatment of moderate to
severe Crohn's disease.

    "This trial is the culmination of six years of work," said Margaret L. Osei, M.D.,
Exelan's vice president of clinical development.  "We expect to complete enrollment of
approximately 600 patients by the second half of 2002."

    Exelan Pharmaceuticals is a biopharmaceutical company engaged in the discovery and
development of small molecule drugs for inflammatory diseases.  Additional information
is available at http://www.exelan.com .

    The statements in this press release that are not historical facts are forward-
looking statements that involve risks and uncertainties, including the timing of
clinical trials, and actual results may differ materially.

SOURCE  Exelan Pharmaceuticals, Inc.
    -0-                             02/14/2001
    /CONTACT:  Peter Wojcik, Chief Financial Officer of Exelan Pharmaceuticals,
650-555-8800; or investors, Dana Hurst of Burke & Lowe Communications,
415-555-0190/
    /Web site:  http://www.exelan.com /
    (EXLN)
""",
    company="EXELAN PHARMACEUTICALS INC",
    near=date(2001, 2, 14),
    headline=("EXELAN PHARMACEUTICALS INITIATES PHASE III TRIAL OF ORAL EXL-410 IN PATIENTS WITH CROHN'S DISEASE"),
    subs=[],
    place="SOUTH SAN FRANCISCO, Calif.",
    day="2001-02-14",
    wire="PRNewswire",
    tickers=[("Nasdaq", "EXLN")],
    contacts=[
        contact("Peter Wojcik", "Chief Financial Officer", "Exelan Pharmaceuticals", ("650-555-8800",)),
        contact("Dana Hurst", "investors", "Burke & Lowe Communications", ("415-555-0190",)),
    ],
    quoted=[("Margaret L. Osei, M.D.", "vice president of clinical development")],
    about="Exelan Pharmaceuticals is a biopharmaceutical company",
    harbor="The statements in this press release that are not",
    first="Exelan Pharmaceuticals, Inc. (Nasdaq: EXLN) today",
    last="actual results may differ materially",
)

form(
    "retail sales 2003",
    """\
   WILTON STORES REPORTS FEBRUARY SALES

   MINNEAPOLIS--(BUSINESS WIRE)--March 6, 2003--Wilton Stores, Inc. (NYSE:WLT) today
reported total sales of $81.4 million for the four weeks ended March 1, 2003, a 4.3%
increase over sales of $78.0 million for the four weeks ended March 2, 2002.
Comparable store sales decreased 1.2%.

   Sales results for February and year-to-date were as follows:

                              Total Sales              Comparable Stores
                           2003         2002            2003       2002
                         ---------    ---------       --------   --------
   February               $ 81.4       $ 78.0          (1.2%)      3.4%
   Year-to-date             81.4         78.0          (1.2%)      3.4%

   A recorded message regarding February sales is available by calling 952-555-8844.

   Wilton Stores, Inc. is a specialty retailer of home fashions, operating 412 stores in
38 states.

CONTACT: Wilton Stores, Inc., Minneapolis
         Investor Relations:
         Karen Lindqvist, 952-555-8800
         or
         Media Relations:
         Burt Almquist, 952-555-8810
""",
    company="WILTON STORES INC",
    near=date(2003, 3, 6),
    headline="WILTON STORES REPORTS FEBRUARY SALES",
    subs=[],
    place="MINNEAPOLIS",
    day="2003-03-06",
    wire="BUSINESS WIRE",
    tickers=[("NYSE", "WLT")],
    contacts=[
        contact("Karen Lindqvist", "Investor Relations", "Wilton Stores, Inc.", ("952-555-8800",)),
        contact("Burt Almquist", "Media Relations", "Wilton Stores, Inc.", ("952-555-8810",)),
    ],
    paragraphs=4,
    tables=1,
    about="Wilton Stores, Inc. is a specialty retailer",
    harbor=None,
    first="Wilton Stores, Inc. (NYSE:WLT) today",
)

form(
    "marketwired 2014",
    """\
<html><body>
<p>Exhibit 99.1</p>
<h1>Lumafield Networks Reports Second Quarter Fiscal 2014 Results</h1>
<ul><li>Revenue of $42.1 million, up 18% year-over-year</li><li>GAAP gross margin of 61%, up 140 basis
points</li><li>Cash flow from operations of $6.8 million</li></ul>
<p>SUNNYVALE, CA -- (Marketwired) -- 07/24/14 -- Lumafield Networks, Inc. (NASDAQ: LUMF), a provider of
optical access equipment, today announced results for its second quarter of fiscal 2014, ended June 29,
2014.</p>
<p>"Our second quarter results exceeded our guidance," said Priya Raman, Lumafield's president and CEO.
"Demand in North America was strong."</p>
<p><b>About Lumafield</b><br>Lumafield Networks (NASDAQ: LUMF) builds optical access equipment for service
providers.</p>
<p><b>Investor Contact</b><br>Tom Berglund<br>408-555-7712<br>tberglund@lumafield.example.com</p>
<p><b>Press Contact</b><br>Ada Reyes<br>Blue Finch PR for
Lumafield<br>415-555-3321<br>ada@bluefinch.example.com</p>
</body></html>
""",
    company="Lumafield Networks, Inc.",
    near=date(2014, 7, 24),
    markup=True,
    headline="Lumafield Networks Reports Second Quarter Fiscal 2014 Results",
    subs=[
        "Revenue of $42.1 million, up 18% year-over-year",
        "GAAP gross margin of 61%, up 140 basis points",
        "Cash flow from operations of $6.8 million",
    ],
    place="SUNNYVALE, CA",
    day="2014-07-24",
    wire="Marketwired",
    tickers=[("NASDAQ", "LUMF")],
    contacts=[
        contact("Tom Berglund", "Investor", None, ("408-555-7712",), ("tberglund@lumafield.example.com",)),
        contact("Ada Reyes", "Press", "Blue Finch PR for Lumafield", ("415-555-3321",), ("ada@bluefinch.example.com",)),
    ],
    quoted=[("Priya Raman", "president and CEO")],
    about="Lumafield Networks (NASDAQ: LUMF) builds",
)

form(
    "bw contacts bottom",
    """\
SAN JOSE, Calif.--(BUSINESS WIRE)--Jan. 21, 1999--Orchard Logic Corp. (Nasdaq:ORCL)
today announced that its board of directors has approved a three-for-two stock split.

Shareholders of record on Feb. 5, 1999 will receive one additional share for every two
shares held. Orchard Logic has approximately 22 million shares outstanding.

Note to Editors: Orchard Logic is a registered trademark of Orchard Logic Corp.

     CONTACT:  Orchard Logic Corp., San Jose
               Gary Tanabe, 408/555-1234
               gtanabe@orchardlogic.example.com
                   or
               Stapleton Communications Inc., Palo Alto
               Deborah Stone, 650/555-0200
               deborah@staple.example.com

     KEYWORD: CALIFORNIA
     INDUSTRY KEYWORD: COMPUTERS/ELECTRONICS EARNINGS
""",
    company="ORCHARD LOGIC CORP",
    near=date(1999, 1, 21),
    headline=None,
    subs=[],
    place="SAN JOSE, Calif.",
    day="1999-01-21",
    wire="BUSINESS WIRE",
    contacts=[
        contact("Gary Tanabe", None, "Orchard Logic Corp.", ("408/555-1234",), ("gtanabe@orchardlogic.example.com",)),
        contact(
            "Deborah Stone", None, "Stapleton Communications Inc.", ("650/555-0200",), ("deborah@staple.example.com",)
        ),
    ],
    first="Orchard Logic Corp. (Nasdaq:ORCL)",
    lacks=["KEYWORD"],
)

form(
    "bw healthwire",
    """\
Corixel Announces FDA Clearance of Glucose Monitor

  REDWOOD CITY, Calif.--(BW HealthWire)--Aug. 9, 2000--Corixel Inc. (Nasdaq:CRXL) announced
today that the U.S. Food and Drug Administration (FDA) has cleared its GlucoTrak monitor
for marketing in the United States.

  "Clearance of GlucoTrak is the most important milestone in our history," said Anita
Bose, Ph.D., president and chief executive officer. "We expect to begin shipping in the
fourth quarter."

  This news release contains forward-looking statements that are subject to certain risks
and uncertainties, including the Company's limited manufacturing experience, that could
cause actual results to differ materially.
""",
    company="CORIXEL INC",
    near=date(2000, 8, 9),
    headline="Corixel Announces FDA Clearance of Glucose Monitor",
    subs=[],
    place="REDWOOD CITY, Calif.",
    day="2000-08-09",
    wire="BW HealthWire",
    tickers=[("Nasdaq", "CRXL")],
    quoted=[("Anita Bose, Ph.D.", "president and chief executive officer")],
    harbor="This news release contains",
    first="Corixel Inc. (Nasdaq:CRXL) announced",
)

form(
    "subheads dashes",
    """\
SUMMIT RIDGE LABORATORIES REPORTS SECOND QUARTER RESULTS

-- Product sales increase 40 percent to $22.5 million
-- Company on track to file NDA for Luvenix by year-end
-- Cash position of $188 million

BOULDER, Colo., July 26 /PRNewswire-FirstCall/ -- Summit Ridge Laboratories, Inc. (Nasdaq:
SRLB) today reported financial results for the second quarter ended June 30, 2005. The net
loss was $8.8 million, or $0.21 per share.

Conference Call and Webcast

Summit Ridge will host a conference call today at 4:30 p.m. EDT. To participate, dial
800-555-0188 (U.S.) or 303-555-0199 (international).

CONTACT: Media, Liz Brophy, +1-303-555-1122, or Investors, Mark Adair, +1-303-555-1133,
both of Summit Ridge Laboratories, Inc.

SOURCE Summit Ridge Laboratories, Inc.
""",
    company="SUMMIT RIDGE LABORATORIES INC",
    near=date(2005, 7, 26),
    headline="SUMMIT RIDGE LABORATORIES REPORTS SECOND QUARTER RESULTS",
    subs=[
        "Product sales increase 40 percent to $22.5 million",
        "Company on track to file NDA for Luvenix by year-end",
        "Cash position of $188 million",
    ],
    place="BOULDER, Colo.",
    day="2005-07-26",
    wire="PRNewswire-FirstCall",
    contacts=[
        contact("Liz Brophy", "Media", "Summit Ridge Laboratories, Inc.", ("+1-303-555-1122",)),
        contact("Mark Adair", "Investors", "Summit Ridge Laboratories, Inc.", ("+1-303-555-1133",)),
    ],
)

form(
    "safe harbor legend first",
    """\
FOR IMMEDIATE RELEASE

TIDEWATER REFINING SETS DATE FOR EARNINGS RELEASE

NORFOLK, Va., April 2, 2007 -- Tidewater Refining Corporation (NYSE: TWR) will release its
first quarter 2007 results before the market opens on Thursday, May 3, 2007. A conference
call will follow at 11:00 a.m. Eastern time.

The call may be heard by dialing 888-555-4141 (international callers: 706-555-4242) and
referencing passcode 3321190. A replay will be available through May 10 at 800-555-2056.

About Tidewater Refining Corporation

Based in Norfolk, Virginia, Tidewater Refining Corporation owns and operates two
refineries with combined capacity of 180,000 barrels per day.

Investor and analyst inquiries:
Marta Quesada
(757) 555-8765

Media inquiries:
Leo Banks
(757) 555-4321
""",
    company="TIDEWATER REFINING CORP",
    near=date(2007, 4, 2),
    headline="TIDEWATER REFINING SETS DATE FOR EARNINGS RELEASE",
    subs=[],
    place="NORFOLK, Va.",
    day="2007-04-02",
    contacts=[
        contact("Marta Quesada", "Investor and analyst inquiries", None, ("(757) 555-8765",)),
        contact("Leo Banks", "Media inquiries", None, ("(757) 555-4321",)),
    ],
    paragraphs=3,
    about="Based in Norfolk",
    harbor=None,
)

form(
    "globenewswire 2020",
    """\
<html><body>
<p><b>Pelican Harbor Therapeutics to Present at the Annual Winter Healthcare Conference</b></p>
<p>NEW ORLEANS, Jan. 06, 2020 (GLOBE NEWSWIRE) -- Pelican Harbor Therapeutics (Nasdaq: PHTX), a
clinical-stage company, today announced that Denise Fontenot, Chief Executive Officer, will present on
Tuesday, January 14, 2020 at 2:00 p.m. PT in San Francisco.</p>
<p>A live webcast will be available at ir.pelicanharbor.example.com.</p>
<p><b>About Pelican Harbor</b><br>Pelican Harbor Therapeutics is developing oral treatments for rare kidney
diseases. Learn more at www.pelicanharbor.example.com and follow us on Twitter.</p>
<p><b>Investors:</b><br>Hank Doyle<br>LifeLine Advisors<br>hdoyle@lifeline.example.com</p>
<p><b>Media:</b><br>Becca Stone<br>617-555-0177<br>becca@canale.example.com</p>
</body></html>
""",
    company="Pelican Harbor Therapeutics, Inc.",
    near=date(2020, 1, 6),
    markup=True,
    headline="Pelican Harbor Therapeutics to Present at the Annual Winter Healthcare Conference",
    subs=[],
    place="NEW ORLEANS",
    day="2020-01-06",
    wire="GLOBE NEWSWIRE",
    tickers=[("Nasdaq", "PHTX")],
    contacts=[
        contact("Hank Doyle", "Investors", "LifeLine Advisors", (), ("hdoyle@lifeline.example.com",)),
        contact("Becca Stone", "Media", None, ("617-555-0177",), ("becca@canale.example.com",)),
    ],
    paragraphs=3,
    about="Pelican Harbor Therapeutics is developing",
)

form(
    "loss warning 2001 bw",
    """\
(BW)(CA-TERRALINK)(TLNK) TerraLink Announces Restructuring

    Business Editors/High-Tech Writers

    FREMONT, Calif.--(BUSINESS WIRE)--April 3, 2001--TerraLink Communications (Nasdaq:TLNK)
today announced a restructuring that will reduce its work force by approximately 220
employees, or 24 percent.

    "These are difficult decisions," said Kirk Yoshida, TerraLink's president and CEO.

    The Company will record a charge of $9 million to $11 million.

    About TerraLink

    TerraLink Communications makes wireless access equipment for service providers. Its World
Wide Web address is http://www.terralink.example.com.

    --30--mf/sf*

    CONTACT: TerraLink Communications, Fremont
             Sheila Ng, 510/555-3333
""",
    company="TERRALINK COMMUNICATIONS",
    near=date(2001, 4, 3),
    headline="TerraLink Announces Restructuring",
    subs=[],
    place="FREMONT, Calif.",
    day="2001-04-03",
    wire="BUSINESS WIRE",
    contacts=[contact("Sheila Ng", None, "TerraLink Communications", ("510/555-3333",))],
    about="TerraLink Communications makes",
    lacks=["mf/sf", "Writers"],
)

form(
    "modern em dash date first",
    """\
<html><body>
<p>EXHIBIT 99.1</p>
<p><b>Teal Mountain Software Announces $150 Million Convertible Notes Offering</b></p>
<p><b>SEATTLE &mdash; (BUSINESS WIRE) &mdash; May 13, 2024 &mdash;</b> Teal Mountain Software, Inc.
(&ldquo;Teal Mountain&rdquo;) (Nasdaq: TEAL) today announced its intention to offer, subject to market
conditions, $150 million aggregate principal amount of convertible senior notes due 2029.</p>
<p>This press release does not constitute an offer to sell or the solicitation of an offer to buy any
securities.</p>
<p><b>Forward-Looking Statements</b></p><p>This press release includes forward-looking statements, including
those relating to the proposed offering. Teal Mountain undertakes no obligation to update them.</p>
<p><b>Investor Relations:</b> investors@tealmountain.example.com</p><p><b>Press:</b>
press@tealmountain.example.com</p>
</body></html>
""",
    company="Teal Mountain Software, Inc.",
    near=date(2024, 5, 13),
    markup=True,
    headline="Teal Mountain Software Announces $150 Million Convertible Notes Offering",
    subs=[],
    place="SEATTLE",
    day="2024-05-13",
    wire="BUSINESS WIRE",
    tickers=[("Nasdaq", "TEAL")],
    contacts=[
        contact(None, "Investor Relations", None, (), ("investors@tealmountain.example.com",)),
        contact(None, "Press", None, (), ("press@tealmountain.example.com",)),
    ],
    about=None,
    harbor="This press release includes forward-looking",
)
