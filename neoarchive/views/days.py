"""The calendar: years, a year, a month, a day, and one day of the year in every year."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .contexts import days


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    return render(request, "calendar/years.html", days.years_context() | {"today": timezone.now().date()})


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    return _page(request, "calendar/year.html", days.year_context(year))


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return _page(request, "calendar/month.html", days.month_context(days.day_of(year, month, 1)))


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    return _page(request, "calendar/day.html", days.day_context(days.day_of(year, month, day)))


@require_safe
def same_day(request: HttpRequest, month: int, day: int) -> HttpResponse:
    days.day_of(2000, month, day)
    return _page(request, "calendar/same_day.html", days.same_day_context(month, day))


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """On this day: an address that can be kept, which leads to the day it is."""
    now = timezone.now().date()
    return redirect("on-this-day", now.month, now.day)


def _page(request: HttpRequest, template: str, context: dict[str, Any] | None) -> HttpResponse:
    if context is None:
        raise Http404
    return render(request, template, context)
