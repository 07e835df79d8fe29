"""What an exhibit is; several releases in one; a release in the form's body; what every line was taken for."""

import itertools

import pytest

from neoarchive.parser.release import read_exhibit
from tests.parser.release.reader import BODY, SECOND, read

RELEASE = "FOR IMMEDIATE RELEASE\n\nBRIGHTWATER SHIPS PUMP\n\nAKRON, Ohio, June 15, 1999 -- " + BODY + "\n" + SECOND

OTHERS = [
    # (text, description, kind)
    ("Dear Shareholders:\n\n" + SECOND * 3 + "\nSincerely,\n\nAda Quill\n", None, "letter"),
    (
        "AGREEMENT AND PLAN OF MERGER\n\nTHIS AGREEMENT is made by and between Brightwater Pumps, "
        "Inc. and Low Stone, Inc.\n\nWHEREAS, the parties wish to merge;\n",
        None,
        "agreement",
    ),
    (
        "Brightwater Pumps First Quarter 1999 Conference Call\n\nOperator: Good morning.\n\n" + SECOND,
        "TRANSCRIPT OF CALL",
        "transcript",
    ),
    (
        "BRIGHTWATER PUMPS, INC.\nCONSOLIDATED BALANCE SHEETS\n\n"
        + "Cash                 $ 1,000      $ 2,000\nDebt                   3,000        4,000\n" * 9,
        None,
        "financial-statements",
    ),
    ("Charter of the Audit Committee\n\n" + SECOND * 2, None, "other"),
    (
        "A transcript of our web page, as it stood on June 1, 1998. Message from the President.\n",
        "TRANSCRIPT OF WEB SITE PAGE",
        "transcript",
    ),
    ("", None, "other"),
    ("\n\n   \n", None, "other"),
]


@pytest.mark.parametrize(("text", "description", "kind"), OTHERS)
def test_no_release(text, description, kind):
    reading = read(text, description=description)
    assert (reading.kind, reading.releases) == (kind, ())
    assert reading.reason.endswith(".")


def test_release_with_a_reason():
    reading = read(RELEASE)
    assert reading.kind == "press-release"
    assert reading.reason == "It begins with a dateline of place and date."


def test_two_releases_in_one_exhibit():
    reading = read(RELEASE + "\n###\n\n" + RELEASE.replace("SHIPS PUMP", "BUYS MILL").replace("June 15", "June 16"))
    assert [(r.headline.text, r.released_on.day.day) for r in reading.releases] == [
        ("BRIGHTWATER SHIPS PUMP", 15),
        ("BRIGHTWATER BUYS MILL", 16),
    ]


def test_a_second_release_after_an_end_mark_needs_no_status_line():
    second = RELEASE.replace("SHIPS PUMP", "BUYS MILL").replace("FOR IMMEDIATE RELEASE", "")
    reading = read(RELEASE + "\n###\n<PAGE>\n\n" + second)
    assert [r.headline.text for r in reading.releases] == ["BRIGHTWATER SHIPS PUMP", "BRIGHTWATER BUYS MILL"]


COVER = "FORM 8-K\n\nDate of Report: June 15, 1999\n\nBRIGHTWATER PUMPS, INC.\n\nItem 5.  Other Events\n\n"
SIGNED = "\nSIGNATURES\n\nPursuant to the requirements of the Securities Exchange Act of 1934, it is signed.\n"


def test_a_second_release_may_follow_one_of_a_single_paragraph():
    one = "BRIGHTWATER {}\n\nAKRON, Ohio, June {}, 1999 -- " + BODY + "\n# # #\n\n<PAGE>\n\n"
    found = read(one.format("SHIPS PUMP", 14) + one.format("NAMES PRESIDENT", 15))
    assert [r.headline.text for r in found.releases] == ["BRIGHTWATER SHIPS PUMP", "BRIGHTWATER NAMES PRESIDENT"]


BRITISH = (
    "15 June 1999\n\nBrightwater Pumps plc\n\nInterim Management Statement\n\nBrightwater Pumps plc (LSE: BWP; "
    "NYSE: BWPP), the pump group, today issues its statement for the period from 1 January 1999 to 14 June 1999.\n\n"
    + SECOND
)


def test_a_british_release_has_a_date_and_enquiries_but_no_dateline_and_no_status():
    text = BRITISH + "\nEnquiries:\n\nBrightwater Pumps plc\nAda Quill, Finance Director\n+44 (0)20 7555 0140\n"
    (found,) = read(text, registrants=["Brightwater Pumps plc"]).releases
    assert (found.headline.text, found.place) == ("Interim Management Statement", None)
    assert found.released_on.day.isoformat() == "1999-06-15"
    assert [t.symbol for t in found.tickers] == ["BWP", "BWPP"]
    assert [c.name.text for c in found.contacts] == ["Ada Quill"]


def test_a_dated_statement_that_names_nobody_to_be_asked_is_no_release():
    assert read(BRITISH, registrants=["Brightwater Pumps plc"]).releases == ()


def test_release_in_the_body_of_the_form():
    text = (
        COVER + "On June 15, 1999, the Registrant issued the following press release:\n\nBrightwater Ships "
        "Pump\n\nAkron, Ohio -- " + BODY + SIGNED
    )
    (found,) = read(text, exhibit=None).releases
    assert found.headline.text == "Brightwater Ships Pump"
    assert [b.kind for b in found.blocks] == ["paragraph"]


def test_the_words_that_announce_it_may_be_broken_over_two_lines():
    text = (
        COVER + "     On June 15, 1999, Brightwater issued the following press\nrelease:\n\n                     "
        "        FOR IMMEDIATE RELEASE\n\nBrightwater Ships Pump\n\nAkron, Ohio, June 15, 1999. " + BODY + SIGNED
    )
    (found,) = read(text, exhibit=None).releases
    assert (found.headline.text, found.status.text) == ("Brightwater Ships Pump", "FOR IMMEDIATE RELEASE")


def test_a_form_that_only_speaks_of_a_release_holds_none():
    text = (
        COVER
        + "On June 15, 1999, the Registrant issued a press release, a copy of which is attached as Exhibit 99.1.\n"
        + SIGNED
    )
    assert read(text, exhibit=None).releases == ()


SOURCES = [RELEASE, RELEASE + "\n\n", "\n\n" + RELEASE + "\n###\n", "Dear Sir,\n\n" + SECOND, "\n", COVER + SIGNED]


@pytest.mark.parametrize("text", SOURCES)
def test_segments_cover_every_line(text):
    segments = read(text).segments
    assert segments[0].start == 0
    assert segments[-1].end == len(text)
    assert all(a.end == b.start for a, b in itertools.pairwise(segments))


def test_what_lines_were_taken_for():
    text = (
        "CONTACT: Ada Quill\n(330) 555-0170\n\n"
        + RELEASE
        + "\n- more -\n\n"
        + f'"{SECOND.strip()}" said Ada Quill.\n'
        + "\n#\n"
    )
    reading = read(text)
    assert [(s.kind, s.title) for s in reading.segments] == [
        ("contact", "Contact"),
        ("status", "Status"),
        ("headline", "Headline"),
        ("dateline", "Dateline, tickers, paragraph 1"),
        ("paragraph", "Paragraph 2"),
        ("furniture", "Left out"),
        ("quotation", "Paragraph 3, quotation"),
        ("end-mark", "Left out"),
    ]
    assert {s.release for s in reading.segments} == {0}
    assert [s.block for s in reading.segments] == [None, None, None, 0, 1, None, 2, None]


def test_no_lines_at_all():
    reading = read_exhibit("", [], exhibit="99", description=None, registrants=[], report_date=None)
    assert (reading.kind, reading.segments) == ("other", ())
