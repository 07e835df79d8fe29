"""Text from filings as other formats and tables take it: no control characters, no formulas."""

# XML takes no character below a blank but three, and none of the noncharacters; one of them in one headline makes a
# whole feed unreadable. Those from 7F to 9F are allowed there and mean nothing anywhere.
_BLANKS = dict.fromkeys([*range(0x09, 0x0E), 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029], " ")
_GONE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)])
_GONE |= {plane * 0x10000 + last: None for plane in range(17) for last in (0xFFFE, 0xFFFF)}
_CONTROLS = _GONE | _BLANKS

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "−")


def plain(text: str) -> str:
    """A text in one line, without control characters and what is no character at all."""
    return " ".join(text.translate(_CONTROLS).split())


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one."""
    text = plain(str(value)) if value is not None else ""
    return f"'{text}" if text.startswith(_FORMULA) else text


def value_of(text: str) -> str:
    """What a cell that ``cell`` wrote holds, also where a spreadsheet has shown the apostrophe and saved it.

    >>> value_of("'=Works, Inc."), value_of("'Twas Inc.")
    ('=Works, Inc.', "'Twas Inc.")
    """
    text = plain(text)
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
