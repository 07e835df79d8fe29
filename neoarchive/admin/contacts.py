from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from neoarchive.ingest import merge, sheets, upkeep
from neoarchive.ingest.addresses import free_slug
from neoarchive.ingest.names import folded, folded_person, short_company, slug_of
from neoarchive.models import Contact, ContactAppearance, PressRelease

from .addresses import KeepsAddresses
from .history import KeepsHistory
from .marks import EvidencedForm, LinesField, MarksEdits, count_of
from .merging import Merges
from .sheets import Tabled
from .withdrawing import Withdraws


class ContactForm(forms.ModelForm):
    """A contact by hand gets the key it would have if it had been read: name and organisation, folded.

    Later edits leave the key alone, so that releases which print the old spelling go on finding this contact.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "The end of its address; made from the name if empty."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        name = given.get("name")
        if not name:
            return given
        if not given.get("slug"):
            given["slug"] = self.instance.slug or free_slug(Contact, slug_of(name))
        if self.instance.pk is None:
            organization = folded(short_company(given.get("organization") or ""))
            self.instance.key = f"{given.get('kind')}|{folded_person(name)}|{organization}"[:500]
            twin = Contact.objects.filter(key=self.instance.key).first()
            if twin:
                raise forms.ValidationError(f"{twin} is in the archive already. Use that contact.")
        return given


class AppearanceForm(EvidencedForm):
    phones = LinesField(label="Telephone", help_text="As printed, one a line.")
    emails = LinesField(label="E-mail", help_text="As printed, one a line.")


class AppearanceInline(admin.StackedInline):
    """A contact's appearances in releases."""

    model = ContactAppearance
    form = AppearanceForm
    autocomplete_fields = ["release"]
    fields = ["release", ("name", "title"), "organization", ("phones", "emails")]
    extra = 0
    classes = ["collapse"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ContactAppearance]:
        return super().get_queryset(request).select_related("release__filing", "contact")


@admin.register(Contact)
class ContactAdmin(Tabled, Withdraws, Merges, KeepsHistory, KeepsAddresses, MarksEdits):
    form = ContactForm
    sheet = sheets.PEOPLE
    suggestions = staticmethod(merge.person_suggestions)
    told = ("kind", "organization")
    actions = ["merge_selected", "withdraw_selected", "bring_selected_back"]
    withdrawn_is_told = (
        "Visitors get the reason in place of this page. Releases that name the contact say “Contact details withdrawn” "
        "without name and numbers; these leave search, people, tables and feeds at once, and read “[withdrawn]” in "
        "the filings, whose original texts can’t be downloaded meanwhile. What a release says of a person in its own "
        "text stays. Nothing is deleted, and one press of a button brings the details back."
    )
    fields = ["kind", "name", "organization", "slug"]
    inlines = [AppearanceInline]
    list_display = ["name", "organization", "kind", "appearance_count", "withdrawn_at"]
    list_filter = ["kind", ("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "organization", "appearances__name", "appearances__title"]
    search_help_text = "Name, organisation, role"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contact]:
        return super().get_queryset(request).annotate(appearance_count=count_of(ContactAppearance, "contact"))

    @admin.display(description="releases", ordering="appearance_count")
    def appearance_count(self, contact: Contact) -> int:
        return contact.appearance_count

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """An appearance is a part of its release: the releases whose rows change are watched as well."""
        recording = getattr(request, "recording", None)
        for row in formset.forms:
            if recording and row.has_changed():
                before = row.initial.get("release")
                for release in PressRelease.objects.filter(pk__in={before, row.instance.release_id} - {None}):
                    recording.watch(release)
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        upkeep.contact_changed(form.instance)
