"""Serials and verification codes of licences."""

import hashlib
import re
import secrets
from typing import Final

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are misread."""
CODE_LENGTH: Final = 16
"""Sixteen signs of five bits: nobody finds a code by trying."""


def new_serial() -> str:
    """Twenty upper-case letters and digits; says nothing about how many licences there are."""
    return "".join(secrets.choice(_SIGNS) for _ in range(20))


def new_code() -> str:
    """A verification code as printed: four groups of four."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(CODE_LENGTH))
    return "-".join(signs[place : place + 4] for place in range(0, CODE_LENGTH, 4))


def code_digest(code: str) -> str:
    """What is stored of a code; misread letters, dashes, spaces and small letters make no difference."""
    bare = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(str.maketrans("ILOU", "110V"))
    return hashlib.sha256(f"licence-code:{bare}".encode()).hexdigest()
