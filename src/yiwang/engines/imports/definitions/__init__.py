"""数据迁入映射: where another system's data are read and what each column means here. ``imports/*.yaml``."""

from .checks import mapping_complaints
from .kind import IMPORT_MAPPING
from .mapping import (
    AttachmentMapping,
    CaseMapping,
    Cell,
    HistoryMapping,
    ImportMapping,
    KnowledgeMapping,
    LimitMapping,
    PartyMapping,
    Source,
    StateMapping,
)

__all__ = [
    "IMPORT_MAPPING",
    "AttachmentMapping",
    "CaseMapping",
    "Cell",
    "HistoryMapping",
    "ImportMapping",
    "KnowledgeMapping",
    "LimitMapping",
    "PartyMapping",
    "Source",
    "StateMapping",
    "mapping_complaints",
]
