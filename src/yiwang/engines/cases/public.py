"""Anything somebody must deal with in time: states, tasks, clocks, a sealed log, trees. Others enter here.

opened = case_open_tree(actor=actor, root=seed, children=seeds, key=str(draft.id), now=now)
case_move(actor=actor, case_id=id, act="approve", data={...}, now=now, version=seen)
case_timeline(actor, id, now); case_acts_for(actor, id, now); task_list(actor, now)

bind_effect("issue_result", issue)                       # in ready(): what an act does outside the engine
subscribe_cases("ratings.invite", invite, states={"closed"})
"""

from .policies import CaseNotFound, access_case, cases_visible_to, tasks_visible_to
from .pure import After, CaseSeed, LimitTerm, OpeningError, PartyPart, Terms, UnitPart
from .selectors import (
    CaseAct,
    CaseRow,
    CaseWords,
    TaskRow,
    Timeline,
    TimelineEntry,
    case_acts_for,
    case_list,
    case_timeline,
    case_words,
    matter_cases,
    step_words,
    task_counts,
    task_list,
)
from .services import (
    CaseMoved,
    CaseRefused,
    EffectCall,
    KeyReused,
    Moved,
    NoOpener,
    Opened,
    Opener,
    OpenRequest,
    SubjectRefused,
    WorkedOff,
    bind_effect,
    bind_opener,
    bound_effects,
    case_move,
    case_open_tree,
    clocks_work_off,
    demo_seed_cases,
    seeds_for,
    subscribe_cases,
)

__all__ = [
    "After",
    "CaseAct",
    "CaseMoved",
    "CaseNotFound",
    "CaseRefused",
    "CaseRow",
    "CaseSeed",
    "CaseWords",
    "EffectCall",
    "KeyReused",
    "LimitTerm",
    "Moved",
    "NoOpener",
    "OpenRequest",
    "Opened",
    "Opener",
    "OpeningError",
    "PartyPart",
    "SubjectRefused",
    "TaskRow",
    "Terms",
    "Timeline",
    "TimelineEntry",
    "UnitPart",
    "WorkedOff",
    "access_case",
    "bind_effect",
    "bind_opener",
    "bound_effects",
    "case_acts_for",
    "case_list",
    "case_move",
    "case_open_tree",
    "case_timeline",
    "case_words",
    "cases_visible_to",
    "clocks_work_off",
    "demo_seed_cases",
    "matter_cases",
    "seeds_for",
    "step_words",
    "subscribe_cases",
    "task_counts",
    "task_list",
    "tasks_visible_to",
]
