"""Edits made in the browser that no folder holds yet, and what an apply from a folder would do to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yiwang.loader.diff import Change

_SHOWN = 10


@dataclass(frozen=True)
class Edit:
    """What was changed in the browser: a definition, and the place in it (empty for the whole)."""

    kind: str
    id: str
    path: tuple[str, ...]

    def touches(self, change: Change) -> bool:
        """Whether a change is about the same place, or about one inside or around it."""
        shared = min(len(self.path), len(change.path))
        return (self.kind, self.id, self.path[:shared]) == (change.kind, change.id, change.path[:shared])

    def as_json(self) -> list[Any]:
        """As a release keeps it."""
        return [self.kind, self.id, list(self.path)]


class EditsUndone(ValueError):
    """A folder says otherwise than what was published in the browser; applying it would undo that."""

    def __init__(self, undone: Sequence[Change]) -> None:
        told = "\n".join(f"  {change.sentence()}" for change in undone[:_SHOWN])
        more = f"\n  ……共 {len(undone)} 处。" if len(undone) > _SHOWN else ""
        super().__init__(
            f"没有应用：文件夹里还是旧的写法，应用它会改掉网页上已经发布的内容：\n{told}{more}\n"
            "请先运行 yiwang pack export <包的文件夹>，把网页上的修改写进文件夹，再应用；"
            "确要以文件夹为准，加 --over-edits。"
        )
        self.undone = tuple(undone)


def edits_read(kept: Iterable[Any]) -> list[Edit]:
    """Edits as a release keeps them."""
    return [Edit(kind, id_, tuple(path)) for kind, id_, path in kept]


def edits_of(changes: Iterable[Change]) -> list[Edit]:
    """The edits that these changes are."""
    return list(dict.fromkeys(Edit(change.kind, change.id, change.path) for change in changes))


def edits_undone(edits: Iterable[Edit], changes: Iterable[Change]) -> list[Change]:
    """Those changes from what is in force to what a folder says that touch an edit."""
    held = list(edits)
    return [change for change in changes if any(edit.touches(change) for edit in held)]
