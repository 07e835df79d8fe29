"""A parsed filing as plain dicts and lists: what ``parse_filing`` prints, one line for each source."""

from __future__ import annotations

from typing import Any

from .types import Block, Contact, DateValue, Exhibit, Item, ParsedFiling, Registrant, Release, Signature, Spans, Value


def as_json(filing: ParsedFiling, name: str) -> dict[str, Any]:
    """The filing under the name of its source. Dates are ISO, absent values None, absent lists empty.

    ``at`` gives, for each text value, where it stands: a list of ``[start, end]`` pairs, in characters of the source
    decoded with ``source.encoding``.
    """
    return {
        "source": {
            "name": name,
            "sha256": filing.sha256,
            "encoding": filing.encoding,
            "format": filing.format,
            "bytes": filing.byte_length,
            "lines": len(filing.line_starts),
        },
        "form_type": _text(filing.form_type),
        "accession_number": _text(filing.accession_number),
        "report_date": _day(filing.report_date),
        "filed_date": _day(filing.filed_date),
        "accepted_at": filing.accepted_at.isoformat() if filing.accepted_at else None,
        "registrants": [_registrant(one) for one in filing.registrants],
        "items": [_item(one) for one in filing.items],
        "exhibits": [_exhibit(one) for one in filing.exhibits],
        "signatures": [_signature(one) for one in filing.signatures],
        "releases": [_release(one) for one in filing.releases],
        "confidence": {path: {"level": c.level, "reason": c.reason} for path, c in filing.confidence.items()},
        "warnings": [{"code": w.code, "message": w.message, "places": _spans(w.at)} for w in filing.warnings],
        "at": _places(
            form_type=filing.form_type,
            accession_number=filing.accession_number,
            report_date=filing.report_date,
            filed_date=filing.filed_date,
        ),
    }


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def _day(value: DateValue | None) -> str | None:
    return value.day.isoformat() if value else None


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _places(**values: Value | DateValue | None) -> dict[str, list[list[int]]]:
    """Where each value stands; those without a place are left out."""
    return {name: _spans(value.at) for name, value in values.items() if value is not None and value.at}


def _values(**values: Value | None) -> dict[str, Any]:
    return {**{name: _text(value) for name, value in values.items()}, "at": _places(**values)}


def _registrant(one: Registrant) -> dict[str, Any]:
    return {
        **_values(
            name=one.name,
            cik=one.cik,
            file_number=one.file_number,
            irs_number=one.irs_number,
            state_of_incorporation=one.state_of_incorporation,
            phone=one.phone,
            address=one.address,
            conformed_name=one.conformed_name,
            sic=one.sic,
            fiscal_year_end=one.fiscal_year_end,
        ),
        "former_names": [
            {**_values(name=former.name), "until": former.until.isoformat() if former.until else None}
            for former in one.former_names
        ],
    }


def _item(one: Item) -> dict[str, Any]:
    return {**_values(number=one.number, title=one.title), "official_title": one.official_title, "today": one.today}


def _exhibit(one: Exhibit) -> dict[str, Any]:
    return {
        **_values(number=one.number, description=one.description),
        "included": one.included,
        "kind": one.kind or None,
        "reason": one.reason or None,
    }


def _signature(one: Signature) -> dict[str, Any]:
    return {**_values(name=one.name, title=one.title), "date": _day(one.signed_on)}


def _release(one: Release) -> dict[str, Any]:
    return {
        "exhibit": one.exhibit,
        "headline": _text(one.headline),
        "subheadlines": [value.text for value in one.subheadlines],
        "date": _day(one.released_on),
        "place": _text(one.place),
        "status": _text(one.status),
        "tickers": [{"exchange": t.exchange, "symbol": t.symbol} for t in one.tickers],
        "contacts": [_contact(contact) for contact in one.contacts],
        "blocks": [_block(block) for block in one.blocks],
        "quotations": [
            {"text": q.text, "speaker": q.speaker.text, "speaker_title": _text(q.speaker_title), "block": q.block}
            for q in one.quotations
        ],
        "at": _places(headline=one.headline, place=one.place, date=one.released_on, status=one.status),
    }


def _contact(one: Contact) -> dict[str, Any]:
    return {
        **_values(name=one.name, title=one.title, organization=one.organization),
        "phones": [phone.text for phone in one.phones],
        "emails": [email.text for email in one.emails],
    }


def _block(one: Block) -> dict[str, Any]:
    block: dict[str, Any] = {"kind": one.kind, "text": one.text, "at": {"text": _spans(one.at)}}
    if one.table:
        block["rows"] = [[cell.text for cell in row] for row in one.table.rows]
    return block
