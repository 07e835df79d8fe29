"""States and countries as covers print them: the full name, a postal code, "a Delaware corporation"."""

from __future__ import annotations

import re

_STATE_PAIRS = (
    "AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware, "
    "DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, "
    "KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, "
    "MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, "
    "NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, "
    "PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, "
    "VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, PR Puerto Rico, "
    "VI Virgin Islands, GU Guam"
)
STATES = dict(pair.split(" ", 1) for pair in _STATE_PAIRS.split(", "))
_COUNTRY_NAMES = (
    "Argentina, Australia, Austria, Bahamas, Barbados, Belgium, Bermuda, Brazil, British Columbia, "
    "British Virgin Islands, Canada, Cayman Islands, Chile, China, Curacao, Denmark, England, England and Wales, "
    "Finland, France, Germany, Greece, Guernsey, Hong Kong, India, Indonesia, Ireland, Isle of Man, Israel, "
    "Italy, Japan, Jersey, Korea, Liberia, Luxembourg, Marshall Islands, Mauritius, Mexico, Netherlands, "
    "Netherlands Antilles, New Brunswick, New Zealand, Nova Scotia, Alberta, Manitoba, Ontario, Quebec, Yukon, "
    "Norway, Panama, Philippines, Republic of the Marshall Islands, Scotland, Singapore, South Africa, Spain, "
    "Sweden, Switzerland, Taiwan, Turkey, United Kingdom"
)
_COUNTRIES = _COUNTRY_NAMES.split(", ")
_ALL = sorted([*STATES.values(), *_COUNTRIES], key=len, reverse=True)
_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in _ALL)
_KIND = (
    r"(?:corporation|corp\.?|company|limited\s+(?:partnership|liability\s+company)|partnership|business\s+trust"
    r"|trust|association)"
)

# "Delaware", "State of Delaware", "The Netherlands", "(a Pennsylvania corporation)", "DE", "D.C."
PLACE = re.compile(
    rf"\(?(?:an?\s+)?(?:the\s+)?(?:(?:state|commonwealth|province|republic)\s+of\s+)?({_NAMES})(?:\s+{_KIND})?\)?[.,;]?",
    re.I,
)
CORPORATION = re.compile(rf"\(?\ban?\s+({_NAMES})\s+{_KIND}\)?", re.I)
_CODES = frozenset(STATES)
_CODE_OF = {name.casefold(): code for code, name in STATES.items()}


def whole_place(text: str) -> tuple[int, int] | None:
    """Where in text the place stands, if the text says nothing else."""
    found = PLACE.fullmatch(text)
    if found:
        return found.span(1)
    return (0, 2) if text[:2] in _CODES and len(text) == 2 else None


def place_in(text: str) -> tuple[int, int] | None:
    """The first place named in text."""
    found = re.search(rf"\b({_NAMES})\b", text, re.I)
    return found.span(1) if found else None


def state_code(text: str) -> str:
    """The postal code of a state of the United States given by name or code, "" for anything else."""
    plain = " ".join(text.split()).strip(" .,;()")
    return plain if plain in _CODES else _CODE_OF.get(plain.casefold(), "")
