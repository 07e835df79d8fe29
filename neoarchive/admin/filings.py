from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from neoarchive.ingest import history, upkeep
from neoarchive.ingest.check import ACCESSION_NUMBER
from neoarchive.models import Change, Exhibit, Filing, Item, PressRelease, Registrant, Signature

from .addresses import KeepsAddresses
from .history import KeepsHistory
from .ingest import AddFromText, may_publish
from .marks import EvidencedForm, MarksEdits, count_of, hash_groups, line_link, source_address
from .reread import ReadAgain
from .review import ReviewQueue


class FilingForm(EvidencedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "accepted_at" in self.fields:
            # The admin shows and takes all times in the site's zone; the header's are Washington's.
            self.fields["accepted_at"].help_text = "In UTC. The header gives it in Eastern time."

    def clean_accession_number(self) -> str | None:
        number = self.cleaned_data["accession_number"]
        if number and not ACCESSION_NUMBER.fullmatch(number):
            raise forms.ValidationError(f"“{number}” is no accession number: it is written 0000892569-98-002119.")
        return number or None


class FormFilter(admin.SimpleListFilter):
    """Forms as they are, not as a look through the whole archive would list them."""

    title = "form"
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("8-K", "8-K"), ("8-K/A", "8-K/A, amendment"), ("other", "Others")]

    def queryset(self, request: HttpRequest, filings: QuerySet[Filing]) -> QuerySet[Filing]:
        if self.value() == "other":
            return filings.exclude(form_type__in=["8-K", "8-K/A"])
        return filings.filter(form_type=self.value()) if self.value() else filings


class ItemFilter(admin.SimpleListFilter):
    title = "item, by today's number"
    parameter_name = "item"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        numbers = Item.objects.exclude(today="").order_by("today").values_list("today", flat=True).distinct()
        return [(number, number) for number in numbers]

    def queryset(self, request: HttpRequest, filings: QuerySet[Filing]) -> QuerySet[Filing]:
        number = self.value()
        return filings.filter(Exists(Item.objects.filter(filing=OuterRef("pk"), today=number))) if number else filings


class PartInline(admin.StackedInline):
    """A part of a filing; stacked, so that each field says where it was read."""

    form = EvidencedForm
    extra = 0
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("filing")


class RegistrantInline(PartInline):
    model = Registrant
    autocomplete_fields = ["company"]
    fields = [
        "company",
        "name",
        ("file_number", "irs_number"),
        ("state_of_incorporation", "phone"),
        "address",
        "position",
    ]
    classes: list[str] = []


class ItemInline(PartInline):
    model = Item
    fields = [("number", "title"), ("official_title", "today"), "body", "position"]


class ExhibitInline(PartInline):
    model = Exhibit
    fields = [("number", "included"), "description", "kind", "reason", "position"]


class SignatureInline(PartInline):
    model = Signature
    fields = [("name", "title"), "signed_on", "position"]


@admin.register(Filing)
class FilingAdmin(KeepsHistory, KeepsAddresses, MarksEdits):
    form = FilingForm
    autocomplete_fields = ["amends"]
    inlines = [RegistrantInline, ItemInline, ExhibitInline, SignatureInline]
    readonly_fields = ["releases_in_it", "source_facts", "warnings_in_words", "created_at", "created_by", "updated_at"]
    fieldsets = [
        (None, {"fields": ["status", "form_type", "amends"]}),
        ("Dates and number", {"fields": ["report_date", "filed_date", "accession_number", "accepted_at"]}),
        ("Releases", {"fields": ["releases_in_it"]}),
        ("Source", {"fields": ["source_facts", "warnings_in_words"]}),
        ("Record", {"fields": ["slug", "created_at", "created_by", "updated_at"], "classes": ["collapse"]}),
    ]
    list_display = ["__str__", "company_names", "accession_number", "filed_date", "release_count", "status"]
    list_filter = ["status", FormFilter, ItemFilter, "created_at"]
    search_fields = [
        "registrants__name",
        "companies__name",
        "accession_number",
        "releases__headline",
        "=registrants__file_number",
        "=source__sha256",
    ]
    search_help_text = "Company, accession number, file number, headline, SHA-256"
    date_hierarchy = "shown_date"
    actions = ["publish", "unpublish"]

    class Media:
        css = {"all": ["admin_ingest/ingest.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Filing]:
        registrants = Prefetch("registrants", Registrant.objects.order_by("position"))
        filings = super().get_queryset(request).annotate(release_count=count_of(PressRelease, "filing"))
        return filings.prefetch_related(registrants)

    def get_urls(self) -> list[URLPattern]:
        return [*AddFromText(self).urls(), *ReviewQueue(self).urls(), *ReadAgain(self).urls(), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A filing begins with its text."""
        return HttpResponseRedirect(reverse("admin:neoarchive_filing_add_from_text"))

    # The list

    @admin.display(description="company")
    def company_names(self, filing: Filing) -> str:
        return "; ".join(registrant.name for registrant in filing.registrants.all())

    @admin.display(description="releases", ordering="release_count")
    def release_count(self, filing: Filing) -> int:
        return filing.release_count

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Filing | None = None) -> list[str]:
        return self.readonly_fields if may_publish(request) else ["status", *self.readonly_fields]

    @admin.action(description="Publish selected filings", permissions=["publish"])
    def publish(self, request: HttpRequest, filings: QuerySet[Filing]) -> None:
        self._set_each(request, filings, upkeep.publish, Change.Action.PUBLISHED, "published")

    @admin.action(description="Make selected filings drafts", permissions=["publish"])
    def unpublish(self, request: HttpRequest, filings: QuerySet[Filing]) -> None:
        said = "made a draft, not shown to visitors"
        self._set_each(request, filings, upkeep.unpublish, Change.Action.UNPUBLISHED, said)

    def _set_each(
        self, request: HttpRequest, filings: QuerySet[Filing], change: Any, action: Change.Action, said: str
    ) -> None:
        count = 0
        with transaction.atomic():
            for filing in filings:
                with history.recording(request.user, [filing], action):
                    change(filing)
                self.log_change(request, filing, f"{said.capitalize()}.")
                count += 1
        noun = "filing is" if count == 1 else "filings are"
        messages.success(request, f"{count} {noun} {said}.")

    # The record

    @admin.display(description="releases")
    def releases_in_it(self, filing: Filing) -> SafeString | str:
        found = [
            (reverse("admin:neoarchive_pressrelease_change", args=[release.pk]), release.headline)
            for release in filing.releases.order_by("position")
        ]
        rows = format_html_join("", '<li><a href="{}">{}</a></li>', found)
        return format_html('<ul class="provenance">{}</ul>', rows) if rows else "None in this file."

    @admin.display(description="source")
    def source_facts(self, filing: Filing) -> SafeString:
        source = filing.source
        return format_html(
            '{}, {} bytes, {} lines, {}. <a href="{}">Line by line</a>, <a href="{}">original</a>.<br>SHA-256 {}',
            source.filename or "Pasted text",
            f"{source.byte_length:,}",
            f"{source.line_count:,}",
            source.encoding,
            source_address(filing),
            reverse("admin:neoarchive_source_original", args=[source.pk]),
            hash_groups(source.sha256),
        )

    @admin.display(description="warnings")
    def warnings_in_words(self, filing: Filing) -> SafeString | str:
        where = source_address(filing)
        rows = format_html_join(
            "",
            "<li>{} {}</li>",
            ((w["message"], line_link(tuple(w["lines"]), where) if w.get("lines") else "") for w in filing.warnings),
        )
        return format_html('<ul class="provenance">{}</ul>', rows) if rows else "None."

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        upkeep.filing_changed(form.instance)
