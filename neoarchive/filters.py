"""The filters of the list of releases: a form that tells what it can't read, and a queryset for whoever wants rows.

Search asks its index instead (``search.facts``); ``tests/search/test_filters.py`` holds the two to the same results.
"""

import re
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import HttpRequest

from neoarchive.models import Company, Item, PressRelease, Registrant, ReleaseTicker
from neoarchive.search import events, facts
from neoarchive.search.states import spellings, state_name
from neoarchive.search.values import FIRST_YEAR, LAST_YEAR

SORTS = {"best": "Best match", "newest": "Newest", "oldest": "Oldest", "company": "Company"}
FACETS = ("company", "event", "item", "ticker", "state", "year")
NO_TICKER = "-"
_YES_NO = [("1", "yes"), ("0", "no")]
_ITEMS = "An item is a number such as 5 or 5.02."
_EVENTS = "An event is a name of the page /events/, such as directors."
_TICKERS = "A ticker is a symbol such as NEOT, without the exchange; - stands for none given."
_STATES = "A state is a name such as Delaware, or a code such as DE."
_STARTS = "A list begins at a release: 1998-07-27.123 is its date and number, undated.123 where it has no date."
_MONTHS = "A month is a number from 1 to 12."
_YEARS = f"A year has four figures, from {FIRST_YEAR} to {LAST_YEAR}."


class ReleaseForm(forms.Form):
    """The filters, and what else the address of a list may hold: the order, the page, a facet shown in full."""

    sort = forms.ChoiceField(
        choices=list(SORTS.items()),
        required=False,
        error_messages={"invalid_choice": "Lists are sorted by best, newest, oldest or company."},
    )
    passages = forms.ChoiceField(
        choices=[("1", "1")],
        required=False,
        error_messages={"invalid_choice": "Write 1 to search passages about the company and contacts as well."},
    )
    page = forms.IntegerField(
        min_value=1,
        max_value=1_000_000,
        required=False,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], "A page is a number from 1."),
    )
    all = forms.ChoiceField(
        choices=[(name, name) for name in FACETS],
        required=False,
        error_messages={"invalid_choice": "What can be shown in full is company, event, item, ticker, state or year."},
    )

    start = forms.CharField(required=False, max_length=30, error_messages={"max_length": _STARTS})

    def clean_start(self) -> str:
        text: str = self.cleaned_data["start"]
        if text and key_at(text) is None:
            raise forms.ValidationError(_STARTS)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("month") and not cleaned.get("year") and "year" not in self.errors:
            self.add_error("month", "A month is read with its year only.")
        return cleaned


def _companies(request: HttpRequest | None) -> QuerySet[Company]:
    """Visitors may not learn from a filter which companies have nothing but drafts."""
    user = getattr(request, "user", None)
    return Company.objects.all() if user and user.is_active and user.is_staff else Company.objects.published()


class _Number(django_filters.NumberFilter):
    field_class = forms.IntegerField


def _numbers(first: int, last: int, message: str) -> dict[str, Any]:
    errors = dict.fromkeys(["invalid", "min_value", "max_value"], message)
    return {"min_value": first, "max_value": last, "error_messages": errors}


def _part(label: str) -> django_filters.TypedChoiceFilter:
    return django_filters.TypedChoiceFilter(
        label=label,
        choices=_YES_NO,
        coerce=lambda value: value == "1",
        error_messages={"invalid_choice": "Write 1 for releases that have it, 0 for those that do not."},
    )


class ReleaseFilter(django_filters.FilterSet):
    company = django_filters.ModelChoiceFilter(
        label="Company",
        queryset=_companies,
        to_field_name="slug",
        field_name="filing__companies",
        error_messages={"invalid_choice": "The archive has no company with this address."},
    )
    year = _Number(label="Year", field_name="shown_date__year", **_numbers(FIRST_YEAR, LAST_YEAR, _YEARS))
    month = _Number(label="Month", field_name="shown_date__month", **_numbers(1, 12, _MONTHS))
    event = django_filters.ChoiceFilter(
        label="Event",
        method="with_event",
        choices=[(one.slug, one.name) for one in events.EVENTS],
        error_messages={"invalid_choice": _EVENTS},
    )
    item = django_filters.CharFilter(label="Form item", method="with_item", max_length=8)
    ticker = django_filters.CharFilter(label="Ticker", method="with_ticker", max_length=12)
    state = django_filters.CharFilter(label="Incorporated in", method="in_state", max_length=60)
    has_contact = _part("Has a contact")
    has_quotation = _part("Has a quotation")
    has_table = _part("Has a table")

    class Meta:
        model = PressRelease
        fields: list[str] = []
        form = ReleaseForm

    def get_form_class(self) -> type[forms.Form]:
        form: type[forms.Form] = super().get_form_class()
        item, ticker, state = (form.base_fields[name] for name in ("item", "ticker", "state"))
        item.validators.append(_is_item)
        ticker.validators.append(_is_ticker)
        state.validators.append(_is_state)
        state.clean = lambda value: state_name(forms.CharField.clean(state, value))  # type: ignore[method-assign]
        state.error_messages["max_length"] = _STATES
        item.error_messages["max_length"] = _ITEMS
        ticker.error_messages["max_length"] = _TICKERS
        return form

    def filter_queryset(self, queryset: QuerySet[PressRelease]) -> QuerySet[PressRelease]:
        """As django-filter does, with the filters alone: the form reads more than those."""
        for name, one in self.filters.items():
            queryset = one.filter(queryset, self.form.cleaned_data[name])
        return queryset

    def with_item(self, releases: QuerySet[PressRelease], name: str, value: str) -> QuerySet[PressRelease]:
        """By the number printed, whatever letter follows it (``7(c)``), or by today's number."""
        printed = Q(number__regex=rf"^\s*{re.escape(value)}(?!\d|\.\d\d)")
        items = Item.objects.filter(printed | Q(today=value), filing=OuterRef("filing"))
        return releases.filter(Exists(items))

    def with_event(self, releases: QuerySet[PressRelease], name: str, value: str) -> QuerySet[PressRelease]:
        """By the item that tells of it, under its old number or today's."""
        return self.with_item(releases, name, events.BY_SLUG[value].today)

    def with_ticker(self, releases: QuerySet[PressRelease], name: str, value: str) -> QuerySet[PressRelease]:
        """By a symbol printed in the release; ``-`` finds those that print none."""
        printed = ReleaseTicker.objects.filter(release=OuterRef("pk"))
        if value == NO_TICKER:
            return releases.filter(~Exists(printed))
        return releases.filter(Exists(printed.filter(symbol__iexact=value)))

    def in_state(self, releases: QuerySet[PressRelease], name: str, value: str) -> QuerySet[PressRelease]:
        """By the state of incorporation that a cover prints, else by the one known of the company."""
        known = Registrant.objects.filter(filing=OuterRef("filing")).annotate(
            state=Case(
                When(state_of_incorporation__regex=r"\S", then="state_of_incorporation"),
                default="company__state_of_incorporation",
            )
        )
        return releases.filter(Exists(known.filter(state__iregex=spellings(value))))


def key_at(text: str) -> int | None:
    """The key of the release that a list is to begin at, None where the text names none.

    >>> key_at("1998-07-27.123") == facts.key_of(date(1998, 7, 27), 123)
    True
    """
    day, _, number = text.rpartition(".")
    if not re.fullmatch(r"(?a:\d{1,9})", number):
        return None
    try:
        # No release has the number 0, but what follows number 1 begins there.
        key = facts.key_of(None if day == "undated" else date.fromisoformat(day), max(int(number), 1))
        return key - (int(number) == 0)
    except ValueError:
        return None


def place_of(key: int) -> str:
    """The key of a release as an address holds it."""
    return f"{facts.day_of(key) or 'undated'}.{facts.release_id_of(key)}"


def _is_item(value: str) -> None:
    if facts.item_number(value) != value:
        raise forms.ValidationError(_ITEMS)


def names_state(value: str) -> bool:
    return any(c.isalpha() for c in value)


def names_ticker(value: str) -> bool:
    return value == NO_TICKER or bool(re.fullmatch(r"(?a:[A-Za-z0-9][A-Za-z0-9.\-/]*)", value))


def _is_state(value: str) -> None:
    if not names_state(value):
        raise forms.ValidationError(_STATES)


def _is_ticker(value: str) -> None:
    if not names_ticker(value):
        raise forms.ValidationError(_TICKERS)
