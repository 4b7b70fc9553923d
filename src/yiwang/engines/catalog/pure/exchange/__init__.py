"""Items in and out: as the national exchange tables name them (GB/T 39046—2020), as JSON or as a spreadsheet.

``item_records`` writes the items of a world as records, one per item and deciding body; ``item_differences`` says in
words where foreign records and our items disagree; ``item_changes`` turns what may be taken over into changes of files.
Nothing is taken over silently: what a pack may not say of itself is told and left to people.
"""

from .comparing import Difference, Goes, item_differences
from .records import Record, body_of, item_records
from .sheets import UnreadableSheetError, sheet_read, sheet_written
from .taking import FileChange, item_changes

__all__ = [
    "Difference",
    "FileChange",
    "Goes",
    "Record",
    "UnreadableSheetError",
    "body_of",
    "item_changes",
    "item_differences",
    "item_records",
    "sheet_read",
    "sheet_written",
]
