"""Numbers that are written in several ways, brought to one: what is indexed and what is asked for."""

import re

_FILE_NUMBER = re.compile(r"(\d{1,3})-(\d{1,7})(-\d{1,2}|[A-Z])?(?![\w-])", re.I)


def file_number(text: str) -> str:
    """``0-28782`` and ``000-28782`` are one: "0·28782"; "" where there is none."""
    match = _FILE_NUMBER.match(text.strip())
    return f"{int(match[1])}·{int(match[2])}{(match[3] or '').lower().strip('-')}" if match else ""


def phone_number(text: str) -> str:
    """The ten figures of an American number, whatever stands between them; else all its figures, 7 to 15."""
    figures = "".join(c for c in re.split(r"(?i)\bext|\bx\d", text)[0] if c in "0123456789")
    if len(figures) == 11 and figures[0] == "1":
        figures = figures[1:]
    return figures if 7 <= len(figures) <= 15 else ""
