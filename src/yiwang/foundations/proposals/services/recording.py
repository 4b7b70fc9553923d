"""What every act on a proposal does at its end: the row moves, the opinion is kept, the audit log told."""

from __future__ import annotations

from datetime import datetime

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..domain.states import Act, State
from ..models import Proposal, ProposalReview
from ..selectors import files_digest

_PAST = {
    Act.EDIT: "edited", Act.SUBMIT: "submitted", Act.APPROVE: "approved", Act.CONFIRM: "confirmed",
    Act.SCHEDULE: "scheduled", Act.RETURN: "returned", Act.REFUSE: "refused", Act.WITHDRAW: "withdrawn",
    Act.PUBLISH: "published", Act.GO_BACK: "went_back",
}  # fmt: skip


class ProposalRefused(ValueError):
    """An act that may not be done, or not now; the sentence says why."""


class ProposalChanged(ProposalRefused):
    """Somebody else has changed the proposal since it was read."""

    def __init__(self) -> None:
        super().__init__("您打开以后，别人又改过这份修改。您刚填的没有保存；请看过新的内容再改。")


def moved(proposal: Proposal, act: Act, to: State, by: Actor, now: datetime, opinion: str = "") -> None:
    """Move a locked proposal and write down who did it."""
    told(proposal, act, by, now, opinion)
    proposal.state = to
    proposal.version += 1
    proposal.changed_at = now
    proposal.save()


def told(proposal: Proposal, act: Act, by: Actor, now: datetime, opinion: str = "") -> None:
    """Write an act into the proposal's history and into the audit log."""
    digest = files_digest(proposal)
    ProposalReview.objects.create(
        proposal=proposal, at=now, account=by.account_id, hat_label=by.hat_label, act=act, opinion=opinion,
        digest=digest,
    )  # fmt: skip
    body = {"title": proposal.title, "opinion": opinion, "files": digest, "from": proposal.state}
    name = f"proposals.proposal.{_PAST[act]}"
    audit_record(by, name, f"proposal:{proposal.pk}", body, now=now)


def held_to(proposal: Proposal, version: int) -> None:
    """Refuse to overwrite what the writer has not seen.

    Raises:
        ProposalChanged: the version is another one by now.
    """
    if proposal.version != version:
        raise ProposalChanged
