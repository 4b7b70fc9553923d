"""Tokens of invitations: letters only, so that no filter takes a part of one for a phone number."""

import secrets
import string

_LETTERS = string.ascii_lowercase
_LENGTH = 28
"""26^28 is more than 2^131."""

_CODE_DIGITS = 4


def token_made() -> str:
    """A token nobody can guess."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def token_plausible(text: str) -> bool:
    """Whether a text could be a token; what could not is not looked up."""
    return len(text) == _LENGTH and set(text) <= set(_LETTERS)


def reply_code_made() -> str:
    """A short number that tells several invitations of one phone apart; it opens nothing by itself."""
    return f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}d}"
