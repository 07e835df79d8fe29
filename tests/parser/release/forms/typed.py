"""Releases typed as plain text in the 1990s: titles centred over several lines, datelines of all sorts."""

from datetime import date

from tests.parser.release.forms import contact, form

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
    "dateline date first paren",
    """\
PRESS RELEASE

HIGHLAND SPRINGS BANCSHARES DECLARES DIVIDEND

January 5, 1999 (Akron, Ohio) - The Board of Directors of Highland Springs Bancshares,
Inc. today declared a regular quarterly dividend of 21 cents per share, payable February
15, 1999, to shareholders of record on January 29, 1999.

Highland Springs Bancshares is the parent of Highland Springs National Bank.

For further information, contact Wilma Teagarden, Corporate Secretary, at (330) 555-2121.
""",
    company="HIGHLAND SPRINGS BANCSHARES INC",
    near=date(1999, 1, 5),
    headline="HIGHLAND SPRINGS BANCSHARES DECLARES DIVIDEND",
    subs=[],
    place="Akron, Ohio",
    day="1999-01-05",
    contacts=[contact("Wilma Teagarden", "Corporate Secretary", None, ("(330) 555-2121",))],
    first="The Board of Directors of Highland",
)

form(
    "ticker in dateline",
    """\
FOR IMMEDIATE RELEASE
CONTACT: Carl Winship, CFO
(618) 555-9000

PIASA FINANCIAL ANNOUNCES SECOND QUARTER EARNINGS

Alton, IL (NASDAQ: PIAS) July 21, 2003 - Piasa Financial Corporation, parent company of
Piasa Savings Bank, today announced earnings for the quarter ended June 30, 2003 of
$812,000, or $0.41 per diluted share.

Total assets were $318 million at June 30, 2003.
""",
    company="PIASA FINANCIAL CORP",
    near=date(2003, 7, 21),
    headline="PIASA FINANCIAL ANNOUNCES SECOND QUARTER EARNINGS",
    subs=[],
    place="Alton, IL",
    day="2003-07-21",
    tickers=[("NASDAQ", "PIAS")],
    contacts=[contact("Carl Winship", "CFO", None, ("(618) 555-9000",))],
)

form(
    "place dot date dot",
    """\
                                  NEWS RELEASE

Hoosier Glass Announces Completion of Tender Offer

Muncie, Indiana, May 14, 1996. Hoosier Glass Company (NYSE: HGC) announced today that its
tender offer for shares of Ball Creek Corp. expired as scheduled at midnight on May 13,
1996. Approximately 97% of the shares were tendered.

Contact: Richard Pence (317) 555-8140.
""",
    company="HOOSIER GLASS CO",
    near=date(1996, 5, 14),
    headline="Hoosier Glass Announces Completion of Tender Offer",
    subs=[],
    place="Muncie, Indiana",
    day="1996-05-14",
    tickers=[("NYSE", "HGC")],
    contacts=[contact("Richard Pence", None, None, ("(317) 555-8140",))],
    paragraphs=1,
    first="Hoosier Glass Company (NYSE: HGC) announced",
)

form(
    "company profile heading",
    """\
FOR IMMEDIATE RELEASE

CASCADE PULP ANNOUNCES MANAGEMENT CHANGES

PORTLAND, OR, June 3, 1998 - Cascade Pulp & Paper Company (NYSE:CPP) today announced that
Arthur Wendt, executive vice president, has been elected president and chief operating
officer, effective July 1. He succeeds Leonard Sisk, who is retiring.

Mr. Wendt, 51, joined Cascade in 1982.

COMPANY PROFILE

Cascade Pulp & Paper Company produces bleached kraft pulp and fine papers at mills in
Oregon and Washington and employs 2,300 people.

CAUTIONARY STATEMENT

This release contains statements that are forward-looking. Actual results may differ
materially from those projected.

CONTACT: Jill Brandt, 503/555-6677
""",
    company="CASCADE PULP & PAPER CO",
    near=date(1998, 6, 3),
    headline="CASCADE PULP ANNOUNCES MANAGEMENT CHANGES",
    subs=[],
    place="PORTLAND, OR",
    day="1998-06-03",
    contacts=[contact("Jill Brandt", None, None, ("503/555-6677",))],
    about="Cascade Pulp & Paper Company produces",
    harbor="This release contains statements that are forward-looking",
)

form(
    "quotes various",
    """\
FOR IMMEDIATE RELEASE

EMBERTON CABLE REPORTS RECORD QUARTER

Denver, Colorado - August 4, 1999 - Emberton Cable Systems, Inc. (NASDAQ: EMBR) today
reported record results for the second quarter ended June 30, 1999.

"Our digital launch has exceeded every expectation," Rita Emberton, Chairman and CEO, said.
"We added 31,000 digital customers in the quarter."

According to Thomas Yates, the Company's Chief Operating Officer, "The rebuild of our
Kansas systems is 80% complete."

"We are very pleased," added Ms. Emberton, "with the progress of our Internet service."

Emberton's CFO, Paul Nardi, commented that "Our leverage ratio has fallen below six times
for the first time since 1994."

""",
    company="EMBERTON CABLE SYSTEMS INC",
    near=date(1999, 8, 4),
    headline="EMBERTON CABLE REPORTS RECORD QUARTER",
    subs=[],
    place="Denver, Colorado",
    day="1999-08-04",
    quoted=[("Rita Emberton", "Chairman and CEO"), ("Thomas Yates", "Chief Operating Officer"), ("Paul Nardi", "CFO")],
)

form(
    "pre 1996 airline traffic",
    """\
                          NEWS FROM
                          MESABI AIRLINES

FOR IMMEDIATE RELEASE: MONDAY, MARCH 6, 1995

MESABI AIRLINES REPORTS FEBRUARY TRAFFIC

     Duluth, Minn., March 6, 1995 -- Mesabi Airlines, Inc. (NASDAQ:MSBI) today reported
that it carried 88,214 passengers in February, 6.2 percent more than a year ago.

                                        February
                                  1995          1994       Change
                                --------      --------     ------
Passengers                        88,214        83,061       6.2%
Revenue passenger miles (000)     21,880        20,144       8.6%
Available seat miles (000)        41,290        39,876       3.5%
Load factor                         53.0%         50.5%    2.5 pts

                                    ####

For more information:  Wade Hamm, 218-555-1200
""",
    company="MESABI AIRLINES INC",
    near=date(1995, 3, 6),
    headline="MESABI AIRLINES REPORTS FEBRUARY TRAFFIC",
    subs=[],
    place="Duluth, Minn.",
    day="1995-03-06",
    tickers=[("NASDAQ", "MSBI")],
    contacts=[contact("Wade Hamm", None, None, ("218-555-1200",))],
    paragraphs=1,
    tables=1,
)

form(
    "headline title multi sentence",
    """\
FOR IMMEDIATE RELEASE                                         NEWS
May 2, 2001                                                   NYSE: CQR

CONQUISTADOR OIL COMPANY REPORTS FIRST QUARTER RESULTS:
NET INCOME MORE THAN DOUBLES; PRODUCTION UP 18%

DENVER, COLORADO - Conquistador Oil Company ("Conquistador" or the "Company") today
reported first quarter 2001 net income of $18.8 million ($0.77 per diluted share) compared
to net income of $8.9 million ($0.37 per diluted share) in the first quarter of 2000.

Production averaged 88 million cubic feet equivalent per day.

This press release includes "forward-looking statements" within the meaning of Section 27A
of the Securities Act of 1933 and Section 21E of the Securities Exchange Act of 1934.

Contact: Dirk Wessel, Vice President-Finance
(303) 555-3100
dwessel@conquistador.example.com
""",
    company="CONQUISTADOR OIL CO",
    near=date(2001, 5, 2),
    headline=(
        "CONQUISTADOR OIL COMPANY REPORTS FIRST QUARTER RESULTS: NET INCOME MORE THAN DOUBLES; PRODUCTION UP 18%"
    ),
    subs=[],
    place="DENVER, COLORADO",
    day="2001-05-02",
    tickers=[("NYSE", "CQR")],
    contacts=[
        contact(
            "Dirk Wessel", "Vice President-Finance", None, ("(303) 555-3100",), ("dwessel@conquistador.example.com",)
        )
    ],
    harbor="This press release includes",
)
