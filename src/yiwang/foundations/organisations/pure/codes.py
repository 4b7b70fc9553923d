"""Demo codes for bodies: well formed, with valid check digits, and recognisable by their area."""

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def demo_uscc(prefix: str, seed: str) -> str:
    """A unified social credit code (GB 32100) from an 8-digit prefix (kind and demo area) and a name as seed.

    >>> len(demo_uscc("11441299", "a-body"))
    18
    """
    digits = f"{int(hashlib.sha256(seed.encode()).hexdigest(), 16) % 10**8:08d}"
    seventeen = prefix + digits + _organisation_check(digits)
    return seventeen + _check(seventeen)


def _organisation_check(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ORGANISATION_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def _check(seventeen: str) -> str:
    pairs = zip(seventeen, _WEIGHTS, strict=True)
    return _ALPHABET[(31 - sum(_ALPHABET.index(sign) * weight for sign, weight in pairs) % 31) % 31]
