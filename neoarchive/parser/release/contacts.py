"""Reads the people and desks a release names to be contacted, from blocks in one, two or three columns.

A block is cut into *pieces* (a line, or a cell of a line with columns), columns are read downwards one after the
other, each piece becomes *tokens* (label, person, title, firm, phone, e-mail), and the tokens become contacts:
a person opens one, what follows belongs to it until the next person or label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from neoarchive.parser.text import Line, Passage, join_spans
from neoarchive.parser.types import Contact, Value

from .contact_blocks import in_sentence, opens, reaches, regions
from .contact_cards import SHARED, Token, TokenKind, assemble
from .contact_columns import Piece, is_label, mail_of, pieces_of, streams
from .contact_words import (
    FAX_LABEL,
    FIELD_LABEL,
    is_department,
    is_firm,
    is_person,
    is_title,
    likely_person,
)
from .patterns import DATE, EMAIL, FAX_AFTER, FAX_BEFORE, PHONE, STATE, STATUS, URL, all_capitals, folded

__all__ = ["in_sentence", "merged", "opens", "reaches", "read_contacts", "regions"]


def read_contacts(
    source: str,
    lines: Sequence[Line],
    rows: Sequence[int],
    companies: tuple[str, ...],
    doubts: list[Value] | None = None,
) -> list[Contact]:
    """The contacts of one block of rows. ``doubts`` takes the names whose firm or number is not certain."""
    whole = Passage.of(source, [lines[r] for r in rows])
    if _running_text(lines, rows, whole.text):
        columns = [[Piece(whole, 0, rows[0])]]
    else:
        grid = [[p for p in row if not STATUS.match(p.text)] for row in pieces_of(source, lines, rows)]
        columns = streams([row for row in grid if row])
    found: list[Contact] = []
    for stream in columns:
        tokens: list[Token] = []
        for n, piece in enumerate(stream):
            if n and stream[n - 1].row == piece.row and _FAX_ALONE.fullmatch(stream[n - 1].text):
                continue  # "Fax:" in a column of its own
            before = len(tokens)
            add_tokens(tokens, piece.passage, companies)
            if _town_last(tokens, before) and n + 1 < len(stream) and _names_someone(stream[n + 1].text):
                tokens.pop()
            for token in tokens[before:]:
                token.row = piece.row
        found.extend(assemble(_resolved(tokens), doubts if doubts is not None else []))
    return _mails_home(found)


def _resolved(tokens: list[Token]) -> list[Token]:
    """Two capitalised words under a role that heads a contact ("Media Relations") are a person, whose first name we may
    not know, unless a person follows or the address below shows the words as a firm's (jdoe@lowstone.com).
    """
    for i, token in enumerate(tokens):
        heads = (
            i > 0 and tokens[i - 1].kind == "title" and (i == 1 or tokens[i - 2].kind in ("label", "phone", "email"))
        )
        if token.kind == "other" and _AGENCY.fullmatch(token.value.text) and _opens_with(tokens, i):
            tokens[i] = Token("firm", token.value, token.row)
        if token.kind != "firm" or not heads or i + 1 == len(tokens) or not is_person(token.value.text):
            continue
        following = tokens[i + 1 : i + 4]
        if following[0].kind not in ("phone", "email", "title"):
            continue
        hosts = [t.value.text.split("@")[-1].casefold() for t in following if t.kind == "email"]
        words = re.findall(r"\w{4,}", token.value.text.casefold())
        if not any(word in host for host in hosts for word in words):
            tokens[i] = Token("person", token.value, token.row)
    return tokens


# "Burke & Salas", "Porter, LeVay & Rose": names of partners, as agencies are called
_AGENCY = re.compile(r"(?:[A-Z][\w.'’]{1,20},?\s){1,3}(?:&|and)\s[A-Z][\w'’]{1,20}")


def _opens_with(tokens: Sequence[Token], i: int) -> bool:
    """Does a column or a new contact begin with this token, and a person follow it?"""
    if i and tokens[i - 1].kind not in ("label", "phone", "email"):
        return False
    return i + 1 < len(tokens) and tokens[i + 1].kind == "person" and likely_person(tokens[i + 1].value.text)


def _mails_home(found: list[Contact]) -> list[Contact]:
    """An e-mail address that shows another's name ("steve@" under Jane Doe, beside Stephen Roe) is that one's: the
    column it was set in was lost.
    """
    for i, contact in enumerate(found):
        for mail in contact.emails if contact.name else ():
            others = [k for k, c in enumerate(found) if k != i and c.name and mail_of(mail.text, c.name.text)]
            if contact.name and len(others) == 1 and not mail_of(mail.text, contact.name.text):
                home = found[others[0]]
                found[i] = replace(found[i], emails=tuple(e for e in found[i].emails if e is not mail))
                found[others[0]] = replace(home, emails=(*home.emails, mail), at=tuple(sorted({*home.at, *mail.at})))
    return found


def _town_last(tokens: Sequence[Token], before: int) -> bool:
    """ "Acme Pumps, Inc., Alder Point" as a wire prints it: does a piece end with a firm and what may be its town?"""
    if len(tokens) - before < 2 or tokens[-2].kind != "firm":
        return False
    return tokens[-1].kind in ("person", "firm", "other") and not likely_person(tokens[-1].value.text)


def _names_someone(text: str) -> bool:
    """Does a piece begin with a person's name?"""
    return is_person(re.split(r",|;|\s[-–—/(]|\s\d", text, maxsplit=1)[0])


def _running_text(lines: Sequence[Line], rows: Sequence[int], text: str) -> bool:
    """ "CONTACT: Acme: Jane Doe, (612) 555-1234 or jdoe@acme.com": contacts as a sentence over several lines."""
    bodies = [lines[r].text.strip() for r in rows]
    if len(rows) < 2 or any(lines[r].tag for r in rows) or any(re.search(r"\S {3,}\S", body) for body in bodies):
        return False
    wraps = any(re.search(r"(?:,|\bor|\band|\bat|\bof|\(\d{3}\)|;)\Z", body) and len(body) > 50 for body in bodies[:-1])
    return text.count(",") >= 2 and (wraps or sum(len(body) > 55 for body in bodies) * 2 >= len(rows))


# ---------------------------------------------------------------------------------------------------------------
# Pieces to tokens

_FAX_ALONE = re.compile(r"\s*(?:tele)?(?:fax|facsimile)(?:\s(?:no\.?|number))?\s?[:.]?\s*", re.I)
# Where the rest of a piece is cut: ", " (but not before "Inc." or a degree), ";", " / ", " -- ", " or ", "|".
_CUT = re.compile(
    r"\s*;\s*|\s+/\s+|\s*\|\s*|\s+[-–—]{1,2}\s+|\s+(?:or|at|OR)\s+|\s*,(?!\s*(?:Inc|INC|LLC|L\.L\.C"
    r"|Ltd|LTD|L\.P|LP|Corp|CORP|N\.A|S\.A|Jr|Sr|JR|CFA|CPA|Ph\.?D|M\.?D|MBA|Esq|II|III|APR)\b)\s*"
    r"|\s*,\s*\Z"
)
_AT_FIRM = re.compile(r"at\s{1,3}(?!(?:the\s{1,3})?company\b)((?:the\s{1,3})?[A-Z].{2,60})\Z", re.I)
# "For further information contact Jane Doe, Treasurer, at …" without a colon
_ASKS = re.compile(
    r"[\s\-–*]{0,4}(?:for\s+(?:more|further|additional)\s+information,?\s+)?(?:please\s+)?(?:contact"
    r"|call)\s+(?=[A-Z])",
    re.I,
)
_STATE_ALONE = re.compile(r"(?!PR\b)" + STATE + r"(?:\s{1,3}\d{5}(?:-\d{4})?)?")
_FIRM_TAIL = re.compile(r"(?:Inc|INC|LLC|L\.L\.C|Ltd|LTD|Corp|CORP|L\.P|LP)\b\.?")
_DIVISION = re.compile(r"(?:[A-Z][\w&.'’]{1,20}\s){1,3}(?:Division|Department|Group|Trust|Office)")
_SHARED = re.compile(r"(?:both|all)\s(?:of|with|at|for)\s(?=[A-Z])")
_PREFIX = re.compile(r"[\s\[*\-–/]{0,4}([^:@\d]{2,90}?):\s*")
# What heads the other lines of a memo, and is no firm: "FOR: Immediate Release", "Date: November 9, 2001"
_MEMO = re.compile(r"(?:for|re|to|date|dated|subject|source|time|release|for release|release date|attention)", re.I)
# What stands before a number: "A/C 330-555-0100", "(area code) 330 555 0101"
_AREA = re.compile(r"\(?(?:a/c|area code)\)?", re.I)
# "Jane Doe Tel: …" in one line, without a comma
_FIELD_BEHIND = re.compile(r"\s(?:tel|telephone|phone|ph|e-?mail|fax|cell|mobile|office|direct)\.?\Z", re.I)
_PARENTHESIS = re.compile(r"\s*\(([^()]{2,60})\)\s*\Z")


def add_tokens(tokens: list[Token], passage: Passage, companies: tuple[str, ...]) -> None:
    """Adds the tokens of one piece, in order; what a phrase is may depend on the token before it."""
    text = passage.text
    at = 0
    for start, end, kind in _reaches(text):
        _add_words(tokens, passage, at, start, companies)
        if kind:
            tokens.append(Token(kind, passage.value(start, end)))
        at = end
    _add_words(tokens, passage, at, len(text), companies)


def _reaches(text: str) -> list[tuple[int, int, TokenKind | Literal[""]]]:
    """Phones, e-mails and addresses of pages in a text; a fax and a page have no kind, so they are left out."""
    found: list[tuple[int, int, TokenKind | Literal[""]]] = []
    if "@" in text:
        found += [(*m.span(), "email") for m in EMAIL.finditer(text)]
    taken = [(a, b) for a, b, _ in found]
    for m in PHONE.finditer(text):
        if not any(a < m.end() and m.start() < b for a, b in taken):
            fax = FAX_BEFORE.search(text[max(m.start() - 24, 0) : m.start()]) or FAX_AFTER.match(text, m.end())
            end = m.end()
            if fax and fax.re is FAX_AFTER:
                end = fax.end()
            found.append((m.start(), end, "" if fax else "phone"))
    taken = [(a, b) for a, b, _ in found]
    for m in URL.finditer(text):
        if not any(a < m.end() and m.start() < b for a, b in taken):
            found.append((*m.span(), ""))
    return sorted(found)


def _add_words(tokens: list[Token], passage: Passage, a: int, b: int, companies: tuple[str, ...]) -> None:
    """Tokens of a stretch without numbers and addresses."""
    text = passage.text[:b]
    while m := _PREFIX.match(text, a):
        name = m[1].strip()
        if (field := _FIELD_BEHIND.search(name)) and is_person(name[: field.start()], companies):
            tokens.append(Token("person", passage.value(m.start(1), m.start(1) + field.start())))
            a = m.end()
            continue
        head, _, more = name.partition(",")
        if more and not _FIRM_TAIL.match(more.strip()) and is_person(head, companies):
            break  # "Jane Doe, Acme Pumps, Zurich: +41 44 …": no label, and no firm
        if at := _AT_FIRM.match(name):  # "At the Financial Relations Board:" heads the people of a firm
            tokens.append(Token("label", passage.value(m.start(1), m.start(1) + at.start(1))))
            tokens.append(Token("firm", passage.value(m.start(1) + at.start(1), m.end(1))))
        elif more and is_firm(head) and (is_label(more.strip() + ":") or is_title(more)):
            role_at = m.start(1) + m[1].index(",") + 1
            role_at += len(text[role_at:]) - len(text[role_at:].lstrip())
            tokens.append(Token("label", passage.value(role_at, m.end(1))))
            tokens.append(Token("firm", passage.value(m.start(1), m.start(1) + len(m[1].partition(",")[0]))))
        elif desk := _firm_before_desk(name, companies):  # "Acme Pumps Investor Relations:"
            tokens.append(Token("label", passage.value(m.start(1) + desk, m.end(1))))
            tokens.append(Token("firm", passage.value(m.start(1), m.start(1) + desk)))
        elif not FIELD_LABEL.match(name + ":") and not _MEMO.fullmatch(name):
            kind: TokenKind = (
                "label" if is_label(name + ":") else "firm" if name[:1].isupper() and not is_title(name) else "label"
            )
            skip = 3 if name[:3] in ("or ", "OR ") else 4 if name[:4] in ("and ", "AND ") else 0
            tokens.append(Token(kind, passage.value(m.start(1) + skip, m.end(1))))  # ", or Media: Ben Marsh, …"
        a = m.end()
    if asks := _ASKS.match(text, a):
        tokens.append(Token("label", passage.value(*asks.span())))
        a = asks.end()
    cuts = _cuts(text, a, b)
    for i, (x, y) in enumerate(cuts):
        beyond = text[slice(*cuts[i + 1])].strip(" ,.") if i + 1 < len(cuts) else ""
        if _STATE_ALONE.fullmatch(text[x:y].strip(" ,.")) and i:
            continue
        if _STATE_ALONE.fullmatch(beyond) and not is_firm(text[x:y]) and not likely_person(text[x:y].strip()):
            continue  # "Akron, OH" under a name is where it is, not whose
        _add_phrase(tokens, passage, x, y, companies)


_DESK_BEHIND = re.compile(
    r"\s(?=(?:Investor|Media|Press|Public|Corporate|Shareholder|Financial)s?\s(?:Relations|Communications"
    r"|Affairs)\Z)"
)


def _firm_before_desk(name: str, companies: tuple[str, ...]) -> int:
    """Where the desk begins in a label "Acme Pumps Investor Relations", of a company that the release names; else 0."""
    behind = _DESK_BEHIND.search(name)
    firm = name[: behind.start()].casefold() if behind else ""
    if not behind or len(firm) < 3 or not any(company.startswith(firm) for company in companies):
        return 0
    return behind.end()


def _cuts(text: str, a: int, b: int) -> list[tuple[int, int]]:
    parts, at = [], a
    for m in _CUT.finditer(text, a):
        parts.append((at, m.start()))
        at = m.end()
    # "SVP, Investor Relations (ir@acme.com)": the parenthesis belongs to the address behind it.
    ended = [(x, x + len(text[x:y].rstrip(" ("))) for x, y in [*parts, (at, b)]]
    return [(x, y) for x, y in ended if text[x:y].strip(" ,;.()-–/")]


def _add_phrase(tokens: list[Token], passage: Passage, a: int, b: int, companies: tuple[str, ...]) -> None:
    text = passage.text[a:b]
    bare = text.strip(" \t,;:[]*-–/")
    if bare[:3] in ("or ", "OR ") or bare[:4] in ("and ", "AND "):
        bare = bare[3:].lstrip()  # "…, 330-555-0100; or John Roe of Low Stone"
    if not bare or FIELD_LABEL.fullmatch(bare.rstrip(".") + ": ") or FAX_LABEL.match(bare) or DATE.fullmatch(bare):
        return
    if _MEMO.fullmatch(bare) or _AREA.fullmatch(bare):
        return
    a += text.find(bare)
    b = a + len(bare)
    if tokens and tokens[-1].kind == "firm" and _FIRM_TAIL.fullmatch(bare):
        firm = tokens[-1].value  # "Wills & Associates," on one line, "Inc." on the next
        tokens[-1] = Token("firm", Value(f"{firm.text}, {bare}", firm.at + passage.spans(a, b)))
        return
    if tokens and tokens[-1].kind == "firm" and _DIVISION.fullmatch(bare) and passage.text[:a].rstrip()[-1:] == ",":
        firm = tokens[-1].value  # "Bank of the Brazos, Trust Division"
        tokens[-1] = Token("firm", Value(f"{firm.text}, {bare}", firm.at + passage.spans(a, b)))
        return
    if bare[:3] == "AT " and all_capitals(bare) and (at := _AT_FIRM.fullmatch(bare)):  # heads a firm's people
        tokens.append(Token("label", passage.value(a, a + at.start(1))))
        tokens.append(Token("firm", passage.value(a + at.start(1), b)))
        return
    if shared := _SHARED.match(bare):  # "Jane Doe, 330-555-0100, or John Roe, 330-555-0101, both of Acme Pumps"
        whose = passage.value(a + shared.end(), b)
        tokens.append(Token("firm", Value(whose.text, whose.at, SHARED)))
        return
    if _add_in_parts(tokens, passage, a, b, companies):
        return
    previous = tokens[-1].kind if tokens else ""
    tokens.append(Token(_kind(bare, previous, companies), passage.value(a, b)))


def _add_in_parts(tokens: list[Token], passage: Passage, a: int, b: int, companies: tuple[str, ...]) -> bool:
    """Phrases that are several things: "Jane Doe (Media)", "Treasurer of Acme Pumps", "Jane Doe/John Roe"."""
    bare = passage.text[a:b]
    aside = _PARENTHESIS.search(bare)
    if aside and aside.start() and is_person(bare[: aside.start()], companies):
        tokens.append(Token("person", passage.value(a, a + aside.start())))
        if re.search("fax", aside[1], re.I) is None:
            tokens.append(Token("title", passage.value(a + aside.start(1), a + aside.end(1))))
        return True
    if aside and aside.start():
        _add_phrase(tokens, passage, a, a + aside.start(), companies)
        return True
    of = re.search(r"\s(?:of|for|with|at)\s(?=[A-Z])", bare)
    rest = bare[of.end() :].strip() if of else ""
    known = is_firm(rest) or (len(rest) > 3 and any(rest.casefold() in company for company in companies))
    if of and known and is_title(bare[: of.start()]) and not is_title(rest):
        _add_phrase(tokens, passage, a, a + of.start(), companies)  # "Treasurer of Acme Pumps"
        tokens.append(Token("firm", passage.value(a + of.end(), b)))
        return True
    if of and not aside and is_person(bare[: of.start()], companies) and likely_person(bare) and rest[:1].isupper():
        tokens.append(Token("person", passage.value(a, a + of.start())))  # "John Roe of Low Stone"
        tokens.append(Token("firm", passage.value(a + of.end(), b)))
        return True
    if (lead := _title_before(bare, companies)) > 0:
        tokens.append(Token("person", passage.value(a + lead, b)))
        tokens.append(Token("title", passage.value(a, a + lead)))
        return True
    if "/" in bare and all(is_person(part, companies) for part in bare.split("/")):
        for part in bare.split("/"):
            at = a + bare.index(part)
            tokens.append(Token("person", passage.value(at, at + len(part))))
        return True
    return False


def _title_before(text: str, companies: tuple[str, ...]) -> int:
    """Where the name begins in "Chief Financial Officer Jane Doe"; 0 where there is no title before a name."""
    blanks = [m.start() for m in re.finditer(" ", text)]
    for at in blanks[-3:]:
        name = text[at + 1 :]
        if " " in name and likely_person(name) and is_person(name, companies) and is_title(text[:at]):
            return at + 1
    return 0


def _kind(text: str, previous: str, companies: tuple[str, ...]) -> TokenKind:
    if is_label(text):
        return "label"
    if is_title(text) or (previous == "title" and is_department(text)):
        return "title"
    if is_person(text, companies):
        return "person" if previous not in ("person", "title") or likely_person(text) else "firm"
    if is_firm(text) or text.casefold() in companies:
        return "firm"
    if previous in ("phone", "email") and len(text) > 4 and any(c.startswith(text.casefold() + " ") for c in companies):
        return "firm"  # "Glenmoor" alone over the people of Glenmoor Acquisition Corp.
    words = text.split()
    if (
        len(words) <= 6
        and all(w[:1].isupper() or w in ("of", "for", "the", "and", "&", "in") for w in words)
        and not re.search(r"\d", text)
    ):
        return "firm" if previous in ("person", "title", "label") else "other"
    return "other"


def same_person(a: Contact, b: Contact) -> bool:
    return bool(a.name and b.name and folded(a.name.text) == folded(b.name.text))


def merged(contacts: Sequence[Contact], source: str) -> tuple[Contact, ...]:
    """Contacts without those given twice (above and below): the fuller one stays, at the first one's rank."""
    kept: list[Contact] = []
    for contact in contacts:
        twin = next((i for i, k in enumerate(kept) if same_person(k, contact)), None)
        if twin is None:
            kept.append(contact)
        elif len(contact.phones) + len(contact.emails) > len(kept[twin].phones) + len(kept[twin].emails):
            kept[twin] = contact
    return tuple(Contact(c.name, c.title, c.organization, c.phones, c.emails, join_spans(source, c.at)) for c in kept)
