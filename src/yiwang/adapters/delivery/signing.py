"""The stand-ins' signature: Ed25519 over the bytes of a notice. The key follows from the site's own keys.

So every process of a site has the same one and none is stored. A real carrier gives its public key, nothing else.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yiwang.engines.handovers.public import CarrierNotice, NoticeForged, Signed
from yiwang.foundations.keys.public import content_address

KINDS = ("delivered", "returned", "lost")
PURPOSE = "delivery.stand_in"


def signed(said: CarrierNotice) -> Signed:
    """A notice as it goes over the wire."""
    body = json.dumps({**vars(said), "at": said.at.isoformat()}, ensure_ascii=False, sort_keys=True).encode()
    return Signed(body, base64.b64encode(_key().sign(body)).decode())


def opened(held: Signed) -> CarrierNotice:
    """What a notice says. Raises NoticeForged if one byte of it is not as it was signed."""
    try:
        _key().public_key().verify(base64.b64decode(held.signature, validate=True), held.body)
        return _notice(json.loads(held.body))
    except (InvalidSignature, binascii.Error, ValueError, KeyError, TypeError) as error:
        raise NoticeForged from error


def _notice(said: dict[str, Any]) -> CarrierNotice:
    if said["kind"] not in KINDS:
        raise ValueError("notice")
    texts = {name: str(said[name]) for name in ("id", "number", "carrier_number", "by", "why")}
    return CarrierNotice(kind=said["kind"], at=datetime.fromisoformat(said["at"]), **texts)


def _key() -> Ed25519PrivateKey:
    seed = content_address(b"", purpose=PURPOSE).rpartition(".")[2]
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
