from django.contrib import admin
from django.urls import path, register_converter

from neoarchive import converters
from neoarchive.views import companies, filings, history, home, people, releases, search

register_converter(converters.Letter, "letter")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    # /releases/
    path("releases/", search.release_list, name="releases"),
    path("releases/<slug:slug>/", releases.release, name="release"),
    path("releases/<slug:slug>/source/", releases.source, name="release-source"),
    path("releases/<slug:slug>/history/", history.release_history, name="release-history"),
    # /filings/
    path("filings/", filings.filings, name="filings"),
    path("filings/<slug:slug>/", filings.filing, name="filing"),
    path("filings/<slug:slug>/original", filings.original, name="filing-original"),
    # /companies/
    path("companies/", companies.companies, name="companies"),
    path("companies/letter/<letter:letter>/", companies.letter, name="companies-letter"),
    path("companies/<slug:slug>/", companies.company, name="company"),
    # /people/
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("admin/", admin.site.urls),
]

handler404 = "neoarchive.views.errors.not_found"
handler500 = "neoarchive.views.errors.server_error"
