"""The registered parties behind an application: found or registered by what was typed about them."""

from datetime import date
from typing import Any
from uuid import UUID

from yiwang.engines.catalog.pure import Compiled, FormField
from yiwang.foundations.people.public import Party, PartyMismatch, party_register, party_update
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel import ids
from yiwang.kernel.actor import Actor

from ..domain.errors import DraftIncomplete
from ..domain.keys import Row, key_text, place_text
from ..selectors.loading import COMPILER, Loaded


def bind_parties(actor: Actor, loaded: Loaded, form: Compiled) -> None:
    """Make sure that every party that is no thing has a registered party behind it, the one that is typed now.

    A person needs name and number; an organisation without a number (a firm to be founded, whose number comes into
    being with a result of this application) is registered as provisional.

    Raises:
        DraftIncomplete: a name and a number do not belong together.
    """
    for key, party in form.ready.theme.parties.items():
        for row in form.here.rows[key] if party.kind != "thing" else ():
            held = loaded.draft.bound.get(place_text(key, row))
            found = _behind(actor, form, key, row, party.kind, UUID(held) if held else None)
            if found and str(found) != held:
                loaded.draft.bound = {**loaded.draft.bound, place_text(key, row): str(found)}


def _behind(actor: Actor, form: Compiled, party: str, row: Row, kind: str, held: UUID | None) -> UUID | None:
    """Who stands behind a place: the one signed in stays; others follow what is typed about them."""
    if held in actor.parties:
        return held
    fields = [f for f in form.fields if (f.party, f.row) == (party, row)]
    if held is None or _identity(fields)[1]:
        return _register(actor, form, party, row, kind)
    name = _named(fields, kind)
    with as_actor(COMPILER):
        if name and Party.objects.filter(id=held, is_provisional=True).exclude(name=name).exists():
            party_update(COMPILER, held, name=name)
    return held


def _register(actor: Actor, form: Compiled, party: str, row: Row, kind: str) -> UUID | None:
    fields = [f for f in form.fields if (f.party, f.row) == (party, row)]
    name, phone = _named(fields, kind), _typed(fields, "phone", "phone")
    id_kind, number = _identity(fields)
    if not name:
        return None
    try:
        return party_register(
            actor, kind="organisation" if id_kind == "uscc" or kind == "organisation" else "person",
            name=name,
            id_kind=id_kind, id_number=number, phone=phone, birth=_birth(id_kind, number),
            provisional=not number,
            is_demo=ids.phone_is_demo(phone) if phone else False,
        ).id  # fmt: skip
    except PartyMismatch as error:
        raise DraftIncomplete({key_text(party, row, "name"): str(error)}) from error


def _named(fields: list[FormField], kind: str) -> str:
    """The party's name: by its autofill token, else the first plain text field asked about an organisation."""
    tokens = {"name", "organization"}
    named = [f for f in fields if f.element.autocomplete in tokens and f.value]
    if not named and kind == "organisation":
        named = [f for f in fields if f.element.type.value == "text" and f.required and f.value]
    return str(named[0].value) if named else ""


def _typed(fields: list[FormField], type_: str, id_: str) -> str:
    return next(
        (str(f.value) for f in fields if f.element.type.value == type_ and f.element.id == id_ and f.value),
        "",
    )


def _identity(fields: list[FormField]) -> tuple[str, str]:
    """Kind and number: an element named like its type is the party's own number."""
    for field in fields:
        type_ = field.element.type.value
        if field.element.id == type_ and type_ in {"citizen_id", "uscc"} and field.value:
            return type_, str(field.value)
    other: Any = next((f for f in fields if f.element.type.value == "identity" and f.value), None)
    if other is None:
        return "", ""
    good = [checked for checked in ids.identify(str(other.value)) if checked.valid]
    return (good[0].kind, good[0].value) if good else ("", "")


def _birth(id_kind: str, number: str) -> date | None:
    return ids.citizen_birth(number) if id_kind == "citizen_id" else None
