"""How a text from a filing is set for reading. The stored text keeps the source's own characters."""

import re

# EDGAR took ASCII only, so marks were spelled out: NEOTROFIN-TM-, Apple-Registered Trademark-, (R), (C).
_MARKS = [
    (re.compile(r"-TM-|\(TM\)", re.I), "™"),
    (re.compile(r"-SM-|\(SM\)", re.I), "℠"),
    (re.compile(r"-(?:R|REGISTERED TRADEMARK|REGISTERED)-|\(R\)", re.I), "®"),
    (re.compile(r"-C-(?=\s?\d{4})|\(C\)(?=\s?\d{4})", re.I), "©"),
]
# Most texts have none of these: to look for all of them at once is cheaper than to replace each in turn.
_ANY_MARK = re.compile(r"-(?:TM|SM|R|REGISTERED(?: TRADEMARK)?|C)-|\((?:TM|SM|R|C)\)", re.I)
_SIGNED = re.compile(r" [™℠®]")
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) (?=[™®℠])")
_DASH = re.compile(r"(?<![-\w]) ?--? (?=\S)|(?<=\w)--(?=\w)| ?--(?= |$)")
_OPENING_DOUBLE = re.compile(r"(?:(?<=[\s(\[—–/'‘])|^)\"(?=\S)")
_OPENING_SINGLE = re.compile(r"(?:(?<=[\s(\[—–/\"“])|^)'(?=\w)")
_FEET_OR_YEAR = re.compile(r"(?:(?<=[\s(])|^)'(?=\d\ds?\b)")


def typeset(text: str) -> str:
    """Typographic quotes and dashes, ™ for ``-TM-``; nothing else is changed.

    >>> typeset('"NEOTROFIN-TM- works" -- he said')
    '“NEOTROFIN™ works” — he said'
    """
    if _ANY_MARK.search(text):
        for pattern, mark in _MARKS:
            text = pattern.sub(mark, text)
    if _SIGNED.search(text):
        text = _SPACE_BEFORE_MARK.sub("", text)
    if "-" in text:
        text = _DASH.sub(_dash, text)
    if "'" in text:
        text = _FEET_OR_YEAR.sub("’", text)
    if '"' in text:
        text = _OPENING_DOUBLE.sub("“", text).replace('"', "”")
    if "'" in text:
        text = _OPENING_SINGLE.sub("‘", text).replace("'", "’")
    return text


def _dash(match: re.Match[str]) -> str:
    """`` -- `` is a dash between words; ``--`` without blanks joins them; a single hyphen stays one."""
    found = match[0]
    if "--" not in found:
        return found
    return "—" if found == "--" else " — " if found.endswith(" ") else " —"
