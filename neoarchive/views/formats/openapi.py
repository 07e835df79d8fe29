"""The description of what machines can ask for (OpenAPI 3.1), as ``/api/openapi.json`` serves it.

A test holds it to the addresses that there are and to the keys of the answers, both ways.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from neoarchive.filters import FACETS
from neoarchive.search.events import EVENTS
from neoarchive.search.values import FIRST_YEAR, LAST_YEAR

from .answers import MOST, PAGE
from .records import VERSION
from .schemas import Schema, one_of, ref, schemas


def _part(name: str, schema: Schema, description: str) -> dict[str, Any]:
    """A part of an address."""
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


_SLUG = _part(
    "slug",
    {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 120},
    "The last part of the record's address.",
)
_YEAR = _part("year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, "A year with releases.")
_MONTH = _part("month", {"type": "integer", "minimum": 1, "maximum": 12}, "A month.")
_DAY = _part("day", {"type": "integer", "minimum": 1, "maximum": 31}, "A day.")
_LETTER = _part("letter", {"type": "string", "enum": [*"abcdefghijklmnopqrstuvwxyz", "0-9"]}, "A letter, or 0-9.")


def _query(name: str, schema: Schema, description: str) -> dict[str, Any]:
    """An empty value is as good as none: forms send one for every field that was left alone."""
    or_empty = {"anyOf": [schema, {"type": "string", "maxLength": 0}]}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": or_empty}


_START = _query("start", {"type": "integer", "minimum": 0, "maximum": 2**53}, "The number that the page begins at.")
_YES_NO = one_of("0", "1")
_SEARCH = [
    _query("q", {"type": "string", "maxLength": 500}, "What is searched for, in the language of the search page."),
    _query("company", {"type": "string", "maxLength": 120}, "The last part of a company's address."),
    _query("year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, "The year of the release."),
    _query("month", {"type": "integer", "minimum": 1, "maximum": 12}, "The month, with a year."),
    _query("event", one_of(*(event.slug for event in EVENTS)), "An event, whatever number its item had."),
    _query("item", {"type": "string", "pattern": r"^\d{1,2}(\.\d\d)?$"}, "An item of Form 8-K, by either number."),
    _query("ticker", {"type": "string", "pattern": r"^[A-Za-z][A-Za-z.]{0,9}$"}, "A symbol without its exchange."),
    _query("state", {"type": "string", "maxLength": 60}, "The state of incorporation, by name or code."),
    _query("has_contact", _YES_NO, "Whether the release names a contact."),
    _query("has_quotation", _YES_NO, "Whether it quotes somebody."),
    _query("has_table", _YES_NO, "Whether it has a table."),
    _query("passages", one_of("1"), "Search passages about the company and contacts as well."),
    _query("sort", one_of("newest", "oldest"), "The order of dates."),
    _query("start", {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\d|undated)\.\d{1,9}$"}, "Taken from `next`."),
]


_WORDS = [one for one in _SEARCH if one["name"] not in ("sort", "start")]
_PAGE_NUMBER = _query("page", {"type": "integer", "minimum": 1, "maximum": 9_999_999}, "A page of a long list.")
_KIND = _query("kind", one_of("about", "safe_harbor"), "Which passage: about the company, or its safe harbor.")
_NAME = _query("name", {"type": "string", "maxLength": 300}, "The organisation as it is printed, in any case.")


def _answers(schema: str, what: str, parameters: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A part of an address may name nothing; what is asked may not be readable; what has a slug may have moved."""
    named = [one["name"] for one in parameters if one["in"] == "path"]

    def one(description: str, name: str) -> dict[str, Any]:
        return {"description": description, "content": {"application/json": {"schema": ref(name)}}}

    found: dict[str, Any] = {"200": one(what, schema), "304": {"description": "As If-None-Match has it."}}
    if "slug" in named:
        found["301"] = one("The record has another address now.", "Moved")
        found["410"] = one("The record was withdrawn.", "Withdrawn")
    if named or _NAME in parameters:
        found["404"] = one("There is no such record, or it is not published.", "Error")
    if _START in parameters or _WORDS[0] in parameters:
        found["400"] = one("A parameter can't be read; each fault is named.", "Error")
    found["405"] = one("Records are only read.", "Error")
    found["429"] = {
        **one("Too many requests from one address.", "Error"),
        "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
    }
    return found


def _operation(name: str, schema: str, what: str, *parameters: dict[str, Any], text: str = "") -> dict[str, Any]:
    answers = _answers(schema, what, parameters)
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": what,
        "parameters": [*parameters],
        "responses": answers,
    }
    return {**operation, "description": text} if text else operation


OPERATIONS: dict[str, Callable[[], dict[str, Any]]] = {
    "archive-json": lambda: _operation(
        "archive", "Archive", "What the archive holds, its latest releases, and where everything is."
    ),
    "releases-json": lambda: _operation(
        "releases",
        "Releases",
        f"The releases of a search or a list, {PAGE} a page.",
        *_SEARCH,
        text=f"The same parameters at /releases.csv give a table of at most {MOST:,} rows, at /releases/feed.atom "
        f"a feed. Facets of the page: {', '.join(FACETS)}.",
    ),
    "release-json": lambda: _operation(
        "release", "WholeRelease", "A release with its text, evidence, contacts and source.", _SLUG
    ),
    "companies-json": lambda: _operation("companies", "Companies", f"Companies, {PAGE} a page.", _START),
    "company-json": lambda: _operation(
        "company", "WholeCompany", "A company with its names through time and its latest releases.", _SLUG
    ),
    "filings-json": lambda: _operation(
        "filings", "Filings", f"Filings, the one added last first, {PAGE} a page.", _START
    ),
    "filing-json": lambda: _operation(
        "filing", "WholeFiling", "A filing with its cover, items, exhibits and the account of its lines.", _SLUG
    ),
    "people-json": lambda: _operation(
        "people", "People", f"People and desks named as contacts, {PAGE} a page.", _START
    ),
    "person-json": lambda: _operation(
        "person", "WholePerson", "A person or desk with the releases that name them.", _SLUG, _START
    ),
    "companies-letter-json": lambda: _operation(
        "companiesUnderALetter", "Letter", "The companies under a letter, with former names.", _LETTER
    ),
    "company-selves-json": lambda: _operation(
        "ownWords",
        "OwnWords",
        "How a company described itself, each time the words changed.",
        _SLUG,
        _KIND,
        _PAGE_NUMBER,
    ),
    "company-timeline-json": lambda: _operation(
        "timeline", "Timeline", "A company's filings, names and tickers, oldest first.", _SLUG, _PAGE_NUMBER
    ),
    "release-history-json": lambda: _operation(
        "corrections", "History", "What was corrected in a release since it was published.", _SLUG
    ),
    "release-tables-json": lambda: _operation(
        "tables", "Tables", "The tables of a release, as filed and as they were read.", _SLUG
    ),
    "events-json": lambda: _operation("events", "Events", "Events, by the numbers their items had and have."),
    "event-json": lambda: _operation(
        "event", "WholeEvent", "An event with its releases by year, and the latest of them.", _SLUG
    ),
    "calendar-json": lambda: _operation("calendar", "Calendar", "Releases by year and month."),
    "calendar-year-json": lambda: _operation("year", "WholeYear", "A year by months.", _YEAR),
    "calendar-month-json": lambda: _operation("month", "Month", "A month by days.", _YEAR, _MONTH),
    "calendar-day-json": lambda: _operation("day", "Day", "The releases of a day.", _YEAR, _MONTH, _DAY),
    "on-this-day-json": lambda: _operation(
        "onThisDay", "SameDay", "The releases of a day of the year, in every year.", _MONTH, _DAY
    ),
    "first-use-json": lambda: _operation(
        "firstUse", "FirstUse", "When a term was used first and last, and how often in each year.", *_WORDS
    ),
    "quotations-json": lambda: _operation(
        "quotations", "Quotations", "Who said what, out of the releases that a search finds.", *_WORDS, _SEARCH[-1]
    ),
    "organization-json": lambda: _operation(
        "organisation", "Organisation", "An organisation of contacts: its people, and for whom they spoke.", _NAME
    ),
    "quality-json": lambda: _operation("quality", "Quality", "How completely the archive reads what it holds."),
}
"""By the names of the addresses in ``neoarchive.urls``."""


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "neoarchive",
            "version": str(VERSION),
            "description": "Press releases as filed with the SEC on Form 8-K. Read only, without a key. Keys of an "
            "answer are never renamed or taken away within a version; new ones may come.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {path_of(name): {"get": make()} for name, make in OPERATIONS.items()},
        "components": {"schemas": schemas()},
    }


def path_of(name: str) -> str:
    """``/releases/{slug}.json``, as the addresses of the site have it."""
    form, parameters = get_resolver().reverse_dict.getlist(name)[0][0][0]
    return "/" + form % {one: f"{{{one}}}" for one in parameters}
