"""Reads: what is in force for a case, a matter as loaded, lists, counts, the time line, what one may do."""

from .context import Context, context_for
from .lists import CaseRow, TaskRow, case_list, matter_cases, task_counts, task_list
from .matters import matter_load
from .page import CaseAct, case_acts_for, matter_acts_for
from .timeline import Timeline, TimelineEntry, case_timeline, matter_timelines
from .words import CaseWords, case_words, step_words

__all__ = [
    "CaseAct",
    "CaseRow",
    "CaseWords",
    "Context",
    "TaskRow",
    "Timeline",
    "TimelineEntry",
    "case_acts_for",
    "case_list",
    "case_timeline",
    "case_words",
    "context_for",
    "matter_acts_for",
    "matter_cases",
    "matter_load",
    "matter_timelines",
    "step_words",
    "task_counts",
    "task_list",
]
