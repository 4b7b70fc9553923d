"""What every page does first: find the proposal for this hat, read the version that was seen."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from yiwang.foundations.proposals.public import Proposal, ProposalNotFound, access_proposal
from yiwang.kernel.counting import whole_number
from yiwang.web.requests import ActedRequest


def reached(request: ActedRequest, proposal_id: UUID) -> Proposal:
    """The proposal, or the page that says there is none."""
    try:
        return access_proposal(request.actor, proposal_id)
    except ProposalNotFound as error:
        raise Http404(str(error)) from error


def version_seen(request: ActedRequest) -> int:
    """The version in the form; 0 where somebody left it out, which fits nothing."""
    return whole_number(request.POST.get("version", "")) or 0
