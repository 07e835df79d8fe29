"""The addresses of the pages that set out what the archive holds: by event, day, term, speaker, organisation."""

from django.urls import path

from . import days, events, organizations, quality, quotations, selves, tables, terms, timeline

browsing = [
    path("quality/", quality.quality, name="quality"),
    path("events/", events.events, name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("calendar/", days.years, name="calendar"),
    path("calendar/today/", days.today, name="calendar-today"),
    path("calendar/on/<int:month>/<int:day>/", days.same_day, name="on-this-day"),
    path("calendar/<int:year>/", days.year, name="calendar-year"),
    path("calendar/<int:year>/<int:month>/", days.month, name="calendar-month"),
    path("calendar/<int:year>/<int:month>/<int:day>/", days.day, name="calendar-day"),
    path("first-use/", terms.first_use, name="first-use"),
    path("quotations/", quotations.quotations, name="quotations"),
    path("organisations/", organizations.organization, name="organization"),
    path("releases/<slug:slug>/tables/", tables.tables, name="release-tables"),
    path("releases/<slug:slug>/tables/<int:number>.csv", tables.table_csv, name="release-table"),
    path("companies/<slug:slug>/in-its-words/", selves.selves, name="company-selves"),
    path("companies/<slug:slug>/timeline/", timeline.timeline, name="company-timeline"),
]
