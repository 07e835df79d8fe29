"""A release's body in its admin page: a text box for each block, so that nobody has to edit JSON."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from neoarchive.models import PressRelease

from .forms import BLOCK_KINDS, height
from .marks import line_link, provenance, source_address

Block = dict[str, Any]
_NEW = 1


class BlocksWidget(forms.Widget):
    """Kind, text and "leave out" for each block, and an empty one. The form sets ``release`` and ``stored``,
    the blocks as they were before the request."""

    template_name = "admin/neoarchive/pressrelease/blocks.html"
    release: PressRelease | None = None
    stored: tuple[Block, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        stored = self.stored
        typed = {row["was"]: row for row in value or [] if "was" in row}
        where = source_address(self.release) if self.release and self.release.pk else ""
        rows = []
        for i in range(len(stored) + _NEW):
            block = stored[i] if i < len(stored) else {"kind": "paragraph", "text": ""}
            row = {**block, **typed.get(i, {})}
            told = ""
            if self.release and i < len(stored):
                told = provenance(self.release, f"blocks.{i}", where) or _place(block, where)
            rows.append(
                {
                    "name": f"{name}-{i}",
                    "number": i + 1,
                    "kind": row["kind"],
                    "text": row["text"],
                    "height": height(row["text"], 90),
                    "removed": row.get("removed", False),
                    "new": i >= len(stored),
                    "block": block if block.get("table") is not None else None,
                    "told": told,
                }
            )
        kinds = list(BLOCK_KINDS.items())
        context["widget"].update(rows=rows, kinds=kinds, count=len(stored))
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        # Form renderers look for widgets in the packages only; this template is the project's own.
        return render_to_string(template_name, context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]] | None:
        if f"{name}-count" not in data:
            return None
        rows = []
        for i in range(len(self.stored) + _NEW):
            kind = data.get(f"{name}-{i}-kind")
            if kind is not None:
                text = data.get(f"{name}-{i}-text")
                removed = bool(data.get(f"{name}-{i}-removed"))
                rows.append({"was": i, "kind": kind, "text": text or "", "sent": text is not None, "removed": removed})
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-count" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0" if id_ else id_


def _place(block: Block, where: str) -> str:
    return line_link(tuple(block["lines"]), where) if block.get("lines") and where else ""


class BlocksField(forms.Field):
    """Gives the new list of blocks. Blocks whose text and kind are as before are the stored ones, untouched."""

    widget = BlocksWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.stored: tuple[Block, ...] = ()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None and self.clean(data) != list(self.stored)

    def clean(self, value: Any) -> list[Block]:
        return [block for _, block in self.rows(value)]

    def rows(self, value: list[dict[str, Any]] | None) -> list[tuple[int | None, Block]]:
        """The blocks that stay, each with its number before (None for a new one)."""
        stored = self.stored
        if value is None:
            return list(enumerate(stored))
        found: list[tuple[int | None, Block]] = []
        for row in value:
            number = row["was"]
            if row["removed"]:
                continue
            kind = row["kind"] if row["kind"] in BLOCK_KINDS or row["kind"] == "typed" else "paragraph"
            text = _clean(row["text"])
            if number >= len(stored):
                if text:
                    found.append((None, {"kind": kind, "text": text, "html": "", "at": [], "lines": None}))
                continue
            found.append((number, _with(stored[number], kind, text if row["sent"] else None)))
        return found


def _with(block: Block, kind: str, text: str | None) -> Block:
    """The stored block, or a copy with another kind or text: its place in the source stays."""
    if kind == "typed":
        return {name: value for name, value in block.items() if name != "table"}
    text = block["text"] if text is None or text == _clean(block["text"]) else text
    if kind == block["kind"] and text == block["text"]:
        return block
    return {**block, "kind": kind, "text": text}


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()
