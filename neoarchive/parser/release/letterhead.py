"""Tells the lines of a letterhead from titles: addresses at home and abroad, numbers, the name of the paper."""

from __future__ import annotations

import re

from .patterns import EMAIL, PHONE, URL, has_phone

_ADDRESS = re.compile(
    r"(?:\b\d{1,5}\s[\w.\s]{2,40}\b(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\.|Boulevard"
    r"|Blvd\.?|Lane|Parkway|Pkwy\.?|Way|Court|Place|Plaza|Suite|Circle|Highway|Square|Floor)\b"
    r"|\bP\.?\s?O\.?\s?Box\b|\b(?:[A-Z]{2}|[A-Z][a-z]+)\.?,?\s{1,3}\d{5}(?:-\d{4})?\s*\Z|\bSuite\s\d)",
    re.I,
)
# An address abroad, alone on its line: "Baarerstrasse 14", "6300 Zug, Switzerland", "D-80333 Munich", "75008 Paris",
# "12 rue de la Paix", "London SW1Y 4LB", "Tokyo 160-0023, Japan", "Herzliya 46733, Israel"
_ABROAD = re.compile(
    r"[A-ZÀ-Þ][\w.\-]{1,30}(?:stra(?:ss|ß)e|str\.|weg|platz|gasse|allee|laan|straat|gatan|vej|veien)\s\d{1,4}\w?"
    r"|\d{1,4},?\s(?:rue|avenue|boulevard|place|via|calle|quai)\s(?:[\w'’\-]{1,20}\s?){1,5}"
    r"|(?:[A-Z]{1,2}-\d{4,5}|\d{5})\s[A-ZÀ-Þ][\w\-]{2,20}(?:\s[A-ZÀ-Þ][\w\-]{2,20})?"
    r"|(?:[A-Z]{1,2}-)?\d{4,6}\s[A-ZÀ-Þ][\w\-]{2,20}(?:\s[A-ZÀ-Þ][\w\-]{2,20})?,(?:\s[A-Z][a-z]{2,20}){1,2}"
    r"|(?:[A-Z][\w\-]{2,20},?\s){1,3}(?:[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}|\d{3}-\d{4}|\d{5,7})"
    r"(?:,\s(?:[A-Z][\w.]{1,15}\s?){1,2})?"
)


def is_address(text: str) -> bool:
    if len(text) > 110:
        return False
    if _ADDRESS.search(text) or _ABROAD.fullmatch(text) or ("@" in text and EMAIL.search(text)):
        return True
    if URL.search(text) and len(text) < 60:
        return True
    return bool(PHONE.search(text)) and len(text) < 90


_PRESS_RELEASE = re.compile(r"\W{0,3}(?:news|press) release\W{0,3}", re.I)
_ANY_DIGIT = re.compile(r"\d")
# What may stand beside a telephone number that stands alone, and how such a line may begin.
_NO_MORE = re.compile(r"(?:[\s,;/()]|tel|phone|fax|or|:|\.){1,20}", re.I)
_BESIDE_PHONE = re.compile(r"[\s,;/():.+\-\d]|tel|phone|fax|or", re.I)
# One of these is in every address that ``_ADDRESS`` finds, or a postal code ends it. Most rows of figures, which have
# digits too, hold none, and to look for words is far quicker than the pattern.
_ADDRESS_WORDS = (
    "street", "st.", "ave", "road", "rd", "dr", "boul", "blv", "lane", "kw", "way", "court", "pla", "suite", "circle",
    "square", "floor", "box",
)  # fmt: skip
_IN_SENTENCE = re.compile(r"\b(?:is|was|will|the)\b")


def is_letterhead(text: str) -> bool:
    """In the body: an address, a telephone number alone, or "Press Release" alone at the head of a later page."""
    if len(text) < 24 and _PRESS_RELEASE.fullmatch(text):
        return True
    if len(text) >= 130 or not _ANY_DIGIT.search(text):
        return False
    if _BESIDE_PHONE.match(text) and has_phone(text) and _NO_MORE.fullmatch(PHONE.sub("", text)):
        return True
    low = text.lower()
    if not low[-4:].isdigit() and not any(map(low.__contains__, _ADDRESS_WORDS)):
        return False
    return _ADDRESS.search(text) is not None and _IN_SENTENCE.search(text) is None
