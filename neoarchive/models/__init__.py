"""The archive's records. Nothing here imports another room of the house."""

from .alias import Alias
from .change import Change
from .company import Company, CompanyName, CompanyTicker
from .contact import Contact, ContactAppearance
from .evidence import Evidenced
from .filing import Exhibit, Filing, Item, Registrant, Signature
from .login import LogIn
from .old_address import OldAddress
from .proposal import Proposal
from .quality import QualityReport
from .release import PressRelease, Quotation, ReleaseTicker
from .search_document import SearchDocument
from .source import Source
from .stamp import ArchiveStamp
from .suggestion import Suggestion
from .upload import Upload, UploadedFiling

__all__ = [
    "Alias",
    "ArchiveStamp",
    "Change",
    "Company",
    "CompanyName",
    "CompanyTicker",
    "Contact",
    "ContactAppearance",
    "Evidenced",
    "Exhibit",
    "Filing",
    "Item",
    "LogIn",
    "OldAddress",
    "PressRelease",
    "Proposal",
    "QualityReport",
    "Quotation",
    "Registrant",
    "ReleaseTicker",
    "SearchDocument",
    "Signature",
    "Source",
    "Suggestion",
    "Upload",
    "UploadedFiling",
]
