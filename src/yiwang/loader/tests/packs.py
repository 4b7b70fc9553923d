"""Whole tiny packs as strings."""

from pathlib import Path

from yiwang.loader import Loaded, World, load

from .kinds import KINDS


def written(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a pack's files; ``pack.yaml`` is made if not given. Returns its folder."""
    start = f"id: {root.name}\nversion: 1.0\ntitle: 小城\n"
    for name, text in {"pack.yaml": start, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def loaded(root: Path, files: dict[str, str | bytes]) -> Loaded:
    return load(written(root, files), KINDS)


def world(root: Path, files: dict[str, str | bytes]) -> World:
    result = loaded(root, files)
    assert result.world is not None, [problem.sentence() for problem in result.problems]
    return result.world
