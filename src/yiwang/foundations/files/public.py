"""Files: encrypted each, addressed by content, cleaned on the way in, readable by grant only.

Others enter here.
"""

from yiwang.foundations.files.domain.rules import FileRefusedError, FileRules
from yiwang.foundations.files.domain.sounds import ENDINGS, SOUNDS, SoundRules, sound_kind
from yiwang.foundations.files.policies import FileNotFoundForYouError, access_file, files_visible_to
from yiwang.foundations.files.services.erasing import files_erase
from yiwang.foundations.files.services.files import (
    FileDamagedError,
    StoredFile,
    file_check,
    file_grant,
    file_read,
    file_rules,
    file_store,
    file_store_closed,
    file_store_generated,
    file_store_photos,
    file_store_retaken,
    file_store_sound,
    orphan_sweep,
)

__all__ = [
    "ENDINGS",
    "SOUNDS",
    "FileDamagedError",
    "FileNotFoundForYouError",
    "FileRefusedError",
    "FileRules",
    "SoundRules",
    "StoredFile",
    "access_file",
    "file_check",
    "file_grant",
    "file_read",
    "file_rules",
    "file_store",
    "file_store_closed",
    "file_store_generated",
    "file_store_photos",
    "file_store_retaken",
    "file_store_sound",
    "files_erase",
    "files_visible_to",
    "orphan_sweep",
    "sound_kind",
]
