"""Contacts in one, two and three columns, above and below, as words in a row, as desks."""

import pytest

from tests.parser.release.reader import BODY, SECOND, contacts, read, release

TITLE = "\n\nBRIGHTWATER PUMPS SHIPS TEN THOUSANDTH PUMP\n\n"
DATELINE = "AKRON, Ohio, June 15, 1999 -- "
TAIL = "\n" + SECOND + "\n"

ABOVE = [
    # the company's name before the desk makes no firm of it
    (
        "Contact: Ada Quill\nBrightwater Corporate Communications\n(330) 555-0170\n",
        [("Ada Quill", "Brightwater Corporate Communications", None, ["(330) 555-0170"], [])],
    ),
    # one under another, with a label, titles and firms; the agency has its own name for a firm of two people
    (
        "CONTACT: Ada Quill\nCorporate & Investor Relations\nQuill Stone, Inc.\n(212) "
        "555-0146\n\nBen Marsh\nInvestor Relations\n"
        "Brightwater Pumps, Inc.\n(330) 555-0170\n",
        [
            ("Ada Quill", "Corporate & Investor Relations", "Quill Stone, Inc.", ["(212) 555-0146"], []),
            ("Ben Marsh", "Investor Relations", "Brightwater Pumps, Inc.", ["(330) 555-0170"], []),
        ],
    ),
    # two columns; a fax is no phone; two names share firm and number, the e-mail is hers whose name it shows
    (
        "CONTACT:\n"
        "                                        Stephen D. Larch, CFA\n"
        "Mitchell Reed, CFO                      Andria Moss (Media)\n"
        "Brightwater Pumps, Inc.                 Larch Moss Assoc. LLC\n"
        "(330) 555-0170                          (212) 555-0199; (212) 555-0188 (Fax)\n"
        "                                        steve@larchmoss.example.com\n",
        [
            ("Mitchell Reed", "CFO", "Brightwater Pumps, Inc.", ["(330) 555-0170"], []),
            (
                "Stephen D. Larch, CFA",
                None,
                "Larch Moss Assoc. LLC",
                ["(212) 555-0199"],
                ["steve@larchmoss.example.com"],
            ),
            ("Andria Moss", "Media", "Larch Moss Assoc. LLC", ["(212) 555-0199"], []),
        ],
    ),
    # three columns under labels; a firm over two lines
    (
        "Investor Relations:        Trade/Business Press:    Sunda Pumps Europe, Ltd.\n"
        "Bruce R. Alder             Brad Wells               Kai Mori\n"
        "Brightwater, Inc.          Wells & Associates,      Marketing Director\n"
        "330.555.0170               Inc.                     44.1.21.555.6000\n"
        "balder@bw.example.com      301.555.0111             sunda@sunda.example.com\n"
        "                           bwells@wells.example.com\n",
        [
            ("Bruce R. Alder", "Investor Relations", "Brightwater, Inc.", ["330.555.0170"], ["balder@bw.example.com"]),
            (
                "Brad Wells",
                "Trade/Business Press",
                "Wells & Associates, Inc.",
                ["301.555.0111"],
                ["bwells@wells.example.com"],
            ),
            (
                "Kai Mori",
                "Marketing Director",
                "Sunda Pumps Europe, Ltd.",
                ["44.1.21.555.6000"],
                ["sunda@sunda.example.com"],
            ),
        ],
    ),
    # a column of labels: "Media Contact:    Name" is one person, not two columns of people
    (
        "Media Contact:    Mark Rye\n                  404-555-0133 or 1-866-555-0133\n            "
        "      media@bw.example.com\n\n"
        "Investor Relations Contact:\n                  Glen Kunz\n                  404-555-0135\n",
        [
            ("Mark Rye", "Media", None, ["404-555-0133", "1-866-555-0133"], ["media@bw.example.com"]),
            ("Glen Kunz", "Investor Relations", None, ["404-555-0135"], []),
        ],
    ),
    # a desk without a person; "Fax:" before the next number is not said of the first
    (
        "Contact:    Brightwater Pumps, Inc\n            330.555.0170, Fax: 330.555.0811\n",
        [(None, None, "Brightwater Pumps, Inc", ["330.555.0170"], [])],
    ),
    # columns that a copy has set out cell by cell
    (
        "For more information:\n\nMatthew Kerr\n\nDeb O'Hara\n\nBrightwater Pumps, Inc.\n\nLow Stone Partners, Inc.\n\n"
        "mkerr@bw.example.com\n\ndohara@low.example.com\n\n612-555-0126\n\n612-555-0167\n",
        [
            ("Matthew Kerr", None, "Brightwater Pumps, Inc.", ["612-555-0126"], ["mkerr@bw.example.com"]),
            ("Deb O'Hara", None, "Low Stone Partners, Inc.", ["612-555-0167"], ["dohara@low.example.com"]),
        ],
    ),
    # an account executive's agency is no part of the title
    (
        "CONTACT: Ada Quill\nAccount Executive\nFinch & Rowe Public Relations\n(212) 555-0146\n",
        [("Ada Quill", "Account Executive", "Finch & Rowe Public Relations", ["(212) 555-0146"], [])],
    ),
    # an agency without a word that says so, above its people
    (
        "CONTACT: Burnwell McLannan\nJohn Larch (investors)\nAnn Moss (media)\n(212) 555-0101\n",
        [
            ("John Larch", "investors", "Burnwell McLannan", ["(212) 555-0101"], []),
            ("Ann Moss", "media", "Burnwell McLannan", ["(212) 555-0101"], []),
        ],
    ),
    # three columns whose long e-mail addresses leave one blank between them
    (
        "COMPANY CONTACT:          INVESTOR CONTACT:         MEDIA CONTACT:\n"
        "Ben Marsh                 Ada Quill                 Ann Larch\n"
        "Chief Financial Officer   Low Stone & Co.           Fenwick Hale\n"
        "(330) 555-0100            (212) 555-0101            (212) 555-0102\n"
        "bm@bw.example.com         aquill@lowstone.example.com alarch@fenwick.example.com\n",
        [
            ("Ben Marsh", "Chief Financial Officer", None, ["(330) 555-0100"], ["bm@bw.example.com"]),
            ("Ada Quill", "INVESTOR", "Low Stone & Co.", ["(212) 555-0101"], ["aquill@lowstone.example.com"]),
            ("Ann Larch", "MEDIA", "Fenwick Hale", ["(212) 555-0102"], ["alarch@fenwick.example.com"]),
        ],
    ),
    # a memo's head: labels in a column of their own, the fax too
    (
        "Contact:       Ada Quill\n               Senior Vice President\nPhone:         330-555-0100\n"
        "Fax:           330-555-0199\n",
        [("Ada Quill", "Senior Vice President", None, ["330-555-0100"], [])],
    ),
    # columns as wide as text, no blank line between them: they are not taken for a paragraph
    (
        "                                        CONTACT:\n\n"
        "Mitchell Reed, CFO                      Stephen D. Larch, CFA\n"
        "BRIGHTWATER PUMPS, INC.                 LARCH MOSS WEINBERG ASSOC. LLC\n"
        "(330) 555-0170                          (212) 555-0199; (212) 555-0188 (Fax)\n",
        [
            ("Mitchell Reed", "CFO", "BRIGHTWATER PUMPS, INC.", ["(330) 555-0170"], []),
            ("Stephen D. Larch, CFA", None, "LARCH MOSS WEINBERG ASSOC. LLC", ["(212) 555-0199"], []),
        ],
    ),
    # an address set in the wrong column goes to the name it shows
    (
        "CONTACT:\n"
        "Mitchell Reed, CFO                      Stephen D. Larch, CFA\n"
        "Brightwater Pumps, Inc.                 Larch Moss Assoc. LLC\n"
        "(330) 555-0170                          (212) 555-0199\n\n"
        "steve@larchmoss.example.com\n",
        [
            ("Mitchell Reed", "CFO", "Brightwater Pumps, Inc.", ["(330) 555-0170"], []),
            (
                "Stephen D. Larch, CFA",
                None,
                "Larch Moss Assoc. LLC",
                ["(212) 555-0199"],
                ["steve@larchmoss.example.com"],
            ),
        ],
    ),
    # the head of a memo, labels at the left
    (
        "TO:       All Media\nFROM:     Brightwater Pumps, Inc.\nDATE:     June 15, 1999\n"
        "CONTACT:  Ada Quill, Director, Corporate Communications\n          (330) 555-0170\n",
        [("Ada Quill", "Director, Corporate Communications", "Brightwater Pumps, Inc.", ["(330) 555-0170"], [])],
    ),
    # names in one column, nothing but their numbers in the other
    (
        "CONTACTS:\n\nAda Quill (Media)             (330) 555-0170\nBen Marsh (Investors)         (330) 555-0175\n",
        [
            ("Ada Quill", "Media", None, ["(330) 555-0170"], []),
            ("Ben Marsh", "Investors", None, ["(330) 555-0175"], []),
        ],
    ),
    # one name, its title below it, its number and address beside them
    (
        "CONTACT:\nAda Quill               (330) 555-0170\nTreasurer               aquill@bw.example.com\n",
        [("Ada Quill", "Treasurer", None, ["(330) 555-0170"], ["aquill@bw.example.com"])],
    ),
    # a first name as letters shorten it
    ("Contact: Wm. H. Teague, 804-555-0134\n", [("Wm. H. Teague", None, None, ["804-555-0134"], [])]),
    # a title that the line's end cuts
    (
        "Contacts:\nAda Quill             Ben Marsh\nChairman & CEO        Chief Financial\n"
        "(330) 555-0100        Officer\n                      (330) 555-0101\n",
        [
            ("Ada Quill", "Chairman & CEO", None, ["(330) 555-0100"], []),
            ("Ben Marsh", "Chief Financial, Officer", None, ["(330) 555-0101"], []),
        ],
    ),
    # numbers by where they ring
    (
        "CONTACT: Ada Quill\nOffice: 330-555-0100\nHome: 330-555-0144\nPager: 1-800-555-0111\n",
        [("Ada Quill", None, None, ["330-555-0100", "330-555-0144", "1-800-555-0111"], [])],
    ),
    # two in a row of words
    (
        "Contacts: Ada Quill, 330-555-0100, and Ben Marsh, 330-555-0101\n",
        [("Ada Quill", None, None, ["330-555-0100"], []), ("Ben Marsh", None, None, ["330-555-0101"], [])],
    ),
    # a name, a firm and a town before a colon
    (
        "Contacts:\nHans Müller, Brightwater Pumps, Inc., Zurich: +41 44 555 01 00\n",
        [("Hans Müller", None, "Brightwater Pumps, Inc.", ["+41 44 555 01 00"], [])],
    ),
    # numbers typed with blanks around their marks, and as in Britain
    ("Contact: Ada Quill, ( 330 ) 555 - 0100\n", [("Ada Quill", None, None, ["( 330 ) 555 - 0100"], [])]),
    (
        "Enquiries:\nBrightwater Pumps, Inc.\nAda Quill\nTel: 020 7555 0140\n",
        [("Ada Quill", None, "Brightwater Pumps, Inc.", ["020 7555 0140"], [])],
    ),
]


@pytest.mark.parametrize(("block", "expected"), ABOVE)
def test_contacts_above(block, expected):
    assert contacts(release(block + TITLE + DATELINE + BODY + TAIL)) == expected


BELOW = [
    # the label carries the company for all who follow
    (
        "CONTACTS: Brightwater Pumps, Inc.\nRichard Gale, 425/555-0103\nJosh Dale, 425/555-0154\n",
        [
            ("Richard Gale", None, "Brightwater Pumps, Inc.", ["425/555-0103"], []),
            ("Josh Dale", None, "Brightwater Pumps, Inc.", ["425/555-0154"], []),
        ],
    ),
    # role, name and e-mail in one line
    (
        "Contacts:\n\nInvestors and Analysts: Robin Hale, ir@bw.example.com\n\nMedia: Scott Lee, slee@bw.example.com\n",
        [
            ("Robin Hale", "Investors and Analysts", None, [], ["ir@bw.example.com"]),
            ("Scott Lee", "Media", None, [], ["slee@bw.example.com"]),
        ],
    ),
    # as a sentence over lines, a number broken by the line end
    (
        "CONTACT: Brightwater Pumps: Dan Cole, (612) 555-0134 or\n"
        "         dcole@bw.example.com Low Stone, Inc.: Matthew Kerr, (612)\n"
        "         555-0126 or mkerr@low.example.com\n",
        [
            ("Dan Cole", None, "Brightwater Pumps", ["(612) 555-0134"], ["dcole@bw.example.com"]),
            ("Matthew Kerr", None, "Low Stone, Inc.", ["(612) 555-0126"], ["mkerr@low.example.com"]),
        ],
    ),
    # name and firm in one line, an aside on what the person covers
    (
        "Investors May Contact:\n\nLee Mack, Brightwater Pumps\nPhone: 1.980.555.0180\nlee.mack@bw.example.com\n\n"
        "Jonathan G. Blum, Brightwater Pumps (Fixed Income)\nPhone: 1.212.555.0112\n",
        [
            ("Lee Mack", "Investors", "Brightwater Pumps", ["1.980.555.0180"], ["lee.mack@bw.example.com"]),
            ("Jonathan G. Blum", "Investors", "Brightwater Pumps", ["1.212.555.0112"], []),
        ],
    ),
    # a desk of an agency: no person is named
    (
        "For more information, press only:\n\nBrightwater Media Relations, Low Stone "
        "Communications, (425) 555-0177, rrt@low.example.com\n",
        [
            (
                None,
                "Brightwater Media Relations",
                "Low Stone Communications",
                ["(425) 555-0177"],
                ["rrt@low.example.com"],
            )
        ],
    ),
    # a dash between name and number, a country code
    ("Contact: Ross Allen -- +1 713-555-0197\n", [("Ross Allen", None, None, ["+1 713-555-0197"], [])]),
    # the firm and its town under the name
    (
        "Contact: Steve Adams\nBRIGHTWATER PUMPS, INC.\nAkron, OH  814/555-0111\n",
        [("Steve Adams", None, "BRIGHTWATER PUMPS, INC.", ["814/555-0111"], [])],
    ),
    # brackets around the label, "email:" before the address, blank lines between cards
    (
        "[Press Information Contact:]\nKatie Cole\nBrightwater Pumps, Inc.\n(408) 555-0169\nemail: "
        "katie@bw.example.com\n\n"
        "Nicole Ost\nLow Stone Software Inc.\n(415) 555-0131\nemail: nicole@low.example.com\n",
        [
            ("Katie Cole", "Press", "Brightwater Pumps, Inc.", ["(408) 555-0169"], ["katie@bw.example.com"]),
            ("Nicole Ost", "Press", "Low Stone Software Inc.", ["(415) 555-0131"], ["nicole@low.example.com"]),
        ],
    ),
    # title and agency on one line each, "or" between two people
    (
        "For further information, contact:\nJane Roe, Vice President, Investor Relations, (330) "
        "555-0170\nor\nPaul Doe, Low Stone Partners, 212-555-0100\n",
        [
            ("Jane Roe", "Vice President, Investor Relations", None, ["(330) 555-0170"], []),
            ("Paul Doe", None, "Low Stone Partners", ["212-555-0100"], []),
        ],
    ),
    # a firm that heads its people, two names beside one another: the number is the last one's
    (
        "CONTACT:   Low Stone Associates\n           Investor Relations:\n           June Finn, Lynn Moss\n"
        "           Media Relations: Stacey Reed\n           (212) 555-0160\n",
        [
            ("June Finn", "Investor Relations", "Low Stone Associates", [], []),
            ("Lynn Moss", "Investor Relations", "Low Stone Associates", [], []),
            ("Stacey Reed", "Media Relations", "Low Stone Associates", ["(212) 555-0160"], []),
        ],
    ),
    # the company's name in the label is no part of the role
    (
        "Brightwater Media Contacts:\n\nWendy Kent, 513.555.0112\n\nHenry Molt, 513.555.0187\n",
        [("Wendy Kent", "Media", None, ["513.555.0112"], []), ("Henry Molt", "Media", None, ["513.555.0187"], [])],
    ),
    # a sentence that asks to call a person
    (
        "For further information contact John Pike, Treasurer, at (216) 555-0100.\n",
        [("John Pike", "Treasurer", None, ["(216) 555-0100"], [])],
    ),
    # as PR Newswire sets it
    (
        "SOURCE Brightwater Pumps, Inc.\n\nCONTACT: John Pike, Chief Financial Officer of "
        "Brightwater Pumps, +1-330-555-0170\n",
        [("John Pike", "Chief Financial Officer", "Brightwater Pumps", ["+1-330-555-0170"], [])],
    ),
    # as Business Wire sets it: firm and town, then who is there; the role may stand below the number
    (
        "     CONTACT: Brightwater Pumps, Inc., Alder Point\n              Priya Raman, 425/555-0112\n"
        "              Public Relations Manager\n              praman@bw.example.com\n",
        [
            (
                "Priya Raman",
                "Public Relations Manager",
                "Brightwater Pumps, Inc.",
                ["425/555-0112"],
                ["praman@bw.example.com"],
            )
        ],
    ),
    # two names in one line, parted by a stroke, share the number
    (
        "     CONTACT: Brightwater Pumps, Akron\n              Ben Marsh, 330/555-0100\n              or\n"
        "              Low Stone & Co., New York\n              John Larch/Ann Moss, 212/555-0101\n",
        [
            ("Ben Marsh", None, "Brightwater Pumps", ["330/555-0100"], []),
            ("John Larch", None, "Low Stone & Co.", ["212/555-0101"], []),
            ("Ann Moss", None, "Low Stone & Co.", ["212/555-0101"], []),
        ],
    ),
    # PR Newswire of the 1990s: between strokes, "or" and "of", followed by the wire's own service
    (
        "    SOURCE  Brightwater Pumps, Inc.\n    -0-                             06/15/1999\n"
        "    /CONTACT:  Jane Moss, Vice President of Brightwater Pumps, 330-555-0100; or John Larch of Low Stone, "
        "212-555-0101, for Brightwater/\n    /Company News On-Call: http://www.wire.example.com, 800-555-0104/\n",
        [
            ("Jane Moss", "Vice President", "Brightwater Pumps", ["330-555-0100"], []),
            ("John Larch", None, "Low Stone", ["212-555-0101"], []),
        ],
    ),
    # names we do not know under the desks of a company
    (
        "Brightwater Contacts\n\nMedia Relations\nJasmin Albrecht\n+49 (0)6131 9084 1513\nmedia@bw.example.com\n\n"
        "Investor Relations\nSylke Maas, Ph.D.\n+49 (0)6131 9084 1074\ninvestors@bw.example.com\n",
        [
            ("Jasmin Albrecht", "Media Relations", None, ["+49 (0)6131 9084 1513"], ["media@bw.example.com"]),
            (
                "Sylke Maas, Ph.D.",
                "Investor Relations",
                None,
                ["+49 (0)6131 9084 1074"],
                ["investors@bw.example.com"],
            ),
        ],
    ),
    # the address shows that the two words are a firm's
    (
        "Media Contact:\n\nMedia Relations\nLow Stone\n(212) 555-0146\ninfo@lowstone.example.com\n",
        [(None, "Media Relations", "Low Stone", ["(212) 555-0146"], ["info@lowstone.example.com"])],
    ),
    # the title before the name
    (
        "For more information, contact:\n"
        "Chief Financial Officer Ada Quill at (330) 555-0100 or aquill@bw.example.com\n",
        [("Ada Quill", "Chief Financial Officer", None, ["(330) 555-0100"], ["aquill@bw.example.com"])],
    ),
]


@pytest.mark.parametrize(("block", "expected"), BELOW)
def test_contacts_below(block, expected):
    text = TITLE + DATELINE + BODY + TAIL + "###\n\n" + block
    assert contacts(release(text)) == expected


NOT_CONTACTS = [
    # a desk named in running text
    "NOTE TO EDITORS: For additional information visit our web site at www.bw.example.com or "
    "call the Media\nHelpline at (408) 555-0142 on any working day between nine and five.\n",
    # the number of a conference call
    "To take part in the call at 11:00 a.m. Eastern time please dial (877) 555-0118, or (706) "
    "555-0162 from\nabroad, about ten minutes before it begins, and ask for conference "
    "5448172.\n",
    "For more information about pumps, call Investor Relations at 330-555-0100 or visit www.bw.example.com.",
]


@pytest.mark.parametrize("paragraph", NOT_CONTACTS)
def test_numbers_in_sentences_are_no_contacts(paragraph):
    found = release(TITLE + DATELINE + BODY + TAIL + paragraph)
    assert contacts(found) == []
    assert found.blocks[-1].kind == "paragraph"


def test_letterhead_number_is_no_contact():
    found = release(
        "BRIGHTWATER PUMPS, INC.\n12 Mill Road, Akron, Ohio 44301 (330) 555-0170\n" + TITLE + DATELINE + BODY + TAIL
    )
    assert contacts(found) == []
    assert found.headline.text == "BRIGHTWATER PUMPS SHIPS TEN THOUSANDTH PUMP"


def test_several_firms_under_several_names_are_left_out_with_a_warning():
    block = (
        "CONTACT:\n\nAda Quill\n\nBen Marsh\n\nCarl Stone\n\nBrightwater Pumps, Inc.\n\nQuill "
        "Stone, LLC\n\n(330) 555-0170\n\n(212) 555-0146\n"
    )
    reading = read(block + TITLE + DATELINE + BODY + TAIL)
    assert [(c[0], c[2], c[3]) for c in contacts(reading.releases[0])] == [
        ("Ada Quill", None, []),
        ("Ben Marsh", None, []),
        ("Carl Stone", None, []),
    ]
    assert "contacts-ambiguous" in [w.code for w in reading.warnings]


COMPANY, AGENCY = "AT THE COMPANY:", "AT HALE & QUILL:"
SET_OUT = [
    # what a copy makes of two columns, a cell a line: (lines, contacts, is it certain)
    (
        [
            COMPANY, AGENCY, "Ada Quill", "Ben Marsh", "Chairman", "Analyst Contact", "(330) 555-0170",
            "(212) 555-0146",
            "Carl Stone", "Diane Poe", "Treasurer", "Media Contact", "(330) 555-0171", "(212) 555-0147",
        ],
        [
            ("Ada Quill", "Chairman", None, ["(330) 555-0170"], []),
            ("Carl Stone", "Treasurer", None, ["(330) 555-0171"], []),
            ("Ben Marsh", "Analyst Contact", "HALE & QUILL", ["(212) 555-0146"], []),
            ("Diane Poe", "Media Contact", "HALE & QUILL", ["(212) 555-0147"], []),
        ],
        True,
    ),  # two people under two
    (
        [
            COMPANY, AGENCY, "Ada Quill", "Ben Marsh", "Chairman", "Analyst Contact", "(330) 555-0170",
            "(212) 555-0146",
            "Diane Poe", "Media Contact", "(212) 555-0147",
        ],
        [
            ("Ada Quill", None, None, [], []),
            ("Ben Marsh", None, None, [], []),
            ("Diane Poe", "Media Contact", "HALE & QUILL", ["(212) 555-0147"], []),
        ],
        False,
    ),  # the agency has one more
    (
        ["Contact: Ada Quill", "Hale & Roe", "Treasurer", "Ben Marsh (media)", "(330) 555-0170", "(212) 555-0146"],
        [("Ada Quill", "Treasurer", None, [], []), ("Ben Marsh", "media", None, [], [])],
        False,
    ),  # a name, and a firm with its man beside it
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "certain"), SET_OUT)
def test_columns_that_a_copy_set_out_are_read_or_left_with_a_warning(lines, expected, certain):
    reading = read("FOR IMMEDIATE RELEASE\n\n" + "\n\n".join(lines) + TITLE + DATELINE + BODY + TAIL)
    assert contacts(reading.releases[0]) == expected
    assert ("contacts-ambiguous" in [w.code for w in reading.warnings]) is not certain


IN_ONE_LINE = [
    (
        "CONTACT: Brightwater Pumps Media Relations: Ada Quill Tel: (330) 555-0170",
        ("Ada Quill", "Media Relations", "Brightwater Pumps", ["(330) 555-0170"], []),
    ),
    (
        "Contact: Ada Quill, Treasurer, A/C 330-555-0170",
        ("Ada Quill", "Treasurer", None, ["330-555-0170"], []),
    ),
    (
        "Contact: Ada Quill, (Area Code 330) 555-0170",
        ("Ada Quill", None, None, ["(Area Code 330) 555-0170"], []),
    ),
]


@pytest.mark.parametrize(("line", "expected"), IN_ONE_LINE)
def test_a_contact_in_one_line(line, expected):
    assert contacts(release(line + TITLE + DATELINE + BODY + TAIL)) == [expected]


def test_a_parenthesis_goes_with_the_address_in_it():
    """The role ends before it."""
    html = (
        f"<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 2023 -- {BODY}</p><p>{SECOND}</p>"
        "<p>Investor Relations contact</p><p>Ada Quill, SVP, Investor Relations (ada@brightwater.example.com)</p>"
    )
    expected = [("Ada Quill", "SVP, Investor Relations", None, [], ["ada@brightwater.example.com"])]
    assert contacts(release(html, markup=True)) == expected


def test_contacts_in_cells():
    html = (
        "<p><b>FOR IMMEDIATE RELEASE</b></p><p><b>Brightwater Reports Second Quarter Results</b></p>"
        "<p>AKRON, Ohio &#8211; June 15, 1999 &#8211; "
        + BODY
        + "</p><p>"
        + SECOND
        + "</p><p>For further information, contact:</p>"
        "<table><tr><td>Stewart Stock</td><td></td><td>Mylene Mang</td></tr><tr><td>Investor Relations</td><td></td>"
        "<td>Corporate Communications</td></tr><tr><td>Brightwater Pumps</td><td></td><td>Brightwater Pumps</td></tr>"
        "<tr><td>sstock@bw.example.com</td><td></td><td>mmang@bw.example.com</td></tr></table>"
    )
    assert contacts(release(html, markup=True)) == [
        ("Stewart Stock", "Investor Relations", "Brightwater Pumps", [], ["sstock@bw.example.com"]),
        ("Mylene Mang", "Corporate Communications", "Brightwater Pumps", [], ["mmang@bw.example.com"]),
    ]


def test_a_contact_straight_below_a_paragraph_takes_nothing_of_it():
    found = release(TITLE + DATELINE + BODY + "\n" + SECOND + "Contact: Steve Adams\nAkron, OH  814/555-0111\n")
    assert [b.text[:8] for b in found.blocks] == ["Brightwa", "The pump"]
    assert found.blocks[1].text.endswith("without charge for as long as it runs.")
    assert contacts(found) == [("Steve Adams", None, None, ["814/555-0111"], [])]


CLOSING_TABLES = [
    # desks over the columns, no word "contact" and no colon
    (
        [
            ["Investor Relations", "Media Relations"],
            ["Ross Taggart", "Mia Holt"],
            ["404-555-0199", "404-555-0142"],
            ["investors@bw.example.com", "press@bw.example.com"],
        ],
        [
            ("Ross Taggart", "Investor Relations", None, ["404-555-0199"], ["investors@bw.example.com"]),
            ("Mia Holt", "Media Relations", None, ["404-555-0142"], ["press@bw.example.com"]),
        ],
    ),
    # a team in each row, its number and address beside it
    (
        [
            ["Brightwater Investor Relations", "404-555-0199", "investors@bw.example.com"],
            ["Brightwater Media Team", "404-555-0142", "press@bw.example.com"],
        ],
        [
            (None, "Brightwater Investor Relations", None, ["404-555-0199"], ["investors@bw.example.com"]),
            (None, "Brightwater Media Team", None, ["404-555-0142"], ["press@bw.example.com"]),
        ],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), CLOSING_TABLES)
def test_desks_in_a_closing_table(rows, expected):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    html = (
        f"<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 - {BODY}</p><p>{SECOND}</p>"
        f"<table>{cells}</table>"
    )
    assert contacts(release(html, markup=True)) == expected


def test_a_heading_named_like_a_desk_is_no_contact():
    html = (
        f"<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 - {BODY}</p>"
        f"<p><b>Investor Relations</b></p><p>{SECOND}</p>"
    )
    found = release(html, markup=True)
    assert contacts(found) == []
    assert [b.kind for b in found.blocks] == ["paragraph", "heading", "paragraph"]
