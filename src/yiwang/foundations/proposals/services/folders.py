"""The pack's folder follows what was published in the browser, where settings name one that may be written.

The database decides; the folder is a copy for those who keep packs in a version control system. A file that
somebody changed by hand meanwhile is left alone and told of.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction

from yiwang.loader.sources import Sources

from ..models import Proposal, ProposalFile
from ..selectors import files_of

log = logging.getLogger("yiwang.proposals")


def folder_follow(proposal: Proposal) -> None:
    """Write a published proposal's files into the pack's folder, once the transaction holds."""
    folder = str(getattr(settings, "YIWANG_PACK_EDITS", "") or "")
    if folder:
        files = files_of(proposal)
        transaction.on_commit(lambda: _follow(Path(folder), files))


def _follow(folder: Path, files: list[ProposalFile]) -> None:
    for file in files:
        try:
            wrote = folder.name == file.pack and _replace(folder / file.path, file.before, file.text)
        except OSError as error:
            log.warning(
                "pack folder not written", extra={"file": str(file), "error_type": type(error).__name__}
            )
        else:
            if not wrote:
                log.warning("pack folder differs, left alone", extra={"file": str(file)})


def _replace(target: Path, before: str, text: str | None) -> bool:
    """Put a text where another one was; False if something else lies there."""
    held = hashlib.sha256(target.read_bytes()).hexdigest() if target.exists() else ""
    if held != before:
        return False
    if text is None:
        target.unlink()
    else:
        _write(target, text.encode())
    return True


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(data)
    beside.replace(target)


def sources_export(sources: Sources, folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the uppermost pack of these files into a folder.

    Returns:
        The files written (those that differed or were missing), and files of definitions in the folder that
        the release does not have; these are left to the reader to delete.
    """
    held = {path: file for (pack, path), file in sources.files.items() if pack == sources.pack}
    written = []
    for path, file in sorted(held.items()):
        target = folder / path
        if not target.exists() or target.read_bytes() != file.read():
            _write(target, file.read())
            written.append(target)
    extra = [
        path for path in sorted(folder.rglob("*"))
        if path.suffix in (".yaml", ".csv") and path.relative_to(folder).as_posix() not in held
    ]  # fmt: skip
    return written, extra
