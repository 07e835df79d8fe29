"""What the admin's first page says of the archive."""

from django import template

from neoarchive.models import Filing, Proposal, Suggestion

register = template.Library()


@register.simple_tag
def doubtful_filings() -> int:
    """How many filings have doubts that nobody has looked at."""
    return Filing.objects.in_doubt().count()


@register.simple_tag
def proposed_changes() -> int:
    """How many changes a new reading proposes that nobody has decided on."""
    return Proposal.objects.filter(state=Proposal.State.OPEN).count()


@register.simple_tag
def waiting_suggestions() -> int:
    """How many suggestions of readers nobody has decided on."""
    return Suggestion.objects.waiting().count()
