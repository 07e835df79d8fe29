"""Quotations, by speaker, company and words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .contexts import listing
from .contexts.quotations import quotations_context


@require_safe
def quotations(request: HttpRequest) -> HttpResponse:
    asked = listing.read(request.GET)
    return render(request, "quotations/list.html", quotations_context(asked), status=200 if asked.readable else 400)
