"""Text from filings as other formats take it: no control characters, no formulas."""

from django.conf import settings

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


def absolute(address: str) -> str:
    """An address of this site for those who are elsewhere."""
    return settings.SITE_URL + address
