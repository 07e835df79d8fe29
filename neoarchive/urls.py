from django.contrib import admin
from django.urls import path, register_converter

from neoarchive import converters
from neoarchive.admin.codes import codes_page
from neoarchive.admin.logins import log_in
from neoarchive.views import (
    citing,
    companies,
    discovery,
    feeds,
    filings,
    history,
    home,
    lists,
    people,
    releases,
    search,
    suggest,
)
from neoarchive.views.machine_routes import for_machines
from neoarchive.views.routes import browsing

register_converter(converters.Letter, "letter")

urlpatterns = [
    path("", home.home, name="home"),
    path("feed.atom", feeds.site, name="feed"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", discovery.sitemap_part, name="sitemap-part"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
    path("about/", home.about, name="about"),
    # /releases/
    path("releases/", search.release_list, name="releases"),
    path("releases/feed.atom", feeds.releases, name="releases-feed"),
    path("releases.csv", lists.releases_csv, name="releases-csv"),
    path("releases.json", lists.releases_json, name="releases-json"),
    path("releases/<slug:slug>.bib", citing.bib, name="release-bib"),
    path("releases/<slug:slug>.ris", citing.ris, name="release-ris"),
    path("releases/<slug:slug>/", releases.release, name="release"),
    path("releases/<slug:slug>/source/", releases.source, name="release-source"),
    path("releases/<slug:slug>/suggest/", suggest.release, name="release-suggest"),
    path("releases/<slug:slug>/history/", history.release_history, name="release-history"),
    # /filings/
    path("filings/", filings.filings, name="filings"),
    path("filings.csv", lists.filings_csv, name="filings-csv"),
    path("filings.json", lists.filings_json, name="filings-json"),
    path("filings/<slug:slug>/", filings.filing, name="filing"),
    path("filings/<slug:slug>/suggest/", suggest.filing, name="filing-suggest"),
    path("filings/<slug:slug>/original", filings.original, name="filing-original"),
    # /companies/
    path("companies/", companies.companies, name="companies"),
    path("companies.csv", lists.companies_csv, name="companies-csv"),
    path("companies.json", lists.companies_json, name="companies-json"),
    path("companies/letter/<letter:letter>/", companies.letter, name="companies-letter"),
    path("companies/<slug:slug>/", companies.company, name="company"),
    path("companies/<slug:slug>/feed.atom", feeds.company, name="company-feed"),
    # /people/
    path("people/", people.people, name="people"),
    path("people.csv", lists.people_csv, name="people-csv"),
    path("people.json", lists.people_json, name="people-json"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("people/<slug:slug>/feed.atom", feeds.person, name="person-feed"),
    *browsing,
    *for_machines,
    path("admin/login/", log_in, name="log-in"),
    path("admin/one-time-codes/", admin.site.admin_view(codes_page), name="admin_codes"),
    path("admin/", admin.site.urls),
]

handler400 = "neoarchive.views.errors.bad_request"
handler404 = "neoarchive.views.errors.not_found"
handler500 = "neoarchive.views.errors.server_error"
