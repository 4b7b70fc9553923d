"""Proposed changes to the definitions in force, from draft to publication and back. Others enter here.

``proposals_visible_to`` and ``access_proposal`` are the way to them; ``proposals_publish_due`` is the worker's.
"""

from .models import Proposal
from .policies import ProposalNotFound, access_proposal, proposals_visible_to
from .selectors import (
    NotEditable,
    changes_of,
    conflicts_of,
    facts_for,
    proposals_open_of,
    sources_in_force,
    sources_of_proposal,
    would_be,
)
from .services.checking import proposal_submit, scenario_key
from .services.deciding import DECIDING, proposal_decide
from .services.drafting import proposal_open, proposal_restart, proposal_write, rollback_open
from .services.folders import sources_export
from .services.publishing import proposals_publish_due
from .services.recording import ProposalChanged, ProposalRefused

__all__ = [
    "DECIDING",
    "NotEditable",
    "Proposal",
    "ProposalChanged",
    "ProposalNotFound",
    "ProposalRefused",
    "access_proposal",
    "changes_of",
    "conflicts_of",
    "facts_for",
    "proposal_decide",
    "proposal_open",
    "proposal_restart",
    "proposal_submit",
    "proposal_write",
    "proposals_open_of",
    "proposals_publish_due",
    "proposals_visible_to",
    "rollback_open",
    "scenario_key",
    "sources_export",
    "sources_in_force",
    "sources_of_proposal",
    "would_be",
]
