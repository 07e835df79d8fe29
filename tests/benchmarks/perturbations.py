"""The changes that ``perturbed.py`` makes: each takes a labelled filing and gives a changed text with its labels."""

from __future__ import annotations

import json
import random
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from neoarchive.parser import ParsedFiling, Release

Edit = tuple[int, int, str]
Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled filing as it was read before the change: ``releases`` pairs each release with its label."""

    name: str
    text: str
    filing: ParsedFiling
    label: Label
    releases: tuple[tuple[Release, Label], ...]
    flat: bool

    @property
    def typed(self) -> bool:
        """Plain text with its lines as typed."""
        return (
            not self.flat and "</" not in self.text[self.filing.releases[0].at[0][0] : self.filing.releases[0].at[0][1]]
        )


class Unchanged(Exception):
    """The change does not apply to this filing."""


Change = Callable[[Case, random.Random], tuple[str, Label]]
CHANGES: dict[str, Change] = {}


def change(function: Change) -> Change:
    CHANGES[function.__name__.replace("_", "-")] = function
    return function


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, which must not overlap."""
    done = sorted(edits)
    if not done:
        raise Unchanged
    parts, at = [], 0
    for start, end, new in done:
        if start < at:
            continue
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def relabelled(label: Label, releases: list[Label]) -> Label:
    return {**label, "releases": releases}


# ---------------------------------------------------------------------------------------------------------------
# Names

_PEOPLE_LAST = [
    "Abernathy",
    "Okonkwo",
    "Li",
    "Vandersloot",
    "O'Rourke",
    "Szymanski",
    "Ng",
    "Featherstonehaugh",
    "Ruiz",
    "Petrov",
    "Yamada",
    "Bloom",
]
_PEOPLE_FIRST = [
    "Gordon",
    "Mei",
    "Priya",
    "Alejandro",
    "Siobhan",
    "Otis",
    "Harriet",
    "Wolfgang",
    "Yuki",
    "Delphine",
    "Ngozi",
    "Tomasz",
]
_FIRM_WORDS = [
    "Calloway",
    "Zephyrine",
    "Orbita",
    "Tessaract",
    "Marlowe",
    "Quillon",
    "Brindle",
    "Vantage",
    "Solstice",
    "Arcadian",
    "Nimbus",
    "Kettle",
]
_COMMON = frozenset(
    [
        "inc",
        "corp",
        "corporation",
        "company",
        "co",
        "ltd",
        "limited",
        "llc",
        "plc",
        "group",
        "holdings",
        "the",
        "of",
        "and",
        "bank",
        "america",
        "american",
        "trust",
        "systems",
        "technologies",
        "technology",
        "international",
        "industries",
        "communications",
        "partners",
        "associates",
        "media",
        "public",
        "relations",
        "investor",
        "press",
        "news",
        "financial",
        "funding",
        "platforms",
        "wholesale",
        "computer",
        "networks",
        "pharmaceuticals",
    ]
)


def _swap(words: dict[str, str], text: str) -> str:
    """Each word for another, in its own case; blanks behind it give way, so that columns stay."""
    if not words:
        raise Unchanged
    pattern = re.compile(
        r"(?<![A-Za-z])(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?![a-z])( {2,})?", re.I
    )

    def other(m: re.Match[str]) -> str:
        new = words[m[1].casefold()]
        new = new.upper() if m[1].isupper() else new.lower() if m[1].islower() else new
        gap = m[2] or ""
        width = max(len(gap) - len(new) + len(m[1]), 2) if gap else 0
        return new + " " * width

    return pattern.sub(other, text)


def _renamed(case: Case, words: dict[str, str]) -> tuple[str, Label]:
    label = json.loads(_swap(words, json.dumps(case.label, ensure_ascii=False)))
    return _swap(words, case.text), {**label, "file": case.label["file"]}


@change
def people(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Other first and last names of the people to be contacted."""
    words: dict[str, str] = {}
    for _, label in case.releases:
        for contact in label.get("contacts") or []:
            parts = re.findall(r"[A-Za-z'’]{3,}", contact.get("name") or "")
            if len(parts) >= 2:
                words.setdefault(parts[0].casefold(), rng.choice(_PEOPLE_FIRST))
                words.setdefault(parts[-1].casefold(), rng.choice(_PEOPLE_LAST))
    return _renamed(case, words)


@change
def companies(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Another name of the company, shorter or longer; a name that is its symbol too stays."""
    words: dict[str, str] = {}
    symbols = {t["symbol"].casefold() for _, label in case.releases for t in label.get("tickers") or []}
    for registrant in case.label.get("registrants") or []:
        for word in re.findall(r"[A-Za-z]{3,}", registrant["name"]):
            if word.casefold() not in _COMMON and word.casefold() not in symbols:
                words.setdefault(word.casefold(), rng.choice(_FIRM_WORDS))
    return _renamed(case, words)


# ---------------------------------------------------------------------------------------------------------------
# Headlines


def _recased(case: Case, how: Callable[[str], str]) -> tuple[str, Label]:
    edits = []
    for release, label in case.releases:
        for value in [release.headline, *release.subheadlines]:
            if value is not None and "headline" in label:
                edits += [(a, b, how(case.text[a:b])) for a, b in value.at if how(case.text[a:b]) != case.text[a:b]]
    return edited(case.text, edits), case.label


def _outside_tags(how: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "".join(
        part if part[:1] in "<&" else how(part) for part in re.split(r"(<[^>]*>|&#?\w+;)", text) if part
    )


@change
def headline_in_capitals(case: Case, rng: random.Random) -> tuple[str, Label]:
    return _recased(case, _outside_tags(str.upper))


@change
def headline_in_title_case(case: Case, rng: random.Random) -> tuple[str, Label]:
    small = {"of", "and", "the", "for", "in", "to", "a", "an", "on", "at", "by", "with", "as", "or", "from"}

    def title(text: str) -> str:
        return re.sub(
            r"[A-Za-z][\w'’.&-]*",
            lambda m: (
                m[0].lower()
                if m.start() and m[0].lower() in small
                else m[0][:1].upper() + (m[0][1:].lower() if m[0].isupper() and len(m[0]) > 4 else m[0][1:])
            ),
            text,
        )

    return _recased(case, _outside_tags(title))


# ---------------------------------------------------------------------------------------------------------------
# Datelines

_PLACES = [
    "LONDON", "TORONTO, Ontario", "HAMILTON, Bermuda", "ST. LOUIS, Mo.", "TEL AVIV, Israel", "MEXICO CITY",
    "WINSTON-SALEM, N.C.", "Zug, Switzerland", "SAO PAULO, Brazil", "King of Prussia, PA",
    "Basking Ridge, New Jersey", "LAS VEGAS", "Houston, TX", "VANCOUVER, B.C.", "DUBLIN, Ireland",
    "WASHINGTON, D.C.", "Fort Worth, Texas", "NEW YORK, NY", "CAMBRIDGE, Mass. and BASEL, Switzerland", "PARIS",
    "HONG KONG", "Coeur d'Alene, Idaho", "SAN DIEGO, CALIF.", "AMSTERDAM, The Netherlands", "Calgary, Alberta",
    "LITTLE ROCK, ARK.", "Rosh Ha'ayin, Israel", "RESEARCH TRIANGLE PARK, N.C.", "Menlo Park, Calif.",
    "OMAHA, Neb.", "MIAMI", "SINGAPORE", "BEIJING, China", "Oak Brook, Ill.", "HOUSTON and LONDON",
]  # fmt: skip


@change
def places(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Other towns, in the country and abroad; only where a date or a wire stands with them."""
    edits: list[Edit] = []
    labels = []
    for release, label in case.releases:
        line, new = release.dateline, label
        if line and line.place and (line.day or line.wire) and len(line.place.at) == 1 and "place" in label:
            place = rng.choice(_PLACES)
            edits.append((*line.place.at[0], place))
            new = {**label, "place": place}
        labels.append(new)
    return edited(case.text, edits), relabelled(case.label, labels)


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]


def _datelined(form: str) -> Change:
    """Writes each dateline anew: {p} the place, {P} in capitals, {d} 5 June 1999, {m} June 5, 1999, {s} Jun. 5."""

    def made(case: Case, rng: random.Random) -> tuple[str, Label]:
        edits: list[Edit] = []
        for release, label in case.releases:
            line = release.dateline
            if not (line and line.place and line.day and len(line.text.at) == 1 and label.get("place")):
                continue
            day = line.day.day
            a, b = line.text.at[0]
            if "<" in case.text[a:b]:
                continue
            place = line.place.text
            town, _, state = place.partition(",")
            words = {
                "p": place,
                "P": town.upper() + ("," + state if state else ""),
                "d": f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
                "m": f"{_MONTHS[day.month - 1]} {day.day}, {day.year}",
                "M": f"{_MONTHS[day.month - 1].upper()} {day.day}, {day.year}",
                "s": f"{_SHORT[day.month - 1]} {day.day}",
                "S": f"{_SHORT[day.month - 1]} {day.day}, {day.year}",
            }
            edits.append((a, b, form.format(**words) + " "))
        return edited(case.text, edits), case.label

    return made


for _name, _form in {
    "businesswire": "{P}--(BUSINESS WIRE)--{S}--",
    "business-wire-spaced": "{P} -- (Business Wire) -- {m} --",
    "prnewswire": "{P}, {s} /PRNewswire-FirstCall/ --",
    "prnewswire-year": "{P}, {S} /PRNewswire/ -",
    "globenewswire": "{P}, {S} (GLOBE NEWSWIRE) --",
    "marketwire": "{P}--(Marketwire - {m}) -",
    "market-wire-figures": "{P} -- (MARKET WIRE) -- {S} --",
    "primezone": "{P}, {S} (PRIMEZONE) --",
    "newsfile": "{p} - (Newsfile Corp. - {m}) -",
    "cnw": "{P}, {S} /CNW/ -",
    "m2": "{P} -- (M2 PRESSWIRE) -- {S} --",
    "accesswire": "{P} / ACCESSWIRE / {m} /",
    "dashes": "{p} - {m} -",
    "en-dash": "{p} – {m} –",
    "em-dash": "{p}—{m}—",
    "colon": "{p}, {m}:",
    "dots": "{P} . . . {m} . . .",
    "three-dots": "{P}...{m}...",
    "parentheses": "{p} ({m}) -",
    "in-parentheses": "({p}) - {m} -",
    "date-first": "{m} - {p} -",
    "day-first": "{p}, {d} –",
    "capitals": "{P}, {M} --",
    "bar": "{P} | {m} |",
    "comma-only": "{P}, {m},",
}.items():
    CHANGES["dateline-" + _name] = _datelined(_form)


# ---------------------------------------------------------------------------------------------------------------
# Exchanges and telephone numbers

_EXCHANGES = [
    "Nasdaq National Market", "NASDAQ-NMS", "Nasdaq Global Select Market", "NASDAQ SmallCap Market",
    "Nasdaq Capital Market", "NYSE American", "NYSE MKT", "OTCBB", "OTC Bulletin Board", "OTCQB", "OTC Pink",
    "TSX-V", "TSX Venture", "New York Stock Exchange", "American Stock Exchange", "AMEX", "LSE", "NasdaqGS",
    "NASDAQ: NM", "Euronext Paris", "ASX", "Pink Sheets", "NYSE Arca", "Nasdaq Stock Market", "OTC Markets",
    "NASDAQ OMX Helsinki",
]  # fmt: skip


@change
def exchanges(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Symbols printed with other exchanges, in parentheses."""
    edits: list[Edit] = []
    labels = []
    for release, label in case.releases:
        labels.append({k: v for k, v in label.items() if k not in ("first_words", "about")})  # hold it
        for ticker in release.tickers if label.get("tickers") else ():
            a = ticker.at[0][0]
            if len(ticker.at) == 1 and case.text[a - 1 : a] == "(" and case.text.startswith(ticker.exchange + ":", a):
                edits.append((a, a + len(ticker.exchange), rng.choice(_EXCHANGES)))
    return edited(case.text, sorted(set(edits))), relabelled(case.label, labels)


def _phones(form: str) -> Change:
    def made(case: Case, rng: random.Random) -> tuple[str, Label]:
        edits: list[Edit] = []
        for release, _ in case.releases:
            for phone in (p for contact in release.contacts for p in contact.phones):
                digits = re.sub(r"\D", "", phone.text)
                if len(phone.at) == 1 and len(digits) in (10, 11) and "x" not in phone.text:
                    ten = digits[-10:]
                    edits.append((*phone.at[0], form.format(ten[:3], ten[3:6], ten[6:])))
        return edited(case.text, sorted(set(edits))), relabelled(
            case.label, [_ten(label) for _, label in case.releases]
        )

    return made


def _ten(label: Label) -> Label:
    """The numbers of a label without the country's code, which the new form leaves out."""
    people = label.get("contacts")
    short = [
        {**c, "phones": [re.sub(r"\D", "", p)[-10:] for p in c["phones"]]} if c.get("phones") else c
        for c in people or []
    ]
    return {**label, "contacts": short} if people else label


for _name, _form in {
    "dots": "{}.{}.{}",
    "slash": "{}/{}-{}",
    "plus": "+1 {} {} {}",
    "plus-parentheses": "+1 ({}) {}-{}",
    "one": "1-{}-{}-{}",
    "one-parentheses": "1 ({}) {}-{}",
    "blanks": "{} {} {}",
    "tight": "({}){}-{}",
    "dashes": "{}-{}-{}",
    "extension": "({}) {}-{} ext. 21",
    "spread": "( {} ) {} - {}",
}.items():
    CHANGES["phones-" + _name] = _phones(_form)


# ---------------------------------------------------------------------------------------------------------------
# Layout


def _wrapped(width: int, first: int, rest: int) -> Change:
    """Paragraphs of plain text set in lines of another width, with other indents."""

    def made(case: Case, rng: random.Random) -> tuple[str, Label]:
        if not case.typed:
            raise Unchanged
        edits: list[Edit] = []
        for release, _ in case.releases:
            for block in release.blocks:
                if block.kind not in ("paragraph", "about", "safe_harbor") or len(block.at) != 1:
                    continue
                start = case.text.rfind("\n", 0, block.at[0][0]) + 1
                end = case.text.find("\n", block.at[0][1])
                whole = case.text[start:end]
                if "<" in whole or "\n\n" in whole or whole.count("\n") < 2 or whole[:1] in "/*-o":
                    continue
                edits.append(
                    (
                        start,
                        end,
                        textwrap.fill(
                            " ".join(whole.split()),
                            width,
                            initial_indent=" " * first,
                            subsequent_indent=" " * rest,
                            break_on_hyphens=False,
                        ),
                    )
                )
        return edited(case.text, edits), case.label

    return made


CHANGES["wrap-60"] = _wrapped(60, 0, 0)
CHANGES["wrap-70-indent-5"] = _wrapped(70, 5, 0)
CHANGES["wrap-80"] = _wrapped(80, 0, 0)
CHANGES["wrap-76-block-indent"] = _wrapped(76, 6, 6)
CHANGES["wrap-78-deep-indent"] = _wrapped(78, 10, 0)


@change
def no_status(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Without "FOR IMMEDIATE RELEASE"."""
    return edited(case.text, [(*span_, "") for r, _ in case.releases if r.status for span_ in r.status.at]), case.label


def _lines_of(case: Case, kind: str, release: int) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in case.filing.segments if s.kind == kind and s.release == release]


def _moved(case: Case, below: bool) -> tuple[str, Label]:
    if not (case.typed or case.flat):
        raise Unchanged
    edits: list[Edit] = []
    for index, (release, _) in enumerate(case.releases):
        places_ = _lines_of(case, "contact", index)
        text = [s.start for s in case.filing.segments if s.release == index and s.block is not None]
        if (
            not places_
            or not text
            or not release.headline
            or (release.status and any(a <= release.status.at[0][0] < b for a, b in places_))
        ):
            continue
        if below:
            target = max(s.end for s in case.filing.segments if s.release == index and s.block is not None)
            if min(a for a, _ in places_) > target or any(b.kind == "table" for b in release.blocks):
                continue
        else:
            target = case.text.rfind("\n", 0, release.headline.at[0][0]) + 1
            if max(a for a, _ in places_) < target:
                continue
        moved = "\n".join(case.text[a:b].strip("\n") for a, b in places_)
        edits += [(a, b, "") for a, b in places_]
        edits.append((target, target, "\n" + moved + "\n\n"))
    return edited(case.text, edits), case.label


@change
def contacts_above(case: Case, rng: random.Random) -> tuple[str, Label]:
    return _moved(case, below=False)


@change
def contacts_below(case: Case, rng: random.Random) -> tuple[str, Label]:
    return _moved(case, below=True)


@change
def end_marks(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Other signs that the release has ended."""
    marks = [
        "# # #",
        "-30-",
        "- 0 -",
        "* * *",
        "-END-",
        "####",
        "- - 30 - -",
        "ooo",
        "# # # # #",
        "*****",
        "--END--",
        "-- 30 --",
        "###END###",
    ]
    edits: list[Edit] = []
    for s in case.filing.segments:
        body = case.text[s.start : s.end]
        if s.kind == "end-mark" and "<" not in body and body.strip():
            a = s.start + len(body) - len(body.lstrip())
            edits.append((a, s.start + len(body.rstrip()), rng.choice(marks)))
    return edited(case.text, edits), case.label
