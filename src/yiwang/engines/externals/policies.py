"""Who may see which external steps, and whose they are to do."""

from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from yiwang.engines.cases.pure import permissions_of
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from .domain.errors import ExternalNotVisible, ExternalRefused
from .models import ExternalCopy, ExternalStep

Kept = TypeVar("Kept", ExternalStep, ExternalCopy)
EXCHANGE = "external.exchange"
"""Permission word of roles: take files to another system and bring them back, for the hat's own units."""


def may_exchange(actor: Actor) -> bool:
    """Whether one of the hat's roles carries files to and fro today; the worker does by its office."""
    may = permissions_of(world())
    return actor.audience == "worker" or (
        actor.audience == "staff" and any(EXCHANGE in may.get(role, ()) for role in actor.roles)
    )


def external_steps_visible_to(actor: Actor) -> QuerySet[ExternalStep]:
    """The steps an actor may see: staff those of their units, newest first; people read of theirs on the time line."""
    return _of_units(actor, ExternalStep.objects.order_by("-id"))


def external_copies_visible_to(actor: Actor) -> QuerySet[ExternalCopy]:
    """What was typed twice in the units an actor sees."""
    return _of_units(actor, ExternalCopy.objects.all())


def access_external(actor: Actor, step_id: UUID, to: str = "read") -> ExternalStep:
    """The step, if this actor may.

    Args:
        actor: who asks.
        step_id: the step.
        to: ``read``, or ``act``: its unit is one of the hat's own.

    Raises:
        ExternalNotVisible: it is not this actor's to see, or there is none.
        ExternalRefused: it may be seen, but is another unit's to do.
    """
    found = external_steps_visible_to(actor).filter(id=step_id).first()
    if found is None:
        raise ExternalNotVisible
    if to == "act" and not (actor.audience == "worker" or found.unit_id in actor.own_units):
        raise ExternalRefused("这一步由别的单位办理；请换用承办单位的岗位。")
    return found


def _of_units(actor: Actor, every: QuerySet[Kept]) -> QuerySet[Kept]:
    """Of these rows, those of the units that an actor sees; people see none."""
    if actor.sees_all:
        return every
    return every.filter(unit_id__in=actor.units) if actor.audience == "staff" else every.none()
