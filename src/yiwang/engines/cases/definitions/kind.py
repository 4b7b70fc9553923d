"""The kind itself, as ``site/kinds.py`` gathers it."""

from yiwang.loader import Kind

from .case_type import CaseType
from .checks import case_type_complaints

CASE_TYPE = Kind(
    "case_type",
    "case-types/*.yaml",
    CaseType,
    check=case_type_complaints,
    order=40,
    word="办件类型",
    id_pattern=r"[a-z][a-z0-9_]*",
)
