"""What rows repeat of other rows, so that lists read one table: whether it is still the same."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from neoarchive.models import ContactAppearance, Filing, PressRelease, Quotation

from .faults import Fault


def faults() -> Iterator[Fault]:
    """A query for each thing repeated; every record at fault is named."""
    for records, words in _asked():
        for record in records.only("slug").iterator():
            yield Fault(record.get_absolute_url(), words)


def _asked() -> "Iterator[tuple[QuerySet[PressRelease] | QuerySet[Filing], str]]":
    filings, releases = Filing.objects.order_by("pk"), PressRelease.objects.order_by("pk")
    told = filings.annotate(told=Coalesce("report_date", "filed_date"))
    yield told.exclude(_same("shown_date", "told")), "its date is neither that of the report nor that of the filing"
    withdrawn = PressRelease.Status.WITHDRAWN
    shown = releases.filter(withdrawn_at=None)
    yield shown.exclude(status=F("filing__status")), "its status is not that of its filing"
    yield releases.exclude(withdrawn_at=None).exclude(status=withdrawn), "it is withdrawn, and its status is another"
    dated = releases.annotate(told=Coalesce("released_on", "filing__shown_date"))
    yield dated.exclude(_same("shown_date", "told")), "its date is neither its own nor that of its filing"
    for name, model in (("contact", ContactAppearance), ("quotation", Quotation)):
        there = Exists(model.objects.filter(release=OuterRef("pk")))
        has = f"has_{name}"
        yield releases.filter(there, **{has: False}), f"it has a {name}, and is said to have none"
        yield releases.filter(~there, **{has: True}), f"it is said to have a {name}, and has none"


def _same(one: str, other: str) -> Q:
    return Q(**{one: F(other)}) | Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
