"""Releases in markup: sub-headlines between dashes, notes, desks, two companies."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "pharma two titles",
    """\
<html><body>
<p>Investors and Media:</p>
<p>Tova Lindgren<br>Senior Director, Corporate Affairs<br>Quillex Therapeutics,
Inc.<br>617-555-4419<br>tlindgren@quillex.example.com</p>
<p align="center"><b>QUILLEX THERAPEUTICS ANNOUNCES POSITIVE TOP-LINE RESULTS FROM PHASE 2b STUDY OF QLX-118
IN PATIENTS WITH SEVERE ASTHMA</b></p>
<p align="center"><b>&#151; Primary endpoint met with high statistical significance (p&lt;0.001) &#151;</b></p>
<p align="center"><b>&#151; Conference call today at 8:30 a.m. ET &#151;</b></p>
<p><b>CAMBRIDGE, Mass., and BASEL, Switzerland, June 11, 2015</b> &#151; Quillex Therapeutics, Inc. (NASDAQ:
QLLX) and Helvion AG (SIX: HLVN) today announced positive top-line results from the Phase 2b BREEZE study.</p>
<p>&#147;These data exceeded our expectations,&#148; said Dr. Ingrid Mäkelä, Chief Medical Officer of
Quillex. &#147;We look forward to discussing them with regulators.&#148;</p>
<p><b>About QLX-118</b></p><p>QLX-118 is a humanized monoclonal antibody that blocks interleukin-33.</p>
<p><b>About Quillex</b></p><p>Quillex is a clinical-stage biopharmaceutical company developing antibodies for
respiratory diseases.</p>
<p><b>About Helvion</b></p><p>Helvion AG, based in Basel, discovers and develops medicines for inflammatory
diseases.</p>
<p><b>Cautionary Note on Forward-Looking Statements</b></p>
<p>This press release contains &#147;forward-looking statements&#148; including statements regarding the
timing of regulatory discussions. Words such as &#147;expects&#148; identify such statements.</p>
<p align="center"># # #</p></body></html>
""",
    company="Quillex Therapeutics, Inc.",
    near=date(2015, 6, 11),
    markup=True,
    headline=(
        "QUILLEX THERAPEUTICS ANNOUNCES POSITIVE TOP-LINE RESULTS FROM PHASE 2b STUDY OF QLX-118 "
        "IN PATIENTS WITH SEVERE ASTHMA"
    ),
    subs=["Primary endpoint met with high statistical significance (p<0.001)", "Conference call today at 8:30 a.m. ET"],
    place="CAMBRIDGE, Mass., and BASEL, Switzerland",
    day="2015-06-11",
    tickers=[("NASDAQ", "QLLX"), ("SIX", "HLVN")],
    contacts=[
        contact(
            "Tova Lindgren",
            "Senior Director, Corporate Affairs",
            "Quillex Therapeutics, Inc.",
            ("617-555-4419",),
            ("tlindgren@quillex.example.com",),
        )
    ],
    quoted=[("Dr. Ingrid Mäkelä", "Chief Medical Officer of Quillex")],
    about="Quillex is a clinical-stage",
    harbor="This press release contains",
)

form(
    "no dateline html date line",
    """\
<html><body>
<p align="center"><b>PRESS RELEASE</b></p>
<p>Contact: Mr. Gerald F. Hupp, President and Chief Executive Officer<br>Telephone: (724) 555-2261</p>
<p>For Immediate Release</p>
<p>January 24, 2011</p>
<p align="center"><b>LAUREL RUN BANCORP, INC. ANNOUNCES EARNINGS FOR 2010</b></p>
<p>Laurel Run Bancorp, Inc. (OTCBB: LRUN), the holding company of Laurel Run Savings Bank, announced today
net income of $3.1 million for the year ended December 31, 2010, compared to $2.8 million for 2009.</p>
<p>President Gerald F. Hupp stated, &#147;We are pleased with our results in a difficult economy.&#148;</p>
</body></html>
""",
    company="LAUREL RUN BANCORP INC",
    near=date(2011, 1, 24),
    markup=True,
    headline="LAUREL RUN BANCORP, INC. ANNOUNCES EARNINGS FOR 2010",
    subs=[],
    place=None,
    day="2011-01-24",
    tickers=[("OTCBB", "LRUN")],
    contacts=[contact("Mr. Gerald F. Hupp", "President and Chief Executive Officer", None, ("(724) 555-2261",))],
    quoted=[("Gerald F. Hupp", "President")],
    first="Laurel Run Bancorp, Inc. (OTCBB",
)

form(
    "tech contact above table html",
    """\
<html><body>
<table width="100%"><tr><td valign="top"><b>Investor Relations Contact:</b><br>Greg Sato<br>Brightpath
Systems<br>(503) 555-7400<br>greg.sato@brightpath.example.com</td><td valign="top"><b>Media
Contact:</b><br>Holly Marks<br>Marks &amp; Ito<br>(415)
555-2200<br>hmarks@marksito.example.com</td></tr></table>
<p><b>BRIGHTPATH SYSTEMS ANNOUNCES PRELIMINARY THIRD QUARTER RESULTS</b></p>
<p>BEAVERTON, Ore. - October 3, 2002 - Brightpath Systems, Inc. (Nasdaq: BPTH) today announced that revenue
for the third quarter is expected to be between $21 million and $22 million.</p>
<p>Brightpath will report final results on October 24, 2002.</p>
<p>Brightpath Systems provides software that helps retailers plan their merchandise.</p>
<p>Except for the historical information contained herein, the matters set forth in this press release are
forward-looking statements within the meaning of the "safe harbor" provisions of the Private Securities
Litigation Reform Act of 1995.</p>
</body></html>
""",
    company="BRIGHTPATH SYSTEMS INC",
    near=date(2002, 10, 3),
    markup=True,
    headline="BRIGHTPATH SYSTEMS ANNOUNCES PRELIMINARY THIRD QUARTER RESULTS",
    subs=[],
    place="BEAVERTON, Ore.",
    day="2002-10-03",
    contacts=[
        contact(
            "Greg Sato",
            "Investor Relations",
            "Brightpath Systems",
            ("(503) 555-7400",),
            ("greg.sato@brightpath.example.com",),
        ),
        contact("Holly Marks", "Media", "Marks & Ito", ("(415) 555-2200",), ("hmarks@marksito.example.com",)),
    ],
    about="Brightpath Systems provides software",
    harbor="Except for the historical",
)

form(
    "exec appointment html",
    """\
<html><body>
<p style="text-align:right">News Release</p>
<p>For more information, contact:<br>Corporate Communications<br>Cooper Basin Energy<br>(432)
555-1000<br>news@cooperbasin.example.com</p>
<p style="text-align:center"><b>Cooper Basin Energy Names Alicia Vega Chief Financial Officer;<br>Jim Tully
to Retire After 22 Years With Company</b></p>
<p>MIDLAND, Texas, Feb. 3, 2016 &#8211; Cooper Basin Energy Corp. (NYSE: CBE) today named Alicia Vega senior
vice president and chief financial officer, effective March 1.</p>
<p>&#8220;Alicia has a distinguished record in our industry,&#8221; said Roy Kimball, Cooper Basin chairman,
president and CEO.</p>
<p>Ms. Vega, 47, joins from Permian Midstream Partners.</p>
</body></html>
""",
    company="Cooper Basin Energy Corp.",
    near=date(2016, 2, 3),
    markup=True,
    headline=(
        "Cooper Basin Energy Names Alicia Vega Chief Financial Officer; Jim Tully to Retire After 22 Years With Company"
    ),
    subs=[],
    place="MIDLAND, Texas",
    day="2016-02-03",
    tickers=[("NYSE", "CBE")],
    contacts=[
        contact(
            None,
            "Corporate Communications",
            "Cooper Basin Energy",
            ("(432) 555-1000",),
            ("news@cooperbasin.example.com",),
        )
    ],
    quoted=[("Roy Kimball", "Cooper Basin chairman, president and CEO")],
)

form(
    "superscripts and notes",
    """\
<html><body>
<p><b>Harborstone Financial Reports Fourth Quarter 2022 Earnings</b></p>
<p>PORTLAND, Maine--(BUSINESS WIRE)--Harborstone Financial Corp. (NYSE: HSF) today reported net income
available to common shareholders of $41.1 million, or $1.02 per diluted common share, for the fourth quarter
of 2022. Adjusted earnings<sup>1</sup> were $43.3 million.</p>
<p>&ldquo;We closed the year with momentum,&rdquo; said Elaine Dyer, chief executive officer. </p>
<p>Efficiency ratio<sup>(1)</sup> was 55.2%.</p>
<p><sup>1</sup> Represents a non-GAAP measure. See the reconciliation below.</p>
<p><b>Contacts</b></p><p><b>Media:</b> Tom Lavoie, 207-555-6000,
tom.lavoie@hsf.example.com<br><b>Investors:</b> Jan Pike, 207-555-6100, jan.pike@hsf.example.com</p>
</body></html>
""",
    company="Harborstone Financial Corp.",
    near=date(2023, 1, 24),
    markup=True,
    headline="Harborstone Financial Reports Fourth Quarter 2022 Earnings",
    subs=[],
    place="PORTLAND, Maine",
    wire="BUSINESS WIRE",
    contacts=[
        contact("Tom Lavoie", "Media", None, ("207-555-6000",), ("tom.lavoie@hsf.example.com",)),
        contact("Jan Pike", "Investors", None, ("207-555-6100",), ("jan.pike@hsf.example.com",)),
    ],
    quoted=[("Elaine Dyer", "chief executive officer")],
)
