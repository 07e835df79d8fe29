"""The addresses for machines: the twin of a page is the page's address without its last stroke, and ``.json``."""

from django.urls import path

from . import api, machines

for_machines = [
    path("index.json", machines.archive, name="archive-json"),
    path("releases/<slug:slug>.json", machines.release, name="release-json"),
    path("filings/<slug:slug>.json", machines.filing, name="filing-json"),
    path("companies/<slug:slug>.json", machines.company, name="company-json"),
    path("people/<slug:slug>.json", machines.person, name="person-json"),
    path("api/", api.page, name="api"),
    path("api/openapi.json", api.description, name="openapi"),
]
