"""The front page, and the page about the archive."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from neoarchive import parser
from neoarchive.caching import lasting

from .contexts.home import home_context


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", home_context())


@require_safe
@lasting
def about(request: HttpRequest) -> HttpResponse:
    context = {"section": "about", "address": settings.SITE_URL + request.path, "version": parser.PARSER_VERSION}
    return render(request, "about.html", context)
