"""The form and the materials of a compilation as JSON, every line with its reason."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from yiwang.engines.catalog.domain.values import plain_number
from yiwang.kernel.days import day_words
from yiwang.kernel.fact import Fact

from .prepared import Line
from .result import Compilation, FormField, FormMaterial, ProducedField


def field_json(compiled: Compilation, field: FormField) -> dict[str, Any]:
    """One field of the form (design §4)."""
    row = {} if field.row is None else {"row": field.row}
    value = {} if field.value is None else {"value": plain_value(field.value)}
    return {
        "party": field.party,
        **row,
        "element": field.element.id,
        "label": field.element.label,
        "type": field.element.type.value,
        "required": field.required,
        "state": field.state,
        **value,
        **_field_source(field),
        "why": _field_why(compiled, field),
        "items": _items(compiled, field.lines),
    }


def produced_json(compiled: Compilation, field: ProducedField) -> dict[str, Any]:
    """A field that a result of the theme brings into being."""
    made = "、".join(compiled.ready.members[index].item.title for index in field.producers)
    row = {} if field.row is None else {"row": field.row}
    return {
        "party": field.party,
        **row,
        "element": field.element.id,
        "label": field.element.label,
        "from": [compiled.ready.members[index].key for index in field.producers],
        "why": f"{_titles(compiled, field.lines)}要用，由本次办理的{made}产生，不用您填。",
        "items": _items(compiled, field.lines),
    }


def _field_source(field: FormField) -> dict[str, Any]:
    if field.fact:
        return {"source": _source(field.fact), "ground": field.fact.ground}
    if field.question and field.value is not None:
        return {"source": {"kind": "answer", "id": field.question, "unit": ""}}
    return {}


def _source(fact: Fact) -> dict[str, str]:
    return {"kind": fact.source.kind, "id": fact.source.id, "unit": fact.source.unit}


def _field_why(compiled: Compilation, field: FormField) -> str:
    why = f"{_titles(compiled, field.lines)}要填{_reasons(field.lines)}。"
    if field.fact:
        return f"{why}已由{field.fact.source.unit}的记录预填，依据：{field.fact.ground}。"
    return f"{why}取自您对问题的回答。" if field.question and field.value is not None else why


def material_json(compiled: Compilation, material: FormMaterial) -> dict[str, Any]:
    """One material (design §4)."""
    row = {} if material.row is None else {"row": material.row}
    source = {"source": _source(material.fact), "ground": material.fact.ground} if material.fact else {}
    return {
        "party": material.party,
        **row,
        "type": material.material.id,
        "label": material.material.label,
        "state": material.state,
        "deferred": bool(material.deferred),
        **source,
        "why": _material_why(compiled, material),
        "items": _items(compiled, material.lines),
    }


def _material_why(compiled: Compilation, material: FormMaterial) -> str:
    needed = f"{_titles(compiled, material.lines)}要交{_reasons(material.lines)}。"
    return needed + {
        "produced": _produced_why,
        "generated": _generated_why,
        "held": _held_why,
        "asked": _asked_why,
    }[material.state](compiled, material)


def _produced_why(compiled: Compilation, material: FormMaterial) -> str:
    made = "、".join(compiled.ready.members[index].item.title for index in material.producers)
    return f"由本次办理的{made}产生，不用您交。"


def _generated_why(compiled: Compilation, material: FormMaterial) -> str:
    return "由系统按您填的表单生成，不用您交。"


def _held_why(compiled: Compilation, material: FormMaterial) -> str:
    fact = material.fact
    return f"{fact.source.unit}已有，免交，依据：{fact.ground}。" if fact else ""


def _asked_why(compiled: Compilation, material: FormMaterial) -> str:
    expired = material.expired
    until = f"已有的一份到{_words(expired.valid_until)}为止，不能再用。" if expired else ""
    later = {"commitment": "可以先书面承诺，以后补交。", "tolerance": "可以容缺，以后补交。"}
    return until + later.get(material.deferred, "")


def _words(day: date | None) -> str:
    return day_words(day) if day else ""


def _titles(compiled: Compilation, lines: tuple[Line, ...]) -> str:
    return "、".join(dict.fromkeys(compiled.ready.members[line.member].item.title for line in lines))


def _reasons(lines: tuple[Line, ...]) -> str:
    reasons = [line.why for line in lines if line.why]
    conditions = [line.when.text for line in lines if line.when and not line.why]
    told = "；".join(dict.fromkeys([*reasons, *conditions]))
    return f"（{told}）" if told else ""


def _items(compiled: Compilation, lines: Iterable[Line]) -> list[str]:
    return list(dict.fromkeys(compiled.ready.members[line.member].item.id for line in lines))


def plain_value(value: Any) -> Any:
    """A value as JSON writes it."""
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value
