"""Hashes of a log row: the body apart under a salt, and every other column chained to the row before."""

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

from cryptography.hazmat.primitives.hashes import SM3, Hash

from yiwang.foundations.audit.domain.canonical import canonical

Algo = Literal["sm3", "sha256"]
GENESIS = bytes(32)
"""What the first row of a chain has for ``prev``."""
SALT_BYTES = 16
NOT_HASHED = frozenset({"hash", "prev"})
"""Columns that are not in the canonical JSON: ``prev`` stands before it, ``hash`` is the result."""


def digest(data: bytes, algo: str) -> bytes:
    """SM3 (GB/T 32905) or SHA-256 of bytes, 32 bytes. Raises ValueError for another name."""
    if algo == "sha256":
        return hashlib.sha256(data).digest()
    if algo == "sm3":
        made = Hash(SM3())
        made.update(data)
        return made.finalize()
    raise ValueError(f"不认识的摘要算法 {algo!r}，只有 sm3 与 sha256。")


def body_hash(salt: bytes, body: Any, algo: str) -> bytes:
    """H(salt ‖ canonical body).

    The salt (16 random bytes) keeps an erased body from being guessed from its hash.
    """
    return digest(salt + canonical(body), algo)


def event_text(columns: Mapping[str, Any]) -> bytes:
    """What of a log row is hashed behind the hash of the row before: its canonical JSON.

    ``hash`` and ``prev`` are left out if present; so are NULLs, so that a column added later does not change the
    hashes of rows written before it.
    """
    return canonical(
        {name: value for name, value in columns.items() if value is not None and name not in NOT_HASHED}
    )


def event_hash(prev: bytes, columns: Mapping[str, Any], algo: str) -> bytes:
    """H(prev ‖ canonical JSON of every other column of the row).

    Args:
        prev: hash of the row before on the same subject, 32 bytes; GENESIS for the first.
        columns: the row by column name; see ``event_text``.
        algo: ``sm3`` or ``sha256``, also one of the columns.
    """
    return digest(bytes(prev) + event_text(columns), algo)
