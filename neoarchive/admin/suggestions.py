"""What readers suggest: the queue, and each suggestion with its place lit in the source and what was read from it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from neoarchive.ingest import suggestions
from neoarchive.models import Filing, PressRelease, Suggestion
from neoarchive.parser.show import visible_lines

_AROUND = 12
"""Lines shown before and after those that a suggestion is about."""
_LONGEST_NOTE = 400


@admin.register(Suggestion)
class SuggestionAdmin(admin.ModelAdmin):
    """Nobody writes one here, and nobody changes its words: each is accepted, refused, or deleted as spam."""

    list_display = ["short", "about", "place", "state", "created_at", "decided_by"]
    list_filter = ["state", "created_at"]
    search_fields = ["text", "reason", "release__headline", "=filing__accession_number"]
    search_help_text = "Words of the suggestion, the decision or the headline; accession number"
    list_select_related = ["release__filing", "filing", "decided_by"]
    date_hierarchy = "created_at"
    fields = ["text", "email", "state", "reason", "created_at", "decided_by", "decided_at"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        heavy = ("release__blocks", "filing__segments", "filing__warnings", "filing__evidence")
        return super().get_queryset(request).defer(*heavy)

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(require_POST(self.decide))
        return [path("<int:pk>/decide/", decide, name="neoarchive_suggestion_decide"), *super().get_urls()]

    @admin.display(description="suggestion", ordering="text")
    def short(self, suggestion: Suggestion) -> str:
        return str(suggestion)

    @admin.display(description="about")
    def about(self, suggestion: Suggestion) -> str:
        return str(suggestion.release or suggestion.filing)

    @admin.display(description="lines", ordering="first_line")
    def place(self, suggestion: Suggestion) -> str:
        return "–".join(str(n) for n in dict.fromkeys(suggestion.lines or ()))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        suggestion = self.get_object(request, object_id)
        if suggestion is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, suggestion):
            raise PermissionDenied
        record: Any = suggestion.release or suggestion.filing
        context = {
            **self.admin_site.each_context(request),
            "title": "Suggestion of a reader",
            "opts": self.opts,
            "suggestion": suggestion,
            "record": record,
            "record_address": _page_of(record),
            "source_address": reverse("admin:neoarchive_source_change", args=[suggestion.filing.source_id]),
            "lines": _lines(suggestion),
            "read": _read(suggestion),
            "longest": _LONGEST_NOTE,
            "may_decide": self.has_change_permission(request) and suggestion.state == Suggestion.State.WAITING,
            "may_delete": self.has_delete_permission(request),
        }
        return TemplateResponse(request, "admin/neoarchive/suggestion/change.html", context)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        suggestion = get_object_or_404(Suggestion, pk=pk)
        if not self.has_change_permission(request, suggestion):
            raise PermissionDenied
        here = HttpResponseRedirect(reverse("admin:neoarchive_suggestion_change", args=[pk]))
        note = " ".join(request.POST.get("note", "").split())[:_LONGEST_NOTE]
        if not note:
            messages.error(request, "Nothing was decided: a few words are needed on what was done, or why not.")
            return here
        email = suggestion.email
        try:
            if "accept" in request.POST:
                suggestions.accept(suggestion, request.user, note)
                said = "Accepted. The history of the record says so."
            else:
                suggestions.refuse(suggestion, request.user, note)
                said = "Refused."
        except suggestions.AlreadyDecided:
            messages.error(request, "Somebody else has decided on it meanwhile.")
            return here
        messages.success(request, format_html("{}{}", said, _answer(email)))
        self.log_change(request, suggestion, said)
        following = Suggestion.objects.waiting().only("pk").first()
        name = "admin:neoarchive_suggestion_change" if following else "admin:neoarchive_suggestion_changelist"
        return HttpResponseRedirect(reverse(name, args=[following.pk] if following else []))


def _answer(email: str) -> SafeString | str:
    """The address goes with the decision; this is the last time that it is shown."""
    if not email:
        return ""
    return format_html(
        ' An answer is wanted by <a href="mailto:{}">{}</a>; the address is no longer kept.', email, email
    )


def _page_of(record: PressRelease | Filing) -> str:
    return reverse(f"admin:neoarchive_{record._meta.model_name}_change", args=[record.pk])


def _lines(suggestion: Suggestion) -> list[tuple[int, str, bool]]:
    """Number, text, and whether it is one of those meant; with some lines around them."""
    if not suggestion.lines:
        return []
    first, last = suggestion.lines
    source = suggestion.filing.source
    texts = visible_lines(source.text, source.line_starts)
    start, end = max(first - _AROUND, 1), min(last + _AROUND, len(texts))
    return [(n, texts[n - 1], first <= n <= last) for n in range(start, end + 1)]


def _read(suggestion: Suggestion) -> list[tuple[str, str]]:
    """What was read from those lines: the label of each part and its text."""
    release = suggestion.release
    if release is None or not suggestion.lines:
        return []
    first, last = suggestion.lines
    found = []
    for name in ("headline", "status_line", "dateline", "released_on"):
        span = release.lines(name)
        if span and span[0] <= last and span[1] >= first:
            label = str(release._meta.get_field(name).verbose_name)
            found.append((label[:1].upper() + label[1:], str(getattr(release, name))))
    for block in release.blocks:
        span = block.get("lines")
        if span and span[0] <= last and span[1] >= first:
            found.append((block["kind"].replace("_", " ").capitalize(), block["text"]))
    return found
