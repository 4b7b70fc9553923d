"""Two years of the hotline on a demo site: enough for months, places and categories to have figures worth reading."""

from collections.abc import Callable
from datetime import datetime

from yiwang.engines.cases.public import demo_cases_fill
from yiwang.engines.cases.pure import DEMO_LIFE
from yiwang.loader import World
from yiwang.nets.service.hotline.public import demo_demands_keep

from .samples import demand_samples

DEMANDS = {"small": 4000, "full": 60_000}
"""How many demands the two years have, by the size of the demo."""

DAYS = 2 * 365
COPIES = 2
"""Few, so that no hour has many calls about one thing: that would be a surge."""

STILL_OPEN = 0.02
"""The share that is not over: what a hotline has on its hands is some days of two years."""


def demands_fill(
    world: World, count: int, *, name: str, now: datetime, say: Callable[[int], None] = lambda done: None
) -> int:
    """Fill the last two years with so many demands; a name that is filled already changes nothing.

    Args:
        world: the pack in force; its ``demo/demands`` say what people call about.
        count: demands to be there under this name.
        name: of this filling.
        now: the present.
        say: told how many demands stand after every batch.

    Raises:
        NoDemoSite: the site does not run in demo mode.
    """
    samples = list(demand_samples(world.day_at(now)))
    if not samples:
        return 0
    return demo_cases_fill(
        count, samples=samples, lives=world.all(DEMO_LIFE), now=now, name=name, days=DAYS, copies=COPIES,
        still_open=STILL_OPEN, each=demo_demands_keep, say=say,
    )  # fmt: skip
