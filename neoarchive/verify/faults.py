"""What is found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """``record``: what is at fault, by its address or as a name; ``words``: a sentence that says what does not hold."""

    record: str
    words: str

    def __str__(self) -> str:
        return f"{self.record}: {self.words}"
