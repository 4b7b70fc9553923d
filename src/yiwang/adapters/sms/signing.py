"""The stand-in's signature: Ed25519 over the bytes of a reply. The key follows from the site's own keys.

So every process of a site has the same one and none is stored. A real gateway gives its public key, nothing else.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yiwang.foundations.keys.public import content_address
from yiwang.foundations.notices.public import SmsForgedError, SmsReply

PURPOSE = "sms.stand_in"


def signed(said: SmsReply) -> tuple[bytes, str]:
    """A reply as it goes over the wire, and its signature."""
    body = json.dumps({**vars(said), "at": said.at.isoformat()}, ensure_ascii=False, sort_keys=True).encode()
    return body, base64.b64encode(_key().sign(body)).decode()


def opened(body: bytes, signature: str) -> SmsReply:
    """What a reply says. Raises SmsForgedError if one byte of it is not as it was signed."""
    try:
        _key().public_key().verify(base64.b64decode(signature, validate=True), body)
        said = json.loads(body)
        texts = {name: str(said[name]) for name in ("id", "phone", "text")}
        return SmsReply(at=datetime.fromisoformat(said["at"]), **texts)
    except (InvalidSignature, binascii.Error, ValueError, KeyError, TypeError) as error:
        raise SmsForgedError from error


def _key() -> Ed25519PrivateKey:
    seed = content_address(b"", purpose=PURPOSE).rpartition(".")[2]
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
