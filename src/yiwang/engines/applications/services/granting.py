"""Each unit sees its own item's slice and nothing else: grants on parties and files, written with the submission."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import Opened
from yiwang.engines.catalog.pure import Compiled, Deciding, FormField, FormMaterial
from yiwang.engines.licences.public import licence_apply
from yiwang.foundations.files.public import file_grant
from yiwang.foundations.people.public import party_grants
from yiwang.foundations.scope.public import as_actor

from ..models import Submission
from ..selectors.loading import COMPILER, Loaded


def grant_slices(
    form: Compiled,
    loaded: Loaded,
    submission: Submission,
    opened: Opened,
    units: Mapping[str, Deciding],
    now: datetime,
) -> None:
    """Let every unit see the parties and files of its own case, on the ground of that case.

    Runs as the system: a signer's file is nobody's but his, and the signature he gave is the ground.
    """
    with as_actor(COMPILER):
        for member in form.members:
            number = _number(opened, member.key, submission)
            ground = f"办件 {number}"
            unit = units[member.key].unit
            party_grants((party, unit, None, ground, None) for party in _parties(loaded, member))
            for file_id in _files(form, loaded, member):
                file_grant(file_id, unit=unit, ground=ground, now=now)
            for licence_id in _licences(form, member):
                licence_apply(
                    licence_id, unit=unit, item=member.item.title, number=number, now=now, actor=COMPILER
                )


def _number(opened: Opened, key: str, submission: Submission) -> str:
    return opened.cases[key].number if key in opened.cases else submission.number


def _parties(loaded: Loaded, member: Any) -> Iterator[UUID]:
    known = {bound.party for bound in member.bound}
    held = {party for place, party in loaded.draft.bound.items() if place.partition("[")[0] in known}
    yield from (UUID(party) for party in sorted(held))


def _licences(form: Compiled, member: Any) -> list[UUID]:
    """Licences whose face or presence this item uses instead of asking."""
    every: list[FormField | FormMaterial] = [*form.fields, *form.materials]
    used = [held for held in every if any(line.member == member.index for line in held.lines)]
    sources = [held.fact.source for held in used if held.fact and held.fact.source.kind == "licence"]
    return [UUID(found) for found in dict.fromkeys(source.id for source in sources)]


def _files(form: Compiled, loaded: Loaded, member: Any) -> Iterator[UUID]:
    for wanted in (*form.materials, *form.optional_materials):
        asks = any(line.member == member.index for line in wanted.lines)
        held = loaded.materials.get((wanted.party, wanted.row, wanted.material.id))
        if asks and held:
            yield held.file_id
