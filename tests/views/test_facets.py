"""Every number of the rail and of the bars is what its link leads to, under any combination. Also with PostgreSQL."""

import html
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from neoarchive.filters import ReleaseFilter
from neoarchive.models import PressRelease
from neoarchive.search import facts, find, index
from neoarchive.search.states import state_name
from neoarchive.views.contexts import words
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_quotation, make_release

pytestmark = pytest.mark.django_db
PRINTED_STATES = ["DE", "Delaware", "State of New York", "BERMUDA", "bermuda", "the Marshall Islands", "(none)", ""]


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[PressRelease]]:
    """Forty releases that have every fact in every company, made once for all examples."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        companies = [make_company(f"Company {letter}, Inc.", slug=f"company-{letter}") for letter in "abcde"]
        contact = make_contact()
        made = []
        for number in range(40):
            day = date(1996 + number % 4, 1 + number % 12, 1 + number % 28) if number % 9 else None
            items = [("5", "7"), ("7(c)",), ("2.02", "9.01"), ("5",), ()][number % 5]
            filing = make_filing(companies[number // 3 % 5], report_date=day, items=items)
            printed = PRINTED_STATES[number % len(PRINTED_STATES)]
            filing.registrants.update(state_of_incorporation=printed)
            filing.items.filter(number="5").update(today="8.01")
            tickers = [(), ("NEO",), ("NEO", "BRK.A"), ("neo",)][number % 4]
            release = make_release(
                filing,
                headline=f"Nerve {number}",
                body=("growth" if number % 3 else "stroke",),
                tickers=tickers,
                has_table=not number % 3,
            )
            if number % 2:
                make_appearance(release, contact)
            if number % 5 == 1:
                make_quotation(release)
            index.index_release(PressRelease.objects.get(pk=release.pk))
            made.append(release)
        draft = make_filing(companies[0], status="draft")
        make_release(draft, headline="Nerve held back", tickers=("HELD",))
        yield made
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Size:
    """``over``: more than that."""

    number: int
    over: bool

    def fits(self, other: "Size") -> bool:
        return other.over or other.number >= self.number if self.over else self == other


class Lists:
    """Pages by their addresses, each fetched once."""

    def __init__(self) -> None:
        self.client, self.known = Client(), dict[str, str]()

    def page(self, address: str) -> str:
        address = html.unescape(address).removeprefix("./")
        if address not in self.known:
            response = self.client.get(f"/releases/{address}")
            assert response.status_code == 200, address
            self.known[address] = response.content.decode()
        return self.known[address]

    def size(self, address: str) -> Size:
        return size_of(self.page(address))


def size_of(page: str) -> Size:
    found = re.search(r'class="now">\s*<p><b>(Over )?([\d,]+|No) release', page)
    assert found, page
    return Size(int(found[2].replace(",", "").replace("No", "0")), bool(found[1]))


COMPANIES = [f"company-{letter}" for letter in "abcde"]
VALUES: dict[str, list[str]] = {
    "company": COMPANIES,
    "year": ["1996", "1997", "1998", "1999", "2005"],
    "month": [str(month) for month in (1, 2, 3, 7)],
    "item": ["5", "7", "2.02", "8.01", "9.01"],
    "ticker": ["NEO", "brk.a", "-"],
    "state": ["DE", "New York", "Bermuda", "Marshall Islands"],
    "has_contact": ["0", "1"],
    "has_quotation": ["0", "1"],
    "has_table": ["0", "1"],
}
QUERIES = ["", "nerve", "growth", "nerve -growth", "state:bermuda", "item:8.01 OR stroke", "year:1997..1998 nerve"]


@st.composite
def asked(draw: st.DrawFn, most: int = 4) -> dict[str, str]:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=most))
    chosen = {name: draw(st.sampled_from(VALUES[name])) for name in names}
    if "year" not in chosen:
        chosen.pop("month", None)
    return {"q": draw(st.sampled_from(QUERIES)), "sort": draw(st.sampled_from(["", "newest", "oldest"])), **chosen}


def links_of(page: str) -> list[tuple[str, str, Size]]:
    """Address, state and number of every link of the rail and the bars."""
    found = re.findall(r'<a href="([^"]+)"([^>]*)><span>[^<]*</span> <span class="n">([\d,]+)(\+?)</span></a>', page)
    if "The bars above count all releases" not in page:
        bars = re.findall(r'<a href="([^"]+)"([^>]*)><svg.*?<span class="c">([\d,]+)()<', page)
        found += bars
    near = re.findall(r'<li><a href="([^"]+)">[^<]*</a>(?: is close)?: (over )?([\d,]+) release', page)
    found += [(link, "", number, over) for link, over, number in near]
    return [(link, state, Size(int(number.replace(",", "")), bool(least))) for link, state, number, least in found]


@given(asked(), st.sampled_from([(2_000, 10_000), (6, 10_000), (2, 10_000), (3, 8), (1, 2)]))
@example({"q": "", "sort": "", "year": "1998", "month": "3", "has_contact": "1"}, (3, 8))
@example({"q": "nerve", "sort": "", "year": "1998", "month": "3"}, (3, 10_000))
@example({"q": "nerve", "sort": "", "company": "company-a", "item": "5"}, (2, 10_000))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_number_is_what_its_link_leads_to(
    archive: list[PressRelease], given: Mapping[str, str], bounds: tuple[int, int]
) -> None:
    """Exactly; or, where a number has a plus, at least. Whatever is too long for every release to be looked at."""
    most, counted = bounds
    with (
        mock.patch.object(find, "MOST", most),
        mock.patch.object(find, "COUNTED", counted),
        mock.patch.object(words, "COUNTED", counted),
    ):
        lists = Lists()
        page = lists.page("?" + urlencode(given))
        own = size_of(page)
        for link, state, number in links_of(page):
            # The value in use is counted as the list stands; its link takes it away.
            expected = own if "aria-current" in state else lists.size(link)
            exact_beyond = expected.over and number.number > counted
            assert number.fits(expected) or exact_beyond, (link, number, expected)
        pluses = re.search(r'<span class="n">[\d,]+\+<', page)
        assert bool(pluses) <= ("A number with + is the least there is" in page)


@given(asked(), st.sampled_from(["company", "item", "ticker", "state", "year"]))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_value_that_the_rows_have_is_in_the_rail(
    archive: list[PressRelease], given: Mapping[str, str], facet: str
) -> None:
    """Values and numbers, against the rows themselves: each value with all other filters, found by the database."""
    given = {**given, "q": "", "all": facet}
    page = Lists().page("?" + urlencode(given))
    shown = {}
    for link, state, number in links_of(page):
        named = dict(parse_qsl(html.unescape(link).partition("?")[2]))
        value = given.get(facet) if "aria-current" in state else named.get(facet)
        changed = {name for name in VALUES if named.get(name) != given.get(name)} - {"month"}
        if changed == {facet} and value and "month" not in named.keys() - given.keys():
            shown[value.upper() if facet == "ticker" else value] = number.number
    others = {name: value for name, value in given.items() if name in VALUES and name != facet}
    if facet == "year":
        others.pop("month", None)
    rows = ReleaseFilter(others, queryset=PressRelease.objects.published())
    assert rows.form.is_valid()
    whole = rows.qs.distinct()
    if size_of(page).number == 0:
        return
    expected = expected_of(facet, whole)
    current = given.get(facet)
    if current:
        # The value in use is shown with the size of the list itself: of its month, where there is one.
        current = current.upper() if facet == "ticker" else state_name(current) if facet == "state" else current
        shown.pop(current, None)
        shown.pop(given[facet], None)
        expected.pop(current, None)
    assert shown == expected


def expected_of(facet: str, releases: Any) -> dict[str, int]:
    counts: Counter[str] = Counter()
    printed: set[str] = set()
    for release in releases.select_related("filing").prefetch_related("filing__registrants__company", "filing__items"):
        filing = release.filing
        values: set[str] = set()
        if facet == "company":
            values = {one.company.slug for one in filing.registrants.all()}
        elif facet == "year":
            values = {str(release.shown_date.year)} if release.shown_date else set()
        elif facet == "ticker":
            values = {one.symbol.upper() for one in release.tickers.all()} or {"-"}
        elif facet == "state":
            states = {state_name(one.state_of_incorporation) for one in filing.registrants.all()}
            values = {one for one in states if any(c.isalpha() for c in one)}
        else:
            numbers = {facts.item_number(one.number) for one in filing.items.all()}
            printed |= numbers
            values = numbers | {one.today for one in filing.items.all() if one.today}
        counts.update(values)
    if facet == "item":
        return {value: number for value, number in counts.items() if value in printed}
    if facet == "ticker" and set(counts) == {"-"}:
        return {}
    return dict(counts)


def test_states_are_read_alike_by_the_index_and_the_rows(archive: list[PressRelease]) -> None:
    lists = Lists()
    for state in [*PRINTED_STATES, "de", "DELAWARE", "new york", "State of Delaware", "Nowhere"]:
        if not any(c.isalpha() for c in state):
            continue
        for part in ("", "has_contact=1", "year=1998"):
            given = dict(pair.split("=") for pair in filter(None, [part])) | {"state": state}
            rows = ReleaseFilter(given, queryset=PressRelease.objects.published())
            assert rows.form.is_valid()
            assert lists.size("?" + urlencode(given)) == Size(rows.qs.count(), False)
            assert lists.size("?" + urlencode({**given, "state": state_name(state)})).number == rows.qs.count()
    assert Client().get("/releases/?state=(1)").status_code == 400


def test_filters_are_combined_in_any_order(archive: list[PressRelease]) -> None:
    lists = Lists()
    chosen = {"company": "company-a", "state": "Bermuda", "has_contact": "1"}
    sizes = {lists.size("?" + urlencode(order)).number for order in itertools.permutations(chosen.items())}
    assert len(sizes) == 1
