"""How a request becomes a page: middleware in their order, templates, static files, uploads, languages."""

from pathlib import Path
from typing import Any

from yiwang.site.settings.environment import DATA, DEBUG, STATIC_MODE, UPLOAD_MB

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yiwang.site.middleware.headers.HeadersMiddleware",
    "yiwang.site.middleware.zone.ZoneMiddleware",
    # programs with a token are answered here; what follows serves browsers
    "yiwang.site.middleware.machines.MachinesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yiwang.foundations.people.middleware.ActorMiddleware",
    # the hat (people) is set above this line: request.actor; below it every query is under that actor's scope
    "yiwang.site.middleware.scope.ScopeMiddleware",
    "yiwang.site.middleware.emergency.EmergencyMiddleware",
    "yiwang.nets.service.hotline.middleware.BarredMiddleware",
]

UNSCOPED_PATHS = ("/accounts/", "/identity/", "/.well-known/")
"""Signing in: nobody has a hat yet, so these run as the site's own role, in a transaction as well."""

STEPWISE_PATHS = r"/desk/bulk/$|/administration/accounts/[^/]+/handover/$|/open311/"
"""Work done piece by piece: each piece in a transaction of its own, so that what is done stays done; and programs of
Open311, whose token may be among what they post."""

API_PATHS = ("/api/",)
"""Where programs with a token are answered."""

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[1] / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yiwang.web.context.shell",
            ]
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
_STATIC = {
    "manifest": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    "plain": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC[STATIC_MODE]},
}
WHITENOISE_USE_FINDERS = STATIC_MODE == "plain"
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MANIFEST_STRICT = False

DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MB * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
"""The zone while no pack is in force; a pack names its own (``pack.yaml``, zone), see ``foundations/calendars``."""
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "web" / "locale"]
