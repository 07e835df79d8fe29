"""Tables typed in columns: heads over columns, figures whole, labels over two lines; what is not certain."""

from neoarchive.parser.plain import read_plain
from neoarchive.parser.release.typed_tables import read_typed, rows_of, sections
from neoarchive.parser.types import Table


def table(text: str) -> Table | None:
    return read_typed(text, rows_of(read_plain(text, 0, len(text))))


def rows(text: str) -> list[list[str]]:
    found = table(text)
    assert found is not None
    return [[cell.text for cell in row] for row in found.rows]


SPANNED = """\
                       BRIGHTWATER PUMPS, INC.
                 CONDENSED STATEMENTS OF OPERATIONS
                                       Three months ended       Six months ended
                                            June 30,                June 30,
                                         1999       1998         1999       1998
                                      -------    -------      -------    -------
Revenues                              $   216    $   134      $   402    $   251
Expenses:
  Research and development              4,902      3,118        9,214      5,877
Net loss                              $(5,412)   $(3,611)    $(10,180)   $(6,832)
                                      =======    =======      =======    =======
"""


def test_heads_over_two_columns_and_stacked_heads() -> None:
    """ "June 30," is centred under "Three months ended": both stand over the same two columns."""
    found = table(SPANNED)
    assert found is not None
    assert found.header_rows == 2
    top = [(c.text, c.colspan, c.header) for c in found.rows[0]]
    assert top == [
        ("", 1, ""),
        ("Three months ended June 30,", 2, "colgroup"),
        ("Six months ended June 30,", 2, "colgroup"),
    ]
    assert [c.text for c in found.rows[1]] == ["", "1999", "1998", "1999", "1998"]
    assert found.caption is not None
    assert found.caption.text == "BRIGHTWATER PUMPS, INC. CONDENSED STATEMENTS OF OPERATIONS"


def test_figures_are_whole_and_headings_stay_rows() -> None:
    assert rows(SPANNED)[2:] == [
        ["Revenues", "$216", "$134", "$402", "$251"],
        ["Expenses:", "", "", "", ""],
        ["Research and development", "4,902", "3,118", "9,214", "5,877"],
        ["Net loss", "$(5,412)", "$(3,611)", "$(10,180)", "$(6,832)"],
    ]


def test_every_cell_knows_its_place() -> None:
    found = table(SPANNED)
    assert found is not None
    for row in found.rows:
        for cell in row:
            printed = "".join(SPANNED[a:b] for a, b in cell.at)
            assert "".join(printed.split()) == "".join(cell.text.split())


def test_a_stroke_says_how_far_a_head_reaches() -> None:
    """The second head stands a line lower than the first and its stroke shares a line with words."""
    assert rows("""\
                            Three months ended              Year ended
                        ---------------------------       December 31,
                        March 31,     December 31,     ------------------
                          1998            1997           1997       1996
                        ---------     ------------     -------    -------
Net sales                $ 247.3        $ 241.6        $ 951.8    $ 902.4
Operating income            28.4           25.1          103.4       79.4
""")[:2] == [
        ["", "Three months ended", "Year ended December 31,"],
        ["", "March 31, 1998", "December 31, 1997", "1997", "1996"],
    ]


def test_a_label_over_two_lines_is_one_row() -> None:
    assert rows("""\
                                         1999        1998
Net income per common share and
  common equivalent share               $ .52       $ .37
Average shares outstanding
  (thousands)                          28,412      28,377
""")[1:] == [
        ["Net income per common share and common equivalent share", "$.52", "$.37"],
        ["Average shares outstanding", "", ""],
        ["(thousands)", "28,412", "28,377"],
    ]


def test_dot_leaders_dashes_and_per_cents() -> None:
    assert rows("""\
                                      1999        1998     Change
Revenues ........................  $11,455      $6,751      69.7%
Restructuring ...................       --         862        --
Gross margin ....................     41 %         39 %       2.0
""")[1:] == [
        ["Revenues", "$11,455", "$6,751", "69.7%"],
        ["Restructuring", "--", "862", "--"],
        ["Gross margin", "41 %", "39 %", "2.0"],
    ]


def test_tables_under_one_another_are_parted_at_their_heads() -> None:
    text = """\
                              1999        1998
Revenues                   $11,455      $6,751
Net income                 $ 4,688      $2,312
                           =======      ======
                    BALANCE SHEETS
                                   June 30,     March 31,
                                     1999         1999
Cash                               $1,920       $3,344
Total assets                       $8,171       $9,158
"""
    lines = read_plain(text, 0, len(text))
    assert [lines[i].text.strip() for i in sections(rows_of(lines))] == ["1999        1998", "BALANCE SHEETS"]


def test_a_word_between_two_columns_makes_the_table_uncertain() -> None:
    assert (
        table("""\
                              1999        1998
Revenues                   $11,455      $6,751
Net income                   see note below     12
""")
        is None
    )


def test_a_list_of_years_is_no_table() -> None:
    assert table("Founded        1987\nIncorporated   1991\n") is None
