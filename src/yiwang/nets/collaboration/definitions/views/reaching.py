"""What these pages share: acts on drafts whose refusals become sentences, and the version that was seen."""

from __future__ import annotations

from functools import partial

from yiwang.foundations.proposals.public import NotEditable, ProposalRefused
from yiwang.kernel.counting import whole_number
from yiwang.web.gates import act_done, act_result
from yiwang.web.requests import ActedRequest

REFUSED = (ProposalRefused, NotEditable)

result = partial(act_result, refusals=REFUSED)
"""What an act on a draft gives; None if it was refused, and the next page says why."""

done = partial(act_done, refusals=REFUSED)
"""Do an act on a draft, and say on the next page that it is done, or why it was refused."""


def version_seen(request: ActedRequest) -> int:
    """The version in the form; 0 where somebody left it out, which fits nothing."""
    return whole_number(request.POST.get("version", "")) or 0
