"""Releases headed as memos, with running heads that shorten the name, and with people of two companies."""

from datetime import date

from tests.parser.release.forms import contact, form

form(
    "dividend as a memo 1995",
    """\
                               P R E S S   R E L E A S E

TO:        All News Media
FROM:      Delphos Savings Corp
DATE:      October 24, 1995
SUBJECT:   Delphos Savings Declares Dividend
CONTACT:   Walter F. Rump, President   (419) 555-2121


        The Board of Directors of Delphos Savings Corp, parent of Delphos Savings Bank, has
declared a quarterly dividend of $.08 per share, payable November 15, 1995 to shareholders
of record October 31, 1995.

        Mr. Rump said that "earnings have been strong enough to raise the dividend again."

        The company's stock trades on the Nasdaq National Market under the symbol DLPH.
""",
    company="Delphos Savings Corp",
    near=date(1995, 10, 24),
    headline="Delphos Savings Declares Dividend",
    subs=[],
    place=None,
    day="1995-10-24",
    tickers=[("Nasdaq National Market", "DLPH")],
    contacts=[contact("Walter F. Rump", "President", None, ("(419) 555-2121",))],
    paragraphs=3,
)

form(
    "restatement 1999",
    """\
MEDALLION HEALTH SYSTEMS                                        NEWS RELEASE
700 Commerce Boulevard                                          Nasdaq: MDHS
Brentwood, Tennessee 37027

- ------------------------------------------------------------------------------

Contact:   Roy C. Pickett                    Sharon Bellamy
           Chairman and CEO                  Investor Relations
           (615) 555-9000                    (615) 555-9014

                      MEDALLION HEALTH SYSTEMS TO RESTATE RESULTS

                     --------------------------------------------

BRENTWOOD, Tenn. (Feb. 11, 1999) -- Medallion Health Systems, Inc. (Nasdaq/NM: MDHS)
today announced that it will restate its results for the first three quarters of 1998.

The Company said the restatement results from the misapplication of accounting rules for
contractual allowances at two hospitals.

Commenting on the announcement, Roy C. Pickett, chairman and chief executive officer of
Medallion, said, "We regret the inconvenience that this causes our shareholders."

                                     - MORE -

MDHS To Restate Results
Page 2
February 11, 1999

Medallion Health Systems, Inc. owns and operates nine general acute care hospitals in
Tennessee, Kentucky and Alabama.

                                     - END -
""",
    company="Medallion Health Systems Inc",
    near=date(1999, 2, 11),
    headline="MEDALLION HEALTH SYSTEMS TO RESTATE RESULTS",
    subs=[],
    place="BRENTWOOD, Tenn.",
    day="1999-02-11",
    tickers=[("Nasdaq", "MDHS")],
    contacts=[
        contact("Roy C. Pickett", "Chairman and CEO", None, ("(615) 555-9000",)),
        contact("Sharon Bellamy", "Investor Relations", None, ("(615) 555-9014",)),
    ],
    lacks=["MDHS To Restate"],
    about="Medallion Health Systems, Inc. owns",
)

form(
    "drilling 2012",
    """\
<html><body>
<p>NOKOMIS GOLD MINES LTD.</p><p>Suite 1400 - 625 Howe Street, Vancouver, B.C. V6C 2T6</p><p>Tel: (604)
555-8100 Fax: (604) 555-8101</p>
<p>TSX: NOK / NYSE Amex: NKG</p><p>February 21, 2012</p><p>NR 12-04</p>
<p><b>NOKOMIS DRILLS 14.2 METRES OF 8.1 G/T GOLD AT LAC SERPENT</b></p>
<p><b>Vancouver, British Columbia</b> - Nokomis Gold Mines Ltd. (the "Company") is pleased to report further
results from drilling at
its Lac Serpent property in northwestern Quebec.</p>
<p>The technical contents of this release were reviewed by Pierre Gagnon, P.Geo., a qualified person.</p>
<p>ON BEHALF OF THE BOARD</p><p>"Ian Threlkeld"</p><p>Ian Threlkeld, President</p>
<p>For further information contact Investor Relations at 1-888-555-8100 or info@nokomis.example.com</p>
<p>Neither the TSX nor its Regulation Services Provider accepts responsibility for the adequacy of this release.</p>
</body></html>
""",
    company="Nokomis Gold Mines Ltd.",
    near=date(2012, 2, 21),
    markup=True,
    headline="NOKOMIS DRILLS 14.2 METRES OF 8.1 G/T GOLD AT LAC SERPENT",
    subs=[],
    place="Vancouver, British Columbia",
    day="2012-02-21",
    tickers=[("TSX", "NOK"), ("NYSE Amex", "NKG")],
    contacts=[contact(None, "Investor Relations", None, ("1-888-555-8100",), ("info@nokomis.example.com",))],
)

form(
    "combination 2021",
    """\
<html><body>
<p>Exhibit 99.1</p>
<p><b>Voltaic Marine, a Maker of Electric Ferries, to Go Public Through Combination with Glenmoor Acquisition
Corp.</b></p>
<ul><li>Transaction values Voltaic at $1.1 billion</li><li>$220 million PIPE led by Tern Capital</li></ul>
<p>SEATTLE &amp; NEW YORK--(BUSINESS WIRE)--Voltaic Marine Inc. ("Voltaic") and Glenmoor Acquisition Corp.
(Nasdaq: GLNM, GLNMU, GLNMW), a special
purpose acquisition company, today announced a definitive agreement for a business combination.</p>
<p>"Ferries are the obvious place to begin," said Anya Sorensen, Founder and CEO of Voltaic. "The routes are
short and the docks have power."</p>
<p><b>Advisors</b></p><p>Harcourt LLP is legal counsel to Voltaic.</p>
<p><b>Contacts</b></p>
<p><b>Voltaic</b></p><p>For Investors:</p><p>Gateway Group</p><p>Cody
Marsh</p><p>VLTC@gatewayir.example.com</p><p>For Media:</p><p>media@voltaic.example.com</p>
<p><b>Glenmoor</b></p><p>Peter Dunmore</p><p>pd@glenmoor.example.com</p>
</body></html>
""",
    company="Glenmoor Acquisition Corp.",
    near=date(2021, 3, 9),
    markup=True,
    place="SEATTLE & NEW YORK",
    wire="BUSINESS WIRE",
    contacts=[
        contact("Cody Marsh", "Investors", "Gateway Group", (), ("VLTC@gatewayir.example.com",)),
        contact(None, "Media", "Voltaic", (), ("media@voltaic.example.com",)),
        contact("Peter Dunmore", None, "Glenmoor", (), ("pd@glenmoor.example.com",)),
    ],
    quoted=[("Anya Sorensen", "Founder and CEO of Voltaic")],
)
