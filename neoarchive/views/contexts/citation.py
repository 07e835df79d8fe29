"""How to cite a release: in words (plain, APA, Chicago), as BibTeX and RIS, and for reference managers in the head.

The author is the company under the name it had then; no program may take it for a person with a first name. A release
that neither it nor its filing dates is "n.d.", and no date is made up for it: the day it came into the archive is given
to nobody as the date of the release.
"""

import functools
from typing import NamedTuple
from urllib.parse import urlencode

from neoarchive.models import PressRelease
from neoarchive.typography import typeset

ARCHIVE = "neoarchive"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are counted by BibTeX even behind a backslash: they have to be named, or one alone spoils the whole file.
_TEX = {
    **{c: f"\\{c}" for c in "%&$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "—": "---",
    "–": "--",
    "™": r"\texttrademark{}",
    "®": r"\textregistered{}",
    "©": r"\textcopyright{}",
    "℠": r"\textsuperscript{SM}",
    "…": r"\ldots{}",
    "\u00a0": "~",
}


class Citation(NamedTuple):
    """A citation to copy; ``name`` is that of its style."""

    name: str
    text: str


def citations(release: PressRelease, address: str) -> list[Citation]:
    """Every citation of a release; ``address`` is its permanent one, with the host."""
    return [
        Citation("Plain", plain(release, address)),
        Citation("APA", apa(release, address)),
        Citation("Chicago", chicago(release, address)),
        Citation("BibTeX", bibtex(release, address)),
        Citation("RIS", ris(release, address)),
    ]


def plain(release: PressRelease, address: str) -> str:
    """All that finds the release again, in one sentence."""
    number = release.filing.accession_number
    parts = [f"{release.by}, {_quoted(release, ',')} press release", _long_date(release) or "undated", part_of(release)]
    parts += [f"SEC accession number {number}"] if number else []
    return ", ".join([*parts, ARCHIVE, address])


def apa(release: PressRelease, address: str) -> str:
    """After the seventh edition: the kind of document in brackets behind the title."""
    day = release.shown_date
    when = f"{day.year}, {day:%B} {day.day}" if day else "n.d."
    title = f"{_headline(release)} [Press release]"
    return f"{_stopped(release.by)} ({when}). {title}. {part_of(release)}. {ARCHIVE}. {address}"


def chicago(release: PressRelease, address: str) -> str:
    """An entry of a bibliography (notes and bibliography, seventeenth edition)."""
    number = release.filing.accession_number
    where = part_of(release) + (f", SEC accession number {number}" if number else "")
    when = _long_date(release) or "n.d."
    return (
        f"{_stopped(release.by)} {_quoted(release, '.')} Press release, {_stopped(when)} {where}. {ARCHIVE}. {address}"
    )


def bibtex(release: PressRelease, address: str) -> str:
    """An entry of the kind ``misc``, named after the release's own address, which no other one has.

    The company stands in double braces, so that it is not taken for a person, and so does the headline: its capitals
    are to stay.
    """
    day = release.shown_date
    fields = [f"  author       = {{{{{_tex(release.by)}}}}}", f"  title        = {{{{{_tex(_headline(release))}}}}}"]
    if day:
        fields.append(f"  year         = {{{day.year}}}")
        fields.append(f"  month        = {_MONTHS[day.month - 1]}")
        fields.append(f"  day          = {{{day.day}}}")
    fields.append(f"  howpublished = {{Press release, {_tex(part_of(release))}}}")
    number = release.filing.accession_number
    fields.append(f"  note         = {{{f'SEC accession number {number}, ' if number else ''}{ARCHIVE}}}")
    fields.append(f"  url          = {{{address}}}")
    return f"@misc{{{release.slug},\n" + ",\n".join(fields) + "\n}"


def ris(release: PressRelease, address: str) -> str:
    """A report, the kind that has an institution and a number. Lines end as RIS wants them in a file (``as_file``)."""
    day = release.shown_date
    number = release.filing.accession_number
    rows = [
        ("TY", "RPRT"),
        ("AU", _institution(release.by)),
        ("TI", _headline(release)),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("M3", "Press release"),
        ("N1", part_of(release)),
        ("SN", number or ""),
        ("PB", _institution(release.by)),
        ("DB", ARCHIVE),
        ("LA", "en"),
        ("UR", address),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in rows if value or tag == "ER")


def as_file(text: str) -> bytes:
    """A citation as a download: its lines end with CR LF, as RIS asks for and BibTeX does not mind."""
    return (text.replace("\n", "\r\n") + "\r\n").encode()


def head(release: PressRelease, address: str) -> list[tuple[str, str]]:
    """Names and contents of the ``meta`` elements that reference managers and scholarly search engines read."""
    day, filing = release.shown_date, release.filing
    title = _headline(release)
    found = [
        ("citation_title", title),
        ("citation_author", release.by),
        ("citation_publication_date", f"{day:%Y/%m/%d}" if day else ""),
        # Without a date of its own a reference manager would take this one for the release's.
        ("citation_online_date", f"{filing.created_at:%Y/%m/%d}" if day and filing.created_at else ""),
        ("citation_publisher", release.by),
        ("citation_technical_report_institution", release.by),
        ("citation_technical_report_number", filing.accession_number or ""),
        ("citation_language", "en"),
        ("citation_abstract_html_url", address),
        ("dc.title", title),
        ("dc.creator", release.by),
        ("dc.publisher", release.by),
        ("dc.date", day.isoformat() if day else ""),
        ("dc.type", "Press release"),
        ("dc.identifier", address),
        ("dc.source", part_of(release) + (f", {filing.accession_number}" if filing.accession_number else "")),
        ("dc.language", "en"),
    ]
    return [(name, content) for name, content in found if content]


def coins(release: PressRelease, address: str) -> str:
    """A ContextObject in Span (OpenURL 1.0): the one kind of metadata in a page that can say an author is a body."""
    day = release.shown_date
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "report"),
        ("rft.btitle", _headline(release)),
        ("rft.aucorp", release.by),
        ("rft.pub", release.by),
        ("rft.date", day.isoformat() if day else ""),
        ("rft_id", address),
    ]
    return urlencode([(name, value) for name, value in values if value])


def part_of(release: PressRelease) -> str:
    """Exhibit 99.1 to Form 8-K."""
    form = f"Form {release.filing.form_type}"
    return f"Exhibit {release.exhibit.number} to {form}" if release.exhibit else form


def _headline(release: PressRelease) -> str:
    return _title(release.headline)


@functools.lru_cache(64)
def _title(headline: str) -> str:
    """Every citation of a page asks for the same one."""
    return typeset(" ".join(headline.split()))


def _quoted(release: PressRelease, stop: str) -> str:
    """The headline in quotation marks, with its own marks inside as single ones, and the stop as printers set it."""
    title = _headline(release).replace("“", "‘").replace("”", "’")
    return f"“{title}”" if title.endswith(("?", "!", ".")) else f"“{title}{stop}”"


def _long_date(release: PressRelease) -> str:
    day = release.shown_date
    return f"{day:%B} {day.day}, {day.year}" if day else ""


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _institution(name: str) -> str:
    """A name without commas: RIS takes what stands behind one for a first name ("Inc. NeoTherapeutics")."""
    return " ".join(name.replace(",", " ").split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in text)
