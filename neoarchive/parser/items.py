"""The items of Form 8-K: their titles by date, and their numbers today.

Until 2004-08-22 items were numbered 1 to 12; the form in force since then numbers them by section (2.02).
Companies were slow to change, so the vocabulary is chosen by the shape of the number and the date only decides
which title a number had.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

NEW_FORM = date(2004, 8, 23)
"""The first day of the present numbering."""

_REGULATION_S = (date(1996, 11, 18), date(1998, 12, 31))
_REGULATION_FD = date(2000, 10, 23)

# number: (title, today's number). 5 and 9 changed their titles, see ``official``.
_OLD: dict[str, tuple[str, str | None]] = {
    "1": ("Changes in Control of Registrant", "5.01"),
    "2": ("Acquisition or Disposition of Assets", "2.01"),
    "3": ("Bankruptcy or Receivership", "1.03"),
    "4": ("Changes in Registrant's Certifying Accountant", "4.01"),
    "5": ("Other Events", "8.01"),
    "6": ("Resignations of Registrant's Directors", "5.02"),
    "7": ("Financial Statements, Pro Forma Financial Information and Exhibits", "9.01"),
    "8": ("Change in Fiscal Year", "5.03"),
    "9": ("Regulation FD Disclosure", "7.01"),
    "10": (
        "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision of the Code of Ethics",
        "5.05",
    ),
    "11": ("Temporary Suspension of Trading Under Registrant's Employee Benefit Plans", "5.04"),
    "12": ("Results of Operations and Financial Condition", "2.02"),
}

_OBLIGATION = "a Direct Financial Obligation or an Obligation under an Off-Balance Sheet Arrangement"
_NEW: dict[str, str] = {
    "1.01": "Entry into a Material Definitive Agreement",
    "1.02": "Termination of a Material Definitive Agreement",
    "1.03": "Bankruptcy or Receivership",
    "1.04": "Mine Safety – Reporting of Shutdowns and Patterns of Violations",
    "1.05": "Material Cybersecurity Incidents",
    "2.01": "Completion of Acquisition or Disposition of Assets",
    "2.02": "Results of Operations and Financial Condition",
    "2.03": f"Creation of {_OBLIGATION} of a Registrant",
    "2.04": f"Triggering Events That Accelerate or Increase {_OBLIGATION}",
    "2.05": "Costs Associated with Exit or Disposal Activities",
    "2.06": "Material Impairments",
    "3.01": "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; Transfer of Listing",
    "3.02": "Unregistered Sales of Equity Securities",
    "3.03": "Material Modification to Rights of Security Holders",
    "4.01": "Changes in Registrant's Certifying Accountant",
    "4.02": (
        "Non-Reliance on Previously Issued Financial Statements or a Related Audit Report or Completed Interim Review"
    ),
    "5.01": "Changes in Control of Registrant",
    "5.02": (
        "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; "
        "Compensatory Arrangements of Certain Officers"
    ),
    "5.03": "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year",
    "5.04": "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
    "5.05": "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision of the Code of Ethics",
    "5.06": "Change in Shell Company Status",
    "5.07": "Submission of Matters to a Vote of Security Holders",
    "5.08": "Shareholder Director Nominations",
    "6.01": "ABS Informational and Computational Material",
    "6.02": "Change of Servicer or Trustee",
    "6.03": "Change in Credit Enhancement or Other External Support",
    "6.04": "Failure to Make a Required Distribution",
    "6.05": "Securities Act Updating Disclosure",
    "6.06": "Static Pool",
    "6.10": "Alternative Filings of Asset-Backed Issuers",
    "7.01": "Regulation FD Disclosure",
    "8.01": "Other Events",
    "9.01": "Financial Statements and Exhibits",
}
_BEFORE_2006_11 = (
    "Departure of Directors or Principal Officers; Election of Directors; Appointment of Principal Officers"
)


_NUMBER = re.compile(r"\s*0*(\d{1,2})(?:\s*\.\s*(\d{2}))?")


@lru_cache(maxsize=256)
def plain_number(printed: str) -> str:
    """The number in the vocabulary: "7(c)" is 7, "2. 02" is 2.02, "05" is 5."""
    found = _NUMBER.match(printed)
    if not found:
        return printed.strip()
    return f"{found[1]}.{found[2]}" if found[2] else found[1]


def known(printed: str) -> bool:
    """Is it an item of either vocabulary?"""
    number = plain_number(printed)
    return number in _OLD or number in _NEW


def official(number: str, on: date | None) -> tuple[str, str | None]:
    """The title an item had on a day, and today's number; ("", None) for a number in neither vocabulary.

    Old Item 9 was sales under Regulation S from 1996-11-18 to 1998-12-31 and Regulation FD from 2000-10-23;
    between the two, and before, there was none. Without a date it is Regulation FD, the only one of the two whose
    meaning is still an item.
    """
    number = plain_number(number)
    if number in _NEW:
        if number == "5.02" and on is not None and on < date(2006, 11, 7):
            return _BEFORE_2006_11, number
        return _NEW[number], number
    title, today = _OLD.get(number, ("", None))
    if on is not None and number == "9" and on < _REGULATION_FD:
        return ("Sales of Equity Securities Pursuant to Regulation S", "3.02") if _regulation_s(on) else ("", None)
    if number == "5" and on is not None and on >= _REGULATION_FD:
        title = "Other Events and Regulation FD Disclosure"
    return title, today


def _regulation_s(on: date) -> bool:
    return _REGULATION_S[0] <= on <= _REGULATION_S[1]


_ALL_TITLES = [title for title, _ in _OLD.values()] + list(_NEW.values()) + [_BEFORE_2006_11]
_TITLE_WORDS = frozenset(
    word for title in _ALL_TITLES for word in re.findall(r"[a-z]+", title.lower()) if len(word) > 3
)


def like_a_title(text: str) -> bool:
    """Could these words be an item's title, shortened or paraphrased ("Exhibits.", "Press Release")?"""
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 3]
    return bool(words) and sum(word in _TITLE_WORDS for word in words) * 2 >= len(words)
