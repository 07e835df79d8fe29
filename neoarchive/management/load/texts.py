"""One invented release: its text as a source has it, its blocks, and its words as the index keeps them."""

import json
import random
from dataclasses import dataclass
from typing import Any

from neoarchive.search import words

from . import vocabulary
from .vocabulary import FOLDED, SAFE_HARBOR

_FOLDED_SAFE_HARBOR = words.folded(SAFE_HARBOR)
PARAGRAPHS = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who is asked and quoted, with the parts of an appearance."""

    name: str
    title: str
    organization: str
    phone: str


@dataclass(slots=True)
class Text:
    """``blocks`` is JSON; the other parts are as their columns have them. ``apart``: words of the last blocks."""

    source: str
    line_starts: list[int]
    headline: str
    blocks: str
    summary: str
    quoted: str
    folded_headline: str
    folded_body: str
    folded_apart: str


class _Writer:
    """Puts blocks into the source and keeps where they stand."""

    def __init__(self, head: str) -> None:
        self.parts = [head, "\n\n"]
        self.length = len(head) + 2
        self.starts = [0, len(head) + 1]
        self.blocks: list[dict[str, Any]] = []

    def add(self, kind: str, sentences: list[str]) -> str:
        text = "\n".join(sentences)
        first = len(self.starts) + 1
        place = self.length
        for one in sentences:
            self.starts.append(place)
            place += len(one) + 1
        self.starts.append(place)
        html = text.replace("&", "&amp;").replace("'", "’")
        at, lines = [[self.length, self.length + len(text)]], [first, first + len(sentences) - 1]
        self.blocks.append({"kind": kind, "text": text, "html": html, "at": at, "lines": lines})
        self.parts += [text, "\n\n"]
        self.length += len(text) + 2
        return text


def make(chance: random.Random, company: str, dateline: str, speaker: Speaker | None) -> Text:
    """About 3 KB of text: headline, six paragraphs, one of them quoted, about passage, forward-looking statements."""
    head = vocabulary.draw(chance, 5 + int(chance.random() * 6))
    head.insert(int(chance.random() * len(head)), company)
    headline = " ".join(head).title()
    writer = _Writer(headline)
    folded: list[str] = [words.folded(dateline)]
    quoted = summary = ""
    for number in range(PARAGRAPHS):
        sentences = []
        drawn = vocabulary.draw(chance, 84)
        place = 0
        for part in chance.randbytes(3):
            tokens = drawn[place : place + 16 + part % 12]
            place += len(tokens)
            folded += [FOLDED[token] for token in tokens]
            written = " ".join(tokens)
            if part < 64:
                rare = vocabulary.name(chance)
                figure = part * part
                written += f" {rare} {figure}"
                folded.append(f"{rare.lower()} {figure}")
            sentences.append(written.capitalize() + ".")
        if number == 2 and speaker:
            quoted = sentences[-1][:-1] + ","
            sentences[-1] = f"“{quoted}” said {speaker.name}, {speaker.title}."
            folded.append(words.folded(f"said {speaker.name} {speaker.title}"))
        text = writer.add("paragraph", sentences)
        summary = summary or text[: text.rfind(".", 0, 300) + 1]
    about = vocabulary.draw(chance, 25)
    writer.add("about", [f"{company} is a company of {' '.join(about)}."])
    apart = [words.folded(f"{company} is a company of"), *(FOLDED[token] for token in about)]
    if chance.random() < 0.75:
        writer.add("safe_harbor", SAFE_HARBOR.split("\n"))
        apart.append(_FOLDED_SAFE_HARBOR)
    return Text(
        source="".join(writer.parts),
        line_starts=writer.starts,
        headline=headline,
        blocks=json.dumps(writer.blocks, ensure_ascii=False, separators=(",", ":")),
        summary=summary,
        quoted=quoted,
        folded_headline=words.folded(headline),
        folded_body=" ".join(folded),
        folded_apart=" ".join(apart),
    )
