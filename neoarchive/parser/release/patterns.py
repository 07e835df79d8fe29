"""The patterns that several readers of releases share, each with examples of what it must match and why.

Every pattern is linear in its input: scans are bounded, none nests a repetition in a repetition over the same
characters, months are listed by their cases (a case-insensitive month pattern costs ten times as much).
"""

from __future__ import annotations

import re
from datetime import date


def vocabulary(text: str) -> list[str]:
    """Words set down with blanks between them, for reading's sake."""
    return text.split()


_MONTH_NAMES = vocabulary("January February March April May June July August September October November December")
_MONTH_FORMS: dict[str, int] = {}
for _number, _name in enumerate(_MONTH_NAMES, 1):
    for _form in (_name, _name[:3], _name[:4] if _name == "September" else _name[:3]):
        _MONTH_FORMS[_form] = _MONTH_FORMS[_form.upper()] = _number

MONTH = "(?:" + "|".join(sorted(_MONTH_FORMS, key=len, reverse=True)) + r")\b\.?"

# "July 27, 1998", "JULY 27,1998", "Dec. 20, 1996", "September 8th 2000", "Oct. 5" (the year left to the wire),
# "27 July 1998", "Tuesday, July 5, 2001". Groups: month, day, year | day, month, year.
DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY),?\s{1,4})?"
    rf"(?:({MONTH})\s{{1,6}}(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:\s{{0,6}},?\s{{0,6}}((?:19|20)\d\d)(?!\d))?"
    rf"|(\d{{1,2}})\s{{1,4}}({MONTH}),?\s{{1,4}}((?:19|20)\d\d)(?!\d))"
)
# "07/27/98", "7/27/1998": only where a label says that it is a date.
NUMERIC_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?!\d)")

# "(949) 788-6700", "949-788-6700", "425/313-8203", "612.542.3626", "+1 713-372-6497", "1-866-506-5333",
# "888.670.7080 x 407", "(612) 542-3626, ext. 12"; abroad "44.1.21.717.6000", "+44 20 7123 4567", "011-41-61-696-1111";
# letters as on the keys "1-800-ASK-ACME"; "(Area Code 330) 555-0100" of old.
# Neither side may touch another digit: figures in tables are no numbers.
PHONE = re.compile(
    r"(?<![\d$/.,\-])(?:"
    r"(?:\+?1[\s.\-/]{1,2}|\+1)?"
    r"(?:\(\s?(?:[Aa]rea\s[Cc]ode:?\s)?\d{3}\s?\)[\s\-/.]{0,4}|\d{3}[.\-/–‑ ]{1,2})\d{3}[\s.\-–‑]{1,3}\d{4}(?!\d)"
    r"|1?[\s\-.]?\(?8\d\d\)?[\s\-.]{1,2}[A-Z\d]{3}-[A-Z\d]{4}\b"
    r"|(?:\+\s?|011[\s.\-])\d{1,3}(?:[\s.\-()]{1,3}\d{1,8}){1,5}(?!\d)"
    r"|\d{2}(?:\.\d{1,4}){3,5}(?![\d.])"
    r"|\(?0\d{2,4}\)?[ \-]\d{3,4}[ \-]\d{3,4}(?![\d,.])"
    r")(?:,?\s{0,2}(?:x|X|ext\.?|Ext\.?|EXT\.?|extension)\s{0,2}\d{1,5}\b)?"
)
# What every telephone number has in it, and found far faster: figures, a mark or blank, more figures (or "CALL")
_PHONE_LIKE = re.compile(r"\d[()\s.\-–‑]{1,3}[A-Z\d]")
EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9][A-Za-z0-9.\-]{0,63}\.[A-Za-z]{2,8}")
# "www.neotherapeutics.com", "http://www.apple.com/pr/", "investor.atmeta.com", "meta.com/news"
URL = re.compile(
    r"(?:https?://|www\.|WWW\.|HTTP://)[^\s,;()<>]{2,120}"
    r"|(?<![@\w.])[a-z][a-z0-9\-]{0,40}(?:\.[a-z0-9\-]{2,40}){0,2}\.(?:com|net|org|biz|info|edu|gov|co\.[a-z]{2}|eu|uk|ca"
    r"|de|fr|nl|ch|se|dk|fi|ie|il|jp|cn|hk|sg|au|nz|br|mx|io|ai|tv)(?![a-z])(?:/[^\s,;()]{0,80})?"
)
FAX_BEFORE = re.compile(r"(?:fax|facsimile|telecopier|f\.?)\s{0,2}(?:no\.?|number|#)?\s{0,2}[:.]?\s{0,3}\Z", re.I)
# "(Fax)" behind a number; but "Fax:" before the next number is that one's
FAX_AFTER = re.compile(
    r"\s{0,3}[,\-–]?\s{0,2}\(?\s?(?:fax|facsimile|f\))(?!\w|\s?(?:no\.?|number)?\s?[:.]?\s{0,3}[(+\d])", re.I
)

# "FOR IMMEDIATE RELEASE", "For Immediate Release:", "FOR RELEASE AT 5:15 AM CT", "FOR RELEASE: JULY 5, 2001",
# "IMMEDIATE RELEASE", "FOR IMMEDIATE DISTRIBUTION", "FOR USE UPON RELEASE".
STATUS = re.compile(
    r"[\s*\-–—\"“]{0,12}(?:(?:FOR|For)\s{1,4}(?:IMMEDIATE|Immediate|immediate)\s{1,4}"
    r"(?:RELEASE|Release|release|DISTRIBUTION|Distribution|distribution|PUBLICATION|Publication|USE|Use)"
    r"|(?:IMMEDIATE|Immediate)\s{1,4}(?:RELEASE|Release|release)"
    r"|(?:RELEASE|Release)(?:\s(?:DATE|Date))?\s?:\s{0,20}(?:IMMEDIATE|Immediate|FOR IMMEDIATE|For Immediate|Upon|UPON)"
    r"|(?:FOR|For)\s{1,4}(?:RELEASE|Release|release)\b|EMBARGOED\s|Embargoed\s|HOLD FOR RELEASE"
    r"|(?:NOT\s(?:FOR|INTENDED FOR)\s{1,4}(?:RELEASE|DISTRIBUTION|DISSEMINATION)))"
)

# Lines of a letterhead: "NEWS RELEASE", "News", "Press Release", "PRESS RELEASE", "NEWS FROM ACME", "N E W S".
LETTERHEAD = re.compile(
    r"[\s\[(*\"“'_\-–—|]{0,6}(?:(?:news|press|media|earnings|company|corporate|financial|investor|business)\s{0,3}"
    r"(?:release|releases|bulletin|announcement|statement|news|information|update|advisory|alert)s?"
    r"|news|n\s?e\s?w\s?s(?:\s{1,3}r\s?e\s?l\s?e\s?a\s?s\s?e)?"
    r"|p\s?r\s?e\s?s\s?s\s{1,3}r\s?e\s?l\s?e\s?a\s?s\s?e|p\sr\se\ss\ss|r\se\sl\se\sa\ss\se|(?:company |corporate )?logo"
    r"|graphic(?: omitted)?|(?:\w{1,20} ){0,4}logo(?: \w{1,20}){0,2}|(?:news|press release"
    r"|information) (?:from|of|by)\b.{0,60}|contents?"
    r"|text of (?:press|news) release)[\s\])*\"”'_\-–—|:.]{0,6}\Z",
    re.I,
)

# "Exhibit 99.1", "EXHIBIT 99(a)", "EX-99.1", "Exhibit 99.1-2" (the filer's page number), "Exhibit 20", "Page 3"
EXHIBIT_LABEL = re.compile(
    r"[\s(\[]{0,6}(?:EXHIBIT|Exhibit|exhibit|EX\.?|Ex\.?)[\s\-–]{0,3}(?:NO\.?|No\.?|NUMBER|Number)?\s{0,3}"
    r"\d{1,3}(?:[.\-(]{1,2}[\da-zA-Z]{1,4}\)?){0,3}[\s)\].:]{0,4}\Z"
)

STATE_NAMES = [
    *vocabulary(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho "
    "Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota "
    "Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah "
    "Vermont Virginia Washington Wisconsin Wyoming Ontario Quebec Alberta Manitoba Saskatchewan England "
    "Scotland Ireland Israel Germany France Switzerland Netherlands Japan China Singapore Bermuda Canada "
    "Mexico Brazil India Australia Sweden Denmark Finland Norway Belgium Italy Spain Taiwan Korea Luxembourg "
    "Cyprus Greece Argentina Chile Monaco Bahamas Newfoundland Yukon Québec Wales Austria Portugal Poland "
    "Hungary Romania Russia Ukraine Turkey Türkiye Iceland Malta Guernsey Jersey Gibraltar Egypt Nigeria Ghana "
    "Kenya Kazakhstan Pakistan Thailand Malaysia Indonesia Philippines Vietnam Peru Colombia Venezuela Ecuador "
    "Uruguay Panama Barbados Jamaica Liechtenstein Estonia Latvia Lithuania Slovenia Croatia Bulgaria Serbia "
    "Namibia Tanzania Zambia Botswana Macau Qatar Kuwait Bahrain Jordan Liberia Mauritius Guam "
),
    "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Rhode Island",
    "South Carolina", "South Dakota", "West Virginia", "District of Columbia", "British Columbia",
    "Nova Scotia", "New Brunswick", "Puerto Rico", "United Kingdom", "The Netherlands", "Hong Kong",
    "Cayman Islands", "New Zealand", "South Africa", "South Korea", "Prince Edward Island",
    "Newfoundland and Labrador", "United Arab Emirates", "Saudi Arabia", "Czech Republic", "Costa Rica",
    "Marshall Islands", "British Virgin Islands", "Isle of Man", "Northern Ireland", "Republic of Korea",
    "Republic of China", "P.R. China", "Dominican Republic", "Burkina Faso", "Sri Lanka", "Virgin Islands",
]  # fmt: skip
STATE_CODES = vocabulary(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR ON BC AB QC MB UK NS NB NL SK UAE PRC"
)
# As the Associated Press shortens them, and older ways of doing so
STATE_SHORT = [
    *vocabulary(
    "Ala Ariz Ark Calif Cal Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Mass Md Mich Minn Miss Mo Mont Neb Nebr Nev "
    "Okla Ont Ore Pa Penn Que Tenn Tex Va Vt Wash Wis Wisc Wyo Alta Man Sask"
),
    "N.H", "N.J", "N.M", "N.Y", "N.C", "N.D", "R.I", "S.C", "S.D", "W.Va", "W. Va", "D.C", "B.C", "U.K",
             "N. J", "N. Y", "N. C", "S. C", "N. H", "P.R", "U.S", "N.S"]  # fmt: skip


def _alternatives(words: list[str], tail: str) -> str:
    both = sorted({w for word in words for w in (word, word.upper())}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w) for w in both) + ")" + tail


# A state, province or country as a dateline prints it: "CA", "Calif.", "CALIF.", "New Jersey", "N.Y.", "Ca"
STATE = (
    "(?:"
    + _alternatives(STATE_NAMES, r"\b")
    + "|"
    + _alternatives(STATE_SHORT, r"\b\.?")
    + "|(?:"
    + "|".join(STATE_CODES + [c.capitalize() for c in ("CA", "FL", "TX", "IL", "NY", "NJ")])
    + r")\b\.?)"
)

TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]{0,3}\Z|[”\"]\Z")
LIST_MARK = re.compile(
    r"\s*+(?:[•◦●▪■□·‣⁃➢§¨◆∙\uf0b7\uf0a7\u2022\u00b7]\s*|(?:[*+]|o|-{1,2}|–|—)\s+(?=\S)|\(?(?:\d{1,2}"
    r"|[a-z]|[ivx]{1,4})\)\s+|\d{1,2}\.\s+(?=[A-Z“\"]))"
)
NUMERIC_CELL = re.compile(
    r"[\s$£€(+\-–—~]*(?:\d[\d,]*\.?\d*|\.\d+|N/?[AM]|NM|n/?[am])?[\s)%x*bpst]{0,6}(?:\([a-z0-9]\))?\Z"
)
RULE = re.compile(r"[\s\-=_*~.–—]*[\-=_*~–—]{2}[\s\-=_*~.–—]*\Z")
_RULES = frozenset("-=_*~.–—")


def has_phone(text: str) -> bool:
    return _PHONE_LIKE.search(text) is not None and PHONE.search(text) is not None


def is_rule(text: str) -> bool:
    """A line of dashes or the like."""
    return text.lstrip()[:1] in _RULES and RULE.match(text) is not None


def understood(match: re.Match[str], near: date | None) -> date | None:
    """The day of a ``DATE`` match. A date without a year takes that of ``near`` if it is then within 60 days."""
    month_name, day = (match[1], match[2]) if match[1] else (match[5], match[4])
    year_text = match[3] or match[6]
    month = _MONTH_FORMS.get(month_name.rstrip("."), 0)
    years = [int(year_text)] if year_text else [near.year - 1, near.year, near.year + 1] if near else []
    found = []
    for year in years:
        try:
            found.append(date(year, month, int(day)))
        except ValueError:
            continue
    if not year_text and near:
        found = [d for d in found if abs((d - near).days) <= 60]
    return found[0] if len(found) == 1 else None


def numeric_day(match: re.Match[str]) -> date | None:
    """The day of a ``NUMERIC_DATE`` match, month first as Americans write it; two digits of a year are 1970 to 2069."""
    month, day, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Words only, lower case: for comparing a running head with a headline."""
    return " ".join(_WORD.findall(text.casefold()))


def all_capitals(text: str) -> bool:
    """Printed in capitals: at least four letters, and hardly any small one (10b5-1, (the) are let pass)."""
    if sum(map(str.islower, text[: len(text) // 4])) * 8 > len(text):
        return False  # the small letters of its beginning are too many, whatever follows
    letters = sum(map(str.isalpha, text))
    return letters >= 3 and sum(map(str.islower, text)) * 8 <= letters


_MARKS_OF_END = frozenset(".!?:;\"'”’)]")


def ended(text: str) -> bool:
    """Does a text, stripped, end like a sentence? Only its end is looked at."""
    return text[-1:] in _MARKS_OF_END and TERMINAL.search(text[-4:]) is not None
