from typing import Any, Self

from django.conf import settings
from django.db import models

from neoarchive.links import page_of

from .company import Company
from .evidence import Evidenced
from .source import Source


class FilingQuerySet(models.QuerySet["Filing"]):
    def published(self) -> Self:
        return self.filter(status=Filing.Status.PUBLISHED)

    def in_doubt(self) -> Self:
        """Filings with values that the reading doubted and nobody has looked at; the most doubtful first."""
        return self.filter(doubts__gt=0, reviewed_at=None).order_by("-doubts", "id")


class Filing(Evidenced):
    """A Form 8-K. Three dates are kept apart: of the event reported, of the filing, of the acceptance."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    source = models.OneToOneField(Source, models.PROTECT, related_name="filing", editable=False)
    companies = models.ManyToManyField(Company, through="Registrant", related_name="filings")
    slug = models.SlugField(max_length=120, unique=True)
    amends = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="amendments", help_text="The filing it amends."
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    form_type = models.CharField(max_length=20)
    accession_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    report_date = models.DateField("date of report", null=True, blank=True, db_index=True)
    filed_date = models.DateField("date of filing", null=True, blank=True, db_index=True)
    accepted_at = models.DateTimeField("accepted by the SEC", null=True, blank=True)
    shown_date = models.DateField(
        null=True, editable=False, db_index=True, help_text="Date of report, else of filing: what lists are sorted by."
    )
    warnings = models.JSONField(default=list, blank=True, editable=False)
    segments = models.JSONField(default=list, blank=True, editable=False)
    doubts = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Values of the filing and its releases that the reading was in doubt about and no person has set.",
    )
    reviewed_at = models.DateTimeField("reviewed", null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    parser_version = models.CharField(max_length=20, editable=False)
    created_at = models.DateTimeField("ingested", auto_now_add=True, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["-shown_date", "-id"]
        permissions = [("publish_filing", "Can publish filings and make them drafts")]
        indexes = [
            models.Index(fields=["status", "-shown_date", "-id"], name="filing_by_date"),
            models.Index(fields=["status", "-created_at", "-id"], name="filing_lately"),
            # The queue of doubts, the most doubtful first, counted and read without the filings that are done.
            models.Index(
                models.F("doubts").desc(),
                "id",
                name="filing_review_queue",
                condition=models.Q(doubts__gt=0, reviewed_at=None),
            ),
        ]

    def __str__(self) -> str:
        day = self.shown_date
        return f"Form {self.form_type} of {day:%B} {day.day}, {day.year}" if day else f"Form {self.form_type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.shown_date = self.report_date or self.filed_date
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return page_of("filing", self.slug)

    @property
    def is_amendment(self) -> bool:
        return self.form_type.endswith("/A")


class Registrant(Evidenced):
    """A company's part in a filing: name, numbers and address as that cover prints them."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="registrants")
    company = models.ForeignKey(Company, models.PROTECT, related_name="registrations")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("name as printed", max_length=300)
    file_number = models.CharField(max_length=30, blank=True)
    irs_number = models.CharField("IRS number", max_length=20, blank=True)
    state_of_incorporation = models.CharField(max_length=60, blank=True)
    phone = models.CharField("telephone", max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["filing", "position"]
        constraints = [models.UniqueConstraint(fields=["filing", "company"], name="a_company_registers_once")]

    def __str__(self) -> str:
        return self.name


class Item(Evidenced):
    """An item reported under: the number as printed, the title in force on that day, today's number."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=10)
    title = models.CharField("title as printed", max_length=300, blank=True)
    official_title = models.CharField("title in force", max_length=300, blank=True)
    today = models.CharField("today's number", max_length=10, blank=True, db_index=True)
    body = models.TextField("text", blank=True)

    class Meta:
        ordering = ["filing", "position"]
        indexes = [models.Index(fields=["number"], name="item_number")]

    def __str__(self) -> str:
        return f"Item {self.number}"


class Exhibit(Evidenced):
    """An exhibit the filing names or contains; ``included`` None where that does not matter (101, 104)."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="exhibits")
    position = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=20)
    description = models.TextField(blank=True)
    included = models.BooleanField("text is in the source", null=True)
    kind = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["filing", "position"]

    def __str__(self) -> str:
        return f"Exhibit {self.number}"


class Signature(Evidenced):
    filing = models.ForeignKey(Filing, models.CASCADE, related_name="signatures")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["filing", "position"]

    def __str__(self) -> str:
        return self.name
