"""Checking: every check of the pack and all its scenarios, on the pack as it would be; then handing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.problems import Problem
from yiwang.loader import Loaded, Ran, parameter_values, run_scenarios
from yiwang.loader.diff import Change

from ..domain.states import Act, Kind, State, hindrance
from ..models import Proposal
from ..policies import access_proposal
from ..selectors import changes_of, conflicts_of, facts_for, would_be
from .recording import ProposalRefused, held_to, moved

_SCENARIOS = "yiwang.site.scenarios"
"""Where the scenario kind and its runner are; ``settings.YIWANG_SCENARIOS`` names another place."""

UNCONFIRMED = "definition_unconfirmed_fields"
"""Parameter: fields (``phone``, or of one kind only ``overlay.source``) that change without the legal office."""


@dataclass(frozen=True)
class Checked:
    """What checking found.

    Attributes:
        problems: what is wrong with the definitions, warnings included.
        failed: scenarios that no longer hold and that nobody has accepted.
        accepted: those that the author said change with it.
        ran: how many scenarios ran.
        changes: the difference in words.
        overtaken: files that another release has changed meanwhile.
    """

    problems: tuple[Problem, ...]
    failed: tuple[Ran, ...]
    accepted: tuple[Ran, ...]
    ran: int
    changes: tuple[Change, ...]
    overtaken: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it may be handed in."""
        errors = any(problem.severity == "error" for problem in self.problems)
        return not (errors or self.failed or self.overtaken) and bool(self.changes)

    def why(self) -> str:
        """Why it may not, in one sentence; empty if it may."""
        if self.overtaken:
            return f"您起草以后，{'、'.join(self.overtaken)} 已被别的发布改过。请从现在的内容重新改这一部分。"
        if any(problem.severity == "error" for problem in self.problems):
            return f"检查没有通过：{next(p.what for p in self.problems if p.severity == 'error')}"
        if self.failed:
            return f"这样改以后，情景“{self.failed[0].name}”不再成立。改好，或者请审核的人一并看这些情景随之改变。"
        return "" if self.changes else "还没有改动什么，不用送审。"


def proposal_checked(proposal: Proposal) -> Checked:
    """Everything that can be found out about a proposal; changes nothing."""
    loaded = would_be(proposal)
    ran = scenarios_run(loaded)
    fallen = [one for one in ran if not one.holds]
    failed = tuple(one for one in fallen if scenario_key(one) not in proposal.accepted)
    accepted = tuple(one for one in fallen if scenario_key(one) in proposal.accepted)
    overtaken = tuple(conflicts_of(proposal))
    return Checked(tuple(loaded.problems), failed, accepted, len(ran), tuple(changes_of(loaded)), overtaken)


def scenario_key(ran: Ran) -> str:
    """How a proposal names a scenario that it changes."""
    return f"{ran.id}：{ran.name}"


def scenarios_run(loaded: Loaded) -> list[Ran]:
    """All scenarios of a pack as it would be."""
    if loaded.world is None:
        return []
    place = getattr(settings, "YIWANG_SCENARIOS", _SCENARIOS)
    kind, runner = import_string(f"{place}.SCENARIO"), import_string(f"{place}.run_scenario")
    return run_scenarios(loaded.world, loaded.entries, kind, runner)


def proposal_submit(
    actor: Actor, proposal_id: UUID, *, version: int, now: datetime, accepted: Sequence[str] = ()
) -> Checked:
    """Check a draft and, if nothing is wrong, hand it in; otherwise it stays a draft.

    A pack's scenarios name limits and days that an item owner may rightly change. Those he names in ``accepted``
    (``scenario_key``), having read them, may fall; reviewers see them, and the legal office must confirm.

    Raises:
        ProposalNotFound, ProposalRefused, ProposalChanged: not for this hat, not now, or somebody was faster.
    """
    proposal = access_proposal(actor, proposal_id, lock=True)
    why = hindrance(facts_for(proposal, actor), Act.SUBMIT, actor.account_id, actor.roles)
    if why:
        raise ProposalRefused(why)
    held_to(proposal, version)
    if not proposal.reason.strip():
        raise ProposalRefused("请写明修改的理由，审核的人要看。")
    proposal.accepted = list(accepted)
    checked = proposal_checked(proposal)
    if checked.sound:
        proposal.accepted = [scenario_key(one) for one in checked.accepted]
        proposal.changes = [change.as_json() for change in checked.changes]
        proposal.needs_confirmation = bool(proposal.accepted) or _needs_confirmation(
            proposal, checked.changes, timezone.localtime(now).date()
        )
        proposal.told = ""
        moved(proposal, Act.SUBMIT, State.CHECKED, actor, now)
    return checked


def _needs_confirmation(proposal: Proposal, changes: Sequence[Change], day: date) -> bool:
    """Whether the legal office must agree: unless every change is in a field the pack lets go without it."""
    if proposal.kind == Kind.ROLLBACK:
        return False
    free = str(parameter_values(world(), day).get(UNCONFIRMED, "")).split()
    return not all(_is_free(change, free) for change in changes)


def _is_free(change: Change, free: Sequence[str]) -> bool:
    return bool(change.path) and (change.path[0] in free or f"{change.kind}.{change.path[0]}" in free)
