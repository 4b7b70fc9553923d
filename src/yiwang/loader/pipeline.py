"""The row of steps: read → parse → shape → extend → join → meaning → freeze. One run tells everything."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yiwang.kernel.problems import Problem

from .kind import Kind
from .world import World


@dataclass(frozen=True)
class Loaded:
    """What a run gave: the world if nothing is wrong (warnings allowed), and every problem found."""

    world: World | None
    problems: list[Problem] = field(default_factory=list)


def load(pack_dir: Path | str, kinds: Sequence[Kind[Any]], *, search: Sequence[Path] = ()) -> Loaded:
    """Read a pack and the packs it extends.

    Args:
        pack_dir: the pack's folder.
        kinds: every kind of definition that may stand in it.
        search: folders in which extended packs are looked for, after the pack's own neighbours.
    """
    raise NotImplementedError
