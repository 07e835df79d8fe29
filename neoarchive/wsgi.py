import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neoarchive.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402 (Django has to be set up first)

from neoarchive.unchanged import Unchanged  # noqa: E402

application = Unchanged(_django)
if settings.METRICS_TOKEN:
    application = import_module("neoarchive.metrics").Measured(application)
