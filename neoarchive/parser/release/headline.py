"""Reads what stands above the dateline: status line, letterhead, date, headline and sub-headlines.

A headline runs over several lines; where one title ends and the next begins is told by style (capitals, bold,
centred), by blank lines, and by grammar: a line that ends with a verb or a preposition goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from neoarchive.parser.text import Line, Passage
from neoarchive.parser.types import Value

from .contact_words import is_desk
from .letterhead import is_address
from .patterns import DATE, LETTERHEAD, LIST_MARK, NUMERIC_DATE, STATUS, all_capitals, folded
from .title_words import (
    ALSO_NOUNS,
    GOES_ON,
    HALF_OPEN,
    OPEN_END,
    RESULTS,
    VERBS,
    YEAR_ENDS,
    clause,
    has_verb,
    joined_clause,
    verb_first,
    wants_results,
)

_LONE_MARK = re.compile(r"[•◦●▪■□·*+o\-–—]{1,2}")
# "NEWS RELEASE 99-14", "Release No. 14/2009", "Press Release #12"
_NUMBERED = re.compile(
    r"(?:(?:news|press|media|earnings) )?(?:release|bulletin)\s?(?:no\.?|number|#)?\s?#?\s?[\d\-–/.]{1,10}\Z", re.I
)
# "4:00 p.m. Eastern", under the words that say when a release may be used
_TIME = re.compile(r"\W{0,3}\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?[\s,]{0,3}(?:\w{2,8}\s?){0,3}\W{0,3}\Z", re.I)
_FIELD = re.compile(r"(?:(subject|re|headline|title)|release|phone|telephone|fax|from|to|attention)\s?:", re.I)
_SUBJECT = re.compile(r"(?:subject|re)\s?:\s{2,}(?=\S)", re.I)
_NOTICE = re.compile(
    r"(?:not for (?:release|distribution|dissemination)|this (?:news|press) release (?:is|shall|has)"
    r"|conference call|\(?(?:in (?:thousands|millions))|unaudited|for the (?:three|six|nine|twelve"
    r"|year|quarter)\b.{0,60}(?:ended|ending)|dated?\b|source:|contacts?\b|editors?'? note"
    r"|note to editors?|\[.{0,80}\]\Z|distribution:|attention\b|to:|from:|via\b|nasdaq|nyse|amex|otc"
    r"|tsx|listed|symbol|traded|trading symbol|stock symbol|\(?(?:nyse|nasdaq|amex|otc)|item\s\d"
    r"|subject:|re:|tel\b|phone|telephone|fax|page\s)",
    re.I,
)
# The rule under which a company abroad publishes: "Ad hoc announcement pursuant to Art. 53 LR", "Inside information"
_LEGAL = re.compile(
    r"(?:(?:media release|news|press release)?\W{0,3}ad[\s-]hoc\s(?:announcement|release|notification|publicity)"
    r"|(?:this )?announcement (?:pursuant to|under|in accordance with)\b|regulated information\W{0,3}\Z"
    r"|(?:contains |disclosure of )?inside information(?: (?:pursuant|according|under)\b.{0,120})?\W{0,3}\Z)",
    re.I,
)
# What a wire or a company says of a correction, above the release itself: "In BW1187 issued November 16, 1999: …",
# "Corrected November 7, 2024: …", "/C O R R E C T I O N -- Acme/", "Please replace the release issued at 8:05"
_ADVISORY = re.compile(
    r"(?:in (?:BW\d|a |the |our |an? earlier |item |transmission )[^.]{0,90}"
    r"\b(?:issued|dated|transmitted|published|moved)\b"
    r"|corrected\s(?:on\s)?(?:copy\b|version\b|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b)|correcti(?:on|ng):|/?c o r r e c t i o n\b"
    r"|please (?:replace|note|disregard|read)\b|the (?:previous|earlier|following) (?:press |news )?release"
    r"|(?:correcting and replacing|correction|update|repeat|advisory)\W{0,4}\Z)",
    re.I,
)
# The words after which the release itself stands
_REREADS = re.compile(
    r"(?:the |a |following is the |here is the )?(?:complete,? |full,? )?(?:corrected|updated|revised|replacement)\s"
    r"(?:and \w{4,10} )?(?:press |news )?(?:release|version|copy|text|story|item)\s"
    r"(?:in full )?(?:reads|follows|is|should read)\b",
    re.I,
)
# What stands over the bullets of a release and is no deck: "News Summary", "Third Quarter Highlights:", "Key Points"
_LABEL = re.compile(
    r"(?:[\w'’&/,.\-]{1,16}\s){0,6}(?:highlights|summary|key (?:points|facts|takeaways|figures|messages)|overview"
    r"|at a glance|in brief|headlines|key)\s{0,2}(?:\([^()]{1,40}\)\s?)?[:.\-–—]{0,2}\Z",
    re.I,
)
# To whom a wire sends a release: "Business Editors/Health & Medical Writers", "TO BUSINESS AND TECHNOLOGY DESKS"
_DESKS = re.compile(r"(?:[A-Z&/][\w&/,.\-]{0,24}\s|and\s){0,8}\S{0,24}(?:editors?|writers?|desks?)[:.]?\Z", re.I)
_DESK_WORD = re.compile(r"\b(?:editors|writers|desks?)\b", re.I)
# Words in quotation marks alone on a line of the letterhead: "Moving Water Since 1912"
_SLOGAN = re.compile(r"[\"“][^\"“”]{4,60}[\"”]")
# How Business Wire led its headlines: "(BW)(CA-TERRALINK)(TLNK) TerraLink Announces …"
_WIRE_CODE = re.compile(r"(?:\([A-Z][A-Z0-9\-/&. ]{1,24}\)\s?){2,5}(?=\S)")
_CORRECTING = re.compile(r"(?:correcting\s(?:and|&)\sreplacing|correction|/correction)\b[\s:.\-–—/]{1,6}(?=\S)", re.I)


@dataclass(slots=True)
class Title:
    """Lines that are one title; ``parts`` as a ``Passage`` takes them."""

    parts: list[tuple[Line, int, int]]
    rows: list[int]

    def passage(self, source: str) -> Passage:
        return Passage(source, self.parts)


@dataclass(slots=True)
class Opening:
    """What stands above the dateline, ``kinds`` per row."""

    status: Value | None = None
    subject: _Slot | None = None
    """What stands behind "Subject:" in the heading of a memo."""
    dates: list[tuple[Passage, re.Match[str]]] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Slot:
    """A piece of a line that may be (part of) a title."""

    line: Line
    a: int
    b: int
    row: int
    text: str
    blank_above: bool
    bullet: bool


def read_opening(
    source: str, lines: Sequence[Line], rows: Sequence[int], contact_rows: set[int], companies: Sequence[str]
) -> Opening:
    """Reads the rows above the dateline (or above the first paragraph)."""
    opening = Opening()
    slots: list[_Slot] = []
    fence = -1
    previous = -2
    for row in rows:
        if row in contact_rows:
            _read_row(source, lines[row], row, opening, True, None, only_facts=True)
            fence = len(slots)
            previous = row
            continue
        blank_above = previous < 0 or lines[row].block != lines[previous].block
        if (label := _FIELD.fullmatch(lines[previous].text.strip()) if previous >= 0 else None) and not label[1]:
            # What a copy set below "TO:" or "FROM:"
            _read_row(source, lines[row], row, opening, blank_above, None, only_facts=True)
            opening.kinds.setdefault(row, "letterhead")
            previous = row
            continue
        kept = _read_row(source, lines[row], row, opening, blank_above, slots[-1] if slots else None)
        told = any(has_verb(slot.text) for slot in slots)
        if not kept and (
            opening.kinds.get(row) == "status" or (opening.kinds.get(row) in ("letterhead", "dateline") and not told)
        ):
            fence = len(slots)
        slots.extend(kept)
        previous = row
    again = next((n for n in range(len(slots) - 2, -1, -1) if _REREADS.match(slots[n].text)), None)
    if again is not None:
        fence = max(fence, again + 1)
    below = slots[fence:] if 0 <= fence < len(slots) else slots
    chosen = _without_letterhead(below, companies, opening) or _without_letterhead(slots, companies, opening)
    opening.titles = _from_headline([t for t in _titles(chosen) if _worth(t)])
    if not opening.titles and (memo := opening.subject):
        opening.titles = [t for t in _titles([memo]) if _worth(t)]
        opening.kinds.pop(memo.row, None)
    for i, title in enumerate(opening.titles):
        for row in title.rows:
            opening.kinds.setdefault(row, "headline" if i == 0 else "subheadline")
    for slot in slots:
        opening.kinds.setdefault(slot.row, "letterhead")
    return opening


def _read_row(
    source: str, line: Line, row: int, opening: Opening, blank_above: bool, last: _Slot | None, only_facts: bool = False
) -> list[_Slot]:
    """Takes status, dates and letterhead out of a row; what is left may be a title.

    ``only_facts``: a row of contacts, in which a status line or a date may stand beside a name.
    """
    kept: list[_Slot] = []
    bullet = False
    for a, b in _pieces(line):
        text = line.text[a:b].strip()
        a = line.text.index(text, a) if text else a
        if not text:
            continue
        if memo := _FIELD.fullmatch(text):
            opening.kinds.setdefault(row, "letterhead")
            if memo[1] and (rest := _pieces(line)[-1])[0] > a:
                opening.subject = opening.subject or _Slot(line, *rest, row, line.text[slice(*rest)], True, False)
            break  # "Subject:     Sale of Northern Division": a memo's heading, not the release's, if that has one
        if beside := _SUBJECT.match(text):
            opening.kinds.setdefault(row, "letterhead")
            at = a + beside.end()
            end = a + len(text)
            opening.subject = opening.subject or _Slot(line, at, end, row, line.text[at:end], True, False)
            break
        passage = Passage(source, [(line, a, a + len(text))])
        if _LONE_MARK.fullmatch(text):
            bullet = True  # "o        Record earnings": the mark stands in a column of its own
            continue
        if (
            last is not None
            and not blank_above
            and re.search(r"\b(?:ended|ending|of|for|dated|through|on)\Z", last.text, re.I)
            and DATE.match(text)
        ):
            kept.append(_Slot(line, a, a + len(text), row, text, False, False))
            continue
        if STATUS.match(text):
            opening.status = opening.status or passage.value()
            _add_date(opening, passage, 0)
            if not only_facts:
                opening.kinds[row] = "status"
        elif only_facts:
            _only_date(opening, passage)
        elif _only_date(opening, passage):
            opening.kinds.setdefault(row, "dateline")
        elif (
            LETTERHEAD.match(text)
            or _NUMBERED.match(text)
            or _TIME.match(text)
            or is_address(text)
            or not any(c.isalpha() for c in text)
        ):
            opening.kinds.setdefault(row, "letterhead")
            if len(text) < 90:
                _add_date(opening, passage, 0)
        else:
            mark = LIST_MARK.match(text) or re.match(r"-{1,2}(?=[A-Z])", text)
            skip = mark.end() if mark and len(text) > mark.end() + 3 else 0
            kept.append(
                _Slot(
                    line,
                    a + skip,
                    a + len(text),
                    row,
                    text[skip:],
                    blank_above,
                    bool(skip) or bullet or line.tag == "li",
                )
            )
            blank_above = bullet = False
    return kept


def _pieces(line: Line) -> list[tuple[int, int]]:
    if line.cells:
        return [(a, b) for a, b, *_ in line.cells if a < b]
    if line.tag:
        return [(0, len(line.text))]
    body = line.text.strip()
    start = line.text.find(body)
    if re.search(r"[A-Za-z]\s{1,3}[A-Za-z]\s{1,3}[A-Za-z]\s", body):
        return [(start, start + len(body))]
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\S(?:[^ \t]| {1,3}(?! ))*", body)]


def _add_date(opening: Opening, passage: Passage, start: int) -> None:
    m = DATE.search(passage.text, start)
    if m:
        opening.dates.append((passage, m))


def _only_date(opening: Opening, passage: Passage) -> bool:
    """ "April 19, 1994", "Date: January 26, 1998", "(July 5, 2001)", "DATE: 07/27/98"."""
    lead = re.match(
        r"[\s(*\-–]{0,4}(?:(?:date|dated|released?|issued|(?:news|press) release(?:,? (?:dated|of|issued(?: on)?))?"
        r"|for)\s?(?:date)?\s?[:\-–]?\s*)?",
        passage.text,
        re.I,
    )
    start = lead.end() if lead else 0
    m = DATE.match(passage.text, start) or (NUMERIC_DATE.match(passage.text, start) if start else None)
    if (
        not m
        or len(passage.text) - m.end() > 30
        or re.search(r"[A-Za-z]{4,}", passage.text[m.end() :].replace("Eastern", ""))
    ):
        return False
    opening.dates.append((passage, m))
    return True


def _without_letterhead(slots: list[_Slot], companies: Sequence[str], opening: Opening) -> list[_Slot]:
    """Drops a company's name that stands alone above the title, and notices that are no titles."""
    kept: list[_Slot] = []
    advisory = headed = False
    for i, slot in enumerate(slots):
        advisory = bool(_ADVISORY.match(slot.text)) or (advisory and not slot.blank_above)
        if advisory or _REREADS.match(slot.text):
            continue
        alone = any(folded(slot.text) == folded(c) for c in companies)
        headed = alone or (headed and not slot.blank_above and not has_verb(slot.text))
        if headed and not alone and _below_name(slot.text):
            continue  # its address
        following = slots[i + 1].text.split() if i + 1 < len(slots) else []
        leads = bool(following) and following[0].casefold().strip(",") in VERBS
        goes_on = bool(kept) and not slot.blank_above and OPEN_END.search(kept[-1].text) is not None
        if alone and not leads and not goes_on and not _titled(slots[i + 1 :]):
            continue
        if i + 1 < len(slots) and _names_itself(slot.text, companies):
            continue
        if i + 1 < len(slots) and is_desk(slot.text):
            continue
        if _SLOGAN.fullmatch(slot.text) and i + 1 < len(slots) and not has_verb(slot.text):
            continue
        if _LEGAL.match(slot.text):
            continue
        if _NOTICE.match(slot.text) and not slot.bullet and not has_verb(slot.text):
            continue
        if len(slot.text) < 90 and (_for_desks(slot.text) or (kept and _labels(slot, slots[i + 1 : i + 4]))):
            continue
        kept.append(slot)
    return kept


def _titled(below: Sequence[_Slot]) -> bool:
    """Is the title below a company's name only the rest of it ("ACME CORPORATION", "THIRD QUARTER 1997 RESULTS")?"""
    if not below or below[0].blank_above or any(has_verb(slot.text) for slot in below[:3]):
        return False
    return RESULTS.search(below[0].text) is not None


def _below_name(text: str) -> bool:
    """ "1-2-3 Nishi-Shinjuku", "Tokyo 160-0023, Japan": an address in no American form, below the company's name."""
    return len(text) < 60 and any(map(str.isdigit, text)) and "," in text and RESULTS.search(text) is None


_RELEASE_BEHIND = re.compile(
    r"[\s:\-–—|]{1,4}(?:press|news|media|earnings)\s(?:release|bulletin|announcement|information)s?\W{0,2}\Z", re.I
)


def _names_itself(text: str, companies: Sequence[str]) -> bool:
    """ "Acme Pumps Press Release": the company's name, or how it begins, and what the paper is."""
    behind = _RELEASE_BEHIND.search(text) if len(text) < 90 else None
    name = folded(text[: behind.start()]) if behind else ""
    return len(name) >= 3 and any(folded(company).startswith(name) for company in companies)


def _for_desks(text: str) -> bool:
    return bool(_DESK_WORD.search(text) and _DESKS.match(text)) and not has_verb(
        re.sub(r"\Ato\s", "", text, flags=re.I)
    )


def _labels(slot: _Slot, following: Sequence[_Slot]) -> bool:
    """Is this the label of the list below it, and not a title? "Fiscal Year Highlights:" before bullets."""
    if slot.bullet or not _LABEL.match(slot.text) or (has_verb(slot.text) and slot.text[-1:] != ":"):
        return False
    if slot.text[-1:] == ":" or (bool(following) and following[0].bullet):
        return True
    # A copy shows no bullets: several lines below it, each by itself
    return len(following) > 2 and all(below.blank_above for below in following[:3])


def _titles(slots: list[_Slot]) -> list[Title]:
    titles: list[Title] = []
    texts: list[str] = []
    last: _Slot | None = None
    for slot in slots:
        part = (slot.line, slot.a, slot.b)
        if last is not None and _same_title(last, slot, texts[-1]):
            titles[-1].parts.append(part)
            titles[-1].rows.append(slot.row)
            texts[-1] += " " + slot.text
        else:
            titles.append(Title([part], [slot.row]))
            texts.append(slot.text)
        last = slot
    return titles


def _same_title(last: _Slot, slot: _Slot, title: str) -> bool:
    """Is this line the next of the title so far?"""
    if slot.bullet or (last.bullet and last.text[-1:] in "-–—"):
        return False  # "- DIVIDEND RAISED -" is closed
    if (last.text.endswith((",", "&", "-", ";")) and not last.bullet) or OPEN_END.search(last.text):
        return True
    half = HALF_OPEN.search(last.text)
    own_deck = half and half[0].endswith("illion") and (last.line.tag or slot.blank_above)  # "Revenue of $3 million"
    if half and not own_deck and last.line.bold == slot.line.bold:  # a line in another weight is a deck
        return True
    if slot.text[:1].islower() and not re.match(r"e[A-Z]|i[A-Z]", slot.text):
        return True
    if all_capitals(last.text) != all_capitals(slot.text) or last.line.bold != slot.line.bold:
        return False
    if GOES_ON.match(slot.text) or YEAR_ENDS.match(slot.text) or wants_results(title, slot.text):
        return True
    end = title.split()[-1].strip(",.").casefold()
    ends_with_verb = end in VERBS and end not in ALSO_NOUNS
    if ends_with_verb:
        return True
    if not has_verb(title) and len(title) < 140:
        # Without a verb the title is not whole, but a deck often has none: then the next line must bring it.
        return not slot.blank_above or verb_first(slot.text)
    if slot.blank_above:
        return False
    if (last.line.cells and last.line.tag == "tr") or (last.line.tag and last.line.block != slot.line.block):
        return False
    return not clause(slot.text) or len(last.text) >= 60 or joined_clause(slot.text)


def _text(title: Title) -> str:
    return " ".join(line.text[a:b].strip() for line, a, b in title.parts)


def _from_headline(titles: list[Title]) -> list[Title]:
    """Without the end of a sentence that stands above ("between Acme and Low Stone", from an exhibit index)."""
    if len(titles) < 2 or not re.match(r"[a-z]{2,}\s", _text(titles[0])):
        return titles
    first = next((i for i, t in enumerate(titles) if i and (all_capitals(_text(t)) or has_verb(_text(t)))), 0)
    return titles[first:]


def _worth(title: Title) -> bool:
    """A lone ".", a disclaimer or a paragraph is no title."""
    text = _text(title)
    if sum(c.isalpha() for c in text) < 4 or len(text) > 480:
        return False
    return not re.match(r"(?:this (?:press|news) release|certain statements|not for|the following)", text, re.I)


def stripped(value: Passage) -> tuple[int, int]:
    """Characters of a title without the dashes and asterisks set around it: "- DIVIDEND RAISED -", and without
    "CORRECTING and REPLACING" before it.
    """
    text = value.text
    a = len(text) - len(text.lstrip(" -–—*•_=~|"))
    if text[a : a + 1] == "(" and (code := _WIRE_CODE.match(text, a)):
        a = code.end()
    if text[a : a + 3].casefold() in ("cor", "/co") and (lead := _CORRECTING.match(text, a)):
        a = lead.end()
    b = len(text.rstrip(" -–—*_=~|"))
    return (a, b) if a < b else (0, len(text))
