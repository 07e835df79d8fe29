"""Keeping what is repeated in step after an edit: dates, parts, HTML, index, addresses.

The admin calls these when a person has saved a record. Each does all that follows from the change.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from neoarchive import withheld
from neoarchive.models import Company, Contact, ContactAppearance, Evidenced, Filing, PressRelease
from neoarchive.search import index

from .addresses import give_up
from .names import folded, sort_name, sort_person
from .render import block_html, summary_of


def release_changed(release: PressRelease) -> None:
    """HTML of the blocks whose text differs, parts, summary, index, exhibit, and the filing's doubts."""
    with transaction.atomic():
        _refresh(release)
        recount_doubts(release.filing)


def _refresh(release: PressRelease) -> None:
    symbols = list(release.tickers.values_list("symbol", flat=True))
    hidden = withheld_in(release)
    for block in release.blocks:
        _render(block, symbols, hidden)
    release.summary = withheld.without(summary_of(release.blocks), hidden)
    release.status = (
        PressRelease.Status.WITHDRAWN if release.is_withdrawn else PressRelease.Status(release.filing.status)
    )
    release.has_contact = release.contacts.exists()
    release.has_quotation = release.quotations.exists()
    release.has_table = any(block["kind"] == "table" for block in release.blocks)
    release.save()
    index.index_release(release)


def _render(block: dict[str, Any], symbols: list[str], hidden: re.Pattern[str] | None) -> None:
    """A block's HTML; and where it has withdrawn numbers, its text without them, for visitors."""
    block.pop("shown", None)
    shown = withheld.without(block["text"], hidden)
    if shown != block["text"]:
        block["shown"] = shown
    block["html"] = block_html(block["kind"], shown, withheld.table_without(block.get("table"), hidden), symbols)


def withheld_in(release: PressRelease) -> re.Pattern[str] | None:
    """What finds the numbers of a release's withdrawn contacts in its text."""
    gone = ContactAppearance.objects.filter(release=release, contact__withdrawn_at__isnull=False)
    return withheld.pattern_of(one for rows in gone.values_list("phones", "emails") for row in rows for one in row)


def recount_doubts(filing: Filing) -> None:
    """A value that a person has set is in doubt no more."""
    parts: list[Any] = [filing.registrants, filing.items, filing.exhibits, filing.signatures]
    records: list[Evidenced] = [filing, *(record for part in parts for record in part.all())]
    doubts = 0
    for release in filing.releases.prefetch_related("tickers", "contacts", "quotations"):
        records += [release, *release.tickers.all(), *release.contacts.all(), *release.quotations.all()]
        doubts += _doubted_texts(release)
    filing.doubts = doubts + sum(record.doubted() for record in records)
    Filing.objects.filter(pk=filing.pk).update(doubts=filing.doubts)


def _doubted_texts(release: PressRelease) -> int:
    """Sub-headlines and blocks are no records: each keeps its own confidence."""
    decks = [] if "subheadlines" in release.edits else release.subheadlines
    blocks = [b.get("confidence", {}) for n, b in enumerate(release.blocks) if f"blocks.{n}" not in release.edits]
    return sum(one.get("level") == "doubtful" for one in [*decks, *blocks])


def filing_changed(filing: Filing) -> None:
    """What its releases repeat of a filing: status, date, first company; and its doubts."""
    first = filing.registrants.order_by("position").first()
    with transaction.atomic():
        for release in filing.releases.select_related("filing"):
            release.filing = filing
            if first:
                release.company, release.company_name = first.company, first.name
            _refresh(release)
        recount_doubts(filing)


def company_changed(company: Company) -> None:
    company.sort_name = sort_name(company.name)
    with transaction.atomic():
        company.save()
        # Its names are words of the releases of every filing it has a part in, not only of those it leads.
        for release in PressRelease.objects.filter(filing__companies=company).distinct():
            index.index_release(release)


def contact_changed(contact: Contact) -> None:
    contact.sort_name = sort_person(contact.name) if contact.kind == Contact.Kind.PERSON else folded(contact.name)
    with transaction.atomic():
        contact.save()
        named = PressRelease.objects.filter(contacts__contact=contact).order_by("pk").distinct()
        for release in named.select_related("filing").iterator(chunk_size=100):
            # What was withdrawn until now has left its traces.
            if contact.is_withdrawn or any("shown" in block for block in release.blocks):
                _refresh(release)
            else:
                index.index_release(release)


def releases_again(numbers: Iterable[int]) -> None:
    """Releases just written in bulk that name somebody withdrawn: made again without their numbers."""
    for release in PressRelease.objects.filter(pk__in=list(numbers)).select_related("filing"):
        _refresh(release)


def slug_changed(record: Any, old_slug: str) -> None:
    """Keep the address that a company, filing, release or contact had."""
    if old_slug and old_slug != record.slug:
        give_up(record, old_slug)


def publish(filing: Filing) -> None:
    _set_status(filing, Filing.Status.PUBLISHED)


def unpublish(filing: Filing) -> None:
    _set_status(filing, Filing.Status.DRAFT)


def _set_status(filing: Filing, status: Filing.Status) -> None:
    filing.status = status
    with transaction.atomic():
        filing.save()
        filing_changed(filing)
