"""Tables of companies and people in the admin: exported as CSV, and imported after a look at every difference.

Nothing is written before "Apply". The file travels with the preview, signed, so no half-done import lies on the server;
what it would do is worked out again when it is applied, and shown anew if the archive has changed in between.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from neoarchive.ingest import sheets

_SALT = "neoarchive.admin.sheets"


class FileForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="UTF-8, with commas, and the columns of an export in any order. Columns left out stay as they are.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )


class Tabled(admin.ModelAdmin):
    """A model admin whose records can be exported and imported as a table."""

    sheet: sheets.Sheet

    def get_urls(self) -> list[URLPattern]:
        guard, name = self.admin_site.admin_view, self._name
        return [
            path("export/", guard(self.export_view), name=f"{name}_export"),
            path("import/", guard(self.import_view), name=f"{name}_import"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        told = {"tabled": True, "may_import": self.has_change_permission(request)}
        return super().changelist_view(request, {**(extra_context or {}), **told})

    def export_view(self, request: HttpRequest) -> StreamingHttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        response = StreamingHttpResponse(sheets.lines(self.sheet), content_type="text/csv; charset=utf-8")
        filename = str(self.opts.verbose_name_plural).replace(" ", "-")
        response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask(request, FileForm())
        try:
            if "table" in request.POST:
                return self._applied(request)
            form = FileForm(request.POST, request.FILES)
            if not form.is_valid():
                return self._ask(request, form)
            file = form.cleaned_data["file"]
            # One byte more than is read tells that there is more.
            text = sheets.text_of(file.read(sheets.LARGEST + 1))
            return self._preview(request, text, file.name[:200])
        except sheets.CannotRead as why:
            form = FileForm()
            messages.error(request, f"The file is not read. {why}")
            return self._ask(request, form)

    def _applied(self, request: HttpRequest) -> HttpResponse:
        try:
            held = signing.loads(request.POST["table"], salt=self._salt)
        except signing.BadSignature:
            raise sheets.CannotRead("The preview was changed on its way here. Upload the file again.") from None
        planned = self._plan(request, held["text"])
        if planned.digest != held["digest"]:
            messages.warning(request, "The archive has changed since the preview. Look at the differences again.")
            return self._preview(request, held["text"], held["name"])
        left = frozenset(int(one) for one in request.POST.getlist("leave") if one.isascii() and one.isdigit())
        count = sheets.apply(self.sheet, planned, request.user, held["name"], left)
        noun = "record" if count == 1 else "records"
        messages.success(request, f"{count:,} {noun} changed or added. The history of each can undo it.")
        return HttpResponseRedirect(reverse(f"admin:{self._name}_changelist"))

    def _preview(self, request: HttpRequest, text: str, name: str) -> HttpResponse:
        planned = self._plan(request, text)
        held = {"text": text, "name": name, "digest": planned.digest}
        context = {
            "title": f"Import {name}: {self._many}",
            "name": name,
            "plan": planned,
            "table": signing.dumps(held, salt=self._salt, compress=True),
        }
        return self._render(request, "sheet_preview.html", context)

    def _plan(self, request: HttpRequest, text: str) -> sheets.Plan:
        given = sheets.rows_of(text, self.sheet)
        return sheets.plan(self.sheet, given, may_add=self.has_add_permission(request))

    def _ask(self, request: HttpRequest, form: FileForm) -> HttpResponse:
        context = {"title": f"Import {self._many} from a table", "form": form, "columns": self.sheet.header}
        return self._render(request, "sheet_import.html", context)

    @property
    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    @property
    def _salt(self) -> str:
        """A preview of companies is none of people."""
        return f"{_SALT}.{self.opts.model_name}"

    @property
    def _many(self) -> str:
        return str(self.opts.verbose_name_plural)

    def _render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        site = self.admin_site.each_context(request)
        return TemplateResponse(request, f"admin/neoarchive/{template}", {**site, "opts": self.opts, **context})
