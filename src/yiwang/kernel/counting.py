"""Whole numbers that strangers write: in addresses, forms and files."""

MOST = 2**31 - 1
"""The greatest number that any column of numbers holds."""


def whole_number(text: str, most: int = MOST) -> int | None:
    """The number from 0 to ``most`` that a text says in ASCII digits; None for anything else, however long it is."""
    if not (text.isascii() and text.isdecimal() and len(text.lstrip("0")) <= len(str(most))):
        return None
    number = int(text[-len(str(most)) :])
    return number if number <= most else None
