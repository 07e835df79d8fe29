"""Who sees what, and where a page has moved to. The only gate between drafts and visitors."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.shortcuts import redirect

from neoarchive.models import OldAddress


def sees_drafts(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.is_staff)


def visible(request: HttpRequest, records: Any) -> Any:
    """The records this visitor may see: all of them for staff, the published ones for everybody else."""
    return records.all() if sees_drafts(request) else records.published()


def moved(request: HttpRequest, kind: OldAddress.Kind, slug: str, records: Any) -> HttpResponsePermanentRedirect:
    """To the present address of what this slug once named; 404 where it never named anything they may see."""
    old = OldAddress.objects.filter(kind=kind, slug=slug).values_list("record", flat=True).first()
    record = visible(request, records).filter(pk=old).first() if old is not None else None
    if record is None:
        raise Http404
    where = record.get_absolute_url()
    return redirect(where, permanent=True)
