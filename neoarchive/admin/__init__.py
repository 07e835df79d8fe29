"""The editor's desk: Django's own admin, plus "Add filings from text"."""

from django.contrib import admin

from . import addresses, companies, contacts, filings, logins, releases, sources, suggestions, users

__all__ = ["addresses", "companies", "contacts", "filings", "logins", "releases", "sources", "suggestions", "users"]

admin.site.site_header = "neoarchive administration"
admin.site.site_title = "neoarchive admin"
admin.site.index_title = "Archive"
