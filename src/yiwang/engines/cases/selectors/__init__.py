"""Reads: what is in force for a case, a matter as loaded, lists, counts, the time line, what one may do."""

from .clocks import ClockRead, clock_read
from .context import Context, act_fields, case_fields, context_for, organisations
from .doing import ActDone, StateChange, acts_done, state_changes
from .figures import FigureRow, case_counts, case_figures
from .handlers import RemarkMade, case_handlers, case_parties, case_units, cases_opened, remarks_made
from .links import LinkedCase, case_links
from .lists import SHORTEST, CaseRow, case_list, case_search, matter_cases
from .matters import matter_load, matter_load_with, matters_load
from .page import CaseAct, MatterPage, case_acts_for, matter_acts_for, matter_page
from .received import ReceivedCount, SubjectCount, case_receivers, received_counts, subject_counts
from .routing import bind_learnt, case_proposals, proposals_shown, route_proposals, unit_choices
from .tasks import TaskCounts, TaskRow, UnitCounts, Whose, task_counts, task_list, unit_counts
from .timeline import Timeline, TimelineEntry, case_timeline, matter_timelines
from .words import CaseWords, bulk_acts, case_words, step_words
from .work import AccountTask, JointRemark, account_tasks

__all__ = [
    "SHORTEST",
    "AccountTask",
    "ActDone",
    "CaseAct",
    "CaseRow",
    "CaseWords",
    "ClockRead",
    "Context",
    "FigureRow",
    "JointRemark",
    "LinkedCase",
    "MatterPage",
    "ReceivedCount",
    "RemarkMade",
    "StateChange",
    "SubjectCount",
    "TaskCounts",
    "TaskRow",
    "Timeline",
    "TimelineEntry",
    "UnitCounts",
    "Whose",
    "account_tasks",
    "act_fields",
    "acts_done",
    "bind_learnt",
    "bulk_acts",
    "case_acts_for",
    "case_counts",
    "case_fields",
    "case_figures",
    "case_handlers",
    "case_links",
    "case_list",
    "case_parties",
    "case_proposals",
    "case_receivers",
    "case_search",
    "case_timeline",
    "case_units",
    "case_words",
    "cases_opened",
    "clock_read",
    "context_for",
    "matter_acts_for",
    "matter_cases",
    "matter_load",
    "matter_load_with",
    "matter_page",
    "matter_timelines",
    "matters_load",
    "organisations",
    "proposals_shown",
    "received_counts",
    "remarks_made",
    "route_proposals",
    "state_changes",
    "step_words",
    "subject_counts",
    "task_counts",
    "task_list",
    "unit_choices",
    "unit_counts",
]
