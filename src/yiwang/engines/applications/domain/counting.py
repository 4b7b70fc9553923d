"""How much the applicant was asked and how much was typed: counted from what was entered, not from the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.engines.catalog.pure import Compiled

from .keys import Key


@dataclass(frozen=True)
class Typed:
    """``asked`` by the compiler; ``typed`` entered by people; ``blank``: optional, asked and left empty."""

    asked: int
    typed: int
    blank: int

    @property
    def adds_up(self) -> bool:
        """Whether everything that was asked was either typed or left empty on purpose."""
        return self.asked == self.typed + self.blank


def count_typed(compiled: Compiled, values: Mapping[Key, Any], answers: Mapping[str, Any]) -> Typed:
    """Counts fields that are asked and questions that are no field, each once (design §4, fields)."""
    joined = {f.question for f in compiled.fields if f.question}
    extra = [q.id for q in compiled.questions if q.id not in joined and q.id not in compiled.here.from_facts]
    open_fields = [f for f in compiled.fields if f.state == "asked"]
    filled = [f for f in open_fields if _is_filled(f, values, answers)]
    answered = [name for name in extra if answers.get(name) is not None]
    blank = [f for f in open_fields if f not in filled and not f.required]
    typed = len(filled) + len(answered)
    return Typed(int(compiled.savings.fields.asked), typed, len(blank))


def _is_filled(field: Any, values: Mapping[Key, Any], answers: Collection[str] | Mapping[str, Any]) -> bool:
    if field.question:
        return field.question in answers
    return values.get((field.party, field.row, field.element.id)) is not None
