"""Numbers to ask by: long enough that nobody guesses one, easy to read out and to type."""

import hashlib
import re

from .normal import normalised

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 16


def ask_number(key: str) -> str:
    """The number for a form sent under a key that only its sender knows: sent twice, it gives the same number.

    Args:
        key: the form's key with the word of its room before it (``voice:…``), so that no two rooms share numbers.
    """
    digest = hashlib.sha256(key.encode()).digest()
    signs = "".join(_SIGNS[byte % 32] for byte in digest[:_LENGTH])
    return "-".join(signs[at : at + 4] for at in range(0, _LENGTH, 4))


def ask_number_read(typed: str) -> str:
    """A number as typed, in its own form; "" if it cannot be one."""
    signs = re.sub(r"[^0-9A-Z]", "", normalised(typed)[0])
    if len(signs) != _LENGTH or set(signs) - set(_SIGNS):
        return ""
    return "-".join(signs[at : at + 4] for at in range(0, _LENGTH, 4))
