"""Badges of items: the number as filed and its title then, with today's number and the event it stands for."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from neoarchive.search import events

register = template.Library()


@register.simple_tag
def event_badge(number: str, today: str) -> SafeString:
    """``today 5.02, Officers and directors leave or join``, linked to the event; without "today" for today's number.

    ``number`` as filed, ``today`` as ``Item`` has it. Nothing where the item stands for no event.
    """
    event = events.BY_NUMBER.get(today)
    if event is None:
        return SafeString("")
    address = reverse("event", args=[event.slug])
    same = number.replace(" ", "").startswith(today)
    return format_html('{}<a href="{}">{}</a>', "" if same else f"today {today}, ", address, event.name)
