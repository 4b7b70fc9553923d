"""Acts: open a matter, move a case, work off clocks, bind effects. They lock, load, decide and write; no more."""

from .assigning import HandedOver, case_opine, task_assign, task_give_back, task_take, tasks_hand_over
from .clocks import WorkedOff, clocks_work_off
from .demo import CopiedCase, DemoSample, NotADemoSite, demo_cases_fill
from .effects import EffectCall, bind_effect, bound_effects
from .errors import CaseRefused, KeyReused
from .hearing import TaskChanged, subscribe_tasks
from .importing import CaseImported, case_import_check, cases_import
from .migrating import MigrationReport, cases_migrate
from .moving import Moved, case_move
from .opener import NoOpener, Opener, OpenRequest, SubjectRefused, bind_opener, seeds_for
from .opening import Opened, case_open_tree
from .recounting import Recounted, clocks_recount
from .subscribing import CaseMoved, subscribe_cases
from .telling import case_tell

__all__ = [
    "CaseImported",
    "CaseMoved",
    "CaseRefused",
    "CopiedCase",
    "DemoSample",
    "EffectCall",
    "HandedOver",
    "KeyReused",
    "MigrationReport",
    "Moved",
    "NoOpener",
    "NotADemoSite",
    "OpenRequest",
    "Opened",
    "Opener",
    "Recounted",
    "SubjectRefused",
    "TaskChanged",
    "WorkedOff",
    "bind_effect",
    "bind_opener",
    "bound_effects",
    "case_import_check",
    "case_move",
    "case_open_tree",
    "case_opine",
    "case_tell",
    "cases_import",
    "cases_migrate",
    "clocks_recount",
    "clocks_work_off",
    "demo_cases_fill",
    "seeds_for",
    "subscribe_cases",
    "subscribe_tasks",
    "task_assign",
    "task_give_back",
    "task_take",
    "tasks_hand_over",
]
