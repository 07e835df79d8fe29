"""Reads ticker symbols with the exchange they are printed with, whichever company's they are.

``(Nasdaq: NEOT, NEOTW)``, ``(NASDAQ/NMS:ROAC)``, ``(OTC BB: JAVA)``, ``(NYSE and TSX: ABC)``, ``(Nasdaq "MSFT")``,
``listed on the New York Stock Exchange under the symbol DRC``. An exchange without a symbol is no ticker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from neoarchive.parser.text import Passage
from neoarchive.parser.types import Ticker, Value

from .patterns import vocabulary

# What stands behind "Nasdaq" as part of the market's name: "NASDAQ/NMS", "Nasdaq Global Select Market", "NasdaqGS"
_TIER = (
    r"(?:NNM|NMS|NM|GSM|GS|GM|CM|SC|NATIONAL MARKET(?: SYSTEM)?|National Market(?: System)?"
    r"|Small\s?-?\s?Cap(?: Market)?"
    r"|SMALL\s?CAP(?: MARKET)?|Global(?: Select)?(?: Market)?|GLOBAL(?: SELECT)?(?: MARKET)?|Capital Market"
    r"|CAPITAL MARKET"
    r"|Stock Market|STOCK MARKET|Stock Exchange|OTC|BB|National|Bulletin Board|NASDAQ|System|Market|OMX"
    r"|Stockholm|Helsinki|Copenhagen|Iceland|Nordic|First North)"
)
_MARK = r"(?:®|™|\(R\)|\(TM\)|-Registered Trademark-)?"
# The American markets, by all the names that releases print them with. Besides a colon, a dash or a comma will do.
_AMERICAN = (
    rf"(?:(?:NASDAQ|[Nn]asdaq|NSDQ|NasdaqGlobal){_MARK}(?:[\-/\s:]{{0,2}}{_TIER}\b){{0,3}}"
    r"|(?:NYSE|Nyse|nyse|N\.Y\.S\.E\.)(?:[\-/\s]{0,2}(?:American|AMERICAN|Arca|ARCA|MKT|Amex|AMEX|Alternext|Euronext"
    r"|Texas|National)\b(?:\sLLC\b)?)?"
    r"|New York Stock Exchange|NEW YORK STOCK EXCHANGE|AMEX|Amex|ASE|American Stock Exchange"
    r"|AMERICAN STOCK EXCHANGE|OTC(?:[\s\-]?(?:BB|QB|QX|Bulletin Board|BULLETIN BOARD|Pink|PINK|Markets|MARKETS"
    r"|US|ID|EM)){0,2}|Other OTC|(?:OTC )?Pink(?: Sheets| OTC Markets| Open Market| Market)|PINK SHEETS"
    r"|(?:Electronic )?Bulletin Board|BULLETIN BOARD|BB)"
)
# Exchanges abroad and small ones at home, by abbreviation or by town: only before a colon are they certain.
_OTHER = (
    r"(?:TSX(?:[\-\s./]{0,2}(?:V|Venture|VENTURE)\b)?(?: Exchange)?|TSXV|TSE|CDNX|VSE|CSE|CNSX|NEO|ME|MSE"
    r"|LSE|AIM|PLUS|ISE|ISEQ|ASX|NZX|NZSE|Euronext(?: \w{3,12})?|EURONEXT(?: \w{3,12})?|ENX|EPA|FSE|FWB|FRA"
    r"|XETRA|Xetra|ETR"
    r"|SIX|SWX|SGX|SES|SEHK|HKEX|HKSE|SEHK|KRX|KOSDAQ|TYO|JASDAQ|TWSE|TASE|JSE|BSE|NSE|OSE|OSL|STO|OMX|CPH|BMV"
    r"|B3|BOVESPA"
    r"|Bovespa|BCBA|BYMA|MOEX|MICEX|RTS|WSE|PSE|PCX|PSX|CHX|BIT|BME|EASDAQ|Easdaq|Neuer Markt|Nouveau Marche"
    r"|Cboe|CBOE"
    r"|BATS|IEX|ARCA|Arca|Oslo(?: B[oø]rs| Axess)?|Toronto|London|Paris|Frankfurt|Stockholm|Milan|Madrid|Tokyo|Sydney"
    r"|Amsterdam|Brussels|Zurich|Vancouver|Montreal|Singapore|Johannesburg|Copenhagen|Helsinki|Chicago|Pacific"
    r"|Philadelphia"
    r"|(?:[A-Z][a-z]{2,14}\s){1,3}(?:Stock|Securities|Venture|Options) Exchange"
    r"|(?:[A-Z]{2,14}\s){1,3}(?:STOCK|SECURITIES|VENTURE) EXCHANGE|SIX Swiss Exchange|Pacific Exchange|New York"
    r"|American)"
)
EXCHANGE = rf"(?:{_AMERICAN}{_MARK}|{_OTHER}{_MARK})"
_EXCHANGE = re.compile(EXCHANGE)
# A symbol; those of markets in the Far East are figures. "NM" behind "Nasdaq:" is the market's tier.
_SYMBOL = (
    r"[\"“”'‘’]?((?!(?:NM|NMS|NNM|BB|OTC|OTCBB|OTCQB|OTCQX|NYSE|NASDAQ|AMEX|TSX|TSXV|LSE)\b)"
    r"[A-Z][A-Z0-9]{0,5}(?:[.\-/][A-Z]{1,3}){0,2}|\d{4,5}(?=[);,]))[\"“”'‘’]?(?![A-Za-z0-9])"
)
_WORDS = (
    r"(?:(?:under the |the )?(?:ticker |trading |stock |common stock )?(?:[Ss]ymbols?|SYMBOLS?|[Tt]icker)"
    r"\s{0,2}:?\s{0,2})?"
)
# The exchange, perhaps a second one, a colon (or the word "symbol", or a quotation mark), the first symbol
_PRINTED = re.compile(
    rf"(?<![A-Za-z])({EXCHANGE})((?:\s{{0,2}}(?:,|/|and|&|;)\s{{0,2}}{EXCHANGE}){{0,3}})\s{{0,3}}{_WORDS}"
    rf"(?:(?::|\s[\-–—](?!\s(?:A|I)\b)|=)\s{{0,4}}{_WORDS}|\s?(?=[\"“])){_SYMBOL}"
)
# "(NYSE-DRC)", "(AMEX - ABC)", "(Nasdaq, ACMX)": a parenthesis that opens with the market; "(NASDAQ-GS)" is none
_TIGHT = re.compile(
    rf"(?<=\()({_AMERICAN})(?:\s?[\-–]\s?|,\s?)(?!(?:GS|GM|CM|SC|GSM|US|LLC|MKT|NY|N\.Y)\b){_SYMBOL}(?=\s?[);,])"
)
_MORE = re.compile(rf"\s{{0,3}}(?:,|and|&|;|/)\s{{0,3}}(?:and\s)?(?!{EXCHANGE}\b){_SYMBOL}")
# "trades on the NYSE under the symbol DRC", 'on the Nasdaq National Market (under the symbols "ABC" and "ABCD")',
# "listed on the New York Stock Exchange (symbol: DRC)", "listed on Nasdaq (ACMX)"
_UNDER = re.compile(
    rf"(?<![A-Za-z])({EXCHANGE})(?:(?:\s\([^()]{{1,40}}\))?[^.()]{{0,60}}?\(?\bunder (?:the |its )?(?:trading |ticker "
    rf"|stock )?symbols?:?\s{{1,3}}"
    rf"|\s\((?:ticker |trading |stock )?(?:symbols?|ticker):?\s{{1,3}}){_SYMBOL}"
)
_LISTED = re.compile(rf"(?:listed|traded|trades|trade|quoted) (?:on|over) (?:the )?({_AMERICAN})\s\({_SYMBOL}\)")
# One of these stands in every passage that names an American exchange: far cheaper to look for than the patterns.
_HINT = re.compile(
    r"(?:N(?:asdaq|ASDAQ|SDQ|YSE|yse|\.Y\.S\.E)|n(?:asdaq|yse)|S(?:tock|TOCK) E(?:xchange|XCHANGE)|A(?:MEX|mex)|OTC"
    r"|Bulletin B|BULLETIN B|P(?:ink|INK) )"
)
# The last words of exchanges abroad, which stand directly before their colon.
_COLON_WORDS = frozenset(
    vocabulary(
        "TSX V Venture VENTURE TSXV TSE CDNX VSE CSE CNSX NEO ME MSE LSE AIM PLUS ISE ISEQ ASX NZX NZSE ENX "
        "EPA FSE FWB FRA XETRA Xetra ETR SIX SWX SGX SES SEHK HKEX HKSE KRX KOSDAQ TYO JASDAQ TWSE TASE JSE "
        "BSE NSE OSE OSL STO OMX CPH BMV B3 BOVESPA Bovespa BCBA BYMA MOEX MICEX RTS WSE PSE PCX PSX CHX BIT "
        "BME EASDAQ Easdaq Markt Marche Cboe CBOE BATS IEX ARCA Arca Oslo Børs Bors Axess Toronto London "
        "Paris Frankfurt Stockholm Milan Madrid Tokyo Sydney Amsterdam Brussels Zurich Vancouver Montreal "
        "Singapore Johannesburg Copenhagen Helsinki Chicago Pacific Philadelphia Euronext EURONEXT BB ASE "
        "York American Exchange "
    )
)
_LAST_WORD = re.compile(r"(\w+)\W{0,5}\Z")
_COLON_ONLY = re.compile(rf"(?:{_OTHER}|BB|ASE|New York|American){_MARK}")
# The name before the parenthesis; a second parenthesis may stand between: 'Costco (the "Company") (Nasdaq: COST)'
_NAME = re.compile(
    r"(?<!\w)((?:[A-Z0-9][\w.&'’®\-]{0,30},?\s{1,2}(?:(?:of|and|&|for|the"
    r"|de)\s{1,2}){0,2}){0,7}[A-Z0-9][\w.&'’®™!\-]{0,30}(?:,?\s{1,2}(?:Inc|INC|Corp|CORP|Ltd|LTD|LLC"
    r"|L\.P|N\.V|plc|PLC|S\.A|AG)\.?)?),?\s{0,3}(?:\([^()]{1,80}\),?\s{0,3})?(?:[a-z][^()A-Z]{0,40})?\Z"
)
_NOT_NAME = re.compile(r"(?:(?:The|On|In|And|At|For|Today|Shares?|Stock|Exchange|Based|With)\s{1,2})(?=[A-Z].*\s)")


Known = dict[Passage, list[Ticker]]
"""What passages that were read before print."""


def read_tickers(passages: Iterable[Passage], known: Known | None = None) -> tuple[Ticker, ...]:
    """Every pair of exchange and symbol, once, in the order of the text.

    ``known`` is looked up and filled, so that a passage asked for again is not read again.
    """
    known = {} if known is None else known
    found: dict[tuple[str, str], Ticker] = {}
    for passage in passages:
        if passage not in known:
            known[passage] = _of(passage)
        for ticker in known[passage]:
            key = (_family(ticker.exchange), ticker.symbol)
            if key not in found:
                found[key] = ticker
    return tuple(found.values())


def _of(passage: Passage) -> list[Ticker]:
    text = passage.text
    stretches = _stretches(text)
    if not stretches:
        return []
    tickers: list[Ticker] = []
    said = "symbol" in text or "ticker" in text
    for pattern in (_PRINTED, _TIGHT, _UNDER) if said else (_PRINTED, _TIGHT):
        for a, b in stretches:
            for m in pattern.finditer(text, a, b):
                if pattern is not _PRINTED or not _COLON_ONLY.fullmatch(m[1]) or _certain(text, m):
                    tickers.extend(_printed(passage, m))
    if ("listed" in text or "trade" in text or "quoted" in text) and "(" in text:
        for m in _LISTED.finditer(text):
            tickers.extend(_printed(passage, m))
    return tickers


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where in a text exchanges are named: around their hints, and before a colon behind the name of one abroad."""
    near = [m.start() for m in _HINT.finditer(text)]
    at = text.find(":")
    while at >= 0:
        word = _LAST_WORD.search(text, max(at - 20, 0), at)
        if word and word[1] in _COLON_WORDS:
            near.append(at)
        at = text.find(":", at + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(near):
        a, b = max(at - 60, 0), at + 160
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def _certain(text: str, m: re.Match[str]) -> bool:
    """Is an exchange that could be another word one here? It has a colon, or another exchange before its colon; a town
    ("London: ABC said …") stands in a parenthesis too.
    """
    if text[m.end(1) : m.end(1) + 2].strip()[:1] not in _AFTER:
        return False
    return (
        m[1].isupper()
        or m[1].endswith(" Exchange")
        or text.rfind("(", max(m.start() - 80, 0), m.start()) > text.rfind(")", 0, m.start())
    )


_AFTER = tuple(":,/;&a(")


def _printed(passage: Passage, m: re.Match[str]) -> list[Ticker]:
    """The tickers of one match: each exchange with each symbol."""
    text = passage.text
    company = _company(passage, m.start())
    symbols = [m.span(m.lastindex or 0)]
    at = m.end()
    while more := _MORE.match(text, at):
        symbols.append(more.span(1))
        at = more.end()
    exchanges = [m[1]]
    if m.re is _PRINTED and m[2]:
        exchanges += _EXCHANGE.findall(m[2])
    return [
        Ticker(exchange, text[a:b], passage.spans(m.start(1), at), company)
        for exchange in exchanges
        for a, b in symbols
    ]


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
