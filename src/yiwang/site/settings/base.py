"""What every site shares: the apps, and where things lie."""

from pathlib import Path

from yiwang.site.settings.environment import (
    DATA,
    DIGEST,
    EXCHANGE_SECRET,
    FONTS,
    IMAGE_MEGAPIXELS,
    ORDERING_KEY,
    ORDERING_MODEL,
    ORDERING_URL,
    PACK,
    PACK_EDITS,
    PUBLIC_URL,
    SEMANTIC,
    TSA_CERTIFICATES,
    TSA_URL,
    UPLOAD_MB,
)
from yiwang.site.settings.environment import DEBUG as DEBUG

ROOT = Path(__file__).resolve().parents[4]
YIWANG_DATA = DATA
YIWANG_PACK = PACK
YIWANG_PACK_EDITS = PACK_EDITS
YIWANG_PUBLIC_URL = PUBLIC_URL
YIWANG_SEMANTIC = SEMANTIC
YIWANG_ORDERING_URL, YIWANG_ORDERING_MODEL, YIWANG_ORDERING_KEY = ORDERING_URL, ORDERING_MODEL, ORDERING_KEY
YIWANG_FONTS = Path(FONTS) if FONTS else None
YIWANG_DIGEST = DIGEST
YIWANG_EXCHANGE_SECRET = EXCHANGE_SECRET
YIWANG_TSA_URL = TSA_URL
YIWANG_TSA_CERTIFICATES = TSA_CERTIFICATES
YIWANG_FILE_MAX_BYTES = UPLOAD_MB * 1024 * 1024
YIWANG_FILE_MAX_PIXELS = IMAGE_MEGAPIXELS * 1_000_000
ROOT_URLCONF = "yiwang.site.urls"
WSGI_APPLICATION = "yiwang.site.wsgi.application"
AUTH_USER_MODEL = "fnd_people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FOUNDATIONS = [
    "scope", "keys", "outbox", "audit", "files", "releases", "proposals", "divisions", "calendars",
    "organisations", "people", "rotas", "papers", "notices",
]  # fmt: skip
ENGINES = [
    "catalog",
    "licences",
    "person_checks",
    "calls",
    "cases",
    "applications",
    "payments",
    "handovers",
    "ratings",
    "publicity",
    "tellings",
    "knowledge",
    "learning",
    "externals",
    "video_sessions",
    "detectors",
    "imports",
]
FACES = [
    "elements",
    "application",
    "matter",
    "licence_card",
    "charge",
    "handover",
    "external",
    "video",
    "notice",
]
NETS = [
    "service.portal",
    "service.voice",
    "service.hotline",
    "service.window",
    "governance.mediation",
    "collaboration.desk",
    "collaboration.administration",
    "collaboration.fulfilment",
    "collaboration.externals",
    "collaboration.knowledge",
    "collaboration.definitions",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *(f"yiwang.foundations.{name}" for name in FOUNDATIONS),
    *(f"yiwang.engines.{name}" for name in ENGINES),
    "yiwang.adapters.identity",
    "yiwang.adapters.sms",
    "yiwang.adapters.meaning",
    "yiwang.adapters.ordering",
    "yiwang.adapters.payment",
    "yiwang.adapters.person_check",
    "yiwang.adapters.delivery",
    "yiwang.adapters.video",
    "yiwang.adapters.exchange",
    "yiwang.adapters.open311",
    "yiwang.adapters.timestamps",
    "yiwang.adapters.channels",
    "yiwang.adapters.telephony",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "yiwang.web",
    *(f"yiwang.faces.{name}" for name in FACES),
    *(f"yiwang.nets.{name}" for name in NETS),
]
