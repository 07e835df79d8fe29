"""Reads who is quoted: words in quotation marks that a paragraph gives as someone's own.

The speaker may be named after the words (``"…," said Eldon Miller, chairman``; ``… concluded Dr. Glasky``), before
them (``Dr. Glasky stated that "…"``) or between two parts. A short name is resolved to the full name and title
that the release gives elsewhere. Words without a speaker are no quotation ("turning on").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from neoarchive.parser.text import Passage
from neoarchive.parser.types import Quotation, Value

from .contact_words import is_firm

_SAID = (
    r"(?:said|says|stated|states|added|adds|commented|comments|noted|notes|concluded|concludes"
    r"|explained|explains|continued|continues|remarked|remarks|observed|"
    r"declared|reported|announced|emphasized|stressed|pointed out|went on to say|asserted|affirmed"
    r"|reiterated|summarized|predicted|told|according to)"
)
_WORD = (
    r"(?:[A-ZÀ-Þ][a-zà-ÿ'’]{1,20}(?:-[A-Z][a-z]{1,20})?(?:[A-Z][a-z]{1,20})?"
    r"|[A-Z]\.(?:\s?[A-Z]\.){0,2}|(?:de|van|von|der|la|del|di)(?=\s[A-Z]))"
)
NAME = (
    rf"(?:(?:Dr|Mr|Ms|Mrs|Prof|Sir|Sen|Gov"
    rf"|Gen)\.?\s{{1,2}})?{_WORD}(?:\s{{1,2}}{_WORD}){{0,4}}(?:,?\s(?:Jr|Sr|II|III"
    rf"|IV)\b\.?)?(?:,\s(?:Ph\.?D|M\.?D|CFA|CPA)\.?,?(?:\sPh\.?D\.?)?)?"
)
_TITLE_HEAD = (
    r"(?:president|chairman|chairwoman|chair|chief|vice|ceo|cfo|coo|cto|executive|senior|director"
    r"|officer|founder|co-founder|manager|treasurer|"
    r"head|partner|secretary|general counsel|professor|managing|evp|svp|interim|global|worldwide"
    r"|group|principal|dean|analyst|spokesman|spokeswoman|investigator|chancellor|governor|mayor"
    r"|co-ceo|co-chief|deputy|corporate|executive)"
)
_TITLE_WORD = (
    r"(?:Chairman|Chairwoman|President|Chief|Executive|Officer|Director|Vice|CEO|CFO|COO|Founder"
    r"|Treasurer|Chair|Manager|Senior)"
)
_TITLE_ONLY = re.compile(rf"{_TITLE_WORD}(?:\s{_TITLE_WORD}){{0,4}}")
_TITLE_LEADS = re.compile(
    rf"(?:[A-Z][\w&.]{{1,20}}\s){{0,2}}{_TITLE_WORD}(?:\s(?:and\s)?{_TITLE_WORD}){{0,4}}\s{{1,2}}(?=[A-Z])"
)
_QUOTED = re.compile(r"“([^“”]{1,4000})(?:”|\Z)|\"([^\"]{1,4000})(?:\"|\Z)|``([^`]{12,4000}?)(?:''|\Z)")
# After the words: said NAME | NAME said
_AFTER = re.compile(
    rf"[\s,.\-–—]{{0,5}}(?:(?:also|further|further(?:more)?"
    rf"|then)\s)?(?:{_SAID}\s{{1,3}}(?:by\s)?(?:[a-z][\w ,&'’\-]{{2,80}}?,?\s)??({NAME})"
    rf"|(?:(?:[Cc]ompany |[A-Z]\w{{2,20}} )?(?:[a-z][\w "
    rf"&'’\-]{{2,60}},?\s)??({NAME})(?:,([^\"“”]{{2,160}}?),?)?\s{{1,2}}{_SAID}\b))"
)
# Before the words: NAME, title, said: "…"; NAME stated that "…"
_BEFORE = re.compile(
    rf"({NAME})(?:,\s{{0,2}}([^\"“”]{{2,200}}?))?,?\s{{1,2}}(?:also |further "
    rf"|then )?{_SAID}\b[^\"“”.]{{0,90}}[\s,:.]{{0,3}}\Z"
)
# "According to NAME, title, "the …""
_ACCORDING = re.compile(rf"[Aa]ccording\sto\s({NAME})(?:,\s{{0,2}}([^\"“”]{{2,160}}?))?,\s{{0,2}}\Z")
# Two who speak as one: "Jane Doe and John Roe said"
_JOINTLY = re.compile(rf"{NAME}(?:,[^.\"“”]{{2,80}},?)?\s(?:and|&)\s\Z")
# Dear patterns are tried before the words only where one of these stands near
_SAID_WORD = re.compile(_SAID)
_SENTENCE_ENDS = re.compile(r"(?<![A-Z])(?<![DM]r)(?<!Ms)[.?!][\"”]?\s{1,3}(?=[A-Z])")
# A title beside a name anywhere in the release
_NAME_COMMA = re.compile(rf"({NAME})(?=,\s{{1,2}})")
_TITLE_NAME = re.compile(
    rf"\b((?:(?:[A-Z][\w&.]{{1,20}}['’]s?\s)?(?:[Ii]nterim |[Ss]enior |[Ee]xecutive |[Vv]ice "
    rf"|[Ff]ormer )?(?:[Cc]hairman|[Pp]resident|[Cc]hief|CEO|CFO|COO|[Dd]irector|[Vv]ice [Pp]resident"
    rf"|[Ff]ounder))[\w ,&\-]{{0,70}}?),?\s({_WORD}\s{{1,2}}(?:{_WORD}\s{{0,2}}){{1,3}})"
)


@dataclass(slots=True)
class _Known:
    """A person as the release introduces them."""

    full: Value
    title: Value | None


@dataclass(slots=True)
class _Speech:
    """A speaker's name as printed beside the words, and where it stands."""

    name: str
    value: Value
    title: Value | None


def read_quotations(passages: Sequence[Passage | None]) -> tuple[Quotation, ...]:
    """The quotations of a release; ``passages`` are its blocks, None for those that cannot hold one (tables)."""
    people: dict[str, list[_Known]] = {}
    found: list[Quotation] = []
    open_speaker: _Speech | None = None
    for index, passage in enumerate(passages):
        if passage is None or not ("“" in passage.text or '"' in passage.text or "``" in passage.text):
            open_speaker = None
            continue
        quotes = list(_QUOTED.finditer(passage.text))
        speaker = _speaker(passage, quotes)
        starts = passage.text.lstrip()[:1] in '"“'
        if speaker is None and starts and open_speaker and quotes:
            speaker = open_speaker
            attributed = quotes
        else:
            attributed = [q for q in quotes if _own_words(q)]
        if speaker and attributed:
            last = _last_word(speaker.name)
            if last not in people:
                people[last] = _people(passages, last)
            found.extend(_quotation(passage, q, speaker, people[last], passages, index) for q in attributed)
        open_speaker = (
            speaker if quotes and quotes[-1].end() == len(passage.text) and passage.text[-1:] not in '"”' else None
        )
    return tuple(found)


def _inner(q: re.Match[str]) -> tuple[int, int]:
    return q.span(q.lastindex or 0)


def _own_words(q: re.Match[str]) -> bool:
    """A term in quotation marks is not speech: speech has several words and ends like a sentence or a part of one."""
    text = q[q.lastindex or 0].rstrip()
    words = len(text.split())
    return words >= 5 or (words >= 3 and text[-1:] in ",.?!" and not text.istitle())


def _speaker(passage: Passage, quotes: Sequence[re.Match[str]]) -> _Speech | None:
    """The one speaker named beside one of the quotes; None where there is none or there are two."""
    text = passage.text
    found: dict[str, _Speech] = {}
    for q in quotes:
        after = text[q.end() : q.end() + 300]
        m = _AFTER.match(after)
        if m and (name := m[1] or m[2]):
            a = q.end() + (m.start(1) if m[1] else m.start(2))
            title = _title_after(passage, a + len(name)) or _title_between(passage, q.end(), a)
            _add(found, passage, a, a + len(name), title)
            continue
        before_at = max(q.start() - 320, 0)
        before = text[before_at : q.start()]
        if not _SAID_WORD.search(before, max(len(before) - 120, 0)) and "ccording" not in before:
            continue
        sentence = before_at + max([m.end() for m in _SENTENCE_ENDS.finditer(before)], default=0)
        for start in (sentence, before_at):
            m = _BEFORE.search(text[start : q.start()]) or _ACCORDING.search(text[start : q.start()])
            if m:
                a = start + m.start(1)
                _add(found, passage, a, a + len(m[1]), _title_after(passage, a + len(m[1])))
                break
    names = {_last_word(name): speech for name, speech in found.items()}
    return next(iter(names.values())) if len(names) == 1 else None


def _add(found: dict[str, _Speech], passage: Passage, a: int, b: int, title: Value | None) -> None:
    name = passage.text[a:b].strip(" ,")
    before = passage.text[max(a - 130, 0) : a]
    if before.endswith(("and ", "& ")) and _JOINTLY.search(before):
        return
    first = re.match(
        r"(?:The|In|For|At|On|This|That|We|He|She|It|They|And|But|Company|Commenting|As|With|Also|Today"
        r"|Our|A|An)\s",
        name,
    )
    if first:
        a, name = a + first.end(), name[first.end() :]
    if _TITLE_ONLY.fullmatch(name):  # "Chairman, President and CEO David M. Ratcliffe said"
        m = re.search(
            rf"({_WORD}(?:\s{{1,2}}{_WORD}){{1,3}})(?:,?\s{{1,2}}{_SAID}|[.,;]|\Z)", passage.text[a : a + 160]
        )
        if not m:
            return
        title = _title(passage, a, a + m.start(1))
        a, name = a + m.start(1), m[1]
    elif lead := _TITLE_LEADS.match(name):  # "Acme Chairman George H. Scholl"
        a, name = a + lead.end(), name[lead.end() :]
    if not name or is_firm(name) or name in ("He", "She", "They", "It", "The", "We", "Company", "This", "That", "Inc"):
        return
    value = _folded(passage.value(a, a + len(name)))
    old = found.get(name)
    if old is None or old.title is None:
        found[name] = _Speech(name, value, title)


_TITLE_AFTER = re.compile(
    r",\s{1,3}([^\"“”;]{2,220}?)(?=(?<![ .][A-Z])(?<!Inc)(?<!Corp)(?<!\bCo)\.(?:\s|\Z)|,?\s{1,2}"
    + _SAID
    + r"\b|[\"“]|\Z|,\s(?:who|which|said)\b)"
)


def _title_after(passage: Passage, at: int) -> Value | None:
    """ ", chairman and CEO of Stockwalk.com," after a name."""
    m = _TITLE_AFTER.match(passage.text[at : at + 260])
    return _title(passage, at + m.start(1), at + m.end(1)) if m else None


def _title_between(passage: Passage, a: int, b: int) -> Value | None:
    """ "said Acme's president Jane Doe": the title before the name."""
    m = re.search(_SAID + r"\s{1,3}(.{3,90}?)[\s,]{1,3}\Z", passage.text[a:b])
    return _title(passage, a + m.start(1), a + m.end(1)) if m else None


def _title(passage: Passage, a: int, b: int) -> Value | None:
    """The title in characters a to b, less "NeoTherapeutics'" before it; None if there is no title."""
    text = passage.text[a:b]
    if text.lstrip()[:4] in ("who ", "whos"):
        return None  # "noted Roe, who has been CFO since 1997": said of him, not his title
    lead = re.match(
        r"\s*(?:(?:the\s|The\s|its\s)?(?:[A-Z][\w.&]{0,24}\s{1,2}){0,4}[A-Z][\w.&]{0,24}(?:['’]s|s['’]"
        r"|['’])\s{1,2}|(?:the|its|our)\s{1,2})",
        text,
    )
    if lead:
        a += lead.end()
        text = passage.text[a:b]
    cut = re.search(
        r",\s{1,2}(?:who|which|that|in|at|on|and [a-z]+ed|as|today|also|has|will|when)\s|\s(?:who|which)\s", text
    )
    if cut:
        b = a + cut.start()
        text = passage.text[a:b]
    text = text.rstrip(" ,") if re.search(r"\b(?:Inc|Corp|Co|Ltd)\.[\s,]*\Z", text) else text.rstrip(" ,.")
    if not re.search(rf"\b{_TITLE_HEAD}\b", text[:60], re.I) or len(text) > 160:
        return None
    return _folded(passage.value(a, a + len(text)))


def _folded(value: Value) -> Value:
    """Without the double blanks of justified text."""
    return Value(" ".join(value.text.split()), value.at, value.note)


def _people(passages: Sequence[Passage | None], last: str) -> list[_Known]:
    """Full names that end with this word (see ``_last_word``), with the titles the release gives them.

    Names are dear to look for: only the paragraphs that hold the word are looked through.
    """
    known: list[_Known] = []
    for passage in passages:
        if passage is None or last not in passage.text.casefold():
            continue
        for m in _NAME_COMMA.finditer(passage.text):
            if _last_word(m[1]) == last and not _bare_name(m[1]) and not is_firm(m[1]):
                title = _title_after(passage, m.end(1))
                if title and not any(k.full.text == m[1] and k.title for k in known):
                    known.append(_Known(passage.value(*m.span(1)), title))
        for m in _TITLE_NAME.finditer(passage.text):
            if _last_word(m[2]) == last and (title := _title(passage, *m.span(1))) and not known:
                known.append(_Known(passage.value(*m.span(2)), title))
    return known


def _bare_name(name: str) -> bool:
    return len(re.sub(r"^(?:Dr|Mr|Ms|Mrs)\.?\s", "", name).split()) == 1


def _full_name(passages: Sequence[Passage | None], last: str) -> Value | None:
    """The one full name in the release that ends with this word, where no title stands beside it."""
    found: dict[str, Value] = {}
    pattern = re.compile(rf"\b({_WORD}\s{{1,2}}(?:{_WORD}\s{{1,2}})?{re.escape(last.capitalize())})\b")
    for passage in passages:
        for m in pattern.finditer(passage.text if passage else ""):
            if passage and not _TITLE_LEADS.match(m[1]):
                found.setdefault(m[1], passage.value(*m.span(1)))
    return next(iter(found.values())) if len(found) == 1 else None


def _last_word(name: str) -> str:
    words = [w for w in re.findall(r"[\w'’\-]+", re.sub(r",?\s(?:Jr|Sr|II|III|IV)\b\.?|,.*\Z", "", name)) if len(w) > 1]
    return words[-1].casefold() if words else name.casefold()


def _quotation(
    passage: Passage,
    q: re.Match[str],
    speech: _Speech,
    known: Sequence[_Known],
    passages: Sequence[Passage | None],
    block: int,
) -> Quotation:
    a, b = _inner(q)
    speaker, title = speech.value, speech.title
    fuller = {k.full.text for k in known}
    if len(fuller) == 1:
        if len(known[0].full.text) > len(speaker.text):
            speaker = Value(" ".join(known[0].full.text.split()), known[0].full.at, f"Named here as {speech.name}")
        title = title or next((k.title for k in known if k.title), None)
    elif not known and _bare_name(speaker.text):
        full = _full_name(passages, _last_word(speech.name))
        speaker = Value(full.text, full.at, f"Named here as {speech.name}") if full else speaker
    text = " ".join(passage.text[a:b].split())
    return Quotation(text, speaker, title, block, passage.spans(a, b))
