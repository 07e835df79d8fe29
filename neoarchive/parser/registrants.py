"""Who files: the cover's registrants, each with what the header says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cover import CoverRegistrant
from .header import Filer
from .types import Registrant, Value

_NOISE = re.compile(
    r"\b(?:the|inc|incorporated|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|new|group)\b|/[a-z]{2,4}/?|\\[a-z]{2,4}\\?",
    re.I,
)


def merge_registrants(cover: Sequence[CoverRegistrant], filers: Sequence[Filer]) -> tuple[Registrant, ...]:
    """In the cover's order, then filers that the cover does not name.

    One registrant and one filer are the same company. Several are matched by name, employer number or file number,
    each filer once; a registrant that matches none keeps no CIK.
    """
    left = list(filers)
    found: list[Registrant] = []
    for registrant in cover:
        if len(cover) == 1 and len(filers) == 1:
            match: Filer | None = filers[0]
        else:
            match = next((filer for filer in left if _same(registrant, filer)), None)
        if match in left:
            left.remove(match)
        one = _registrant(registrant, match)
        if one:
            found.append(one)
    found += [one for filer in left if (one := _registrant(CoverRegistrant(), filer))]
    return tuple(found)


def _registrant(cover: CoverRegistrant, filer: Filer | None) -> Registrant | None:
    name = cover.name or (filer.name if filer else None)
    if name is None:
        return None
    if filer is None:
        filer = Filer()
    named_by_header = cover.name is None
    return Registrant(
        name=Value(name.text, name.at, "From the header; the cover prints none") if named_by_header else name,
        cik=filer.cik,
        file_number=cover.file_number or _from_header(filer.file_number),
        irs_number=cover.irs_number or _from_header(filer.irs_number),
        state_of_incorporation=cover.state or _from_header(filer.state),
        phone=cover.phone or (filer.phone if named_by_header else None),
        address=cover.address or (filer.address if named_by_header else None),
        conformed_name=filer.name,
        sic=filer.sic,
        fiscal_year_end=filer.fiscal_year_end,
        former_names=filer.former_names,
    )


def _from_header(value: Value | None) -> Value | None:
    return Value(value.text, value.at, "From the header; the cover prints none") if value else None


def _same(registrant: CoverRegistrant, filer: Filer) -> bool:
    if registrant.irs_number and filer.irs_number and _digits(registrant.irs_number) == _digits(filer.irs_number):
        return True
    if registrant.name and filer.name and name_key(registrant.name.text) == name_key(filer.name.text):
        return True
    mine, theirs = registrant.file_number, filer.file_number
    return bool(mine and theirs and file_number_key(mine.text) == file_number_key(theirs.text))


def name_key(name: str) -> str:
    """A company's name without case, punctuation and legal form, to compare spellings of one name."""
    return "".join(re.findall(r"[a-z0-9]+", _NOISE.sub(" ", name.casefold().replace("&", " and ").replace("'", ""))))


def file_number_key(number: str) -> str:
    """0-28782 and 000-28782 are one number."""
    return "-".join(part.lstrip("0") or "0" for part in re.findall(r"\d+", number))


def _digits(value: Value) -> str:
    return re.sub(r"\D", "", value.text)
