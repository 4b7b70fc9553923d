"""Settings every site shares."""

from pathlib import Path
from typing import Any

from yiwang.site.settings.environment import DATA, DEBUG, SECRET_KEY, database

ROOT = Path(__file__).resolve().parents[4]
YIWANG_DATA = DATA
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "yiwang.site.urls"
WSGI_APPLICATION = "yiwang.site.wsgi.application"
AUTH_USER_MODEL = "fnd_people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, Any] = {"default": database()}
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True

FOUNDATIONS = [
    "scope", "keys", "outbox", "audit", "files", "releases", "divisions", "calendars",
    "organisations", "people", "papers", "notices",
]  # fmt: skip
ENGINES = ["catalog", "licences", "cases", "applications"]
NETS = ["service.portal", "collaboration.desk", "collaboration.administration"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *(f"yiwang.foundations.{name}" for name in FOUNDATIONS),
    *(f"yiwang.engines.{name}" for name in ENGINES),
    "yiwang.web",
    *(f"yiwang.nets.{name}" for name in NETS),
]
