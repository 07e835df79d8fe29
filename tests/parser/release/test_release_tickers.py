"""Ticker symbols with the exchange they are printed with."""

import pytest

from neoarchive.parser.plain import read_plain
from neoarchive.parser.release.tickers import read_tickers
from neoarchive.parser.text import Passage
from tests.parser.release.reader import BODY, SECOND, release

FORMS = [
    (
        "Acme Inc. (Nasdaq: NEOT, NEOTW) said",
        [("Nasdaq", "NEOT", "Acme Inc."), ("Nasdaq", "NEOTW", "Acme Inc.")],
    ),  # two symbols
    (
        "Acme Corporation (NASDAQ/NMS:ROAC) said",
        [("NASDAQ/NMS", "ROAC", "Acme Corporation")],
    ),  # the tier after a slash, no blank
    (
        "Acme Networks, Inc. (Nasdaq-NM:\nESAN) said",
        [("Nasdaq-NM", "ESAN", "Acme Networks, Inc.")],
    ),  # broken by the line end
    ("Acme Concepts, Inc., (OTC BB: JAVA), said", [("OTC BB", "JAVA", "Acme Concepts, Inc.")]),  # a comma before it
    ("NIKA, Inc. (NYSE:NKA) today", [("NYSE", "NKA", "NIKA, Inc.")]),
    (
        'Acme Wholesale (the "Company") (Nasdaq: COSX) said',
        [("Nasdaq", "COSX", "Acme Wholesale")],
    ),  # another parenthesis between
    ("Acme (Nasdaq “ACMT” @acme) enables", [("Nasdaq", "ACMT", "Acme")]),  # quotation marks for the colon
    (
        "Acme Mines (NYSE: AMN; TSX: AMX) said",
        [("NYSE", "AMN", "Acme Mines"), ("TSX", "AMX", "Acme Mines")],
    ),  # two exchanges
    (
        "Acme Mines (NYSE and TSX: AMN) said",
        [("NYSE", "AMN", "Acme Mines"), ("TSX", "AMN", "Acme Mines")],
    ),  # one symbol on both
    ("Its stock trades on the NYSE under the symbol DRX.", [("NYSE", "DRX", None)]),  # in words
    (
        "Alphabeta Inc. (NASDAQ: GOX, GOXL) and again (NASDAQ: GOX).",
        [("NASDAQ", "GOX", "Alphabeta Inc."), ("NASDAQ", "GOXL", "Alphabeta Inc.")],
    ),  # once each
    ("Acme Industries, Inc. (New York Stock Exchange), a maker", []),  # an exchange without a symbol
    ("the Private Securities Litigation Reform Act (the Act: A)", []),  # no exchange
    ("Acme is a member of the Chicago Stock Exchange and the NASD.", []),  # membership
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_tickers(text, expected):
    passage = Passage.of(text, read_plain(text, 0, len(text)))
    found = read_tickers([passage])
    assert [(t.exchange, t.symbol, t.company.text if t.company else None) for t in found] == expected
    assert all(t.symbol in text[t.at[0][0] : t.at[-1][1]] for t in found)


def test_a_symbol_in_the_letterhead_counts():
    """Banks print it there and nowhere else."""
    text = "Brightwater Pumps, Inc.\n1 Mill Road, Akron, Ohio\nNYSE symbol: BWQ\n\nBRIGHTWATER SHIPS PUMP\n\n"
    found = release(text + "AKRON, Ohio, June 15, 1999 -- " + BODY.replace(" (Nasdaq: BWPI)", "") + "\n" + SECOND)
    assert [(t.exchange, t.symbol) for t in found.tickers] == [("NYSE", "BWQ")]
