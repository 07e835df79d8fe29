"""Why a text can't become a filing. Each says what is wrong and what to do, in words for an editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the processes that read have no use for the models
    from neoarchive.models import Filing


class IngestError(ValueError):
    """Root of what ingest raises."""


class NotText(IngestError):
    """The bytes are no text: an image, a PDF, an archive."""


class AlreadyHere(IngestError):
    """The same bytes, or the same accession number, are in the archive as ``filing``."""

    def __init__(self, filing: Filing, why: str) -> None:
        super().__init__(f"{why} is in the archive already: {filing}.")
        self.filing = filing
        self.why = why


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a draft. ``path`` names the field: "report_date", "releases.0.contacts.1.name"."""

    path: str
    message: str


class DraftError(IngestError):
    """A draft that can't be saved as it is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems
