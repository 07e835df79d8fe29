from typing import Self

from django.db import models

from neoarchive.links import page_of


class CompanyQuerySet(models.QuerySet["Company"]):
    def published(self) -> Self:
        """Companies with something a visitor may see."""
        from .filing import Filing, Registrant

        # One within the other: joined, SQLite walks all published filings for every company.
        published = Filing.objects.filter(pk=models.OuterRef("filing"), status=Filing.Status.PUBLISHED)
        shown = Registrant.objects.filter(models.Exists(published), company=models.OuterRef("pk"))
        return self.filter(models.Exists(shown))


class Company(models.Model):
    """A registrant. The CIK is its identity; names, tickers and file numbers change."""

    cik = models.CharField(
        "CIK", max_length=10, unique=True, null=True, blank=True, help_text="Ten digits, with zeros."
    )
    name = models.CharField(max_length=300, help_text="The name it is shown under: the latest known.")
    sort_name = models.CharField(max_length=300, blank=True, db_index=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    irs_number = models.CharField("IRS number", max_length=20, blank=True, db_index=True)
    state_of_incorporation = models.CharField(max_length=60, blank=True)
    sic = models.CharField("SIC", max_length=100, blank=True)
    invented = models.BooleanField(default=False, help_text="From the sample filings: not a real company.")

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "companies"
        ordering = ["sort_name", "id"]
        permissions = [("merge_company", "Can merge companies and undo it")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_of("company", self.slug)


class CompanyName(models.Model):
    """A name a company had: as a filing prints it, with the first and last dates it is seen at."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    first_seen = models.DateField(null=True, blank=True)
    last_seen = models.DateField(null=True, blank=True)
    until = models.DateField(
        "changed on", null=True, blank=True, help_text="Date of the change of name, from a filing's header."
    )
    filing = models.ForeignKey("Filing", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["first_seen", "id"]
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="one_row_per_company_name")]

    def __str__(self) -> str:
        return self.name


class CompanyTicker(models.Model):
    """A symbol of a company, with the first and last dates a release prints it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="tickers")
    exchange = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=12, db_index=True)
    first_seen = models.DateField(null=True, blank=True)
    last_seen = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_seen", "id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "exchange", "symbol"], name="one_row_per_company_ticker")
        ]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.symbol}" if self.exchange else self.symbol
