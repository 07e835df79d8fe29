"""Reads the dateline a release begins with, in all the forms that filings show.

``IRVINE, CA, JULY 27, 1998 -- ``; ``San Diego, CA - October 23, 2001-- ``; ``MINNEAPOLIS...JUNE 6, 2000...``;
``AURORA, ILLINOIS... (April 15, 1999) ...``; ``NEW YORK--(BUSINESS WIRE)--Jan. 5, 1999--``;
``DALLAS, Oct. 5 /PRNewswire/ -- ``; ``ATLANTA - `` without a date; ``July 27, 1998 - Irvine, CA - `` date first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from neoarchive.parser.text import Passage
from neoarchive.parser.types import Dateline, DateValue, Value

from .patterns import DATE, MONTH, NUMERIC_DATE, STATE, all_capitals, numeric_day, understood

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY)\b"
# One word of a town's name: "St.", "N.", "Winston-Salem", "O'Fallon", "d'Alene", "COEUR". Two dashes end a name.
_TOWN_WORD = (
    r"(?:(?:St|ST|Ste|Ft|FT|Mt|MT|Pt|[NSEW])\.|[A-ZÀ-Þ][A-Za-zÀ-ÿ'’]{1,24}(?:-[A-Za-zÀ-ÿ]{2,20}){0,3}"
    r"|d['’][A-Z][a-z]{2,12})"
)
_TOWN = rf"{_TOWN_WORD}(?:\s{{1,3}}(?!{MONTH}\s)(?:(?:of|de|la|du|am)\s)?{_TOWN_WORD}){{0,3}}"
# A country behind a state: "AKRON, OHIO, UNITED STATES"
_LAND = (
    r"(?:U(?:NITED STATES|nited States|\.?S\.?A?\.?)(?: of America| OF AMERICA)?|C(?:anada|ANADA)|U\.?K\.?"
    r"|[PR]\.?[RO]\.?C\.?|C(?:hina|HINA))(?![A-Za-z])"
)
_PLACE = (
    rf"{_TOWN}(?:\s{{0,2}},\s{{0,4}}(?:{STATE}"
    rf"|(?!{MONTH}|{_DAY})[A-ZÀ-Þ][A-Za-zÀ-ÿ.]{{1,20}}(?:\s(?!{MONTH}|{_DAY})[A-Z][a-z]{{2,20}})?)(?:,\s{{1,3}}{_LAND})?|\s{{1,3}}{STATE})?"
)
_KNOWN_STATE = re.compile(rf"(?:,|\s)\s{{0,4}}{STATE}(?:,\s{{1,3}}{_LAND})?\Z")
_TWO_TOWNS = re.compile(r"\s(?:and|&)\s|/")
# Towns that the press sets without a state or a country
_TOWN_NAMES = (
    "Atlanta, Baltimore, Boston, Chicago, Cincinnati, Cleveland, Dallas, Denver, Detroit, Honolulu, Houston, "
    "Indianapolis, Las Vegas, Los Angeles, Miami, Milwaukee, Minneapolis, New Orleans, New York, New York "
    "City, Oklahoma City, Philadelphia, Phoenix, Pittsburgh, St. Louis, Salt Lake City, San Antonio, San "
    "Diego, San Francisco, Seattle, Washington, Amsterdam, Athens, Basel, Beijing, Berlin, Bermuda, Bombay, "
    "Brussels, Calgary, Cape Town, Copenhagen, Dubai, Dublin, Edmonton, Frankfurt, Geneva, Helsinki, Hong "
    "Kong, Istanbul, Jerusalem, Johannesburg, London, Luxembourg, Madrid, Melbourne, Mexico City, Milan, "
    "Monaco, Montreal, Montréal, Moscow, Mumbai, Munich, Oslo, Ottawa, Paris, Rome, Sao Paulo, São Paulo, "
    "Seoul, Shanghai, Singapore, Stockholm, Sydney, Taipei, Tel Aviv, Tokyo, Toronto, Vancouver, Vienna, "
    "Zurich, Zürich"
)
_KNOWN_TOWNS = frozenset(_TOWN_NAMES.casefold().split(", "))
_WIRE_NAMES = (
    r"(?:B\s?U\s?S\s?I\s?N\s?E\s?S\s?S\s{1,2}W\s?I\s?R\s?E|Business\s?Wire|BusinessWire|BW(?=\))"
    r"|PR\s?News\s?[Ww]ire|PRNEWSWIRE|PR NEWSWIRE"
    r"|GLOBE\s?NEWSWIRE|Globe\s?Newswire|GlobeNewswire|MARKET\s?WIRE|Market\s?[Ww]ire(?:d)?|MARKETWIRED|Marketwired"
    r"|PRIMEZONE|PrimeZone|Prime\s?Zone|ACCESS\s?WIRE|Accesswire|ACCESSWIRE|INTERNET WIRE|Internet Wire|CCNMatthews"
    r"|CNW(?:[ \-](?:Group|GROUP|Telbec|TELBEC))?|Canada NewsWire|CANADA NEWSWIRE|Newsfile(?: Corp\.?)?"
    r"|NEWSFILE|DOW JONES"
    r"|EINPresswire(?:\.com)?|EIN Presswire|Cision|PRWEB|PRWeb"
    r"|Dow Jones|Reuters|REUTERS"
    r"|First Call|FIRST CALL|EQS Newswire|TheNewswire"
    r"|Market News Publishing)"
)
# "AURORA, ILLINOIS AND BIRMINGHAM, ENGLAND", "NEW YORK and LONDON", "Basel, Switzerland; Cambridge, Mass."
PLACE = re.compile(
    rf"(?!{MONTH}\s)({_PLACE}(?:,?\s{{0,3}}(?:and|AND|And|&|/|;)\s{{1,3}}(?!{_WIRE_NAMES}|{MONTH}){_PLACE}|/(?!{_WIRE_NAMES}|{MONTH}){_PLACE}){{0,2}})"
)
# The wire with what it carries: "(BUSINESS WIRE)", "/PRNewswire-FirstCall/", "/PRNewswire via COMTEX/"
WIRE = re.compile(
    rf"[(/\[]?\s?({_WIRE_NAMES}(?:[\-–—/ ](?:First\s?Call|FirstCall|FIRSTCALL|USNewswire"
    rf"|via \w{{2,20}}|Asia|AsiaNet|HISPANIC)){{0,3}})\s?[)/\]]?"
)
# Any other that says so of itself between its marks: "(M2 PRESSWIRE)", "/XINHUA-PRNEWSWIRE/", "(NASDAQ/GLOBE NEWSWIRE)"
_OTHER_WIRE = re.compile(
    r"[(/\[]\s?([A-Z][\w&.\-/]{0,20}(?:\s[\w&.\-]{1,20}){0,3}?(?:(?<=[Ww]ire)|(?<=WIRE)|(?<=[Nn]ews)|(?<=NEWS))"
    r"(?:\s(?:via|VIA)\s\w{2,20})?|COMTEX|Hugin|HUGIN|Bloomberg|RNS|AP|Thomson Reuters ONE)\s?[)/\]]"
)
# The company's symbol between place and date: "Alton, IL (NASDAQ: PIAS) July 21, 2003 - "
_SYMBOL = re.compile(r"\s{0,2}\((?:NASDAQ|Nasdaq|NYSE|AMEX|OTC|TSX)[^()]{2,40}\)")
_BETWEEN = re.compile(r"[\s,.;:()/\[\]\-–—―‑…*|]{0,30}")
_STRONG = re.compile(r"--|[—–―]|\.\.|…|\.\s\.|\s-|-\s|[):/]\s*\Z|-\Z|:\s")
# Words that stand where a town could, but name none: "Date: January 26, 1998", "Fiscal Year Ended March 31, 2001"
_NO_TOWN = re.compile(
    r"(?:Dated?|DATED?|Released?|RELEASED?|Contacts?|CONTACTS?|News|NEWS|Press|PRESS|For|FOR|On|ON|As"
    r"|AS|Immediate|IMMEDIATE|"
    r"(?:The|THE)(?!\s(?:Woodlands|WOODLANDS|Hague|HAGUE|Dalles|DALLES|Villages|VILLAGES|Colony|COLONY))|This|THIS|Exhibit|EXHIBIT|Note|NOTE|Editors?|Source|SOURCE|Page|PAGE|Item|ITEM"
    r"|Effective|Since|Until|Through|Summary|"
    r"Highlights|Balances?|BALANCES?|Updated?|Revised|Issued|Posted|Published|Subject|SUBJECT|Re|RE"
    r"|To|TO|From|FROM|Attention|GAAP|Non-GAAP|Safe|SAFE|About|ABOUT|"
    r"Revenues?|REVENUES?|Net|NET|Total|TOTAL|Year|YEAR|Quarter|QUARTER|Three|Six|Nine|Twelve|Months"
    r"|Period|Fiscal|FISCAL|Additional|Forward|FORWARD|"
    r"Further|Company|COMPANY|Question|QUESTION|Answer|Operator|Corporate|CORPORATE|In|IN|At|AT)\b"
)
_ENDED = re.compile(
    r"\b(?:Ended|ENDED|Ending|ENDING|Results|RESULTS|Quarter|QUARTER|Year|YEAR|Inc|INC|Corp|CORP"
    r"|Company|Report|REPORT|Dated|DATED|Date|DATE|Release|RELEASE)\b"
)
_OPENS = re.compile(r"[\"“'‘(\[]{0,2}[A-Z0-9À-Þ]|[a-z]{1,3}[A-Z]")


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline in the folded text of a passage: ``end`` is where the text after it begins."""

    place: tuple[int, int] | None
    day: re.Match[str] | None
    wire: tuple[int, int] | None
    stop: int
    end: int


REACH = 400
"""So many characters of a text are looked at for a dateline."""
_SIGNS = tuple(re.compile(sign) for sign in (MONTH, _WIRE_NAMES, r"\d/\d"))


def signs(text: str, a: int, b: int) -> list[int]:
    """Where between a and b of a text a month, a wire or a date in figures stands: every dateline has one of them, but
    for a bare one.

    Patterns that begin with a letter or a figure are found many times faster than datelines are tried.
    """
    return [m.start() for sign in _SIGNS for m in sign.finditer(text, a, b)]


_MARKS_BEFORE = ' *"“(['


def goes_on(text: str, at: int) -> bool:
    """Does a sentence go on here, as in most lines of text? No town, month or wire begins with a small letter."""
    return text[at : at + 1].islower() or (
        text[at : at + 1] in _MARKS_BEFORE and text[at : at + REACH].lstrip(_MARKS_BEFORE)[:1].islower()
    )


def find(text: str, *, bare: bool = False) -> Found | None:
    """The dateline that ``text`` begins with, or None. ``bare`` allows one without date and wire ("ATLANTA - ")."""
    text = text[:REACH]
    at = len(text) - len(text.lstrip(_MARKS_BEFORE))
    if text[at : at + 1].islower() or text.startswith("(BW)("):
        return None  # "(BW)(OH-BRIGHTWATER)(BWPI) Brightwater Ships Pump" is a headline
    place: tuple[int, int] | None = None
    day: re.Match[str] | None = None
    wire: tuple[int, int] | None = None
    stop = at
    for _ in range(5):
        if place and not day and (symbol := _SYMBOL.match(text, stop)) and DATE.search(text, stop, stop + 90):
            stop = symbol.end()
        between = _BETWEEN.match(text, stop)
        start = between.end() if between else stop
        start = _back_to_wire(text, stop, start)
        if not wire and (m := _wire_at(text, start)):
            wire, stop = m.span(1), m.end()
        elif not day and (m := DATE.match(text, start)) and (place or wire or not text[stop:start].strip()):
            day, stop = m, m.end()
        elif not day and (place or wire) and (m := NUMERIC_DATE.match(text, start)):
            day, stop = m, m.end()  # "AKRON, OH -- (MARKET WIRE) -- 06/15/2007 -- "
        elif (
            not place
            and (m := PLACE.match(text, start))
            and _follows(text, m, day or wire, start == at or bool(day or wire))
        ):
            place, stop = _trimmed(text, m), _trimmed(text, m)[1]
        else:
            break
    if stop == at:
        return None
    return _checked(text, at, place, day, wire, stop, bare)


def _wire_at(text: str, at: int) -> re.Match[str] | None:
    return WIRE.match(text, at) or (_OTHER_WIRE.match(text, at) if text[at : at + 1] in "(/[" else None)


def _back_to_wire(text: str, stop: int, start: int) -> int:
    """Opening marks before a wire belong to it."""
    while start > stop and text[start - 1] in "(/[":
        start -= 1
        if _wire_at(text, start):
            return start
    return _BETWEEN.match(text, stop).end()  # type: ignore[union-attr]


def _follows(text: str, m: re.Match[str], seen: object, allowed: bool) -> bool:
    """Is this a place? After a date or a wire it must itself be followed by a mark, or it is the company's name."""
    if not allowed or _NO_TOWN.match(m[1]) or _ENDED.search(m[1]):
        return False
    if not seen:
        return True
    rest = text[_trimmed(text, m)[1] :]
    return _known(m[1]) and bool(re.match(r"\s{0,3}\)?\s{0,3}(?:--|[—–―]|\s-|\.{2}|,|/|\(|-\s)", rest))


def _known(name: str) -> bool:
    """Is this a place by itself? It names a state or a country, is set in capitals, or is a town known without one."""
    if _KNOWN_STATE.search(name) or all_capitals(name) or name.casefold() in _KNOWN_TOWNS:
        return True
    towns = _TWO_TOWNS.split(name)
    return len(towns) > 1 and all(all_capitals(town) or town.casefold() in _KNOWN_TOWNS for town in towns)


def _trimmed(text: str, m: re.Match[str]) -> tuple[int, int]:
    """The place without the dots that follow it in "MINNEAPOLIS...": a pattern for "Minn." may have taken one."""
    a, b = m.span(1)
    if text[b - 1 : b + 2] in ("...", "..") and text[b - 1] == ".":
        b -= 1
    return a, b


def _checked(
    text: str,
    at: int,
    place: tuple[int, int] | None,
    day: re.Match[str] | None,
    wire: tuple[int, int] | None,
    stop: int,
    bare: bool,
) -> Found | None:
    between = _BETWEEN.match(text, stop)
    end = between.end() if between else stop
    while end > stop and text[end - 1] in "([" and text[end:].lstrip()[:1]:
        end -= 1
    gap, rest = text[stop:end], text[end:]
    strong = bool(_STRONG.search(gap)) or not rest
    name = text[slice(*place)] if place else ""
    known = bool(_KNOWN_STATE.search(name))
    certain = known or _known(name)
    if rest and not _OPENS.match(rest.lstrip()):
        return None
    if day and place:
        fits = strong or certain
        if not rest and not certain and not _alone(text, place, day):
            return None
    elif wire:
        fits = bool(place) or strong
    elif place and bare:
        # "Akron, Ohio. Brightwater Pumps, Inc. …": a sentence is no place alone, so this one is a dateline
        alone = (
            known
            and "," in name
            and (gap == ". " or (gap == " " and name[-1] == "."))
            and text[end : end + 1].isupper()
        )
        marked = bool(_STRONG.search(gap)) and certain and len(name) >= 4
        fits = bool(rest) and (marked or alone)
    else:
        return None
    return Found(place, day, wire, stop, end) if fits else None


def _alone(text: str, place: tuple[int, int], day: re.Match[str]) -> bool:
    """ "Zug, August 4, 2022" on a line of its own, as the Swiss and the Germans set it: a town and a whole date."""
    name = text[slice(*place)]
    return bool(day[3] or day[6]) and text[place[1] : day.start()].strip() == "," and "," not in name and name.istitle()


def _folded(value: Value) -> Value:
    """Without the double blanks of justified text."""
    return Value(" ".join(value.text.split()), value.at, value.note)


def dateline(passage: Passage, found: Found, near: date | None) -> Dateline:
    """The dateline as values; offsets are those of ``passage.text``."""
    text = passage.text
    day = None
    m = found.day
    if m and (understood_day := numeric_day(m) if m.re is NUMERIC_DATE else understood(m, near)):
        day = DateValue(understood_day, m[0].strip(), passage.spans(*m.span()))
    start = len(text) - len(text.lstrip(' *"“(['))
    return Dateline(
        text=_folded(passage.value(start, max(found.end, found.stop))),
        place=_folded(passage.value(*found.place)) if found.place else None,
        day=day,
        wire=passage.value(*found.wire) if found.wire else None,
    )
