"""Badges of items: the number as filed and its title then, with today's number and the event; queries of speakers."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from neoarchive.links import page_of
from neoarchive.search import events
from neoarchive.search.speakers import speaker_query

register = template.Library()


@register.simple_tag
def event_link(today: str) -> SafeString:
    """The event of today's number as a link to its page; nothing where the number stands for none."""
    event = events.BY_NUMBER.get(today)
    if event is None:
        return SafeString("")
    return SafeString(f'<a href="{page_of("event", event.slug)}">{escape(event.name)}</a>')


@register.simple_tag
def event_badge(number: str, today: str) -> SafeString:
    """``today 5.02, Officers and directors leave or join``; without "today 5.02" where it was filed so.

    ``number`` as filed, ``today`` as ``Item`` has it.
    """
    link = event_link(today)
    filed_so = number.replace(" ", "").startswith(today)
    return SafeString(f"today {escape(today)}, {link}") if link and not filed_so else link


@register.filter
def said_by(name: str) -> str:
    """The query that finds what a speaker of this name said."""
    return speaker_query(name)
