"""A demo year: thousands of matters at every state of every case type, with ratings and demands, written in bulk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.utils import timezone

from yiwang.engines.cases.public import CopiedCase, demo_cases_fill
from yiwang.engines.cases.pure import DEMO_LIFE
from yiwang.engines.ratings.public import DemoRatings
from yiwang.foundations.people.public import demo_crowd_grant, demo_crowd_seed
from yiwang.loader import World
from yiwang.nets.service.hotline.public import demo_calls_of, demo_demands_keep

from .samples import year_samples

SIZES = {"small": 1500, "full": 60_000}
"""How many cases a demo year of each size has."""

CROWD = 40
"""Cases for each demo applicant without an account."""


@dataclass(frozen=True)
class YearFilled:
    """What a filling wrote: cases, and the seconds it took by the clock."""

    cases: int
    seconds: float


def year_fill(
    world: World,
    count: int,
    *,
    name: str,
    seed: int = 1,
    now: datetime | None = None,
    still_open: float = 0.0,
    say: Callable[[int], None] = lambda done: None,
) -> YearFilled:
    """Fill the last year with so many cases; a name that is filled already changes nothing.

    Args:
        world: the pack in force; its ``demo/lives`` say how cases go.
        count: cases to be there under this name.
        name: of this filling: another name adds as many again.
        seed: the same seed draws the same histories.
        now: the present.
        still_open: the share that stands still before its end; 0 leaves it to the pack.
        say: told how many cases stand after every batch.

    Raises:
        NoDemoSite: the site does not run in demo mode.
    """
    moment, began = now or timezone.now(), timezone.now()
    crowd = demo_crowd_seed(max(50, count // CROWD), max(20, count // CROWD // 3))
    samples = year_samples(crowd, moment, Random(seed))  # noqa: S311 - demo data
    lives = world.all(DEMO_LIFE)

    def rated(case: CopiedCase) -> str:
        return samples.rated.get((case.subject, case.division), case.unit)

    likes = {key: life.like for key, life in lives.items()}
    ratings = DemoRatings(Random(seed), rated, likes)  # noqa: S311 - demo data

    def each(cases: Sequence[CopiedCase]) -> None:
        ratings.keep(cases)
        demo_demands_keep(cases)
        demo_calls_of(cases, now=moment)
        demo_crowd_grant((case.party, case.unit) for case in cases if case.party and case.unit)

    done = demo_cases_fill(
        count, samples=samples.all, lives=lives, now=moment, name=name, seed=seed, still_open=still_open,
        each=each, say=say,
    )  # fmt: skip
    return YearFilled(done, (timezone.now() - began).total_seconds())
