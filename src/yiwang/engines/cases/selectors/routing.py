"""Whose a case is likely to be, and which units an act may name."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from yiwang.foundations.organisations.public import unit_successor
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.loader import World

from ..definitions.admissions import admission_refusal
from ..definitions.duties import Duty
from ..domain.machine import Field
from ..domain.routing import Asked, Learnt, Proposal, ranked
from ..domain.units import within_reach
from ..models import Case, Precedent
from .context import context_for, organisations, unit_name, units_of

MOST = 5
"""Rulings looked at for one case: the latest of its place, then of the places around it."""


_learnt: list[Learnt] = []


def bind_learnt(learnt: Learnt) -> None:
    """Let earlier cases suggest units, after duties and precedents; called once, in ``ready()`` of an app above."""
    _learnt[:] = [learnt]


def route_proposals(actor: Actor, asked: Asked, *, now: datetime) -> list[Proposal]:
    """The units proposed for a case of this kind at this place, the best grounded first; none for who is no staff.

    Args:
        actor: who routes; reasons of rulings are for staff.
        asked: of which kind it is, where, and what is told.
        now: the instant.
    """
    if actor.audience not in ("staff", "worker"):
        return []
    live = world()
    held = [*_duties(live, asked, now), *_precedents(live, asked)]
    held += [one for learnt in _learnt for one in learnt.proposals(actor, asked, now)]
    form = asked.case.data.get("form") or {} if asked.case else {"category": asked.category}
    day, kind = live.day_at(now), (asked.case_type, asked.subject)
    held = [one for one in held if not admission_refusal(live, day, one.unit, *kind, form)]
    return ranked(held, organisations(live).units)


def case_proposals(actor: Actor, case: Case, now: datetime) -> list[Proposal]:
    """The units proposed for a case that was read as this actor's; its type says which entry tells the category."""
    return route_proposals(actor, _asked(case, now), now=now)


def proposals_shown(case: Case, proposals: list[Proposal], now: datetime) -> None:
    """Let who learns know which learnt proposals stood on a case's page, to be compared with what is chosen."""
    learnt = [one for one in proposals if one.ground == "learnt"]
    for bound in _learnt if learnt else ():
        bound.shown(_asked(case, now), learnt, now)


def _asked(case: Case, now: datetime) -> Asked:
    acts = context_for(now, case.revision).machines[case.type].acts.values()
    key = next((act.precedent.category for act in acts if act.precedent), "")
    category = str((case.data.get("form") or {}).get(key, "")) if key else ""
    return Asked(case.type, case.subject, category, case.division_id, case=case)


def _duties(live: World, asked: Asked, now: datetime) -> Iterator[Proposal]:
    tree, day = organisations(live), live.day_at(now)
    duties: Mapping[str, Duty] = live.all("duty")
    for duty in duties.values():
        if duty.holds(day) and duty.is_about(asked.case_type, asked.subject, asked.category):
            basis = duty.basis
            yield Proposal(
                duty.unit_for(tree, asked.division),
                "duty",
                duty.matter,
                basis.source,
                duty.valid_from,
                basis.status,
            )


def _precedents(live: World, asked: Asked) -> Iterator[Proposal]:
    places = [row.id for row in organisations(live).divisions.path(asked.division)]
    kind = {"type": asked.case_type, "subject": asked.subject, "category": asked.category}
    rows = Precedent.objects.filter(**kind, withdrawn_at=None)
    near = [row for row in rows.order_by("-decided_at")[: MOST * 4] if row.division_id in ("", *places)]
    near.sort(key=lambda row: -places.index(row.division_id) if row.division_id in places else 1)
    in_use = organisations(live).units
    for row in near[:MOST]:
        day, unit = live.day_at(row.decided_at), row.unit_id
        unit = unit if unit in in_use else unit_successor(unit)
        yield Proposal(unit, "precedent", row.reasoning, row.hat_label, day)


def unit_choices(actor: Actor, case: Case, field: Field) -> dict[str, str]:
    """The units that a field of an act may name on a case, with their names, for a list to choose from.

    Within its reach; without one the bodies along the case's place, from the city down to the village.
    """
    tree = organisations(world())
    if field.reach:
        known = units_of(world())
        own = known.get(actor.unit)
        found = [key for key, unit in known.items() if within_reach(unit, own, field.reach)]
    else:
        places = {row.id for row in tree.divisions.path(case.division_id)}
        found = [body.id for body in tree.bodies.values() if not places or body.division in places]
    return {key: unit_name(tree, key) for key in found}
