"""Putting what was given on the desk: files and pasted texts become ``UploadedFiling`` rows, nothing more."""

import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from neoarchive.ingest import files, service
from neoarchive.ingest.draft import FilingDraft
from neoarchive.ingest.errors import NotText
from neoarchive.models import Filing, Upload, UploadedFiling

from .desk import Desk

logger = logging.getLogger(__name__)

# "FORM 10-K" alone on a line near the top, where no form type was read: another form, without its header.
_PRINTED_FORM = re.compile(r"^[ \t]{0,80}FORM[ \t]{1,9}(\w{1,4}-\w{1,4}(?:/A)?)[ \t]{0,80}\r?$", re.I | re.M)
_TOP = 6000


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that is not put on the desk: its name, why in words, and what it is the same as, if anything.

    With a ``filing``, ``why`` is the beginning of a sentence: "Accession number … is".
    """

    name: str
    why: str
    filing: Filing | None = None
    waiting: UploadedFiling | None = None


@dataclass
class Intake:
    """What came of one upload. ``upload`` is None where nothing was put on the desk."""

    upload: Upload | None = None
    taken: list[UploadedFiling] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def pieces(uploads: Iterable[UploadedFile], text: str) -> Iterator[files.Piece]:
    """The texts that were given: the pasted one first, then those of the files and zips."""
    if text.strip():
        yield from files.unpack("", text.encode("utf-8", "surrogatepass"))
    for upload in uploads:
        name = upload.name or "unnamed"
        if upload.size and upload.size > settings.UPLOAD_MAX_BYTES:
            # Told from the size alone: a file this large is never taken into memory.
            limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            yield files.Piece(name, problem=f"The file is larger than the {limit} MB that are read at once. Split it.")
        else:
            yield from files.unpack(name, upload.read())


def take_in(
    user: AbstractBaseUser, given: Iterable[files.Piece], *, accession_number: str = "", origin: str = ""
) -> Intake:
    """Read each text and put it on the desk, or say why not. One bad text never keeps the others away."""
    intake = Intake()
    for piece in given:
        draft = _read(piece)
        if isinstance(draft, FilingDraft):
            if accession_number:
                draft.accession_number.set(accession_number)
            refused = _why_not(draft, piece)
        else:
            refused = draft
        if refused:
            intake.refused.append(refused)
            continue
        assert isinstance(draft, FilingDraft)
        with transaction.atomic():
            if intake.upload is None:
                intake.upload = Upload.objects.create(created_by=user)
            intake.taken.append(
                UploadedFiling.objects.create(
                    upload=intake.upload,
                    position=len(intake.taken) + 1,
                    filename=piece.name[:255],
                    origin=origin,
                    compressed=zlib.compress(piece.data, 6),
                    draft=Desk(draft).dump(),
                )
            )
    return intake


def called(name: str) -> str:
    return name or "The pasted text"


def _read(piece: files.Piece) -> FilingDraft | Refused:
    if piece.problem:
        return Refused(piece.name, piece.problem)
    try:
        return service.read(piece.data, piece.name)
    except NotText as error:
        return Refused(piece.name, str(error))
    except Exception:
        # A fault in the reader is ours, not the editor's; the other files of the upload must not suffer.
        logger.exception("Reading %s failed", called(piece.name))
        return Refused(piece.name, "Reading it failed through an error of this site, which has been logged. Report it.")


def _why_not(draft: FilingDraft, piece: files.Piece) -> Refused | None:
    form = draft.form_type.value or _printed_form(piece.data)
    if form and not form.upper().replace(" ", "").startswith("8-K"):
        return Refused(piece.name, f"This is a Form {form}, not an 8-K. The archive keeps Forms 8-K only.")
    if not (form or draft.items or draft.releases or draft.registrants):
        return Refused(
            piece.name,
            "No part of a Form 8-K was found in it: no form type, no company, no item and no press release. "
            "Give the whole filing, from its first line.",
        )
    twin = service.find_twin(draft)
    if twin:
        filing, why = twin
        return Refused(piece.name, f"{why} is", filing=filing)
    waiting = _waiting_twin(draft)
    return Refused(piece.name, "The same text waits to be saved:", waiting=waiting) if waiting else None


def _printed_form(data: bytes) -> str:
    found = _PRINTED_FORM.search(data[:_TOP].decode("latin-1"))
    return found[1].upper() if found else ""


def _waiting_twin(draft: FilingDraft) -> UploadedFiling | None:
    waiting = UploadedFiling.objects.filter(state=UploadedFiling.State.WAITING).defer("draft", "compressed")
    return waiting.filter(draft__desk__summary__sha256=draft.sha256).select_related("upload").first()
