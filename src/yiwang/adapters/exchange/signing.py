"""The stand-in's signature: Ed25519 over the bytes of a message. The key follows from the site's own keys.

So every process of a site has the same one and none is stored. A real system gives its public key, nothing else.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yiwang.engines.externals.public import AnswerForged, Said, Signed
from yiwang.foundations.keys.public import content_address

KINDS = ("received", "answered")
PURPOSE = "exchange.stand_in"
_TEXTS = ("id", "number", "their_number", "word", "note")


def signed(said: Said) -> Signed:
    """A message as it goes over the wire."""
    body = json.dumps({**vars(said), "at": said.at.isoformat()}, ensure_ascii=False, sort_keys=True).encode()
    return Signed(body, base64.b64encode(_key().sign(body)).decode())


def opened(held: Signed) -> Said:
    """What a message says. Raises AnswerForged if one byte of it is not as it was signed."""
    try:
        _key().public_key().verify(base64.b64decode(held.signature, validate=True), held.body)
        return _said(json.loads(held.body))
    except (InvalidSignature, binascii.Error, ValueError, KeyError, TypeError) as error:
        raise AnswerForged from error


def _said(told: dict[str, Any]) -> Said:
    at = datetime.fromisoformat(told["at"])
    if told["kind"] not in KINDS or at.tzinfo is None:
        raise ValueError("message")
    return Said(kind=told["kind"], at=at, **{name: str(told[name]) for name in _TEXTS})


def _key() -> Ed25519PrivateKey:
    seed = content_address(b"", purpose=PURPOSE).rpartition(".")[2]
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
