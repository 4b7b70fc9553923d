"""Attachments: files below a folder that the command names, looked at by content, kept encrypted, seen by the units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from yiwang.engines.cases.pure import CaseHeld
from yiwang.foundations.files.public import (
    FileRefusedError,
    FileRules,
    file_check,
    file_grant,
    file_rules,
    file_store,
    file_store_photos,
)
from yiwang.kernel.actor import Actor

from ..definitions import AttachmentMapping, ImportMapping
from ..pure import SHOWN, Built, Reject

PURPOSE = "import:attachment"


@dataclass(frozen=True)
class Folder:
    """Where the attachments of a mapping lie, and how large one may be."""

    mapping: AttachmentMapping
    root: Path
    rules: FileRules

    def problems(self, built: Built) -> tuple[Reject, ...]:
        """What is wrong with the attachments of a row."""
        found = ((path, self._problem(path)) for path in built.files)
        at = (built.line, built.number, self.mapping.column)
        return tuple(Reject(*at, path[:SHOWN], why) for path, why in found if why)

    def _problem(self, path: str) -> str:
        try:
            file_check(self.read(path), self.rules)
        except FileRefusedError as error:
            return str(error)
        return ""

    def read(self, path: str) -> bytes:
        """The file, if it lies below the folder and is no larger than it may be. Raises FileRefusedError."""
        place = (self.root / path.replace("\\", "/")).resolve()
        if not place.is_relative_to(self.root) or not place.is_file():
            raise FileRefusedError("missing", "附件文件夹里没有这个文件。请补上文件，或者改正路径。")
        with place.open("rb") as file:
            return file.read(self.rules.max_bytes + 1)

    def stored(self, actor: Actor, built: Built, held: CaseHeld, now: datetime) -> CaseHeld:
        """The case with its attachments kept; those that are wrong are left out, where the mapping lets them be."""
        kept = [one for path in built.files if (one := self._kept(actor, path, held, now))]
        if not kept:
            return held
        return replace(held, seed=replace(held.seed, data={**held.seed.data, "materials": kept}))

    def _kept(self, actor: Actor, path: str, held: CaseHeld, now: datetime) -> dict[str, Any] | None:
        try:
            data = self.read(path)
            mime, name = file_check(data, self.rules), Path(path).name
            told: dict[str, Any] = {"name": name, "purpose": PURPOSE, "rules": self.rules, "now": now}
            file = (
                file_store_photos(actor, photos=[data], **told)
                if mime.startswith("image/")
                else file_store(actor, data=data, **told)
            )
        except FileRefusedError:
            return None
        for unit in {one.unit for one in held.seed.units}:
            file_grant(file.id, unit=unit, ground=PURPOSE, now=now)
        return {
            "key": f"import.{file.id}",
            "label": f"{self.mapping.label}：{name}",
            "met": "file",
            "file": str(file.id),
        }


def folder_of(mapping: ImportMapping, root: Path | None) -> Folder | None:
    """The folder of a mapping's attachments; None if it has none.

    Raises:
        FileNotFoundError: the mapping has attachments, and no folder was named or there is none.
    """
    held = mapping.cases.attachments if mapping.cases else None
    most = mapping.limits.attachment_kilobytes
    if held is None or most is None:
        return None
    if root is None or not root.is_dir():
        raise FileNotFoundError("这个映射有附件。请用 --files 写上放附件的文件夹。")
    limits = file_rules()
    rules = FileRules(min(limits.max_bytes, most.value * 1024), limits.max_pixels, limits.allowed)
    return Folder(held, root.resolve(), rules)


def kept_out(mapping: AttachmentMapping, problems: Sequence[Reject]) -> bool:
    """Whether these problems keep the row out."""
    return mapping.missing == "reject" and bool(problems)
