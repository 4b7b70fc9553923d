"""Messages that the site signs itself: Ed25519 over their bytes, for whoever is told, and for the stand-ins.

The key follows from the site's own keys and the purpose, so every process of a site has the same one and none is
stored. A provider in earnest gives its public key, nothing else.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yiwang.foundations.keys.services.values import content_address
from yiwang.kernel.wire import Signed


class NotSignedHereError(ValueError):
    """One byte of it is not as it was signed, or it is no message."""


def site_signed(said: Mapping[str, Any], *, purpose: str) -> Signed:
    """Plain values and instants as they go over the wire, signed under the key of a purpose."""
    text = json.dumps(dict(said), ensure_ascii=False, sort_keys=True, default=datetime.isoformat)
    return Signed(text.encode(), base64.b64encode(_key(purpose).sign(text.encode())).decode())


def site_opened(held: Signed, *, purpose: str) -> Any:
    """What was signed under the key of a purpose; instants are texts (ISO 8601) again.

    Raises:
        NotSignedHereError: it was not.
    """
    try:
        _key(purpose).public_key().verify(base64.b64decode(held.signature, validate=True), held.body)
        return json.loads(held.body)
    except (InvalidSignature, ValueError) as error:
        raise NotSignedHereError from error


def site_public_key(purpose: str) -> str:
    """The public half of the key of a purpose, in Base64: for who has to check that a message is this site's."""
    return base64.b64encode(_key(purpose).public_key().public_bytes_raw()).decode()


def _key(purpose: str) -> Ed25519PrivateKey:
    seed = content_address(b"", purpose=purpose).rpartition(".")[2]
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
