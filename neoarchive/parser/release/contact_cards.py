"""Puts the tokens of a block of contacts together: which role, firm and numbers are whose, and what is not certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from neoarchive.parser.types import Contact, Span, Value

from .contact_columns import mail_of
from .contact_words import likely_person

TokenKind = Literal["label", "person", "title", "firm", "phone", "email", "other"]


@dataclass(slots=True)
class Token:
    kind: TokenKind
    value: Value
    row: int = -1
    """The row of the piece it stands in."""


@dataclass(slots=True)
class _Card:
    """A contact being put together."""

    name: Value | None = None
    titles: list[Value] = field(default_factory=list)
    role: Value | None = None
    firm: Value | None = None
    phones: list[Value] = field(default_factory=list)
    emails: list[Value] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """Where its numbers stand."""
    beside: bool = False
    """Stands in one line with the name before it: a number below is this one's alone."""
    doubtful: bool = False
    """Stands in a stack of names with several firms or numbers: whose they are is not certain."""

    @property
    def reached(self) -> bool:
        return bool(self.phones or self.emails)


SHARED = "shared"
"""The note of a firm that several contacts are said to be of."""


def assemble(tokens: list[Token], doubts: list[Value]) -> list[Contact]:
    """The contacts of one column of tokens; ``doubts`` takes the names whose firm or number is not certain."""
    done: list[_Card] = []
    cards: list[_Card] = []
    """The contacts open now: several where names stand above one another before anything else."""
    role: Value | None = None
    firm: Value | None = None
    over: Value | None = None
    """The firm above several labels: "Acme Pumps, Inc.", "Investor Relations:", …, "Media Relations:", …"""
    for i, token in enumerate(tokens):
        kind, value = token.kind, token.value
        if kind == "person" and _agency_above(tokens, i):
            kind = "firm"
        if kind == "label" and _role_below(tokens, i):
            kind = "title"
        if kind == "label":
            if any(card.reached or card.name for card in cards) or not cards:
                over = over if cards else firm
                firm = over if any(card.reached for card in cards) else firm
            done, cards, role = done + cards, [], _role(value)
        elif kind == "person":
            stacked = (
                cards and not any(c.reached or (c.firm and c.firm is not firm) for c in cards) and _stacks(tokens, i)
            )
            if not stacked:
                done, cards = done + cards, []
            beside = bool(stacked) and i > 0 and tokens[i - 1].row == token.row
            if beside and tokens[i - 1].value.at and tokens[i - 1].value.at[-1][1] + 1 == value.at[0][0]:
                beside = False  # "John Roe/Ann Poe, 212/555-0101": the number is both's
            cards.append(_Card(name=value, role=role, firm=firm, beside=beside))
        elif kind == "title":
            if cards and (not any(c.reached for c in cards) or _title_below(cards, tokens[i + 1 : i + 2])):
                cards[-1].titles.append(value)
            else:
                done, cards, role = done + cards, [], value
        elif kind == "firm" and value.note == SHARED:
            for card in done + cards:
                card.firm = card.firm or Value(value.text, value.at)
        elif kind == "firm":
            if cards and cards[0].reached and (i + 1 == len(tokens) or tokens[i + 1].kind != "phone" or cards[0].firm):
                done, cards, firm = done + cards, [], value if i + 1 < len(tokens) else firm
                role = None if over else role  # the labels above were of the other firm's desks
                over = None
            elif cards:
                _give_firm(cards, firm, value)
            else:
                firm = value
        elif kind in ("phone", "email"):
            cards = cards or [_Card(role=role, firm=firm)]
            _reach(cards, kind == "phone", value)
            if kind == "phone" and cards[-1].phones:
                cards[-1].rows.append(token.row)
    _doubt(done + cards, sum(t.kind == "label" and t.value.text[:3].strip().casefold() == "at" for t in tokens))
    doubts.extend(card.name for card in done + cards if card.doubtful and card.name)
    return [_contact(card) for card in done + cards if card.reached or card.name]


def _doubt(cards: Sequence[_Card], headings: int) -> None:
    """Takes away what a copy that lost its columns leaves uncertain.

    A name without a number straight above one with two, each in a row of its own; a firm with a number above all
    names, and below a name another firm with one: either may be the other's. Of names in doubt the last may have taken
    all their roles, and under several headings ("AT THE COMPANY:", "AT HALE & ROE:") the last heading's firm.
    """
    for i, card in enumerate(cards):
        if card.doubtful and len(card.titles) > 1 and i and cards[i - 1].doubtful and not cards[i - 1].titles:
            card.titles = []
        if card.doubtful and headings > 1:
            card.firm = None
    for above, card in pairwise(cards):
        if above.name and card.name and not above.reached and len(set(card.rows)) > 1:
            for one in (above, card):
                one.phones, one.firm, one.doubtful = [], None, True
    lead = cards[0] if cards else None
    if lead and not lead.name and not lead.role and not lead.titles and lead.firm and lead.phones:
        for card in cards[1:]:
            if card.name and card.phones and card.firm and card.firm.at > card.name.at:
                card.phones, card.firm, card.doubtful = [], None, True


def _role_below(tokens: Sequence[Token], i: int) -> bool:
    """ "Analyst Contact" without a colon, below a name or its title and above a number, is that person's role."""
    if not i or tokens[i - 1].kind not in ("person", "title") or tokens[i - 1].row == tokens[i].row:
        return False
    following = tokens[i + 1].kind if i + 1 < len(tokens) else ""
    return following in ("phone", "email") and not _ends_with_colon(tokens[i])


def _ends_with_colon(token: Token) -> bool:
    return token.value.text.rstrip()[-1:] in ":;"


def _agency_above(tokens: Sequence[Token], i: int) -> bool:
    """ "Burns McClellan" above "John Roe (investors)": two names, of which only the second has a first name we know."""
    if i + 1 >= len(tokens) or tokens[i + 1].kind != "person" or tokens[i + 1].row == tokens[i].row:
        return False
    first, second = tokens[i].value.text, tokens[i + 1].value.text
    starts = i == 0 or tokens[i - 1].kind in ("label", "phone", "email")
    return starts and likely_person(second) and not likely_person(first)


def _title_below(cards: Sequence[_Card], following: Sequence[Token]) -> bool:
    """A role under a name and its number is that person's, unless a number of its own follows it, or a name."""
    card = cards[-1]
    if len(cards) > 1 or card.name is None or card.titles or card.emails:
        return False
    if not following or _parts(following[0]):
        return True
    return following[0].kind == "email" and mail_of(following[0].value.text, card.name.text)


def _parts(token: Token) -> bool:
    """A lone "or" between two contacts, as wires set it."""
    return token.kind == "other" and token.value.text.casefold() in ("or", "and", "&")


def _give_firm(cards: list[_Card], heading: Value | None, value: Value) -> None:
    """A firm below a name, or below several: two firms below several names cannot be told apart."""
    if len(cards) > 1 and any(c.firm and c.firm is not heading for c in cards):
        for card in cards:
            card.firm, card.doubtful = None, True
    for card in cards:
        if not card.doubtful and (card.firm is None or card.firm is heading):
            card.firm = value


def _stacks(tokens: list[Token], i: int) -> bool:
    """A name directly below a name (with at most a title or an aside between) shares what follows."""
    previous = tokens[i - 1].kind if i else ""
    return previous == "person" or (previous == "title" and i > 1 and tokens[i - 2].kind == "person")


def _reach(cards: list[_Card], phone: bool, value: Value) -> None:
    """A number is all the stacked names'; an e-mail address is theirs whose name it shows, else the last's."""
    if phone:
        if cards[-1].beside:
            cards[-1].phones.append(value)
            return
        if len(cards) > 1 and cards[0].phones and value.text != cards[0].phones[0].text:
            for card in cards:
                card.phones, card.doubtful = [], True
        for card in cards:
            if not card.doubtful:
                card.phones.append(value)
        return
    owner = next((c for c in cards if c.name and mail_of(value.text, c.name.text)), cards[-1])
    if value.text.casefold() not in (e.text.casefold() for e in owner.emails):
        owner.emails.append(value)


_NO_ROLE = re.compile(
    r"\b(?:for|more|further|additional|information|please|contacts?|may|at|on|persons?|the|details"
    r"|only|call|inquiries to|direct|from|about|company)\b|[,:;\[\]*]",
    re.I,
)


def _role(label: Value) -> Value | None:
    """The role in a label: "Investor Relations" in "Investor Relations Contacts:", none in "For more information:"."""
    text = label.text
    if re.match(r"at\b", text, re.I):
        return None
    kept = " ".join(_NO_ROLE.sub(" ", text).split()).strip(" -/&")
    lead = re.match(r"(?:[A-Z][\w.&']*\s){1,3}(?=(?:Media|Press|Investors?|Public|Corporate|Analysts?)\b)", kept)
    if (
        lead
        and re.search(r"contacts?\W*\Z", text, re.I)
        and not re.match(r"(?:Corporate|Media|Press|Investor|Public|Financial)\b", kept)
    ):
        kept = kept[lead.end() :]  # "Acme Media Contacts": the role is Media
    at = text.find(kept)
    if len(kept) < 2 or at < 0:
        return None
    return Value(kept, label.at, "")


def _contact(card: _Card) -> Contact:
    name = card.name
    title = card.role
    if card.titles:
        first = card.titles[0]
        title = (
            Value(", ".join(t.text for t in card.titles), tuple(s for t in card.titles for s in t.at))
            if len(card.titles) > 1
            else first
        )
    values = [v for v in (name, title, card.firm, *card.phones, *card.emails) if v]
    spans: set[Span] = {span for v in values for span in v.at}
    return Contact(name, title, card.firm, tuple(card.phones), tuple(card.emails), tuple(sorted(spans)))
