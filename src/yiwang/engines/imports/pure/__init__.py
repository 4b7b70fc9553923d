"""Imports without Django: the kind ``import_mapping``, reading, building, counting. Others enter here."""

from ..definitions import IMPORT_MAPPING, ImportMapping
from ..domain.differing import Difference, Standing, differences_of
from ..domain.lists import differences_csv, rejects_csv, rejects_xlsx, report_text
from ..domain.reconciling import GROUPS, Reconciliation
from ..domain.values import NO_NUMBER, SHOWN, Outcome, Reject, Row, SourceUnreadable, Table, Wrong
from .building import Builder
from .built import Built, PartyWanted, Places
from .cells import CellReader, zone_of
from .reading import rows_of, table_of

__all__ = [
    "GROUPS",
    "IMPORT_MAPPING",
    "NO_NUMBER",
    "SHOWN",
    "Builder",
    "Built",
    "CellReader",
    "Difference",
    "ImportMapping",
    "Outcome",
    "PartyWanted",
    "Places",
    "Reconciliation",
    "Reject",
    "Row",
    "SourceUnreadable",
    "Standing",
    "Table",
    "Wrong",
    "differences_csv",
    "differences_of",
    "rejects_csv",
    "rejects_xlsx",
    "report_text",
    "rows_of",
    "table_of",
    "zone_of",
]
