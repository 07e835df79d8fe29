from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from neoarchive.ingest import merge, sheets, upkeep
from neoarchive.ingest.addresses import free_slug
from neoarchive.ingest.names import short_company, slug_of
from neoarchive.models import Company, CompanyName, CompanyTicker, Registrant

from .addresses import KeepsAddresses
from .history import KeepsHistory
from .marks import count_of
from .merging import Merges
from .sheets import Tabled


class CompanyForm(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The end of its address; made from the name if empty."

    def clean_cik(self) -> str | None:
        cik = self.cleaned_data["cik"]
        if not cik:
            return None
        if not (cik.isascii() and cik.isdigit()):
            raise forms.ValidationError(f"“{cik}” is no CIK: it has up to ten figures.")
        return cik.zfill(10)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("slug") and given.get("name"):
            given["slug"] = self.instance.slug or free_slug(Company, slug_of(short_company(given["name"]), 60))
        return given


class NameInline(admin.TabularInline):
    model = CompanyName
    fields = ["name", "first_seen", "last_seen", "until"]
    extra = 0


class TickerInline(admin.TabularInline):
    model = CompanyTicker
    fields = ["exchange", "symbol", "first_seen", "last_seen"]
    extra = 0


@admin.register(Company)
class CompanyAdmin(Tabled, Merges, KeepsHistory, KeepsAddresses):
    form = CompanyForm
    sheet = sheets.COMPANIES
    suggestions = staticmethod(merge.company_suggestions)
    told = ("cik", "irs_number", "state_of_incorporation", "sic")
    actions = ["merge_selected"]
    fields = ["name", "cik", "irs_number", "state_of_incorporation", "sic", "slug", "invented"]
    inlines = [NameInline, TickerInline]
    list_display = ["name", "cik", "irs_number", "state_of_incorporation", "filing_count"]
    list_filter = ["invented", "state_of_incorporation"]
    search_fields = ["name", "names__name", "=cik", "=irs_number", "=tickers__symbol"]
    search_help_text = "Name, former name, CIK, IRS number, ticker"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        return super().get_queryset(request).annotate(filing_count=count_of(Registrant, "company"))

    @admin.display(description="filings", ordering="filing_count")
    def filing_count(self, company: Company) -> int:
        return company.filing_count

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        upkeep.company_changed(form.instance)
