"""Events that a Form 8-K reports, whatever number they had: one name for the items of both numberings.

The form in force until August 22, 2004 numbered its items 1 to 12, today's numbers them by section. Old Item 6 and
today's 5.02 tell of the same event, so a release is found under it in any year. What ties an old item to a new one is
the number that ``Item.today`` holds, which depends on the day: old Item 9 was sales under Regulation S from 1996 to
1998, and Regulation FD from 2000. Source: Form 8-K as amended by releases 33-7355, 33-7881 and 33-8400.
"""

import difflib
import re
from dataclasses import dataclass
from datetime import date, timedelta

NEW_FORM = date(2004, 8, 23)
"""The first day of today's numbering."""


@dataclass(frozen=True, slots=True)
class Then:
    """A number the event had before, and the days it was in force (None: from the start of the records)."""

    number: str
    first: date | None = None
    last: date = NEW_FORM - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """``today`` is the item's number now, ``then`` those before; ``slug`` is what addresses and queries call it.

    ``note``: where the old item was narrower or wider than today's.
    """

    slug: str
    name: str
    today: str
    then: tuple[Then, ...] = ()
    note: str = ""


_FD = Then("9", date(2000, 10, 23))
_REGULATION_S = Then("9", date(1996, 11, 18), date(1998, 12, 31))

EVENTS: tuple[Event, ...] = (
    Event("agreement", "A material agreement is made", "1.01"),
    Event("agreement-ends", "A material agreement ends", "1.02"),
    Event("bankruptcy", "Bankruptcy or receivership", "1.03", (Then("3"),)),
    Event("mine-safety", "A mine is shut down or warned", "1.04"),
    Event("cybersecurity", "A cybersecurity incident", "1.05"),
    Event("acquisition", "Assets are acquired or disposed of", "2.01", (Then("2"),)),
    Event("results", "Results of operations", "2.02", (Then("12", date(2003, 3, 28)),)),
    Event("obligation", "A financial obligation is taken on", "2.03"),
    Event("obligation-grows", "An obligation falls due early or grows", "2.04"),
    Event("exit-costs", "Costs of leaving or disposing of activities", "2.05"),
    Event("impairment", "Assets lose their value", "2.06"),
    Event("delisting", "A listing ends, fails a rule or moves", "3.01"),
    Event(
        "unregistered-sales",
        "Securities are sold unregistered",
        "3.02",
        (_REGULATION_S,),
        "The old item was of sales under Regulation S alone.",
    ),
    Event("holders-rights", "Rights of security holders change", "3.03"),
    Event("accountant", "The accountant changes", "4.01", (Then("4"),)),
    Event("non-reliance", "Earlier statements can no longer be relied on", "4.02"),
    Event("control", "Control of the company changes", "5.01", (Then("1"),)),
    Event(
        "directors",
        "Officers and directors leave or join",
        "5.02",
        (Then("6"),),
        "The old item was of directors who resigned or declined to stand again because of a disagreement.",
    ),
    Event(
        "articles",
        "Articles, bylaws or the fiscal year change",
        "5.03",
        (Then("8"),),
        "The old item was of the fiscal year alone.",
    ),
    Event("plan-trading", "Trading is suspended under benefit plans", "5.04", (Then("11", date(2003, 1, 1)),)),
    Event("ethics", "The code of ethics is changed or waived", "5.05", (Then("10", date(2003, 1, 1)),)),
    Event("shell", "A shell company is one no longer", "5.06"),
    Event("vote", "Security holders vote", "5.07"),
    Event("nominations", "Shareholders may nominate directors", "5.08"),
    Event("abs-material", "Asset-backed: informational material", "6.01"),
    Event("abs-servicer", "Asset-backed: the servicer or trustee changes", "6.02"),
    Event("abs-support", "Asset-backed: credit support changes", "6.03"),
    Event("abs-distribution", "Asset-backed: a distribution is not made", "6.04"),
    Event("abs-updating", "Asset-backed: updating disclosure", "6.05"),
    Event("abs-static-pool", "Asset-backed: static pool", "6.06"),
    Event("abs-alternative", "Asset-backed: alternative filings", "6.10"),
    Event("regulation-fd", "Disclosure under Regulation FD", "7.01", (_FD,)),
    Event("other", "Other events", "8.01", (Then("5"),)),
    Event(
        "exhibits",
        "Financial statements and exhibits",
        "9.01",
        (Then("7"),),
        "It says what is attached, and stands beside the item that tells of the event.",
    ),
)
# The days from which Items 10 and 11 were in force are not known to this archive; their years are (2003).
YEAR_ONLY = frozenset({"plan-trading", "ethics"})

BY_SLUG = {event.slug: event for event in EVENTS}
BY_NUMBER = {event.today: event for event in EVENTS}
"""Events by today's number of their item."""


def named(text: str) -> Event | None:
    """The event that a text names: by its slug, by today's number, or by words that only one name has.

    >>> named("directors").today, named("5.02").slug, named("code of ethics").slug, named("the")
    ('5.02', 'directors', 'ethics', None)
    """
    slug = re.sub(r"[\s_]+", "-", text.strip().lower())
    event = BY_SLUG.get(slug) or BY_NUMBER.get(slug)
    if event is not None:
        return event
    asked = set(_words(text))
    having = [one for one in EVENTS if asked and asked <= {*_words(one.name), *_words(one.slug)}]
    return having[0] if len(having) == 1 else None


def near(text: str) -> str:
    """The slug nearest to a text that names no event, "" where none is near."""
    found = difflib.get_close_matches(text.strip().lower(), BY_SLUG, 1, 0.6)
    return found[0] if found else ""


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.lower()) if word not in {"a", "an", "the", "or", "and"}]
