"""The kind itself, as ``site/kinds.py`` gathers it."""

from yiwang.loader import Kind

from .checks import mapping_complaints
from .mapping import ImportMapping

IMPORT_MAPPING = Kind(
    "import_mapping",
    "imports/*.yaml",
    ImportMapping,
    check=mapping_complaints,
    live=True,
    order=60,
    word="数据迁入映射",
    id_pattern=r"[a-z][a-z0-9_]*",
)
