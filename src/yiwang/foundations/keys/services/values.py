"""Closing and opening single values, and blind indexes of them."""

from yiwang.foundations.keys.domain import tokens
from yiwang.foundations.keys.services.keyring import ring


def encrypt(text: str, *, purpose: str) -> str:
    """Close a text for one purpose, e.g. ``party.id_number``.

    The token starts with the key's name: ``k1.…``.
    """
    return tokens.seal_text(ring(), text, purpose)


def decrypt(token: str, *, purpose: str) -> str:
    """Open a token closed for this purpose. Raises SealBrokenError, UnknownKeyError."""
    return tokens.open_text(ring(), token, purpose)


def encrypt_bytes(data: bytes, *, purpose: str) -> bytes:
    """Close bytes for one purpose."""
    return tokens.seal_bytes(ring(), data, purpose)


def decrypt_bytes(sealed: bytes, *, purpose: str) -> bytes:
    """Open bytes closed for this purpose. Raises SealBrokenError, UnknownKeyError."""
    return tokens.open_bytes(ring(), sealed, purpose)


def blind(text: str, *, purpose: str) -> str:
    """The blind index to store beside an encrypted value.

    Normalise the text first (case, spaces): only equals match.
    """
    return tokens.blind_text(ring(), text, purpose)


def blind_candidates(text: str, *, purpose: str) -> list[str]:
    """Blind indexes under every blind key still held.

    Search with ``IN`` so that a rotation under way hides nobody.
    """
    keys = ring()
    return [tokens.blind_text(keys, text, purpose, name) for name in keys.names("b")]


def content_address(data: bytes, *, purpose: str) -> str:
    """The address of content: equal content, equal address.

    Without the key nobody can tell what lies there.
    """
    return tokens.mac_bytes(ring(), data, purpose)
