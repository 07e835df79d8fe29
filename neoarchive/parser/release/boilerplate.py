"""Tells the passages that releases repeat: what a company says of itself, and forward-looking statements.

An about passage stands under "About Acme", or under the company's name alone, or has no heading and is told by
how it begins, late in the release: "Acme is engaged in …", "Based in Minneapolis, Acme, Inc. is …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .contact_words import FIRST_NAMES
from .patterns import folded

# Headings of the passage on forward-looking statements, also run in: "Forward Looking Statement: The matters …"
HARBOR_HEAD = re.compile(
    r"[\s\"“'*\-–(]{0,4}(?:(?:cautionary|special|important|private)\s{1,2}){0,2}(?:(?:note|notice"
    r"|statements?|language|information|factors?|disclosures?|statement)\s{1,2})?"
    r"(?:(?:regarding|concerning|about|on|relating to|as to|for|under the"
    r"|of)\s{1,2})?(?:the\s{1,2})?(?:use of\s{1,2})?[\"“]?"
    r"(?:safe[\s\-]{1,2}harbou?r|forward[\s\-]{1,2}looking|private securities litigation"
    r"|cautionary (?:statement|note|language|factors|information))",
    re.I,
)
_FORWARD = re.compile(r"forward[\s\-–]{0,3}\s?looking", re.I)
# How such a passage opens
_HARBOR_OPENS = re.compile(
    r"[\s\"“*(]{0,4}(?:(?:this|the) (?:press|news|earnings) (?:release|announcement)|this (?:release"
    r"|announcement|document|communication|report|statement|material|presentation)|statements? (?:in"
    r"|made|contained|about|regarding|which|that|concerning)"
    r"|(?:certain|some|any|all|various|the|other|many)(?: of the)? (?:oral |written )?(?:statements?"
    r"|information|matters|comments|disclosures|material|forward)"
    r"|except for|except as|with the exception of|in addition to (?:the )?historical|to the extent"
    r"|the matters|matters discussed|information (?:in|contained|set forth|provided)"
    r"|forward[\s\-]|safe harbor|(?:some|certain|all|any) of the|the (?:foregoing|above|preceding"
    r"|discussion|information|company|following|private)|note:? ?(?:this|certain|statements)"
    r"|other than|in accordance with|under the private|pursuant to the|investors|readers|portions of"
    r"|as (?:required|provided)|a number of the|caution|no statement|within the meaning"
    r"|these (?:statements|forward)|such (?:statements|forward)|actual results|factors that"
    r"|important factors|we (?:caution|wish)|\w{2,20} (?:cautions|wishes to caution|notes))",
    re.I,
)
# What goes on in the paragraphs after the first of such a passage
_HARBOR_GOES_ON = re.compile(
    r"forward[\s\-–]{0,3}\s?looking|undertakes? no (?:obligation|duty)|disclaims? any (?:obligation"
    r"|intent|duty)|risks and uncertainties|differ materially|risk factors|"
    r"no obligation to (?:publicly )?(?:update|release|revise)|undue reliance"
    r"|assumes? no (?:obligation|duty)|could cause (?:actual|results)|uncertainties",
    re.I,
)
ABOUT_HEAD = re.compile(
    r"[\s*\-–—\"“]{0,4}(?:ABOUT|About|about)\s{1,3}(?:THE\s|The\s|the\s)?(\S.{0,90}?)[\s:.*\-–—]{0,4}\Z"
)
_NO_ABOUT = re.compile(
    r"(?:this|these|forward|non-?gaap|the (?:conference|webcast|offer|merger|transaction|proposed"
    r"|study|trial|data|use|tender|call)|risk|our use|gaap|phase|safe)",
    re.I,
)
_DESCRIBES = re.compile(
    r"\b(?:is|are|was|has been|has|have|provides?|develops?|designs?|manufactures?|operates?|offers?"
    r"|serves?|engages?|specializes?|markets?|owns?|employs?|helps?|enables?|creates?|produces?"
    r"|delivers?|supplies|leads?|focuses|brings|works|"
    r"revolutionized|ignited|founded|pioneered|conducts?|distributes?|builds?|sells?|invests?"
    r"|manages?|holds?|combines?|makes?|transforms?|empowers?|continues|trades?|supports?"
    r"|discovers?)\b"
)
_BASED = re.compile(
    r"(?:Based|Headquartered|Founded|Established|Incorporated|Located|With|Through|From|Since|Formed"
    r"|Organized|Created|Listed)\b"
)
_NEWS = re.compile(
    r"\b(?:today|announced|reported|said|periodically|for investors|will (?:provide|host|hold|conduct"
    r"|webcast|discuss|release)|non-gaap|yesterday|this (?:morning|week)|quarter|first[- ]half|record"
    r"|compared (?:to|with)|conference call|webcast|teleconference|shareholders of record|has agreed"
    r"|has signed|will be (?:able|held|available)|per share|years? of experience|pleased)\b"
    r"|[\"“]\s?[A-Z][a-z]+ ",
    re.I,
)
_ROLE_OPENS = re.compile(
    r"[^;:]{0,90}?\b(?:is|are|was)\s(?:a|an|the|one of|engaged|headquartered|based|in the business"
    r"|among|committed|changing|building|involved|dedicated|focused|working|traded|listed|recognized"
    r"|best known)\b"
)
# "Tamarack Steel Corporation makes flat-rolled carbon steel", "Acme Bancorp, with assets of $860 million, owns …"
_BUSINESS = re.compile(
    r"[A-Z][^;:\"“]{2,130}?\s(?:makes|owns|operates|provides|develops|designs|manufactures|discovers|markets|offers"
    r"|serves|specializes|sells|produces|supplies|distributes|engages|conducts|builds|delivers|explores|mines|refines"
    r"|generates|transports|publishes|leases|insures|processes|grows|employs|invests|manages|finances|underwrites"
    r"|assembles|franchises|charters|drills|breeds|transmits|has made|have made|is engaged|are engaged)\b"
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)])\.\s(?=[A-Z])")
_NO_BUSINESS = re.compile(
    r"\b(?:guidance|outlook|expects?|dividends?|plans? to|believes?|intends?|earnings|estimates?|following|"
    r"non-gaap|forward-looking|undertake|disclaims?)\b",
    re.I,
)
_LINK = re.compile(
    r"\bworld|\binnovat|\bproducts\b|\btechnolog|\bsolutions\b|\bcustomers\b|\bbrands?\b|\bmission\b"
    r"|www\.|https?://|\.com\b|web\s?site|home page|headquarter|based in|employees|founded in|leading"
    r"|leader|largest|Stock Exchange|Nasdaq|NASDAQ|NYSE|subsidiar",
    re.I,
)
# Those of them that need no bounds, common ones first: far quicker to look for than the pattern
_LINK_WORDS = ("leading", "leader", "nasdaq", "nyse", "employees", "subsidiar", "headquarter", "www.", "largest")


def is_harbor(text: str) -> bool:
    """Does a paragraph open a passage on forward-looking statements?"""
    head = text[:6000]
    if HARBOR_HEAD.match(text):
        return True
    if ("orward" not in head and "ORWARD" not in head) or not _FORWARD.search(head):
        return "Private Securities Litigation Reform Act" in text and bool(_HARBOR_OPENS.match(text))
    if _HARBOR_OPENS.match(text):
        return (
            bool(_HARBOR_GOES_ON.search(_FORWARD.sub("", head, count=1)))
            or len(text) < 400
            or "Litigation Reform" in text
        )
    first = _FORWARD.search(text[:260])
    return (
        bool(first)
        and bool(re.search(r"Private Securities Litigation|risks and uncertainties|differ materially", text))
        and "“" not in text[:2]
        and '"' not in text[:2]
    )


def goes_on(text: str) -> bool:
    """Can a paragraph be the next of such a passage?"""
    return bool(_HARBOR_GOES_ON.search(text))


def about_heading(text: str, companies: Sequence[str]) -> bool:
    """ "About Acme", or the name of a company alone; not "About this release", nor a person's life."""
    m = ABOUT_HEAD.match(text)
    if not m:
        plain = folded(text)
        return len(text) < 70 and any(plain == folded(name) for name in companies)
    rest = m[1].strip()
    if _NO_ABOUT.match(rest):
        return False
    words = rest.split()
    known = any(folded(name).startswith(folded(words[0])) for name in companies)
    return known or not (words[0].casefold() in FIRST_NAMES and 2 <= len(words) <= 4)


def short_names(companies: Sequence[str]) -> set[str]:
    """How sentences may begin with a company: its name, its first two words, its first word if not a common one."""
    found: set[str] = set()
    for name in companies:
        words = [w for w in re.findall(r"[\w.&'’\-]+", name) if w]
        bare = [
            w
            for w in words
            if not re.fullmatch(
                r"(?:inc|corp|corporation|company|co|ltd|limited|llc|plc|group|holdings|the|de|/\w+/)\.?", w, re.I
            )
        ]
        for cut in (words, bare, bare[:2]):
            if len(" ".join(cut)) >= 3:
                found.add(folded(" ".join(cut)))
        if (
            bare
            and len(bare[0]) >= 3
            and bare[0].casefold()
            not in (
                "first",
                "american",
                "general",
                "united",
                "national",
                "bank",
                "international",
                "southern",
                "northern",
                "western",
                "new",
                "north",
                "south",
                "great",
                "global",
            )
        ):
            found.add(folded(bare[0]))
    return {name for name in found if name}


def describes(text: str, names: set[str], closing: bool = False) -> bool:
    """Does a paragraph begin as what a company says of itself?

    Among the last paragraphs (``closing``) a plain statement of its business will do: "Acme makes pumps."
    """
    opening = text[:260]
    start = folded(text[:130])
    named = any(start.startswith(n + " ") or start.startswith("the " + n + " ") for n in names)
    if closing and not named and start.startswith("the company "):
        # "The Company designs pumps and has 3,100 employees": what it does, and something that only such passages say
        first = _SENTENCE_END.split(opening, maxsplit=1)[0]
        does = (_BUSINESS.match(first) or _ROLE_OPENS.match(first)) and _LINK.search(text)
        return bool(does) and not _NEWS.search(first) and not _NO_BUSINESS.search(first)
    based = bool(_BASED.match(text)) and any(f" {n} " in f" {start} " or n in start for n in names)
    if not (named or based) or len(text) < 60:
        return False
    first = _SENTENCE_END.split(opening, maxsplit=1)[0]
    if not _DESCRIBES.search(first) or _NEWS.search(first):
        return False
    if _ROLE_OPENS.match(first) or based:
        return True
    if closing and _BUSINESS.match(first) and not _NO_BUSINESS.search(first):
        return True
    low = text.lower()
    return any(map(low.__contains__, _LINK_WORDS)) or bool(_LINK.search(text))
