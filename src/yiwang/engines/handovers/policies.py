"""Who may see which hand-overs, and who may hand out."""

from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.engines.cases.pure import permissions_of
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from .domain.errors import HandoverNotVisible, HandoverRefused
from .models import DeliveryWish, Handover

HAND_OUT = ("case.act.hand_out", "case.act.issue")
"""Permission words of roles that hand results out, as on cases."""


def hands_out(actor: Actor) -> bool:
    """Whether one of the hat's roles hands results out."""
    may = permissions_of(world())
    return actor.audience == "staff" and any(
        set(HAND_OUT) & may.get(role, frozenset()) for role in actor.roles
    )


def handovers_visible_to(actor: Actor) -> QuerySet[Handover]:
    """The hand-overs an actor may see: people their own, units those their results are in, newest first."""
    every = Handover.objects.order_by("-id")
    if actor.sees_all:
        return every
    if actor.audience == "staff":
        return every.filter(Q(unit_id__in=actor.units) | Q(units__overlap=list(actor.units)))
    if actor.audience == "citizen":
        return every.filter(party_id__in=actor.parties)
    return every.none()


def access_handover(actor: Actor, handover_id: UUID, to: str = "read") -> Handover:
    """The hand-over, if this actor may; ``to="hand_out"`` asks for the unit that hands it out and its permission.

    Raises:
        HandoverNotVisible: it is not this actor's to see, or there is none.
        HandoverRefused: it may be seen, but is not for this hat to hand out.
    """
    found = handovers_visible_to(actor).filter(id=handover_id).first()
    if found is None:
        raise HandoverNotVisible
    if to == "hand_out" and not (hands_out(actor) and found.unit_id in actor.units):
        raise HandoverRefused("这件送达由别的单位或岗位发出；请换用有权限的岗位，或者转给发出单位。")
    return found


def wishes_visible_to(actor: Actor) -> QuerySet[DeliveryWish]:
    """One's own wishes; units read what they need on the hand-over."""
    if actor.audience == "worker":
        return DeliveryWish.objects.all()
    if actor.audience == "citizen":
        return DeliveryWish.objects.filter(party_id__in=actor.parties)
    return DeliveryWish.objects.none()
