"""Releases of small companies, funds and shells."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "spac 2021",
    """\
<html><body>
<p style="text-align:right"><b>Exhibit 99.1</b></p>
<p style="text-align:center"><b>Meridian Crest Acquisition Corp. II Announces Pricing of Upsized $250 Million
Initial Public Offering</b></p>
<p><b>NEW YORK, March 2, 2021 /PRNewswire/</b> &#8212; Meridian Crest Acquisition Corp. II (the
&#8220;Company&#8221;) today announced the pricing of its upsized initial public offering of 25,000,000 units
at a price of $10.00 per unit. The units will be listed on the Nasdaq Capital Market (&#8220;Nasdaq&#8221;)
and trade under the ticker symbol &#8220;MCAQU&#8221; beginning March 3, 2021. Once the securities comprising
the units begin separate trading, the Class A ordinary shares and warrants are expected to be listed on
Nasdaq under the symbols &#8220;MCAQ&#8221; and &#8220;MCAQW,&#8221; respectively.</p>
<p>The offering is being made only by means of a prospectus. Copies may be obtained from Halvorsen &amp; Co.
LLC, Attn: Prospectus Department, 200 Madison Avenue, New York, NY 10016, Telephone: (212) 555-6300, Email:
prospectus@halvorsen.example.com.</p>
<p><b>Cautionary Note Concerning Forward-Looking Statements</b></p>
<p>This press release contains statements that constitute &#8220;forward-looking statements,&#8221; including
with respect to the proposed initial public offering and the anticipated use of the net proceeds.</p>
<p><b>Contact:</b></p><p>Meridian Crest Acquisition Corp. II<br>Olivia Strand<br>Chief Financial
Officer<br>(917) 555-0110<br>ostrand@meridiancrest.example.com</p>
</body></html>
""",
    company="Meridian Crest Acquisition Corp. II",
    near=date(2021, 3, 2),
    markup=True,
    headline=("Meridian Crest Acquisition Corp. II Announces Pricing of Upsized $250 Million Initial Public Offering"),
    subs=[],
    place="NEW YORK",
    day="2021-03-02",
    wire="PRNewswire",
    tickers=[("Nasdaq", "MCAQ"), ("Nasdaq", "MCAQW"), ("Nasdaq Capital Market", "MCAQU")],
    contacts=[
        contact(
            "Olivia Strand",
            "Chief Financial Officer",
            "Meridian Crest Acquisition Corp. II",
            ("(917) 555-0110",),
            ("ostrand@meridiancrest.example.com",),
        )
    ],
    about=None,
    harbor="This press release contains statements that constitute",
    first="Meridian Crest Acquisition Corp. II (the",
)

form(
    "accesswire 2019",
    """\
<html><body>
<p><b>Sable Canyon Minerals Closes $2.5 Million Private Placement</b></p>
<p><b>LAS VEGAS, NV / ACCESSWIRE / August 14, 2019 / Sable Canyon Minerals Corp. (OTCQB: SBCM)</b> ("Sable
Canyon" or the "Company"), an exploration company, today announced that it has closed its previously
announced private placement for gross proceeds of $2.5 million.</p>
<p>Each unit consists of one share of common stock and one-half of one warrant.</p>
<p><b>About Sable Canyon Minerals</b></p><p>Sable Canyon Minerals Corp. is a gold exploration company focused
on the Walker Lane trend in Nevada.</p>
<p><b>Contact:</b></p><p>Rick Dunmore, CEO<br>Phone: 702-555-0137<br>Email: info@sablecanyon.example.com</p>
<p><b>SOURCE:</b> Sable Canyon Minerals Corp.</p>
</body></html>
""",
    company="Sable Canyon Minerals Corp.",
    near=date(2019, 8, 14),
    markup=True,
    headline="Sable Canyon Minerals Closes $2.5 Million Private Placement",
    subs=[],
    place="LAS VEGAS, NV",
    day="2019-08-14",
    wire="ACCESSWIRE",
    tickers=[("OTCQB", "SBCM")],
    contacts=[contact("Rick Dunmore", "CEO", None, ("702-555-0137",), ("info@sablecanyon.example.com",))],
    paragraphs=3,
    about="Sable Canyon Minerals Corp. is a gold",
    first="Sable Canyon Minerals Corp. (OTCQB",
)

form(
    "paren place",
    """\
CONTACT:
Janet Moxley
Brightleaf Foods, Inc.
919-555-4410

BRIGHTLEAF FOODS ELECTS TWO DIRECTORS

(Raleigh, NC) January 5, 2004 - Brightleaf Foods, Inc. (Nasdaq: BLFD) announced today the
election of Charles P. Yount and Denise Albritton to its Board of Directors. The
appointments expand the board to nine members.

Mr. Yount, 58, is the retired chairman of Piedmont Mills.
""",
    company="BRIGHTLEAF FOODS INC",
    near=date(2004, 1, 5),
    headline="BRIGHTLEAF FOODS ELECTS TWO DIRECTORS",
    subs=[],
    place="Raleigh, NC",
    day="2004-01-05",
    tickers=[("Nasdaq", "BLFD")],
    contacts=[contact("Janet Moxley", None, "Brightleaf Foods, Inc.", ("919-555-4410",))],
    first="Brightleaf Foods, Inc. (Nasdaq: BLFD) announced",
)

form(
    "not a release letter",
    """\
                                                     Exhibit 99.1

                          PRAIRIE STATE BANCORP
                        1200 Main Street, Peoria, Illinois

April 15, 1998

Dear Fellow Shareholder:

     I am pleased to report that our first quarter was the best in our history. Net income
was $2.1 million, up 11 percent over last year, and our loan portfolio grew to $288 million.

     Enclosed is your dividend check. We appreciate your continued support.

Sincerely,

Walter Hagstrom
President
""",
    company="PRAIRIE STATE BANCORP",
    near=date(1998, 4, 15),
    releases=0,
)

form(
    "trust distribution",
    """\
                     SAN MATEO BASIN ROYALTY TRUST
                  ANNOUNCES MONTHLY CASH DISTRIBUTION

DALLAS, Texas, March 17, 2006 - Bank of the Brazos, N.A., as Trustee of the San Mateo
Basin Royalty Trust (NYSE: SMB), today declared a cash distribution to the holders of its
units of beneficial interest of $0.178432 per unit, payable on April 14, 2006, to
unitholders of record on March 31, 2006.

For more information on San Mateo Basin Royalty Trust, please visit our website at
www.smbtrust.example.com.

                                      * * *

Contact:     Ron Hooper
             Senior Vice President
             Bank of the Brazos, Trust Division
             1.877.555.8800
""",
    company="SAN MATEO BASIN ROYALTY TRUST",
    near=date(2006, 3, 17),
    headline="SAN MATEO BASIN ROYALTY TRUST ANNOUNCES MONTHLY CASH DISTRIBUTION",
    subs=[],
    place="DALLAS, Texas",
    day="2006-03-17",
    tickers=[("NYSE", "SMB")],
    contacts=[
        contact("Ron Hooper", "Senior Vice President", "Bank of the Brazos, Trust Division", ("1.877.555.8800",))
    ],
    first="Bank of the Brazos, N.A., as Trustee",
)

form(
    "fund monthly 2014",
    """\
<html><body>
<p><b>FOR IMMEDIATE RELEASE</b></p>
<p><b>Ridgeway Credit Income Fund Announces Monthly Distributions of $0.11 Per Share</b></p>
<p>NEW YORK &ndash; (BUSINESS WIRE) &ndash; Ridgeway Credit Income Fund (NYSE: RCI) announced today that its
Board of Trustees declared monthly distributions for April, May and June 2014.</p>
<table><tr><td>Month</td><td>Record Date</td><td>Payment
Date</td><td>Amount</td></tr><tr><td>April</td><td>April 15, 2014</td><td>April 30,
2014</td><td>$0.11</td></tr><tr><td>May</td><td>May 15, 2014</td><td>May 30,
2014</td><td>$0.11</td></tr></table>
<p><b>ABOUT RIDGEWAY CREDIT INCOME FUND</b></p>
<p>Ridgeway Credit Income Fund is a closed-end fund that invests primarily in senior secured loans.</p>
<p>CONTACT: Shareholder Services, 1-800-555-8899</p>
</body></html>
""",
    company="Ridgeway Credit Income Fund",
    near=date(2014, 3, 20),
    markup=True,
    headline="Ridgeway Credit Income Fund Announces Monthly Distributions of $0.11 Per Share",
    subs=[],
    place="NEW YORK",
    tickers=[("NYSE", "RCI")],
    contacts=[contact(None, "Shareholder Services", None, ("1-800-555-8899",))],
    tables=1,
    about="Ridgeway Credit Income Fund is a closed-end",
)
