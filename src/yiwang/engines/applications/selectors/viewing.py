"""A draft as its owner or a signer sees it."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from yiwang.engines.catalog.pure import (
    Compiled,
    FormField,
    FormMaterial,
    handed_in_at,
    handed_out_at,
    who_decides,
)
from yiwang.foundations.calendars.public import calendar_current
from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import Limit, Unit, due

from ..domain.counting import count_typed
from ..domain.keys import key_text, place_text
from ..domain.parts import Place, hidden_from, part_content, signers
from ..domain.shown import changes, digest, structure
from ..domain.view import DraftView, FieldView, ItemView, MaterialView, OfferView, SignerView
from ..policies import owns
from .loading import Loaded
from .spoken import spoken

NAMES = {"name", "organization"}
"""Autofill tokens of elements that say what somebody is called."""


def my_places(actor: Actor, loaded: Loaded, compiled: Compiled) -> list[Place]:
    """The places this person answers for: all that are nobody else's for the owner, one's own for a signer."""
    bound = loaded.draft.bound
    mine = [(p, r) for p, r, _ in signers(compiled) if bound.get(place_text(p, r)) in _ids(actor)]
    if not owns(actor, loaded.draft):
        return mine
    others = {
        (p, r) for p, r, _ in signers(compiled) if bound.get(place_text(p, r)) not in (None, *_ids(actor))
    }
    return [(p, r) for p, r, _ in signers(compiled) if (p, r) not in others]


def _ids(actor: Actor) -> set[str]:
    return {str(party) for party in actor.parties}


def part_hash(loaded: Loaded, compiled: Compiled, places: Iterable[Place]) -> str:
    """Hash of exactly what is shown to somebody who answers for these places."""
    files = {key_text(*key): str(held.file_id) for key, held in loaded.materials.items()}
    content = part_content(compiled, places, files, loaded.draft.commitments)
    return digest(loaded.draft.salt, content)


def draft_view(
    actor: Actor, loaded: Loaded, compiled: Compiled, now: datetime, errors: Mapping[str, str] | None = None
) -> DraftView:
    """Everything a screen needs; ``errors`` are sentences for fields that were just refused."""
    draft, places = loaded.draft, my_places(actor, loaded, compiled)
    hidden = frozenset[Place]() if owns(actor, draft) else hidden_from(compiled, places)
    counted = count_typed(compiled, loaded.values, draft.answers)
    ask = [q for q in compiled.questions if q.id in compiled.open_questions]
    return DraftView(
        id=draft.id, kind=draft.kind, target=draft.target, title=draft.title, state=draft.state,
        version=draft.version, compiled=compiled.as_json(), questions=compiled.questions,
        next_question=ask[0] if ask else None, answers=dict(draft.answers),
        fields=tuple(
            _field(loaded, compiled, f, errors or {}) for f in compiled.fields if (f.party,
            f.row) not in hidden
        ),
        materials=tuple(_material(loaded, compiled, m, True) for m in compiled.materials)
        + tuple(_material(loaded, compiled, m, False) for m in compiled.optional_materials),
        items=tuple(_item(compiled, m) for m in compiled.members),
        left_out=tuple(_item(compiled, m) for m in compiled.left_out if m.key in draft.without),
        offers=tuple(_offers(loaded, compiled)), signers=tuple(_signers(actor, loaded, compiled)),
        changes=tuple(changes(draft.shown, structure(compiled))),
        refusals=tuple(r.ready.condition.refusal or r.ready.condition.text for r in compiled.refusals),
        shown_hash=part_hash(loaded, compiled, places), asked=counted.asked, typed=counted.typed,
        day=compiled.here.day, promised_day=promised_at(compiled, now).date(), errors=dict(errors or {}),
    )  # fmt: skip


def promised_at(compiled: Compiled, now: datetime) -> datetime:
    """When everything is promised to be done, handed in now: the critical path in working days, on the city's clock."""
    days, calendar = math.ceil(compiled.savings.days.asked), calendar_current()
    return due(now, Limit(days, Unit.WORKING_DAY), calendar).at if days else calendar.local(now)


def _field(loaded: Loaded, compiled: Compiled, field: FormField, errors: Mapping[str, str]) -> FieldView:
    element, key = field.element, key_text(field.party, field.row, field.element.id)
    secret, prefilled = element.pii == "secret", field.state == "prefilled"
    value = None if field.value is None else field.value
    return FieldView(
        key=key, party=field.party, row=field.row, party_label=_party(compiled, field.party, field.row),
        element=element.id, label=element.label, type=element.type.value, required=field.required,
        state=field.state,
        value=None if secret and prefilled else value, said=spoken(element, value), secret=secret, hint=element.hint,
        example=element.example, unit=element.unit, autocomplete=element.autocomplete,
        options=element.options,
        source=field.fact.source.unit if field.fact else "", ground=field.fact.ground if field.fact else "",
        objected=key in loaded.objected, question=field.question, items=_titles(compiled, field),
        error=errors.get(key, ""),
    )  # fmt: skip


def _material(loaded: Loaded, compiled: Compiled, held: FormMaterial, required: bool) -> MaterialView:
    key = key_text(held.party, held.row, held.material.id)
    file = loaded.materials.get((held.party, held.row, held.material.id))
    return MaterialView(
        key=key, party_label=_party(compiled, held.party, held.row), material=held.material.id,
        label=held.material.label, state=held.state, deferred=loaded.deferral(held), met=met_by(loaded, held),
        barred=loaded.barred if held.deferred != loaded.deferral(held) else "",
        file_id=file.file_id if file else None, file_name=file.name if file else "",
        file_pages=file.pages if file else 0,
        photo_pages=held.material.photo_pages, formats=held.material.formats, hint=held.material.hint,
        accept_standard=held.material.accept_standard, source=held.fact.source.unit if held.fact else "",
        ground=held.fact.ground if held.fact else "", required=required, items=_titles(compiled, held),
    )  # fmt: skip


def met_by(loaded: Loaded, held: FormMaterial) -> str:
    """What stands for a material: its state, or ``file``, ``commitment``, ``tolerance``; "" if nothing does."""
    if held.state != "asked":
        return held.state
    if (held.party, held.row, held.material.id) in loaded.materials:
        return "file"
    promised = key_text(held.party, held.row, held.material.id) in loaded.draft.commitments
    return loaded.deferral(held) if promised else ""


def _titles(compiled: Compiled, held: FormField | FormMaterial) -> tuple[str, ...]:
    titles = [compiled.ready.members[line.member].item.title for line in held.lines]
    return tuple(dict.fromkeys(titles))


def _party(compiled: Compiled, party: str, row: int | None) -> str:
    label = compiled.ready.theme.parties[party].label
    return label if row is None else f"{label}（{row}）"


def _item(compiled: Compiled, member: Any) -> ItemView:
    item = member.item
    where = (compiled.places, item, compiled.located[member.key], compiled.here.day)
    titles = {m.key: m.item.title for m in compiled.members}
    return ItemView(
        key=member.key, item=item.id, title=item.title, limit=compiled.promised(member).limit,
        decides=who_decides(compiled, member), deciding=compiled.decided.get(member.key),
        receive=handed_in_at(*where), handout=handed_out_at(*where), result=item.result.name if item.result else "",
        after=tuple(titles[a.member] for a in member.member.after if a.member in titles),
        optional=member.member.optional, fees=tuple(f"{fee.name}（{fee.standard}）" for fee in item.fees),
        person_check=item.person_check.why if item.person_check else "",
    )  # fmt: skip


def _offers(loaded: Loaded, compiled: Compiled) -> Iterable[OfferView]:
    topics = dict.fromkeys((f.topic, f.party, f.row) for f in loaded.facts if f.topic)
    for topic, party, row in topics:
        rows = [f for f in loaded.facts if (f.topic, f.party, f.row) == (topic, party, row)]
        gives = tuple(dict.fromkeys(_gives(compiled, f.element, f.material) for f in rows))
        first = rows[0]
        yield OfferView(
            topic, first.label, first.unit, first.ground, _party(compiled, party, row), first.agreed,
            tuple(word for word in gives if word),
        )  # fmt: skip


def _gives(compiled: Compiled, element: str, material: str) -> str:
    for group in compiled.ready.fields:
        if element and group.element.id == element:
            return group.element.label
    for held in compiled.ready.materials:
        if material and held.material.id == material:
            return held.material.label
    return ""


def _signers(actor: Actor, loaded: Loaded, compiled: Compiled) -> Iterable[SignerView]:
    held, owner = {(s.party, s.row): s for s in loaded.signatures}, owns(actor, loaded.draft)
    mine = _signs_as(actor, loaded, compiled)
    for party, row, label in signers(compiled):
        signed = held.get((party, row))
        state = signed.state if signed else "none"
        yield SignerView(
            party, row, label if row is None else f"{label}（{row}）", state, (party, row) in mine,
            signed.method if signed else "", signed.reason if signed else "",
            _named(compiled, (party, row)) if owner or (party, row) in mine else "",
        )  # fmt: skip


def _signs_as(actor: Actor, loaded: Loaded, compiled: Compiled) -> set[Place]:
    """The places this person signs for; those of people who are not asked yet are not the owner's own."""
    places = my_places(actor, loaded, compiled)
    bound = {place for place in places if loaded.draft.bound.get(place_text(*place)) in _ids(actor)}
    return bound or set(places)


def _named(compiled: Compiled, place: Place) -> str:
    """The name typed or known of a person or an organisation; "" while there is none."""
    fields = (f for f in compiled.fields if (f.party, f.row) == place and f.value)
    return next((str(f.value) for f in fields if f.element.autocomplete in NAMES), "")
