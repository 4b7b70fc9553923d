"""Who may reach a licence: its holders, the unit that issued it, and whoever was granted it.

Row-level security repeats the same.
"""

from typing import Literal
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from yiwang.kernel.actor import Actor

from .domain.errors import LicenceNotVisible
from .models import Licence, LicenceGrant

Aim = Literal["read", "manage", "hold"]


def licences_visible_to(actor: Actor) -> QuerySet[Licence]:
    """The licences this hat may see now, newest first."""
    if actor.sees_all:
        return Licence.objects.all()
    if actor.audience == "staff":
        return Licence.objects.filter(
            Q(unit_id__in=actor.units) | Q(id__in=_granted(Q(unit_id__in=actor.units)))
        )
    if actor.audience == "citizen":
        own = Q(holders__party__in=actor.parties) | Q(id__in=_granted(Q(party_id__in=actor.parties)))
        return Licence.objects.filter(own).distinct()
    return Licence.objects.none()


def access_licence(actor: Actor, licence_id: UUID, to: Aim = "read") -> Licence:
    """The licence, if the actor may reach it for this.

    Args:
        actor: who asks.
        licence_id: which licence.
        to: ``read`` it, ``manage`` it as the unit that issued it, or ``hold`` it: show it, let others use it.

    Raises:
        LicenceNotVisible: the actor may not, or there is no such licence.
    """
    found = licences_visible_to(actor).filter(id=licence_id).first()
    if found is None or not _may(actor, found, to):
        raise LicenceNotVisible
    return found


def _may(actor: Actor, licence: Licence, to: Aim) -> bool:
    if to == "manage":
        return actor.audience == "worker" or (
            actor.audience == "staff" and licence.unit_id in actor.own_units
        )
    if to == "hold":
        held = licence.holders.filter(party__in=actor.parties)
        return actor.audience == "citizen" and held.exists()
    return True


def _granted(to: Q) -> QuerySet[LicenceGrant, UUID]:
    live = Q(until__isnull=True) | Q(until__gt=timezone.now())
    left = Q(times__isnull=True) | Q(used__lt=F("times"))
    return LicenceGrant.objects.filter(to, live, left).values_list("licence_id", flat=True)
