"""Secret values inside JSON: closed when written, opened when read, and masked for show."""

import json
from typing import Any

from yiwang.engines.catalog.pure import Element
from yiwang.foundations.keys.public import decrypt, encrypt

PURPOSE = "application.value"
"""What the tokens inside drafts, submissions and cases' slices are closed for."""


def closed(element: Element | None, value: Any) -> Any:
    """The value as it is stored: a secret one as ``{"secret": token}``."""
    if value is None or element is None or element.pii != "secret":
        return value
    return {"secret": encrypt(json.dumps(value, ensure_ascii=False), purpose=PURPOSE)}


def opened(stored: Any) -> Any:
    """The value that was stored."""
    if isinstance(stored, dict) and set(stored) == {"secret"}:
        return json.loads(decrypt(stored["secret"], purpose=PURPOSE))
    return stored
