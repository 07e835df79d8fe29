"""Which company, which contact? Sure matches only: what is doubtful stays apart until an editor joins it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from neoarchive.models import Alias, Company, CompanyName, CompanyTicker, Contact, Registrant

from . import who
from .addresses import free_slugs
from .draft import RegistrantDraft
from .names import exchange_of, folded, short_company, slug_of, sort_name, sort_person
from .tables import update


@dataclass(eq=False, slots=True)
class KnownCompany:
    """A company with all that is known of it; without a number until it is written."""

    record: Company
    names: list[CompanyName] = field(default_factory=list)
    tickers: dict[tuple[str, str], CompanyTicker] = field(default_factory=dict)
    wanted_slug: str = ""
    """The address that one met for the first time would like to have."""
    was: tuple[object, ...] = ()
    """What the index said of it when it was read from the archive."""
    changed: bool = False

    def indexed(self) -> tuple[object, ...]:
        """What the index of its releases repeats of a company."""
        record = self.record
        return record.cik, record.state_of_incorporation, record.name, *(n.name for n in self.ordered_names())

    def ordered_names(self) -> list[CompanyName]:
        """As the database orders them: by the day first seen; those without one first on SQLite, last on PostgreSQL."""
        last = connection.features.nulls_order_largest
        return sorted(
            self.names, key=lambda n: ((n.first_seen is None) == last, n.first_seen or date.min, n.pk or _NEW)
        )


_NEW = 2**63
_SEEN = ("first_seen", "last_seen")


class Known:
    """The companies and contacts that a batch of filings may mean: read in few queries, kept in step in memory.

    Companies and contacts that are met for the first time are held here, in order, until ``write``.
    """

    def __init__(self, registrants: Iterable[who.Company]) -> None:
        self._new: list[KnownCompany] = []
        self._by_id: dict[int, KnownCompany] = {}
        self._by_cik: dict[str, KnownCompany] = {}
        self._by_irs: dict[str, list[KnownCompany]] = defaultdict(list)
        self._by_file_number: dict[str, list[KnownCompany]] = defaultdict(list)
        self._by_sort_name: dict[str, list[KnownCompany]] = defaultdict(list)
        self._changed: dict[int, CompanyName | CompanyTicker] = {}
        self._added: list[CompanyName | CompanyTicker] = []
        self._read(list(registrants))

    def _read(self, registrants: list[who.Company]) -> None:
        numbers = {number for one in registrants for number in one.file_numbers}
        registered = Registrant.objects.filter(file_number__in=numbers).values_list("file_number", "company").distinct()
        by_number = list(registered) if numbers else []
        ids = {company for _, company in by_number}
        for name, values in (
            ("cik", {one.cik for one in registrants if one.cik}),
            ("irs_number", {one.irs_number for one in registrants if one.irs_number}),
            ("sort_name", {name for one in registrants for name in one.sort_names}),
        ):
            ids |= (
                set(Company.objects.filter(**{f"{name}__in": values}).values_list("pk", flat=True)) if values else set()
            )
        aliases = list(
            Alias.objects.filter(kind=Alias.Kind.COMPANY, key__in={n for one in registrants for n in one.sort_names})
        )
        ids |= {alias.record for alias in aliases}
        if not ids:
            return
        for record in Company.objects.filter(pk__in=ids):
            known = self._by_id[record.pk] = KnownCompany(record)
            self._enter(known)
        for alias in aliases:
            if alias.record in self._by_id:
                self._by_sort_name[alias.key].append(self._by_id[alias.record])
        for named in CompanyName.objects.filter(company__in=ids):
            self._by_id[named.company_id].names.append(named)
        for ticker in CompanyTicker.objects.filter(company__in=ids):
            self._by_id[ticker.company_id].tickers[ticker.exchange, ticker.symbol] = ticker
        for number, company in by_number:
            self._by_file_number[number].append(self._by_id[company])
        for known in self._by_id.values():
            known.was = known.indexed()

    def _enter(self, known: KnownCompany) -> None:
        record = known.record
        if record.cik:
            self._by_cik[record.cik] = known
        if record.irs_number:
            self._by_irs[record.irs_number].append(known)
        self._by_sort_name[record.sort_name].append(known)

    def match(self, read: who.Company) -> tuple[KnownCompany | None, str]:
        """The company that this registrant is, and why, in words; None if it is new or doubtful."""
        if read.cik and read.cik in self._by_cik:
            return self._by_cik[read.cik], f"Matches the company in the archive with CIK {read.cik}."
        numbered = [one for number in read.file_numbers for one in self._by_file_number.get(number, ())]
        named = [one for name in read.sort_names for one in self._by_sort_name.get(name, ())]
        for why, candidates in (
            (f"IRS number {read.irs_number}", self._by_irs.get(read.irs_number, []) if read.irs_number else []),
            (f"file number {read.file_numbers[0] if read.file_numbers else ''}", numbered),
            ("this name", named),
        ):
            fitting = [one for one in dict.fromkeys(candidates) if not _contradicts(one.record, read)]
            if len(fitting) == 1 and (why == "this name" or _alike(fitting[0], read)):
                return fitting[0], f"Matches the company in the archive with {why}."
        return None, ""

    def company_for(self, read: who.Company, day: date | None, *, invented: bool) -> KnownCompany:
        """The registrant's company: the one it matches, brought up to date, or a new one."""
        known, _ = self.match(read)
        if known is None:
            known = KnownCompany(Company(name=read.name, sort_name=sort_name(read.name), invented=invented))
            known.wanted_slug = slug_of(short_company(read.name), 60)
            self._new.append(known)
            self._by_sort_name[known.record.sort_name].append(known)
        record = known.record
        before = (record.name, record.cik, record.irs_number, record.state_of_incorporation, record.sic)
        if _better_case(record.name, read.name) or (_is_newer(known, day) and not _better_case(read.name, record.name)):
            self._rename(known, read.name)
        if read.cik and not record.cik:
            record.cik = read.cik
            self._by_cik[read.cik] = known
        if read.irs_number and not record.irs_number:
            record.irs_number = read.irs_number
            self._by_irs[read.irs_number].append(known)
        record.state_of_incorporation = record.state_of_incorporation or read.state_of_incorporation
        record.sic = record.sic or read.sic
        after = (record.name, record.cik, record.irs_number, record.state_of_incorporation, record.sic)
        known.changed |= before != after
        return known

    def _rename(self, known: KnownCompany, name: str) -> None:
        self._by_sort_name[known.record.sort_name].remove(known)
        known.record.name, known.record.sort_name = name, sort_name(name)
        self._by_sort_name[known.record.sort_name].append(known)

    def note_registration(self, known: KnownCompany, file_number: str) -> None:
        """A company is known by the file numbers that its filings print."""
        if file_number and known not in self._by_file_number[file_number]:
            self._by_file_number[file_number].append(known)

    def note_names(self, known: KnownCompany, read: who.Company, day: date | None, filing_id: int) -> None:
        """Widen the time for which a company is known under a name; keep the names that a filing says it had."""
        for name in known.names:
            if folded(name.name) == folded(read.name):
                if _better_case(name.name, read.name):
                    name.name = read.name
                _widen(name, day)
                self._changed[id(name)] = name
                break
        else:
            self._add_name(known, CompanyName(name=read.name, first_seen=day, last_seen=day, filing_id=filing_id))
        for former, until in read.former_names:
            if not any(folded(name.name) == folded(former) for name in known.names):
                ended = date.fromisoformat(until) if until else None
                self._add_name(known, CompanyName(name=former, until=ended, filing_id=filing_id))

    def _add_name(self, known: KnownCompany, name: CompanyName) -> None:
        name.company = known.record
        known.names.append(name)
        self._added.append(name)

    def note_ticker(self, known: KnownCompany, exchange: str, symbol: str, day: date | None) -> None:
        """Widen the time for which a company is known to have a symbol; "NASDAQ" and "Nasdaq NM" are one exchange."""
        key = exchange_of(exchange), symbol
        ticker = known.tickers.get(key)
        if ticker is None:
            ticker = known.tickers[key] = CompanyTicker(exchange=key[0], symbol=symbol, company=known.record)
            self._added.append(ticker)
        elif day:
            self._changed[id(ticker)] = ticker
        _widen(ticker, day)

    def write_companies(self) -> None:
        """Companies met for the first time get their numbers and addresses, those that changed are updated."""
        slugs = free_slugs(Company, [known.wanted_slug for known in self._new])
        for known, slug in zip(self._new, slugs, strict=True):
            known.record.slug = slug
        Company.objects.bulk_create([known.record for known in self._new])
        changed = [known.record for known in self._by_id.values() if known.changed]
        update(changed, "name", "sort_name", "cik", "irs_number", "state_of_incorporation", "sic")

    def write_names(self) -> None:
        """Names and symbols, after the filings that they were first seen in."""
        models: list[tuple[type[Any], tuple[str, ...]]] = [
            (CompanyName, ("name", "first_seen", "last_seen")),
            (CompanyTicker, _SEEN),
        ]
        for model, columns in models:
            added = [one for one in self._added if isinstance(one, model)]
            for one in added:
                one.company_id = one.company.pk
            model.objects.bulk_create(added)
            new = set(map(id, added))
            update([o for o in self._changed.values() if isinstance(o, model) and id(o) not in new], *columns)

    def reindexed(self) -> Iterator[int]:
        """Numbers of the companies of which the index of earlier releases says something else by now."""
        return (pk for pk, known in self._by_id.items() if known.was != known.indexed())


class Contacts:
    """The contacts that a batch names, each by the key that makes it one."""

    def __init__(self) -> None:
        self._wanted: dict[str, tuple[who.Contact, str]] = {}
        self._records: dict[str, Contact] = {}

    def want(self, read: who.Contact, company: str) -> str:
        """Ask for the person or desk; gives the key of its record. ``company``: what its own is called then."""
        key = read.key(company)
        self._wanted.setdefault(key, (read, read.organization or company))
        return key

    def write(self) -> None:
        """Find those that are known, and make those that are not, in the order in which they were asked for."""
        found = Contact.objects.filter(key__in=list(self._wanted)) if self._wanted else []
        self._records = {one.key: one for one in found}
        self._records |= self._merged([key for key in self._wanted if key not in self._records])
        new = [
            Contact(
                kind=read.kind,
                name=read.name,
                organization=organization,
                key=key,
                sort_name=sort_person(read.name) if read.kind == who.PERSON else folded(read.name),
            )
            for key, (read, organization) in self._wanted.items()
            if key not in self._records
        ]
        for one, slug in zip(new, free_slugs(Contact, [_contact_slug(one) for one in new]), strict=True):
            one.slug = slug
        Contact.objects.bulk_create(new)
        self._records |= {one.key: one for one in new}

    @staticmethod
    def _merged(keys: list[str]) -> dict[str, Contact]:
        """People known under another key since an editor merged two records."""
        kind = Alias.Kind.CONTACT
        leading = dict(Alias.objects.filter(kind=kind, key__in=keys).values_list("key", "record")) if keys else {}
        records = Contact.objects.in_bulk(set(leading.values())) if leading else {}
        return {key: records[record] for key, record in leading.items() if record in records}

    def __getitem__(self, key: str) -> Contact:
        return self._records[key]


def match_company(read: RegistrantDraft) -> tuple[Company | None, str]:
    """The company of the archive that this registrant is, and why, in words; None if it is new or doubtful."""
    told = who.Company.of(read)
    known, why = Known([told]).match(told)
    return (known.record if known else None), why


def _contact_slug(contact: Contact) -> str:
    name = contact.name
    return slug_of(name if contact.kind == who.PERSON else f"{short_company(contact.organization)} {name}")


def _contradicts(company: Company, read: who.Company) -> bool:
    """Other numbers are another company."""
    other_cik = read.cik and company.cik and read.cik != company.cik
    return bool(other_cik or (read.irs_number and company.irs_number and read.irs_number != company.irs_number))


def _alike(known: KnownCompany, read: who.Company) -> bool:
    """A shared number is enough only where the names don't speak against it: subsidiaries share file numbers."""
    names = {folded(short_company(name)) for name in (known.record.name, *(n.name for n in known.names))}
    told = read.short_names | {folded(short_company(former)) for former, _ in read.former_names}
    return bool(names & told) or bool(read.irs_number and known.record.irs_number == read.irs_number)


def _is_newer(known: KnownCompany, day: date | None) -> bool:
    """Whether a filing of this day is later than all that the company is known by."""
    last = max((n.last_seen for n in known.names if n.last_seen), default=None)
    return bool(day and (last is None or day > last))


def _better_case(old: str, new: str) -> bool:
    return old == old.upper() and new != new.upper() and folded(old) == folded(new)


def _widen(seen: CompanyName | CompanyTicker, day: date | None) -> None:
    if day:
        seen.first_seen = min(seen.first_seen or day, day)
        seen.last_seen = max(seen.last_seen or day, day)
