"""Datelines in all the forms that filings show, and lines that look like one and are none."""

from datetime import date

import pytest

from neoarchive.parser.release.dateline import find
from tests.parser.release.reader import BODY, SECOND, read, release

DATELINES = [
    # (text, place, date as printed, wire, where the text goes on)
    ("IRVINE, CA, JULY 27, 1998 -- Acme Inc. said", "IRVINE, CA", "JULY 27, 1998", None, "Acme"),  # the plain form
    ("San Diego, CA - October 23, 2001-- Acme", "San Diego, CA", "October 23, 2001", None, "Acme"),  # two kinds of dash
    ("MINNEAPOLIS...JUNE 6, 2000...Acme", "MINNEAPOLIS", "JUNE 6, 2000", None, "Acme"),  # dots for dashes
    ("MINNEAPOLIS...SEPTEMBER 8, 2000, Acme", "MINNEAPOLIS", "SEPTEMBER 8, 2000", None, "Acme"),  # a comma at the end
    ("AURORA, ILLINOIS... (April 15, 1999) ...Acme", "AURORA, ILLINOIS", "April 15, 1999", None, "Acme"),  # brackets
    (
        "AURORA, ILLINOIS AND BATH, ENGLAND... (JUNE 14, 1999) ...Acme",
        "AURORA, ILLINOIS AND BATH, ENGLAND",
        "JUNE 14, 1999",
        None,
        "Acme",
    ),  # two places
    (
        "AURORA,  IL  ...(DECEMBER  13,  1999)...  Acme",
        "AURORA,  IL",
        "DECEMBER  13,  1999",
        None,
        "Acme",
    ),  # justified text
    ("CUPERTINO, Calif.--Dec. 20, 1996--Acme", "CUPERTINO, Calif.", "Dec. 20, 1996", None, "Acme"),  # no blanks at all
    (
        "SANTA CLARA, Calif.—Feb. 26, 2025―Acme",
        "SANTA CLARA, Calif.",
        "Feb. 26, 2025",
        None,
        "Acme",
    ),  # dash and horizontal bar
    ("ARMONK, N.Y., July 23, 2025 . . . Acme", "ARMONK, N.Y.", "July 23, 2025", None, "Acme"),  # dots set apart
    (
        "CONCORD, NEW HAMPSHIRE, May 26, 2000...ACME",
        "CONCORD, NEW HAMPSHIRE",
        "May 26, 2000",
        None,
        "ACME",
    ),  # a state of two words
    ("ATLANTA - Acme today", "ATLANTA", None, None, "Acme"),  # no date: it stands elsewhere
    ("Erie, PA ... Acme", "Erie, PA", None, None, "Acme"),  # no date, dots
    ("Jersey City, New Jersey-- Acme", "Jersey City, New Jersey", None, None, "Acme"),
    ("NEW YORK--(BUSINESS WIRE)--Jan. 5, 1999--Acme", "NEW YORK", "Jan. 5, 1999", "BUSINESS WIRE", "Acme"),
    ("DALLAS, Oct. 5, 1999 /PRNewswire/ -- Acme", "DALLAS", "Oct. 5, 1999", "PRNewswire", "Acme"),
    ("BOSTON, Dec. 1, 2005 /PRNewswire-FirstCall/ -- Acme", "BOSTON", "Dec. 1, 2005", "PRNewswire-FirstCall", "Acme"),
    (
        "MENLO PARK, Calif., Feb. 1, 2010 (GLOBE NEWSWIRE) -- Acme",
        "MENLO PARK, Calif.",
        "Feb. 1, 2010",
        "GLOBE NEWSWIRE",
        "Acme",
    ),
    (
        "NEW YORK, NY – (Marketwired – January 5, 2015) – Acme",
        "NEW YORK, NY",
        "January 5, 2015",
        "Marketwired",
        "Acme",
    ),  # date inside
    (
        "BUSINESS WIRE, PALO ALTO, Calif., Oct 5, 1999 -- Acme",
        "PALO ALTO, Calif.",
        "Oct 5, 1999",
        "BUSINESS WIRE",
        "Acme",
    ),  # wire first
    ("July 27, 1998 - Irvine, CA - Acme said", "Irvine, CA", "July 27, 1998", None, "Acme"),  # date first
    ("SEATTLE—(BUSINESS WIRE) April 25, 2024—Acme", "SEATTLE", "April 25, 2024", "BUSINESS WIRE", "Acme"),
    ("NEW BRUNSWICK, N.J. (April 16, 2024) – Acme", "NEW BRUNSWICK, N.J.", "April 16, 2024", None, "Acme"),
    (
        "ST. LOUIS, Missouri, March 3, 2003 - Acme",
        "ST. LOUIS, Missouri",
        "March 3, 2003",
        None,
        "Acme",
    ),  # a dot in the town
    (
        "WINSTON-SALEM, N.C., May 2, 2001 -- Acme",
        "WINSTON-SALEM, N.C.",
        "May 2, 2001",
        None,
        "Acme",
    ),  # a hyphen in the town
    ("London, England, 27 July 1998 - Acme", "London, England", "27 July 1998", None, "Acme"),  # day first
    ("(Akron, Ohio) -- Acme", "Akron, Ohio", None, None, "Acme"),  # the place in brackets
    (
        "AKRON, OH -- (MARKET WIRE) -- 06/15/2007 -- Acme",
        "AKRON, OH",
        "06/15/2007",
        "MARKET WIRE",
        "Acme",
    ),  # figures for a date, behind a wire
    (
        "AKRON, OH / ACCESSWIRE / June 15, 2021 / Acme",
        "AKRON, OH",
        "June 15, 2021",
        "ACCESSWIRE",
        "Acme",
    ),  # a wire between strokes is no second place
    (
        "AKRON, OHIO, UNITED STATES, June 15, 2021 /EINPresswire.com/ -- Acme",
        "AKRON, OHIO, UNITED STATES",
        "June 15, 2021",
        "EINPresswire.com",
        "Acme",
    ),  # a country behind the state
    (
        "Fernbrook, MA, and Basel, Switzerland, July 29, 1998 -- Acme",
        "Fernbrook, MA, and Basel, Switzerland",
        "July 29, 1998",
        None,
        "Acme",
    ),  # a comma before "and"
    ("AKRON, OH; June 3, 1999 - Acme", "AKRON, OH", "June 3, 1999", None, "Acme"),  # a semicolon
    ("[Akron, Ohio, June 15, 1999] -- Acme", "Akron, Ohio", "June 15, 1999", None, "Acme"),  # square brackets
    ("Akron, Ohio. Acme Pumps, Inc. said", "Akron, Ohio", None, None, "Acme"),  # a period, the date elsewhere
    (
        "TORONTO, ONTARIO--(CCNMatthews - June 15, 2005) - Acme",
        "TORONTO, ONTARIO",
        "June 15, 2005",
        "CCNMatthews",
        "Acme",
    ),  # as Canadian wires set it
    # towns of several shapes, at home and abroad
    ("THE WOODLANDS, Texas, May 2, 2001 -- Acme", "THE WOODLANDS, Texas", "May 2, 2001", None, "Acme"),
    ("N. CANTON, Ohio, May 2, 2001 -- Acme", "N. CANTON, Ohio", "May 2, 2001", None, "Acme"),
    ("Coeur d'Alene, Idaho - May 2, 2001 - Acme", "Coeur d'Alene, Idaho", "May 2, 2001", None, "Acme"),
    ("Montréal, Québec, May 2, 2001 – Acme", "Montréal, Québec", "May 2, 2001", None, "Acme"),
    ("SHANGHAI, P.R. China, May 2, 2001 -- Acme", "SHANGHAI, P.R. China", "May 2, 2001", None, "Acme"),
    ("TAIPEI, Taiwan, R.O.C., May 2, 2001 -- Acme", "TAIPEI, Taiwan, R.O.C.", "May 2, 2001", None, "Acme"),
    ("Dubai, United Arab Emirates – May 2, 2009 – Acme", "Dubai, United Arab Emirates", "May 2, 2009", None, "Acme"),
    # towns known without a state, also behind the date or without one
    ("May 2, 2001 – St. Louis – Acme", "St. Louis", "May 2, 2001", None, "Acme"),
    ("May 2, 2001 – HOUSTON and LONDON – Acme", "HOUSTON and LONDON", "May 2, 2001", None, "Acme"),
    ("Houston -- Acme today", "Houston", None, None, "Acme"),
    # the day of the week is no part of the place
    ("PARIS, Thursday, May 2, 2001 -- Acme", "PARIS", "Thursday, May 2, 2001", None, "Acme"),
    # wires that say so of themselves between their marks
    ("OSLO, Norway -- (M2 PRESSWIRE) -- May 4, 2006 -- Acme", "OSLO, Norway", "May 4, 2006", "M2 PRESSWIRE", "Acme"),
    ("BEIJING, May 4, 2006 /XINHUA-PRNEWSWIRE/ -- Acme", "BEIJING", "May 4, 2006", "XINHUA-PRNEWSWIRE", "Acme"),
    (
        "AKRON, Ohio, May 4, 2006 (NASDAQ/GLOBE NEWSWIRE) -- Acme",
        "AKRON, Ohio",
        "May 4, 2006",
        "NASDAQ/GLOBE NEWSWIRE",
        "Acme",
    ),
    ("MONTREAL, May 4, 2006 /CNW TELBEC/ - Acme", "MONTREAL", "May 4, 2006", "CNW TELBEC", "Acme"),
    ("Irvine, California, July 27, 1998", "Irvine, California", "July 27, 1998", None, ""),  # alone on its line
]


@pytest.mark.parametrize(("text", "place", "day", "wire", "rest"), DATELINES)
def test_forms(text, place, day, wire, rest):
    found = find(text, bare=True)
    assert found is not None
    assert (text[slice(*found.place)] if found.place else None) == place
    assert (found.day[0] if found.day else None) == day
    assert (text[slice(*found.wire)] if found.wire else None) == wire
    assert text[found.end :].startswith(rest)


NONE = [
    "Fiscal Year Ended March 31, 2001",  # a heading of a statement
    "BALANCE, DECEMBER 31, 1992 4,112,003 shares",  # a row of a statement
    "Date: January 26, 1998",  # a label where a town could stand
    "Net Income - Basic",  # a row's name
    "GAAP - Operating income was $1.7 billion",  # capitals and a dash
    "On January 26, 1998, the Registrant issued",  # a sentence
    "Dallas, Texas 75201",  # an address
    "December 31, 2003. To realize further savings",  # the end of a broken sentence
    "The Company, May 2, 2001 -- results",  # an article where a town could stand
    "Houston office (News) and others",  # a known town without a mark behind it
    "Acme Reports First Quarter 2025 Results",  # a headline with a year
    "Acme Corporation (NYSE: ACME) reported earnings of $5.5 billion",  # no dateline at all
]


@pytest.mark.parametrize("text", NONE)
def test_no_dateline(text):
    assert find(text, bare=True) is None


DATES = [
    # (above the headline, dateline, day, warning): where the date comes from
    ("", "AKRON, Ohio, June 15, 1999 -- ", date(1999, 6, 15), None),  # the dateline
    ("June 14, 1999\n\n", "AKRON, Ohio -- ", date(1999, 6, 14), None),  # above, the dateline has none
    ("Date:       June 14, 1999\n\n", "AKRON, Ohio -- ", date(1999, 6, 14), None),  # above, with a label
    ("FOR IMMEDIATE RELEASE\nJUNE 14, 1999\n\n", "AKRON, Ohio -- ", date(1999, 6, 14), None),  # under the status line
    ("FOR IMMEDIATE RELEASE - June 14, 1999\n\n", "AKRON, Ohio -- ", date(1999, 6, 14), None),  # in the status line
    ("", "AKRON, Ohio, June 9 /PRNewswire/ -- ", date(1999, 6, 9), None),  # no year: that of the date of the report
    ("", "AKRON, Ohio -- ", None, None),  # nowhere
    ("June 14, 1999\n\nMay 3, 1998\n\n", "AKRON, Ohio -- ", None, "release-date-ambiguous"),  # two, and no way to tell
    ("May 3, 1999\n\n", "AKRON, Ohio, June 15, 1999 -- ", date(1999, 6, 15), "release-date-differs"),  # the dateline's
]


@pytest.mark.parametrize(("above", "line", "day", "warning"), DATES)
def test_date_of_the_release(above, line, day, warning):
    text = f"{above}BRIGHTWATER PUMPS SHIPS TEN THOUSANDTH PUMP\n\n{line}{BODY}\n{SECOND}"
    reading = read(text, description="Press release")
    found = reading.releases[0].released_on
    assert (found.day if found else None) == day
    codes = [w.code for w in reading.warnings]
    assert warning in codes if warning else not [c for c in codes if c.startswith("release-date")]


def test_text_begins_after_the_dateline():
    text = "BRIGHTWATER SHIPS PUMP\n\nAKRON, Ohio, June 15, 1999\n\n" + BODY + "\n" + SECOND
    found = release(text)
    assert found.place.text == "AKRON, Ohio"
    assert found.blocks[0].text.startswith("Brightwater Pumps, Inc. (Nasdaq: BWPI) today announced")
