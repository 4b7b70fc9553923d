"""The register of broken packs: by complaint, the change to the sound pack and words the author must read."""

from collections.abc import Callable
from typing import Any

from yiwang.engines.catalog.tests.factories import Files

Change = Callable[[Files], Any]

BROKEN: dict[str, list[tuple[Change, str]]] = {}


def broken(code: str, words: str) -> Callable[[Change], Change]:
    """Register a change to the sound pack that must give this complaint with these words."""

    def register(change: Change) -> Change:
        BROKEN.setdefault(code, []).append((change, words))
        return change

    return register


def registration(files: Files) -> Any:
    """The item that comes first."""
    return files["items/a/registration.yaml"]


def theme(files: Files) -> Any:
    """The theme."""
    return files["themes/barber.yaml"]
