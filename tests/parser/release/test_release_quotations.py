"""Who is quoted: the speaker after, before or in the middle of the words, short names resolved."""

import pytest

from tests.parser.release.reader import BODY, SECOND, release

HEAD = "BRIGHTWATER SHIPS PUMP\n\nAKRON, Ohio, June 15, 1999 -- " + BODY + "\n"
WORDS = "We are glad to bring water to the valley"

SPEAKERS = [
    # (paragraph, speaker, title)
    (
        f'"{WORDS}," said Eldon C. Miller, chairman and CEO of Brightwater.',
        "Eldon C. Miller",
        "chairman and CEO of Brightwater",
    ),  # after
    (
        f'"{WORDS}," said Ron Chetter, president of the pump group. "It has long been dry there and in the hills."',
        "Ron Chetter",
        "president of the pump group",
    ),
    (
        f'Eldon Miller, chairman and CEO of Brightwater, stated, "{WORDS}."',
        "Eldon Miller",
        "chairman and CEO of Brightwater",
    ),  # before
    (
        f'Commenting upon the sale, William F. Farley, chairman of Brightwater, said, "{WORDS}."',
        "William F. Farley",
        "chairman of Brightwater",
    ),
    (
        f'According to Ada Quill, chief financial officer, "{WORDS}."',
        "Ada Quill",
        "chief financial officer",
    ),
    (
        f"“{WORDS},” said Jensen Hu, founder and CEO of Brightwater.",
        "Jensen Hu",
        "founder and CEO of Brightwater",
    ),  # typographic marks
    # the firm and the title before the name, after the words and before them, in small letters and in large ones
    (f"“{WORDS},” said Brightwater board member Ed Wool.", "Ed Wool", "board member"),
    (f"“{WORDS},” said new CEO Lisa Su Park.", "Lisa Su Park", "CEO"),
    (
        f"“{WORDS},” said President and Chief Executive Officer Tom Ray.",
        "Tom Ray",
        "President and Chief Executive Officer",
    ),
    (f"Brightwater Chief Executive Officer Ron Vance stated: “{WORDS}.”", "Ron Vance", "Chief Executive Officer"),
    (f"Ada Quill, Chief Financial Officer: “{WORDS}.”", "Ada Quill", "Chief Financial Officer"),  # a colon, no verb
    (
        f"“{WORDS},” said Brightwater Pumps Vice President of Sales Ada Quill.",
        "Ada Quill",
        "Vice President of Sales",
    ),  # a department behind the title
    # names in capitals, as typewriters set them
    (f'ADA B. QUILL, President, said: "{WORDS}."', "ADA B. QUILL", "President"),
    (f'"{WORDS}," said ADA QUILL, Chairman and CEO.', "ADA QUILL", "Chairman and CEO"),
    # names with small words, marks and degrees
    (f"“{WORDS},” said Ursula von der Heide, CEO.", "Ursula von der Heide", "CEO"),
    (f"“{WORDS},” says Jean-Luc de la Tour, Chairman.", "Jean-Luc de la Tour", "Chairman"),
    (
        f"“{WORDS},” stated Kevin O'Hara-Smith, M.D., Ph.D., the study's principal investigator.",
        "Kevin O'Hara-Smith, M.D., Ph.D.",
        "principal investigator",
    ),
    # a straight mark at one end, a curly one at the other
    (f'"{WORDS},” said Ada Quill, CFO. “It has long been dry there.”', "Ada Quill", "CFO"),
    (f'“{WORDS}," said Ada Quill, CFO. "It has long been dry there."', "Ada Quill", "CFO"),
]


@pytest.mark.parametrize(("paragraph", "speaker", "title"), SPEAKERS)
def test_speaker(paragraph, speaker, title):
    found = release(HEAD + paragraph + "\n")
    assert found.quotations
    assert all(q.speaker.text == speaker for q in found.quotations)
    assert found.quotations[0].speaker_title.text == title
    assert found.quotations[0].text.startswith(WORDS)
    assert found.quotations[0].block == 1


RESOLVED = [
    f'Dr. Glas stated that "{WORDS}."',
    f'"{WORDS}" concluded Dr. Glas.',
    f'In discussing the pump, Dr. Glas noted, "{WORDS}."',
]


@pytest.mark.parametrize("paragraph", RESOLVED)
def test_a_short_name_gets_the_full_name_and_title(paragraph):
    introduced = (
        "At a congress in Bonn, Dr. Alvin J. Glas, Brightwater's President, CEO and Director of "
        "Research, reported that pumps work.\n\n"
    )
    text = HEAD + introduced + paragraph + "\n"
    (quote,) = release(text).quotations
    assert quote.speaker.text == "Dr. Alvin J. Glas"
    assert quote.speaker_title.text == "President, CEO and Director of Research"
    assert quote.speaker.note == "Named here as Dr. Glas"
    assert text[slice(*quote.at[0])].startswith(WORDS)


NONE = [
    'It appears to work by "turning on" the well, it was further reported.',  # a term
    'The section "Risk Factors Which May Affect Our Future Results" in the report describes '
    "them.",  # a title of a section
    'Jane Doe and John Roe said, "We look forward to working with one another."',  # two who speak as one
    f"“{WORDS},” said Paula West, CEO of Brightwater, and Otto Lang, CEO of Low Stone.",  # each with a title
    f"“{WORDS},” the company said.",  # nobody's
    SECOND,  # no marks at all
]


@pytest.mark.parametrize("paragraph", NONE)
def test_no_quotation(paragraph):
    assert release(HEAD + paragraph + "\n").quotations == ()


def test_short_words_beside_a_speaker_are_speech_and_terms_are_none():
    """A short quotation must not turn the words between two quotations into one."""
    text = HEAD + '"The price is fair," Ada Quill said. The "Pump" trade knows it. "We are very pleased."\n'
    assert [q.text for q in release(text).quotations] == ["The price is fair,", "We are very pleased."]


def test_the_firm_whose_officer_speaks_is_no_speaker():
    found = release(HEAD + f'"{WORDS}," said Brightwater\'s vice president of human resources, Ada Quill.\n')
    assert all(q.speaker.text != "Brightwater's" for q in found.quotations)


def test_what_is_said_of_a_speaker_is_no_title():
    text = HEAD + f'"{WORDS}," noted Ada Quill, who has been with the company since 1987.\n'
    (quote,) = release(text).quotations
    assert (quote.speaker.text, quote.speaker_title) == ("Ada Quill", None)


def test_a_paragraph_of_words_alone_is_the_speakers_before_it():
    text = HEAD + f'"{WORDS}," said Ada Quill.\n\n"We have the people to do it and the pumps."\n\n{SECOND}'
    assert [(q.speaker.text, q.block) for q in release(text).quotations] == [("Ada Quill", 1), ("Ada Quill", 2)]


def test_words_whose_marks_are_not_closed_go_on_in_the_next_paragraph():
    text = HEAD + f'"{WORDS}, and so to its people.\n\n"We have the people to do it," Ada Quill added.\n'
    assert [(q.speaker.text, q.block) for q in release(text).quotations] == [("Ada Quill", 1), ("Ada Quill", 2)]


def test_a_term_within_the_words_does_not_end_them():
    text = HEAD + '“He called it "the best" we have,” said Ada Quill.\n'
    assert [q.text for q in release(text).quotations] == ['He called it "the best" we have,']
