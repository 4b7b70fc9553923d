"""Taking a precedent back: from then on routing and seats do not read it; that it was there stays to be seen."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import in_scope
from yiwang.kernel.actor import Actor

from ..domain.acting import Refusal
from ..domain.keeping import MAY_WITHDRAW
from ..models import Case, Precedent
from ..policies import CaseNotFound, access_case
from .errors import CaseRefused
from .reasons import reason_words

WHO = Refusal("precedent.who", "只有有裁定权限的岗位可以撤销先例；请换用这样的岗位。")
GONE = Refusal("precedent.gone", "没有这条先例，或者已经撤销，或者不归您撤销；请刷新后再看。")
OTHER = Refusal("precedent.other", "代替它的先例要是同一类事项、没有撤销的另一条；请核对办件编号。")


def precedent_withdraw(
    actor: Actor, precedent_id: UUID, *, reason: str, now: datetime, replaced_by: str = ""
) -> None:
    """Withdraw a precedent, or have a newer ruling take its place.

    Args:
        actor: a post with the permission ``precedent.withdraw`` that takes part in the case it was ruled on.
        precedent_id: the precedent.
        reason: why.
        now: the instant.
        replaced_by: number of the case whose ruling takes its place; "" if none does.

    Raises:
        CaseRefused: not this post, no reason, withdrawn already, or the other is none of its kind.
    """
    if actor.audience != "staff" or not actor.has(MAY_WITHDRAW):
        raise CaseRefused(WHO)
    words = reason_words(reason, "precedent")
    with in_scope(actor):
        held = _standing(actor, precedent_id)
        other = _other(held, replaced_by.strip()) if replaced_by.strip() else None
        told = {"withdrawn_by": actor.account_id, "withdrawn_hat": actor.hat_label, "withdrawn_reason": words}
        ended = Precedent.objects.filter(id=held.id, withdrawn_at=None).update(
            withdrawn_at=now, replaced_by=other.id if other else None, **told
        )
        if not ended:
            raise CaseRefused(GONE)
        body = {"reason": words, "replaced_by": str(other.id) if other else None}
        audit_record(actor, "precedent.withdrawn", f"precedent:{held.id}", body, now=now)


def _standing(actor: Actor, precedent_id: UUID) -> Precedent:
    held = Precedent.objects.filter(id=precedent_id, withdrawn_at=None).first()
    if held is None:
        raise CaseRefused(GONE)
    try:
        access_case(actor, held.case_id)
    except CaseNotFound as error:
        raise CaseRefused(GONE) from error
    return held


def _other(held: Precedent, number: str) -> Precedent:
    kind = {"type": held.type, "subject": held.subject, "category": held.category, "withdrawn_at": None}
    case = Case.objects.filter(number=number).first()
    rows = (
        Precedent.objects.filter(case_id=case.id, **kind).exclude(id=held.id)
        if case
        else Precedent.objects.none()
    )
    found = rows.order_by("-decided_at").first()
    if found is None:
        raise CaseRefused(OTHER)
    return found
