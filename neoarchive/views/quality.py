"""How well the archive reads, in public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .contexts.quality import quality_context


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    return render(request, "quality.html", quality_context())
