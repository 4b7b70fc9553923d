"""Files of a site that are written once and never again: its keys, the roots it publishes, time stamps over them."""

import os
import tempfile
from pathlib import Path


def file_write_once(path: Path, data: bytes, mode: int = 0o600) -> bool:
    """Write a file durably, whole or not at all; if another process was first, its file stands.

    Args:
        path: where; its folder is made with mode 0700 if it is not there.
        data: what.
        mode: rights of the file.

    Returns:
        Whether this call wrote it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return _link(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
        _sync(path.parent)


def _link(temporary: str, target: Path) -> bool:
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
