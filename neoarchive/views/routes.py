"""The addresses of the pages that set out what the archive holds: by event, day, term, speaker, organisation."""

from django.urls import path

from . import events, quality

browsing = [
    path("quality/", quality.quality, name="quality"),
    path("events/", events.events, name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
]
