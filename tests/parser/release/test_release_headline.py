"""Headlines over several lines, decks and bullets, and what is neither."""

import pytest

from tests.parser.release.reader import BODY, SECOND, release

TEXT = "AKRON, Ohio, June 15, 1999 -- " + BODY + "\n" + SECOND

PLAIN = [
    # (above the dateline, headline, sub-headlines)
    ("BRIGHTWATER SHIPS PUMP\n", "BRIGHTWATER SHIPS PUMP", []),
    # a line that ends with its verb goes on
    (
        "BRIGHTWATER'S NEW PUMP DEMONSTRATES\nWELL RECOVERY PROCESS\n",
        "BRIGHTWATER'S NEW PUMP DEMONSTRATES WELL RECOVERY PROCESS",
        [],
    ),
    # a preposition begins the next line; blank lines between do not matter
    (
        "BRIGHTWATER RECORDS CHARGE\n\nFOR CLOSING BOILER WORKS\n",
        "BRIGHTWATER RECORDS CHARGE FOR CLOSING BOILER WORKS",
        [],
    ),
    # capitals above, a deck of three lines in upper and lower case below
    (
        "BRIGHTWATER SHIPS PUMP\n\nProduction of Deep Wells Leads to Improvement\nin the Valley "
        "Which May Provide Water in Battle\nAgainst Drought\n",
        "BRIGHTWATER SHIPS PUMP",
        [
            "Production of Deep Wells Leads to Improvement in the Valley Which May Provide Water in "
            "Battle Against Drought"
        ],
    ),
    # three titles in one block: each has its own verb
    (
        "Brightwater Announces Steps to improve its Bottom Line\nStops Silverpump Development at "
        "Torrey Works\nAkron operations will be relocated to Toledo\n",
        "Brightwater Announces Steps to improve its Bottom Line",
        ["Stops Silverpump Development at Torrey Works", "Akron operations will be relocated to Toledo"],
    ),
    # dashes set around a deck
    (
        "BRIGHTWATER REPORTS RECORD RESULTS\n\n  - DIVIDEND RAISED TO $0.06 PER SHARE -\n",
        "BRIGHTWATER REPORTS RECORD RESULTS",
        ["DIVIDEND RAISED TO $0.06 PER SHARE"],
    ),
    # such a deck is closed: the next line is another
    (
        "BRIGHTWATER REPORTS RECORD RESULTS\n\n  - DIVIDEND RAISED TO $0.06 PER SHARE -\n\nBoard to Meet in May\n",
        "BRIGHTWATER REPORTS RECORD RESULTS",
        ["DIVIDEND RAISED TO $0.06 PER SHARE", "Board to Meet in May"],
    ),
    # a desk alone, a label of a memo with the status: no headline
    (
        "NEWS\n\nCorporate Communications\n\nRELEASE: IMMEDIATE\n\nBrightwater Ships Pump\n",
        "Brightwater Ships Pump",
        [],
    ),
    # the period at the line's end wants what was reported in it; "and" shares the subject above
    (
        "BRIGHTWATER REPORTS THIRD QUARTER\nEARNINGS AND DECLARES CASH DIVIDEND\n",
        "BRIGHTWATER REPORTS THIRD QUARTER EARNINGS AND DECLARES CASH DIVIDEND",
        [],
    ),
    (
        "BRIGHTWATER RELEASES FISCAL 1999\n\nFOURTH QUARTER RESULTS\n",
        "BRIGHTWATER RELEASES FISCAL 1999 FOURTH QUARTER RESULTS",
        [],
    ),
    # said already: a deck
    (
        "BRIGHTWATER REPORTS RESULTS FOR THE QUARTER\n\nEARNINGS PER SHARE RISE 12%\n",
        "BRIGHTWATER REPORTS RESULTS FOR THE QUARTER",
        ["EARNINGS PER SHARE RISE 12%"],
    ),
    # the subject of a memo is the headline where there is no other
    ("PRESS RELEASE\n\nSUBJECT:      Brightwater Ships Pump\n", "Brightwater Ships Pump", []),
    # the codes that Business Wire set before a headline
    ("(BW)(OH-BRIGHTWATER)(BWPI) Brightwater Ships Pump\n", "Brightwater Ships Pump", []),
    # bullets whose mark stands in a column of its own
    (
        "BRIGHTWATER REPORTS RESULTS\n\n   o        Record earnings for the year\n\n   o        "
        "Net income increased 92 percent\n",
        "BRIGHTWATER REPORTS RESULTS",
        ["Record earnings for the year", "Net income increased 92 percent"],
    ),
    # a date that ends a title is part of it
    (
        "BRIGHTWATER REPORTS RESULTS FOR THE YEAR ENDING\n                    MARCH 31, 1999\n",
        "BRIGHTWATER REPORTS RESULTS FOR THE YEAR ENDING MARCH 31, 1999",
        [],
    ),
    # status, letterhead, company name and exhibit label are no headline
    (
        "Exhibit 99.1\n\nNEWS RELEASE\n\nBRIGHTWATER PUMPS, INC.\n\nFOR IMMEDIATE RELEASE\n\nBrightwater Ships Pump\n",
        "Brightwater Ships Pump",
        [],
    ),
    # a company's name that begins the headline is part of it
    (
        "FOR IMMEDIATE RELEASE\n\nBRIGHTWATER PUMPS, INC.\nANNOUNCES NEW PLANT\n",
        "BRIGHTWATER PUMPS, INC. ANNOUNCES NEW PLANT",
        [],
    ),
    # a date line under the headline does not cut it off
    (
        "PRESS RELEASE\n\nBRIGHTWATER ANNOUNCES NEW PLANT\nMonday June 14, 8:31 am ET\n\n- PLANT OPENS IN MAY -\n",
        "BRIGHTWATER ANNOUNCES NEW PLANT",
        ["PLANT OPENS IN MAY"],
    ),
    # an hour under the words that say when the release may be used
    (
        "For Release: June 15, 1999\n4:00 p.m. Eastern\n\nBRIGHTWATER NAMES SMITH CHIEF\n",
        "BRIGHTWATER NAMES SMITH CHIEF",
        [],
    ),
    # the end of an exhibit index left above by a copy
    ("between Brightwater Pumps and Low Stone, Inc.\n\nBRIGHTWATER BUYS LOW STONE\n", "BRIGHTWATER BUYS LOW STONE", []),
    # a correction that a wire or the company sets above the release
    (
        "CORRECTING and REPLACING Brightwater Ships Pump\n\n     In BW1187 issued June 14, 1999: the second "
        "paragraph should\nread: nine pumps.\n\n     The corrected release reads:\n\nBRIGHTWATER SHIPS PUMP\n",
        "BRIGHTWATER SHIPS PUMP",
        [],
    ),
    ("CORRECTING and REPLACING Brightwater Ships Pump\n", "Brightwater Ships Pump", []),
    ("Corrected June 16, 1999: number of pumps.\n\nBrightwater Ships Pump\n", "Brightwater Ships Pump", []),
    # a headline and a deck, both in capitals, parted by an empty line
    (
        "          BRIGHTWATER PUMPS BECOMES LOW STONE\n\n   NEW NAME FOLLOWS SALE OF WORKS;\n   SYMBOL TO BE LSTN\n",
        "BRIGHTWATER PUMPS BECOMES LOW STONE",
        ["NEW NAME FOLLOWS SALE OF WORKS; SYMBOL TO BE LSTN"],
    ),
    # the head of a memo
    (
        "Release Date:  June 15, 1999\nSubject:       Shipment of Pumps\n\n     Brightwater Ships Pump\n",
        "Brightwater Ships Pump",
        [],
    ),
    # three centred lines: the last begins with a noun that could be a verb
    (
        "          BRIGHTWATER PUMPS ANNOUNCES\n     COMPLETION OF ITS PREVIOUSLY ANNOUNCED\n"
        "       PURCHASE OF LOW STONE WORKS\n",
        "BRIGHTWATER PUMPS ANNOUNCES COMPLETION OF ITS PREVIOUSLY ANNOUNCED PURCHASE OF LOW STONE WORKS",
        [],
    ),
    # a line that ends with a preposition goes on, even with the company's name alone
    (
        "ADA QUILL NAMED PRESIDENT OF\nBRIGHTWATER PUMPS, INC.\n",
        "ADA QUILL NAMED PRESIDENT OF BRIGHTWATER PUMPS, INC.",
        [],
    ),
    # the company's name and what the paper is
    ("Brightwater Pumps Press Release\n\nBrightwater Ships Pump\n", "Brightwater Ships Pump", []),
    # a letterhead's numbers, dates and slogan
    ("NEWS RELEASE 99-14\n\nBRIGHTWATER SHIPS PUMP\n", "BRIGHTWATER SHIPS PUMP", []),
    ("Release No. 99-14\n\nBRIGHTWATER SHIPS PUMP\n", "BRIGHTWATER SHIPS PUMP", []),
    ("Press Release dated June 15, 1999\n\nBRIGHTWATER SHIPS PUMP\n", "BRIGHTWATER SHIPS PUMP", []),
    ('BRIGHTWATER PUMPS, INC.\n"Moving Water Since 1912"\n\nBrightwater Ships Pump\n', "Brightwater Ships Pump", []),
    # a page's address alone, wherever it is registered
    ("BRIGHTWATER PUMPS, INC.\nbrightwater.co.uk\n\nBrightwater Ships Pump\n", "Brightwater Ships Pump", []),
    # the label of a list is no deck
    (
        "BRIGHTWATER REPORTS RESULTS\n\nThird Quarter Highlights:\n   o  Sales rise 12%\n   o  Nine works opened\n",
        "BRIGHTWATER REPORTS RESULTS",
        ["Sales rise 12%", "Nine works opened"],
    ),
    # to whom the wire sends it
    ("Brightwater Ships Pump\n\nBusiness Editors/Health & Medical Writers\n", "Brightwater Ships Pump", []),
    ("Brightwater Ships Pump\n\nTo Business and Energy Desks:\n", "Brightwater Ships Pump", []),
    # a lone "." and a disclaimer are no sub-headlines
    ("BRIGHTWATER SHIPS PUMP\n\n.\n\nNot for distribution to newswire services\n", "BRIGHTWATER SHIPS PUMP", []),
]


# Lines above a title that are the letterhead's of a company abroad, or name the rule it publishes under
ABROAD = [
    "Ad hoc announcement pursuant to Art. 53 LR",
    "Media Release - Ad hoc announcement pursuant to Art. 53 of the SIX Listing Rules",
    "Inside information according to Article 17 MAR",
    "Regulated information",
    "Baarerstrasse 14\n6300 Zug, Switzerland",
    "Kanalgatan 7\nSE-11453 Stockholm",
    "12 rue de la Paix\n75008 Paris",
    "14 Cornhill\nLondon EC3V 3ND",
    "Azrieli Center, Round Tower\nTel Aviv 67021, Israel",
]


@pytest.mark.parametrize("line", ABROAD)
def test_lines_of_letterheads_abroad_are_no_titles(line):
    found = release(f"NEWS RELEASE\n\n{line}\n\nTenth Thousand Pump for the Valley\n\n" + TEXT)
    assert found.headline.text == "Tenth Thousand Pump for the Valley"
    assert found.subheadlines == ()


@pytest.mark.parametrize(("above", "headline", "subs"), PLAIN)
def test_plain_text(above, headline, subs):
    found = release(above + "\n" + TEXT, description="Press release")
    assert found.headline.text == headline
    assert [s.text for s in found.subheadlines] == subs


WITHOUT_VERBS = [
    # decks without a verb stand each for itself, list items too
    (
        "<h1>Brightwater Reports Results</h1><p>Revenue of $3 million, up 12%</p><p>Cash of $5 million</p>",
        "Brightwater Reports Results",
        ["Revenue of $3 million, up 12%", "Cash of $5 million"],
    ),
    (
        "<h1>Brightwater Reports Results</h1><ul><li>Net income of $3 million</li><li>Cash of $5 million</li></ul>",
        "Brightwater Reports Results",
        ["Net income of $3 million", "Cash of $5 million"],
    ),
    # the company's name in a line of its own, the verb below it
    (
        "<p><b>Brightwater Pumps, Inc.</b></p><p><b>Reports Second Quarter 1999 Results</b></p>",
        "Brightwater Pumps, Inc. Reports Second Quarter 1999 Results",
        [],
    ),
]


@pytest.mark.parametrize(("above", "headline", "subs"), WITHOUT_VERBS)
def test_titles_without_verbs(above, headline, subs):
    found = release(above + "<p>AKRON, Ohio, June 15, 1999 - " + BODY + "</p><p>" + SECOND + "</p>", markup=True)
    assert found.headline.text == headline
    assert [s.text for s in found.subheadlines] == subs


P = "<p>{}</p>".format
B = "<p><b>{}</b></p>".format
MARKUP = [
    # all bold, each with its own verb: headline and two decks
    (
        B("Brightwater reports second quarter results")
        + B("Services revenue reaches new all-time record")
        + B("EPS up 16 percent"),
        "Brightwater reports second quarter results",
        ["Services revenue reaches new all-time record", "EPS up 16 percent"],
    ),
    # a title cut between a name and what the name becomes
    (
        B("Brightwater Pumps Names Henrik Braun") + B("Executive Vice President and Chief Operating Officer"),
        "Brightwater Pumps Names Henrik Braun Executive Vice President and Chief Operating Officer",
        [],
    ),
    # a verb at the end, nothing bold
    (P("Brightwater Acquires") + P("Low Stone Corporation"), "Brightwater Acquires Low Stone Corporation", []),
    # bold lines broken within their paragraph
    (
        "<p align=center><b>Brightwater Pumps Announces<br>Purchase of Low Stone Works</b></p>",
        "Brightwater Pumps Announces Purchase of Low Stone Works",
        [],
    ),
    # lines of their own that cannot end so: an adjective, a period without its year
    (
        B("Brightwater Announces Executive") + B("Leadership Transition"),
        "Brightwater Announces Executive Leadership Transition",
        [],
    ),
    (
        B("Brightwater Reports Fourth Quarter and Full Year") + B("2019 Results"),
        "Brightwater Reports Fourth Quarter and Full Year 2019 Results",
        [],
    ),
    # but an amount may end a deck
    (
        B("Brightwater Reports Results") + B("Record Revenue of $41 million") + B("GAAP Net Income of $3 million"),
        "Brightwater Reports Results",
        ["Record Revenue of $41 million", "GAAP Net Income of $3 million"],
    ),
    # a deck without a verb above one with a subject of its own
    (
        B("BRIGHTWATER REPORTS RESULTS")
        + P("<i>Net Income Up 41% on Strong Truckload Volumes</i>")
        + P("<i>Company Raises Full-Year Guidance</i>"),
        "BRIGHTWATER REPORTS RESULTS",
        ["Net Income Up 41% on Strong Truckload Volumes", "Company Raises Full-Year Guidance"],
    ),
    # a summary's label above list items
    (
        B("Brightwater Announces Results") + B("News Summary") + "<ul><li>Record revenue of $3 million</li></ul>",
        "Brightwater Announces Results",
        ["Record revenue of $3 million"],
    ),
    # bullets below
    (
        B("Brightwater Announces Financial Results")
        + P("&#8226;Record revenue of $3 million")
        + P("&#8226;Record margin"),
        "Brightwater Announces Financial Results",
        ["Record revenue of $3 million", "Record margin"],
    ),
]


@pytest.mark.parametrize(("above", "headline", "subs"), MARKUP)
def test_markup(above, headline, subs):
    found = release(above + P("AKRON, Ohio &#8211; June 15, 1999 &#8211; " + BODY) + P(SECOND), markup=True)
    assert found.headline.text == headline
    assert [s.text for s in found.subheadlines] == subs


def test_a_bold_lead_in_the_text_is_no_sub_headline():
    text = (
        B("Brightwater Ships Pump")
        + P("AKRON, Ohio, June 15, 1999 -- " + BODY)
        + B("A pump for the valley")
        + P(SECOND)
    )
    found = release(text, markup=True)
    assert found.subheadlines == ()
    assert [b.kind for b in found.blocks] == ["paragraph", "heading", "paragraph"]


def test_true_case_comes_from_the_running_head():
    text = (
        "FOR IMMEDIATE RELEASE\n\nBRIGHTWATER'S NEW PUMP DEMONSTRATES\nWELL RECOVERY PROCESS\n\n"
        + TEXT
        + "\n- more -\n\n"
        "Brightwater's New Pump Demonstrates\n\nWell Recovery Process\n\nJune 15, 1999\n\nPage Two\n\n"
        + SECOND
        + "\n#\n"
    )
    found = release(text)
    assert found.headline.text == "Brightwater's New Pump Demonstrates Well Recovery Process"
    assert found.headline.note == "Capitals set down as in the running head on page two"
    assert [t.text for t in found.tidied] == [
        "Page break and running head left out",
        "Headline capitals set down as in the running head",
    ]
    assert [b.kind for b in found.blocks] == ["paragraph"] * 3


def test_capitals_stay_where_nothing_shows_the_true_case():
    found = release("BRIGHTWATER SHIPS PUMP\n\n" + TEXT)
    assert (found.headline.text, found.headline.note) == ("BRIGHTWATER SHIPS PUMP", "")
