"""Where e-mail goes."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from yiwang.site.settings.environment import DATA, EMAIL_FROM, EMAIL_URL


def mail(url: str) -> dict[str, Any]:
    """Django's e-mail settings for an address like ``smtp://user:password@host:587?tls=1``."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "1",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


DEFAULT_FROM_EMAIL = EMAIL_FROM
EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_URL else 'filebased'}.EmailBackend"
if EMAIL_URL:
    globals().update(mail(EMAIL_URL))
