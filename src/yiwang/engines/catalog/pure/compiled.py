"""A compilation that can also be written down."""

from dataclasses import dataclass
from typing import Any

from .rendering import compiled_json
from .result import Compilation


@dataclass(frozen=True, slots=True)
class Compiled(Compilation):
    """A theme compiled for one applicant on one day."""

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values, exactly as design §4 writes it."""
        return compiled_json(self)
