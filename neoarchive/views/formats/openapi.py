"""The description of what machines can ask for (OpenAPI 3.1), as ``/api/openapi.json`` serves it.

A test holds it to the addresses that there are and to the keys of the answers, both ways.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from neoarchive.filters import FACETS
from neoarchive.search.values import FIRST_YEAR, LAST_YEAR

from .answers import MOST, PAGE
from .records import VERSION

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_YES: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_ANYTHING: Schema = {}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]} if "type" in schema else {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": schema, **more}


def _object(**properties: Schema) -> Schema:
    """Every key is always there; a value that the filing does not give is null."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _map(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _is(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _with(base: str, **properties: Schema) -> Schema:
    return {"allOf": [_is(base), _object(**properties)]}


_PLACE: dict[str, Schema] = {
    "at": _list(_list(_NUMBER, minItems=2, maxItems=2)),
    "lines": _or_null(_list({"type": "integer", "minimum": 1}, minItems=2, maxItems=2)),
    "level": _or_null(_TEXT),
    "reason": _or_null(_TEXT),
}
_MARKS: dict[str, Schema] = {
    "evidence": _map(_is("Evidence")),
    "edited": _map(_object(on=_or_null(_MOMENT), was=_ANYTHING)),
}
_SPAN: dict[str, Schema] = {"first_seen": _or_null(_DAY), "last_seen": _or_null(_DAY)}
_SYMBOL: dict[str, Schema] = {"exchange": _TEXT, "symbol": _TEXT}
_COUNTED: dict[str, Schema] = {
    "releases": _NUMBER,
    "first_release": _or_null(_DAY),
    "last_release": _or_null(_DAY),
}
_WHOLE: dict[str, Schema] = {"version": {"const": VERSION}, "json_url": _ADDRESS}
_AS_PRINTED: dict[str, Schema] = {
    "name": _or_null(_TEXT),
    "title": _or_null(_TEXT),
    "organization": _or_null(_TEXT),
    "phones": _list(_TEXT),
    "emails": _list(_TEXT),
    **_MARKS,
}
_LISTED: dict[str, Schema] = {
    "version": {"const": VERSION},
    "url": _ADDRESS,
    "page_url": _ADDRESS,
    "order": _TEXT,
    "next": {**_or_null(_ADDRESS), "description": "The next page of the list; null on the last one."},
}


def _small() -> dict[str, Schema]:
    """What records are made of."""
    return {
        "Fault": _object(name=_TEXT, message=_TEXT),
        "Error": _object(error=_TEXT, faults=_list(_is("Fault"))),
        "Moved": _object(moved_to=_ADDRESS),
        "Withdrawn": _object(error=_TEXT, faults=_list(_is("Fault")), withdrawn=_MOMENT, reason=_TEXT),
        "Evidence": {
            **_object(**_PLACE, note=_or_null(_TEXT)),
            "description": "Where a value stands: offsets into the decoded source, numbered lines from 1, how sure.",
        },
        "Ticker": _object(**_SYMBOL, own=_YES),
        "PrintedTicker": _object(**_SYMBOL, own=_YES, **_MARKS),
        "Passage": _object(text=_TEXT, **_PLACE),
        "Block": _object(
            kind={**_TEXT, "description": "paragraph, heading, list_item, table, preformatted, about, safe_harbor …"},
            text=_TEXT,
            html=_TEXT,
            table=_or_null(_is("Table")),
            heading_level=_or_null(_NUMBER),
            **_PLACE,
        ),
        "Table": _object(
            caption=_or_null(_TEXT),
            header_rows=_NUMBER,
            notes=_list(_ANYTHING),
            rows=_list(_list(_object(text=_TEXT, header=_TEXT, colspan=_NUMBER, rowspan=_NUMBER))),
        ),
        "Quotation": _object(text=_TEXT, speaker=_TEXT, speaker_title=_or_null(_TEXT), block=_NUMBER, **_MARKS),
        "PrintedContact": _object(url=_ADDRESS, **_AS_PRINTED),
        "Appearance": _object(**_AS_PRINTED, release=_is("Release")),
        "Registrant": _object(
            name=_TEXT,
            cik=_or_null(_TEXT),
            file_number=_or_null(_TEXT),
            state_of_incorporation=_or_null(_TEXT),
            url=_ADDRESS,
        ),
        "Item": _object(number=_TEXT, today=_or_null(_TEXT), title=_TEXT),
        "WholeRegistrant": _with(
            "Registrant",
            irs_number=_or_null(_TEXT),
            phone=_or_null(_TEXT),
            address=_or_null(_TEXT),
            **_MARKS,
        ),
        "WholeItem": _with("Item", official_title=_or_null(_TEXT), text=_or_null(_TEXT), **_MARKS),
        "Exhibit": _object(
            number=_TEXT,
            description=_or_null(_TEXT),
            included=_or_null(_YES),
            kind=_or_null(_TEXT),
            reason=_or_null(_TEXT),
            **_MARKS,
        ),
        "Signature": _object(name=_TEXT, title=_or_null(_TEXT), signed_on=_or_null(_DAY), **_MARKS),
        "Segment": _object(
            kind=_TEXT,
            use=_TEXT,
            first=_NUMBER,
            last=_NUMBER,
            title=_or_null(_TEXT),
            note=_or_null(_TEXT),
            release=_or_null(_NUMBER),
            block=_or_null(_NUMBER),
        ),
    }


def _records() -> dict[str, Schema]:
    """One record of each kind, as lists have it."""
    return {
        "Release": _object(
            id=_TEXT,
            url=_ADDRESS,
            source_url=_ADDRESS,
            headline=_TEXT,
            date=_or_null(_DAY),
            company=_object(name=_TEXT, name_then=_TEXT, cik=_or_null(_TEXT), url=_ADDRESS),
            tickers=_list(_is("Ticker")),
            items=_list(_object(number=_TEXT, today=_or_null(_TEXT))),
            exhibit=_or_null(_TEXT),
            has=_object(contact=_YES, quotation=_YES, table=_YES),
            summary=_TEXT,
            filing=_object(
                id=_TEXT,
                url=_ADDRESS,
                form=_TEXT,
                accession_number=_or_null(_TEXT),
                report_date=_or_null(_DAY),
                filed_date=_or_null(_DAY),
            ),
            invented=_YES,
            updated=_MOMENT,
        ),
        "Company": _object(
            id=_TEXT,
            url=_ADDRESS,
            name=_TEXT,
            other_names=_list(_TEXT),
            cik=_or_null(_TEXT),
            tickers=_list(_object(**_SYMBOL)),
            state_of_incorporation=_or_null(_TEXT),
            sic=_or_null(_TEXT),
            **_COUNTED,
            invented=_YES,
        ),
        "Filing": _object(
            id=_TEXT,
            url=_ADDRESS,
            original_url=_ADDRESS,
            form=_TEXT,
            accession_number=_or_null(_TEXT),
            report_date=_or_null(_DAY),
            filed_date=_or_null(_DAY),
            registrants=_list(_is("Registrant")),
            items=_list(_is("Item")),
            releases=_list(_ADDRESS),
            sha256=_TEXT,
            byte_length=_NUMBER,
            ingested=_MOMENT,
            parser_version=_TEXT,
        ),
        "Person": _object(
            id=_TEXT,
            url=_ADDRESS,
            kind=_one_of("person", "desk"),
            name=_TEXT,
            organization=_or_null(_TEXT),
            **_COUNTED,
        ),
    }


def _whole() -> dict[str, Schema]:
    """One record with everything."""
    return {
        "WholeRelease": _with(
            "Release",
            **_WHOLE,
            subheadlines=_list(_is("Passage")),
            status_line=_or_null(_TEXT),
            dateline=_object(text=_or_null(_TEXT), place=_or_null(_TEXT), date=_or_null(_DAY), wire=_or_null(_TEXT)),
            blocks=_list(_is("Block")),
            quotations=_list(_is("Quotation")),
            contacts=_list(_is("PrintedContact")),
            printed_tickers=_list(_is("PrintedTicker")),
            tidied=_list(_is("Passage")),
            versions=_list(_object(url=_ADDRESS, headline=_TEXT, date=_or_null(_DAY))),
            corrected=_or_null(_MOMENT),
            source=_object(
                sha256=_TEXT, byte_length=_NUMBER, line_count=_NUMBER, encoding=_TEXT, format=_TEXT, url=_ADDRESS
            ),
            parser_version=_TEXT,
            filing_json_url=_ADDRESS,
            **_MARKS,
        ),
        "WholeFiling": _with(
            "Filing",
            **_WHOLE,
            accepted=_or_null(_MOMENT),
            amends=_or_null(_ADDRESS),
            amended_by=_list(_ADDRESS),
            registrants=_list(_is("WholeRegistrant")),
            items=_list(_is("WholeItem")),
            exhibits=_list(_is("Exhibit")),
            signatures=_list(_is("Signature")),
            warnings=_list(_object(code=_TEXT, message=_TEXT)),
            segments=_list(_is("Segment")),
            source_format=_TEXT,
            encoding=_TEXT,
            line_count=_NUMBER,
            withheld={**_YES, "description": "A part of the text was withdrawn: items have no text, lines no account."},
            **_MARKS,
        ),
        "WholeCompany": _with(
            "Company",
            **_WHOLE,
            irs_number=_or_null(_TEXT),
            names=_list(_object(name=_TEXT, **_SPAN, changed_on=_or_null(_DAY), filing_url=_or_null(_ADDRESS))),
            tickers_through_time=_list(_object(**_SYMBOL, **_SPAN)),
            latest_releases=_list(_is("Release")),
            releases_url=_ADDRESS,
            feed_url=_ADDRESS,
        ),
        "WholePerson": _with(
            "Person",
            **_WHOLE,
            appearances=_list(_is("Appearance"), maxItems=PAGE),
            next=_or_null(_ADDRESS),
            feed_url=_ADDRESS,
        ),
    }


def _lists() -> dict[str, Schema]:
    return {
        "Releases": _object(
            **_LISTED,
            title=_TEXT,
            found=_NUMBER,
            found_is=_one_of("exact", "at least"),
            releases=_list(_is("Release"), maxItems=PAGE),
        ),
        "Companies": _object(**_LISTED, companies=_list(_is("Company"), maxItems=PAGE)),
        "Filings": _object(**_LISTED, filings=_list(_is("Filing"), maxItems=PAGE)),
        "People": _object(**_LISTED, people=_list(_is("Person"), maxItems=PAGE)),
        "Archive": _object(
            version={"const": VERSION},
            name=_TEXT,
            description=_TEXT,
            url=_ADDRESS,
            json_url=_ADDRESS,
            holds=_object(
                releases=_NUMBER,
                filings=_NUMBER,
                companies=_NUMBER,
                first_release=_or_null(_DAY),
                last_release=_or_null(_DAY),
            ),
            latest_releases=_list(_is("Release")),
            pages=_map(_ADDRESS),
            lists=_map(_ADDRESS),
            more=_map(_ADDRESS),
        ),
    }


_SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "description": "The last part of the record's address.",
    "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 120},
}


def _query(name: str, schema: Schema, description: str) -> dict[str, Any]:
    """An empty value is as good as none: forms send one for every field that was left alone."""
    or_empty = {"anyOf": [schema, {"type": "string", "maxLength": 0}]}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": or_empty}


_START = _query("start", {"type": "integer", "minimum": 0, "maximum": 2**53}, "The number that the page begins at.")
_YES_NO = _one_of("0", "1")
_SEARCH = [
    _query("q", {"type": "string", "maxLength": 500}, "What is searched for, in the language of the search page."),
    _query("company", {"type": "string", "maxLength": 120}, "The last part of a company's address."),
    _query("year", {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, "The year of the release."),
    _query("month", {"type": "integer", "minimum": 1, "maximum": 12}, "The month, with a year."),
    _query("item", {"type": "string", "pattern": r"^\d{1,2}(\.\d\d)?$"}, "An item of Form 8-K, by either number."),
    _query("ticker", {"type": "string", "pattern": r"^[A-Za-z][A-Za-z.]{0,9}$"}, "A symbol without its exchange."),
    _query("state", {"type": "string", "maxLength": 60}, "The state of incorporation, by name or code."),
    _query("has_contact", _YES_NO, "Whether the release names a contact."),
    _query("has_quotation", _YES_NO, "Whether it quotes somebody."),
    _query("has_table", _YES_NO, "Whether it has a table."),
    _query("passages", _one_of("1"), "Search passages about the company and contacts as well."),
    _query("sort", _one_of("newest", "oldest"), "The order of dates."),
    _query("start", {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\d|undated)\.\d{1,9}$"}, "Taken from `next`."),
]


def _answers(schema: str, *, what: str, slug: bool, refuses: bool) -> dict[str, Any]:
    def one(description: str, name: str) -> dict[str, Any]:
        return {"description": description, "content": {"application/json": {"schema": _is(name)}}}

    found: dict[str, Any] = {"200": one(what, schema), "304": {"description": "As If-None-Match has it."}}
    if slug:
        found["301"] = one("The record has another address now.", "Moved")
        found["404"] = one("There is no such record, or it is not published.", "Error")
        found["410"] = one("The record was withdrawn.", "Withdrawn")
    if refuses:
        found["400"] = one("A parameter can't be read; each fault is named.", "Error")
    found["405"] = one("Records are only read.", "Error")
    found["429"] = {
        **one("Too many requests from one address.", "Error"),
        "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
    }
    return found


def _operation(
    name: str, schema: str, what: str, *parameters: dict[str, Any], slug: bool = False, text: str = ""
) -> dict[str, Any]:
    given = [_SLUG, *parameters] if slug else [*parameters]
    answers = _answers(schema, what=what, slug=slug, refuses=bool(parameters))
    operation: dict[str, Any] = {"operationId": name, "summary": what, "parameters": given, "responses": answers}
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
        "release", "WholeRelease", "A release with its text, evidence, contacts and source.", slug=True
    ),
    "companies-json": lambda: _operation("companies", "Companies", f"Companies, {PAGE} a page.", _START),
    "company-json": lambda: _operation(
        "company", "WholeCompany", "A company with its names through time and its latest releases.", slug=True
    ),
    "filings-json": lambda: _operation(
        "filings", "Filings", f"Filings, the one added last first, {PAGE} a page.", _START
    ),
    "filing-json": lambda: _operation(
        "filing", "WholeFiling", "A filing with its cover, items, exhibits and the account of its lines.", slug=True
    ),
    "people-json": lambda: _operation(
        "people", "People", f"People and desks named as contacts, {PAGE} a page.", _START
    ),
    "person-json": lambda: _operation(
        "person", "WholePerson", "A person or desk with the releases that name them.", _START, slug=True
    ),
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
        "components": {"schemas": {**_small(), **_records(), **_whole(), **_lists()}},
    }


def path_of(name: str) -> str:
    """``/releases/{slug}.json``, as the addresses of the site have it."""
    form, parameters = get_resolver().reverse_dict.getlist(name)[0][0][0]
    return "/" + form % {one: f"{{{one}}}" for one in parameters}
