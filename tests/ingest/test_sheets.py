"""Companies and people as tables: out and in again changes nothing; what differs is told, doubt is a fault."""

import csv
import io

import pytest

from neoarchive.ingest import history, sheets, withdraw
from neoarchive.models import Change, Company, Contact, SearchDocument
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_release

pytestmark = pytest.mark.django_db


def exported(sheet: sheets.Sheet) -> list[dict[str, str]]:
    text = b"".join(sheets.lines(sheet)).decode("utf-8-sig")
    return [*csv.DictReader(io.StringIO(text, newline=""))]


def written(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, [*rows[0]])
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def planned(sheet: sheets.Sheet, data: bytes, *, may_add: bool = True) -> sheets.Plan:
    return sheets.plan(sheet, sheets.rows_of(sheets.text_of(data), sheet), may_add=may_add)


def table(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def test_out_and_in_again_changes_nothing() -> None:
    make_company("Café “Ünïted”, Inc.", cik="0000123456", irs_number="36-4479016", sic="INSTRUMENTS [3823]")
    for name in ("=Works, Inc.", "'=Odd", "'Twas Inc.", "-Dash", "@Home Corp", "+Plus", "Two  blanks", 'Q "quoted" Co'):
        make_company(name)
    make_contact("=Ada", "+Calder")
    for sheet, count in ((sheets.COMPANIES, 9), (sheets.PEOPLE, 1)):
        plan = planned(sheet, b"".join(sheets.lines(sheet)))
        assert (plan.rows, plan.unchanged) == ([], count)


def test_no_cell_is_a_formula_and_the_apostrophe_is_no_part_of_the_value() -> None:
    make_company("Other")
    company = make_company("=HYPERLINK(1)")
    row = exported(sheets.COMPANIES)[1]
    assert row["name"] == "'=HYPERLINK(1)"
    plan = planned(sheets.COMPANIES, written([{**row, "name": "'=SUM(2)"}]))
    assert [(one.before, one.after) for one in plan.changed[0].edits] == [("=HYPERLINK(1)", "=SUM(2)")]
    # A spreadsheet that takes the apostrophe for its own sign saves the cell without it.
    assert planned(sheets.COMPANIES, written([{**row, "name": company.name}])).rows == []


def test_the_export_is_read_in_batches(django_assert_num_queries, monkeypatch) -> None:
    monkeypatch.setattr(sheets, "_BATCH", 3)
    for number in range(7):
        make_company(f"Company {number}")
    with django_assert_num_queries(4):
        assert len(exported(sheets.COMPANIES)) == 7


def test_who_is_withdrawn_is_not_exported_and_not_changed(editor) -> None:
    person = make_contact()
    make_appearance(make_release(), person)
    withdraw.withdraw(person, editor, "Asked for it")
    assert exported(sheets.PEOPLE) == []
    plan = planned(sheets.PEOPLE, table("id,name", f"{person.pk},Ada Marsh-Stone"))
    assert "withdrawn" in plan.faulty[0].faults[0]
    assert "Ada" not in plan.faulty[0].title


def test_differences_are_told_and_nothing_is_written() -> None:
    company = make_company("Calder", state_of_incorporation="Delaware")
    data = table("ID,cik,state_of_incorporation", f"{company.pk},123456,", ",,")
    plan = planned(sheets.COMPANIES, data)
    edits = [(one.label, one.before, one.after) for one in plan.changed[0].edits]
    assert edits == [("CIK", "", "0000123456"), ("State of incorporation", "Delaware", "")]
    company.refresh_from_db()
    assert (company.cik, company.state_of_incorporation) == (None, "Delaware")
    assert not Change.objects.exists()


def test_what_is_applied_is_in_the_history_and_the_index(editor) -> None:
    company = make_company("Calder")
    make_release(make_filing(company))
    other = make_company("Left alone")
    data = table("id,name,cik", f"{company.pk},Tidal Works,77", f"{other.pk},Not this,", ",Newcomer Corp,88")
    plan = planned(sheets.COMPANIES, data)
    assert sheets.apply(sheets.COMPANIES, plan, editor, "list.csv", frozenset({3})) == 2
    company.refresh_from_db()
    assert (company.name, company.cik, company.sort_name) == ("Tidal Works", "0000000077", "tidal works")
    assert "§wtidal" in SearchDocument.objects.get().apart
    other.refresh_from_db()
    assert other.name == "Left alone"
    new = Company.objects.get(cik="0000000088")
    assert new.slug == "newcomer"
    changes = {change.record: change for change in Change.objects.all()}
    assert set(changes) == {company.pk, new.pk}
    assert {one.reason for one in changes.values()} == {"From the table list.csv"}
    assert {one.by for one in changes.values()} == {editor}
    history.revert(changes[company.pk], editor)
    company.refresh_from_db()
    assert (company.name, company.cik) == ("Calder", None)
    assert [(one.label, one.after) for one in history.differences(changes[new.pk])]


def test_a_new_person_is_found_by_the_next_filing_that_names_them(editor) -> None:
    plan = planned(sheets.PEOPLE, table("id,kind,name,organization", ',person,Ada Marsh,"Calder Instruments, Inc."'))
    sheets.apply(sheets.PEOPLE, plan, editor, "list.csv")
    person = Contact.objects.get()
    assert (person.key, person.slug) == ("person|ada marsh|calder instruments", "ada-marsh")
    again = planned(sheets.PEOPLE, table("id,kind,name,organization", ",person,ADA MARSH,Calder Instruments"))
    assert f"id {person.pk}" in again.faulty[0].faults[0]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("999,Any,,", "no company with the id 999"),
        ("x,Any,,", "no company with the id x"),
        ("{a},,,", "Name: it can’t be empty"),
        ("{a},Calder,12345678901,", "is no CIK"),
        ("{a},Calder,1.23E+09,", "shortened"),
        ("{a},Calder,0000000042,", "merge the two"),
        ("{a},Calder,,perhaps", "neither yes nor no"),
        ("{a},Calder", "It has 2 cells, the header 4"),
        (",,77,", "it can’t be empty"),
        (",Calder,,", "company of this name"),
        (",Stranger,42,", "that of Other"),
        ("{a}," + "x" * 301 + ",,", "at most 300"),
    ],
)
def test_a_row_in_doubt_is_a_fault_that_says_what_to_do(editor, row, fault) -> None:
    company = make_company("Calder")
    make_company("Other", cik="0000000042")
    before = list(Company.objects.order_by("pk").values_list())
    plan = planned(sheets.COMPANIES, table("id,name,cik,invented", row.format(a=company.pk)))
    assert [fault in one for one in plan.faulty[0].faults] == [True]
    assert sheets.apply(sheets.COMPANIES, plan, editor, "list.csv") == 0
    assert list(Company.objects.order_by("pk").values_list()) == before


def test_the_same_twice_is_a_fault_of_the_second() -> None:
    company = make_company("Calder")
    plan = planned(
        sheets.COMPANIES, table("id,name,cik", f"{company.pk},New,5", f"{company.pk},Newer,", ",Third,5", ",Fourth,5")
    )
    assert [one.line for one in plan.faulty] == [3, 4, 5]
    assert "Line 2 has the same id" in plan.faulty[0].faults[0]
    assert "Line 2 gives the same CIK" in plan.faulty[1].faults[0]
    people = planned(sheets.PEOPLE, table("id,name", ",Ada Marsh", ",ADA MARSH"))
    assert "Line 2 adds the same" in people.faulty[0].faults[0]


def test_a_new_record_has_a_name() -> None:
    plan = planned(sheets.COMPANIES, table("id,cik", ",77"))
    assert plan.faulty[0].faults == ["A new record has a name."]


def test_who_may_not_add_adds_nothing() -> None:
    plan = planned(sheets.COMPANIES, table("id,name", ",Newcomer"), may_add=False)
    assert "you may not add" in plan.faulty[0].faults[0]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty"),
        (b"id,name\r\n", "no rows"),
        (b"id;name\r\n1;Calder\r\n", "parted by semicolons"),
        (b"id\tname\r\n1\tCalder\r\n", "parted by tabs"),
        ("id,name\r\n1,Calder\r\n".encode("utf-16"), "UTF-16"),
        ("id,name\n1,Café\n".encode("cp1252"), "line 2 has the byte E9"),
        (b"PK\x03\x04 a workbook", "a workbook"),
        (b"id,name\n1,Cal\0der\n", "NUL"),
        (b"id,name,colour\n1,Calder,red\n", "No such column: colour"),
        (b"id,name,name\n1,Calder,Calder\n", "stands there twice: name"),
        (b"name\nCalder\n", "column id is missing"),
        (b'id,name\n1,"Calder"x\n', "Line 2 can’t be read"),
        (b'id,name\n1,"Calder\n', "can’t be read"),
        (b"x" * (sheets.LARGEST + 1), "more than 8 MB"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(data, told) -> None:
    with pytest.raises(sheets.CannotRead, match=told):
        planned(sheets.COMPANIES, data)


def test_lines_are_counted_as_the_file_has_them() -> None:
    company = make_company("Calder")
    data = table("id,name", "", f'{company.pk},"Two\r\nlines"', "x,Any")
    assert [one.line for one in planned(sheets.COMPANIES, data).rows] == [3, 5]


def test_too_many_differences_are_not_shown_in_part(monkeypatch) -> None:
    monkeypatch.setattr(sheets, "MOST", 2)
    with pytest.raises(sheets.CannotRead, match="Split the file"):
        planned(sheets.COMPANIES, table("id,name", ",One", ",Two", ",Three"))


def test_planning_asks_the_database_the_same_for_many_rows(django_assert_max_num_queries) -> None:
    numbers = [make_company(f"Company {n}").pk for n in range(30)]
    rows = [f"{pk},Renamed {pk},{pk}" for pk in numbers]
    with django_assert_max_num_queries(2):
        assert len(planned(sheets.COMPANIES, table("id,name,cik", *rows)).changed) == 30
