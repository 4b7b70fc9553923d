"""The site as a WSGI application: ``granian --interface wsgi yiwang.site.wsgi:application``."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
os.environ.setdefault("YIWANG_DB_ROLE", "yiwang_app")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from yiwang.site.warming import warm  # noqa: E402 - Django must be set up before

warm()
