"""Imports: another system's cases and accounts come in by a mapping of the pack. Others enter here.

table = source_read(mapping_get("old_hotline"), path)
trial = import_check(hat, mapping, table, now=now)        # judges every row, writes nothing
ran = import_run(hat, mapping, table, now=now)            # again and again: a number comes in once
import_differences(mapping, table)                        # a shadow run's daily list
"""

from .models import ImportRun
from .policies import MAY_APPOINT, MAY_IMPORT, MAY_READ, MAY_WRITE, ImportRefusedHere
from .pure import (
    ImportMapping,
    Reject,
    SourceUnreadable,
    Table,
    differences_csv,
    rejects_csv,
    rejects_xlsx,
    report_text,
)
from .selectors import PAGE, case_by_old_number, importer, run_get, run_rejects, runs_list
from .services.accounts import AccountsTried, accounts_import
from .services.comparing import import_differences
from .services.judging import NoSuchMapping, Trial, mapping_get, mappings
from .services.judging import judged as import_check
from .services.knowledge import knowledge_import
from .services.running import RejectsFirst, import_run
from .services.sources import source_read

__all__ = [
    "MAY_APPOINT",
    "MAY_IMPORT",
    "MAY_READ",
    "MAY_WRITE",
    "PAGE",
    "AccountsTried",
    "ImportMapping",
    "ImportRefusedHere",
    "ImportRun",
    "NoSuchMapping",
    "Reject",
    "RejectsFirst",
    "SourceUnreadable",
    "Table",
    "Trial",
    "accounts_import",
    "case_by_old_number",
    "differences_csv",
    "import_check",
    "import_differences",
    "import_run",
    "importer",
    "knowledge_import",
    "mapping_get",
    "mappings",
    "rejects_csv",
    "rejects_xlsx",
    "report_text",
    "run_get",
    "run_rejects",
    "runs_list",
    "source_read",
]
