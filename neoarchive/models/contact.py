from typing import Self

from django.db import models
from django.db.models.functions import Upper

from neoarchive.links import page_of

from .evidence import Evidenced
from .filing import Filing
from .release import PressRelease
from .withdrawable import Withdrawable


class ContactQuerySet(models.QuerySet["Contact"]):
    def published(self) -> Self:
        shown = ContactAppearance.objects.filter(contact=models.OuterRef("pk"), release__status=Filing.Status.PUBLISHED)
        return self.filter(models.Exists(shown), withdrawn_at=None)

    def withdrawn(self) -> Self:
        """Those that visitors saw, and are told of that their details were withdrawn."""
        shown = ContactAppearance.objects.filter(
            contact=models.OuterRef("pk"), release__filing__status=Filing.Status.PUBLISHED
        )
        return self.filter(models.Exists(shown)).exclude(withdrawn_at=None)


class Contact(Withdrawable):
    """A person or a desk that releases name to be contacted.

    People are never joined by name alone: the same name with the same organisation is one contact
    (``key`` holds both, folded), anything beyond that is an editor's decision.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        DESK = "desk", "Desk"

    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=200, help_text="A person's name; for a desk, what it is called.")
    sort_name = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    organization = models.CharField("organisation", max_length=300, blank=True)
    key = models.CharField(max_length=500, unique=True, editable=False)
    slug = models.SlugField(max_length=120, unique=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "id"]
        # The page of an organisation asks for its people in whatever case it is printed.
        indexes = [models.Index(Upper("organization"), name="contact_organization")]
        permissions = [
            ("merge_contact", "Can merge people and undo it"),
            ("withdraw_contact", "Can withdraw contact details and bring them back"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization}" if self.organization else self.name

    def get_absolute_url(self) -> str:
        return page_of("person", self.slug)


class ContactAppearance(Evidenced):
    """A contact in a release: name, role, organisation and numbers as printed there.

    ``phones`` and ``emails`` are lists of strings.
    """

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="appearances")
    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("name as printed", max_length=200, blank=True)
    title = models.CharField("role as printed", max_length=300, blank=True)
    organization = models.CharField("organisation as printed", max_length=300, blank=True)
    phones = models.JSONField(default=list, blank=True)
    emails = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["release", "position"]

    def __str__(self) -> str:
        return self.name or self.title or self.organization
