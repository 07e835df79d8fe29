"""Where a value stands in the filing, and who set it if it was not the parser."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

LineRange = tuple[int, int]


class Evidenced(models.Model):
    """A record whose values were read from a source.

    ``evidence`` maps a field's name to ``{"at": [[start, end], …], "lines": [first, last], "note": "…"}``:
    offsets into the decoded source, the numbered lines they stand on (from 1), and what was done to the
    value, in words. A key is left out where there is nothing to say.
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

    def mark_edited(self, names: list[str], user: AbstractBaseUser, before: dict[str, Any]) -> None:
        """Note that a person set these fields; what the parser had read stays with the first such note."""
        for name in names:
            was = self.edits.get(name, {}).get("was", before.get(name))
            self.edits[name] = {
                "by": user.get_username(),
                "on": timezone.now().isoformat(timespec="seconds"),
                "was": was,
            }
