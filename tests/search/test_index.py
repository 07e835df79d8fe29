"""The index keeps in step with the archive: on SQLite and, under tests/with_postgres.py, on PostgreSQL."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from neoarchive.ingest import service
from neoarchive.models import CompanyName, PressRelease, Registrant, SearchDocument
from neoarchive.search import facts, find, index
from neoarchive.search.backends import backend, postgres, sqlite
from neoarchive.search.conditions import compile
from neoarchive.search.query import parse
from tests.factories import (
    make_appearance,
    make_block,
    make_company,
    make_contact,
    make_filing,
    make_quotation,
    make_release,
)
from tests.filings import bare

pytestmark = pytest.mark.django_db


def found(query: str, drafts: bool = False, apart: bool = False) -> set[int]:
    asking = find.Asking(parse(query), apart=apart)
    matches = find.find(asking, drafts=drafts).matches
    assert find.count(asking, drafts=drafts) == len(find.keys(asking, drafts=drafts).keys) == len(matches)
    return {facts.release_id_of(match.key) for match in matches}


def test_a_release_is_found_by_what_it_says_and_what_it_is() -> None:
    company = make_company("NeoTherapeutics, Inc.", cik="0000831547")
    CompanyName.objects.create(company=company, name="Americus Funding Corp.")
    release = make_release(
        make_filing(company, items=("5", "7(c)"), form_type="8-K/A"),
        headline="Lead Compound Demonstrates Nerve Regeneration",
        subheadlines=[{"text": "A first for the company", "at": [], "lines": [1, 1]}],
        body=("The drug NEOTROFIN-TM- costs $1,250.50, says Form 10-K.", "Café by the company’s side."),
        tickers=("NEOT", "BRK.A"),
    )
    make_appearance(release, make_contact("Carol Gruetzner", "Ruder Finn"), title="Media Relations")
    make_release(headline="Something else", body=("Nothing of it.",))
    for query in [
        "nerve regeneration",
        '"nerve regeneration"',
        "neotrofin",
        "NEOTROFIN-TM-",
        "1250.50",
        "10K",
        "cafe",
        "CAFÉ",
        "regen*",
        '"costs 1,250.50 says"',
        "headline:nerve",
        "headline:first",
        "headline:re*",
        "company:neotherapeutics",
        'company:"americus funding"',
        "company:ameri*",
        "contact:gruetzner",
        'contact:"ruder finn"',
        "contact:media",
        "ticker:NEOT",
        "ticker:brk.a",
        "item:5 item:7 nerve",
        "form:8-K/A",
        "cik:831547",
        "nerve year:1998 year:1996..1999 year:1998.. year:..1998",
        "has:contact",
        "nerve -stroke",
        "-else",
        "-(something else)",
        "stroke OR nerve",
        "(stroke OR nerve) compound",
        "stroke OR (-else)",
    ]:
        assert found(query) == {release.pk}, query
    for query in [
        "stroke",
        '"regeneration nerve"',
        "headline:neotrofin",
        "company:carol",
        "contact:neotrofin",
        "ticker:NEO",
        "item:8.01",
        "form:8-K nerve",
        "year:1999.. nerve",
        "has:table",
        "nerve -compound",
        '"regeneration a first for" nothing',
    ]:
        assert found(query) == set(), query


def test_an_item_is_found_by_the_number_printed_and_by_todays() -> None:
    old = make_release(make_filing(items=()))
    old.filing.items.create(number="6", today="5.02")
    new = make_release(make_filing(items=()))
    new.filing.items.create(number="5.02(b)", today="5.02")
    index.index_release(old)
    index.index_release(new)
    assert found("item:5.02") == {old.pk, new.pk}
    assert found("item:6") == {old.pk}
    assert found("item:5") == set()


def test_passages_set_apart_are_found_where_asked_for_and_weigh_least() -> None:
    about = make_release(headline="One", blocks=[make_block("About us: zinc is what we mine.", "about")])
    body = make_release(headline="Two", body=("We mine zinc.",))
    headline = make_release(headline="Zinc", body=("We mine.",))
    make_appearance(about, make_contact("Carol Gruetzner", "Ruder Finn"))
    assert found("zinc") == {body.pk, headline.pk}
    asking = find.Asking(parse("zinc"), apart=True)
    best = find.ranked(asking, find.find(asking, drafts=False))
    assert [facts.release_id_of(match.key) for match in best] == [headline.pk, body.pk, about.pk]
    for query in [
        "gruetzner",
        '"zinc is what"',
        "zin* mine",
        "zinc NEAR/3 mine one",
        "one gruetz* zinc",
        "zinc -body -two",
    ]:
        assert about.pk not in found(query), query
        assert about.pk in found(query, apart=True), query
    # What is left out of a search is looked for in the same places.
    assert about.pk in found("one -zinc")
    assert about.pk not in found("one -zinc", apart=True)
    assert found("headline:zinc", apart=True) == {headline.pk}


def test_fields_of_dates_states_exhibits_and_speakers() -> None:
    company = make_company("Calder", state_of_incorporation="DE")
    filing = make_filing(company, report_date=date(1998, 7, 27))
    release = make_release(filing, headline="Nerve", exhibit="99.1")
    make_quotation(release, speaker="Ada Marsh", speaker_title="President and Chief Executive Officer")
    other = make_release(
        make_filing(make_company("Bermudan"), report_date=date(2001, 1, 1)), exhibit="20", headline="Nerve"
    )
    Registrant.objects.filter(filing=other.filing).update(state_of_incorporation="New York")
    undated = make_release(make_filing(report_date=None), released_on=None, headline="Nerve", exhibit=None)
    index.index_release(other)
    for query in [
        "state:Delaware",
        "state:de",
        "exhibit:99",
        "exhibit:99.1",
        "speaker:marsh",
        'speaker:"chief executive"',
    ]:
        assert found(query) == found(f"nerve {query}") == {release.pk}, query
        assert found(f"nerve -{query}") == {other.pk, undated.pk}, query
    assert found('state:"new york"') == found("exhibit:20") == {other.pk}
    assert found("exhibit:9") == found("speaker:nerve") == set()
    for query in [
        "before:1999",
        "before:1998-08",
        "before:1998-07-28",
        "-after:1998 after:1997",
        "before:1998-07-28 nerve",
    ]:
        assert found(query) == found(f"{query} OR zzz") == found(f"nerve ({query})") == {release.pk}, query
    for query in ["after:1998", "after:1998-07", "after:1998-07-27", "after:1998-07-27 before:2001-01-02", "year:2001"]:
        assert found(query) == found(f"{query} OR zzz") == {other.pk}, query
    for query in [
        "before:1998-07-27",
        "before:1900",
        "after:2099",
        "after:2001-01-01",
        "after:2000 before:1999",
        "year:1999",
    ]:
        assert found(query) == found(f"{query} OR zzz") == set(), query
    assert found("nerve -before:1999 -after:1999") == {undated.pk}


def test_words_near_one_another() -> None:
    release = make_release(headline="Alpha beta", body=("One two three four five six seven one.", "Gamma delta."))
    for query in [
        "one NEAR/1 three",
        "three NEAR/1 one",
        "one NEAR/3 five",
        "seven NEAR/1 one",
        "two NEAR six",
        "tw* NEAR/1 four",
    ]:
        assert found(query) == {release.pk}, query
    for query in [
        '"one two" NEAR/1 four',
        'four NEAR/1 "one two"',
        '"five six" NEAR/1 "one gamma"',
        "one NEAR/4 six NEAR/1 one",
    ]:
        assert found(query) == {release.pk}, query
    for query in ["two NEAR/1 five", '"one two" NEAR/1 five', "beta NEAR/50 one", "six NEAR/1 nothing"]:
        assert found(query) == set(), query
    assert found("one NEAR/1 five OR alpha") == {release.pk}
    assert found("alpha -(one NEAR/1 three)") == set()


def test_every_registrants_name_finds_the_release() -> None:
    filing = make_filing(make_company("LG&E Energy Corp."))
    Registrant.objects.create(filing=filing, company=make_company("Kentucky Utilities"), name="KU", position=1)
    release = make_release(filing)
    assert found("company:lg&e") == found("company:kentucky") == found("company:ku") == {release.pk}


def test_an_edit_replaces_what_was_found_before() -> None:
    release = make_release(headline="Old words", body=("Of old.",))
    PressRelease.objects.filter(pk=release.pk).update(
        headline="New words", blocks=[make_block("Of new.")], shown_date=date(2004, 5, 6)
    )
    index.index_release(release)
    assert found("old") == set()
    assert found("new year:2004") == {release.pk}
    assert SearchDocument.objects.get().key == facts.key_of(date(2004, 5, 6), release.pk)
    assert backend().sound()


def test_deleting_a_release_takes_it_out() -> None:
    release, other = make_release(headline="Nerve"), make_release(headline="Nerve two")
    release.delete()
    assert found("nerve") == {other.pk}
    other.filing.delete()
    assert found("nerve") == found("-x") == set()
    assert backend().sound()
    make_release(headline="Nerve three")
    assert len(found("nerve")) == 1


def test_removing_takes_a_release_out_and_can_be_repeated() -> None:
    release = make_release(headline="Nerve")
    index.remove(release.pk)
    index.remove(release.pk)
    assert found("nerve") == set()
    index.index_release(release)
    assert found("nerve") == {release.pk}
    assert backend().sound()


def test_drafts_are_for_staff() -> None:
    draft = make_release(make_filing(status="draft"), headline="Nerve")
    shown = make_release(headline="Nerve")
    for query in ["nerve", "-stroke", "nerve OR stroke", "year:1998"]:
        assert found(query) == {shown.pk}
        assert found(query, drafts=True) == {draft.pk, shown.pk}
    assert find.total(drafts=False) == 1
    assert find.total(drafts=True) == 2


def test_matches_come_newest_first_and_can_be_bounded() -> None:
    days = [date(1998, 1, 1), date(2024, 2, 29), date(1996, 12, 31), None]
    made = [make_release(make_filing(report_date=day), headline="Nerve", released_on=day) for day in days]
    expected = [made[i].pk for i in (1, 0, 2, 3)]
    for query in ["nerve", "ner*", "ner* -stroke", "-strok*", ""]:
        condition = compile(asked) if (asked := parse(query)) else None
        newest = backend().matches(condition, limit=9, keys=None, drafts=False)
        assert [facts.release_id_of(match.key) for match in newest] == expected
        oldest = backend().matches(condition, limit=9, keys=None, drafts=False, oldest=True)
        assert [facts.release_id_of(match.key) for match in oldest] == expected[::-1]
        assert len(backend().matches(condition, limit=2, keys=None, drafts=False)) == 2
        of_1998 = backend().matches(condition, limit=9, drafts=False, keys=facts.year_keys(1998))
        assert [facts.release_id_of(match.key) for match in of_1998] == [made[0].pk]
        spans = [(condition, keys) for keys in (None, facts.year_keys(1996), facts.month_keys(2024, 2))]
        assert backend().counts(spans, most=99, drafts=False) == [4, 1, 1]
        assert backend().counts(spans, most=2, drafts=False) == [2, 1, 1]
        newest_keys = [match.key for match in newest]
        assert backend().keys(condition, limit=3, keys=None, drafts=False) == newest_keys[:3][::-1]
    months = {day and day.replace(day=1): 1 for day in days}
    assert find.by_month(drafts=False) == months


def test_a_very_long_release_is_indexed_to_its_bound() -> None:
    text = " ".join(f"word{i}" for i in range(60_000))
    release = make_release(headline="Nerve", body=(text, "x" * 5000, "again " * 1000))
    assert found("word0 word30000 nerve") == {release.pk}
    assert found("word59999") == set()


def test_rebuilding_mends_a_damaged_index_and_tells_how_far_it_is() -> None:
    releases = [make_release(headline=f"Nerve {i}") for i in range(3)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO neoarchive_search(neoarchive_search) VALUES ('delete-all')")
        else:
            cursor.execute("DROP INDEX neoarchive_search")
    # Without its index PostgreSQL finds the same, slowly.
    assert found("nerve") == (set() if connection.vendor == "sqlite" else {release.pk for release in releases})
    assert not backend().sound()
    told = StringIO()
    call_command("rebuild_search", stdout=told)
    assert found("nerve") == {release.pk for release in releases}
    assert backend().sound()
    assert "3 of 3 releases" in told.getvalue()
    assert "3 releases indexed." in told.getvalue()


def test_rebuilding_takes_up_what_was_never_indexed() -> None:
    release = make_release(headline="Nerve")
    index.remove(release.pk)
    assert index.rebuild() == 1
    assert found("nerve") == {release.pk}


def test_an_index_whose_documents_were_flushed_is_emptied() -> None:
    make_release(headline="Nerve")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM neoarchive_searchdocument")
    index.forget_if_empty()
    assert backend().sound()


def test_facts_are_read_without_opening_the_long_rows() -> None:
    """A migration that rebuilds the table drops the index that makes it so: this tells."""
    if connection.vendor != "sqlite":
        pytest.skip("about a covering index of SQLite")
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT neoarchive_search.rowid, d.facts FROM neoarchive_search CROSS JOIN "
            "neoarchive_searchdocument d ON d.key = neoarchive_search.rowid WHERE neoarchive_search MATCH 'a' "
            "ORDER BY neoarchive_search.rowid DESC LIMIT 9"
        )
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "USING COVERING INDEX neoarchive_search_facts" in plan
    assert "TEMP B-TREE" not in plan


def test_both_languages_quote_every_token() -> None:
    condition = compile(parse('"a b" (cc* OR headline:d) -company:e') or pytest.fail("empty"))
    # What begins with "cc" is looked up when it is asked for; PostgreSQL's index has the first letters of words.
    assert sqlite.expression(condition) == '(("a b" AND ((\x02\x03cc\x04) OR headline : "d")) NOT "§we")'
    assert postgres.expression(condition) == "((('a' & 'b') & ('¤cc' | ('¶d'))) & !('§we'))"
    assert postgres.exact(condition) == "strpos(t, ' a b ') > 0"


@pytest.mark.parametrize("most", [0, 2, 500])
def test_beginnings_of_words_find_the_same_however_they_are_looked_up(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """0: all are left to the database; 2: those of more words are; 500: every word is asked for."""
    monkeypatch.setattr(sqlite, "_MOST_WORDS", most)
    monkeypatch.setattr(postgres, "_MOST_WORDS", most)
    company = make_company("Neuralgia Partners")
    texts = ("Nerve growth 1,250.50", "Nervous neurons", "Nervure näher", "Growing nervosity")
    first, second, third, fourth = [
        make_release(make_filing(company), headline=text.split()[0], body=(text,)).pk for text in texts
    ]
    said = make_release(
        make_filing(make_company("Other")), headline="Said", blocks=[make_block("Nervous people", "about")]
    )
    everything = {first, second, third, fourth}
    assert found("nerv*") == everything
    assert found("ne*") == everything
    assert found("nerve*") == {first}
    assert found("neuralg*") == everything  # by the name of the company
    assert found("headline:nerv*") == {first, second, third}
    assert found("näh*") == {third}
    assert found("12*") == {first}
    assert found("nerv* grow*") == {first, fourth}
    assert found("nerv* -grow*") == {second, third}
    assert found("nerv* OR said") == everything | {said.pk}
    assert found("nervous-neu*") == {second}
    assert found("growi* NEAR nerv*") == {fourth}
    assert found("nervx*") == set()
    assert found("nerv*", apart=True) == everything | {said.pk}
    assert found("company:neu*") == everything


def test_the_words_of_the_archive_are_known_as_soon_as_a_release_is_indexed() -> None:
    make_release(headline="Regeneration")
    assert "regeneration" in backend().near(["regeneratoin"])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM neoarchive_searchword")
    if connection.vendor == "sqlite":
        assert not backend().sound()
    backend().mend()
    assert backend().sound()
    assert "regeneration" in backend().near(["regeneratoin"])
    assert found("regenerat*")


def test_the_exchange_of_a_ticker_is_no_word_of_the_text() -> None:
    listed = make_release(headline="One", tickers=("NEOT",))
    exchange = listed.tickers.get().exchange
    assert exchange
    named = make_release(headline="Two", body=(f"Traded on {exchange}.",))
    assert found(f'"{exchange}"') == {named.pk}
    assert facts.own_tickers(SearchDocument.objects.get(pk=listed.pk).facts) == f"{exchange}: NEOT"


def test_running_heads_are_not_indexed() -> None:
    """Page heads repeat a release's title on each page; whoever looks for a word of them wants the text."""
    pages = "".join(
        f"\n                                    - more -\n\nCalder Instruments\nPage {number}\n\n"
        f"Paragraph {number} says what there is to say of welding, at some length."
        for number in (2, 3)
    )
    data = bare(body=f"\n\nThe first paragraph says what there is to say of pipes.\n{pages}")
    release = service.save(service.read(data, "calder.txt"), data, publish=True).releases.get()
    assert found("welding pipes") == {release.pk}
    for words in ("page", '"page 2"', '"calder instruments paragraph"', "more"):
        assert found(words) == found(words, apart=True) == set(), words


@pytest.mark.parametrize("enough", [1, 5])
def test_words_are_read_of_those_that_lead_where_they_are_enough(monkeypatch: pytest.MonkeyPatch, enough: int) -> None:
    monkeypatch.setattr(find, "FEW", 0)
    wide = make_release(headline="Wide", body=("zinc " * 9 + "mine",))
    leading = [make_release(headline=f"Zinc {number}", body=("The mine.",)) for number in range(2)]
    other = make_release(headline="Other", body=("A zinc mine.",))
    asking = find.Asking(parse("zinc mine"))
    matches = find.find(asking, drafts=False, best=enough)
    read = {facts.release_id_of(m.key) for m in matches.matches if m.body}
    everything = {wide.pk, other.pk, *(release.pk for release in leading)}
    assert read == ({release.pk for release in leading} if enough == 1 else everything)
    best = [facts.release_id_of(match.key) for match in find.ranked(asking, matches)]
    assert best[:2] == [leading[1].pk, leading[0].pk]
    assert best[2:] == ([other.pk, wide.pk] if enough == 1 else [wide.pk, other.pk])
    # The words that a beginning stands for are not looked up twice: all are read.
    beginning = find.find(find.Asking(parse("zin* mine")), drafts=False, best=1)
    assert all(match.body for match in beginning.matches)


@pytest.mark.parametrize(("query", "over"), [("nerve", False), ('"nerve growth"', True), ("ner*", True)])
def test_phrases_and_beginnings_are_counted_as_far_as_they_are_listed(
    monkeypatch: pytest.MonkeyPatch, query: str, over: bool
) -> None:
    monkeypatch.setattr(find, "MOST", 2)
    for number in range(4):
        make_release(headline=f"Nerve growth {number}")
    asking = find.Asking(parse(query))
    assert find.find(asking, drafts=False).more
    known = find.keys(asking, drafts=False)
    assert (known.over, len(known.keys)) == (over, 2 if over else 4)


@pytest.mark.parametrize("query", ['"nerve growth"', "nerve NEAR/2 growth", "ner*", "nerve"])
@pytest.mark.parametrize("most", [1, 2_000])
def test_what_passages_add_is_counted_on_the_way(monkeypatch: pytest.MonkeyPatch, query: str, most: int) -> None:
    company = make_company("Calder")
    filing = make_filing(company, items=("5",))
    both = [make_block("Nerve growth.", "paragraph"), make_block("We sell nerve growth.", "about")]
    for number, blocks in enumerate([both, both, both[:1], both[1:], both[1:]]):
        make_release(filing if number != 1 else make_filing(items=("7",)), headline="One", blocks=blocks)
    monkeypatch.setattr(find, "MOST", most)
    item = find.Check((facts.PRINTED_ITEM + "5",))
    for checks, size, wider in [({}, 3, 5), ({"item": item}, 2, 4)]:
        asking = find.Asking(parse(query), checks)
        find.find(asking, drafts=False)
        known = asking.known.get((replace(asking, apart=True).narrow(asking.query, checks), False))
        bound = asking.counted_to
        # More than is listed is not counted any further.
        assert known == (wider if size <= bound else None)
        assert find.count(find.Asking(parse(query), checks, apart=True), drafts=False) == wider
