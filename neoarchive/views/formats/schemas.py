"""The schemas of what machines are answered: what records are made of, records, lists, pages (OpenAPI 3.1).

A test holds them to the keys of the answers, both ways.
"""

from typing import Any

from .answers import PAGE
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


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _with(base: str, **properties: Schema) -> Schema:
    return {"allOf": [ref(base), _object(**properties)]}


_PLACE: dict[str, Schema] = {
    "at": _list(_list(_NUMBER, minItems=2, maxItems=2)),
    "lines": _or_null(_list({"type": "integer", "minimum": 1}, minItems=2, maxItems=2)),
    "level": _or_null(_TEXT),
    "reason": _or_null(_TEXT),
}
_MARKS: dict[str, Schema] = {
    "evidence": _map(ref("Evidence")),
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


_PAGE: dict[str, Schema] = {"version": {"const": VERSION}, "url": _ADDRESS, "json_url": _ADDRESS}
_NAMED: dict[str, Schema] = {"id": _TEXT, "url": _ADDRESS, "json_url": _ADDRESS}
_COUNT_IS = one_of("exact", "at least")
_USES: dict[str, Schema] = {
    "found": _NUMBER,
    "found_is": _COUNT_IS,
    "first_release": _or_null(_DAY),
    "last_release": _or_null(_DAY),
    "undated": _NUMBER,
    "years": _list(_object(year=_NUMBER, releases=_NUMBER, releases_is=_COUNT_IS)),
}


def _small() -> dict[str, Schema]:
    """What records are made of."""
    return {
        "Fault": _object(name=_TEXT, message=_TEXT),
        "Error": _object(error=_TEXT, faults=_list(ref("Fault"))),
        "Moved": _object(moved_to=_ADDRESS),
        "Withdrawn": _object(error=_TEXT, faults=_list(ref("Fault")), withdrawn=_MOMENT, reason=_TEXT),
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
            table=_or_null(ref("Table")),
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
        "Appearance": _object(**_AS_PRINTED, release=ref("Release")),
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
            tickers=_list(ref("Ticker")),
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
            registrants=_list(ref("Registrant")),
            items=_list(ref("Item")),
            releases=_list(_ADDRESS),
            sha256=_TEXT,
            byte_length=_NUMBER,
            ingested=_MOMENT,
            parser_version=_TEXT,
        ),
        "Person": _object(
            id=_TEXT,
            url=_ADDRESS,
            kind=one_of("person", "desk"),
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
            subheadlines=_list(ref("Passage")),
            status_line=_or_null(_TEXT),
            dateline=_object(text=_or_null(_TEXT), place=_or_null(_TEXT), date=_or_null(_DAY), wire=_or_null(_TEXT)),
            blocks=_list(ref("Block")),
            quotations=_list(ref("Quotation")),
            contacts=_list(ref("PrintedContact")),
            printed_tickers=_list(ref("PrintedTicker")),
            tidied=_list(ref("Passage")),
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
            registrants=_list(ref("WholeRegistrant")),
            items=_list(ref("WholeItem")),
            exhibits=_list(ref("Exhibit")),
            signatures=_list(ref("Signature")),
            warnings=_list(_object(code=_TEXT, message=_TEXT)),
            segments=_list(ref("Segment")),
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
            latest_releases=_list(ref("Release")),
            releases_url=_ADDRESS,
            feed_url=_ADDRESS,
        ),
        "WholePerson": _with(
            "Person",
            **_WHOLE,
            appearances=_list(ref("Appearance"), maxItems=PAGE),
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
            found_is=_COUNT_IS,
            releases=_list(ref("Release"), maxItems=PAGE),
        ),
        "Companies": _object(**_LISTED, companies=_list(ref("Company"), maxItems=PAGE)),
        "Filings": _object(**_LISTED, filings=_list(ref("Filing"), maxItems=PAGE)),
        "People": _object(**_LISTED, people=_list(ref("Person"), maxItems=PAGE)),
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
            latest_releases=_list(ref("Release")),
            pages=_map(_ADDRESS),
            lists=_map(_ADDRESS),
            more=_map(_ADDRESS),
        ),
    }


def _browsing() -> dict[str, Schema]:
    """The pages that set out what the archive holds."""
    return {
        "Brief": _object(**_NAMED, headline=_TEXT, date=_or_null(_DAY)),
        "Number": _object(
            number=_TEXT,
            title=_TEXT,
            first_day=_or_null(_DAY),
            last_day=_or_null(_DAY),
            first_day_is=one_of("exact", "the year"),
        ),
        "Event": _object(**_NAMED, name=_TEXT, number=_TEXT, title=_TEXT, then=_list(ref("Number"))),
        "Events": _object(
            **_PAGE, new_form=_DAY, events=_list(_with("Event", releases=_NUMBER, releases_is=_COUNT_IS))
        ),
        "WholeEvent": _with(
            "Event",
            version={"const": VERSION},
            note=_or_null(_TEXT),
            **_USES,
            latest_releases=_list(ref("Release")),
            releases_url=_ADDRESS,
            feed_url=_ADDRESS,
        ),
        "FirstUse": _object(
            **_PAGE, query=_TEXT, **_USES, ends=_list(ref("Release"), maxItems=2), releases_url=_ADDRESS
        ),
        "Quotations": _object(
            **_PAGE,
            query=_TEXT,
            order=_TEXT,
            looked_at=_NUMBER,
            next=_or_null(_ADDRESS),
            quotations=_list(_with("Quotation", release=ref("Brief"))),
        ),
        "Organisation": _object(
            **_PAGE,
            name=_TEXT,
            found=_NUMBER,
            found_is=_COUNT_IS,
            contacts=_list(_object(id=_TEXT, url=_ADDRESS, name=_TEXT, releases=_NUMBER)),
            years=_list(
                _object(
                    year=_or_null(_NUMBER),
                    releases=_NUMBER,
                    companies=_list(_object(name=_TEXT, url=_ADDRESS, releases=_NUMBER)),
                )
            ),
        ),
        "Letter": _object(
            **_PAGE,
            letter=_TEXT,
            companies=_list(_object(name=_TEXT, url=_ADDRESS, see=_or_null(_TEXT), releases=_or_null(_NUMBER))),
        ),
        "Quality": _object(
            **_PAGE,
            measured=_or_null(_MOMENT),
            filings_since=_NUMBER,
            parser_version=_TEXT,
            figures=_or_null(ref("Figures")),
        ),
        "Figures": _object(
            **dict.fromkeys(("filings", "releases", "reviewed", "in_doubt", "doubts"), _NUMBER),
            versions=_list(_object(version=_TEXT, filings=_NUMBER)),
            rows=_list(_object(year=_or_null(_NUMBER), format=_TEXT, releases=_NUMBER, fields=_map(_NUMBER))),
            failures=_list(_object(text=_TEXT, filings=_NUMBER, shown_by=_list(_ADDRESS))),
        ),
    }


def _calendar() -> dict[str, Schema]:
    beside = {"previous": _or_null(_ADDRESS), "next": _or_null(_ADDRESS)}
    month = {"type": "string", "pattern": r"^\d{4}-\d\d$"}
    months = _list(_object(month=month, releases=_NUMBER, json_url=_ADDRESS))
    return {
        "Calendar": _object(**_PAGE, years=_list(ref("Year"))),
        "Year": _object(year=_NUMBER, url=_ADDRESS, json_url=_ADDRESS, releases=_NUMBER, months=months),
        "WholeYear": _with("Year", version={"const": VERSION}, **beside, releases_url=_ADDRESS),
        "Month": _object(
            **_PAGE,
            month=month,
            releases=_NUMBER,
            days=_list(_object(date=_DAY, releases=_NUMBER, releases_is=_COUNT_IS, json_url=_ADDRESS)),
            **beside,
            releases_url=_ADDRESS,
        ),
        "Day": _object(**_PAGE, date=_DAY, releases=_list(ref("Release")), more=_YES, **beside),
        "SameDay": _object(
            **_PAGE,
            month=_NUMBER,
            day=_NUMBER,
            found=_NUMBER,
            found_is=_COUNT_IS,
            years=_list(_object(year=_NUMBER, releases=_NUMBER, json_url=_ADDRESS)),
            releases=_list(ref("Release")),
            **beside,
        ),
    }


def _beside() -> dict[str, Schema]:
    """The pages beside a release or a company."""
    part = _object(kind=one_of("same", "gone", "new"), text=_TEXT)
    company = _object(**_NAMED, name=_TEXT)
    return {
        "Tables": _object(
            **_PAGE,
            release=ref("Brief"),
            tables=_list(
                _object(
                    number=_NUMBER,
                    name=_TEXT,
                    lines=_list(_NUMBER, minItems=2, maxItems=2),
                    as_filed=_list(_TEXT),
                    rows=_or_null(_list(_list(_TEXT))),
                    csv_url=_or_null(_ADDRESS),
                )
            ),
        ),
        "History": _object(
            **_PAGE,
            release=ref("Brief"),
            corrections=_list(
                _object(
                    on=_MOMENT,
                    reason=_or_null(_TEXT),
                    reverted=_YES,
                    changes=_list(_object(field=_TEXT, parts=_list(part))),
                )
            ),
        ),
        "OwnWords": _object(
            **_PAGE,
            company=company,
            kind=one_of("about", "safe_harbor"),
            looked_at=_NUMBER,
            next=_or_null(_ADDRESS),
            passages=_list(
                _object(
                    text=_TEXT,
                    lines=_or_null(_list(_NUMBER, minItems=2, maxItems=2)),
                    first=_YES,
                    release=ref("Brief"),
                    releases=_NUMBER,
                    last_release=_or_null(_DAY),
                    changes=_list(part),
                )
            ),
        ),
        "Timeline": _object(
            **_PAGE,
            company=company,
            filings=_NUMBER,
            next=_or_null(_ADDRESS),
            moments=_list(
                _object(
                    date=_or_null(_DAY),
                    text=_or_null(_TEXT),
                    filing=_or_null(_object(**_NAMED, form=_TEXT)),
                    events=_list(_TEXT),
                    releases=_list(ref("Brief")),
                )
            ),
        ),
    }


def schemas() -> dict[str, Schema]:
    """All of them by name."""
    return {**_small(), **_records(), **_whole(), **_lists(), **_browsing(), **_calendar(), **_beside()}
