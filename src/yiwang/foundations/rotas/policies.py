"""Who keeps which rota, and who sees it."""

from django.db.models import QuerySet

from yiwang.kernel.actor import Actor

from .models import DutyShift

KEEP, CALL = "rota.keep", "rota.call"
"""The permission to keep the rotas of one's own units, and to be shown the number of who is on duty anywhere."""


def shifts_visible_to(actor: Actor) -> QuerySet[DutyShift]:
    """The shifts on the rotas of the units that a hat sees; people have none."""
    standing = DutyShift.objects.defer("phone").filter(removed_at=None)
    if actor.sees_all:
        return standing
    if actor.audience == "staff":
        return standing.filter(unit_id__in=actor.units)
    return DutyShift.objects.none()
