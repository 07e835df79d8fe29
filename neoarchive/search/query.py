"""The language of the search box. This text is its grammar; everything else on the subject repeats it.

::

    query  = any
    any    = all { "OR" all }
    all    = part { [ "AND" ] part }          all of them must occur
    part   = ( "-" | "NOT" ) part             must not occur
           | "(" any ")"
           | NAME ":" value                   in that field
           | value { near value }             near one another, in either order
    near   = "NEAR" [ "/" NUMBER ]            with at most so many words between them: 10, or as given, 1 to 50
    value  = WORD [ "*" ]                     the word; with an asterisk, words that begin so
           | '"' WORD { WORD } '"'            these words, in this order

    NAME   = company   words of a registrant's names, also of those it had before or since
             contact   words of a contact's name, role or organisation
             speaker   words of the name or title of somebody quoted
             headline  words of the headline
             ticker    a symbol, whole: ticker:NEOT
             item      an item of the form, as printed or by today's number: item:5, item:5.02
             event     what an item tells of, by either number: event:directors finds old item 6 and 5.02
             exhibit   the number a release was filed under: exhibit:99.1, or exhibit:99 for all of that number
             form      the type of the form: form:8-K/A
             cik       the SEC's number of a registrant
             file      the SEC's file number of a registrant: file:0-28782, with or without zeros before it
             phone     a telephone number of a contact or registrant: phone:3125550142
             year      year:1998, year:1996..1999, year:1996.., year:..1999 (1900 to 2099)
             before    earlier than a year, month or day: before:1999, before:1999-07, before:1999-07-27
             after     later than it: after:1999 begins on January 1, 2000
             state     where a registrant is incorporated: state:Delaware, state:DE
             has       contact, quote or table

``OR``, ``AND``, ``NOT`` and ``NEAR`` are operators in capitals only. A minus is one where it begins a part:
``nerve-derived`` is two words in this order. How words are folded is told in ``search.words``; a word that folds to
several is a phrase. ``a NEAR b NEAR c`` is a near b, and b near c.
Signs that no word holds are passed over, but a query of nothing else is a fault. Names of fields are in any case.
Brackets nest at most 20 deep, a query has at most 1,000 characters and 60 values.

A query that is not of this form raises ``QueryError`` with each fault, its place, and the query repaired: the
parser goes on behind a fault, and what it has understood is written out again. Pure: no Django, no database.
"""

import dataclasses
import difflib
import re
from dataclasses import dataclass

from . import words
from .values import READERS, Unreadable

LONGEST = 1000
MOST_VALUES = 60
DEEPEST = 20
SHORTEST_PREFIX = 2

DISTANCE, LONGEST_DISTANCE = 10, 50

WORD_FIELDS = ("company", "contact", "speaker", "headline")
_FACT_FIELDS = "ticker item event exhibit form cik file phone year before after state has"
FACT_FIELDS = tuple(_FACT_FIELDS.split())
FIELDS = (*WORD_FIELDS, *FACT_FIELDS)
# What people from other archives type for our fields.
_OTHER_NAMES = {
    "title": "headline",
    "subject": "headline",
    "date": "year",
    "name": "contact",
    "person": "contact",
    "symbol": "ticker",
    "registrant": "company",
    "with": "has",
    "type": "form",
    "entity": "company",
    "since": "after",
    "until": "before",
    "said": "speaker",
    "incorporated": "state",
}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found in this order; ``field`` is "" for anywhere. ``text`` is as typed, without quotes."""

    text: str
    tokens: tuple[str, ...]
    prefix: bool = False
    quoted: bool = False
    field: str = ""
    at: Place = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms of no field, in either order, with at most ``distance`` words between them."""

    parts: tuple[Term, Term]
    distance: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the release; one of ``values`` is enough (a span of years has one for each year).

    Of ``before`` and ``after`` the value is the first, or the last, day of what is written, as 1999-07-27.
    """

    field: str
    text: str
    values: tuple[str, ...]
    at: Place = dataclasses.field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


Node = Term | Near | Fact | All | Either | Not


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in a few words (``title``) and in a sentence, and where: characters from 0, end exclusive."""

    title: str
    message: str
    at: Place


class QueryError(ValueError):
    """A query that can't be read. ``text`` is the query, ``repaired`` what can be searched instead, "" if nothing."""

    def __init__(self, text: str, faults: tuple[Fault, ...], repaired: "Node | None") -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.text = text
        self.faults = faults
        self.repaired = repaired

    @property
    def carets(self) -> str:
        """A line that shows the places when it stands under ``text``."""
        marks = [" "] * (max(end for fault in self.faults for end in fault.at) + 1)
        for fault in self.faults:
            for place in range(fault.at[0], max(fault.at[1], fault.at[0] + 1)):
                marks[place] = "^"
        return "".join(marks).rstrip()


def parse(text: str) -> Node | None:
    """The query, None if it is empty. Raises QueryError."""
    text = clean(text)
    if not text.strip():
        return None
    reader = _Reader(text)
    node = reader.read()
    if reader.faults:
        raise QueryError(text, tuple(sorted(reader.faults, key=lambda f: f.at)), node)
    return node


def clean(text: str) -> str:
    """The query with a blank for each character that nothing can be done with: NUL, controls, half surrogates."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def write(node: Node, inside: bool = False) -> str:
    """The query as text; ``parse`` reads the same from it."""
    match node:
        case Term():
            value = f'"{node.text}"' if node.quoted else node.text + ("*" if node.prefix else "")
            return f"{node.field}:{value}" if node.field else value
        case Near():
            near = "NEAR" if node.distance == DISTANCE else f"NEAR/{node.distance}"
            return f" {near} ".join(write(part) for part in node.parts)
        case Fact():
            return f'{node.field}:"{node.text}"' if " " in node.text else f"{node.field}:{node.text}"
        case Not():
            # Two signs side by side are no sign: -(-nerve).
            inner = write(node.part, inside=True)
            return f"-({inner})" if inner.startswith("-") else f"-{inner}"
        case All():
            text = " ".join(write(part, inside=True) for part in node.parts)
        case Either():
            text = " OR ".join(write(part, inside=True) for part in node.parts)
    return f"({text})" if inside else text


def terms(node: Node | None) -> list[Term]:
    """The words looked for in the text, in order; those that must not occur and those of other fields left out."""
    match node:
        case Term():
            return [node] if node.field in ("", "headline") else []
        case Near():
            return list(node.parts)
        case All() | Either():
            return [term for part in node.parts for term in terms(part)]
    return []


@dataclass(slots=True)
class _Token:
    kind: str  # ( ) - or and not field value end
    start: int
    end: int
    text: str = ""
    quoted: bool = False


_OPEN_QUOTES = '"“”„«»'
_FIELD = re.compile(r"[^\W\d_][\w-]*:")
_PLAIN = re.compile(rf"[^\s(){_OPEN_QUOTES}]+")
_KEYWORDS = {"OR": "or", "AND": "and", "NOT": "not"}
_NEAR = re.compile(r"NEAR(?:/(?a:(\d{1,3})))?")


class _Reader:
    """Reads one query. Faults are noted and passed over, so that all of them are told at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.values = 0
        if len(text) > LONGEST:
            self.fault(
                "The query is too long.", f"It has {len(text):,} characters; {LONGEST:,} are read.", LONGEST, LONGEST
            )
            text = text[:LONGEST]
        self.tokens = self._tokens(text)
        self._flatten_if_deep()
        self.next = 0

    def fault(self, title: str, message: str, start: int, end: int) -> None:
        self.faults.append(Fault(title, message, (start, end)))

    # characters to tokens

    def _tokens(self, text: str) -> list[_Token]:
        found: list[_Token] = []
        place = 0
        while place < len(text):
            char = text[place]
            if char.isspace():
                place += 1
                continue
            if char in "()":
                token = _Token(char, place, place + 1)
            elif (
                char == "-" and place + 1 < len(text) and not text[place + 1].isspace() and text[place + 1] not in "-)"
            ):
                token = _Token("-", place, place + 1)
            else:
                token = self._value(text, place, found)
            found.append(token)
            place = token.end
        return [*found, _Token("end", len(text), len(text))]

    def _value(self, text: str, place: int, before: list[_Token]) -> _Token:
        if text[place] in _OPEN_QUOTES:
            return self._phrase(text, place)
        after_field = bool(before) and before[-1].kind == "field" and before[-1].end == place
        name = None if after_field else _FIELD.match(text, place)
        if name:
            return _Token("field", place, name.end(), name[0][:-1].lower())
        match = _PLAIN.match(text, place)
        assert match  # brackets, quotes and blanks were looked at before
        kind = "value" if after_field else _KEYWORDS.get(match[0], "value")
        if kind == "value" and not after_field and _NEAR.fullmatch(match[0]):
            kind = "near"
        return _Token(kind, place, match.end(), match[0])

    def _phrase(self, text: str, place: int) -> _Token:
        end = next((i for i in range(place + 1, len(text)) if text[i] in _OPEN_QUOTES), -1)
        if end < 0:
            message = f"The quotation mark at character {place + 1} is never closed."
            self.fault("The query stops short.", message, place, place + 1)
            return _Token("value", place, len(text), text[place + 1 :], quoted=bool(text[place + 1 :].strip()))
        return _Token("value", place, end + 1, text[place + 1 : end], quoted=True)

    def _flatten_if_deep(self) -> None:
        depth = deepest = 0
        for token in self.tokens:
            depth += {"(": 1, ")": -1}.get(token.kind, 0)
            deepest = max(deepest, depth)
            if depth > DEEPEST:
                message = f"The brackets are nested more than {DEEPEST} deep at character {token.start + 1}."
                self.fault("The query is nested too deep.", message, token.start, token.end)
                self.tokens = [t for t in self.tokens if t.kind not in "()"]
                return

    # tokens to nodes

    def read(self) -> Node | None:
        found: list[Node] = []
        while True:
            node = self._any(0)
            found += [node] if node else []
            token = self._take()
            if token.kind == "end":
                break
            message = f"The bracket at character {token.start + 1} was never opened."
            self.fault("A bracket closes nothing.", message, token.start, token.end)
        if not found and not self.faults:
            self.fault("There is nothing to look for.", "The query holds no letter and no figure.", 0, len(self.text))
        return _joined(All, found)

    def _take(self) -> _Token:
        token = self.tokens[self.next]
        self.next += 1
        return token

    @property
    def _kind(self) -> str:
        return self.tokens[self.next].kind

    def _any(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while self._kind == "or":
            operator = self._take()
            left, right = parts[-1], self._all(depth)
            if left is None or right is None:
                self._needs("OR", operator, left is None, right is None)
            parts.append(right)
        return _joined(Either, [part for part in parts if part])

    def _needs(self, name: str, token: _Token, before: bool, after: bool) -> None:
        missing = " and ".join((["before it"] if before else []) + (["after it"] if after else []))
        title = "The query stops short." if after and self._kind == "end" else f"{name} stands alone."
        message = f"{name} at character {token.start + 1} has nothing {missing}."
        self.fault(title, message, token.start, token.end)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node] = []
        waiting: _Token | None = None
        while self._kind not in ("or", ")", "end"):
            if self._kind == "and":
                token = self._take()
                if waiting or not parts:
                    self._needs("AND", token, True, False)
                waiting = token
                continue
            part = self._part(depth)
            if part:
                parts.append(part)
                waiting = None
        if waiting and parts:
            self._needs("AND", waiting, False, True)
        return _joined(All, parts)

    def _part(self, depth: int) -> Node | None:
        token = self._take()
        if token.kind in ("-", "not"):
            return self._negated(token, depth)
        if token.kind == "(":
            inner = self._any(depth + 1)
            if self._kind == ")":
                self._take()
                if inner is None:
                    self.fault(
                        "There is nothing in the brackets.", "The brackets are empty.", token.start, self._last_end
                    )
            else:
                message = f"The bracket at character {token.start + 1} is never closed."
                self.fault("The query stops short.", message, token.start, token.end)
            return inner
        if token.kind == "field":
            return self._field(token)
        if token.kind == "near":
            message = (
                f"NEAR at character {token.start + 1} stands between two words or phrases, without fields or brackets."
            )
            self.fault("NEAR stands alone.", message, token.start, token.end)
            return None
        first = self._term(token)
        return self._near(first) if first and self._kind == "near" else first

    def _near(self, first: Term) -> Node:
        found: list[Node] = []
        while self._kind == "near":
            operator = self._take()
            second = self._term(self._take()) if self._kind == "value" else None
            if second is None:
                self._needs("NEAR", operator, False, True)
                break
            found.append(Near((first, second), self._distance(operator)))
            first = second
        return _joined(All, found) or first

    def _distance(self, operator: _Token) -> int:
        given = operator.text.partition("/")[2]
        if given and not 1 <= int(given) <= LONGEST_DISTANCE:
            message = (
                f"The distance at character {operator.start + 6} is a number of words from 1 to {LONGEST_DISTANCE}."
            )
            self.fault("NEAR can’t be read.", message, operator.start, operator.end)
        return min(max(int(given), 1), LONGEST_DISTANCE) if given else DISTANCE

    @property
    def _last_end(self) -> int:
        return self.tokens[self.next - 1].end

    def _negated(self, token: _Token, depth: int) -> Node | None:
        minuses = 1
        while self._kind in ("-", "not"):
            self._take()
            minuses += 1
        if self._kind in ("or", "and", ")", "end"):
            name = "NOT" if token.kind == "not" else "The minus"
            self._needs(name, token, False, True)
            return None
        part = self._part(depth)
        return part if part is None or minuses % 2 == 0 else Not(part)

    # values

    def _counted(self, token: _Token) -> bool:
        self.values += 1
        if self.values == MOST_VALUES + 1:
            message = f"It has more than {MOST_VALUES} words; what begins at character {token.start + 1} is too much."
            self.fault("The query is too long.", message, token.start, token.end)
        return self.values <= MOST_VALUES

    def _term(self, token: _Token, name: str = "") -> Term | None:
        text, prefix = token.text, False
        if not token.quoted and "*" in text:
            text, prefix = self._starred(token, text)
        elif token.quoted and "*" in text:
            place = token.start + 1 + text.index("*")
            message = f"The asterisk at character {place + 1} is in quotation marks; it belongs at the end of a word."
            self.fault("An asterisk stands where none is read.", message, place, place + 1)
            text = text.replace("*", " ")
        found = tuple(words.words(text))
        if not found or not self._counted(token):
            if not found and (name or token.quoted or prefix):
                what = f"{name}: has" if name else "The quotation marks have" if token.quoted else "The asterisk has"
                message = f"{what} no letter and no figure to look for at character {token.start + 1}."
                self.fault("There is nothing to look for.", message, token.start, token.end)
            return None
        if prefix and len(found[-1]) < SHORTEST_PREFIX:
            message = f"“{text}*” is too short: give at least {SHORTEST_PREFIX} characters before the asterisk."
            self.fault("Too many words begin so.", message, token.start, token.end)
            prefix = False
        return Term(text.strip(), found, prefix, token.quoted, name, (token.start, token.end))

    def _starred(self, token: _Token, text: str) -> tuple[str, bool]:
        stem, _, rest = text.partition("*")
        if rest.strip("*"):
            place = token.start + len(stem)
            message = f"The asterisk at character {place + 1} is inside a word; it belongs at its end."
            self.fault("An asterisk stands where none is read.", message, place, place + 1)
        return stem, True

    def _field(self, token: _Token) -> Node | None:
        name, value = token.text, self.tokens[self.next]
        if value.kind != "value" or value.start != token.end:
            if name not in FIELDS:
                return self._unknown(token, None)
            message = f"{name}: at character {token.start + 1} has nothing after it."
            if value.start == token.end and value.kind != "end":
                message = f"{name}: at character {token.start + 1} takes one value, or words in quotation marks."
            title = "The query stops short." if value.kind == "end" else f"{name}: stands alone."
            self.fault(title, message, token.start, token.end)
            return None
        self._take()
        if name not in FIELDS:
            return self._unknown(token, value)
        if name in WORD_FIELDS:
            return self._term(value, name)
        if not self._counted(token):
            return None
        return self._fact(name, token, value)

    def _unknown(self, token: _Token, value: _Token | None) -> Node | None:
        near = _OTHER_NAMES.get(token.text) or next(iter(difflib.get_close_matches(token.text, FIELDS, 1, 0.6)), "")
        hint = f"The nearest is {near}:." if near else f"The fields are {', '.join(f + ':' for f in FIELDS)}."
        shown = token.text if len(token.text) <= 30 else token.text[:30] + "…"
        self.fault(f"There is no field “{shown}:”.", hint, token.start, token.end)
        if value is None:
            return None
        if near:
            already = len(self.faults)
            repaired = self._term(value, near) if near in WORD_FIELDS else self._fact(near, token, value)
            if repaired and len(self.faults) == already:
                return repaired
            del self.faults[already:]
        found = words.words(value.text)
        return _plain_term(found, (value.start, value.end)) if found else None

    def _fact(self, name: str, token: _Token, value: _Token) -> Node | None:
        place = (token.start, value.end)
        text = value.text.strip()
        read = READERS[name]
        try:
            written, values = read(text)
        except Unreadable as error:
            self.fault(f"{name}: can’t be read.", str(error), value.start, value.end)
            if error.instead is None:
                return None
            written, values = read(error.instead)
        return Fact(name, written, values, place)


def _joined(kind: type[All] | type[Either], parts: list[Node]) -> Node | None:
    """One node of parts; those of the same kind are taken into it."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat += part.parts
        else:
            flat.append(part)
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def _plain_term(found: list[str], at: Place) -> Term:
    """Folded words as a term that reads as itself again."""
    text = " ".join(word.replace(words.POINT, ".") for word in found)
    return Term(text, tuple(found), quoted=len(found) > 1 or ":" in text, at=at)
