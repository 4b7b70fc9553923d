"""What authors write about cases: the kind ``case_type``, its checks, and how it becomes a machine that runs."""

from .admissions import ADMISSION, Admission, admission_refusal
from .case_type import ActDefinition, CaseType, ClockDefinition, StateDefinition, StepDefinition
from .checks import case_type_complaints
from .compile import machine_of, machines_of
from .diagram import diagram_of
from .duties import DUTY, Duty
from .erasure import ERASURE_GROUND, ErasureGround
from .figures import CountTerm, Figure, figure_complaints
from .kind import CASE_TYPE
from .lives import DEMO_LIFE, ActData, DemoLife, LifeStep
from .registers import ASSIGNEE_IDS, EFFECT_IDS, GUARD_IDS
from .retention import RETENTION, Retention

__all__ = [
    "ADMISSION",
    "ASSIGNEE_IDS",
    "CASE_TYPE",
    "DEMO_LIFE",
    "DUTY",
    "EFFECT_IDS",
    "ERASURE_GROUND",
    "GUARD_IDS",
    "RETENTION",
    "ActData",
    "ActDefinition",
    "Admission",
    "CaseType",
    "ClockDefinition",
    "CountTerm",
    "DemoLife",
    "Duty",
    "ErasureGround",
    "Figure",
    "LifeStep",
    "Retention",
    "StateDefinition",
    "StepDefinition",
    "admission_refusal",
    "case_type_complaints",
    "diagram_of",
    "figure_complaints",
    "machine_of",
    "machines_of",
]
