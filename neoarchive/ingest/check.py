"""Whether a draft can be saved. Every fault is named with its field and with what would do."""

import re
from collections.abc import Iterator
from datetime import date

from .draft import Field, FilingDraft, RegistrantDraft, ReleaseDraft
from .errors import Problem

ACCESSION_NUMBER = re.compile(r"\d{10}-\d{2}-\d{6}")


def problems_of(draft: FilingDraft) -> list[Problem]:
    return list(_filing(draft))


def _filing(draft: FilingDraft) -> Iterator[Problem]:
    if not draft.form_type.value:
        yield Problem("form_type", "The form type is missing. Give it as printed, such as 8-K or 8-K/A.")
    yield from _short("form_type", draft.form_type, 20)
    number = draft.accession_number.value
    if number and not ACCESSION_NUMBER.fullmatch(number):
        yield Problem("accession_number", f"“{number}” is no accession number: it is written 0000892569-98-002119.")
    yield from _date("report_date", draft.report_date)
    yield from _date("filed_date", draft.filed_date)
    if not any(r.name.value for r in draft.registrants):
        yield Problem("registrants.0.name", "No company is named. Give the registrant's name as the cover prints it.")
    for i, registrant in enumerate(draft.registrants):
        yield from _registrant(f"registrants.{i}", registrant)
    for i, signature in enumerate(draft.signatures):
        yield from _date(f"signatures.{i}.signed_on", signature.signed_on)
    for i, release in enumerate(draft.releases):
        yield from _release(f"releases.{i}", release)


def _registrant(path: str, registrant: RegistrantDraft) -> Iterator[Problem]:
    cik = registrant.cik.value
    if cik and not (cik.isascii() and cik.isdigit() and len(cik) <= 10):
        yield Problem(f"{path}.cik", f"“{cik}” is no CIK: it has up to ten figures.")
    limits = {
        "name": 300,
        "file_number": 30,
        "irs_number": 20,
        "state_of_incorporation": 60,
        "phone": 60,
        "address": 300,
    }
    for name, limit in limits.items():
        yield from _short(f"{path}.{name}", getattr(registrant, name), limit)


def _release(path: str, release: ReleaseDraft) -> Iterator[Problem]:
    yield from _date(f"{path}.released_on", release.released_on)
    for name, limit in {"status_line": 200, "place": 200, "dateline": 300, "wire": 60}.items():
        yield from _short(f"{path}.{name}", getattr(release, name), limit)
    for i, contact in enumerate(release.contacts):
        parts = (contact.name, contact.title, contact.organization, contact.phones, contact.emails)
        if not any(part.value for part in parts):
            yield Problem(
                f"{path}.contacts.{i}.name", "The contact is empty. Give a name or a role, or remove the row."
            )
        for name, limit in {"name": 200, "title": 300, "organization": 300}.items():
            yield from _short(f"{path}.contacts.{i}.{name}", getattr(contact, name), limit)


def _date(path: str, field: Field) -> Iterator[Problem]:
    if field.value:
        try:
            date.fromisoformat(field.value)
        except ValueError:
            yield Problem(path, f"“{field.value}” is no date: write it as 1998-07-27.")


def _short(path: str, field: Field, limit: int) -> Iterator[Problem]:
    if len(field.value) > limit:
        yield Problem(path, f"This is {len(field.value):,} characters long; {limit} are kept. Shorten it.")
