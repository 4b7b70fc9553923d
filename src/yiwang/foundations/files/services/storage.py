"""The disk: sealed contents under ``<data>/files``, each whole or not there, whatever is killed when.

A content is written to a temporary file, synced, renamed to its address, and the folder synced. A crash
leaves at most a temporary file or a content without a row; ``orphan_sweep`` takes both away once they are
old.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_TEMPORARY = ".writing-"
_NONCE = 12


def folder() -> Path:
    """The folder of contents."""
    return Path(settings.YIWANG_DATA) / "files"


def content_write(digest: str, key: bytes, data: bytes) -> None:
    """Seal a content with its key, bound to its address, and write it durably."""
    nonce = os.urandom(_NONCE)
    sealed = nonce + AESGCM(key).encrypt(nonce, data, digest.encode())
    target = _path(digest)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=_TEMPORARY)
    try:
        _write(handle, sealed)
        Path(temporary).replace(target)
    except OSError:  # a full disk: what did not fit must not keep it full
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(target.parent)


def _write(handle: int, sealed: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())


def content_read(digest: str, key: bytes) -> bytes:
    """Open a content. Raises FileNotFoundError, cryptography's InvalidTag if it was altered."""
    sealed = _path(digest).read_bytes()
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())


def content_remove(digest: str) -> None:
    """Take a content off the disk, if it is there."""
    _path(digest).unlink(missing_ok=True)


def contents_older_than(seconds: float) -> Iterator[Path]:
    """Every file in the folder, temporary ones included, that nobody has touched for so long."""
    before = time.time() - seconds
    for path in folder().rglob("*"):
        if path.is_file() and path.stat().st_mtime < before:
            yield path


def digest_of(path: Path) -> str:
    """The address a path stands for; empty for a temporary file."""
    return "" if path.name.startswith(_TEMPORARY) else path.name


def _path(digest: str) -> Path:
    tail = digest.partition(".")[2]
    return folder() / tail[:2] / tail[2:4] / digest


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
