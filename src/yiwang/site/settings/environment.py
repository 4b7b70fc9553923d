"""What a site's operator may set: environment variables, each read once, with default and help."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

DATA = Path(os.environ.get("YIWANG_DATA", "var")).resolve()
"""YIWANG_DATA: the one folder in which a site keeps its database, keys and files. Default ``var``."""

DEBUG = os.environ.get("YIWANG_DEBUG", "") == "1"
"""YIWANG_DEBUG: 1 shows error details in pages. Never in production."""

SECRET_KEY = os.environ.get("YIWANG_SECRET_KEY", "insecure-development-key")
"""YIWANG_SECRET_KEY: signs sessions and tokens."""


def database() -> dict[str, Any]:
    """Django's database entry for DATABASE_URL (PostgreSQL 15 or later, the only dialect)."""
    url = urlsplit(os.environ.get("DATABASE_URL", "postgresql:///yiwang"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
    }
