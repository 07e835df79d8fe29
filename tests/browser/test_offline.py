"""The copy to take home, opened from disk with the network off: it is browsed and searched without a fault."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from neoarchive.ingest import service
from neoarchive.management.commands.demo import sample_files
from neoarchive.offline import postings, searching
from neoarchive.search import words
from tests.browser.judging import Faults, axe, axe_source, watch
from tests.factories import make_company, make_filing, make_release

# The copy is made once, before the first test; without the mark there would be no database for it.
pytestmark = pytest.mark.django_db
ODD = "Señor Zoë’s “naïve” café-brand NEOTROFIN-TM- grew 1,250.50"


@pytest.fixture(scope="module")
def copy(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of some samples, and a release with odd signs."""
    folder = tmp_path_factory.mktemp("offline") / "a copy #1"
    with django_db_blocker.unblock(), transaction.atomic():
        for path in sample_files()[-6:]:
            data = path.read_bytes()
            service.save(service.read(data, path.name), data, publish=True, origin="Sample filing")
        company = make_company("Ångström & Söhne, Inc.")
        make_release(make_filing(company), headline=ODD, body=("The straße of nerve growth factor.",), tickers=("ANG",))
        call_command("export_site", str(folder), verbosity=0)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def visit(browser: Any, copy: Path) -> "Iterator[Any]":
    """A function that opens a page of the copy from disk, with the network off."""
    contexts = []

    def open_page(name: str, **options: Any) -> Any:
        contexts.append(browser.new_context(offline=True, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.complaints = watch(page)
        page.goto((copy / "data").as_uri() + "/" + name)
        return page

    yield open_page
    for context in contexts:
        context.close()


def search(page: Any, text: str) -> list[str]:
    """The headlines that a search from the page's own box finds."""
    page.fill("[type=search]", text)
    page.press("[type=search]", "Enter")
    page.wait_for_selector("#found [role=status] b")
    page.wait_for_selector("#found .entries, #found .note-box")
    return page.locator("#found .entries h2").all_inner_texts()


def test_the_front_page_leads_on(visit: Any, copy: Path, faults: Faults) -> None:
    page = visit("index.html")
    page.click("text=Companies >> nth=0")
    page.click(".az ~ * a >> nth=0")
    page.click(".entries a >> nth=0")
    page.click("text=Read beside its source")
    page.locator(".src").first.click()
    assert page.url.startswith((copy / "data").as_uri())
    page.click("text=Filings >> nth=0")
    page.click(".entries a >> nth=0")
    page.locator("a[href$='original.txt']").first.click()
    assert page.url.endswith("/original.txt")
    faults.add("browsing", page.complaints)
    faults.none()


def test_the_folder_opens_on_the_front_page(visit: Any, copy: Path) -> None:
    page = visit("../index.html")
    page.wait_for_url(f"{(copy / 'data').as_uri()}/index.html")


@pytest.mark.parametrize(
    "text",
    [
        "NEOTROFIN",
        "señor",
        "senor",
        "zoe cafe",
        "STRASSE",
        '"nerve growth factor"',
        "“nerve growth”",
        "café-brand",
        "1250.50",
        "neotrof*",
        "headline:naive",
        "company:ångström",
        "ticker:ANG year:1998",
        "nowhereatall OR neotrofin",
        "neotrofin -hospital",
    ],
)
def test_words_phrases_and_fields_are_found(visit: Any, text: str) -> None:
    page = visit("index.html")
    (headline,) = search(page, text)
    assert headline.startswith("Señor Zoë")
    assert page.complaints == []


@pytest.mark.parametrize(
    "text", ['"growth nerve"', "neotrofin -growth", "headline:strasse", "ticker:ANGS", "year:1999 zoe"]
)
def test_what_is_not_so_is_not_found(visit: Any, text: str) -> None:
    page = visit("releases/index.html")
    assert search(page, text) == []
    assert page.complaints == []


def test_a_result_shows_the_line_of_the_list_and_the_words(visit: Any) -> None:
    page = visit("search/index.html")
    search(page, "chief executive")
    first = page.locator("#found .entry").first
    assert {text.lower() for text in first.locator("mark").all_inner_texts()} == {"chief", "executive"}
    assert first.locator("time").get_attribute("datetime") == "2025-06-09"
    first.locator(".src").click()
    page.wait_for_selector(".raw :target")
    page.go_back()
    page.locator("#found h2 a").first.click()
    assert page.locator("article h1").is_visible()
    assert page.complaints == []


def test_nothing_found_is_said_with_searches_that_find_something(visit: Any) -> None:
    page = visit("search/index.html")
    search(page, "neotrofim growth")
    assert "No release in this copy has “neotrofim”" in page.inner_text("#found")
    page.click("text=neotrofin growth")
    page.wait_for_selector("#found .entries")
    search(page, '"growth nerve" senor')
    assert (
        page.locator("#found .note-box a").all_inner_texts()
        == [
            'The same search without "growth nerve"',
            "The same search without senor",
        ][: page.locator("#found .note-box a").count()]
    )
    assert page.locator("#found .note-box a").count() >= 1
    assert page.complaints == []


def test_a_list_can_be_narrowed(visit: Any) -> None:
    page = visit("search/index.html")
    page.wait_for_selector("#refine .facet")
    total = page.locator("#found .entry").count()
    page.locator("#refine .facet a").first.click()
    page.wait_for_selector("#found .entries")
    assert 0 < page.locator("#found .entry").count() < total
    page.locator("#found .now a").first.click()
    page.wait_for_selector("#refine .facet")
    assert page.locator("#found .entry").count() == total
    assert page.complaints == []


def test_a_file_that_is_missing_is_named(visit: Any, copy: Path) -> None:
    page = visit("search/index.html")
    page.wait_for_selector("#found .entries")
    start = copy / "data" / "search" / "start.js"
    held = start.read_bytes()
    start.unlink()
    try:
        page.reload()
        page.wait_for_selector("#found [role=alert]")
        assert "search/start.js" in page.inner_text("[role=alert]")
    finally:
        start.write_bytes(held)


def test_it_is_read_without_scripts_too(visit: Any) -> None:
    page = visit("search/index.html", java_script_enabled=False)
    page.click("noscript a >> nth=0")
    page.locator(".entries h2 a").first.click()
    assert page.locator("article h1").is_visible()
    assert page.complaints == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["index.html", "search/index.html?q=chief", "search/index.html?q=cheif", "releases/index.html"]
)
def test_pages_of_the_copy_are_for_everybody(visit: Any, faults: Faults, name: str, colours: str) -> None:
    page = visit(name, color_scheme=colours, viewport={"width": 360, "height": 700})
    if name.startswith("search"):
        page.wait_for_selector("#found .entries, #found .note-box")
    faults.add(name, page.complaints, page)
    faults.add(name, axe(page, axe_source()), page)
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    faults.none()


TEXTS = [
    ODD,
    "O'Brien's company’s U.S. A.B.C AT&T R&D 10-K S-3 8-K/A 5.02 api/v1 -TM- (R) -C- 1998 -REGISTERED TRADEMARK- x",
    "ΐ ŉ ß ẞ ς Σίσυφος İstanbul ﬁne ½ 5½ ² x² Ⅻ Åström e\u0301tude Ａ１ 东京 ｶﾞ 𝐁old ꭰᎠ K ſ",
    "$1,250.50 1,23 12,345,678.9.1 3.14.15 .5 1. a.b a.b. U.S.A.x mother-in-law e-mail T-1a 100-A5 A-12345",
    "x" * 70 + " " + "𝐱" * 70 + " snake_case _x_ a'b'c's 'tis rock’n’roll's",
]


def test_words_are_those_of_the_site(visit: Any) -> None:
    """The folding is written twice, here and there: both give the same words with the same places."""
    page = visit("search/index.html")
    samples = [path.read_bytes().decode("utf-8", "replace") for path in sample_files()]
    for text in [*TEXTS, *samples]:
        told = page.evaluate(f"text => tokens(text, {json.dumps(searching.folds())})", text)
        units = [len(text[:place].encode("utf-16-le")) // 2 for place in range(len(text) + 1)]
        own = [[word, units[start], units[end]] for word, start, end in words.tokens(text)]
        assert told == own


def test_numbers_of_the_index_are_read_as_they_were_written(visit: Any) -> None:
    written = postings.Postings()
    numbers = [0, 1, 40, 1063, 1064, 50_000, 2_000_000, 2_000_001]
    for place, number in enumerate(numbers):
        written.add(number, [("word", place % 4)])
    ((_, line),) = written.parts({"word": "A name"})
    page = visit("search/index.html")
    read = page.evaluate("line => entry(line)", line)
    assert read == {"word": "word", "releases": numbers, "weights": [0, 1, 2, 3] * 2, "name": "A name"}
