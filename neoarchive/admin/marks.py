"""Edits by hand in the ordinary admin pages: marked when saved, shown beside the field.

The source and the evidence are never changed; ``Evidenced.edits`` says who set a value, when, and what was read.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from neoarchive.models import Evidenced, Filing
from neoarchive.models.evidence import in_words

# How a record is filed and shown; no source says these.
_NOT_READ = {"slug", "status", "position", "block", "kind"}
_TOO_LONG = 300


class EvidencedForm(forms.ModelForm):
    """Each field says which line it was read from, and who edited it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        where = source_address(self.instance)
        for name, field in self.fields.items():
            told = provenance(self.instance, name, where)
            if told and field.help_text:
                field.help_text = format_html("{} {}", told, field.help_text)
            elif told:
                field.help_text = told


class MarksEdits(admin.ModelAdmin):
    """A model admin, with inlines, whose changes are marked on the records."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if isinstance(obj, Evidenced):
            mark(form, request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.forms:
            if row.has_changed() and isinstance(row.instance, Evidenced):
                mark(row, request.user)
        super().save_formset(request, form, formset, change)


class ProvenanceInline:
    """A column for tabular inlines, whose rows have no room for help texts."""

    @admin.display(description="In the source")
    def provenance(self, record: Evidenced) -> SafeString | str:
        if record.pk is None:
            return ""
        where = source_address(record)
        names = [f.name for f in record._meta.fields if f.name in record.evidence or f.name in record.edits]
        told = []
        for name in names:
            label = record._meta.get_field(name).verbose_name
            told.append((label, provenance(record, name, where)))
        rows = format_html_join("", "<li>{}: {}</li>", [row for row in told if row[1]])
        return format_html('<ul class="provenance">{}</ul>', rows) if rows else "not found in the source"


def mark(form: forms.ModelForm, user: AbstractBaseUser) -> None:
    """Mark the fields that a person changed; a value set back to what was read loses its mark."""
    record = form.instance
    changed = [name for name in form.changed_data if _is_read(record, name) and name != "blocks"]
    added = record.pk is None
    if added:
        changed = [name for name in changed if getattr(record, name)]
    before = {name: None if added else plain(form.initial.get(name)) for name in changed}
    record.mark_edited(changed, user, before)
    for name in changed:
        if not added and plain(getattr(record, name)) == record.edits[name]["was"]:
            del record.edits[name]


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def provenance(record: Evidenced, name: str, where: str) -> SafeString | str:
    """ "Edited by maria on 2026-11-22; read as “…”, line 101.", or "Line 101.", or ""."""
    lines = record.lines(name)
    at = line_link(lines, where) if lines else ""
    edit = record.edits.get(name)
    if edit:
        was = shown(edit.get("was"))
        read = format_html("read as “{}”", was) if was else "nothing was read"
        day = str(edit.get("on", ""))[:10]
        return format_html("Edited by {} on {}; {}{}{}.", edit.get("by", ""), day, read, ", " if at else "", at)
    note = record.evidence.get(name, {}).get("note", "")
    sure = in_words(*(record.confidence(name) or ("", "")))
    told = "".join(f" {sentence}" for sentence in (f"{note.rstrip('.')}." if note else "", sure) if sentence)
    if not at:
        return format_html("{}", told.strip()) if told else ""
    return format_html("Read from {}.{}", at, told)


def hash_groups(sha256: str) -> SafeString:
    """A SHA-256 in eight groups of eight."""
    return format_html('<code class="hash">{}</code>', " ".join(sha256[i : i + 8] for i in range(0, 64, 8)))


def line_link(lines: tuple[int, int], where: str) -> SafeString:
    first, last = lines
    said = f"line {first}" if first == last else f"lines {first}–{last}"
    return format_html('<a href="{}#L{}">{}</a>', where, first, said)


def shown(value: Any) -> str:
    """A value that was read, short enough to stand beside a field."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        value = "; ".join(str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in value)
    text = str(value)
    return conditional_escape(text if len(text) <= _TOO_LONG else text[:_TOO_LONG] + "…")


def source_address(record: Any) -> str:
    """The admin page that shows the numbered lines of the source a record was read from."""
    filing = record
    if not isinstance(record, Filing):
        filing = record.filing if hasattr(record, "filing_id") else record.release.filing
    return reverse("admin:neoarchive_source_change", args=[filing.source_id])


def _is_read(record: models.Model, name: str) -> bool:
    if name in _NOT_READ:
        return False
    fields = {field.name: field for field in record._meta.concrete_fields}
    return name in fields and not fields[name].is_relation


def count_of(model: type[models.Model], link: str) -> Coalesce:
    """How many records of a model point here: counted for the rows of a page, never by grouping the archive."""
    rows = model._default_manager.filter(**{link: models.OuterRef("pk")}).order_by().values(link)
    return Coalesce(models.Subquery(rows.annotate(n=models.Count("pk")).values("n")), 0)


class LinesField(forms.CharField):
    """A list of strings, one a line: telephone numbers, e-mail addresses."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2, "cols": 24}))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [*(initial or [])] != [line.strip() for line in (data or "").splitlines() if line.strip()]
