from django.db import models


class OldAddress(models.Model):
    """A slug that was given up. What it named is still found by it: the page redirects."""

    class Kind(models.TextChoices):
        COMPANY = "company", "Company"
        FILING = "filing", "Filing"
        RELEASE = "release", "Release"
        PERSON = "person", "Person"

    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=120)
    record = models.PositiveBigIntegerField(help_text="Primary key of what the slug named.")
    given_up_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "old addresses"
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="an_old_address_names_one_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
