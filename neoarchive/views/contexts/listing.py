"""The page /releases/: what of an address is asked, and what is shown of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from neoarchive.filters import NO_TICKER, ReleaseFilter, key_at
from neoarchive.models import Company
from neoarchive.search import events, facts, passage
from neoarchive.search.find import Asking, Check
from neoarchive.search.query import Node, QueryError, clean, parse, terms

PARTS = {"has_contact": "contact", "has_quotation": "quotation", "has_table": "table"}
FILTERS = ("company", "year", "month", "event", "item", "ticker", "state", *PARTS)
PARAMETERS = ("q", *FILTERS, "passages", "sort", "all", "page", "start")
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of a list that mean something, and addresses of lists that differ from it."""

    given: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Address":
        cleaned = {name: clean(parameters.get(name, "")).strip() for name in PARAMETERS}
        return cls({name: value for name, value in cleaned.items() if value})

    def but(self, **changes: object) -> str:
        """The same list with some parameters changed, None to leave them out. It begins on its first page."""
        return self.query(**changes) or "./"

    def query(self, **changes: object) -> str:
        """The same as what stands after the address of the page, "" where there is nothing."""
        values: dict[str, object] = {**self.given, "page": None, "all": None, "start": None, **changes}
        kept = [(name, str(values[name])) for name in PARAMETERS if values.get(name) not in (None, "")]
        return "?" + urlencode(kept) if kept else ""

    def without(self, *names: str) -> str:
        """A month goes with its year."""
        gone = {*names, "month"} if "year" in names else set(names)
        return self.but(**dict.fromkeys(gone))

    def hidden(self) -> list[tuple[str, str]]:
        """What the search form carries along."""
        return [(name, self.given[name]) for name in (*FILTERS, "passages") if name in self.given]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter in words, and the list without it."""

    name: str
    text: str
    remove: str


@dataclass(slots=True)
class Asked:
    """What an address asks for. ``error`` and ``faults`` tell what of it can't be read."""

    address: Address
    text: str
    query: Node | None = None
    error: QueryError | None = None
    faults: list[dict[str, str]] = field(default_factory=list)
    company: Company | None = None
    passage: bool = False
    start: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    # What was counted while this page is made (``Asking.known``): nothing is counted twice.
    counted: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def sort(self) -> str:
        """What was asked for, where it can be had; else best match where there is one, else the newest first."""
        wanted = self.values.get("sort") or ""
        if self.start is not None:
            return "oldest" if wanted == "oldest" else "newest"
        if wanted and (wanted != "best" or self.ranked):
            return str(wanted)
        return "best" if self.ranked else "newest"

    @property
    def by_date(self) -> bool:
        return self.sort in ("newest", "oldest")

    @property
    def ranked(self) -> bool:
        """Whether there is a best match: for words that are looked for in the text."""
        return bool(terms(self.query))

    @property
    def passages(self) -> bool:
        """Whether passages about the company and contacts are searched as well."""
        return self.passage or bool(self.values.get("passages"))

    @property
    def asking(self) -> Asking:
        return Asking(self.query, self.checks(), self.passages, self.counted)

    def query_of(self, *, start: str | bool = False) -> str:
        """What stands after the address of this list in another format, as ``?q=…``; "" where nothing does.

        The order only where it is one of dates: nothing else can be read on from a release. ``start``: where that
        list begins, or True for where this one does.
        """
        sort = self.sort if self.values.get("sort") == "oldest" else None
        where = self.values.get("start") if start is True else start or None
        return self.address.query(sort=sort, start=where)

    @property
    def readable(self) -> bool:
        return self.error is None and not self.faults

    @property
    def filters(self) -> list[str]:
        return [name for name in FILTERS if self.values.get(name) not in (None, "")]

    def checks(self) -> dict[str, Check]:
        return {name: self._check(name) for name in self.filters}

    def _check(self, name: str) -> Check:
        value = self.values[name]
        if name == "company":
            return Check((f"{facts.COMPANY}{value.pk}",))
        if name == "year":
            return Check((f"{facts.YEAR}{value}",), keys=facts.year_keys(value))
        if name == "month":
            year = self.values["year"]
            return Check((f"{facts.MONTH}{year}{value:02}",), keys=facts.month_keys(year, value))
        if name == "event":
            return Check((facts.ITEM + facts.shield(events.BY_SLUG[value].today),))
        if name == "item":
            return Check((facts.ITEM + facts.shield(value),))
        if name == "state":
            return Check((facts.STATE + facts.shield(value),))
        if name == "ticker":
            none = value == NO_TICKER
            return Check((facts.NO_TICKER if none else facts.TICKER + facts.shield(value.upper()),))
        return Check((facts.HAS + PARTS[name],), wanted=value)

    def chips(self) -> list[Chip]:
        return [Chip(name, self.in_words(name), self.address.without(name)) for name in self.filters]

    def in_words(self, name: str) -> str:
        """``year 1998``, ``July``, ``has a contact``: a filter as its chip names it."""
        value = self.values[name]
        if name == "company":
            return str(value.name)
        if name == "month":
            return str(MONTHS[value - 1])
        if name == "event":
            return events.BY_SLUG[value].name.lower()
        if name == "ticker":
            return "no ticker given" if value == NO_TICKER else f"ticker {value.upper()}"
        if name == "state":
            return f"incorporated in {value}"
        if name in PARTS:
            return f"has {'a' if value else 'no'} {PARTS[name]}"
        return f"{name} {value}"


def faults_of(asked: Asked) -> list[dict[str, str]]:
    """What can't be read of an address: the name of each parameter, its value and a sentence."""
    found = [{"name": one["name"], "value": one["value"], "message": one["message"]} for one in asked.faults]
    if asked.error:
        found += [{"name": "q", "value": asked.text, "message": fault.message} for fault in asked.error.faults]
    return found


def read(parameters: Mapping[str, str], request: HttpRequest | None = None) -> Asked:
    """What the address of a list asks for. Never raises: what can't be read is told.

    ``request``: whose; without it, a visitor's, whoever asks.
    """
    address = Address.of(parameters)
    asked = Asked(address, address.given.get("q", ""))
    asked.query = passage.read(asked.text)
    asked.passage = asked.query is not None
    try:
        asked.query = asked.query or parse(asked.text)
    except QueryError as error:
        asked.error = error
    if address.given.keys() <= {"q"}:
        # Words alone: nothing that a form would have to look at.
        return asked
    form = ReleaseFilter(address.given, request=request).form
    valid = form.is_valid()
    asked.values = dict(form.cleaned_data)
    asked.start = key_at(asked.values.get("start") or "")
    if "year" not in asked.values or asked.values["year"] is None:
        asked.values.pop("month", None)
    asked.company = asked.values.get("company")
    if not valid:
        asked.faults = [
            {
                "name": name.replace("_", " "),
                "value": address.given.get(name, ""),
                "message": " ".join(str(m) for m in messages),
                "without": address.without(name),
            }
            for name, messages in form.errors.items()
        ]
    return asked
