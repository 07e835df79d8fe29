"""How sure each value of a release is, and the reason given."""

from neoarchive.parser.release.confidence import of_release
from tests.parser.release.reader import BODY, REPORTED, SECOND, release

TOP = "FOR IMMEDIATE RELEASE\n\n"
TITLE = "BRIGHTWATER DELIVERS ITS TEN THOUSANDTH PUMP\n\n"
LINE = "AKRON, Ohio, June 14, 1999 -- "
CONTACT = "Contact:  Ann Loomis, Vice President\n          Brightwater Pumps, Inc.\n          (330) 555-0123\n\n"


def judged(text, report_date=REPORTED):
    return of_release(text, release(text), "releases.0", report_date)


def of(text, name, report_date=REPORTED):
    found = judged(text, report_date)[f"releases.0.{name}"]
    return found.level, found.reason


def test_a_headline_between_status_and_dateline_is_certain():
    text = TOP + TITLE + LINE + BODY + "\n" + SECOND
    assert of(text, "headline") == (
        "certain",
        "between a status line and a dateline, with a verb as headlines have",
    )
    assert of(TITLE + LINE + BODY, "headline")[1].startswith("above a dateline")


def test_a_headline_with_a_sign_against_it_is_less():
    body = LINE + BODY + "\n" + SECOND
    assert of(TOP + "THE BIGGEST PUMP OF BRIGHTWATER COUNTY\n\n" + body, "headline")[0] == "likely"
    assert of(TOP + "BRIGHTWATER DELIVERS PUMPS OF THE\n\n" + body, "headline") == (
        "doubtful",
        "it breaks off in a sentence",
    )
    long = "BRIGHTWATER DELIVERS " + "ITS VERY MANY AND QUITE EXTRAORDINARILY LARGE " * 4 + "PUMPS"
    assert "long enough" in of(TOP + long + "\n\n" + body, "headline")[1]
    assert of(TOP + body, "headline") == ("doubtful", "nothing above the text could be told for a headline")


def test_what_stands_below_a_doubtful_headline_is_doubtful():
    text = TOP + "TEXT OF ANNOUNCEMENT OF BRIGHTWATER\n\nBrightwater Announces a Record Pump\n\n" + LINE + BODY
    assert of(text, "headline") == ("doubtful", "it holds what is no part of a headline")
    assert of(text, "subheadlines.0") == ("doubtful", "stands below a headline that is doubtful")


def test_one_deck_set_apart_is_certain_several_are_likely():
    one = TOP + TITLE + "Akron Celebrates the Shipment\n\n" + LINE + BODY
    two = TOP + TITLE + "Akron Celebrates the Shipment\n\nMayor Announces a Holiday\n\n" + LINE + BODY
    assert of(one, "subheadlines.0")[0] == "certain"
    assert of(two, "subheadlines.0")[0] == "likely"


def test_a_dateline_by_what_it_has():
    rest = BODY + "\n" + SECOND
    assert of(TOP + TITLE + LINE + rest, "place") == ("certain", "begins the text, with a date or a wire service")
    assert of(TOP + TITLE + "AKRON, Ohio -- " + rest, "dateline")[0] == "likely"


def test_a_place_with_words_of_the_headline_in_it_is_doubtful():
    text = TOP + TITLE + "Vice President Sales AKRON, Ohio, June 14, 1999 -- " + BODY + "\n" + SECOND
    found = judged(text)
    assert found["releases.0.place"].level == "doubtful"
    assert found["releases.0.headline"].level == "doubtful"


def test_a_date_is_held_against_the_report():
    text = TOP + TITLE + LINE + BODY
    assert of(text, "released_on") == ("certain", "printed in the dateline, near the date of the report")
    assert of(text, "released_on", None) == ("likely", "printed in the dateline")
    far = of(text.replace("June 14, 1999", "March 1, 1999"), "released_on")
    assert far == ("doubtful", "printed in the dateline, but far from the date of the report")


def test_contacts_by_what_stands_with_the_name():
    body = "\n\n" + LINE + BODY + "\n" + SECOND
    assert of(TOP + CONTACT + TITLE + body, "contacts.0")[0] == "certain"
    desk = "Contact:  Investor Relations\n          (330) 555-0123\n\n"
    assert of(TOP + desk + TITLE + body, "contacts.0") == ("likely", "a desk, with its number or address")


def test_a_neighbour_without_a_number_makes_a_contact_likely():
    two = (
        "Contacts:\n\nAnn Loomis, Vice President\nBrightwater Pumps, Inc.\n\n"
        "Paul Reyes, Treasurer\nBrightwater Pumps, Inc.\n(330) 555-0123\n\n"
    )
    text = TOP + TITLE + LINE + BODY + "\n" + SECOND + "\n" + two
    found = [c.level for path, c in judged(text).items() if "contacts" in path]
    assert found == ["doubtful", "likely"]


def test_tickers_quotations_and_passages():
    text = (
        TOP + TITLE + LINE + BODY
        + '\n"We are proud of this pump," said Ann Loomis, president of Brightwater Pumps, Inc.\n'
        + "\nAbout Brightwater Pumps, Inc.\n\nBrightwater Pumps, Inc. makes pumps for towns in the north.\n"
        + "\nThis press release contains forward-looking statements within the meaning of the Private Securities\n"
        + "Litigation Reform Act of 1995. Actual results could differ materially.\n"
    )  # fmt: skip
    found = judged(text)
    assert found["releases.0.tickers.0"].level == "certain"
    assert found["releases.0.quotations.0"].reason == "in quotation marks, with a speaker and a role"
    assert found["releases.0.about"].level == "certain"
    assert found["releases.0.safe_harbor"].reason == "speaks of forward-looking statements"
