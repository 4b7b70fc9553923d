"""Going on without a person, where a pack allows it for a category; a pack that says nothing never gets here.

Only what held often enough in the held-back weeks, and only where neither duty list nor precedent says otherwise.
"""

from datetime import datetime

from yiwang.engines.cases.public import (
    CaseMoved,
    CaseNotFound,
    CaseRefused,
    Proposal,
    access_case,
    case_move,
    case_proposals,
)
from yiwang.foundations.scope.public import as_actor

from ..policies import LEARNER
from ..pure import Alone, LearningRules
from ..selectors.force import history_for, learning_rules


def alone_allowed(case_type: str) -> bool:
    """Whether the pack lets anything of such cases go on alone."""
    history = history_for(case_type)
    return history is not None and bool(learning_rules(history.key).alone)


def alone_try(moved: CaseMoved, *, now: datetime) -> bool:
    """Give a case just opened to the unit that earlier ones speak for, if the pack allows it; whether it was done.

    Not where the duty list or a precedent stands before it with another unit, nor where it held too seldom.
    """
    history = history_for(moved.type)
    rules = learning_rules(history.key) if history else None
    if history is None or rules is None or rules.acts is None or moved.from_state:
        return False
    with as_actor(LEARNER):
        try:
            case = access_case(LEARNER, moved.case_id)
        except CaseNotFound:
            return False
        allowed = rules.alone.get(str((case.data.get("form") or {}).get(history.category_entry, "")))
        proposals = case_proposals(LEARNER, case, now) if allowed else []
        if allowed is None or not proposals or not _sure(allowed, proposals[0]):
            return False
        return _done(rules, moved, proposals[0], now)


def _sure(allowed: Alone, first: Proposal) -> bool:
    taught = first.taught
    return bool(taught and taught.of >= allowed.at_least and taught.held >= allowed.precision * taught.of)


def _done(rules: LearningRules, moved: CaseMoved, first: Proposal, now: datetime) -> bool:
    taught, acts = first.taught, rules.acts
    if taught is None or acts is None:
        return False
    note = f"按历史派单自动派出：第 {taught.version} 版，同类 {taught.held}/{taught.of} 次采用；依据：{first.why}"
    data = {acts.field: first.unit, **({acts.note: note} if acts.note else {})}
    try:
        case_move(actor=LEARNER, case_id=moved.case_id, act=acts.act, data=data, now=now)
    except CaseRefused:  # somebody was quicker, or answered at once
        return False
    return True
