"""Whole releases of invented companies, in the shapes of all eras, wires, countries and layouts."""

import re

import pytest

from tests.parser.release.forms import (  # noqa: F401
    FORMS,
    Form,
    abroad,
    columns,
    copied,
    decades,
    marked,
    modern,
    small,
    sundry,
    typed,
    wires,
)
from tests.parser.release.reader import contacts, read

PROSE = ("paragraph", "list_item", "about", "safe_harbor")


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def said(value) -> str | None:
    return " ".join(value.text.split()) if value else None


def shown(found) -> dict:
    """What was read, by the names that ``form`` takes."""
    body = [b for b in found.blocks if b.kind in PROSE]
    return {
        "headline": said(found.headline),
        "subs": [said(s) for s in found.subheadlines],
        "place": said(found.place),
        "day": found.released_on.day.isoformat() if found.released_on else None,
        "wire": said(found.dateline.wire) if found.dateline else None,
        "tickers": [(t.exchange, t.symbol) for t in found.tickers],
        "contacts": contacts(found),
        "paragraphs": len(body),
        "tables": sum(b.kind == "table" for b in found.blocks),
        "quoted": list(dict.fromkeys((said(q.speaker), said(q.speaker_title)) for q in found.quotations)),
    }


def check(form: Form, says: dict, text: str, markup: bool) -> None:
    reading = read(text, markup=markup, registrants=[form.company], report_date=form.near)
    if says.get("releases") == 0:
        assert not reading.releases, reading.reason
        return
    assert len(reading.releases) == 1, (reading.kind, reading.reason, len(reading.releases))
    found = reading.releases[0]
    got = shown(found)
    wanted = {key: value for key, value in says.items() if key in got}
    assert {key: got[key] for key in wanted} == wanted
    body = [b for b in found.blocks if b.kind in PROSE]
    for key, kind in (("about", "about"), ("harbor", "safe_harbor")):
        passage = words(" ".join(b.text for b in body if b.kind == kind))
        if key in says:
            assert words(says[key]) in passage if says[key] else passage == ""
    assert words(body[0].text).startswith(words(says.get("first", "")))
    assert words(body[-1].text).endswith(words(says.get("last", "")))
    whole = words(" ".join(b.text for b in found.blocks))
    assert all(words(piece) in whole for piece in says.get("has", []))
    assert not any(words(piece) in whole for piece in says.get("lacks", []))


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_form_as_filed(form):
    check(form, form.says, form.text, form.markup)


@pytest.mark.parametrize("form", [f for f in FORMS if f.says.get("copied") is not False], ids=lambda f: f.name)
def test_form_in_a_copy_without_columns(form):
    lost = {"paragraphs", "tables"}
    says = {k: v for k, v in {**form.says, **(form.says.get("copied") or {})}.items() if k not in lost}
    check(form, says, copied(form.text, form.markup), markup=False)
