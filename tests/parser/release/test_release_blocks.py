"""The body: paragraphs over lines and pages, furniture, headings, lists, tables, boilerplate."""

import pytest

from tests.parser.release.reader import BODY, SECOND, read, release

HEAD = "BRIGHTWATER SHIPS PUMP\n\nAKRON, Ohio, June 15, 1999 -- "


def kinds(found):
    return [b.kind for b in found.blocks]


FURNITURE = [
    "- more -", "-MORE-", "(more)", "... more ...", "--More--", "Page 2", "PAGE TWO", "Page 2 of 5",
    "- 2 -", "-2-", "2",
    "Exhibit 99.1-1", "Exhibit 99.1", "(Tables follow)",
    "- Financial Table Follows -", "----------", "<PAGE>", "<PAGE>   2", "\f",
]  # fmt: skip


@pytest.mark.parametrize("mark", FURNITURE)
def test_a_page_break_within_a_sentence_is_left_out(mark):
    first, second = (
        "the company will be serviced as an independent subsidiary of\n",
        "Brightwater Pumps, Inc., and its founder will become a director.\n",
    )
    text = HEAD + BODY + "\n" + "After the merger is complete, which is expected before the end of the year,\n" + first
    text += f"\n\n{'<PAGE>' if mark == '2' else ''}{mark if mark != '2' else '   2'}\n\n" + second
    found = release(text)
    assert kinds(found) == ["paragraph", "paragraph"]
    assert found.blocks[1].text.endswith(
        "subsidiary of Brightwater Pumps, Inc., and its founder will become a director."
    )
    assert mark.strip() in ("2", "\f", "<PAGE>", "") or mark not in found.blocks[1].text


@pytest.mark.parametrize(
    "mark",
    [
        *("###", "# # #", "#", "-30-", "- 30 -", "* * * * *", "-End-", "END", "###END###", "-oOo-", "ooo"),
        *("End of Release", "--30--mf/sf*"),
    ],
)
def test_end_marks_are_no_text(mark):
    reading = read(HEAD + BODY + "\n" + SECOND + f"\n          {mark}\n")
    assert kinds(reading.releases[0]) == ["paragraph", "paragraph"]
    assert reading.segments[-1].kind == "end-mark"


TEXT_STAYS = [
    "We want to do more\n",  # "more" in a sentence
    "Pumps sold in the year were 30\n",  # a number at the end
]


@pytest.mark.parametrize("line", TEXT_STAYS)
def test_sentences_are_no_furniture(line):
    found = release(HEAD + BODY + "\n" + SECOND + "\n" + line)
    assert found.blocks[-1].text == line.strip()


def test_first_line_indents_part_paragraphs():
    text = HEAD + BODY + "         " + SECOND.replace("\n", "\n", 1) + "         " + SECOND
    assert kinds(release(text)) == ["paragraph"] * 3


def test_double_spaced_typing_is_one_paragraph():
    body = (BODY + SECOND + SECOND + SECOND).strip().replace("\n", "\n\n")
    text = HEAD.strip() + " " + body + "\n\n\n" + SECOND.strip().replace("\n", "\n\n") + "\n"
    assert kinds(release(text)) == ["paragraph", "paragraph"]


def test_lists_and_headings():
    text = (
        HEAD + BODY + "\nHighlights of the Quarter\n\n   o  Pumps shipped rose to 412 from 380\n\n   o  Wells "
        "restored rose to 55\n\n" + SECOND
    )
    found = release(text)
    assert kinds(found) == ["paragraph", "heading", "list_item", "list_item", "paragraph"]
    assert found.blocks[2].text == "Pumps shipped rose to 412 from 380"


def test_a_titled_line_straight_above_its_paragraph_is_a_heading():
    call = "Brightwater will hold a conference call at ten in the morning, to which all are invited.\n"
    found = release(HEAD + BODY + "\nConference Call\n" + call)
    assert [(b.kind, b.text) for b in found.blocks[1:2]] == [("heading", "Conference Call")]
    assert kinds(found) == ["paragraph", "heading", "paragraph"]


def test_a_list_above_a_typed_table_is_no_part_of_it():
    table = "             1999      1998\nRevenues   $1,455    $ 751\nLoss          (20)      (31)\n"
    found = release(HEAD + BODY + "\no  Sales rose.\n\no  Backlog was a record.\n\n" + table)
    assert kinds(found) == ["paragraph", "list_item", "list_item", "table"]


def test_a_bullet_in_a_line_of_its_own_belongs_to_what_follows():
    html = (
        "<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 -- " + BODY + "</p><div>&#8226;</div>"
        "<div>Pumps shipped rose to 412 from 380.</div><p>" + SECOND + "</p>"
    )
    found = release(html, markup=True)
    assert [(b.kind, b.text) for b in found.blocks][1] == ("list_item", "Pumps shipped rose to 412 from 380.")


def test_a_table_whose_columns_run_into_one_another_is_kept_as_typed():
    """Two figures of a row share the stretch that a figure of another row takes: no reader can be sure."""
    table = (
        "                  Brightwater Pumps, Inc.\n\n"
        "                                   1999           1998\n"
        "Revenues                     $11,455,000    $ 6,751,000\n"
        "Expenses                          3,576,000 to 2,886,000\n"
        "Net income                          $ 7,879,000        \n"
    )
    reading = read(HEAD + BODY + "\n" + SECOND + "\n" + table + "\n###\n")
    found = reading.releases[0]
    assert kinds(found) == ["paragraph", "paragraph", "table"]
    assert found.blocks[2].table is None
    assert "Revenues                     $11,455,000    $ 6,751,000" in found.blocks[2].text
    assert "table-as-typed" in [w.code for w in reading.warnings]


def test_cells_set_out_one_under_another_are_a_table():
    cells = "\n\n".join(
        [
            "Three Months Ended",
            "1999",
            "1998",
            "Revenues",
            "$11,455",
            "$6,751",
            "Expenses",
            "3,576",
            "2,886",
            "Net income",
            "$7,879",
            "$3,865",
        ]
    )
    found = release(HEAD + BODY.replace("\n", " ") + "\n\n" + SECOND.replace("\n", " ") + "\n\n" + cells + "\n")
    assert kinds(found) == ["paragraph", "paragraph", "table"]


ROWS = (
    "<table><tr><td></td><td></td><td colspan=2>1999</td><td></td><td colspan=2>1998</td><td></td></tr>"
    "<tr><td>Revenue</td><td></td><td>$</td><td>42,314</td><td></td><td>$</td><td>36,455</td><td></td></tr>"
    "<tr><td>Loss</td><td></td><td>$</td><td>(971</td><td>)</td><td>$</td><td>(857</td><td>)</td></tr></table>"
)


def test_a_markup_table_has_its_figures_whole_and_no_spacer_columns():
    html = (
        "<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 -- "
        + BODY
        + "</p>"
        + ROWS
        + "<p>"
        + SECOND
        + "</p>"
    )
    found = release(html, markup=True)
    assert kinds(found) == ["paragraph", "table", "paragraph"]
    table = found.blocks[1].table
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["", "1999", "1998"],
        ["Revenue", "$42,314", "$36,455"],
        ["Loss", "$(971)", "$(857)"],
    ]
    assert table.header_rows == 1


def test_a_unit_in_words_keeps_its_blank():
    """ "pts" in a cell of its own is a word beside the figure; "%" is part of it."""
    rows = (
        "<table><tr><td></td><td colspan=2>1999</td><td colspan=2>1998</td></tr>"
        "<tr><td>Gross margin</td><td>55.2</td><td>%</td><td>1.5</td><td>pts</td></tr>"
        "<tr><td>Net margin</td><td>11.2</td><td>%</td><td>0.9</td><td>pts</td></tr></table>"
    )
    html = f"<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 -- {BODY}</p>{rows}<p>{SECOND}</p>"
    table = release(html, markup=True).blocks[1].table
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["Gross margin", "55.2%", "1.5 pts"],
        ["Net margin", "11.2%", "0.9 pts"],
    ]


def test_heads_of_several_lines_stand_over_their_columns():
    """ "<br>" in the heads of columns, as word processors set them; headings above the table are its caption."""
    rows = (
        "<table><tr><td></td><td></td><td colspan=5><b>Three Months Ended<br>June 30,</b></td></tr>"
        "<tr><td></td><td></td><td colspan=2>1999<br>(restated)</td><td></td><td colspan=2>1998<br>&nbsp;</td></tr>"
        "<tr><td>Revenue (1)</td><td></td><td>$</td><td>42,314</td><td></td><td>$</td><td>36,455</td></tr>"
        "<tr><td>Costs</td><td></td><td></td><td>41,002</td><td></td><td></td><td>35,118</td></tr></table>"
    )
    html = (
        f"<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 -- {BODY}</p>"
        f"<p align=center><b>STATEMENTS OF INCOME</b></p>{rows}<p>(1) Includes sales to farms.</p><p>{SECOND}</p>"
    )
    found = release(html, markup=True)
    assert kinds(found) == ["paragraph", "table", "list_item", "paragraph"]
    table = found.blocks[1].table
    assert table.caption.text == "STATEMENTS OF INCOME"
    assert [(c.text, c.colspan) for c in table.rows[0]] == [("", 1), ("Three Months Ended June 30,", 2)]
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["", "1999 (restated)", "1998"],
        ["Revenue (1)", "$42,314", "$36,455"],
        ["Costs", "41,002", "35,118"],
    ]
    assert [note.text for note in table.notes] == ["(1) Includes sales to farms."]


def test_heads_set_as_paragraphs_of_their_cells_are_one_row():
    """Office software of the 2010s and 2020s sets each line of a head as a paragraph of its own."""
    rows = (
        "<table><tr><td><p>(in millions)</p></td><td><p><b>Operating</b></p><p><b>income</b></p></td>"
        "<td><p><b>Net</b></p><p><b>income</b></p></td></tr>"
        "<tr><td><p>This year</p></td><td><p>$42,314</p></td><td><p>36,455</p></td></tr>"
        "<tr><td><p>Last year</p></td><td><p>41,002</p></td><td><p>35,118</p></td></tr></table>"
    )
    html = f"<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 2019 -- {BODY}</p><p>{SECOND}</p>{rows}"
    found = release(html, markup=True)
    table = next(b.table for b in found.blocks if b.kind == "table")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["(in millions)", "Operating income", "Net income"],
        ["This year", "$42,314", "36,455"],
        ["Last year", "41,002", "35,118"],
    ]
    assert table.header_rows == 1


def test_a_wire_s_own_lines_are_no_text():
    tail = "KEYWORD: WASHINGTON\nINDUSTRY KEYWORD: SOFTWARE\n\n(BWPI)\n"
    found = release(HEAD + BODY + "\n" + SECOND + "\n" + tail)
    assert kinds(found) == ["paragraph", "paragraph"]


def test_a_newswire_s_codes_and_links_are_no_text():
    tail = (
        "-0-                             06/15/99\n\nCO:  Brightwater Pumps, Inc.\nST:  Ohio\nIN:  MAC\nSU:  ERN\n\n"
        "View original content to download multimedia: http://www.example.com/brightwater-ships-pump-30120.html\n"
        "\nRelated Links\n"
    )
    found = release(HEAD + BODY + "\n" + SECOND + "\n" + tail)
    assert kinds(found) == ["paragraph", "paragraph"]


def test_a_release_of_two_paragraphs_may_end_with_what_the_company_is():
    found = release(HEAD + BODY + "\nBrightwater Pumps, Inc. is the holding company of seven pump works in Ohio.\n")
    assert kinds(found) == ["paragraph", "about"]


def test_a_table_that_lays_out_a_list_is_none():
    rows = "".join(
        f"<tr><td></td><td>o</td><td>{name}, president, pump unit {n};</td></tr>"
        for n, name in enumerate(("Ada Quill", "Ben Marsh"))
    )
    html = "<p><b>Brightwater Ships Pump</b></p><p>AKRON, Ohio, June 15, 1999 -- " + BODY + f"</p><table>{rows}</table>"
    found = release(html, markup=True)
    assert kinds(found) == ["paragraph", "list_item", "list_item"]
    assert found.blocks[1].text == "Ada Quill, president, pump unit 0;"


ABOUT = [
    # under its heading, with and without a blank line between
    "About Brightwater Pumps, Inc.\n\nBrightwater Pumps makes pumps for towns and farms.\n",
    "ABOUT BRIGHTWATER PUMPS\nBrightwater Pumps makes pumps for towns and farms, and has done "
    "so since the year\nin which the first of its wells was dug.\n",
    # no heading
    "Brightwater Pumps is engaged in the discovery and development of pumps that lift water for\ntowns and farms.\n",
    "Based in Akron, Ohio, Brightwater Pumps, Inc. is the parent company of Low Stone, Inc., "
    "which owns\nthe pump works of Toledo.\n",
    "Brightwater Pumps, headquartered in Akron, is a holding company for Low Stone, Inc. and Wells Plus,\nInc.\n",
    "With more than 4 million customers, Akron-based Brightwater Pumps (Nasdaq: BWPI) is the "
    "premier\nwater company of the state.\n",
    # a plain statement of the business, among the last paragraphs
    "Brightwater Pumps, Inc. makes pumps at Akron, Ohio, and at Cradock, Indiana. It employs about 4,200\npeople.\n",
    "Brightwater Pumps, Inc. owns and operates 47 pump works in Ohio and Indiana.\n",
    "Brightwater Pumps, Inc., with sales of $860 million, distributes pumps to farmers in eleven counties.\n",
    # the heading run in
    "About Brightwater: Brightwater Pumps is a maker of pumps for towns and farms, and has been since 1987.\n",
    # a period in the name before the verb
    "Brightwater Pumps, Inc. is a multi-pump holding company with 31 works in the north of the state.\n",
    # "The Company" among the last paragraphs, with what only such passages say
    "The Company designs, makes and markets pumps for wells, and has 3,100 employees in nine countries.\n",
    # the company's name alone as heading
    "Brightwater Pumps, Inc.\n\nBrightwater Pumps, Inc. is one of the leading makers of pumps "
    "in the country. It\nwas founded in 1987 and employs four people.\n",
]


@pytest.mark.parametrize("passage", ABOUT)
def test_about(passage):
    found = release(HEAD + BODY + "\n" + SECOND + "\n" + SECOND + "\n" + passage)
    assert kinds(found)[-1] == "about"
    assert "about" not in kinds(found)[:-1]


HARBOR = [
    "This press release contains forward-looking statements regarding future events that "
    "involve risks and uncertainties.\n",
    "Except for historical information contained herein, the matters set forth in this news "
    "release are forward-looking\n"
    "statements that are subject to certain risks and uncertainties.\n",
    'Certain statements contained herein including, without limitation, "decreasing operating '
    'expenses", are forward looking\n'
    "statements that involve risks and uncertainties.\n",
    "Forward Looking Statement: The matters set forth in this public dissemination are "
    "forward-looking statements within the\n"
    "context of the Private Securities Litigation Reform Act of 1995.\n",
    "In addition to historical information, this press release contains “forward-looking "
    "statements” within the meaning of\nthe law. Each is subject to risks.\n",
    # a note behind an asterisk
    "* Any statements regarding future results are forward-looking statements within the meaning of the Private\n"
    "Securities Litigation Reform Act of 1995, and actual results may differ materially.\n",
    "Safe Harbor\n\nThe company's plans may change, and its results may differ materially from those it expects.\n",
]


@pytest.mark.parametrize("passage", HARBOR)
def test_safe_harbor(passage):
    found = release(HEAD + BODY + "\n" + SECOND + "\n" + SECOND + "\n" + passage)
    assert kinds(found)[-1] == "safe_harbor"
    assert "safe_harbor" not in kinds(found)[:-1]


NEITHER = [
    "About Helen Gale\n\nMost recently, Gale served as head of a college in Atlanta.\n",  # a person's life
    "Brightwater Pumps today said that it will hold its meeting in May, as it has done every "
    "year since 1987.\n",  # news
    "Brightwater Pumps provides guidance for the year: it expects sales of $41 million.\n",  # an outlook
    "The company looks forward to the year, and to the pumps it will bring to the towns of the "
    "state.\n",  # "looks forward"
]


@pytest.mark.parametrize("passage", NEITHER)
def test_neither_about_nor_safe_harbor(passage):
    found = release(HEAD + BODY + "\n" + SECOND + "\n" + SECOND + "\n" + passage)
    assert kinds(found)[-1] == "paragraph"


def test_a_release_of_one_paragraph_broken_by_a_running_head_is_read():
    text = (
        HEAD + "Brightwater Pumps, Inc. (Nasdaq: BWPI) today announced net income of $2.1 million, and the directors\n"
        "of the company approved the payment of\n\n-more-\n\nBrightwater Ships Pump\nPage 2\n\n"
        "a dividend of ten cents a share on August 1 to holders of record on July 22.\n\n###\n"
    )
    found = release(text)
    assert kinds(found) == ["paragraph"]
    assert "the payment of a dividend" in found.blocks[0].text
