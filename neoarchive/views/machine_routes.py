"""The addresses for machines: the twin of a page is the page's address without its last stroke, and ``.json``."""

from django.urls import path

from . import api, machines, twins

for_machines = [
    path("index.json", machines.archive, name="archive-json"),
    path("releases/<slug:slug>.json", machines.release, name="release-json"),
    path("filings/<slug:slug>.json", machines.filing, name="filing-json"),
    path("companies/<slug:slug>.json", machines.company, name="company-json"),
    path("people/<slug:slug>.json", machines.person, name="person-json"),
    path("companies/letter/<slug:letter>.json", twins.letter, name="companies-letter-json"),
    path("companies/<slug:slug>/in-its-words.json", twins.company_selves, name="company-selves-json"),
    path("companies/<slug:slug>/timeline.json", twins.company_timeline, name="company-timeline-json"),
    path("releases/<slug:slug>/history.json", twins.release_history, name="release-history-json"),
    path("releases/<slug:slug>/tables.json", twins.release_tables, name="release-tables-json"),
    path("events.json", twins.all_events, name="events-json"),
    path("events/<slug:slug>.json", twins.event, name="event-json"),
    path("calendar.json", twins.calendar, name="calendar-json"),
    path("calendar/on/<int:month>/<int:day>.json", twins.same_day, name="on-this-day-json"),
    path("calendar/<int:year>.json", twins.year, name="calendar-year-json"),
    path("calendar/<int:year>/<int:month>.json", twins.month, name="calendar-month-json"),
    path("calendar/<int:year>/<int:month>/<int:day>.json", twins.day, name="calendar-day-json"),
    path("first-use.json", twins.first_use, name="first-use-json"),
    path("quotations.json", twins.said, name="quotations-json"),
    path("organisations.json", twins.organization, name="organization-json"),
    path("quality.json", twins.quality_of_reading, name="quality-json"),
    path("api/", api.page, name="api"),
    path("api/openapi.json", api.description, name="openapi"),
]
