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
    # a dash or a comma for the colon, in a parenthesis that the market opens
    ("Acme (NYSE-DRX) said", [("NYSE", "DRX", "Acme")]),
    ("Acme (AMEX - DRX) said", [("AMEX", "DRX", "Acme")]),
    ("Acme (Nasdaq, ACMX) said", [("Nasdaq", "ACMX", "Acme")]),
    ("Acme (NASDAQ-GS) said", []),  # a tier of the market
    ("Acme, of Rome (New York, NY), said", []),
    ("it left the NYSE – A fine day", []),
    # tiers glued to the name, behind it and behind its colon
    ("Acme (NasdaqGS: ACMX) said", [("NasdaqGS", "ACMX", "Acme")]),
    ("Acme (NASDAQ: NM: ACMX) said", [("NASDAQ: NM", "ACMX", "Acme")]),
    ("Acme (Nasdaq National Market: ticker symbol ACMX)", [("Nasdaq National Market", "ACMX", "Acme")]),
    ("Acme (OTCQB® : ACMX) said", [("OTCQB®", "ACMX", "Acme")]),
    ("Acme (nasdaq: ACMX) said", [("nasdaq", "ACMX", "Acme")]),  # in small letters
    # abroad: abbreviations and towns, symbols of figures, only before a colon
    (
        "Acme plc (London: ACM; Nasdaq Stockholm: ACMB) said",
        [("London", "ACM", "Acme plc"), ("Nasdaq Stockholm", "ACMB", "Acme plc")],
    ),
    ("Acme (HKEX: 0700) said", [("HKEX", "0700", "Acme")]),
    ("Acme (BMV: ACM; B3: ACMN3)", [("BMV", "ACM", "Acme"), ("B3", "ACMN3", "Acme")]),
    ("It was made in London, Paris: ACM is its name", []),  # no parenthesis
    ("Acme (EBITDA: ABC) said", []),  # no exchange
    # the symbol in a parenthesis behind the exchange
    ("is listed on the New York Stock Exchange (symbol: DRX).", [("New York Stock Exchange", "DRX", None)]),
    ("is listed on Nasdaq (ACMX).", [("Nasdaq", "ACMX", None)]),
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
