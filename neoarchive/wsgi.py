import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neoarchive.settings")
_django = get_wsgi_application()

from neoarchive.unchanged import Unchanged  # noqa: E402 (Django has to be set up first)

application = Unchanged(_django)
