import pytest

from neoarchive.ingest.names import (
    exchange_of,
    folded,
    folded_company,
    folded_person,
    short_company,
    slug_of,
    sort_name,
    sort_person,
    with_true_case,
)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("NeoTherapeutics, Inc.", "NeoTherapeutics"),
        ("The Coca-Cola Company", "The Coca-Cola"),
        ("HOME HEALTH CORP OF AMERICA INC \\PA\\", "HOME HEALTH CORP OF AMERICA"),  # EDGAR's state suffix
        ("Penrose Optical Corporation", "Penrose Optical"),
        ("Inc.", "Inc."),  # nothing else in the name: kept
        ("Stockwalk.com Group, Inc.", "Stockwalk.com"),
    ],
)
def test_short_company(name: str, short: str) -> None:
    assert short_company(name) == short


def test_folding_makes_spellings_alike() -> None:
    assert folded("Ruder Finn, Inc.") == folded("RUDER FINN INC")
    assert folded("Müller & Co.") == "muller and co"
    assert folded_company("COSTCO WHOLESALE CORP /NEW") == "costco wholesale corp"
    assert folded_person("Dr. Alvin J. Glasky, Ph.D.") == "alvin j glasky"


def test_sorting() -> None:
    assert sort_name("The Coca-Cola Company") == "coca cola company"
    assert sort_person("Carol Hess") == "hess carol"
    assert sort_person("Margaret Ellison-Roy") == "ellison roy margaret"
    assert sort_person("Dr. Alvin J. Glasky, Ph.D.") == "glasky alvin j"


@pytest.mark.parametrize(
    ("printed", "exchange"),
    [
        ("NASDAQ", "Nasdaq"),
        ("Nasdaq National Market", "Nasdaq"),
        ("New York Stock Exchange", "NYSE"),
        ("NYSE", "NYSE"),
        ("Toronto", "Toronto"),  # not known: as printed
    ],
)
def test_spellings_of_an_exchange_are_one(printed: str, exchange: str) -> None:
    assert exchange_of(printed) == exchange


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("NEOTHERAPEUTICS, INC.", "x NEOTHERAPEUTICS, INC. y NeoTherapeutics, Inc. z", ("NeoTherapeutics, Inc.", 26)),
        ("CALDER, INC.", "of Calder,&nbsp;Inc. today", ("Calder, Inc.", 3)),  # in markup
        ("NEOTHERAPEUTICS, INC.", "NEOTHERAPEUTICS, INC.", None),  # never printed otherwise: stays
        ("NEOTHERAPEUTICS, INC.", "www.neotherapeutics.com inc", None),  # not the name
        ("Calder, Inc.", "Calder, Inc.", None),  # not in capitals
        ("IBM", "ibm", None),  # too short to be sure
    ],
)
def test_true_case(name: str, text: str, found: tuple[str, int] | None) -> None:
    assert with_true_case(name, text) == found


def test_slug_is_cut_at_a_word() -> None:
    assert slug_of("NeoTherapeutics' Lead Compound Demonstrates Nerve", 30) == "neotherapeutics-lead-compound"
    assert slug_of("???") == "untitled"
    assert slug_of("Results for CORVALIN(TM) and GRILL-TM- Wares") == "results-for-corvalin-and-grill-wares"
