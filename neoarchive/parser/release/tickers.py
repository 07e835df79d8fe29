"""Reads ticker symbols with the exchange they are printed with, whichever company's they are.

``(Nasdaq: NEOT, NEOTW)``, ``(NASDAQ/NMS:ROAC)``, ``(OTC BB: JAVA)``, ``(NYSE and TSX: ABC)``, ``(Nasdaq "MSFT")``,
``listed on the New York Stock Exchange under the symbol DRC``. An exchange without a symbol is no ticker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from neoarchive.parser.text import Passage
from neoarchive.parser.types import Ticker, Value

EXCHANGE = (
    r"(?:N(?:ASDAQ|asdaq)(?:®|\(R\)|-Registered Trademark-)?(?:[\-/\s]{1,2}(?:NM|NMS|NNM"
    r"|NATIONAL MARKET|National Market|GS|GSM|GM|CM|SC|Small\s?-?\s?Cap|SMALLCAP|SMALL CAP|"
    r"Global(?: Select)?|Capital Market|OTC|BB|National|Bulletin Board|NASDAQ))?(?:\s(?:Market|System"
    r"|Market System|Stock Market))?"
    r"|NYSE(?:[\-/\s](?:American|AMERICAN|Arca|ARCA|MKT|Amex|AMEX|Euronext))?|New York Stock Exchange"
    r"|NEW YORK STOCK EXCHANGE|AMEX|Amex|ASE|American Stock Exchange|AMERICAN STOCK EXCHANGE"
    r"|OTC(?:[\s\-]?(?:BB|QB|QX|Bulletin Board|BULLETIN BOARD|Pink|PINK|Markets|US)|BB|QB|QX)?"
    r"|Pink Sheets|PINK SHEETS|Pink OTC(?: Markets)?|Bulletin Board|BULLETIN BOARD|BB"
    r"|TSX(?:[\-\s.](?:V|Venture))?|TSXV|TSE|Toronto Stock Exchange|TORONTO STOCK EXCHANGE|CDNX|CSE"
    r"|LSE|London Stock Exchange|AIM|ASX|Euronext(?: \w{3,10})?|Frankfurt|FSE|FWB|XETRA|SIX|SWX|SEHK"
    r"|HKEX|HKSE|TASE|JSE|BSE|NSE|OSE|Oslo|Chicago Stock Exchange|CHX|PCX|Pacific Exchange"
    r"|Pacific Stock Exchange|Neuer Markt|EASDAQ|Easdaq)"
)
_EXCHANGE = re.compile(EXCHANGE)
_SYMBOL = r"[\"“”'‘’]?([A-Z][A-Z0-9]{0,5}(?:[.\-/][A-Z]{1,3}){0,2})[\"“”'‘’]?(?![A-Za-z0-9])"
# The exchange, perhaps a second one, a colon (or the word "symbol", or a quotation mark), the first symbol
_PRINTED = re.compile(
    rf"(?<![A-Za-z])({EXCHANGE})((?:\s{{0,2}}(?:,|/|and|&"
    rf"|;)\s{{0,2}}{EXCHANGE}){{0,3}})\s{{0,3}}(?:(?:ticker |trading |stock "
    rf"|common stock )?(?:[Ss]ymbols?|SYMBOLS?|[Tt]icker)\s{{0,2}})?"
    rf"(?:(?::|\s[\-–—]|=)\s{{0,4}}|\s?(?=[\"“])){_SYMBOL}"
)
_MORE = re.compile(rf"\s{{0,3}}(?:,|and|&|;|/)\s{{0,3}}(?:and\s)?(?!{EXCHANGE}\b){_SYMBOL}")
# "trades on the NYSE under the symbol DRC", 'on the Nasdaq National Market (under the symbols "ABC" and "ABCD")'
_UNDER = re.compile(
    rf"(?<![A-Za-z])({EXCHANGE})[^.()]{{0,60}}?\(?\bunder the (?:trading |ticker |stock )?symbols?:?\s{{1,3}}{_SYMBOL}"
)
# The name before the parenthesis; a second parenthesis may stand between: 'Costco (the "Company") (Nasdaq: COST)'
_NAME = re.compile(
    r"((?:[A-Z0-9][\w.&'’®\-]{0,30},?\s{1,2}(?:(?:of|and|&|for|the"
    r"|de)\s{1,2}){0,2}){0,7}[A-Z0-9][\w.&'’®™!\-]{0,30}(?:,?\s{1,2}(?:Inc|INC|Corp|CORP|Ltd|LTD|LLC"
    r"|L\.P|N\.V|plc|PLC|S\.A|AG)\.?)?),?\s{0,3}(?:\([^()]{1,80}\),?\s{0,3})?\(?[^()]{0,40}\Z"
)
_NOT_NAME = re.compile(r"(?:(?:The|On|In|And|At|For|Today|Shares?|Stock|Exchange|Based|With)\s{1,2})(?=[A-Z].*\s)")


def read_tickers(passages: Iterable[Passage]) -> tuple[Ticker, ...]:
    """Every pair of exchange and symbol, once, in the order of the text."""
    found: dict[tuple[str, str], Ticker] = {}
    for passage in passages:
        for ticker in _of(passage):
            key = (_family(ticker.exchange), ticker.symbol)
            if key not in found:
                found[key] = ticker
    return tuple(found.values())


def _of(passage: Passage) -> list[Ticker]:
    text = passage.text
    tickers: list[Ticker] = []
    for m in _found(text):
        if (
            m[1] in ("BB", "ASE", "SIX", "BSE", "CSE", "OSE", "AIM", "Oslo", "Frankfurt")
            and text[m.end(1) : m.end(1) + 2].strip()[:1] != ":"
        ):
            continue
        company = _company(passage, m.start())
        symbol_at = m.span(m.lastindex or 0)
        symbols = [symbol_at]
        at = m.end()
        while more := _MORE.match(text, at):
            symbols.append(more.span(1))
            at = more.end()
        exchanges = [m[1], *_EXCHANGE.findall(m[2])] if m.re is _PRINTED and m[2] else [m[1]]
        for exchange in exchanges:
            for a, b in symbols:
                tickers.append(Ticker(exchange, text[a:b], passage.spans(m.start(1), at), company))
    return tickers


def _found(text: str) -> Iterator[re.Match[str]]:
    """The places where a ticker is printed, then those where it follows "under the symbol".

    Both patterns are tried only where an exchange is named: that is found many times faster.
    """
    named = [m.start() for m in _EXCHANGE.finditer(text)]
    for pattern in (_PRINTED, _UNDER) if "under the" in text else (_PRINTED,):
        end = 0
        for start in named:
            if start >= end and (m := pattern.match(text, start)):
                yield m
                end = m.end()


def _company(passage: Passage, at: int) -> Value | None:
    """The name that stands before the parenthesis around the exchange, as printed."""
    text = passage.text
    start = max(at - 160, 0)
    opening = text.rfind("(", start, at)
    if opening < 0:
        return None
    m = _NAME.search(text[start:opening])
    if not m:
        return None
    name = m[1]
    a = start + m.start(1)
    if lead := _NOT_NAME.match(name):
        a += lead.end()
    return passage.value(a, start + m.end(1))


def _family(exchange: str) -> str:
    """The same exchange by several names is one."""
    name = exchange.casefold()
    for family, marks in (
        ("nasdaq", ("nasdaq",)),
        ("nyse", ("nyse", "new york")),
        ("amex", ("amex", "american stock", "ase")),
    ):
        if any(mark in name for mark in marks):
            return family
    return name
