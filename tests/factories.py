"""Records for tests: plain functions, every value can be given."""

import hashlib
import itertools
from datetime import date
from typing import Any

from neoarchive.ingest.names import folded, folded_person, short_company, slug_of, sort_name, sort_person
from neoarchive.ingest.prepared import source_row
from neoarchive.ingest.render import block_html
from neoarchive.models import (
    Company,
    Contact,
    ContactAppearance,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
    Source,
)
from neoarchive.search import index
from neoarchive.sums import folded_sha256

_number = itertools.count(1)


def make_company(name: str = "Calder Instruments, Inc.", **values: Any) -> Company:
    slug = values.pop("slug", f"{slug_of(short_company(name))}-{next(_number)}")
    return Company.objects.create(name=name, sort_name=sort_name(name), slug=slug, **values)


def make_source(data: bytes | None = None, **values: Any) -> Source:
    data = data if data is not None else f"FORM 8-K\n\nNumber {next(_number)}\n".encode()
    text = data.decode()
    starts = (0, *(i + 1 for i, c in enumerate(text[:-1]) if c == "\n"))
    told = {"encoding": "utf-8", "format": "text", "line_starts": starts, "filename": "", "origin": "", **values}
    sums = {"sha256": hashlib.sha256(data).hexdigest(), "folded": folded_sha256(data)}
    return Source.objects.create(**source_row(data, **sums, **told))


def make_filing(company: Company | None = None, *, items: tuple[str, ...] = ("5", "7"), **values: Any) -> Filing:
    company = company or make_company()
    number = next(_number)
    values = {
        "source": values.get("source") or make_source(),
        "slug": f"1998-07-27-filing-{number}",
        "form_type": "8-K",
        "report_date": date(1998, 7, 27),
        "status": Filing.Status.PUBLISHED,
        "parser_version": "1",
        **values,
    }
    filing = Filing.objects.create(**values)
    Registrant.objects.create(filing=filing, company=company, name=company.name)
    for position, one in enumerate(items):
        Item.objects.create(filing=filing, position=position, number=one)
    return filing


def make_block(text: str, kind: str = "paragraph", lines: tuple[int, int] = (1, 1)) -> dict[str, Any]:
    return {"kind": kind, "text": text, "html": block_html(kind, text), "at": [[0, len(text)]], "lines": list(lines)}


def make_release(
    filing: Filing | None = None, *, body: tuple[str, ...] = ("Calder said today.",), **values: Any
) -> PressRelease:
    """A published release, indexed for search. ``tickers`` are symbols, ``exhibit`` is a number."""
    filing = filing or make_filing()
    number = next(_number)
    tickers = values.pop("tickers", ())
    exhibit = values.pop("exhibit", "99.1")
    company = values.pop("company", None) or filing.registrants.get(position=0).company
    values = {
        "filing": filing,
        "company": company,
        "exhibit": Exhibit.objects.create(filing=filing, number=exhibit, included=True) if exhibit else None,
        "slug": f"1998-07-27-release-{number}",
        "status": filing.status,
        "headline": "Calder Announces New Instrument",
        "released_on": filing.report_date,
        "blocks": [make_block(text, lines=(i + 1, i + 1)) for i, text in enumerate(body)],
        "evidence": {"headline": {"at": [[0, 8]], "lines": [1, 1]}},
        **values,
    }
    release = PressRelease.objects.create(**values)
    for position, symbol in enumerate(tickers):
        ReleaseTicker.objects.create(
            release=release, company=company, exchange="Nasdaq", symbol=symbol, position=position
        )
    index.index_release(release)
    return release


def make_contact(name: str = "Ada Marsh", organization: str = "Calder Instruments, Inc.", **values: Any) -> Contact:
    key = f"person|{folded_person(name)}|{folded(short_company(organization))}"
    values = {"key": key, "slug": f"{slug_of(name)}-{next(_number)}", "sort_name": sort_person(name), **values}
    return Contact.objects.create(name=name, organization=organization, **values)


def make_appearance(release: PressRelease, contact: Contact | None = None, **values: Any) -> ContactAppearance:
    contact = contact or make_contact()
    values = {"name": contact.name, "title": "Investor Relations", "phones": ["(312) 555-0142"], **values}
    appearance = ContactAppearance.objects.create(release=release, contact=contact, **values)
    PressRelease.objects.filter(pk=release.pk).update(has_contact=True)
    index.index_release(release)
    return appearance


def make_quotation(release: PressRelease, **values: Any) -> Quotation:
    values = {"text": "We are pleased.", "speaker": "Ada Marsh", "speaker_title": "President", "block": 0, **values}
    quotation = Quotation.objects.create(release=release, **values)
    PressRelease.objects.filter(pk=release.pk).update(has_quotation=True)
    index.index_release(release)
    return quotation
