"""Serials of licences, and digests of the verification codes printed on them."""

import hashlib
import re
import secrets
from typing import Final

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are misread."""


def new_serial() -> str:
    """Twenty upper-case letters and digits; says nothing about how many licences there are."""
    return "".join(secrets.choice(_SIGNS) for _ in range(20))


def code_digest(code: str) -> str:
    """What is stored of a code; misread letters, dashes, spaces and small letters make no difference."""
    bare = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(str.maketrans("ILO", "110"))
    return hashlib.sha256(f"licence-code:{bare}".encode()).hexdigest()
