"""The numbered lines of a source as a reader sees them."""

import re
from collections.abc import Sequence
from html import unescape

from .lines import read_lines
from .submission import split_submission

_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_MARKUP = re.compile(r"</?(?:p|div|td|tr|font|span|br|body|html)[\s>/]", re.I)


def visible_lines(text: str, line_starts: Sequence[int]) -> list[str]:
    """What each numbered line of a decoded source shows, without line ends.

    Lines of plain text are as typed; of HTML, the words without tags; a document that is not text is one line
    in brackets that says what it is. ``line_starts`` are those stored with the source: should this parser number
    the source otherwise than the one that did, the stored numbers hold, and the words come from each stretch.
    """
    submission = split_submission(text)
    numbered = read_lines(text, submission)
    if numbered.starts != list(line_starts):
        return _by_stretch(text, line_starts)
    shown: list[str] = []
    for stretch in numbered.stretches:
        region = stretch.region
        document = submission.documents[region.document] if region.kind == "document" else None
        for line in stretch.lines:
            if document is None or document.content == "plain":
                shown.append(text[line.start : line.end].rstrip("\r\n"))
            elif document.content == "html":
                shown.append(line.text)
            else:
                shown.append(f"[{document.what or 'not text'}: {line.end - line.start:,} characters]")
    return shown


def _by_stretch(text: str, line_starts: Sequence[int]) -> list[str]:
    ends = [*line_starts[1:], len(text)]
    stretches = (text[start:end] for start, end in zip(line_starts, ends, strict=True))
    return [
        " ".join(unescape(_TAG.sub(" ", stretch)).split()) if _MARKUP.search(stretch) else stretch.rstrip("\r\n")
        for stretch in stretches
    ]
