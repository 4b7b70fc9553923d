"""The stand-in's signature: Ed25519 over the bytes of a notice. The key follows from the site's own keys.

So every process of a site has the same one and none is stored. A real provider gives its public key, nothing else.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yiwang.engines.person_checks.public import CheckNotice, NoticeForged, Signed
from yiwang.engines.person_checks.pure import WORDS
from yiwang.foundations.keys.public import content_address

PURPOSE = "person_check.stand_in"


def signed(said: CheckNotice) -> Signed:
    """A notice as it goes over the wire."""
    body = json.dumps({**vars(said), "at": said.at.isoformat()}, ensure_ascii=False, sort_keys=True).encode()
    return Signed(body, base64.b64encode(_key().sign(body)).decode())


def opened(held: Signed) -> CheckNotice:
    """What a notice says. Raises NoticeForged if one byte of it is not as it was signed."""
    try:
        _key().public_key().verify(base64.b64decode(held.signature, validate=True), held.body)
        return _notice(json.loads(held.body))
    except (InvalidSignature, binascii.Error, ValueError, KeyError, TypeError) as error:
        raise NoticeForged from error


def _notice(said: dict[str, Any]) -> CheckNotice:
    if not isinstance(said["passed"], bool) or said["why"] not in ("", *WORDS):
        raise ValueError("notice")
    texts = {name: str(said[name]) for name in ("id", "number", "provider_number")}
    return CheckNotice(passed=said["passed"], at=datetime.fromisoformat(said["at"]), why=said["why"], **texts)


def _key() -> Ed25519PrivateKey:
    seed = content_address(b"", purpose=PURPOSE).rpartition(".")[2]
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
