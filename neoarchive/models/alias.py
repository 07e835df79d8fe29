from django.db import models


class Alias(models.Model):
    """Another key under which a company or a person is known since two records were merged.

    ``key`` is what a later filing is matched by: a company's name as it is sorted, a contact's ``key``. Without it
    the next filing that prints the old name would make the record anew that an editor merged away.
    """

    class Kind(models.TextChoices):
        COMPANY = "company", "Company"
        CONTACT = "contact", "Contact"

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=500)
    record = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="an_alias_names_one_record")]

    def __str__(self) -> str:
        return self.key
