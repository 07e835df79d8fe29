"""Where a value stands in the filing, and who set it if it was not the parser."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

LineRange = tuple[int, int]


def in_words(level: str, reason: str) -> str:
    """A confidence as a sentence: "Likely: stands at its caption."."""
    return f"{level.capitalize()}: {reason}." if level else ""


class Evidenced(models.Model):
    """A record whose values were read from a source.

    ``evidence`` maps a field's name to ``{"at": [[start, end], …], "lines": [first, last], "note": "…",
    "level": "certain", "reason": "…"}``: offsets into the decoded source, the numbered lines they stand on (from 1),
    what was done to the value, in words, how sure its reading is (certain, likely or doubtful), and why. A key is
    left out where there is nothing to say. A contact is judged as a whole, under "whole".
    ``edits`` maps a field's name to ``{"by": user name, "on": ISO time, "was": the value read}``.
    """

    evidence = models.JSONField(default=dict, blank=True, editable=False)
    edits = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def lines(self, name: str) -> LineRange | None:
        """First and last numbered line of a field's evidence, None where it has none."""
        found = self.evidence.get(name, {}).get("lines")
        return (found[0], found[1]) if found else None

    def confidence(self, name: str) -> tuple[str, str] | None:
        """How sure a field's reading is, and why; None where it was not judged, or a person has set it since."""
        found = self.evidence.get(name, {})
        return (found["level"], found["reason"]) if found.get("level") and not self._set_by_hand(name) else None

    def doubted(self) -> int:
        """How many of the values are in doubt and were not set by a person."""
        return sum(
            found.get("level") == "doubtful" and not self._set_by_hand(name) for name, found in self.evidence.items()
        )

    def _set_by_hand(self, name: str) -> bool:
        return bool(self.edits) if name == "whole" else name in self.edits

    def mark_edited(self, names: list[str], user: AbstractBaseUser, before: dict[str, Any]) -> None:
        """Note that a person set these fields; what the parser had read stays with the first such note."""
        for name in names:
            was = self.edits.get(name, {}).get("was", before.get(name))
            self.edits[name] = {
                "by": user.get_username(),
                "on": timezone.now().isoformat(timespec="seconds"),
                "was": was,
            }
