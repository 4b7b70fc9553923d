"""Who may perform an act: the rules under ``by``, each alone sufficient."""

from yiwang.kernel.actor import Actor

from .acting import Facts
from .machine import Act, Performer
from .values import Case


def may_perform(case: Case, act: Act, actor: Actor, facts: Facts) -> bool:
    """Whether one of the act's performers is this actor (``design.md`` §6: rights are the hat's alone)."""
    return any(_is(performer, case, actor, facts) for performer in act.by)


def _is(performer: Performer, case: Case, actor: Actor, facts: Facts) -> bool:
    if performer.system:
        return actor.audience == "worker" and actor.hat == f"system:{performer.system}"
    if performer.party:
        return actor.audience == "citizen" and _is_party(performer.party, case, actor)
    return (
        actor.audience == "staff" and facts.allows(actor, performer.may) and _is_unit(performer, case, actor)
    )


def _is_party(part: str, case: Case, actor: Actor) -> bool:
    return any(held.party in actor.parties and part in (held.part, "any") for held in case.parties)


def _is_unit(performer: Performer, case: Case, actor: Actor) -> bool:
    if performer.unit == "any":
        return actor.whole_city
    if performer.step:
        return _holds_task(performer.step, case, actor)
    return any(held.unit in actor.units and held.part == performer.unit for held in case.units)


def _holds_task(step: str, case: Case, actor: Actor) -> bool:
    mine = (task for task in case.open_tasks if task.step == step and task.unit_id in actor.units)
    return any(task.account_id in (None, actor.account_id) for task in mine)
