"""Case numbers: the day, one cycled sequence permuted so that nobody can read the volume from it, a check digit.

``20260302 4831907 6``: eight digits of the day, seven of the permuted sequence, one check digit (ISO 7064 MOD 11,10).
Children carry ``-01`` upward. A number is for telling over the phone; it is never a key to anything.
"""

import hashlib
from datetime import date

SIZE = 10_000_000
"""How many numbers one day has; the sequence starts again after that."""
_HALF = 3163  # the least whose square reaches SIZE
ROUNDS = 4


def case_number(day: date, drawn: int, secret: bytes) -> str:
    """The number of a root case.

    Args:
        day: the day of opening.
        drawn: what the sequence gave, 0 to SIZE - 1.
        secret: keys the permutation; the same secret never gives two draws one number.
    """
    digits = f"{day:%Y%m%d}{permuted(drawn % SIZE, secret):07d}"
    return digits + check_digit(digits)


def permuted(value: int, secret: bytes) -> int:
    """Where a keyed permutation of 0 … SIZE - 1 sends a value (Feistel network, walked until inside)."""
    value = _feistel(value, secret)
    while value >= SIZE:
        value = _feistel(value, secret)
    return value


def _feistel(value: int, secret: bytes) -> int:
    left, right = divmod(value, _HALF)
    for turn in range(ROUNDS):
        left, right = right, (left + _round(right, turn, secret)) % _HALF
    return left * _HALF + right


def _round(half: int, turn: int, secret: bytes) -> int:
    made = hashlib.blake2b(f"{turn}:{half}".encode(), key=secret[:64], digest_size=8)
    return int.from_bytes(made.digest())


def check_digit(digits: str) -> str:
    """ISO 7064 MOD 11,10: finds every single wrong digit and nearly every swap."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def number_problem(number: str) -> str:
    """Why a text is no case number, in one sentence; "" if it is one."""
    root, _, child = number.partition("-")
    if len(root) != 16 or not root.isdigit() or (child and not child.isdigit()):
        return "办件编号是 16 位数字，子办件在后面加“-01”。"
    return "" if check_digit(root[:-1]) == root[-1] else "办件编号的校验位不对，请核对有没有抄错。"
