"""Reads invented releases for the tests, as plain text or as markup."""

from datetime import date

from neoarchive.parser.markup import read_markup
from neoarchive.parser.plain import read_plain
from neoarchive.parser.release import ExhibitReading, read_exhibit
from neoarchive.parser.types import Release

REPORTED = date(1999, 6, 15)
BODY = (
    "Brightwater Pumps, Inc. (Nasdaq: BWPI) today announced that it has shipped its ten\n"
    "thousandth pump to a town in the north of the state, where it will lift water from\n"
    "a well that has been dry since the summer of 1987.\n"
)
SECOND = (
    "The pump was assembled by a team of four people who have worked together since the\n"
    "company was founded, and it will be serviced without charge for as long as it runs.\n"
)


def read(text: str, *, markup: bool = False, exhibit: str | None = "99.1", **extra: object) -> ExhibitReading:
    lines = read_markup(text, 0, len(text)) if markup else read_plain(text, 0, len(text))
    given: dict = {"description": None, "registrants": ["Brightwater Pumps, Inc."], "report_date": REPORTED, **extra}
    return read_exhibit(text, lines, exhibit=exhibit, **given)


def release(text: str, **extra: object) -> Release:
    reading = read(text, **extra)
    assert len(reading.releases) == 1, (reading.kind, reading.reason, len(reading.releases))
    return reading.releases[0]


def contacts(release: Release) -> list[tuple]:
    """(name, title, organization, phones, e-mails) of each contact."""
    return [
        (
            c.name.text if c.name else None,
            c.title.text if c.title else None,
            c.organization.text if c.organization else None,
            [p.text for p in c.phones],
            [e.text for e in c.emails],
        )
        for c in release.contacts
    ]


def said_at(text: str, spans: tuple) -> str:
    return " ".join(" ".join(text[a:b].split()) for a, b in spans)
