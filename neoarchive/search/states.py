"""States of incorporation: covers print their names, EDGAR's headers their codes."""

import re

_CODES = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky
|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana
|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota
|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"""
STATES = {code: name for code, _, name in (one.strip().partition(" ") for one in _CODES.split("|"))}
_NAMES = {name.lower(): name for name in STATES.values()}


_BEFORE = re.compile(r"^(?:(?:the|state of|commonwealth of) )+")
_SMALL = {"of", "the", "and"}


def state_name(text: str) -> str:
    """``Delaware`` of ``DE``, ``DELAWARE`` and ``State of Delaware``; anything else in one spelling whatever its case.

    >>> state_name("DE"), state_name("delaware"), state_name("BERMUDA"), state_name("the marshall islands.")
    ('Delaware', 'Delaware', 'Bermuda', 'Marshall Islands')
    """
    plain = " ".join(text.split()).strip(" .")
    short = _BEFORE.sub("", plain.lower())
    return STATES.get(plain.upper()) or _NAMES.get(short) or _in_one_case(short)


def _in_one_case(text: str) -> str:
    """Every word with a capital, so that one place is one value: ``People’s Republic of China``."""
    found = re.sub(r"(?<![^\W_])(?<![’'])[^\W\d_]+", lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), text)
    return found[:1].upper() + found[1:]


def spellings(name: str) -> str:
    """An expression for what is read as this name, whatever its case; both databases understand it."""
    escaped = r"\s+".join(re.escape(word) for word in name.split())
    code = next((code for code, known in STATES.items() if known == name), "")
    return rf"^[\s.]*((the\s+|(state|commonwealth)\s+of\s+)*{escaped}{f'|{code}' if code else ''})[\s.]*$"
