import re
from typing import Any, Self

from django.db import models

from neoarchive.links import page_of

from .company import Company
from .evidence import Evidenced
from .filing import Exhibit, Filing
from .withdrawable import Withdrawable


class PressReleaseQuerySet(models.QuerySet["PressRelease"]):
    def published(self) -> Self:
        return self.filter(status=PressRelease.Status.PUBLISHED)

    def withdrawn(self) -> Self:
        """Those that visitors saw, and are told of that they were withdrawn."""
        return self.filter(status=PressRelease.Status.WITHDRAWN, filing__status=Filing.Status.PUBLISHED)


class PressRelease(Withdrawable, Evidenced):
    """A press release, as an exhibit or in the body of the form.

    ``blocks`` is the body in order, a list of
    ``{"kind", "text", "html", "at", "lines"}``: kind as the parser names it (paragraph, heading, list_item, table,
    about, safe_harbor), the text with the source's own characters, and the HTML made from it at ingest.
    ``subheadlines`` and ``tidied`` are lists of ``{"text", "at", "lines"}``; what was tidied may have several
    ``places``, each a first and a last line.
    ``status``, ``shown_date`` and the ``has_…`` fields repeat what other rows say, so that a list or a filter
    reads one table. ``status`` is the filing's, or withdrawn: then nothing but its own page says that it was here.
    """

    class Status(models.TextChoices):
        DRAFT = Filing.Status.DRAFT.value, "Draft"
        PUBLISHED = Filing.Status.PUBLISHED.value, "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="releases")
    exhibit = models.ForeignKey(Exhibit, models.SET_NULL, null=True, blank=True, related_name="releases")
    company = models.ForeignKey(Company, models.PROTECT, related_name="releases", help_text="The first registrant.")
    company_name = models.CharField(
        max_length=300, blank=True, editable=False, help_text="The company's name at that time, as the cover prints it."
    )
    position = models.PositiveSmallIntegerField(default=0)
    slug = models.SlugField(max_length=120, unique=True)
    version_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="versions",
        help_text="The first version, where this release corrects and replaces another.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    headline = models.TextField()
    subheadlines = models.JSONField(default=list, blank=True)
    status_line = models.CharField(max_length=200, blank=True, help_text="Such as “For immediate release”.")
    place = models.CharField("dateline place", max_length=200, blank=True)
    released_on = models.DateField("release date", null=True, blank=True)
    dateline = models.CharField("dateline as printed", max_length=300, blank=True)
    wire = models.CharField("wire service", max_length=60, blank=True)
    summary = models.TextField(blank=True, editable=False)
    blocks = models.JSONField(default=list, blank=True)
    tidied = models.JSONField(default=list, blank=True, editable=False)
    shown_date = models.DateField(null=True, editable=False, help_text="Release date, else the filing's.")
    has_contact = models.BooleanField(default=False, editable=False)
    has_quotation = models.BooleanField(default=False, editable=False)
    has_table = models.BooleanField(default=False, editable=False)
    corrected_at = models.DateTimeField("corrected", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PressReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_date", "-id"]
        permissions = [("withdraw_pressrelease", "Can withdraw releases and bring them back")]
        indexes = [
            models.Index(fields=["status", "-shown_date", "-id"], name="release_by_date"),
            models.Index(fields=["company", "status", "-shown_date", "-id"], name="release_of_company"),
        ]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.shown_date = self.released_on or self.filing.shown_date
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return page_of("release", self.slug)

    @property
    def renamed(self) -> bool:
        """Whether the company had another name then; case and punctuation make none."""
        if self.company_name in ("", self.company.name):
            return False
        then, now = (re.sub(r"\W+", "", name).casefold() for name in (self.company_name, self.company.name))
        return bool(then) and then != now

    @property
    def by(self) -> str:
        """The company's name at that time: what a list shows and a citation gives as the author."""
        return self.company_name if self.renamed else self.company.name


class ReleaseTicker(Evidenced):
    """A symbol a release prints; ``company`` is set where it is known to be the registrant's own."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="tickers")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    exchange = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=12, db_index=True)

    class Meta:
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "exchange", "symbol"], name="a_ticker_once_a_release")
        ]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.symbol}" if self.exchange else self.symbol


class Quotation(Evidenced):
    """A passage in quotation marks with a named speaker. ``block`` counts the release's blocks from 0."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="quotations")
    position = models.PositiveSmallIntegerField(default=0)
    block = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    speaker = models.CharField(max_length=200, db_index=True)
    speaker_title = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["release", "position"]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"
