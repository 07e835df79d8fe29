"""Who a registrant and a contact say they are: what identity is decided by, folded once, where the text is read."""

from dataclasses import dataclass

from .draft import ContactDraft, RegistrantDraft
from .names import folded, folded_company, folded_person, short_company, sort_name

PERSON, DESK = "person", "desk"


@dataclass(frozen=True, slots=True)
class Company:
    """A registrant as a filing gives it. ``cik`` has ten figures or is empty; folded names are sets of one or two."""

    name: str
    cik: str
    irs_number: str
    file_numbers: tuple[str, ...]
    state_of_incorporation: str
    sic: str
    former_names: tuple[tuple[str, str], ...]
    """Name, and the ISO date until which it was the company's, or ""."""
    sort_names: frozenset[str]
    short_names: frozenset[str]

    @classmethod
    def of(cls, read: RegistrantDraft) -> "Company":
        printed = [name for name in (read.name.value, read.conformed_name) if name]
        return cls(
            read.name.value,
            read.cik.value.zfill(10) if read.cik.value else "",
            read.irs_number.value,
            tuple(_spellings(read.file_number.value)),
            read.state_of_incorporation.value,
            read.sic,
            tuple((former["name"], former["until"]) for former in read.former_names),
            frozenset(sort_name(folded_company(name)) for name in printed),
            frozenset(folded(short_company(name)) for name in printed),
        )


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or a desk of a release. A desk without a person is called by its role."""

    kind: str
    name: str
    organization: str
    """As printed; where it is empty, the release's own company stands for it in the key."""
    person: str
    firm: str

    @classmethod
    def of(cls, read: ContactDraft) -> "Contact":
        name = read.name.value or read.title.value or "Contact desk"
        organization = read.organization.value
        return cls(
            PERSON if read.name.value else DESK,
            name,
            organization,
            folded_person(name),
            folded(short_company(organization)) if organization else "",
        )

    def key(self, company: str) -> str:
        """The same name with the same organisation is one contact. ``company``: the name of the release's own."""
        firm = self.firm if self.organization else folded(short_company(company))
        return f"{self.kind}|{self.person}|{firm}"[:500]


def _spellings(file_number: str) -> list[str]:
    """0-28782 and 000-28782 are one number: the header pads the prefix to three figures."""
    if not file_number:
        return []
    prefix, sign, rest = file_number.partition("-")
    if not sign or not (prefix.isascii() and prefix.isdigit()):
        return [file_number]
    return list(
        dict.fromkeys([file_number, f"{int(prefix)}-{rest}", f"{int(prefix):02d}-{rest}", f"{int(prefix):03d}-{rest}"])
    )
