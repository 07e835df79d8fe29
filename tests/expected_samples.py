"""What a careful reader finds in each sample filing. ``tests/test_samples.py`` compares."""

from dataclasses import dataclass, field

Contact = tuple[str | None, str | None, str | None]
"""Name, role and organisation as printed."""


@dataclass(frozen=True)
class R:
    """A release. ``about`` and ``safe_harbor`` are how these passages begin, "" where there is none."""

    exhibit: str | None
    headline: str
    place: str | None
    day: str
    tickers: list[str]
    contacts: list[Contact]
    subheadlines: list[str] = field(default_factory=list)
    wire: str | None = None
    tables: int = 0
    about: str = ""
    safe_harbor: str = ""
    first: str = ""
    last: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class F:
    """A filing. Exhibits are (number, is its text in the source), registrants (name, CIK, file number)."""

    format: str
    report_date: str
    filed_date: str | None
    items: list[str]
    exhibits: list[tuple[str, bool | None]]
    registrants: list[tuple[str, str | None, str]]
    signature: tuple[str, str, str]
    releases: list[R]
    accession: str | None = None
    form_type: str = "8-K"
    former: list[tuple[str, str]] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)


ELLISON, OKAFOR, BRANDT = "Margaret Ellison-Roy", "Daniel Okafor", "Sofia Brandt"
AGENCY = "Fenwick Hale Communications"
PELLUCID, LARKSPUR = "Pellucid Therapeutics, Inc.", "Larkspur Biologics, Inc."
BLUE_LANTERN, VANDERMEER = "Blue Lantern Restaurants, Inc.", "Teresa M. Vandermeer"
CFO = "Chief Financial Officer"
OSTRANDER_RELEASE = R(
    "99.1",
    "Ostrander Instruments Reports Third Quarter 2024 Results",
    "LAKE OSTRANDER, Minn.",
    "2024-11-05",
    ["NASDAQ: OSQI"],
    [
        ("Devin Castellano", "Senior Director, Investor Relations", None),
        (None, "Press Office", "Ostrander Instruments, Inc."),
    ],
    [
        "Revenue of $148.6 million, up 12%; organic growth of 9%",
        "Pulse oximeter for newborns cleared by the FDA",
        "Full-year revenue guidance raised to $582 million to $588 million",
    ],
    tables=1,
    about="Ostrander Instruments, Inc. designs and makes patient monitors",
    safe_harbor="This press release contains forward-looking statements within the meaning of Section 27A",
    first="Ostrander Instruments, Inc. (NASDAQ: OSQI), a maker of",
    speakers=("Imani Whitfield",),
)

EXPECTED: dict[str, F] = {
    "1994-08-11-tamarack-steel.txt": F(
        "sgml",
        "1994-08-09",
        "1994-08-11",
        ["5", "7"],
        [("99", True)],
        [("TAMARACK STEEL CORPORATION", "0009990001", "1-99901")],
        ("Harold K. Vance", "Vice President and Controller", "1994-08-11"),
        [
            R(
                "99",
                "Tamarack Steel to Restart Coke Battery at Port Halloran; 240 Employees to Be Recalled",
                "PORT HALLORAN, Ohio",
                "1994-08-09",
                ["NYSE: TQS"],
                [("Walter J. Brzezicki", "Manager, Public Affairs", None)],
                about="Tamarack Steel Corporation is an integrated producer",
                first="Tamarack Steel Corporation (NYSE: TQS) said today",
                last="employs about 4,600 people.",
                speakers=("Raymond T. Oldfather",),
            )
        ],
        "0009990001-94-000007",
    ),
    "1996-05-22-pellucid-therapeutics.txt": F(
        "pem",
        "1996-05-20",
        "1996-05-22",
        ["5", "7"],
        [("99.1", True)],
        [("PELLUCID THERAPEUTICS, INC.", "0009990002", "0-99902")],
        ("Leonard A. Whitcombe", "Vice President, Finance and Chief Financial Officer", "1996-05-22"),
        [
            R(
                "99.1",
                "Pellucid Therapeutics Reports Positive Phase II Results for Corvalin(TM) in Dry Eye",
                "FERNBROOK, Mass.",
                "1996-05-20",
                ["Nasdaq: PLQD"],
                [(ELLISON, "Investor Relations", PELLUCID), (OKAFOR, None, AGENCY)],
                ["184-Patient Study Shows Improvement in Tear Film After Four Weeks"],
                about="Pellucid Therapeutics, Inc. discovers and develops drugs",
                safe_harbor="Except for the historical information contained herein",
                first="Pellucid Therapeutics, Inc. (Nasdaq: PLQD) today announced",
                speakers=("Dr. Ingrid Solheim", "Arthur P. Mandeville"),
            )
        ],
        "0009990090-96-000214",
    ),
    "1997-10-15-blue-lantern.txt": F(
        "text",
        "1997-10-14",
        None,
        ["5", "7"],
        [("99.1", False)],
        [("BLUE LANTERN RESTAURANTS, INC.", None, "0-99903")],
        (VANDERMEER, CFO, "1997-10-15"),
        [],
        warnings={"exhibit-missing", "pages-missing", "no-accession-number"},
    ),
    "1998-04-23-tamarack-steel.txt": F(
        "sgml",
        "1998-04-21",
        "1998-04-23",
        ["5", "7"],
        [("99.1", True)],
        [("TAMARACK STEEL CORPORATION", "0009990001", "1-99901")],
        ("Harold K. Vance", "Senior Vice President and Chief Financial Officer", "1998-04-23"),
        [
            R(
                "99.1",
                "Tamarack Steel Reports First Quarter 1998 Results",
                "PORT HALLORAN, OH",
                "1998-04-21",
                ["NYSE: TQS"],
                [("Walter J. Brzezicki", "Director, Public Affairs", None), ("Joan Pettigrew", "Treasurer", None)],
                ["Net Income Rises 41 Percent on Record Shipments"],
                tables=1,
                about="Tamarack Steel Corporation makes flat-rolled carbon steel",
                safe_harbor="This news release contains forward-looking statements",
                first="Tamarack Steel Corporation (NYSE:TQS) reported today",
                speakers=("Raymond T. Oldfather",),
            )
        ],
        "0009990001-98-000012",
    ),
    "1998-07-30-pellucid-therapeutics.txt": F(
        "sgml",
        "1998-07-29",
        "1998-07-30",
        ["5", "7"],
        [("99.1", True), ("99.2", True)],
        [("PELLUCID THERAPEUTICS, INC.", "0009990002", "0-99902")],
        ("Leonard A. Whitcombe", CFO, "1998-07-30"),
        [
            R(
                "99.1",
                "Pellucid and Aldermere Sign Agreement for Corvalin in Europe and Japan",
                "Fernbrook, MA, and Basel, Switzerland",
                "1998-07-29",
                ["NASDAQ: PLQD"],
                [(ELLISON, "Director, Investor Relations", PELLUCID), (OKAFOR, None, AGENCY)],
                about="Pellucid Therapeutics, Inc. discovers and develops drugs",
                safe_harbor="This release contains forward-looking statements",
                first="Pellucid Therapeutics, Inc. (NASDAQ: PLQD) and Aldermere",
                speakers=("Arthur P. Mandeville", "Dr. Matthias Brandl"),
            ),
            R(
                "99.2",
                "Pellucid Therapeutics Announces Second Quarter Results",
                "Fernbrook, MA",
                "1998-07-29",
                ["NASDAQ: PLQD"],
                [(ELLISON, "Director, Investor Relations", None)],
                tables=1,
                safe_harbor="Statements in this release that are not historical",
                first="Pellucid Therapeutics, Inc. (NASDAQ: PLQD) today reported",
                speakers=("Leonard A. Whitcombe",),
            ),
        ],
        "0009990090-98-000377",
    ),
    "1999-03-11-blue-lantern.txt": F(
        "sgml",
        "1999-03-09",
        "1999-03-11",
        ["5", "7"],
        [("99", True)],
        [("BLUE LANTERN RESTAURANTS, INC.", "0009990003", "0-99903")],
        (VANDERMEER, CFO, "1999-03-11"),
        [
            R(
                "99",
                "Blue Lantern to Acquire Eleven Pescadero Grill-TM- Restaurants in Arizona and New Mexico",
                "SANTA MELINA, Calif.",
                "1999-03-09",
                ["Nasdaq: BLQR"],
                [(VANDERMEER, CFO, BLUE_LANTERN), (OKAFOR, None, AGENCY)],
                wire="PRNewswire",
                about="Blue Lantern Restaurants, Inc. owns and operates 47 seafood",
                safe_harbor="Certain statements in this release are forward-looking.",
                speakers=("Gordon Ishikawa",),
            ),
            R(
                "99",
                "Blue Lantern Names Rosalind Keogh Chief Operating Officer",
                "SANTA MELINA, Calif.",
                "1999-03-09",
                ["Nasdaq: BLQR"],
                [(VANDERMEER, CFO, BLUE_LANTERN)],
                wire="PRNewswire",
                about="Blue Lantern Restaurants, Inc. owns and operates 47 seafood",
                speakers=("Gordon Ishikawa",),
            ),
        ],
        "0009990003-99-000004",
    ),
    "1999-11-18-quillfeather-software.txt": F(
        "sgml",
        "1999-11-16",
        "1999-11-18",
        ["5", "7"],
        [("99.1", True)],
        [("QUILLFEATHER SOFTWARE, INC.", "0009990004", "000-99904")],
        ("Colin Strand", "Vice President, General Counsel and Secretary", "1999-11-18"),
        [
            R(
                "99.1",
                "Quillfeather Ships Ledgerline 4.0, Declares All Current Products Year 2000 Ready",
                "ALDER POINT, Wash.",
                "1999-11-16",
                ["Nasdaq: QFSW"],
                [("Priya Raman", "Public Relations Manager", "Quillfeather Software, Inc.")],
                wire="BUSINESS WIRE",
                about="Quillfeather Software, Inc. makes accounting and payroll",
                safe_harbor="This release contains forward-looking statements about the Year 2000",
                first="Quillfeather Software, Inc. (Nasdaq:QFSW) today began shipping",
                speakers=("Beatrix Lowenthal", "Hugh Delacroix"),
            )
        ],
        "0009990090-99-001520",
    ),
    "2000-09-13-cardinal-ferry-bancorp.txt": F(
        "text",
        "2000-09-12",
        None,
        ["5", "7"],
        [],
        [("CARDINAL FERRY BANCORP", None, "0-99908")],
        ("Everett C. Rountree", "President and Chief Executive Officer", "2000-09-13"),
        [
            R(
                None,
                "Cardinal Ferry Bancorp to Merge with Old Turnpike Financial",
                "CARDINAL FERRY, KENTUCKY",
                "2000-09-12",
                ["Nasdaq: CFQB"],
                [("Lucille Hargrove", "Corporate Secretary", None)],
                about="Cardinal Ferry Bancorp, with assets of $860 million",
                safe_harbor="This press release contains forward-looking statements with respect to the merger",
                first="Cardinal Ferry Bancorp (Nasdaq: CFQB), the holding company",
                speakers=("Everett C. Rountree", "Nancy Tolliver"),
            )
        ],
        warnings={"no-accession-number"},
    ),
    "2001-06-07-larkspur-biologics.txt": F(
        "sgml",
        "2001-06-05",
        "2001-06-07",
        ["5", "7"],
        [("3.1", True), ("99.1", True)],
        [("LARKSPUR BIOLOGICS, INC.", "0009990002", "000-99902")],
        ("Leonard A. Whitcombe", CFO, "2001-06-07"),
        [
            R(
                "99.1",
                "Pellucid Therapeutics Becomes Larkspur Biologics",
                "FERNBROOK, MASS.",
                "2001-06-05",
                ["Nasdaq: PLQD", "Nasdaq: LKQB"],
                [(ELLISON, "Vice President, Corporate Communications", LARKSPUR), (BRANDT, "Media", AGENCY)],
                ["NEW NAME FOLLOWS APPROVAL OF CORVALIN AND A SECOND FIELD OF WORK; TICKER SYMBOL TO BE LKQB"],
                about="Larkspur Biologics, Inc. develops and sells drugs",
                safe_harbor="Statements in this press release that are not strictly historical",
                first="Pellucid Therapeutics, Inc. (Nasdaq: PLQD) said today",
                speakers=("Arthur P. Mandeville",),
            )
        ],
        "0009990090-01-500733",
        former=[("PELLUCID THERAPEUTICS INC", "2001-06-05")],
    ),
    "2002-02-20-quillfeather-software.txt": F(
        "text",
        "2002-02-19",
        None,
        ["5", "7"],
        [("99.1", True)],
        [("QUILLFEATHER SOFTWARE, INC.", None, "000-99904")],
        ("Colin Strand", "Vice President, General Counsel and Secretary", "2002-02-20"),
        [
            R(
                "99.1",
                "Quillfeather Reduces Workforce by 12 Percent, Closes Leeds Office",
                "ALDER POINT, WASH.",
                "2002-02-19",
                ["Nasdaq: QFSW"],
                [
                    ("Priya Raman", "Director, Investor and Public Relations", "Quillfeather Software, Inc."),
                    (None, "Media Desk", AGENCY),
                ],
                ["Company to Concentrate on Ledgerline and Payday"],
                about="Quillfeather Software, Inc. makes accounting and payroll",
                safe_harbor="This press release contains forward-looking statements within the meaning of Section 21E",
                first="Quillfeather Software, Inc. (Nasdaq: QFSW) today announced",
                speakers=("Beatrix Lowenthal",),
            )
        ],
        warnings={"no-accession-number"},
    ),
    "2003-07-29-merriwold-energy.txt": F(
        "sgml",
        "2003-07-29",
        "2003-07-29",
        ["7", "9"],
        [("99.1", True)],
        [
            ("MERRIWOLD ENERGY CORPORATION", "0009990005", "1-99905"),
            ("MERRIWOLD ELECTRIC COMPANY", "0009990006", "1-99906"),
            ("MERRIWOLD GAS COMPANY", "0009990007", "2-99907"),
        ],
        ("Ruth Ann Lindqvist", "Vice President and Controller", "2003-07-29"),
        [
            R(
                "99.1",
                "Merriwold Energy Reports Second Quarter Earnings of 38 Cents per Share",
                "HARLOW FALLS, Wis.",
                "2003-07-29",
                ["NYSE: MQW"],
                [(None, "Newsroom", None), ("Oliver Statham", "Manager of Investor Relations", None)],
                [
                    "Cool June reduces sales of electricity",
                    "2003 guidance of $2.20 to $2.35 per share affirmed",
                ],
                tables=1,
                about="Merriwold Energy Corporation, through Merriwold Electric",
                safe_harbor="This release contains forward-looking statements.",
                first="Merriwold Energy Corporation (NYSE: MQW) today announced",
                speakers=("Thora Gunderson",),
            )
        ],
        "0009990005-03-000021",
    ),
    "2005-02-25-larkspur-biologics.txt": F(
        "sgml",
        "2005-02-24",
        "2005-02-25",
        ["8.01", "9.01"],
        [("99.1", True)],
        [("LARKSPUR BIOLOGICS, INC.", "0009990002", "000-99902")],
        ("Gregory N. Pascoe", "Senior Vice President and Chief Financial Officer", "2005-02-25"),
        [
            R(
                "99.1",
                "Larkspur Biologics Stops Phase III Trial of LB-204 in Severe Asthma",
                "FERNBROOK, Mass.",
                "2005-02-24",
                ["Nasdaq: LKQB"],
                [(ELLISON, "Senior Vice President, Corporate Communications", LARKSPUR), (BRANDT, "Media", AGENCY)],
                [
                    "Independent Committee Finds Benefit Too Small to Justify Continuing; No Concern About Safety",
                    "Company to Reduce Expenses and Affirms Corvalin® Guidance",
                ],
                about="Larkspur Biologics, Inc. develops and sells drugs",
                safe_harbor="This press release contains forward-looking statements",
                first="Larkspur Biologics, Inc. (Nasdaq: LKQB) announced today",
                speakers=("Arthur P. Mandeville",),
            )
        ],
        "0009990090-05-003318",
        former=[("PELLUCID THERAPEUTICS INC", "2001-06-05")],
    ),
    "2007-04-03-cardinal-ferry-bancorp.txt": F(
        "sgml",
        "2007-04-02",
        "2007-04-03",
        ["7.01", "9.01"],
        [("99.1", True)],
        [("CARDINAL FERRY BANCORP", "0009990008", "0-99908")],
        ("Nancy Tolliver", "President and Chief Executive Officer", "2007-04-03"),
        [],
        "0009990008-07-000009",
    ),
    "2009-10-20-blue-lantern.htm": F(
        "html",
        "2009-10-20",
        None,
        ["2.02", "9.01"],
        [("99.1", True)],
        [("BLUE LANTERN RESTAURANTS, INC.", None, "0-99903")],
        ("Paul Nakamura", CFO, "2009-10-20"),
        [
            R(
                "99.1",
                "Blue Lantern Restaurants Reports Third Quarter Results",
                "SANTA MELINA, Calif.",
                "2009-10-20",
                ["Nasdaq: BLQR"],
                [("Paul Nakamura", CFO, BLUE_LANTERN)],
                ["Guest Counts Rise for the First Time in Two Years; Seven Restaurants to Close"],
                wire="GLOBE NEWSWIRE",
                about="Blue Lantern Restaurants, Inc. owns and operates 78 restaurants",
                safe_harbor="Statements in this press release that are not strictly historical",
                first="Blue Lantern Restaurants, Inc. (Nasdaq:BLQR) today announced",
                speakers=("Rosalind Keogh",),
            )
        ],
        warnings={"no-accession-number"},
    ),
    "2012-08-02-quillfeather-software.txt": F(
        "sgml",
        "2012-08-02",
        "2012-08-02",
        ["2.02", "9.01"],
        [("99.1", True)],
        [("QUILLFEATHER SOFTWARE, INC.", "0009990004", "000-99904")],
        ("Anselm Grady", CFO, "2012-08-02"),
        [
            R(
                "99.1",
                "Quillfeather Reports Fourth Quarter and Fiscal 2012 Results",
                "ALDER POINT, Wash.",
                "2012-08-02",
                ["NASDAQ: QFSW"],
                [("Priya Raman", "Vice President, Investor Relations", None)],
                ["Subscriptions pass half of revenue for the first time"],
                tables=1,
                about="Quillfeather Software, Inc. has made software",
                safe_harbor="This press release contains forward-looking statements",
                first="Quillfeather Software, Inc. (NASDAQ: QFSW), a maker of",
                speakers=("Hugh Delacroix",),
            )
        ],
        "0009990090-12-041877",
    ),
    "2024-11-05-ostrander-instruments.txt": F(
        "sgml",
        "2024-11-05",
        "2024-11-05",
        ["2.02", "9.01"],
        [("99.1", True), ("104", None)],
        [("OSTRANDER INSTRUMENTS, INC.", "0009990009", "001-99909")],
        ("Wendell Furukawa", CFO, "2024-11-05"),
        [OSTRANDER_RELEASE],
        "0009990009-24-000061",
    ),
    "2024-11-07-ostrander-instruments-amendment.txt": F(
        "sgml",
        "2024-11-05",
        "2024-11-07",
        ["2.02", "9.01"],
        [("99.1", True), ("104", None)],
        [("OSTRANDER INSTRUMENTS, INC.", "0009990009", "001-99909")],
        ("Wendell Furukawa", CFO, "2024-11-07"),
        [OSTRANDER_RELEASE],
        "0009990009-24-000063",
        "8-K/A",
    ),
    "2025-06-10-merriwold-energy.txt": F(
        "sgml",
        "2025-06-09",
        "2025-06-10",
        ["5.02", "7.01", "9.01"],
        [("99.1", True), ("104", None)],
        [("MERRIWOLD ENERGY CORPORATION", "0009990005", "001-99905")],
        ("Joanna Petrakis", "Senior Vice President, General Counsel and Secretary", "2025-06-10"),
        [
            R(
                "99.1",
                "Merriwold Energy Names Kirsten Lindqvist Its Next Chief Executive",
                "HARLOW FALLS, Wis.",
                "2025-06-09",
                ["NYSE: MQW"],
                [
                    ("Hannah Sorensen", "director of communications", None),
                    ("Oliver Statham", "vice president, investor relations", None),
                ],
                ["Samuel Okonkwo-Reyes to retire at the end of the year"],
                about="Merriwold Energy Corporation serves 486,000 electric",
                safe_harbor="Statements in this news release about future events",
                first="Merriwold Energy Corporation (NYSE: MQW) announced today",
            )
        ],
        "0009990005-25-000034",
    ),
}
