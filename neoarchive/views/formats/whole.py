"""One record whole, as its page in JSON gives it: every field with where in the filing it was read.

``evidence`` maps a field to ``at`` (offsets into the decoded source, each a start and an end), ``lines`` (first and
last numbered line, from 1), ``note`` (what was done to the value), ``level`` and ``reason`` (how sure the reading is,
and why). ``edited`` maps a field that an editor set to the time and to what had been read; who did it is left out.
Keys keep to what ``records`` says of them.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from neoarchive.models import (
    Company,
    CompanyName,
    Contact,
    ContactAppearance,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
    Signature,
)
from neoarchive.models.evidence import Evidenced

from .clean import absolute, plain
from .records import COMPANIES, FILINGS, PEOPLE, RELEASES, Record, address

LATEST = 20
"""Releases that the record of a company names; all of them are a list of their own."""

PAGE = 100
"""Appearances of a person on a page."""


def release(pk: int) -> Record:
    """A published release with its text, its contacts and the filing it was read from."""
    found = PressRelease.objects.select_related("filing__source").defer("filing__source__compressed").get(pk=pk)
    filing, source = found.filing, found.filing.source
    return {
        **RELEASES.read([pk])[0],
        "subheadlines": [_passage(one) for one in found.subheadlines],
        "status_line": found.status_line or None,
        "dateline": {
            "text": found.dateline or None,
            "place": found.place or None,
            "date": _day(found.released_on),
            "wire": found.wire or None,
        },
        "blocks": [_block(one) for one in found.blocks],
        "quotations": [quotation(one) for one in found.quotations.all()],
        "contacts": _contacts(found),
        "printed_tickers": [_ticker(one) for one in found.tickers.all()],
        "tidied": [_passage(one) for one in found.tidied],
        "versions": _versions(found),
        "corrected": _moment(found.corrected_at),
        "source": {
            "sha256": source.sha256,
            "byte_length": source.byte_length,
            "line_count": source.line_count,
            "encoding": source.encoding,
            "format": source.format,
            "url": address("filing-original", filing.slug),
        },
        "parser_version": filing.parser_version,
        "filing_json_url": absolute(reverse("filing-json", args=[filing.slug])),
        **_marks(found),
    }


def _block(block: dict[str, Any]) -> Record:
    """``text`` with the source's characters; ``html`` is what the page shows; ``table`` has rows of cells."""
    text = block.get("shown", block["text"])
    # Of a text that numbers were taken out of, the table as it was read still holds them.
    table = block.get("table") if text == block["text"] else None
    return {
        "kind": block["kind"],
        "text": text,
        "html": block.get("html", ""),
        "table": table,
        # A heading's level among headings; how sure its reading is has the same name in a place.
        "heading_level": block.get("level") if block["kind"] == "heading" else None,
        **_place(block if block["kind"] != "heading" else {**block, "level": None}),
    }


def _passage(one: dict[str, Any]) -> Record:
    return {"text": one["text"], **_place(one)}


def _place(one: dict[str, Any]) -> Record:
    return {
        "at": one.get("at") or [],
        "lines": one.get("lines"),
        "level": one.get("level"),
        "reason": one.get("reason"),
    }


def quotation(one: Quotation) -> Record:
    """What somebody said, and where it stands."""
    return {
        "text": one.text,
        "speaker": one.speaker,
        "speaker_title": one.speaker_title or None,
        "block": one.block,
        **_marks(one),
    }


def _contacts(release: PressRelease) -> list[Record]:
    shown = release.contacts.filter(contact__withdrawn_at=None).select_related("contact")
    return [{"url": address("person", one.contact.slug), **_appearance(one)} for one in shown]


def _appearance(one: ContactAppearance) -> Record:
    """As printed."""
    return {
        "name": one.name or None,
        "title": one.title or None,
        "organization": one.organization or None,
        "phones": one.phones,
        "emails": one.emails,
        **_marks(one),
    }


def _ticker(one: ReleaseTicker) -> Record:
    return {
        "exchange": one.exchange,
        "symbol": one.symbol,
        "own": one.company_id is not None,
        **_marks(one),
    }


def _versions(release: PressRelease) -> list[Record]:
    """Every published version of it, itself among them, the first one first; empty where there is but one."""
    first = release.version_of_id or release.pk
    listed = PressRelease.objects.published().filter(Q(pk=first) | Q(version_of=first)).order_by("shown_date", "pk")
    rows = list(listed.values_list("slug", "headline", "shown_date"))
    if len(rows) < 2:
        return []
    return [{"url": address("release", slug), "headline": plain(text), "date": _day(day)} for slug, text, day in rows]


def filing(pk: int) -> Record:
    """A published filing with its cover, items, exhibits, signatures and the account of its lines."""
    found = Filing.objects.select_related("amends").prefetch_related(*_PARTS).get(pk=pk)
    withheld = _is_withheld(found)
    amended_by = found.amendments.published().order_by("pk").values_list("slug", flat=True)
    amends = found.amends if found.amends and found.amends.status == Filing.Status.PUBLISHED else None
    return {
        **FILINGS.read([pk])[0],
        "accepted": _moment(found.accepted_at),
        "amends": address("filing", amends.slug) if amends else None,
        "amended_by": [address("filing", slug) for slug in amended_by],
        "registrants": [_registrant(one) for one in found.registrants.all()],
        "items": [_item(one, withheld) for one in found.items.all()],
        "exhibits": [_exhibit(one) for one in found.exhibits.all()],
        "signatures": [_signature(one) for one in found.signatures.all()],
        "warnings": [{"code": one["code"], "message": one["message"]} for one in found.warnings],
        "segments": [] if withheld else [_segment(one) for one in found.segments],
        "source_format": found.source.format,
        "encoding": found.source.encoding,
        "line_count": found.source.line_count,
        "withheld": withheld,
        **_marks(found),
    }


_PARTS: tuple[Any, ...] = (
    Prefetch("registrants", Registrant.objects.select_related("company").order_by("position")),
    Prefetch("items", Item.objects.order_by("position")),
    Prefetch("exhibits", Exhibit.objects.order_by("position")),
    Prefetch("signatures", Signature.objects.order_by("position")),
    "source",
)


def _is_withheld(filing: Filing) -> bool:
    """Whether a part of the filing's text was withdrawn: then none of it is given but what stands in the records."""
    named = ContactAppearance.objects.filter(release__filing=filing).exclude(contact__withdrawn_at=None)
    return filing.releases.exclude(withdrawn_at=None).exists() or named.exists()


def _registrant(one: Registrant) -> Record:
    return {
        "name": plain(one.name),
        "cik": one.company.cik,
        "file_number": plain(one.file_number) or None,
        "irs_number": plain(one.irs_number) or None,
        "state_of_incorporation": plain(one.state_of_incorporation) or None,
        "phone": plain(one.phone) or None,
        "address": plain(one.address) or None,
        "url": address("company", one.company.slug),
        **_marks(one),
    }


def _item(one: Item, withheld: bool) -> Record:
    return {
        "number": plain(one.number),
        "today": one.today or None,
        "title": plain(one.title),
        "official_title": plain(one.official_title) or None,
        "text": None if withheld else one.body,
        **_marks(one),
    }


def _exhibit(one: Exhibit) -> Record:
    return {
        "number": plain(one.number),
        "description": plain(one.description) or None,
        "included": one.included,
        "kind": plain(one.kind) or None,
        "reason": plain(one.reason) or None,
        **_marks(one),
    }


def _signature(one: Signature) -> Record:
    return {"name": plain(one.name), "title": plain(one.title) or None, "signed_on": _day(one.signed_on), **_marks(one)}


def _segment(one: dict[str, Any]) -> Record:
    """Lines of the source and what became of them; all segments together are all of its lines."""
    return {name: one.get(name) for name in ("kind", "use", "first", "last", "title", "note", "release", "block")}


def company(pk: int) -> Record:
    """A company with its names and symbols through time and its latest releases."""
    found = Company.objects.get(pk=pk)
    shown = Q(filing=None) | Q(filing__status=Filing.Status.PUBLISHED)
    names = (
        found.names.filter(shown)
        .select_related("filing")
        .only("name", "first_seen", "last_seen", "until", "filing__slug")
    )
    latest = PressRelease.objects.published().filter(company=found).order_by("-shown_date", "-pk")
    return {
        **COMPANIES.read([pk])[0],
        "irs_number": plain(found.irs_number) or None,
        "names": [_name(one) for one in names],
        "tickers_through_time": [
            {"exchange": plain(t.exchange), "symbol": plain(t.symbol), **_span(t.first_seen, t.last_seen)}
            for t in found.tickers.all()
        ],
        "latest_releases": RELEASES.read(list(latest.values_list("pk", flat=True)[:LATEST])),
        "releases_url": absolute(f"{reverse('releases-json')}?company={found.slug}"),
        "feed_url": address("company-feed", found.slug),
    }


def _name(one: CompanyName) -> Record:
    return {
        "name": plain(one.name),
        **_span(one.first_seen, one.last_seen),
        "changed_on": _day(one.until),
        "filing_url": address("filing", one.filing.slug) if one.filing else None,
    }


def person(found: Contact, start: int) -> Record:
    """A person or desk with the releases that name them, the one added last first, ``PAGE`` from this number on."""
    named = found.appearances.filter(release__status=Filing.Status.PUBLISHED).order_by("-pk")
    if start:
        named = named.filter(pk__lte=start)
    page = list(named[: PAGE + 1])
    read = RELEASES.read(list(dict.fromkeys(one.release_id for one in page[:PAGE])))
    of_release = {one["id"]: one for one in read}
    slugs = dict(PressRelease.objects.filter(pk__in={one.release_id for one in page}).values_list("pk", "slug"))
    own = absolute(reverse("person-json", args=[found.slug]))
    return {
        **PEOPLE.read([found.pk])[0],
        "appearances": [
            {**_appearance(one), "release": of_release[slugs[one.release_id]]}
            for one in page[:PAGE]
            if slugs.get(one.release_id) in of_release
        ],
        "next": f"{own}?start={page[PAGE].pk}" if len(page) > PAGE else None,
        "feed_url": address("person-feed", found.slug),
    }


def _marks(record: Evidenced) -> Record:
    return {
        "evidence": {name: _evidence(one) for name, one in record.evidence.items() if isinstance(one, dict)},
        "edited": {name: {"on": one.get("on"), "was": one.get("was")} for name, one in record.edits.items()},
    }


def _evidence(one: dict[str, Any]) -> Record:
    return {**_place(one), "note": one.get("note")}


def _span(first: Any, last: Any) -> Record:
    return {"first_seen": _day(first), "last_seen": _day(last)}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def published_id(records: "QuerySet[Any]", slug: str) -> int | None:
    """The number of the published record at an address."""
    found: int | None = records.filter(slug=slug).values_list("pk", flat=True).first()
    return found


def links(names: Iterable[str]) -> dict[str, str]:
    return {name.replace("-", "_"): absolute(reverse(name)) for name in names}
