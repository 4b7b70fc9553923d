"""Who may see which charges, and who may ask for and approve refunds and clear differences."""

from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.engines.cases.pure import permissions_of
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from .domain.errors import ChargeNotVisible, PaymentRefused
from .models import BookDifference, Charge, Refund

REFUND, APPROVE, RECONCILE = "payment.refund", "payment.approve", "payment.reconcile"
"""Permission words of roles: ask for a refund, approve one, clear differences."""


def allows(actor: Actor, permission: str) -> bool:
    """Whether one of the hat's roles carries a permission today."""
    may = permissions_of(world())
    return actor.audience == "staff" and any(permission in may.get(role, ()) for role in actor.roles)


def require(actor: Actor, permission: str) -> None:
    """Raises PaymentRefused if none of the hat's roles carries the permission."""
    if not allows(actor, permission):
        raise PaymentRefused("您当前的岗位没有这项权限；请换用有权限的岗位，或者转给有权限的同事。")


def charges_visible_to(actor: Actor) -> QuerySet[Charge]:
    """The charges an actor may see: payers their own, staff those of their units, newest first."""
    every = Charge.objects.order_by("-id")
    if actor.sees_all:
        return every
    if actor.audience == "staff":
        return every.filter(unit_id__in=actor.units)
    if actor.audience == "citizen":
        return every.filter(party_id__in=actor.parties)
    return every.none()


def access_charge(actor: Actor, charge_id: UUID) -> Charge:
    """The charge, if it is this actor's to see.

    Raises:
        ChargeNotVisible: it is not, or there is none.
    """
    found = charges_visible_to(actor).filter(id=charge_id).first()
    if found is None:
        raise ChargeNotVisible
    return found


def access_refund(actor: Actor, refund_id: UUID) -> Refund:
    """The refund, if its charge is this actor's to see. Raises ChargeNotVisible."""
    found = Refund.objects.filter(id=refund_id, charge__in=charges_visible_to(actor)).first()
    if found is None:
        raise ChargeNotVisible
    return found


def differences_visible_to(actor: Actor) -> QuerySet[BookDifference]:
    """The differences a hat may see: those of its units, and those that belong to nobody's charge."""
    if not allows(actor, RECONCILE):
        return BookDifference.objects.none()
    every = BookDifference.objects.order_by("-day", "-id")
    return every if actor.whole_city else every.filter(Q(unit_id__in=actor.units) | Q(unit_id=""))
