"""Verification codes ``XXXX-XXXX-XXXX``: eleven random characters (55 bits) and a check (ISO 7064 MOD 37,36).

No I, L, O, U; what people type in their place is read as what they mean.
"""

import secrets

from stdnum.iso7064 import mod_37_36

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM = 11
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


class MistypedCodeError(ValueError):
    """What was typed cannot be a verification code."""

    def __init__(self) -> None:
        super().__init__("核验码输入有误，请对照文书上的核验码重新输入（共 12 位，不分大小写）。")


def code_made() -> str:
    """A new code as it is printed."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
        code = body + str(mod_37_36.calc_check_digit(body))
        if set(code) <= set(ALPHABET):
            return "-".join(code[i : i + 4] for i in (0, 4, 8))


def code_read(typed: str) -> str:
    """A typed code in its one form, without dashes. Raises MistypedCodeError."""
    plain = "".join(char for char in typed.upper().translate(_READ_AS) if char.isalnum())
    if len(plain) != _RANDOM + 1 or not set(plain) <= set(ALPHABET):
        raise MistypedCodeError
    if mod_37_36.calc_check_digit(plain[:-1]) != plain[-1]:
        raise MistypedCodeError
    return plain
