"""A text read, and made ready to be saved, without a database: what the processes of a bulk load do.

Nothing here imports a model, and nothing asks the archive.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neoarchive import parser
from neoarchive.sums import folded_sha256

from .check import problems_of
from .draft import FilingDraft, draft_of
from .errors import NotText
from .files import why_not_text
from .names import with_true_case
from .prepared import PreparedFiling, prepare


def read(data: bytes | str, filename: str = "") -> FilingDraft:
    """What the parser makes of a text. Raises ``NotText`` where it is none."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    problem = why_not_text(raw)
    if problem:
        raise NotText(problem)
    parsed = parser.parse_filing(raw)
    draft = draft_of(parsed, filename)
    if "\0" in parsed.text:
        # PostgreSQL has no text with a NUL in it. The source keeps it, and no place of a value moves.
        draft = FilingDraft.from_json(_without_nul(draft.to_json()))
    draft.folded_sha256 = folded_sha256(raw)
    _set_down_capitals(draft, parsed.text)
    return draft


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    return {name: _without_nul(one) for name, one in value.items()} if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class Task:
    """A text to be made ready: its bytes, or the path of a file that holds them."""

    name: str
    data: bytes | Path
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """What came of a task: a filing as rows, or a ``problem`` in words."""

    filing: PreparedFiling | None
    problem: str = ""


def make_ready(task: Task, parse: Callable[[bytes, str], FilingDraft] = read) -> Ready:
    """Read a text and turn it into rows. Never raises on what the text holds."""
    try:
        data = task.data if isinstance(task.data, bytes) else task.data.read_bytes()
    except OSError as error:
        return Ready(None, f"The file can't be read ({error.strerror}).")
    try:
        draft = parse(data, task.name)
        problems = problems_of(draft)
        if problems:
            return Ready(None, " ".join(problem.message for problem in problems))
        return Ready(prepare(draft, data, origin=task.origin))
    except NotText as error:
        return Ready(None, str(error))
    except MemoryError:
        return Ready(None, "There was not enough memory to read it.")
    except Exception as error:  # a fault of ours: it must not stop the thousands behind it
        return Ready(None, f"Reading failed, which is a fault of neoarchive: {type(error).__name__}: {error}")


def _set_down_capitals(draft: FilingDraft, text: str) -> None:
    """A registrant's name in capitals takes the case that the filing prints elsewhere."""
    for registrant in draft.registrants:
        found = with_true_case(registrant.name.value, text)
        if found:
            name, place = found
            line = bisect_right(draft.line_starts, place)
            registrant.name.value = name
            registrant.name.note = f"Capitals set down as in line {line}."
