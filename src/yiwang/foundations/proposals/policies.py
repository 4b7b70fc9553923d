"""Who sees which proposal: its own unit always, others with a duty once it has been handed in."""

from uuid import UUID

from django.db.models import Q, QuerySet

from yiwang.kernel.actor import Actor

from .domain.states import CONFIRM, PROPOSE, PUBLISH, REVIEW, State
from .models import Proposal


class ProposalNotFound(LookupError):
    """There is no such proposal for this person; said alike whether it exists or not."""

    def __init__(self) -> None:
        super().__init__("没有这份修改建议，或者当前身份看不到它。")


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposals this hat may read: one's own unit's, and with a duty to judge all that were handed in."""
    if actor.audience != "staff":
        return Proposal.objects.none()
    seen = Q(pk__in=())
    if actor.has(PROPOSE) or actor.has(PUBLISH):
        seen |= Q(owner_unit__in=actor.units)
    if any(actor.has(word) for word in (REVIEW, CONFIRM, PUBLISH)):
        seen |= ~Q(state=State.DRAFT)
    return Proposal.objects.filter(seen)


def access_proposal(actor: Actor, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """The proposal, if this hat may read it.

    With ``lock`` its row is held until the transaction ends, to act on it.

    Raises:
        ProposalNotFound: there is none for this hat.
    """
    rows = proposals_visible_to(actor)
    row = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=proposal_id).first()
    if row is None:
        raise ProposalNotFound
    return row
