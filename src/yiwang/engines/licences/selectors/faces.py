"""Opening the face of a licence, for those who may see it whole, and starring it for all others."""

from collections.abc import Mapping
from typing import Any, Final

from yiwang.foundations.keys.public import decrypt, is_token

FACE_PURPOSE: Final = "licence.face"
CODE_PURPOSE: Final = "licence.code"


def face_opened(face: Mapping[str, Any]) -> dict[str, Any]:
    """The stored face with its secrets open."""
    return {name: _open(value) if _closed(value) else value for name, value in face.items()}


def face_masked(face: Mapping[str, Any]) -> dict[str, Any]:
    """The stored face with its secrets starred, but for the last two signs."""
    return {name: _starred(_open(value)) if _closed(value) else value for name, value in face.items()}


def _open(token: str) -> str:
    return decrypt(token, purpose=FACE_PURPOSE)


def _starred(value: str) -> str:
    return "*" * max(len(value) - 2, 1) + value[-2:] if len(value) > 4 else "*" * len(value)


def _closed(value: Any) -> bool:
    return isinstance(value, str) and is_token(value)
