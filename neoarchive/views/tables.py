"""The tables of a release, and one of them as CSV."""

import csv
import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import OldAddress, PressRelease

from .access import moved, sees_drafts, visible
from .contexts.tables import restored_of, rows_of, tables_context, tables_of
from .contexts.withheld import naming_withdrawn
from .formats.clean import cell


@require_safe
@lasting
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    release = _release(request, slug)
    if release is None:
        return moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects, after="tables/")
    if not tables_of(release):
        raise Http404
    return render(request, "releases/tables.html", tables_context(release, drafts=sees_drafts(request)))


@require_safe
@lasting
def table_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A restored table as RFC 4180 has it, with the source's own characters and no cell that begins a formula."""
    release = visible(request, PressRelease.objects).only("slug", "status", "blocks").filter(slug=slug).first()
    if release is None:
        return moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects, after=f"tables/{number}.csv")
    found = tables_of(release)
    table = restored_of(found[number - 1]) if 1 <= number <= len(found) else None
    if table is None:
        raise Http404
    text = io.StringIO()
    csv.writer(text).writerows([[cell(value) for value in row] for row in rows_of(table)])
    response = HttpResponse(text.getvalue().encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{release.slug}-table-{number}.csv"'
    response["X-Robots-Tag"] = "noindex"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _release(request: HttpRequest, slug: str) -> Any:
    rows = naming_withdrawn(visible(request, PressRelease.objects)).select_related("company", "filing__source")
    return rows.defer("filing__segments", "filing__warnings", "tidied").filter(slug=slug).first()
