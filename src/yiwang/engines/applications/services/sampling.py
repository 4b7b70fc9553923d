"""Seeds as an application would make them, without anybody applying: for demo sites, where histories are made up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from yiwang.engines.cases.public import CaseSeed
from yiwang.engines.catalog.public import Catalogue, Compiled, compile_item, compile_theme
from yiwang.engines.catalog.pure import FormField, FormMaterial, Persona, persona_facts, persona_typed

from ..domain.keys import key_text
from ..domain.seeding import Handed, seeds
from ..selectors.spoken import spoken

NAMESPACE = UUID("5f0f0a53-6e3c-4c51-9b40-9d6d5d0c8a11")


def demo_seeds(
    of: Catalogue, target: str, place: str, applicant: UUID, now: datetime, received_by: str = ""
) -> tuple[CaseSeed, tuple[CaseSeed, ...]] | None:
    """The seeds of a matter as its typical persona would hand it in at a place; None if nobody decides there.

    Values are the persona's, so they are made up; secret ones, amounts and files are left out.

    Args:
        of: the catalogue in force.
        target: ``theme:<id>`` or ``item:<id>``.
        place: 12-digit code of the place it is about.
        applicant: the party it is for.
        now: the instant of handing in.
        received_by: the unit that takes it in over the counter; "" if nobody does.
    """
    form = _compiled(of, target, place, now)
    if not form.members or any(member.key not in form.decided for member in form.members):
        return None
    return seeds(form, _handed(form, target, applicant, received_by))


def _compiled(of: Catalogue, target: str, place: str, now: datetime) -> Compiled:
    kind, _, name = target.partition(":")
    ready = of.theme(name) if kind == "theme" else of.item(name)
    persona = _persona(of, name) if kind == "theme" else None
    typed = {**(persona_typed(persona) if persona else {}), **ready.at(place)}
    day, facts = of.world.day_at(now), persona_facts(persona) if persona else ()
    if kind == "item":
        return compile_item(of, name, {}, facts, day, typed=typed)
    answers = persona.answers if persona else ready.theme.reference_answers
    rows = persona.rows if persona else None
    return compile_theme(of, name, answers, facts, day, typed=typed, rows=rows)


def _persona(of: Catalogue, theme: str) -> Persona | None:
    """The theme's typical persona; else any of its own."""
    typical = of.themes[theme].typical
    held = (one for one in of.personas.values() if one.theme == theme)
    return of.personas[typical] if typical else next(held, None)


def _handed(form: Compiled, target: str, applicant: UUID, received_by: str) -> Handed:
    sets = (*form.materials, *form.optional_materials)
    return Handed(
        submission=uuid5(NAMESPACE, target), form=tuple(_field(form, f) for f in form.fields),
        materials=tuple(_material(form, held) for held in sets), commitments=frozenset(), bound={},
        units={key: (held.unit, held.division) for key, held in form.decided.items()},
        applicant=applicant, received_by=received_by,
    )  # fmt: skip


def _field(form: Compiled, field: FormField) -> dict[str, Any]:
    left_out = field.element.pii == "secret" or field.element.type.value == "money"
    shown = None if left_out else field.value
    value = shown if shown is None or isinstance(shown, bool | int | str) else str(shown)
    common = _common(form, field.party, field.row, field.element.id)
    return {
        **common, "element": field.element.id, "label": field.element.label, "type": field.element.type.value,
        "state": field.state, "value": value, "said": spoken(field.element, value), "objected": False,
        "subject": None,
    }  # fmt: skip


def _material(form: Compiled, held: FormMaterial) -> dict[str, Any]:
    common = _common(form, held.party, held.row, held.material.id)
    return {
        **common, "material": held.material.id, "label": held.material.label, "state": held.state,
        "met": held.state if held.state != "asked" else "file", "file": None, "file_name": "",
    }  # fmt: skip


def _common(form: Compiled, party: str, row: int | None, name: str) -> Mapping[str, Any]:
    return {
        "key": key_text(party, row, name), "party": party, "row": row, "source": None, "ground": "演示数据",
        "party_label": form.ready.theme.parties[party].label,
    }  # fmt: skip
