"""Reads: what is in force for a case, a matter as loaded, lists, counts, the time line, what one may do."""

from .context import Context, context_for
from .lists import CaseRow, TaskRow, case_list, task_counts, task_list
from .matters import matter_load
from .page import CaseAct, case_acts_for
from .timeline import TimelineEntry, Timeline, case_timeline

__all__ = [
    "CaseAct",
    "CaseRow",
    "Context",
    "TaskRow",
    "Timeline",
    "TimelineEntry",
    "case_acts_for",
    "case_list",
    "case_timeline",
    "context_for",
    "matter_load",
    "task_counts",
    "task_list",
]
