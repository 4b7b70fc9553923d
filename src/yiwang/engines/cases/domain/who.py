"""Who may perform an act: the rules under ``by``, each alone sufficient."""

from yiwang.kernel.actor import Actor

from .acting import Facts
from .machine import Act, Performer
from .values import Case, Task


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
    if performer.unit == "seen":
        return actor.whole_city or any(held.unit in actor.units for held in case.units)
    if performer.step:
        return _holds_task(performer.step, case, actor)
    return any(held.unit in actor.own_units and held.part == performer.unit for held in case.units)


def _holds_task(step: str, case: Case, actor: Actor) -> bool:
    return any(
        task.step == step and task.unit_id in actor.own_units and is_for(task, actor)
        for task in case.open_tasks
    )


def is_for(task: Task, actor: Actor) -> bool:
    """Whether a task is this hat's among those of its unit: given to nobody, to the person, or to the post.

    Who stands in for somebody has that person's tasks too.
    """
    if task.account_id is not None:
        return task.account_id in (actor.account_id, actor.stands_for)
    return task.post_id in (None, actor.post)


def held_by_another(case: Case, act: Act, actor: Actor, facts: Facts) -> bool:
    """Whether the actor could do the act, had the task not been given to somebody else."""
    steps = {performer.step for performer in act.by if performer.step and facts.allows(actor, performer.may)}
    mine = [task for task in case.open_tasks if task.step in steps and task.unit_id in actor.own_units]
    return actor.audience == "staff" and any(not is_for(task, actor) for task in mine)
