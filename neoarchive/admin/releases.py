from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from neoarchive.ingest import upkeep
from neoarchive.ingest.addresses import free_slug, release_slug
from neoarchive.models import ContactAppearance, PressRelease, Quotation, ReleaseTicker

from .addresses import KeepsAddresses
from .blocks import BlocksField
from .contacts import AppearanceForm
from .history import KeepsHistory
from .marks import EvidencedForm, MarksEdits, ProvenanceInline
from .withdrawing import Withdraws, other_versions


class SubheadlinesField(forms.CharField):
    """Sub-headlines, one a line; those left as they are keep their places in the source."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        super().__init__(required=False, widget=widget, **kwargs)
        self.stored: list[dict[str, Any]] = []

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" ".join(one["text"].split()) for one in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:  # type: ignore[override]
        known = {" ".join(one["text"].split()): one for one in self.stored}
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        return [known.get(line) or {"text": line} for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(data) != (initial or [])


class ReleaseForm(EvidencedForm):
    subheadlines = SubheadlinesField(label="Sub-headlines", help_text="One a line.")
    blocks = BlocksField(label="Text")

    class Meta:
        widgets = {"headline": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "blocks" in self.fields:
            blocks = self.fields["blocks"]
            blocks.stored = blocks.widget.stored = tuple(self.instance.blocks)
            blocks.widget.release = self.instance
        if "subheadlines" in self.fields:
            self.fields["subheadlines"].stored = self.instance.subheadlines
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The end of its address; made from date, company and headline if empty."
        if "exhibit" in self.fields and self.instance.pk:
            exhibits = self.fields["exhibit"].queryset.filter(filing=self.instance.filing_id)
            self.fields["exhibit"].queryset = exhibits

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        filing, headline = given.get("filing"), given.get("headline")
        if filing and self.instance.company_id is None:
            first = filing.registrants.order_by("position").first()
            if first is None:
                raise forms.ValidationError("The filing names no company. Add its registrant first.")
            self.instance.company = first.company
            self.instance.position = filing.releases.count()
        if filing and headline and not given.get("slug"):
            given["slug"] = self.instance.slug or self._slug(given)
        return given

    def _slug(self, given: dict[str, Any]) -> str:
        day = given.get("released_on") or given["filing"].shown_date
        return free_slug(PressRelease, release_slug(day, self.instance.company.name, given["headline"]))

    def moved_blocks(self) -> list[tuple[int | None, dict[str, Any]]]:
        """The blocks that stay, with their numbers before."""
        field = self.fields["blocks"]
        return field.rows(field.widget.value_from_datadict(self.data, self.files, self.add_prefix("blocks")))


class TickerInline(ProvenanceInline, admin.TabularInline):
    model = ReleaseTicker
    verbose_name = "ticker"
    fields = ["exchange", "symbol", "company", "provenance"]
    readonly_fields = ["provenance"]
    autocomplete_fields = ["company"]
    extra = 0


class ContactInline(admin.StackedInline):
    model = ContactAppearance
    verbose_name = "contact"
    form = AppearanceForm
    autocomplete_fields = ["contact"]
    fields = ["contact", ("name", "title"), "organization", ("phones", "emails"), "position"]
    extra = 0


class QuotationInline(admin.StackedInline):
    model = Quotation
    form = EvidencedForm
    fields = ["text", ("speaker", "speaker_title"), "block"]
    extra = 0
    classes = ["collapse"]


@admin.register(PressRelease)
class ReleaseAdmin(Withdraws, KeepsHistory, KeepsAddresses, MarksEdits):
    form = ReleaseForm
    autocomplete_fields = ["filing", "company", "version_of"]
    inlines = [TickerInline, ContactInline, QuotationInline]
    list_display = ["headline", "company", "released_on", "status", "has_contact", "updated_at"]
    list_filter = ["status", "has_contact", "has_quotation", "has_table", "released_on", "updated_at"]
    search_fields = ["headline", "company__name", "filing__accession_number", "=tickers__symbol"]
    search_help_text = "Headline, company, accession number, ticker"
    date_hierarchy = "shown_date"
    actions = ["withdraw_selected", "bring_selected_back"]
    withdrawn_is_told = (
        "Visitors get the reason in place of its page. It leaves every list, search, feed, table and the sitemap at "
        "once; its lines of the filing read “[withdrawn]”, and the original text of the filing can’t be downloaded "
        "meanwhile. Nothing is deleted, and one press of a button brings it back."
    )
    _fieldsets = [
        (None, {"fields": ["filing", "exhibit", "company", "version_of"]}),
        ("Headline and date", {"fields": ["headline", "subheadlines", "released_on", "place"]}),
        ("Dateline", {"fields": ["status_line", "dateline", "wire"], "classes": ["collapse"]}),
        ("Body", {"fields": ["blocks"]}),
        ("Record", {"fields": ["slug", "updated_at"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["updated_at"]

    class Media:
        css = {"all": ["admin_ingest/ingest.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: PressRelease | None = None) -> Any:
        """A new release takes its company from the filing."""
        if obj is not None:
            return self._fieldsets
        return [(None, {"fields": ["filing"]}), *self._fieldsets[1:]]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PressRelease]:
        return super().get_queryset(request).select_related("filing", "company")

    def also_printed(self, records: list[PressRelease]) -> list[PressRelease]:
        return other_versions(records)

    def save_model(self, request: HttpRequest, obj: PressRelease, form: ReleaseForm, change: bool) -> None:
        if "blocks" in form.changed_data:
            self._mark_blocks(request, obj, form)
        super().save_model(request, obj, form, change)

    def _mark_blocks(self, request: HttpRequest, release: PressRelease, form: ReleaseForm) -> None:
        """Marks of single blocks go with their blocks when others are left out, and so do quotations."""
        before = form.fields["blocks"].stored
        marks = {name: release.edits.pop(name) for name in list(release.edits) if name.startswith("blocks.")}
        places: dict[int, int] = {}
        for new, (old, block) in enumerate(form.moved_blocks()):
            if old is not None:
                places[old] = new
                if f"blocks.{old}" in marks:
                    release.edits[f"blocks.{new}"] = marks[f"blocks.{old}"]
            name = f"blocks.{new}"
            was = before[old]["text"] if old is not None else None
            if old is None or block != before[old]:
                release.mark_edited([name], request.user, {name: was})
                if release.edits[name]["was"] == block["text"] and block["kind"] == before[old or 0]["kind"]:
                    del release.edits[name]
        if release.pk and len(places) < len(before):
            release.mark_edited(["blocks"], request.user, {"blocks": f"{len(before)} parts"})
            self._move_quotations(release, places)

    def _move_quotations(self, release: PressRelease, places: dict[int, int]) -> None:
        for quotation in release.quotations.all():
            if quotation.block not in places:
                quotation.delete()
            elif quotation.block != places[quotation.block]:
                quotation.block = places[quotation.block]
                quotation.save(update_fields=["block"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        upkeep.release_changed(form.instance)


@admin.register(Quotation)
class QuotationAdmin(KeepsHistory, MarksEdits):
    form = EvidencedForm
    fields = ["release", "text", "speaker", "speaker_title", "block"]
    autocomplete_fields = ["release"]
    list_display = ["speaker", "speaker_title", "text", "release"]
    list_filter = ["release__released_on"]
    search_fields = ["speaker", "text", "release__headline"]
    search_help_text = "Speaker, words, headline"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        return super().get_queryset(request).select_related("release__filing")

    def watched(self, request: HttpRequest, record: Quotation) -> list[Model]:
        """A quotation is a part of its release, and so is its history."""
        return [record.release]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        quotation = get_object_or_404(Quotation, pk=object_id)
        return HttpResponseRedirect(reverse("admin:neoarchive_pressrelease_history", args=[quotation.release_id]))

    def view_on_site(self, quotation: Quotation) -> str | None:
        release = quotation.release
        published = PressRelease.objects.published().filter(pk=release.pk).exists()
        return release.get_absolute_url() if published else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        upkeep.release_changed(form.instance.release)
