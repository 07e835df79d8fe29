"""What the preview page shows: the source line by line, and the draft's fields in order."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from neoarchive.ingest import identity
from neoarchive.ingest.draft import FilingDraft, RegistrantDraft, ReleaseDraft, WarningDraft
from neoarchive.ingest.render import block_html
from neoarchive.models import UploadedFiling
from neoarchive.models.evidence import in_words
from neoarchive.parser.show import visible_lines

from .desk import Desk
from .forms import CONTACT, EXHIBIT, FILING, ITEM, REGISTRANT, RELEASE, SIGNATURE, DraftForm, Entry


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A numbered line; ``used`` where it went into a release."""

    number: int
    text: str
    used: bool = False


@dataclass
class Row:
    """A row of a list: a registrant, an item, a contact."""

    entries: list[Entry]
    lines: list[int] | None = None
    left_out: Any = None
    added: bool = False
    note: str = ""
    sure: list[str] = field(default_factory=list)
    """How sure the reading of the row is, a sentence each."""
    link: str = ""
    former_names: list[dict[str, str]] = field(default_factory=list)

    @property
    def changed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.edited]

    @property
    def errors(self) -> list[str]:
        return [error for entry in self.entries for error in entry.errors]


@dataclass
class Block:
    """A block of a release's body. ``text`` is None for a table in columns, whose HTML ``table`` holds."""

    kind: Entry
    text: Entry | None
    left_out: Any = None
    lines: list[int] | None = None
    table: dict[str, str] | None = None
    added: bool = False
    table_read: str = ""


@dataclass
class Release:
    title: str
    path: str
    fields: list[Entry]
    groups: list[tuple[str, list[Block]]]
    contacts: list[Row]
    tidied: list[Any]
    left_out: Any
    quotations: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """An uploaded filing in a table of files, without its draft."""

    filing: UploadedFiling
    title: str
    releases: int
    contacts: int
    warnings: int


class Preview:
    """The page of one uploaded filing; ``form`` holds the fields, with the problems found at saving."""

    def __init__(self, uploaded: UploadedFiling, desk: Desk, form: DraftForm, lines: list[SourceLine]) -> None:
        self.uploaded = uploaded
        self.desk = desk
        self.form = form
        self.lines = lines
        self.warnings = [_warning(w) for w in desk.draft.warnings]

    @property
    def doubts(self) -> list[Entry]:
        """The fields that the reading was in doubt about, in the order in which Tab reaches them."""
        return [e for path, e in self.form.entries.items() if "data-doubt" in self.form.fields[path].widget.attrs]

    def filing(self) -> list[Entry]:
        return [self.form.entries[name] for name in FILING]

    def registrants(self) -> list[Row]:
        rows = self._rows("registrants", self.desk.draft.registrants, REGISTRANT)
        for row, registrant in zip(rows, self.desk.draft.registrants, strict=False):
            row.note, row.link = match_note(registrant)
            row.former_names = registrant.former_names
        return rows

    def items(self) -> list[Row]:
        rows = self._rows("items", self.desk.draft.items, ITEM)
        for row, item in zip(rows, self.desk.draft.items, strict=False):
            if item.today and item.today != item.number.value:
                row.note = f"Today {item.today}."
            row.sure = [row.entries[0].sure]
        return rows

    def exhibits(self) -> list[Row]:
        rows = self._rows("exhibits", self.desk.draft.exhibits, EXHIBIT)
        for i, row in enumerate(rows):
            row.entries.append(self.form.entries[f"exhibits.{i}.included"])
        for row, exhibit in zip(rows, self.desk.draft.exhibits, strict=False):
            row.sure = [row.entries[0].sure]
            if exhibit.level:
                kind = exhibit.kind.replace("-", " ").capitalize()
                row.sure.append(f"{kind}, {exhibit.level}: {exhibit.why}.")
            else:
                row.note = exhibit.reason
        return rows

    def signatures(self) -> list[Row]:
        rows = self._rows("signatures", self.desk.draft.signatures, SIGNATURE)
        for row in rows:
            row.sure = [row.entries[0].sure]
        return rows

    def releases(self) -> list[Release]:
        found = self.desk.draft.releases
        return [self._release(i, release, len(found)) for i, release in enumerate(found)]

    def save_label(self) -> str:
        count = sum(1 for _ in self.desk.releases())
        return (
            f"Save filing and {count} release{'s' if count > 1 else ''}" if count else "Save filing without a release"
        )

    def unplaced(self) -> list[str]:
        """Problems whose path has no field on the page."""
        return [m for path, found in self.form.problems.items() if path not in self.form.entries for m in found]

    def _rows(self, path: str, rows: list[Any], labels: dict[str, str]) -> list[Row]:
        made = []
        i = 0
        while f"{path}.{i}.{next(iter(labels))}" in self.form.entries:
            entries = [self.form.entries[f"{path}.{i}.{name}"] for name in labels]
            left_out = self.form[f"{path}.{i}.left_out"] if f"{path}.{i}.left_out" in self.form.fields else None
            lines = getattr(rows[i], "lines", None) if i < len(rows) else None
            made.append(Row(entries, lines or span(entries), left_out, added=i >= len(rows)))
            i += 1
        return made

    def _release(self, i: int, release: ReleaseDraft, count: int) -> Release:
        path = f"releases.{i}"
        entries = self.form.entries
        fields = [entries[f"{path}.{name}"] for name in RELEASE]
        decks = [entries[f"{path}.subheadlines.{j}"] for j in range(len(release.subheadlines) + 1)]
        fields[1:1] = decks
        fields.append(entries[f"{path}.tickers"])
        of_exhibit = f": Exhibit {release.exhibit}" if release.exhibit else ""
        return Release(
            f"Release {i + 1} of {count}{of_exhibit}",
            path,
            fields,
            list(self._groups(path, release)),
            self._contacts(path, release),
            [t for t in release.tidied if t.value],
            self.form[f"{path}.left_out"],
            _quotations(release),
        )

    def _contacts(self, path: str, release: ReleaseDraft) -> list[Row]:
        rows = self._rows(f"{path}.contacts", release.contacts, CONTACT)
        for row, contact in zip(rows, release.contacts, strict=False):
            row.sure = [] if row.changed else [in_words(contact.level, contact.reason)]
        return rows

    def _groups(self, path: str, release: ReleaseDraft) -> Iterator[tuple[str, list[Block]]]:
        """Blocks under "Body", "About the company" and "Forward-looking statements", each group in order."""
        blocks = [self._block(f"{path}.blocks.{j}", release, j) for j in range(len(release.blocks) + 1)]
        kinds = [block.kind for block in release.blocks] + ["paragraph"]
        groups = {"about": "About the company", "safe_harbor": "Forward-looking statements"}
        yield "Body", [b for b, kind in zip(blocks, kinds, strict=True) if kind not in groups]
        for kind, title in groups.items():
            found = [b for b, k in zip(blocks, kinds, strict=True) if k == kind]
            if found:
                yield title, found

    def _block(self, path: str, release: ReleaseDraft, j: int) -> Block:
        kind, text = self.form.entries[f"{path}.kind"], self.form.entries.get(f"{path}.text")
        if j == len(release.blocks):
            return Block(kind, text, added=True)
        block = release.blocks[j]
        table = {"html": block_html("table", block.text.value, block.table)} if block.table else None
        table_read = f"{path}.table" if f"{path}.table" in self.desk.as_read else ""
        return Block(kind, text, self.form[f"{path}.left_out"], block.text.lines, table, False, table_read)


def _quotations(release: ReleaseDraft) -> str:
    """ "3 quotations with a named speaker found (2 certain, 1 likely); editable after saving." """
    count = len(release.quotations)
    if not count:
        return ""
    levels = Counter(one.level for one in release.quotations if one.level)
    told = ", ".join(f"{levels[level]} {level}" for level in ("certain", "likely", "doubtful") if levels[level])
    noun = "quotation" if count == 1 else "quotations"
    return f"{count} {noun} with a named speaker found{f' ({told})' if told else ''}; editable after saving."


def match_note(registrant: RegistrantDraft) -> tuple[str, str]:
    """Which company of the archive a registrant is taken for and why, and the address of its admin page."""
    if not registrant.name.value:
        return "", ""
    company, why = identity.match_company(registrant)
    if company is None:
        return "Matches no company in the archive for certain; a new one is made when this is saved.", ""
    return why, reverse("admin:neoarchive_company_change", args=[company.pk])


def source_lines(data: bytes, draft: FilingDraft) -> list[SourceLine]:
    """The numbered lines of an uploaded text, those used in a release marked."""
    used: set[int] = set()
    for segment in draft.segments:
        if segment.use == "release":
            used.update(range(segment.first, segment.last + 1))
    texts = visible_lines(data.decode(draft.encoding, "replace"), draft.line_starts)
    return [SourceLine(i, text, i in used) for i, text in enumerate(texts, 1)]


def bytes_of(uploaded: UploadedFiling) -> bytes:
    return uploaded.reviews.source.data if uploaded.reviews else zlib.decompress(uploaded.compressed)


def span(entries: list[Entry]) -> list[int] | None:
    """From the first to the last line of several fields."""
    found = [entry.lines for entry in entries if entry.lines]
    return [min(first for first, _ in found), max(last for _, last in found)] if found else None


def file_rows(filings: QuerySet[UploadedFiling]) -> list[FileRow]:
    """Rows of a table of files; drafts and texts, which are large, stay in the database."""
    rows = []
    for filing in filings.defer("draft", "compressed").annotate(summary=F("draft__desk__summary")):
        told = filing.summary or {}
        counts = (told.get(name, 0) for name in ("releases", "contacts", "warnings"))
        rows.append(FileRow(filing, told.get("title", ""), *counts))
    return rows


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """A warning as shown: the first sentence, what follows from it, and the lines."""

    fact: str
    rest: str
    lines: list[int] | None


def _warning(warning: WarningDraft) -> ShownWarning:
    fact, stop, rest = warning.message.partition(". ")
    return ShownWarning(fact + stop.strip(), rest, warning.lines)
