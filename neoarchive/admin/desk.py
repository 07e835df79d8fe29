"""The state of a preview between two requests: the draft, and what the editor decided about its parts.

An ``UploadedFiling`` keeps both as JSON: the draft as ``ingest.draft`` writes it and, under "desk", what it has no
room for. Rows are never taken out of the draft while it lies on the desk: a row left out is named by its path
("releases.0.contacts.1"), so that it can be put back and every other path stays right.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, fields
from typing import Any

from neoarchive.ingest.draft import (
    BlockDraft,
    ContactDraft,
    ExhibitDraft,
    Field,
    FilingDraft,
    ItemDraft,
    QuotationDraft,
    RegistrantDraft,
    ReleaseDraft,
    SegmentDraft,
    SignatureDraft,
    TickerDraft,
)

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_TOP = ("registrants", "items", "exhibits", "signatures", "releases")
_IN_RELEASE = ("subheadlines", "contacts", "blocks", "quotations")


@dataclass
class Desk:
    """A draft on the desk.

    ``left_out`` holds paths of rows and releases not to be saved. ``as_read`` maps the path of a value that is no
    ``Field`` (a block's kind, a release's tickers) to what was read, once it was changed.
    """

    draft: FilingDraft
    left_out: set[str] = field(default_factory=set)
    as_read: dict[str, Any] = field(default_factory=dict)
    publish: bool = True
    stamp: str = ""
    """Of a filing that is reviewed: what it was when the draft was made of it (``ingest.stored.stamp_of``)."""

    @classmethod
    def load(cls, data: dict[str, Any]) -> "Desk":
        kept = data.get("desk", {})
        return cls(
            FilingDraft.from_json(data),
            set(kept.get("left_out", [])),
            dict(kept.get("as_read", {})),
            bool(kept.get("publish", True)),
            kept.get("stamp", ""),
        )

    def dump(self) -> dict[str, Any]:
        kept = {
            "left_out": sorted(self.left_out),
            "as_read": self.as_read,
            "publish": self.publish,
            "stamp": self.stamp,
            "summary": self.summary(),
        }
        return {**self.draft.to_json(), "desk": kept}

    def summary(self) -> dict[str, Any]:
        """What the tables of files show, so that they need not open every draft."""
        releases = [r for _, r in self.releases()]
        return {
            "title": self.draft.title,
            "releases": len(releases),
            "contacts": sum(len(release.contacts) for release in releases),
            "warnings": len(self.draft.warnings),
            "sha256": self.draft.sha256,
        }

    def releases(self) -> Iterator[tuple[int, ReleaseDraft]]:
        """The releases that will be saved, each with its place in the draft."""
        for i, release in enumerate(self.draft.releases):
            if f"releases.{i}" not in self.left_out:
                yield i, release

    def change(self, path: str, owner: object, name: str, value: Any) -> None:
        """Set a value that is no ``Field``, remembering what was read."""
        before = getattr(owner, name)
        if value == before:
            return
        self.as_read.setdefault(path, before)
        setattr(owner, name, value)
        if self.as_read[path] == value:
            del self.as_read[path]

    def go_back(self, path: str) -> bool:
        """Undo the edit of one value; False where there is none."""
        owner, name = self.find(path)
        value = owner[int(name)] if isinstance(owner, list) else getattr(owner, name, None)
        if isinstance(value, Field) and value.read is not None:
            value.set(value.read)
            return True
        if path not in self.as_read:
            return False
        read = self.as_read.pop(path)
        setattr(owner, name, [TickerDraft(**row) for row in read] if name == "tickers" else read)
        return True

    def find(self, path: str) -> tuple[Any, str]:
        """The object that holds what a path names, and the last part of the path. Raises ``LookupError``."""
        *way, name = path.split(".")
        here: Any = self.draft
        for part in way:
            try:
                here = here[int(part)] if isinstance(here, list) else getattr(here, part)
            except (AttributeError, ValueError, IndexError) as error:
                raise LookupError(path) from error
        return here, name

    # What is saved

    def to_save(self) -> tuple[FilingDraft, "Places"]:
        """The draft without what was left out and without empty rows, and where its rows lie on the desk."""
        draft = deepcopy(self.draft)
        places = Places()
        for name in _TOP:
            rows = getattr(draft, name)
            kept = [i for i, row in enumerate(rows) if f"{name}.{i}" not in self.left_out and not is_empty(row)]
            setattr(draft, name, [rows[i] for i in kept])
            places.rows[name] = kept
        for new, old in enumerate(places.rows["releases"]):
            self._prune_release(draft.releases[new], f"releases.{old}", places)
        _follow(draft.segments, places)
        return draft, places

    def _prune_release(self, release: ReleaseDraft, path: str, places: "Places") -> None:
        moved: dict[int, list[int]] = {}
        for name in ("subheadlines", "contacts"):
            rows = getattr(release, name)
            kept = [i for i, row in enumerate(rows) if f"{path}.{name}.{i}" not in self.left_out and not is_empty(row)]
            if len(kept) < sum(not is_empty(row) for row in rows):
                release.left_out.append(name)
            setattr(release, name, [rows[i] for i in kept])
            places.rows[f"{path}.{name}"] = kept
        blocks: list[BlockDraft] = []
        origins: list[int] = []
        for i, block in enumerate(release.blocks):
            if f"{path}.blocks.{i}" in self.left_out or is_empty(block):
                continue
            pieces = _split(block)
            moved[i] = list(range(len(blocks), len(blocks) + len(pieces)))
            blocks += pieces
            origins += [i] * len(pieces)
        edited = {i for i, block in enumerate(release.blocks) if block.text.edited}
        release.blocks = blocks
        places.rows[f"{path}.blocks"] = origins
        release.quotations = [
            found for q in release.quotations if (found := _moved(q, moved, blocks, q.block in edited)) is not None
        ]


def _follow(segments: list[SegmentDraft], places: "Places") -> None:
    """Let the account of the lines name releases and blocks by the numbers they are saved under."""
    for segment in segments:
        if segment.release is None:
            continue
        old = segment.release
        if old not in places.rows["releases"]:
            segment.release = segment.block = None
            segment.use, segment.note = "left-out", "A release that was left out"
            continue
        segment.release = places.rows["releases"].index(old)
        origins = places.rows[f"releases.{old}.blocks"]
        if segment.block is not None and segment.block not in origins:
            segment.block, segment.use, segment.note = None, "left-out", "A part that was left out"
        elif segment.block is not None:
            segment.block = origins.index(segment.block)


@dataclass
class Places:
    """Where the rows of a pruned draft lie in the draft on the desk, by the path of their list."""

    rows: dict[str, list[int]] = field(default_factory=dict)

    def on_desk(self, path: str) -> str:
        """A path in the pruned draft as a path on the desk.

        >>> Places({"releases": [1], "releases.1.contacts": [0, 2]}).on_desk("releases.0.contacts.1.name")
        'releases.1.contacts.2.name'
        """
        here: list[str] = []
        for part in path.split("."):
            rows = self.rows.get(".".join(here))
            here.append(str(rows[int(part)]) if rows and part.isdigit() and int(part) < len(rows) else part)
        return ".".join(here)


def is_empty(row: object) -> bool:
    """Whether a row of a draft has no value at all."""
    if isinstance(row, Field):
        return not row.value
    if isinstance(row, BlockDraft):
        return not row.text.value and row.table is None
    if isinstance(row, ReleaseDraft):
        parts = (row.headline, row.released_on, *row.subheadlines)
        return not any(part.value for part in parts) and all(is_empty(r) for r in (*row.blocks, *row.contacts))
    return not any(f.value for _, f in fields_of(row))


def fields_of(row: object) -> Iterator[tuple[str, Field]]:
    """The ``Field`` values of a draft's dataclass, by name."""
    for one in fields(row):  # type: ignore[arg-type]
        value = getattr(row, one.name)
        if isinstance(value, Field):
            yield one.name, value


def is_added(row: object) -> bool:
    """Whether a row was added by hand: nothing in it has a place in the source or was there when it was read."""
    if isinstance(row, ReleaseDraft):
        return not row.headline.at and not any(block.text.at for block in row.blocks)
    if isinstance(row, BlockDraft):
        return is_added(row.text)
    if isinstance(row, Field):
        return not row.at and row.read == ""
    return all(not f.at and (f.read == "" or not f.value) for _, f in fields_of(row))


def _split(block: BlockDraft) -> list[BlockDraft]:
    """A block whose text was parted with blank lines becomes several, each with the place of the whole."""
    if block.kind == "table" or not block.text.edited:
        return [block]
    pieces = [piece.strip() for piece in _PARAGRAPHS.split(block.text.value) if piece.strip()]
    if len(pieces) < 2:
        return [block]
    text = block.text
    made = []
    for piece in pieces:
        made.append(BlockDraft(block.kind, Field(piece, text.at, text.lines, text.note, text.read), None, block.level))
    return made


def _moved(
    quotation: QuotationDraft, moved: dict[int, list[int]], blocks: list[BlockDraft], edited: bool
) -> QuotationDraft | None:
    """A quotation with the new number of its block; None where its block, or its words in it, are gone."""
    places = moved.get(quotation.block, [])
    if edited:
        places = [place for place in places if quotation.text in blocks[place].text.value]
    if not places:
        return None
    quotation.block = places[0]
    return quotation


# Reading again


def read_again(old: Desk, fresh: FilingDraft) -> Desk:
    """A fresh reading with the editor's changes put on it.

    Rows are found again by the places their values stand at; where a new parser reads them elsewhere, by their
    number. Rows added by hand are added again.
    """
    new = Desk(fresh, publish=old.publish, stamp=old.stamp)
    _carry_fields(old.draft, new.draft)
    for name in _TOP:
        _carry_rows(old, new, name, getattr(old.draft, name), getattr(new.draft, name), name)
    return new


def _carry_fields(old: object, new: object) -> None:
    for name, value in fields_of(old):
        if value.edited:
            getattr(new, name).set(value.value)


def _carry_rows(old: Desk, new: Desk, path: str, had: list[Any], has: list[Any], new_path: str) -> None:
    for i, j in _align(had, has):
        if j is None:
            has.append(deepcopy(had[i]))
            j = len(has) - 1
        elif isinstance(had[i], Field):
            if had[i].edited:
                has[j].set(had[i].value)
        else:
            _carry_fields(had[i], has[j])
            _carry_plain(old, new, f"{path}.{i}", f"{new_path}.{j}", had[i], has[j])
            if isinstance(had[i], ReleaseDraft):
                for name in ("subheadlines", "contacts", "blocks"):
                    lists = getattr(had[i], name), getattr(has[j], name)
                    _carry_rows(old, new, f"{path}.{i}.{name}", *lists, f"{new_path}.{j}.{name}")
        if f"{path}.{i}" in old.left_out:
            new.left_out.add(f"{new_path}.{j}")


def _carry_plain(old: Desk, new: Desk, path: str, new_path: str, had: object, has: object) -> None:
    for name in ("kind", "table", "tickers", "included"):
        if f"{path}.{name}" in old.as_read:
            value = deepcopy(getattr(had, name))
            if name == "tickers":
                set_tickers(new, new_path, has, value)
            else:
                new.change(f"{new_path}.{name}", has, name, value)


def _align(had: list[Any], has: list[Any]) -> Iterator[tuple[int, int | None]]:
    """Pairs of numbers, (had, has); has None for a row added by hand. A row that is not found again is left away."""
    free = dict.fromkeys(range(len(has)))
    found: dict[int, int] = {}
    read = [i for i, row in enumerate(had) if not is_added(row)]
    for i in read:
        key = _places(had[i])
        same = next((j for j in free if _places(has[j]) == key), None)
        if same is not None:
            found[i] = same
            del free[same]
    for i, row in enumerate(had):
        if is_added(row):
            yield i, None
        elif i in found or i in free:
            yield i, found.get(i, i)


def _places(row: object) -> list[Any]:
    """Where a row's values stand; the same before and after any edit."""
    if isinstance(row, Field):
        return list(row.first_at)
    if isinstance(row, ReleaseDraft):
        return [row.headline.first_at, *[b.text.first_at for b in row.blocks if b.text.first_at][:1]]
    return [f.first_at for _, f in fields_of(row)]


# Tickers: one line of text in the preview, rows in the draft


def tickers_text(tickers: list[TickerDraft]) -> str:
    """>>> tickers_text([TickerDraft("Nasdaq", "NEOT"), TickerDraft("", "NEOTW")])
    'Nasdaq: NEOT; NEOTW'
    """
    return "; ".join(f"{t.exchange}: {t.symbol}" if t.exchange else t.symbol for t in tickers)


def tickers_from(text: str, known: list[TickerDraft]) -> list[TickerDraft]:
    """The tickers of a line such as "Nasdaq: NEOT; NYSE: XY"; those known keep their places."""
    places = {(t.exchange, t.symbol): t for t in known}
    found: list[TickerDraft] = []
    for part in re.split(r"[;,\n]", text):
        exchange, colon, symbol = part.rpartition(":")
        exchange, symbol = " ".join(exchange.split()), symbol.strip()
        if not colon and found:
            # "Nasdaq: NEOT, NEOTW": the exchange is said once for both.
            exchange = found[-1].exchange if ("", symbol) not in places else ""
        if symbol:
            found.append(places.get((exchange, symbol)) or TickerDraft(exchange, symbol))
    return found


def set_tickers(desk: Desk, path: str, release: Any, tickers: list[TickerDraft]) -> None:
    """Change a release's tickers, remembering as plain data what was read."""
    plain = [_plain(t) for t in release.tickers]
    key = f"{path}.tickers"
    desk.as_read.setdefault(key, plain)
    release.tickers = tickers
    if [_plain(t) for t in tickers] == desk.as_read[key]:
        del desk.as_read[key]


def _plain(ticker: TickerDraft) -> dict[str, Any]:
    return {one.name: getattr(ticker, one.name) for one in fields(ticker)}


# Rows by hand


def new_row(name: str) -> Any:
    """An empty row of a list of the draft."""
    if name == "items":
        return ItemDraft(Field())
    if name == "exhibits":
        return ExhibitDraft(Field())
    if name == "signatures":
        return SignatureDraft(Field())
    if name == "registrants":
        return RegistrantDraft(Field())
    if name == "contacts":
        return ContactDraft()
    if name == "subheadlines":
        return Field()
    if name == "blocks":
        return BlockDraft("paragraph", Field())
    return ReleaseDraft("", Field())
