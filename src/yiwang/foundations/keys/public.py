"""Keys: values are closed per purpose under versioned keys; equality search goes by blind index.

Others enter here.
"""

from yiwang.foundations.keys.domain.errors import KeyConfigurationError, SealBrokenError, UnknownKeyError
from yiwang.foundations.keys.domain.tokens import is_token
from yiwang.foundations.keys.services.once import file_write_once
from yiwang.foundations.keys.services.registry import BlindCopy, register_encrypted
from yiwang.foundations.keys.services.rotation import key_rotate, key_usage, reencrypt
from yiwang.foundations.keys.services.values import (
    blind,
    blind_candidates,
    content_address,
    decrypt,
    decrypt_bytes,
    encrypt,
    encrypt_bytes,
)
from yiwang.foundations.keys.services.wire import (
    NotSignedHereError,
    site_opened,
    site_public_key,
    site_signed,
)

__all__ = [
    "BlindCopy",
    "KeyConfigurationError",
    "NotSignedHereError",
    "SealBrokenError",
    "UnknownKeyError",
    "blind",
    "blind_candidates",
    "content_address",
    "decrypt",
    "decrypt_bytes",
    "encrypt",
    "encrypt_bytes",
    "file_write_once",
    "is_token",
    "key_rotate",
    "key_usage",
    "reencrypt",
    "register_encrypted",
    "site_opened",
    "site_public_key",
    "site_signed",
]
