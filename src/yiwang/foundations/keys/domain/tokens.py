"""Tokens: AES-256-GCM with the key's name and the purpose as additional data; blind indexes: HMAC-SHA-256.

A token is ``<key name>.<base64url of nonce + ciphertext + tag>``; its byte form is the same without base64.
The purpose is not in the token: whoever opens it must say what it was closed for.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yiwang.foundations.keys.domain.errors import SealBrokenError
from yiwang.foundations.keys.domain.ring import Ring

NONCE_BYTES = 12
_TOKEN = re.compile(r"k[1-9][0-9]{0,5}\.[A-Za-z0-9_-]{38,}")


def seal_bytes(ring: Ring, data: bytes, purpose: str) -> bytes:
    """Close bytes under the current key."""
    name, nonce = ring.current("k"), os.urandom(NONCE_BYTES)
    closed = AESGCM(ring.get(name)).encrypt(nonce, data, _bound(name, purpose))
    return name.encode() + b"." + nonce + closed


def open_bytes(ring: Ring, sealed: bytes, purpose: str) -> bytes:
    """Open what seal_bytes closed. Raises SealBrokenError, UnknownKeyError."""
    head, dot, rest = bytes(sealed[:8]).partition(b".")
    if not dot:
        raise SealBrokenError(purpose)
    name, rest = head.decode("ascii", "replace"), bytes(sealed)[len(head) + 1 :]
    try:
        return AESGCM(ring.get(name)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(name, purpose))
    except (InvalidTag, ValueError):
        raise SealBrokenError(purpose) from None


def seal_text(ring: Ring, text: str, purpose: str) -> str:
    """Close a text; the token is ASCII."""
    name, _, raw = seal_bytes(ring, text.encode(), purpose).partition(b".")
    return f"{name.decode()}.{base64.urlsafe_b64encode(raw).decode().rstrip('=')}"


def open_text(ring: Ring, token: str, purpose: str) -> str:
    """Open a text token. Raises SealBrokenError, UnknownKeyError."""
    name, _, body = token.partition(".")
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise SealBrokenError(purpose) from None
    return open_bytes(ring, name.encode() + b"." + raw, purpose).decode()


def is_token(value: object) -> bool:
    """Whether a value has the shape of a text token."""
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


def key_of(sealed: str | bytes) -> str:
    """The name of the key a token was closed with."""
    head = (
        sealed[:8].split(".")[0]
        if isinstance(sealed, str)
        else sealed[:8].split(b".")[0].decode("ascii", "replace")
    )
    return str(head)


def blind_text(ring: Ring, text: str, purpose: str, key: str | None = None) -> str:
    """A blind index ``b1.<43 characters>``: equal for equal text, purpose and key.

    And telling nothing else.
    """
    name = key or ring.current("b")
    mac = hmac.new(ring.get(name), _framed("blind", purpose) + text.encode(), hashlib.sha256).digest()
    return f"{name}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def mac_bytes(ring: Ring, data: bytes, purpose: str) -> str:
    """HMAC of content as ``b1.<hex>``, for addressing files without betraying what they are."""
    name = ring.current("b")
    mac = hmac.new(ring.get(name), _framed("content", purpose) + data, hashlib.sha256).hexdigest()
    return f"{name}.{mac}"


def _bound(name: str, purpose: str) -> bytes:
    return _framed("yiwang", name) + purpose.encode()


def _framed(first: str, second: str) -> bytes:
    raw = second.encode()
    return first.encode() + b"\0" + len(raw).to_bytes(4, "big") + raw
