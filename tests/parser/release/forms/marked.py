"""Releases in markup: tables of contacts, bullets as sub-headlines, titles over several lines."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "reit html 2010",
    """\
<HTML><BODY>
<P ALIGN="RIGHT"><B>Exhibit 99.1</B></P>
<TABLE WIDTH="100%" BORDER="0"><TR><TD WIDTH="50%"><FONT SIZE="2"><B>FOR IMMEDIATE RELEASE</B></FONT></TD><TD
WIDTH="50%" ALIGN="RIGHT"><FONT SIZE="2">For More Information:</FONT></TD></TR>
<TR><TD>&nbsp;</TD><TD ALIGN="RIGHT"><FONT SIZE="2">Lydia Marchetti</FONT></TD></TR>
<TR><TD>&nbsp;</TD><TD ALIGN="RIGHT"><FONT SIZE="2">Vice President, Capital Markets</FONT></TD></TR>
<TR><TD>&nbsp;</TD><TD ALIGN="RIGHT"><FONT SIZE="2">(704) 555-3100</FONT></TD></TR>
<TR><TD>&nbsp;</TD><TD ALIGN="RIGHT"><FONT SIZE="2">lmarchetti@piedmontcourt.com</FONT></TD></TR></TABLE>
<P ALIGN="CENTER"><B><FONT SIZE="3">PIEDMONT COURT REALTY TRUST ANNOUNCES<BR>SECOND QUARTER 2010
RESULTS</FONT></B></P>
<P ALIGN="CENTER"><I>FFO of $0.41 per diluted share; same-store NOI up 2.1%</I></P>
<P><B>CHARLOTTE, N.C. (July 29, 2010)</B> &#150; Piedmont Court Realty Trust (NYSE:PCR) today announced its
financial and operating results for the three and six months ended June 30, 2010.</P>
<P>Funds from operations (&#147;FFO&#148;) for the second quarter were $18.2 million, or $0.41 per diluted
share, compared with $17.1 million, or $0.40 per diluted share, for the second quarter of 2009.</P>
<P><B><U>Conference Call</U></B></P>
<P>The Company will host a conference call on Friday, July 30, 2010, at 10:00 a.m. Eastern Time. The dial-in
number is (877) 555-0144.</P>
<P><B><U>About Piedmont Court Realty Trust</U></B></P>
<P>Piedmont Court Realty Trust is a self-administered and self-managed real estate investment trust that owns
61 shopping centers in the Carolinas, Georgia and Virginia.</P>
<P><B><U>Forward-Looking Statements</U></B></P>
<P>Certain statements in this press release that are not in the present or past tense or that discuss the
Company&#146;s expectations are forward-looking statements within the meaning of the federal securities laws
and as such are based upon the Company&#146;s current beliefs.</P>
</BODY></HTML>
""",
    company="PIEDMONT COURT REALTY TRUST",
    near=date(2010, 7, 29),
    markup=True,
    headline="PIEDMONT COURT REALTY TRUST ANNOUNCES SECOND QUARTER 2010 RESULTS",
    subs=["FFO of $0.41 per diluted share; same-store NOI up 2.1%"],
    place="CHARLOTTE, N.C.",
    day="2010-07-29",
    tickers=[("NYSE", "PCR")],
    contacts=[
        contact(
            "Lydia Marchetti",
            "Vice President, Capital Markets",
            None,
            ("(704) 555-3100",),
            ("lmarchetti@piedmontcourt.com",),
        )
    ],
    paragraphs=5,
    tables=0,
    about="Piedmont Court Realty Trust is a self-administered",
    harbor="Certain statements in this press release",
    first="Piedmont Court Realty Trust (NYSE:PCR) today",
)

form(
    "utility 2012",
    """\
<html><body><div>
<p>Exhibit 99.1</p><p>NEWS RELEASE</p>
<p>June 5, 2012</p>
<p>Media Contact: &nbsp;&nbsp;Greta Solberg, 701-555-3030<br>Analyst Contact: &nbsp;&nbsp;Paul Dvorak,
701-555-3055</p>
<p style="text-align:center"><b>Red River Power &amp; Light files request to increase electric rates in North
Dakota</b></p>
<p>FARGO, N.D. &#8211; Red River Power &amp; Light (NYSE: RRP) today filed an application with the North
Dakota Public Service Commission requesting an increase in electric rates of $18.4 million annually, or 6.7
percent.</p>
<p>&#8220;We work hard to control costs,&#8221; said Nadine Hofer, president and CEO of the company.
&#8220;But investments in reliability must be paid for.&#8221;</p>
<p><b>About Red River</b></p><p>Red River Power &amp; Light serves 214,000 electric customers in North Dakota
and Minnesota. For more information, visit www.redriverpl.com.</p>
<p>This news release may contain forward-looking statements, which include the company&#8217;s expectations.
Actual results could differ materially because of the following factors:</p>
<ul><li>the outcome of regulatory proceedings;</li><li>weather conditions; and</li><li>other factors
described in our Form 10-K.</li></ul>
<p>###</p></div></body></html>
""",
    company="RED RIVER POWER & LIGHT CO",
    near=date(2012, 6, 5),
    markup=True,
    headline="Red River Power & Light files request to increase electric rates in North Dakota",
    subs=[],
    place="FARGO, N.D.",
    day="2012-06-05",
    tickers=[("NYSE", "RRP")],
    contacts=[
        contact("Greta Solberg", "Media", None, ("701-555-3030",)),
        contact("Paul Dvorak", "Analyst", None, ("701-555-3055",)),
    ],
    quoted=[("Nadine Hofer", "president and CEO of the company")],
    about="Red River Power & Light serves",
    harbor="This news release may contain",
    last="other factors described in our Form 10-K",
)

form(
    "three line caps html",
    """\
<html><body>
<p style="text-align:center"><font size="2"><b>CATALPA SEMICONDUCTOR REPORTS FISCAL 2006<br>FOURTH QUARTER
AND YEAR-END RESULTS AND<br>ANNOUNCES $50 MILLION SHARE REPURCHASE</b></font></p>
<p style="text-align:center"><font size="2"><b><i>Record Fourth Quarter Revenue of $88.6
Million</i></b></font></p>
<p style="text-align:center"><font size="2"><b><i>Company Provides Guidance for First Quarter of Fiscal
2007</i></b></font></p>
<p><font size="2"><b>Austin, Texas – (BUSINESS WIRE) – April 27, 2006</b> – Catalpa Semiconductor Corporation
(NASDAQ: CTPA), a supplier of analog chips, today reported results for its fourth quarter and fiscal year
ended April 1, 2006.</font></p>
<p><font size="2">Revenue for the fourth quarter was $88.6 million, compared with $79.1 million in the third
quarter.</font></p>
</body></html>
""",
    company="CATALPA SEMICONDUCTOR CORP",
    near=date(2006, 4, 27),
    markup=True,
    headline=(
        "CATALPA SEMICONDUCTOR REPORTS FISCAL 2006 FOURTH QUARTER AND YEAR-END RESULTS AND "
        "ANNOUNCES $50 MILLION SHARE REPURCHASE"
    ),
    subs=[
        "Record Fourth Quarter Revenue of $88.6 Million",
        "Company Provides Guidance for First Quarter of Fiscal 2007",
    ],
    place="Austin, Texas",
    day="2006-04-27",
    wire="BUSINESS WIRE",
    tickers=[("NASDAQ", "CTPA")],
)

form(
    "pipes html",
    """\
<html><body>
<p><b>Contacts:</b></p>
<p>Investors: Dan Orozco | VP Investor Relations | 512.555.0199 | dan.orozco@tilia.example.com</p>
<p>Media: Kim Stahl | Director of Communications | 512.555.0123 | kim.stahl@tilia.example.com</p>
<p><b>Tilia Software Announces Third Quarter 2017 Financial Results</b></p>
<p><i>Subscription revenue grew 34% year-over-year</i></p>
<p><b>Austin, TX – October 31, 2017</b> – Tilia Software, Inc. (NYSE: TLIA), a provider of cloud-based
compliance software, today announced results for its third quarter ended September 30, 2017.</p>
<p>Total revenue was $51.4 million, an increase of 29% compared with the third quarter of 2016.</p>
</body></html>
""",
    company="Tilia Software, Inc.",
    near=date(2017, 10, 31),
    markup=True,
    headline="Tilia Software Announces Third Quarter 2017 Financial Results",
    subs=["Subscription revenue grew 34% year-over-year"],
    place="Austin, TX",
    day="2017-10-31",
    tickers=[("NYSE", "TLIA")],
    contacts=[
        contact("Dan Orozco", "VP Investor Relations", None, ("512.555.0199",), ("dan.orozco@tilia.example.com",)),
        contact("Kim Stahl", "Director of Communications", None, ("512.555.0123",), ("kim.stahl@tilia.example.com",)),
    ],
)

form(
    "html contact 3col",
    """\
<html><body>
<p><b>Granger Aerospace Completes Acquisition of Tollgate Avionics</b></p>
<p>WICHITA, Kan., Sept. 30, 2015 (GLOBE NEWSWIRE) -- Granger Aerospace Holdings, Inc. (NYSE:GRG) today
announced that it has completed its acquisition of Tollgate Avionics LLC for $212 million in cash.</p>
<p>"Tollgate brings world-class engineering talent," said Chief Executive Officer Bob Haney. "We welcome its
640 employees."</p>
<p><b>About Granger Aerospace</b></p><p>Granger Aerospace designs and manufactures flight control components
for commercial and military aircraft.</p>
<p><b>About Tollgate Avionics</b></p><p>Tollgate Avionics develops cockpit displays for business jets.</p>
<table><tr><td><b>Investor Contact:</b></td><td><b>Media Contact:</b></td><td><b>Tollgate Contact:</b></td></tr>
<tr><td>Sharon Pike</td><td>Denny Rourke</td><td>Phil Mazur</td></tr>
<tr><td>Director, Investor Relations</td><td>Rourke Public Affairs</td><td>General Manager</td></tr>
<tr><td>316-555-0101</td><td>202-555-0123</td><td>316-555-0177</td></tr>
<tr><td>spike@granger.example.com</td><td>denny@rourke.example.com</td><td>pmazur@tollgate.example.com</td></tr></table>
</body></html>
""",
    company="Granger Aerospace Holdings, Inc.",
    near=date(2015, 9, 30),
    markup=True,
    headline="Granger Aerospace Completes Acquisition of Tollgate Avionics",
    subs=[],
    place="WICHITA, Kan.",
    day="2015-09-30",
    wire="GLOBE NEWSWIRE",
    tickers=[("NYSE", "GRG")],
    contacts=[
        contact("Sharon Pike", "Director, Investor Relations", None, ("316-555-0101",), ("spike@granger.example.com",)),
        contact("Denny Rourke", "Media", "Rourke Public Affairs", ("202-555-0123",), ("denny@rourke.example.com",)),
        contact("Phil Mazur", "General Manager", None, ("316-555-0177",), ("pmazur@tollgate.example.com",)),
    ],
    quoted=[("Bob Haney", "Chief Executive Officer")],
    tables=0,
    about=(
        "Granger Aerospace designs and manufactures flight control components for commercial and "
        "military aircraft. Tollgate Avionics develops"
    ),
)

form(
    "ir desk html modern",
    """\
<html><body>
<p><b>Northgate Bancorp, Inc. Reports First Quarter 2023 Results</b></p>
<p><b>First Quarter 2023 Highlights</b></p>
<ul><li>Net income of $22.4 million, or $0.61 per diluted share</li><li>Net interest margin of
3.41%</li><li>Deposits of $6.2 billion, down 1.2% from year end</li></ul>
<p>TOLEDO, Ohio, April 20, 2023 -- Northgate Bancorp, Inc. (NASDAQ: NGBC) (the "Company"), the holding
company for Northgate Bank, today reported net income of $22.4 million for the first quarter of 2023.</p>
<p>"Our deposit base proved resilient," said Michael R. Bauer, President and Chief Executive Officer. </p>
<p><b>Net Interest Income</b></p>
<p>Net interest income was $71.4 million, down $2.2 million from the prior quarter.</p>
<table><tr><td>Media Contact:</td><td>Investor Contact:</td></tr><tr><td>Corporate
Communications</td><td>Investor
Relations</td></tr><tr><td>media@northgate.example.com</td><td>ir@northgate.example.com</td></tr><tr><td>419-555-1111</td><td>419-555-2222</td></tr></table>
</body></html>
""",
    company="Northgate Bancorp, Inc.",
    near=date(2023, 4, 20),
    markup=True,
    headline="Northgate Bancorp, Inc. Reports First Quarter 2023 Results",
    subs=[
        "Net income of $22.4 million, or $0.61 per diluted share",
        "Net interest margin of 3.41%",
        "Deposits of $6.2 billion, down 1.2% from year end",
    ],
    place="TOLEDO, Ohio",
    day="2023-04-20",
    contacts=[
        contact(None, "Corporate Communications", None, ("419-555-1111",), ("media@northgate.example.com",)),
        contact(None, "Investor Relations", None, ("419-555-2222",), ("ir@northgate.example.com",)),
    ],
)

form(
    "dividend short html",
    """\
<html><body><p>Exhibit 99.1</p><p>PRESS RELEASE</p>
<p><b>CONTACT:</b><br>Laura Whitfield<br>Chief Financial
Officer<br>336-555-5000<br>lwhitfield@yadkinridge.example.com</p>
<p><b>FOR IMMEDIATE RELEASE</b></p>
<p align="center"><b>YADKIN RIDGE FINANCIAL CORPORATION<br>DECLARES QUARTERLY CASH DIVIDEND</b></p>
<p><b>ELKIN, N.C.</b> &#151; On April 22, 2008, the Board of Directors of Yadkin Ridge Financial Corporation
(NASDAQ Global Market: YRFC) declared a cash dividend of $0.13 per share, payable on May 16, 2008 to
shareholders of record as of May 2, 2008.</p>
<p>Yadkin Ridge Financial Corporation is the holding company for Yadkin Ridge Bank, a full-service community
bank with 26 branches in western North Carolina.</p>
</body></html>
""",
    company="YADKIN RIDGE FINANCIAL CORP",
    near=date(2008, 4, 22),
    markup=True,
    headline="YADKIN RIDGE FINANCIAL CORPORATION DECLARES QUARTERLY CASH DIVIDEND",
    subs=[],
    place="ELKIN, N.C.",
    tickers=[("NASDAQ Global Market", "YRFC")],
    contacts=[
        contact(
            "Laura Whitfield",
            "Chief Financial Officer",
            None,
            ("336-555-5000",),
            ("lwhitfield@yadkinridge.example.com",),
        )
    ],
    paragraphs=2,
    about="Yadkin Ridge Financial Corporation is the holding",
    first="On April 22, 2008, the Board",
)

form(
    "guidance headline semi",
    """\
<html><body>
<p style="text-align:center"><b>Ferncliff Outdoor Reports Third Quarter Fiscal 2019 Results;</b></p>
<p style="text-align:center"><b>Raises Full-Year Guidance</b></p>
<p style="text-align:center"><i>Net sales up 11%; comparable sales up 6.2%</i></p>
<p style="text-align:center"><i>Diluted EPS of $0.88 versus $0.71</i></p>
<p>BOZEMAN, Mont. (December 5, 2018) - Ferncliff Outdoor Co. (Nasdaq: FERN) today announced its financial
results for the third quarter ended November 3, 2018.</p>
<p>For the third quarter ended November 3, 2018:</p>
<ul><li>Net sales increased 11.0% to $212.2 million.</li><li>Gross margin was 38.2%.</li></ul>
<p>Contacts:<br>Ferncliff Outdoor Co.<br>Mark Tollefson<br>Executive Vice President and Chief Financial
Officer<br>406-555-9000<br><br>ICR, Inc.<br>Andrew Grieve/Allison Malkow<br>203-555-8200</p>
</body></html>
""",
    company="Ferncliff Outdoor Co.",
    near=date(2018, 12, 5),
    markup=True,
    headline="Ferncliff Outdoor Reports Third Quarter Fiscal 2019 Results; Raises Full-Year Guidance",
    subs=["Net sales up 11%; comparable sales up 6.2%", "Diluted EPS of $0.88 versus $0.71"],
    place="BOZEMAN, Mont.",
    day="2018-12-05",
    tickers=[("Nasdaq", "FERN")],
    first="Ferncliff Outdoor Co. (Nasdaq: FERN) today",
)
