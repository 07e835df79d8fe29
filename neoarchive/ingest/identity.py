"""Which company, which contact? Sure matches only: what is doubtful stays apart until an editor joins it."""

from datetime import date

from neoarchive.models import Company, CompanyName, CompanyTicker, Contact, Registrant

from .addresses import free_slug
from .draft import ContactDraft, RegistrantDraft
from .names import exchange_of, folded, folded_company, folded_person, short_company, slug_of, sort_name, sort_person


def match_company(read: RegistrantDraft) -> tuple[Company | None, str]:
    """The company of the archive that this registrant is, and why, in words; None if it is new or doubtful."""
    cik = read.cik.value.zfill(10) if read.cik.value else ""
    if cik and (found := Company.objects.filter(cik=cik).first()):
        return found, f"Matches the company in the archive with CIK {cik}."
    irs = read.irs_number.value
    for why, candidates in (
        (f"IRS number {irs}", Company.objects.filter(irs_number=irs) if irs else Company.objects.none()),
        (f"file number {read.file_number.value}", _by_file_number(read.file_number.value)),
        ("this name", _by_name(read)),
    ):
        fitting = [c for c in candidates.distinct()[:3] if not _contradicts(c, cik, irs)]
        if len(fitting) == 1 and (why == "this name" or _alike(fitting[0], read)):
            return fitting[0], f"Matches the company in the archive with {why}."
    return None, ""


def _by_file_number(number: str) -> "Company.objects":
    if not number:
        return Company.objects.none()
    return Company.objects.filter(registrations__file_number__in=_spellings(number))


def _spellings(file_number: str) -> list[str]:
    """0-28782 and 000-28782 are one number: the header pads the prefix to three figures."""
    prefix, sign, rest = file_number.partition("-")
    if not sign or not prefix.isdigit():
        return [file_number]
    return list({file_number, f"{int(prefix)}-{rest}", f"{int(prefix):02d}-{rest}", f"{int(prefix):03d}-{rest}"})


def _by_name(read: RegistrantDraft) -> "Company.objects":
    names = {folded_company(name) for name in (read.name.value, read.conformed_name) if name}
    return Company.objects.filter(sort_name__in={sort_name(name) for name in names})


def _contradicts(company: Company, cik: str, irs: str) -> bool:
    return bool(
        (cik and company.cik and cik != company.cik) or (irs and company.irs_number and irs != company.irs_number)
    )


def _alike(company: Company, read: RegistrantDraft) -> bool:
    """A shared number is enough only where the names don't speak against it: subsidiaries share file numbers."""
    names = [company.name, *company.names.values_list("name", flat=True)]
    mine = {folded(short_company(name)) for name in (read.name.value, read.conformed_name) if name}
    known = {folded(short_company(name)) for name in names}
    former = {folded(short_company(former["name"])) for former in read.former_names}
    return bool(known & (mine | former)) or bool(read.irs_number.value and company.irs_number == read.irs_number.value)


def company_for(read: RegistrantDraft, day: date | None, *, invented: bool) -> Company:
    """The registrant's company: the one it matches, brought up to date, or a new one."""
    company, _ = match_company(read)
    cik = read.cik.value.zfill(10) if read.cik.value else None
    if company is None:
        name = read.name.value
        company = Company(name=name, sort_name=sort_name(name), invented=invented)
        company.slug = free_slug(Company, slug_of(short_company(name), 60))
    elif _better_case(company.name, read.name.value) or (
        _is_newer(company, day) and not _better_case(read.name.value, company.name)
    ):
        company.name, company.sort_name = read.name.value, sort_name(read.name.value)
    company.cik = company.cik or cik
    company.irs_number = company.irs_number or read.irs_number.value
    company.state_of_incorporation = company.state_of_incorporation or read.state_of_incorporation.value
    company.sic = company.sic or read.sic
    company.save()
    return company


def _is_newer(company: Company, day: date | None) -> bool:
    """Whether a filing of this day is later than all that the company is known by."""
    last = max((n.last_seen for n in company.names.all() if n.last_seen), default=None)
    return bool(day and (last is None or day > last))


def _better_case(old: str, new: str) -> bool:
    return old == old.upper() and new != new.upper() and folded(old) == folded(new)


def note_name(company: Company, name: str, day: date | None, filing_id: int) -> bool:
    """Widen the time for which a company is known under a name. True if it was not known under it."""
    known = next((n for n in company.names.all() if folded(n.name) == folded(name)), None)
    if known is None:
        CompanyName.objects.create(company=company, name=name, first_seen=day, last_seen=day, filing_id=filing_id)
        return True
    if _better_case(known.name, name):
        known.name = name
    if day:
        known.first_seen = min(known.first_seen or day, day)
        known.last_seen = max(known.last_seen or day, day)
    known.save()
    return False


def note_former_names(company: Company, read: RegistrantDraft, filing_id: int) -> bool:
    """Keep the names that a filing says a company had. True if one was not known."""
    added = False
    for former in read.former_names:
        if not any(folded(n.name) == folded(former["name"]) for n in company.names.all()):
            until = date.fromisoformat(former["until"]) if former["until"] else None
            CompanyName.objects.create(company=company, name=former["name"], until=until, filing_id=filing_id)
            added = True
    return added


def note_ticker(company: Company, exchange: str, symbol: str, day: date | None) -> None:
    """Widen the time for which a company is known to have a symbol; "NASDAQ" and "Nasdaq NM" are one exchange."""
    exchange = exchange_of(exchange)
    known, _ = CompanyTicker.objects.get_or_create(company=company, exchange=exchange, symbol=symbol)
    if day:
        known.first_seen = min(known.first_seen or day, day)
        known.last_seen = max(known.last_seen or day, day)
        known.save()


def owner_of_ticker(printed: str, registrants: list[Registrant]) -> Company | None:
    """The registrant whose name stands before the parenthesis; None if it is another company's, or unsaid."""
    name = folded(short_company(printed))
    if not name:
        return None
    for registrant in registrants:
        own = folded(short_company(registrant.name))
        if own and (own == name or name.endswith(own) or own.startswith(name + " ")):
            return registrant.company
    return None


def contact_for(read: ContactDraft, company: Company) -> Contact:
    """The person or desk: the same name with the same organisation is one contact.

    Where no organisation is printed the release's own company stands for it in the key, but is not shown as
    printed. A desk without a person is called by its role.
    """
    name = read.name.value or read.title.value or "Contact desk"
    kind = Contact.Kind.PERSON if read.name.value else Contact.Kind.DESK
    organization = read.organization.value
    key = f"{kind}|{folded_person(name)}|{folded(short_company(organization or company.name))}"[:500]
    contact = Contact.objects.filter(key=key).first()
    if contact is None:
        contact = Contact(kind=kind, name=name, organization=organization or company.name, key=key)
        contact.sort_name = sort_person(name) if kind == Contact.Kind.PERSON else folded(name)
        wanted = slug_of(name if kind == Contact.Kind.PERSON else f"{short_company(contact.organization)} {name}")
        contact.slug = free_slug(Contact, wanted)
        contact.save()
    return contact
