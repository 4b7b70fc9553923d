"""The database a process talks to, and as whom."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from yiwang.site.database.places import socket_folder
from yiwang.site.settings.environment import DATA, DATABASE_URL, DB_POOL, DB_PREPARED, DB_ROLE

EMBEDDED_OWNER = "yiwang"
"""Owner of the embedded cluster and of its tables."""

PATIENCE = {"timeout": 5, "reconnect_timeout": 5}
"""Seconds that a request waits for a connection, and after which trying to reach the database begins anew: the pool
tries ever more seldom, and a site whose database was away for an hour must not need minutes to see that it is back."""

PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
"""A statement goes apart from its values, and from the fourth time on PostgreSQL keeps it with its plan. Row-level
security makes plans dear: planning was four fifths of what a page of the desk cost the database. PostgreSQL plans anew
where the values matter."""


def embedded_url(data: Path, role: str = EMBEDDED_OWNER) -> str:
    """The address of the embedded database of a data folder, whether or not it runs now."""
    return f"postgresql://{role}@/yiwang?host={socket_folder(data)}"


def entry(url: str, role: str = DB_ROLE, pool: int = DB_POOL) -> dict[str, Any]:
    """Django's database entry for an address; with a role, connections drop to it and are pooled.

    The role goes into the connection's start-up options: Django's own ``assume_role`` asks the pool for a
    connection while the pool is waiting for that very one.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    if DB_PREPARED:
        options |= PREPARED
    if role:
        options |= {"options": f"-c role={role}", "pool": {"min_size": 1, "max_size": pool, **PATIENCE}}
    return {
        "ENGINE": "yiwang.site.database.backend",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


YIWANG_DB_ROLE = DB_ROLE
DATABASES = {"default": entry(DATABASE_URL or embedded_url(DATA, DB_ROLE or EMBEDDED_OWNER))}
