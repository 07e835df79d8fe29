"""Reading Form 8-K filings. Text in, values out: no files, no database, no clock.

>>> filing = parse_filing(raw)
>>> filing.releases[0].headline.text
"""

from .compose import PARSER_VERSION, parse_filing
from .show import visible_lines
from .types import (
    Block,
    Confidence,
    Contact,
    DateValue,
    Exhibit,
    Item,
    ParsedFiling,
    Registrant,
    Release,
    Segment,
    Signature,
    Value,
    Warning,
)

__all__ = [
    "PARSER_VERSION",
    "Block",
    "Confidence",
    "Contact",
    "DateValue",
    "Exhibit",
    "Item",
    "ParsedFiling",
    "Registrant",
    "Release",
    "Segment",
    "Signature",
    "Value",
    "Warning",
    "parse_filing",
    "visible_lines",
]
