"""Releases of companies abroad."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "shipping 2009",
    """\
               AEGEAN STAR MARITIME LTD. REPORTS FINANCIAL RESULTS FOR THE THIRD
                     QUARTER AND NINE MONTHS ENDED SEPTEMBER 30, 2009

ATHENS, Greece, Nov. 12, 2009 (GLOBE NEWSWIRE) -- Aegean Star Maritime Ltd. (NasdaqGS:ASML), an
international provider of drybulk transportation services, today announced its unaudited
financial and operating results for the third quarter and nine months ended September 30, 2009.

For the third quarter of 2009, net income was $9.6 million, or $0.34 per share.

Management Commentary

Mr. Stavros Lemos, Chairman and Chief Executive Officer of the Company, commented: "We are
pleased with our results in a challenging market. We continue to employ our fleet under
period time charters."

About Aegean Star Maritime Ltd.

Aegean Star Maritime Ltd. is an international shipping company that owns a fleet of 11 drybulk
carriers with a combined carrying capacity of 612,000 dwt.

Safe Harbor Statement

This press release contains forward-looking statements (as defined in Section 27A of the
Securities Act of 1933) concerning future events, the Company's growth strategy and measures
to implement such strategy.

CONTACT:  Aegean Star Maritime Ltd.
          Company Contact:
          Yiannis Karras, Chief Financial Officer
          Tel. +30-210-555-8200
          E-mail: ir@aegeanstar.example.com
          Capital Street, Inc.
          Investor Relations / Media
          Nicole Berns, President
          230 Park Avenue, Suite 1536
          New York, NY 10169
          Tel. (212) 555-7566
          E-mail: aegean@capitalstreet.example.com
""",
    company="Aegean Star Maritime Ltd.",
    near=date(2009, 11, 12),
    headline=(
        "AEGEAN STAR MARITIME LTD. REPORTS FINANCIAL RESULTS FOR THE THIRD QUARTER AND NINE MONTHS "
        "ENDED SEPTEMBER 30, 2009"
    ),
    subs=[],
    place="ATHENS, Greece",
    day="2009-11-12",
    wire="GLOBE NEWSWIRE",
    tickers=[("NasdaqGS", "ASML")],
    contacts=[
        contact(
            "Yiannis Karras",
            "Chief Financial Officer",
            "Aegean Star Maritime Ltd.",
            ("+30-210-555-8200",),
            ("ir@aegeanstar.example.com",),
        ),
        contact(
            "Nicole Berns",
            "President",
            "Capital Street, Inc.",
            ("(212) 555-7566",),
            ("aegean@capitalstreet.example.com",),
        ),
    ],
    quoted=[("Mr. Stavros Lemos", "Chairman and Chief Executive Officer of the Company")],
    about="Aegean Star Maritime Ltd. is an international shipping",
    harbor="This press release contains forward-looking",
    first="Aegean Star Maritime Ltd. (NasdaqGS:ASML), an",
)

form(
    "british 2002",
    """\
12 March 2002

                              HARTWELL GRANGE PLC

              PRELIMINARY RESULTS FOR THE YEAR ENDED 31 DECEMBER 2001

Hartwell Grange plc (LSE: HWG; NASDAQ: HWGRY), the international support services group,
today announces its preliminary results for the year ended 31 December 2001.

HIGHLIGHTS

* Turnover up 11% to (pound)412.6m (2000: (pound)371.2m)
* Profit before tax, goodwill amortisation and exceptional items up 9% to (pound)38.4m
* Dividend per share increased 8% to 9.7p

Sir Alastair Penrose, Chairman, said:

"The Group has delivered another year of solid progress. Trading in the current year has
started in line with our expectations."

Enquiries:

Hartwell Grange plc                                          020 7555 4000
James Thornycroft, Chief Executive
Philippa Ware, Finance Director

Brunton Square                                               020 7555 9000
Nigel Askew
""",
    company="HARTWELL GRANGE PLC",
    near=date(2002, 3, 12),
    headline="PRELIMINARY RESULTS FOR THE YEAR ENDED 31 DECEMBER 2001",
    subs=[],
    place=None,
    day="2002-03-12",
    tickers=[("LSE", "HWG"), ("NASDAQ", "HWGRY")],
    quoted=[("Sir Alastair Penrose", "Chairman")],
    first="Hartwell Grange plc (LSE",
)

form(
    "canada tsx 2018",
    """\
<html><body>
<p align=right>TSX: ORX<br>NYSE American: ORX</p>
<p align=center><b>NEWS RELEASE</b></p>
<p align=center><b>ORION RIDGE GOLD ANNOUNCES FIRST QUARTER 2018 PRODUCTION RESULTS</b></p>
<p><b>Vancouver, British Columbia &ndash; April 12, 2018 &ndash; Orion Ridge Gold Corp. (&ldquo;Orion
Ridge&rdquo; or the &ldquo;Company&rdquo;) (TSX: ORX; NYSE American: ORX)</b> is pleased to announce
production of 31,412 ounces of gold for the first quarter of 2018. All dollar amounts are in United States
dollars unless otherwise stated.</p>
<p>&ldquo;We had a strong start to the year,&rdquo; said Marc Thibodeau, President &amp; CEO. &ldquo;We
remain on track to meet guidance.&rdquo;</p>
<p><b>Qualified Person</b></p><p>Scientific and technical information in this news release was reviewed and
approved by Ellen Fong, P.Geo., a Qualified Person as defined by National Instrument 43-101.</p>
<p><b>About Orion Ridge</b></p><p>Orion Ridge is a Canadian gold producer with two operating mines in British
Columbia and a pipeline of exploration projects.</p>
<p><b>For further information, please contact:</b></p>
<p>Sarah Whitlock<br>Manager, Investor Relations<br>T: 604-555-0180 (ext. 212)<br>Toll-free:
1-855-555-0180<br>E: swhitlock@orionridge.example.com<br>W: www.orionridge.example.com</p>
<p><b><i>Cautionary Note Regarding Forward-Looking Information</i></b></p>
<p><i>This news release contains &ldquo;forward-looking information&rdquo; within the meaning of applicable
Canadian securities laws. The Company undertakes no obligation to update it.</i></p>
</body></html>
""",
    company="Orion Ridge Gold Corp.",
    near=date(2018, 4, 12),
    markup=True,
    headline="ORION RIDGE GOLD ANNOUNCES FIRST QUARTER 2018 PRODUCTION RESULTS",
    subs=[],
    place="Vancouver, British Columbia",
    day="2018-04-12",
    tickers=[("TSX", "ORX"), ("NYSE American", "ORX")],
    contacts=[
        contact(
            "Sarah Whitlock",
            "Manager, Investor Relations",
            None,
            ("604-555-0180", "1-855-555-0180"),
            ("swhitlock@orionridge.example.com",),
        )
    ],
    quoted=[("Marc Thibodeau", "President & CEO")],
    about="Orion Ridge is a Canadian gold producer",
    harbor="This news release contains",
    first="Orion Ridge Gold Corp.",
)

form(
    "israel 2004",
    """\
FOR IMMEDIATE RELEASE

        GALIL MICROSYSTEMS ANNOUNCES FIRST QUARTER 2004 RESULTS

        - REVENUES OF $14.2 MILLION, UP 31% YEAR OVER YEAR -
        - NET INCOME OF $0.11 PER DILUTED SHARE -

YOKNEAM, ISRAEL, May 5, 2004 - Galil Microsystems Ltd. (NASDAQ, TASE: GLMS), a leading
provider of broadband access chips, today announced its financial results for the first
quarter ended March 31, 2004.

Revenues for the quarter were $14.2 million, an increase of 31% over the first quarter
of 2003.

ABOUT GALIL MICROSYSTEMS LTD.
Galil Microsystems Ltd. designs and supplies integrated circuits for broadband access
equipment makers. For more information see www.galilmicro.example.com.

CONTACTS:
Eyal Shani                                Ronit Kessler
Chief Financial Officer                   Investor Relations
Galil Microsystems                        Kessler & Gold
+972-4-555-1000                           +1-646-555-0120
eyal@galilmicro.example.com               ronit@kesslergold.example.com
""",
    company="Galil Microsystems Ltd.",
    near=date(2004, 5, 5),
    headline="GALIL MICROSYSTEMS ANNOUNCES FIRST QUARTER 2004 RESULTS",
    subs=["REVENUES OF $14.2 MILLION, UP 31% YEAR OVER YEAR", "NET INCOME OF $0.11 PER DILUTED SHARE"],
    place="YOKNEAM, ISRAEL",
    day="2004-05-05",
    tickers=[("NASDAQ", "GLMS"), ("TASE", "GLMS")],
    contacts=[
        contact(
            "Eyal Shani",
            "Chief Financial Officer",
            "Galil Microsystems",
            ("+972-4-555-1000",),
            ("eyal@galilmicro.example.com",),
        ),
        contact(
            "Ronit Kessler",
            "Investor Relations",
            "Kessler & Gold",
            ("+1-646-555-0120",),
            ("ronit@kesslergold.example.com",),
        ),
    ],
    about="Galil Microsystems Ltd. designs",
)

form(
    "bermuda bw",
    """\
<html><body>
<p><b>Alderney Re Announces Estimated Losses from Hurricane</b></p>
<p>HAMILTON, Bermuda--(BUSINESS WIRE)--September 29, 2008--Alderney Re Holdings Ltd. (NYSE: ARH; BSX: ARH BH)
today announced that its preliminary estimate of net losses from Hurricane Ike is between $60 million and $80
million.</p>
<p>"Our thoughts are with those affected," said Simon Trott, Chief Executive Officer of Alderney Re. </p>
<p><b>Contacts</b></p>
<p>Alderney Re Holdings Ltd.<br>Fiona Blakey, 441-555-8800<br>Investor Relations</p>
<p>or</p>
<p>Kirk &amp; Partners<br>Josh Feld / Ann Tobin<br>212-555-3300</p>
</body></html>
""",
    company="Alderney Re Holdings Ltd.",
    near=date(2008, 9, 29),
    markup=True,
    headline="Alderney Re Announces Estimated Losses from Hurricane",
    subs=[],
    place="HAMILTON, Bermuda",
    day="2008-09-29",
    wire="BUSINESS WIRE",
    contacts=[
        contact("Fiona Blakey", "Investor Relations", "Alderney Re Holdings Ltd.", ("441-555-8800",)),
        contact("Josh Feld", None, "Kirk & Partners"),
        contact("Ann Tobin", None, "Kirk & Partners", ("212-555-3300",)),
    ],
    quoted=[("Simon Trott", "Chief Executive Officer of Alderney Re")],
)

form(
    "japan 2013",
    """\
<html><body>
<p>For Immediate Release</p><p>May 9, 2013</p>
<p>Kuroda Precision Co., Ltd.<br>1-2-3 Nishi-Shinjuku, Shinjuku-ku<br>Tokyo 160-0023, Japan</p>
<p><b>Kuroda Precision Announces Consolidated Financial Results for the Fiscal Year Ended March 31, 2013</b></p>
<p>Tokyo, May 9, 2013 - Kuroda Precision Co., Ltd. (TSE: 6888; NASDAQ: KRDA) today announced its consolidated
financial results for the fiscal year ended March 31, 2013 (U.S. GAAP).</p>
<p>Net sales decreased 4.2% to 611.4 billion yen.</p>
<p>Inquiries:<br>Takeshi Mori<br>Investor Relations<br>Tel: +81-3-5555-2111<br>Fax: +81-3-5555-2112</p>
</body></html>
""",
    company="Kuroda Precision Co., Ltd.",
    near=date(2013, 5, 9),
    markup=True,
    headline=("Kuroda Precision Announces Consolidated Financial Results for the Fiscal Year Ended March 31, 2013"),
    subs=[],
    place="Tokyo",
    day="2013-05-09",
    tickers=[("TSE", "6888"), ("NASDAQ", "KRDA")],
    contacts=[contact("Takeshi Mori", "Investor Relations", None, ("+81-3-5555-2111",))],
    first="Kuroda Precision Co., Ltd. (TSE",
    copied=False,
)

form(
    "german 2004",
    """\
MEDIA RELEASE

Rheinchem increases operating profit by 12 percent

Basel, Switzerland, 18 February 2004 - Rheinchem AG (SWX: RHC; NYSE: RHC) said today that
operating profit rose 12 percent to CHF 1.84 billion in 2003.

Chief Executive Hans-Peter Moser said: "We achieved our targets despite a weak dollar."

Contacts:
Rheinchem AG, Media Relations: Daniel Frei, +41 61 555 11 11
Rheinchem AG, Investor Relations: Ursula Kunz, +41 61 555 22 22
""",
    company="RHEINCHEM AG",
    near=date(2004, 2, 18),
    headline="Rheinchem increases operating profit by 12 percent",
    subs=[],
    place="Basel, Switzerland",
    day="2004-02-18",
    contacts=[
        contact("Daniel Frei", "Media Relations", "Rheinchem AG", ("+41 61 555 11 11",)),
        contact("Ursula Kunz", "Investor Relations", "Rheinchem AG", ("+41 61 555 22 22",)),
    ],
    quoted=[("Hans-Peter Moser", "Chief Executive")],
)

form(
    "chinese 2011",
    """\
<html><body>
<p><b>Jade Delta Solar Reports Second Quarter 2011 Financial Results</b></p>
<p>BEIJING, August 16, 2011 /PRNewswire-Asia-FirstCall/ -- Jade Delta Solar Co., Ltd. (NYSE: JDS)
(&#8220;Jade Delta&#8221; or &#8220;the Company&#8221;), a vertically integrated solar company, today
announced its unaudited financial results for the second quarter ended June 30, 2011.</p>
<p><b>Second Quarter 2011 Highlights:</b></p>
<ul><li>Total net revenues were RMB 1.2 billion (US$188.1 million).</li><li>Gross margin was 19.4%.</li></ul>
<p>&#8220;We delivered solid shipments,&#8221; commented Mr. Wei Zhang, Chief Executive Officer of Jade
Delta.</p>
<p>For further information, please contact:</p>
<p>In China:<br>Lily Chen<br>Jade Delta Solar Co., Ltd.<br>Tel: +86-10-5555-8801<br>Email:
ir@jadedelta.example.com</p>
<p>In the U.S.:<br>Jessica Cole<br>Barton Group<br>Tel: +1-646-555-0150<br>Email: jdelta@barton.example.com</p>
</body></html>
""",
    company="Jade Delta Solar Co., Ltd.",
    near=date(2011, 8, 16),
    markup=True,
    headline="Jade Delta Solar Reports Second Quarter 2011 Financial Results",
    subs=[],
    place="BEIJING",
    day="2011-08-16",
    tickers=[("NYSE", "JDS")],
    contacts=[
        contact("Lily Chen", None, "Jade Delta Solar Co., Ltd.", ("+86-10-5555-8801",), ("ir@jadedelta.example.com",)),
        contact("Jessica Cole", None, "Barton Group", ("+1-646-555-0150",), ("jdelta@barton.example.com",)),
    ],
    quoted=[("Mr. Wei Zhang", "Chief Executive Officer of Jade Delta")],
)

form(
    "item5 like html br pre",
    """\
<html><body><pre>

                                                                 Exhibit 99

Nova Scotia Fisheries Limited
Halifax, Nova Scotia

NEWS RELEASE                                        Toronto Stock Exchange: NSF
For Immediate Release                               Nasdaq: NSFL

                 NOVA SCOTIA FISHERIES SELLS SCALLOP DIVISION

Halifax, Nova Scotia, October 30, 2001 -- Nova Scotia Fisheries Limited announced today
that it has completed the sale of its scallop division to Bluenose Seafoods Inc. for
Cdn. $44 million in cash.

Proceeds will be used to reduce bank debt.

For further information:   Murdoch MacLeod
                           Vice-President, Finance
                           (902) 555-1900
</pre></body></html>
""",
    company="NOVA SCOTIA FISHERIES LTD",
    near=date(2001, 10, 30),
    markup=True,
    headline="NOVA SCOTIA FISHERIES SELLS SCALLOP DIVISION",
    subs=[],
    place="Halifax, Nova Scotia",
    day="2001-10-30",
    tickers=[("Toronto Stock Exchange", "NSF"), ("Nasdaq", "NSFL")],
    contacts=[contact("Murdoch MacLeod", "Vice-President, Finance", None, ("(902) 555-1900",))],
    paragraphs=2,
    copied=False,
)
