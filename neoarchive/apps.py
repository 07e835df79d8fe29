from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class NeoarchiveConfig(AppConfig):
    name = "neoarchive"
    verbose_name = "Archive"

    def ready(self) -> None:
        # The index listens to deletions, whichever command or page makes them.
        from neoarchive import checks, logins, stamps  # noqa: F401 (the checks register themselves)
        from neoarchive.search import index

        logins.watch()
        connection_created.connect(stamps.watch)
        pre_migrate.connect(stamps.sleep, sender=self)
        post_migrate.connect(stamps.wake, sender=self)
        post_migrate.connect(index.forget_if_empty, sender=self)
