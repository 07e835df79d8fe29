"""Two real filings, read whole: a release with everything in it, and a form whose exhibit is none."""

from neoarchive.parser import parse_filing
from tests import shared
from tests.parser.release.reader import contacts


def parsed(name):
    return parse_filing(shared.need(f"gold/sources/{name}").read_bytes())


def test_release_with_three_contacts_a_page_break_and_two_quotations():
    filing = parsed("004_c612eea42939905c.txt")
    (found,) = filing.releases
    assert found.headline.text == "NeoTherapeutics' Lead Compound Demonstrates Nerve Regeneration Process"
    assert found.headline.note == "Capitals set down as in the running head on page two"
    assert (found.place.text, found.released_on.day.isoformat()) == ("IRVINE, CA", "1998-07-27")
    assert [(t.exchange, t.symbol) for t in found.tickers] == [("Nasdaq", "NEOT"), ("Nasdaq", "NEOTW")]
    assert contacts(found) == [
        ("Alex Fudukidis", "Corporate & Investor Relations", "Ruder Finn, Inc.", ["(212) 583-2746"], []),
        ("Carol Hess", "Investor Relations", "NeoTherapeutics, Inc.", ["(949) 788-6700"], []),
        ("Erika Freed", "Media Relations", "Ruder Finn, Inc.", ["(212) 715-1673"], []),
    ]
    assert [b.kind for b in found.blocks] == ["paragraph"] * 5 + ["about", "safe_harbor"]
    assert [(q.speaker.text, q.speaker_title.text, q.block) for q in found.quotations] == [
        ("Dr. Alvin J. Glasky", "President, CEO and Director of Research", 3),
        ("Dr. Alvin J. Glasky", "President, CEO and Director of Research", 4),
    ]
    assert [t.text for t in found.tidied] == [
        "Page break and running head left out",
        "Headline capitals set down as in the running head",
        "Contacts moved below the text",
    ]


def test_transcript_of_a_web_page_is_no_release():
    assert parsed("000_6e018b488839fc50.txt").releases == ()
