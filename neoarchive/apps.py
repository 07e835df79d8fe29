from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NeoarchiveConfig(AppConfig):
    name = "neoarchive"
    verbose_name = "Archive"

    def ready(self) -> None:
        # The index listens to deletions, whichever command or page makes them.
        from neoarchive.search import index

        post_migrate.connect(index.forget_if_empty, sender=self)
