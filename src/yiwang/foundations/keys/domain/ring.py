"""The ring of versioned keys: ``k1, k2, …`` encrypt, ``b1, b2, …`` make blind indexes.

The highest is current.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

from yiwang.foundations.keys.domain.errors import KeyConfigurationError, UnknownKeyError

KEY_BYTES = 32
_NAME = re.compile(r"([kb])([1-9][0-9]{0,5})")


@dataclass(frozen=True)
class Ring:
    """All keys of a site by name; never printed."""

    keys: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Ring({sorted(self.keys)})"

    def get(self, name: str) -> bytes:
        """The key of this name. Raises UnknownKeyError."""
        try:
            return self.keys[name]
        except KeyError:
            raise UnknownKeyError(name) from None

    def current(self, family: str) -> str:
        """Name of the newest key of a family (``k`` or ``b``)."""
        return self.names(family)[-1]

    def names(self, family: str) -> list[str]:
        """All names of a family, oldest first. Raises UnknownKeyError if there is none."""
        names = sorted((name for name in self.keys if name[0] == family), key=version_of)
        if not names:
            raise UnknownKeyError(f"{family}1")
        return names

    def next_name(self, family: str) -> str:
        """The name the next key of a family gets."""
        versions = [version_of(name) for name in self.keys if name[0] == family]
        return f"{family}{max(versions, default=0) + 1}"


def version_of(name: str) -> int:
    """The number in a key's name."""
    return int(name[1:])


def is_key_name(name: str) -> bool:
    """Whether this is how a key may be called."""
    return _NAME.fullmatch(name) is not None


def key_from_text(name: str, text: str) -> bytes:
    """A key from its base64 form. Raises KeyConfigurationError."""
    if not is_key_name(name):
        raise KeyConfigurationError(f"密钥名 {name!r} 不对：应为 k1、k2…（加密）或 b1、b2…（索引）。")
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyConfigurationError(f"密钥 {name} 不是 32 字节的 base64。请从备份恢复，不要手写。")
    return key


def key_to_text(key: bytes) -> str:
    """A key as base64."""
    return base64.b64encode(key).decode()


def ring_from_text(text: str) -> Ring:
    """A ring from ``k1:<base64>,b1:<base64>``, the form of the environment variable YIWANG_KEYS."""
    pairs = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    return Ring({name.strip(): key_from_text(name.strip(), value) for name, _, value in pairs})
