"""The rows of an invented archive, in order of dates, one batch at a time."""

import hashlib
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Model

from neoarchive.models import (
    Company,
    Contact,
    ContactAppearance,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
    SearchDocument,
    Source,
)
from neoarchive.search import facts, index, numbers, words

from . import texts, vocabulary
from .texts import Speaker

COMPANIES = 8_000
FIRST, LAST = date(1993, 1, 1), date(2025, 12, 31)
_RENUMBERED = date(2004, 8, 23)
# Printed number, title, today's number; how often among a hundred. Exhibits' own item stands beside most of them.
_OLD = [("5", "Other Events", "8.01", 70), ("2", "Acquisition or Disposition of Assets", "2.01", 12)]
_OLD += [("9", "Regulation FD Disclosure", "7.01", 10), ("4", "Changes in Registrant's Accountant", "4.01", 5)]
_OLD += [("6", "Resignations of Registrant's Directors", "5.02", 3)]
_NEW = [("2.02", "Results of Operations and Financial Condition", "2.02", 40), ("8.01", "Other Events", "8.01", 25)]
_NEW += [("7.01", "Regulation FD Disclosure", "7.01", 18), ("5.02", "Departure of Directors", "5.02", 10)]
_NEW += [("1.01", "Entry into a Material Definitive Agreement", "1.01", 7)]
_STATES = ["Delaware"] * 12 + ["Nevada", "New York", "California", "Texas", "Ohio", "Maryland", "Pennsylvania", "Utah"]
_TRADES = ["Industries", "Systems", "Energy", "Bancorp", "Labs"]
_EXCHANGES = ["Nasdaq", "NYSE", "AMEX"]
_MODELS: list[type[Model]] = [Source, Filing, Registrant, Item, Exhibit, PressRelease, ReleaseTicker, Quotation]
_MODELS += [ContactAppearance, SearchDocument]

Row = dict[str, Any]
Batch = dict[type[Model], list[Row]]


@dataclass(frozen=True, slots=True)
class _Company:
    id: int
    name: str
    cik: str
    slug: str
    symbol: str
    exchange: str
    state: str
    speakers: list[Speaker] = field(default_factory=list)


class Archive:
    """``size`` releases. ``first`` is the id that every table's rows begin at; the same size gives the same rows."""

    def __init__(self, size: int, first: int = 1) -> None:
        self.size, self.first = size, first
        self.chance = random.Random(f"load {size}")
        self.companies = [self._company(number) for number in range(COMPANIES)]

    def _company(self, number: int) -> _Company:
        chance = self.chance
        name = (
            f"{vocabulary.name(chance)} {chance.choice(['Industries', 'Systems', 'Energy', 'Bancorp', 'Labs'])}, Inc."
        )
        people = [f"{vocabulary.name(chance)} {vocabulary.name(chance)}" for _ in range(2)]
        title = ["President", "Investor Relations"]
        made = [Speaker(people[i], title[i], name, f"(312) 555-{(number * 2 + i) % 10_000:04}") for i in range(2)]
        exchange = _EXCHANGES[number % 3]
        state = chance.choice(_STATES)
        slug = f"load-company-{self.first + number}"
        pk = self.first + number
        return _Company(pk, name, f"{9_000_000_000 + pk}", slug, _symbol(number), exchange, state, made)

    def people(self) -> Batch:
        """Companies, and the two people that each has its releases ask for."""
        batch: Batch = {Company: [], Contact: []}
        for company in self.companies:
            names = {"name": company.name, "sort_name": company.name.lower(), "slug": company.slug}
            names |= {"state_of_incorporation": company.state, "cik": company.cik}
            batch[Company].append({"id": company.id, **names, "invented": True})
            for number, one in enumerate(company.speakers):
                pk = self._contact_id(company, number)
                key = {"key": f"load|{pk}", "slug": f"load-person-{pk}"}
                sort = " ".join(reversed(one.name.lower().split()))
                row = {"id": pk, "kind": "person", "name": one.name, "sort_name": sort, **key}
                batch[Contact].append({**row, "organization": company.name})
        return batch

    def _contact_id(self, company: _Company, number: int) -> int:
        return self.first + (company.id - self.first) * 2 + number

    def batches(self, length: int = 1000) -> Iterator[Batch]:
        """All releases with what belongs to them."""
        for start in range(0, self.size, length):
            batch: Batch = {model: [] for model in _MODELS}
            for number in range(start, min(start + length, self.size)):
                self._release(batch, number)
            yield batch

    def _release(self, batch: Batch, number: int) -> None:
        chance, pk = self.chance, self.first + number
        # More of them in later years: the archive doubles about every eighteen.
        day = FIRST + timedelta(days=int((LAST - FIRST).days * (number / self.size) ** 0.8))
        company = self.companies[int(COMPANIES * chance.random() ** 2)]
        speaker = company.speakers[0] if chance.random() < 0.7 else None
        dateline = f"{vocabulary.RARE[company.id % 500].upper()}, {day:%B} {day.day}, {day.year}"
        text = texts.make(chance, company.name, dateline, speaker)
        made = Made(pk, day, company, text, dateline, speaker)
        known = self._items(batch, made)
        self._filing(batch, made)
        asked = (
            [self._contact_id(company, i) for i in range(1 + (chance.random() < 0.3))] if chance.random() < 0.8 else []
        )
        ticker = chance.random() < 0.6
        self._belongings(batch, made, asked, ticker)
        self._document(batch, made, known, len(asked), ticker)

    def _items(self, batch: Batch, made: "Made") -> list[str]:
        new = made.day >= _RENUMBERED
        number, title, today, _ = self.chance.choices(_NEW if new else _OLD, [i[3] for i in (_NEW if new else _OLD)])[0]
        found = [(number, title, today)]
        if self.chance.random() < 0.8:
            found.append(("9.01" if new else "7", "Financial Statements and Exhibits", "9.01"))
        for position, (number, title, today) in enumerate(found):
            pk = made.pk * 2 + position
            row = {"id": pk, "filing_id": made.pk, "position": position, "number": number, "today": today}
            batch[Item].append({**row, "title": title, "official_title": title})
        tokens = []
        for number, _, today in found:
            tokens += [facts.PRINTED_ITEM + facts.shield(number), facts.ITEM + facts.shield(number)]
            tokens += [facts.ITEM + facts.shield(today)]
        return tokens

    def _filing(self, batch: Batch, made: "Made") -> None:
        data = made.text.source.encode()
        starts = json.dumps(made.text.line_starts, separators=(",", ":")).encode()
        filed = datetime(made.day.year, made.day.month, made.day.day, 12, tzinfo=UTC)
        batch[Source].append(
            {
                "id": made.pk,
                "sha256": hashlib.sha256(data).hexdigest(),
                "compressed": zlib.compress(data, 1),
                "byte_length": len(data),
                "encoding": "utf-8",
                "format": "text",
                "line_count": len(made.text.line_starts),
                "compressed_line_starts": zlib.compress(starts, 1),
                "received_at": filed,
            }
        )
        batch[Filing].append(
            {
                "id": made.pk,
                "source_id": made.pk,
                "slug": f"load-filing-{made.pk}",
                "status": Filing.Status.PUBLISHED.value,
                "form_type": "8-K",
                "accession_number": f"9{made.pk:09}-{made.day:%y}-{made.pk % 1_000_000:06}",
                "report_date": made.day,
                "filed_date": made.day,
                "shown_date": made.day,
                "parser_version": "load",
                "created_at": filed,
                "updated_at": filed,
            }
        )
        company = made.company
        row = {"id": made.pk, "filing_id": made.pk, "company_id": company.id, "name": company.name}
        number = {"file_number": f"0-{10_000 + company.id}", "state_of_incorporation": company.state}
        batch[Registrant].append({**row, **number, "phone": company.speakers[1].phone})
        description = {"description": "Press release", "kind": "press release"}
        batch[Exhibit].append({"id": made.pk, "filing_id": made.pk, "number": "99.1", "included": True, **description})
        batch[PressRelease].append(
            {
                "id": made.pk,
                "filing_id": made.pk,
                "exhibit_id": made.pk,
                "company_id": company.id,
                "company_name": company.name,
                "slug": f"load-release-{made.pk}",
                "status": Filing.Status.PUBLISHED.value,
                "headline": made.text.headline,
                "dateline": made.dateline,
                "released_on": made.day,
                "shown_date": made.day,
                "summary": made.text.summary,
                "blocks": made.text.blocks,
                "evidence": json.dumps({"headline": {"at": [[0, len(made.text.headline)]], "lines": [1, 1]}}),
                "updated_at": filed,
            }
        )

    def _belongings(self, batch: Batch, made: "Made", asked: list[int], ticker: bool) -> None:
        pk, company = made.pk, made.company
        batch[PressRelease][-1] |= {"has_contact": bool(asked), "has_quotation": bool(made.speaker)}
        if ticker:
            symbol = {"exchange": company.exchange, "symbol": company.symbol}
            batch[ReleaseTicker].append({"id": pk, "release_id": pk, "company_id": company.id, **symbol})
        if made.speaker:
            said = {"speaker": made.speaker.name, "speaker_title": made.speaker.title, "text": made.text.quoted}
            batch[Quotation].append({"id": pk, "release_id": pk, "block": 2, **said})
        for position, contact in enumerate(asked):
            one = company.speakers[position]
            row = {"id": pk * 2 + position, "release_id": pk, "contact_id": contact, "position": position}
            who = {"name": one.name, "title": one.title, "organization": one.organization}
            batch[ContactAppearance].append({**row, **who, "phones": json.dumps([one.phone])})

    def _document(self, batch: Batch, made: "Made", known: list[str], asked: int, ticker: bool) -> None:
        company, day = made.company, made.day
        found = [facts.PUBLISHED, f"{facts.COMPANY}{company.id}", facts.CIK + company.cik]
        found += [f"{facts.YEAR}{day.year}", f"{facts.MONTH}{day:%Y%m}", facts.FORM + facts.shield("8-K")]
        found += [facts.STATE + facts.shield(company.state), *known]
        symbol = facts.shield(company.symbol)
        own = [facts.TICKER + symbol, facts.own_ticker(symbol, company.exchange)]
        found += own if ticker else [facts.NO_TICKER]
        found += [facts.HAS + "contact"] if asked else []
        found += [facts.HAS + "quotation"] if made.speaker else []
        people = [t for one in company.speakers[:asked] for t in (one.name, one.title, one.organization)]
        number, phones = numbers.file_number(f"0-{10_000 + company.id}"), [company.speakers[1].phone]
        phones += [one.phone for one in company.speakers[:asked]]
        further = [f"{facts.DAY}{day:%Y%m%d}", *(facts.EXHIBIT + facts.shield(e) for e in ("99.1", "99"))]
        further += [facts.FILE + number, *(facts.PHONE + numbers.phone_number(phone) for phone in phones)]
        said = [made.speaker.name, made.speaker.title] if made.speaker else []
        passages = made.text.folded_apart.split()
        passages += words.words("\n".join([*people, *(one.phone for one in company.speakers[:asked])]))
        batch[SearchDocument].append(
            {
                "release_id": made.pk,
                "key": facts.key_of(day, made.pk),
                "facts": f" {' '.join(dict.fromkeys(found))} ",
                "headline": made.text.folded_headline,
                "body": made.text.folded_body,
                "apart": index.apart_of(dict.fromkeys(further), [company.name], people, said, passages),
            }
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A release and what stands on its cover."""

    pk: int
    day: date
    company: _Company
    text: texts.Text
    dateline: str
    speaker: Speaker | None


def _symbol(number: int) -> str:
    """Four letters, each number its own."""
    letters = []
    for _ in range(4):
        number, one = divmod(number, 26)
        letters.append(chr(ord("A") + one))
    return "".join(letters)
