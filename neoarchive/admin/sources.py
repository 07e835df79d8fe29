from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from neoarchive.models import Source
from neoarchive.parser.show import visible_lines

from .addresses import ReadOnly
from .marks import hash_groups
from .preview import SourceLine


@admin.register(Source)
class SourceAdmin(ReadOnly):
    """The texts as received. Nobody changes them; the page shows them line by line."""

    fields = ["filing_link", "filename", "origin", "hash", "byte_length", "line_count", "encoding", "format"]
    fields += ["received_at", "received_by"]
    readonly_fields = ["filing_link", "hash"]
    list_display = ["__str__", "format", "encoding", "byte_length", "line_count", "received_at", "received_by"]
    list_filter = ["format", "encoding", "received_at"]
    search_fields = ["filename", "origin", "sha256", "=filing__accession_number"]
    search_help_text = "File name, where it was found, SHA-256, accession number"
    date_hierarchy = "received_at"
    list_select_related = ["received_by"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("compressed", "compressed_line_starts")

    def get_urls(self) -> list[URLPattern]:
        original = self.admin_site.admin_view(self.original)
        return [path("<int:pk>/original/", original, name="neoarchive_source_original"), *super().get_urls()]

    def original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The exact bytes, as a download: also of a draft, which the public pages don't give."""
        source = get_object_or_404(Source, pk=pk)
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        charset = source.encoding.replace("cp1252", "windows-1252")
        response = HttpResponse(source.data, content_type=f"text/plain; charset={charset}")
        response["Content-Disposition"] = f'attachment; filename="{source.sha256[:12]}.txt"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        source = self.get_object(request, object_id)
        lines = []
        if source is not None and self.has_view_permission(request, source):
            texts = visible_lines(source.text, source.line_starts)
            lines = [SourceLine(i, text) for i, text in enumerate(texts, 1)]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "lines": lines})

    @admin.display(description="filing")
    def filing_link(self, source: Source) -> SafeString | str:
        filing = getattr(source, "filing", None)
        if filing is None:
            return "None: the filing was deleted."
        return format_html('<a href="{}">{}</a>', reverse("admin:neoarchive_filing_change", args=[filing.pk]), filing)

    @admin.display(description="SHA-256")
    def hash(self, source: Source) -> SafeString:
        return hash_groups(source.sha256)
