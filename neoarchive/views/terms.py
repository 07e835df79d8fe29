"""The first and last use of a term."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .contexts import listing
from .contexts.terms import term_context


@require_safe
def first_use(request: HttpRequest) -> HttpResponse:
    asked = listing.read(request.GET)
    return render(request, "releases/first_use.html", term_context(asked), status=200 if asked.readable else 400)
