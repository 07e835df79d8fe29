"""Parts of addresses that need more than Django's own converters."""


class Letter:
    """A letter of the A to Z, in lower case; ``0-9`` for names that begin with anything else."""

    regex = "[a-z]|0-9"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value.lower()
