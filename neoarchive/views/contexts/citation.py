"""How to cite a release: APA and BibTeX."""

import re

from neoarchive.models import PressRelease
from neoarchive.typography import typeset

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {"\\": r"\textbackslash{}", **{c: f"\\{c}" for c in "{}%&$#_"}, "~": r"\textasciitilde{}", "^": r"\^{}"}


def apa(release: PressRelease, address: str) -> str:
    day = release.shown_date
    when = f"{day.year}, {day:%B} {day.day}" if day else "n.d."
    company = release.by
    stop = "" if company.endswith(".") else "."
    title = f"{typeset(release.headline)} [Press release]"
    return f"{company}{stop} ({when}). {title}. {_part(release)}. neoarchive. {address}"


def bibtex(release: PressRelease, address: str) -> str:
    """An entry of the kind ``misc``; the company in double braces, so that it is not taken for a person."""
    day = release.shown_date
    words = [w for w in release.slug.split("-") if w.isalpha()]
    key = f"{words[0] if words else 'release'}{day.year if day else ''}{words[-1] if words[1:] else ''}"
    fields = [f"  author = {{{{{_tex(release.by)}}}}}", f"  title  = {{{{{_tex(release.headline)}}}}}"]
    if day:
        fields.append(f"  year   = {day.year}, month = {_MONTHS[day.month - 1]}")
    fields += [f"  note   = {{Press release, {_tex(_part(release))}}}", f"  url    = {{{address}}}"]
    return f"@misc{{{key},\n" + ",\n".join(fields) + "\n}"


def _part(release: PressRelease) -> str:
    form = f"Form {release.filing.form_type}"
    return f"Exhibit {release.exhibit.number} to {form}" if release.exhibit else form


def _tex(text: str) -> str:
    return re.sub(r"[\\{}%&$#_~^]", lambda m: _TEX[m[0]], text)
