"""How machines ask: the description that programs read, and the page that people read."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting

from .formats import answers, openapi
from .formats.records import COMPANIES, FILINGS, PEOPLE, RELEASES, VERSION
from .machines import machine


@machine
@lasting
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return answers.as_json(openapi.document())


@require_safe
@lasting
def page(request: HttpRequest) -> HttpResponse:
    operations = [
        (
            openapi.path_of(name),
            make()["summary"],
            [one["name"] for one in make()["parameters"] if one["in"] == "query"],
        )
        for name, make in openapi.OPERATIONS.items()
    ]
    context = {
        "section": "about",
        "address": settings.SITE_URL + request.path,
        "site": settings.SITE_URL,
        "version": VERSION,
        "operations": operations,
        "tables": [(kind.name, list(kind.columns)) for kind in (RELEASES, COMPANIES, FILINGS, PEOPLE)],
        "rows": answers.MOST,
        "records": answers.PAGE,
        "per_minute": settings.RATE_PER_MINUTE,
        "burst": settings.RATE_BURST,
        "error": json.dumps({"error": "There is no such record.", "faults": []}, indent=1),
    }
    return render(request, "api.html", context)
