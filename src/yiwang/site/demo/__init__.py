"""Fills a demo site with the pack's demo people and stories; everything made here is labelled as demo."""

from collections.abc import Callable, Iterator
from typing import Any

from yiwang.foundations.people.public import demo_people_seed
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import World

Step = tuple[str, Callable[[World], Any]]

STEPS: list[Step] = [("演示人员与账号", demo_people_seed)]
"""What is seeded, in order: words for the progress, and a function that does nothing when repeated."""


def seed(world: World) -> Iterator[str]:
    """Do every step in a transaction of its own; yields each step's words before it begins."""
    for words, step in STEPS:
        yield words
        with as_actor(system_actor("demo")):
            step(world)
