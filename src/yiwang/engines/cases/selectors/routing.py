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
from ..domain.routing import Proposal, ranked
from ..domain.units import within_reach
from ..models import Case, Precedent
from .context import context_for, organisations, unit_name, units_of

MOST = 5
"""Rulings looked at for one case: the latest of its place, then of the places around it."""


def route_proposals(
    actor: Actor, *, case_type: str, subject: str, category: str = "", division: str = "", now: datetime
) -> list[Proposal]:
    """The units proposed for a case of this kind at this place, the best grounded first; none for who is no staff.

    Args:
        actor: who routes; reasons of rulings are for staff.
        case_type: id of the case type.
        subject: what the case is about.
        category: of which kind it is, where the subject does not say; "" if it does.
        division: code of its place.
        now: the instant.
    """
    if actor.audience not in ("staff", "worker"):
        return []
    live = world()
    held = [*_duties(live, case_type, subject, category, division, now)]
    held += _precedents(live, case_type, subject, category, division)
    day, form = live.day_at(now), {"category": category}
    held = [one for one in held if not admission_refusal(live, day, one.unit, case_type, subject, form)]
    return ranked(held, organisations(live).units)


def case_proposals(actor: Actor, case: Case, now: datetime) -> list[Proposal]:
    """The units proposed for a case that was read as this actor's; its type says which entry tells the category."""
    acts = context_for(now, case.revision).machines[case.type].acts.values()
    key = next((act.precedent.category for act in acts if act.precedent), "")
    category = str((case.data.get("form") or {}).get(key, "")) if key else ""
    kind = {"case_type": case.type, "subject": case.subject, "category": category}
    return route_proposals(actor, **kind, division=case.division_id, now=now)


def _duties(
    live: World, case_type: str, subject: str, category: str, division: str, now: datetime
) -> Iterator[Proposal]:
    tree, day = organisations(live), live.day_at(now)
    duties: Mapping[str, Duty] = live.all("duty")
    for duty in duties.values():
        if duty.holds(day) and duty.is_about(case_type, subject, category):
            basis = duty.basis
            yield Proposal(
                duty.unit_for(tree, division),
                "duty",
                duty.matter,
                basis.source,
                duty.valid_from,
                basis.status,
            )


def _precedents(
    live: World, case_type: str, subject: str, category: str, division: str
) -> Iterator[Proposal]:
    places = [row.id for row in organisations(live).divisions.path(division)]
    rows = Precedent.objects.filter(type=case_type, subject=subject, category=category, withdrawn_at=None)
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
