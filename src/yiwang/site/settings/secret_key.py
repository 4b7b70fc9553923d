"""The signing key of a site that was given none: made once, kept in the data folder.

Readable by its owner only.
"""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key kept in ``<data>/secret-key``; made at the first call, by one of several processes."""
    path = data / "secret-key"
    return path.read_text().strip() if path.exists() else _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"secret-key.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(50))
    try:
        path.hardlink_to(fresh)  # fails if another process was first
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text().strip()
