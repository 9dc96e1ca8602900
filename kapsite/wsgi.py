"""The entry point of gunicorn: finished pages first, Django for all else."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kapsite.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings exist once Django is set up

from kapsite.publishing.finished import FinishedPages  # noqa: E402

application = FinishedPages(django, settings.PAGES_DIR)
