"""Freeze a definition: the hash of its content, independent of how the file was laid out."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from .definition import plain


def content_hash(body: Any) -> str:
    """SHA-256 of plain JSON values, in hexadecimal. The order of keys counts, as it does for authors."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def definition_hash(kind: str, definition: BaseModel) -> str:
    """The hash by which a release names this definition; two kinds never share one."""
    return content_hash([kind, plain(definition)])
