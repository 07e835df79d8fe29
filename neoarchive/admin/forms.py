"""The forms of "Add filings from text": what is given, and the draft that was read of it.

A draft's form is made of the draft itself: a field for every value, named by its path
("releases.0.contacts.1.name"). It refuses nothing: whatever was typed is put into the draft as it is, and
``ingest.service.save`` says what can't be saved. So nothing typed is lost over an error.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from neoarchive.ingest.check import ACCESSION_NUMBER
from neoarchive.ingest.draft import BlockDraft, Field, ReleaseDraft
from neoarchive.models.evidence import in_words
from neoarchive.parser.show import visible_lines

from .desk import Desk, is_empty, new_row, set_tickers, tickers_from, tickers_text

# Line feed and tab may stand in a text; PostgreSQL refuses NUL, and XML the others.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

_PASSAGE = re.compile(r"(\d{1,7}):(\d{1,7})-(\d{1,7}):(\d{1,7})")

# Fields in doubt come first when one tabs through the page, then the button that accepts.
IN_DOUBT: dict[str, Any] = {"tabindex": "1", "data-doubt": "1"}

_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")

FILING = {
    "form_type": "Form",
    "report_date": "Date of report",
    "filed_date": "Date of filing",
    "accession_number": "Accession number",
}
REGISTRANT = {
    "name": "Company",
    "cik": "CIK",
    "file_number": "File number",
    "irs_number": "IRS number",
    "state_of_incorporation": "State",
    "phone": "Telephone",
    "address": "Address",
}
ITEM = {"number": "No.", "title": "Title as printed"}
EXHIBIT = {"number": "No.", "description": "Description"}
SIGNATURE = {"name": "Name", "title": "Title", "signed_on": "Date"}
CONTACT = {
    "name": "Name",
    "title": "Role",
    "organization": "Organisation",
    "phones": "Telephone",
    "emails": "E-mail",
}
RELEASE = {
    "headline": "Headline",
    "status_line": "Status",
    "place": "Dateline place",
    "released_on": "Release date",
    "dateline": "Dateline as printed",
    "wire": "Wire service",
}
LONG = {"headline", "address"}
# Characters that the cells of rows show at once; a longer value gets a box of several lines, so that it is
# never clipped.
CELL = {"title": 27, "description": 30, "items.title": 50, "signatures.title": 30}
_CELL = 25
BLOCK_KINDS = {
    "paragraph": "Paragraph",
    "heading": "Heading",
    "list_item": "List item",
    "table": "Table",
    "about": "About the company",
    "safe_harbor": "Forward-looking statements",
}
INCLUDED = {"": "does not matter", "yes": "in this file", "no": "not in this file"}
_INCLUDED = {"": None, "yes": True, "no": False}
_AS_CHOICE = {value: key for key, value in _INCLUDED.items()}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; empty ones pass, so that they can be told by name."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class AddForm(forms.Form):
    """Files, or a text. At least one of them; an accession number only for a single text."""

    files = FilesField(
        required=False,
        widget=FilesInput(attrs={"accept": ".txt,.htm,.html,.zip"}),
        help_text="One or more Form 8-K texts (.txt, .htm), or a .zip of them. "
        "Each is previewed before anything is saved.",
    )
    text = forms.CharField(
        label="Or paste text",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"cols": 80, "rows": 18, "class": "vLargeTextField", "spellcheck": "false", "wrap": "off"}
        ),
        help_text="The whole filing, from its first line. It is kept as the browser sends it, in UTF-8; nothing is "
        "corrected in it. Browsers end each line with CR LF, so its SHA-256 may differ from the original's: "
        "upload the file where the exact bytes matter.",
    )
    accession = forms.CharField(
        label="Accession number",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "placeholder": "0000892569-98-002119"}),
        help_text="Optional. Read from the text if it is there.",
    )
    origin = forms.CharField(
        label="Where it was found",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Optional. An address or a shelf mark, shown with the filing.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        limits = f" Up to {settings.UPLOAD_MAX_FILES:,} files of {megabytes} MB at once."
        self.fields["files"].help_text = f"{self.fields['files'].help_text}{limits}"

    def clean_accession(self) -> str:
        number = self.cleaned_data["accession"]
        if number and not ACCESSION_NUMBER.fullmatch(number):
            raise forms.ValidationError(f"“{number}” is no accession number: it is written 0000892569-98-002119.")
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        files, text = given.get("files", []), given.get("text", "")
        if not files and not text.strip() and "text" not in self.errors:
            raise forms.ValidationError("Nothing was given. Choose files, or paste the text of a filing.")
        if given.get("accession") and len(files) + bool(text.strip()) > 1:
            self.add_error("accession", "An accession number belongs to one filing, and several texts were given.")
        return given


class Typed(forms.CharField):
    """Takes whatever was typed: a draft may hold anything, saving it may not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.validators = []
        self.one_line = False

    def clean(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        if self.one_line:
            text = _LINE_BREAK.sub(" ", text)
        return _CONTROL.sub("", text).strip()


@dataclass
class Entry:
    """A value of the draft in the form: where it lies, and what is told beside it."""

    form: "DraftForm"
    path: str
    label: str
    value: Field | None = None
    lines: list[int] | None = None
    as_read: str | None = None
    errors: list[str] = field(default_factory=list)
    note: str = ""
    told: str = ""
    """How sure the reading of several values is (a release's tickers)."""

    @property
    def bound(self) -> forms.BoundField:
        return self.form[self.path]

    @property
    def edited(self) -> bool:
        return self.as_read is not None

    @property
    def sure(self) -> str:
        """How sure the reading is, in words; nothing where a person has set the value."""
        if self.told:
            return "" if self.edited else self.told
        return in_words(self.value.level, self.value.reason) if self.value and not self.edited else ""

    @property
    def doubtful(self) -> bool:
        """Whether the reading was in doubt, and nobody has set the value."""
        return bool(self.value and self.value.level == "doubtful" and not self.edited)

    @property
    def one_more(self) -> bool:
        """Whether the value belongs to an empty row, which is not in the draft yet."""
        return any(self.value is row for _, row in self.form.extra)


class DraftForm(forms.Form):
    """All that can be edited of a draft. ``apply`` puts what was typed into it."""

    def __init__(
        self,
        desk: Desk,
        data: QueryDict | MultiValueDict[str, str] | None = None,
        problems: dict[str, list[str]] | None = None,
    ) -> None:
        super().__init__(data)
        self.desk = desk
        self.problems = problems or {}
        self.entries: dict[str, Entry] = {}
        self.extra: list[tuple[list[Any], Any]] = []
        self.rows: dict[str, str] = {}
        draft = desk.draft
        self._add_fields("", draft, FILING)
        self._add_rows("registrants", draft.registrants, REGISTRANT, more=not draft.registrants)
        self._add_rows("items", draft.items, ITEM)
        self._add_rows("exhibits", draft.exhibits, EXHIBIT)
        for i, (row, path) in enumerate(self._with_extra("exhibits", draft.exhibits)):
            self._add_choice(f"{path}.included", f"Text of exhibit {i + 1}", INCLUDED, _AS_CHOICE[row.included])
        self._add_rows("signatures", draft.signatures, SIGNATURE)
        for i, release in enumerate(draft.releases):
            self._add_release(f"releases.{i}", release)
        self.fields["publish"] = forms.BooleanField(required=False, initial=desk.publish, label="Publish at once")

    # Building

    def _add_fields(self, path: str, row: object, labels: dict[str, str], context: str = "") -> None:
        for name, label in labels.items():
            here = f"{path}.{name}" if path else name
            width = CELL.get(f"{path.partition('.')[0]}.{name}") or CELL.get(name, _CELL) if context else 0
            value: Field = getattr(row, name)
            self._add_text(here, value, label, name in LONG or 0 < width < len(value.value), context, width)

    def _add_text(self, path: str, value: Field, label: str, long: bool, context: str = "", width: int = 0) -> None:
        entry = Entry(self, path, label, value, value.lines, value.read, self.problems.get(path, []), value.note)
        attrs: dict[str, Any] = {"class": "vLargeTextField" if long else "vTextField", "data-path": path}
        if value.lines:
            attrs["data-lines"] = f"{value.lines[0]}-{value.lines[1]}"
        if context:
            attrs["aria-label"] = f"{label}, {context}"
        if entry.errors:
            attrs["aria-invalid"] = "true"
        if entry.doubtful:
            attrs |= IN_DOUBT
        widget = forms.Textarea({**attrs, "rows": height(value.value, width or 68)}) if long else forms.TextInput(attrs)
        help_text = "" if context else " ".join(filter(None, (value.note, entry.sure)))
        self.fields[path] = Typed(label=label, initial=value.value, widget=widget, help_text=help_text)
        self.fields[path].one_line = bool(width)
        self.entries[path] = entry

    def _add_rows(self, path: str, rows: list[Any], labels: dict[str, str], *, more: bool = True) -> None:
        """Fields for each row, a box to leave it out, and (``more``) an empty row."""
        one = path.rpartition(".")[2].removesuffix("s")
        if more:
            self.extra.append((rows, new_row(path.rpartition(".")[2])))
        for i, (row, at) in enumerate(self._with_extra(path, rows)):
            context = "" if path == "registrants" else f"{one} {i + 1}"
            self._add_fields(at, row, labels, context)
            self._mark_doubt(at, row, labels)
            if i < len(rows):
                self._add_left_out(at, next(iter(labels)), f"Remove {one} {i + 1}")

    def _mark_doubt(self, path: str, row: Any, labels: dict[str, str]) -> None:
        """A row that is doubted as a whole is reached at its first field; an exhibit's kind at its number."""
        entries = [self.entries[f"{path}.{name}"] for name in labels]
        if getattr(row, "level", "") == "doubtful" and not any(entry.edited for entry in entries):
            self.fields[entries[0].path].widget.attrs.update(IN_DOUBT)

    def _with_extra(self, path: str, rows: list[Any]) -> Iterator[tuple[Any, str]]:
        """The rows of a list and its empty row, if it has one, each with its path."""
        extra = [row for owner, row in self.extra if owner is rows]
        for i, row in enumerate([*rows, *extra]):
            yield row, f"{path}.{i}"

    def _add_left_out(self, path: str, marker: str, label: str) -> None:
        self.rows[path] = f"{path}.{marker}" if marker else path
        initial = path in self.desk.left_out
        self.fields[f"{path}.left_out"] = forms.BooleanField(required=False, initial=initial, label=label)

    def _add_choice(self, path: str, label: str, choices: dict[str, str], value: str) -> None:
        widget = forms.Select(attrs={"aria-label": label})
        self.fields[path] = forms.ChoiceField(
            required=False, choices=list(choices.items()), initial=value, label=label, widget=widget
        )
        as_read = None
        if path in self.desk.as_read:
            read = self.desk.as_read[path]
            key = _AS_CHOICE[read] if path.endswith(".included") else read
            as_read = choices.get(key, str(key))
        self.entries[path] = Entry(self, path, label, as_read=as_read)

    def _add_release(self, path: str, release: ReleaseDraft) -> None:
        self._add_fields(path, release, RELEASE)
        self._add_left_out(path, "headline", "Leave this release out")
        self.extra.append((release.subheadlines, new_row("subheadlines")))
        for i, (row, at) in enumerate(self._with_extra(f"{path}.subheadlines", release.subheadlines)):
            self._add_text(at, row, "Sub-headline" if i < len(release.subheadlines) else "Another sub-headline", True)
        self._add_tickers(f"{path}.tickers", release)
        self.extra.append((release.blocks, new_row("blocks")))
        for i, (block, at) in enumerate(self._with_extra(f"{path}.blocks", release.blocks)):
            self._add_block(at, block, i, more=i == len(release.blocks))
        self._add_rows(f"{path}.contacts", release.contacts, CONTACT)

    def _add_tickers(self, path: str, release: ReleaseDraft) -> None:
        first = [t.lines for t in release.tickers if t.lines]
        lines = [min(a for a, _ in first), max(b for _, b in first)] if first else None
        read = self.desk.as_read.get(path)
        text = None
        if read is not None:
            text = "; ".join(f"{t['exchange']}: {t['symbol']}" if t["exchange"] else t["symbol"] for t in read)
        help_text = "Exchange, colon, symbol; several parted by semicolons."
        self.fields[path] = Typed(
            label="Tickers",
            initial=tickers_text(release.tickers),
            help_text=help_text,
            widget=forms.TextInput({"class": "vTextField", "data-path": path}),
        )
        if read is None and any(t.level == "doubtful" for t in release.tickers):
            self.fields[path].widget.attrs.update(IN_DOUBT)
        self.entries[path] = Entry(
            self, path, "Tickers", lines=lines, as_read=text, note=help_text, told=sure_of_tickers(release)
        )

    def _add_block(self, path: str, block: BlockDraft, number: int, *, more: bool) -> None:
        label = "Another paragraph" if more else BLOCK_KINDS.get(block.kind, block.kind)
        if block.table is None:
            self._add_text(f"{path}.text", block.text, label, True, f"block {number + 1}")
        kinds = BLOCK_KINDS
        if block.table is None:
            kinds = {**BLOCK_KINDS, "table": "Table kept as typed"}
            if self.desk.as_read.get(f"{path}.table"):
                kinds = {**kinds, "columns": "Table in columns"}
        self._add_choice(f"{path}.kind", f"Kind of block {number + 1}", kinds, block.kind)
        if block.table is not None:
            self.fields[f"{path}.kind"].choices = [("table", "Table in columns"), ("typed", "Table kept as typed")]
        if not more:
            self._add_left_out(path, "kind", f"Leave out block {number + 1}")

    # Taking what was typed

    def apply(self, source: Callable[[], str]) -> None:
        """Put what was typed into the draft. What the request doesn't carry stays as it is.

        ``source`` gives the decoded text, which is opened only where a value was taken from a marked passage.
        """
        for path, entry in self.entries.items():
            if path in self.data:
                typed = self.fields[path].widget.value_from_datadict(self.data, {}, path)
                self._take(path, entry, typed)
                if entry.value is not None and entry.value.edited and f"{path}.from" in self.data:
                    shown = passage(self.data[f"{path}.from"], source, self.desk.draft.line_starts)
                    if shown:
                        entry.value.place(*shown)
        for path, marker in self.rows.items():
            if marker in self.data:
                (self.desk.left_out.add if self.data.get(f"{path}.left_out") else self.desk.left_out.discard)(path)
        for rows, row in self.extra:
            if not is_empty(row):
                rows.append(row)
        # The box is not sent when it is off; the draft's form always sends the form type.
        if "form_type" in self.data:
            self.desk.publish = bool(self.data.get("publish"))

    def _take(self, path: str, entry: Entry, typed: str) -> None:
        if entry.value is not None:
            text = self.fields[path].clean(typed)
            if text != self._as_sent(path, entry.value.value):
                entry.value.set(text)
        elif path.endswith(".tickers"):
            self._take_tickers(path, self.fields[path].clean(typed))
        elif path.endswith(".kind"):
            self._take_kind(path, typed)
        elif path.endswith(".included") and typed in _INCLUDED:
            self._take_included(path, _INCLUDED[typed])

    def _as_sent(self, path: str, value: str) -> str:
        """The value as a browser sends it back untouched: a one-line field loses its line breaks."""
        if isinstance(self.fields[path].widget, forms.Textarea):
            return self.fields[path].clean(value)
        return self.fields[path].clean(re.sub(r"[\r\n]", "", value))

    def _take_tickers(self, path: str, text: str) -> None:
        release, _ = self.desk.find(path)
        if text != tickers_text(release.tickers):
            set_tickers(self.desk, path.removesuffix(".tickers"), release, tickers_from(text, release.tickers))

    def _take_kind(self, path: str, kind: str) -> None:
        row = path.removesuffix(".kind")
        try:
            block = self._row(row)
        except LookupError:
            return
        if kind == "typed" and block.table is not None:
            self.desk.change(f"{row}.table", block, "table", None)
        elif kind == "columns":
            self.desk.go_back(f"{row}.table")
        elif kind in BLOCK_KINDS and block.table is None:
            self._change(path, block, "kind", kind)

    def _take_included(self, path: str, included: bool | None) -> None:
        self._change(path, self._row(path.removesuffix(".included")), "included", included)

    def _row(self, path: str) -> Any:
        """The row at a path of the form, an empty one not yet in the draft among them."""
        owner, number = self.desk.find(path)
        if isinstance(owner, list) and number == str(len(owner)):
            return next(row for rows, row in self.extra if rows is owner)
        if not isinstance(owner, list) or not number.isdigit() or int(number) > len(owner):
            raise LookupError(path)
        return owner[int(number)]

    def _change(self, path: str, row: Any, name: str, value: Any) -> None:
        """Change a plain value; of a row that is only being added there is nothing to remember."""
        if any(row is extra for _, extra in self.extra):
            setattr(row, name, value)
        else:
            self.desk.change(path, row, name, value)


def passage(
    told: str, source: Callable[[], str], line_starts: Sequence[int]
) -> tuple[list[list[int]], list[int]] | None:
    """The place of a passage that was marked in the source: "12:5-13:40", lines from 1 and characters from 0.

    Characters are those of the line as it is shown; where that is not as it stands in the source (HTML), the place
    is the whole of the lines. None for what is no such place.
    """
    found = _PASSAGE.fullmatch(told)
    if not found:
        return None
    first, start, last, end = map(int, found.groups())
    if not (1 <= first <= last <= len(line_starts)) or (first == last and end <= start):
        return None
    text = source()
    shown = visible_lines(text, line_starts)
    a, b = line_starts[first - 1], line_starts[last - 1]
    typed = all(text.startswith(shown[n - 1], line_starts[n - 1]) for n in (first, last))
    if typed and start <= len(shown[first - 1]) and end <= len(shown[last - 1]):
        return [[a + start, b + end]], [first, last]
    whole = line_starts[last] if last < len(line_starts) else len(text)
    return [[a, a + len(text[a:whole].rstrip())]], [first, last]


def sure_of_tickers(release: ReleaseDraft) -> str:
    """ "Certain: printed with its exchange behind a company’s name (NEOT, NEOTW)." """
    symbols: dict[tuple[str, str], list[str]] = {}
    for ticker in release.tickers:
        if ticker.level:
            symbols.setdefault((ticker.level, ticker.reason), []).append(ticker.symbol)
    return " ".join(in_words(level, f"{reason} ({', '.join(who)})") for (level, reason), who in symbols.items())


def height(text: str, width: int = 68) -> int:
    """Rows of a text box that shows most of a text."""
    return max(1, min(14, sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))))
