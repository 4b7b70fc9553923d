"""Where ``yiwang pack`` takes a world from besides a folder: a built file, or what is applied now."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yiwang.loader import Kind, World


def built_world(file: Path, kinds: Sequence[Kind[Any]]) -> World | None:
    """The world in a file that ``pack build`` made; says what is wrong with it otherwise."""
    from yiwang.loader.unpack import PackDamaged, unpacked

    try:
        return unpacked(file.read_bytes(), kinds)
    except PackDamaged as damaged:
        print(f"■ {file}\n  {damaged}", file=sys.stderr)
        return None


def live_world() -> World | None:
    """What is applied now; says so if nothing is."""
    import django

    django.setup()
    from yiwang.foundations.releases.public import NoRelease, world

    try:
        return world()
    except NoRelease as error:
        print(error, file=sys.stderr)
        return None
