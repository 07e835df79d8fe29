"""A release's body as its page sets it: runs of list items together, statements after the last paragraph apart."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(slots=True)
class Part:
    """One element of the body. ``kind`` is a block's, "list" for a run of list items, or "subheading" for a heading
    under a heading of a statement.

    ``quote``: someone's words stand in it. ``opening``: the dateline goes before it. ``blocks`` has one block but
    in a list.
    """

    kind: str
    blocks: list[Block] = field(default_factory=list)
    quote: bool = False
    opening: bool = False

    @property
    def block(self) -> Block:
        return self.blocks[0]


@dataclass(slots=True)
class Body:
    """``text`` is read down; ``statements`` get the full width; ``about`` and ``forward`` close the release."""

    text: list[Part] = field(default_factory=list)
    statements: list[Part] = field(default_factory=list)
    about: list[Part] = field(default_factory=list)
    forward: list[Part] = field(default_factory=list)

    def section(self, kind: str) -> list[Part] | None:
        """The closing section that blocks of a kind stand in, None for the text itself."""
        return {"about": self.about, "safe_harbor": self.forward}.get(kind)

    @property
    def has_opening(self) -> bool:
        return any(part.opening for part in self.text)


def body_of(blocks: list[Block], quoted: Iterable[int]) -> Body:
    """Set out the blocks. ``quoted`` are the indexes of those with someone's words in them."""
    quoted = set(quoted)
    body = Body()
    for index, block in enumerate(blocks):
        kind = block["kind"]
        part = Part(kind, [block], quote=index in quoted)
        section = body.section(kind)
        if section is not None:
            # The heading right above belongs to what it heads: "About Calder".
            if index and blocks[index - 1]["kind"] == "heading" and body.text and body.text[-1].kind == "heading":
                section.append(body.text.pop())
            section.append(part)
        elif kind == "list_item" and body.text and body.text[-1].kind == "list":
            body.text[-1].blocks.append(block)
        elif kind == "list_item":
            body.text.append(Part("list", [block]))
        else:
            body.text.append(part)
    for part in body.text:
        if part.kind == "paragraph":
            part.opening = True
            break
    _set_statements_apart(body)
    return body


def _set_statements_apart(body: Body) -> None:
    """Tables after the last paragraph, with their headings, go where they have the whole width."""
    end = len(body.text)
    while end and body.text[end - 1].kind in {"table", "heading"}:
        end -= 1
    tail = body.text[end:]
    if not any(part.kind == "table" for part in tail):
        return
    for before, part in itertools.pairwise(tail):
        if part.kind == "heading" and before.kind != "table":
            part.kind = "subheading"
    body.text, body.statements = body.text[:end], tail
