"""Tells page furniture from text: marks that a page goes on or a release ends, page numbers, running heads, rules.

Certain by themselves: "- more -", "###", "-30-", "Page Two", "Exhibit 99.1-2", "(Tables follow)", rules of dashes.
Certain only beside a page break: a bare number, a repeated headline, date or company name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from neoarchive.parser.text import Line

from .patterns import DATE, EXHIBIT_LABEL, RULE, folded, is_rule

_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# "- more -", "-MORE-", "(more)", "... more ...", "--More--", "-more-", "MORE..."; never the word in a sentence
MORE = re.compile(
    r"[\s\-–—.(\[*_/=]*(?:more|m o r e|continued|cont'?d|over|continued on next page)[\s\-–—.)\]*_/=]*\Z", re.I
)
# "###", "# # #", "#", "-30-", "* * * * *", "-End-", "END", "xxx"
END_MARK = re.compile(
    r"\s*(?:#(?:\s*#){0,9}|(?:\*\s*){3,12}|[\-–—\s(]*(?:30|0)\s*[\-–—)][\s\-–—)]*|[\-–—\s*(]{1,6}(?:end|END"
    r"|End)[\-–—\s*)]{1,6}|-?\s?END\s?-?|#{1,4}\s?(?:END|End|end)\s?#{1,4}|[\-–—\s]{0,4}(?:oOo|o0o|OoO|ooo)[\-–—\s]{0,4}"
    r"|[\-–—\s]{0,4}(?:END|End)\s(?:OF|of)\s(?:(?:NEWS|News|PRESS|Press)\s)?(?:RELEASE|Release|TEXT|Text)[\-–—\s.]{0,4}|[•o]?(?:\s?[xX]){3,5}|-{0,2}\s?30\s?-{1,2}\s?[a-z]{2,3}(?:/[a-z]{2,3}){0,3}\*?)\s*\Z"
)
# "(Tables follow)", "- Financial Table Follows -", "[Financial tables to follow]", "(see attached tables)"
FOLLOWS = re.compile(
    r"[\s\-–—(\[*.]{0,8}(?:\w{2,14}[\s,]{1,2}){0,5}(?:tables?|schedules?|statements?|charts?|pages?"
    r"|results|highlights|data|summary)\s{1,3}"
    r"(?:to\s|that\s)?(?:follows?|attached|below)[\s\-–—)\].*:]{0,8}\Z",
    re.I,
)
# "Page 2", "PAGE TWO", "Page 2 of 5", "- 2 -", "Page -3-", "2/Acme reports", "page two", "2-2-2", "Add One"
PAGE = re.compile(
    rf"[\s\-–—(\[|]*(?:page|pg\.?|p\.)[\s\-–—:]{{0,4}}(?:no\.?\s)?(?:\d{{1,3}}|{_NUMBER_WORDS}"
    rf"|[ivx]{{1,5}})(?:\s?(?:of|/)\s?(?:\d{{1,3}}|{_NUMBER_WORDS}))?[\s\-–—)\].|]*\Z"
    r"|\s*(?:add|Add|ADD)\s(?:\d|one|One|ONE|two|Two|TWO|three|Three|THREE)\s*\Z"
    r"|\s*\d{1,2}(?:\s?-\s?\d{1,2}){2,5}\s*\Z",
    re.I,
)
DASHED_NUMBER = re.compile(r"\s*(?:[\-–—][\s\-–—]*\d{1,3}\s*[\-–—]+|\(\s?\d{1,2}\s?\)|[A-Z]-\d{1,3}|F-\d{1,3})\s*\Z")
BARE_NUMBER = re.compile(r"\s*(?:\d{1,3}|[ivx]{1,4})\s*\Z")
_EXHIBIT_PAGE = re.compile(r"\s*(?:EXHIBIT|Exhibit|EX)[\s\-]{1,2}\d{1,3}(?:\.\d{1,3})?\s?-\s?\d{1,3}\s*\Z")
_TAG = re.compile(r"<[A-Za-z/!][^<>]{0,80}>")
# What a wire sets under a release for its own readers: "KEYWORD: WASHINGTON", "INDUSTRY KEYWORD: SOFTWARE",
# "[STK] QFSW", "SUBJECT CODE: ERN"
_KEYWORDS = re.compile(
    r"\s*(?:(?:INDUSTRY|SUBJECT|GEOGRAPHIC|Industry|Subject)\s)?(?:KEY\s?WORDS?|Key\s?words?|SUBJECT CODE)\s?:"
    r"|\s*\[(?:STK|IN|SU|TICKER)\]\s"
    r"|\s*/?(?:Company News On[- ]Call|Photo|Logo|PRN Photo Desk|Web ?site):\s.{5,100}/?\Z"
    r"|-0-\s{1,60}\d{1,2}/\d{1,2}/\d{2,4}|\([A-Z]{2,5}(?:\s[A-Z]{2,5}){0,3}\)\Z"
    r"|(?:CO|ST|IN|SU|PR|BN|NM|PD):\s{1,4}\S.{0,90}\Z|Related Links\s?:?\Z"
)
# "View original content to download multimedia: https://…", "View source version on businesswire.com: https://…"
_ONLINE = re.compile(r"(?:Cision )?View (?:original (?:content|release)|source version)\b.{0,200}\Z", re.I)
# "SOURCE  Brightwater Pumps, Inc." as PR Newswire ends a release
_SOURCE = re.compile(
    r"(?:SOURCE:?|Source:)\s{1,6}[A-Z][^.]{2,60}(?:Inc|Corp|Co|Ltd|L\.P|N\.V|S\.A|plc|LLC|LP|[a-z)A-Z])\.?\Z"
)
_TABLE_OF_CONTENTS = re.compile(
    r"\s*(?:back to (?:table of )?contents|(?:link to|return to) .{0,30}|table of contents)\s*\Z", re.I
)
_SOURCE_NOISE = re.compile(
    r"\s*(?:<[A-Za-z/][^<>]{0,60}>\s*){1,8}\Z|\s*\[?(?:logo|graphic|photo|image"
    r"|company logo)(?: (?:omitted|appears here|goes here))?\]?\s*\Z",
    re.I,
)


# How a line begins that may be furniture; most lines of text do not, and need not be looked at further
_MAY_BE = re.compile(
    r"[^a-z]|[a-z]{2}:\s|related\sl|(?:cision\s)?view\s|p(?:age|g|\.|hoto)|add\s|e(?:nd|x)|m(?:ore|\so)|cont|over|o[o0]o|o?\s?x|[a-z]-\d|so|key|in|su|ge|company\slogo"
    r"|(?:logo|graphic|image)|(?:back|link|return)\sto|table\sof",
    re.I,
)
_AROUND = " \t-–—)].*:"


def certain(text: str) -> str:
    """ "end-mark", "furniture" or "" for a line that needs no neighbours to be judged."""
    short = text.strip()
    if len(short) > 110 and "<" not in short and short[:5] not in ("View ", "Cisio"):
        return "furniture" if is_rule(short) else ""
    if not _MAY_BE.match(short) and not short.rstrip(_AROUND).lower().endswith(
        ("follow", "follows", "attached", "below")
    ):
        return "furniture" if "<" in short and not _TAG.sub("", short).strip() else ""
    if "<" in short and not _TAG.sub("", short).strip():
        return "furniture"  # a line of tags only: <TABLE>, <S> <C> <C>
    if short[:5] in ("View ", "Cisio") and _ONLINE.match(short):
        return "furniture"
    if not short or len(short) > 110:
        return "furniture" if len(short) > 110 and RULE.match(short) else ""
    low, first = short.lower(), short[0]
    bare = short.lstrip(" -–—([|")[:1]
    if first in "#*-–—(30•oxXE" and END_MARK.match(short):
        return "end-mark"
    more = "ore" in low or "r e" in low or "cont" in low or "over" in low
    if more and (len(short) > 4 or short == short.upper()) and MORE.match(short):
        return "furniture"
    if (bare in "pPaA" or bare.isdigit()) and PAGE.match(short):
        return "furniture"
    if first in "-=_*~.–—" and RULE.match(short):
        return "furniture"
    if (first in "-–—(" or short[1:2] == "-") and DASHED_NUMBER.match(short):
        return "furniture"
    if ("follow" in low or "attached" in low or "below" in low) and FOLLOWS.match(short) and len(short.split()) <= 7:
        return "furniture"
    if bare in "Ee":
        if _EXHIBIT_PAGE.match(short):
            return "furniture"
        if EXHIBIT_LABEL.match(short):
            return "letterhead"
    if short[:2] in ("SO", "So") and len(short) < 90 and _SOURCE.match(short):
        return "letterhead"
    if first in "IKSGCPBNR[/-(" and _KEYWORDS.match(short):
        return "furniture"
    noise = "logo" in low or "graphic" in low or "photo" in low or "image" in low or first == "<"
    if ("contents" in low and _TABLE_OF_CONTENTS.match(short)) or (noise and _SOURCE_NOISE.match(short)):
        return _unless_mark(short)
    return "" if any(map(str.isalnum, short)) else _unless_mark(short)


def _unless_mark(short: str) -> str:
    """A bullet or a sign of a table's cell alone on its line is text."""
    return "furniture" if short not in ("•", "◦", "·", "●", "▪", "*", "$", "%", ")", "—", "-", "–", "o") else ""


def mark(lines: Sequence[Line], kinds: list[str]) -> None:
    """Fills ``kinds`` with "blank", "furniture", "end-mark" and "letterhead" (exhibit labels) where certain."""
    numbers: list[int] = []
    for i, line in enumerate(lines):
        if not line.text:
            kinds[i] = "blank"
        elif len(line.cells) > 1:
            continue
        else:
            kinds[i] = certain(line.text)
            if not kinds[i] and len(line.text.strip()) <= 4 and BARE_NUMBER.match(line.text):
                if line.page_break:
                    kinds[i] = "furniture"  # "<PAGE>   2"
                elif not line.cells:
                    numbers.append(i)
    if numbers:
        _bare_numbers(lines, kinds, numbers)


def _bare_numbers(lines: Sequence[Line], kinds: list[str], numbers: Sequence[int]) -> None:
    """A number alone is a page's if a break or the end is beside it, or if long text stands on both sides."""
    filled = [i for i, line in enumerate(lines) if kinds[i] != "blank" or line.page_break]
    for i in numbers:
        at = bisect_left(filled, i)
        before = filled[at - 1] if at else None
        after = filled[at + 1] if at + 1 < len(filled) else None
        beside = any(n is not None and (lines[n].page_break or kinds[n] == "furniture") for n in (before, after))
        last = all(kinds[n] for n in filled[at + 1 : at + 5])
        prose = (before is None or len(lines[before].text) > 90) and (after is None or len(lines[after].text) > 8)
        if beside or last or (prose and lines[i].table < 0):
            kinds[i] = "furniture"


def running_heads(
    lines: Sequence[Line], kinds: list[str], headline_rows: Sequence[int], start: int, names: Sequence[str]
) -> list[int]:
    """Marks lines beside a page break that repeat the headline, its date or the company's name; returns their rows.

    Looked at are the lines between "- more -" or a break and the next text, at most eight of them.
    """
    headline = folded(" ".join(lines[r].text for r in headline_rows))
    names = [folded(name) for name in names]
    found: dict[int, None] = {}
    for i in range(start, len(lines)):
        if not (lines[i].page_break or kinds[i] == "furniture"):
            continue
        for j in range(i + 1, min(i + 13, len(lines))):
            if kinds[j] == "blank" or kinds[j] == "furniture" or j in found:
                continue
            if kinds[j] or (lines[j].table >= 0 and not lines[j].tag) or not _repeats(lines[j].text, headline, names):
                break
            if _page_beside(lines, kinds, i, j):
                kinds[j] = "furniture"
                found[j] = None
    return list(found)


_PAGE_WORDS = re.compile(r"\b(?:page|pg)\s(?:\d+|\w{3,6})\b|\b\d{1,2}\b")


_KIND_OF_FIRM = re.compile(r"\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|the)\b ?")


def _page_beside(lines: Sequence[Line], kinds: list[str], i: int, j: int) -> bool:
    """A rule alone is no page break: a "- more -", a page number or a break must stand near."""
    near = range(max(i - 8, 0), min(j + 9, len(lines)))
    return any(
        lines[n].page_break
        or (kinds[n] == "furniture" and not RULE.match(lines[n].text) and not FOLLOWS.match(lines[n].text))
        for n in near
    )


def _repeats(text: str, headline: str, names: Sequence[str]) -> bool:
    """``headline`` and ``names`` are folded."""
    words = folded(text) if len(text) <= 160 else ""
    if not words:
        return False
    day = DATE.match(text.strip())
    if day and len(text.strip()) - day.end() <= 2:
        return True
    if len(words) >= 4 and (words in headline or (headline and headline in words)):
        return True
    if len(words) >= 16 and _KIND_OF_FIRM.sub("", words) in _KIND_OF_FIRM.sub("", headline):
        return True  # "Acme Names President" over "ACME, INC. NAMES PRESIDENT"
    tail = words.partition(" ")[2]
    if len(tail) >= 12 and tail.count(" ") >= 2 and headline.endswith(tail):
        return True  # "MDHS To Restate Results" over "MEDALLION HEALTH SYSTEMS TO RESTATE RESULTS"
    bare = _PAGE_WORDS.sub("", words).strip()
    if bare and len(bare) >= 4 and headline and bare in headline:
        return True
    return words in names or bare in names
