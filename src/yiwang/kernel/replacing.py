"""The next value of a frozen one, without what ``dataclasses.replace`` looks up each time.

An act on a case makes some thirty such values, and ``dataclasses.replace`` reads every field by its name and runs
``__init__`` again; this copies the dictionary. Type checkers see ``dataclasses.replace`` itself, so that wrong names
and types are found before anything runs.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(held: Any, /, **fields: Any) -> Any:
        """A copy of a frozen dataclass (no slots, no ``__post_init__``, nothing cached on it), some fields new."""
        made = object.__new__(type(held))
        made.__dict__.update(held.__dict__, **fields)
        return made


__all__ = ["replace"]
