from django.apps import AppConfig


class NeoarchiveConfig(AppConfig):
    name = "neoarchive"
    verbose_name = "Archive"
