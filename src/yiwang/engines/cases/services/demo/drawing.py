"""Which lives are lived, on which samples, on which days: every life once, then as often as the pack weighs it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from ...definitions import DemoLife
from ...domain.seeds import CaseSeed
from ...domain.simulate import Simulation
from ...selectors import Context
from .living import duty_moment, live, working_day

PAY = "pay"
"""The flag by which a case type knows when fees are due: a life with fees is lived by subjects that have them."""

YEAR = 365
COMPLETE = 150
"""Working days back at which a life that must be seen whole begins."""

MOST_OF_A_DAY = timedelta(hours=14)
"""How late it must be for today to count as a day on which cases were handed in and begun."""

EARLY = 3
"""Minutes after the beginning of duty at which a life begins that must be seen standing still today."""

EVENING = (8 * 60, 21 * 60 + 30)
"""When people hand in from home, in minutes of the day."""


@dataclass(frozen=True)
class DemoSample:
    """Something to be applied for: seeds as ``applications`` makes them.

    Attributes:
        weight: how often it is applied for, against others of its case type.
        parties: applicants to draw from; the seeds' own if empty.
        at_window: handed in at a counter, on working days within duty hours.
        chosen: the unit that acts choose which choose one (a dispatch).
    """

    root: CaseSeed
    children: tuple[CaseSeed, ...] = ()
    weight: int = 1
    parties: Sequence[UUID] = ()
    at_window: bool = False
    chosen: str = ""


@dataclass
class Drawing:
    """Draws matters and lives them.

    Attributes:
        context: what is in force.
        samples: what is applied for.
        lives: how cases go, by id.
        now: the present.
        days: how far back, in days.
        still_open: the share of matters that stand still before their end; 0 leaves it to the weights.
    """

    context: Context
    samples: Sequence[DemoSample]
    lives: Mapping[str, DemoLife]
    now: datetime
    chance: Random
    days: int = YEAR
    still_open: float = 0.0
    _by_like: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        types = {sample.root.type for sample in self.samples}
        self._roots = {key: life for key, life in self.lives.items() if life.type in types}
        for key, life in self.lives.items():
            self._by_like[life.type, life.like].append(key)
            if not life.ago and life.like:
                self._by_like[life.type, ""].append(key)

    def matters(self, count: int) -> Iterator[tuple[Simulation, dict[str, str], DemoSample]]:
        """So many matters, lived until now: the matter, seed key → life, and what was applied for."""
        lives, once = list(self._roots), list(self._once())
        weights = [self._weight(life) for life in self._roots.values()]
        for name, alike in once[:count]:
            yield self._lived(name, alike, whole=True)
        for _ in range(count - len(once)):
            name = self.chance.choices(lives, weights)[0]
            yield self._lived(name, self._alike(name), whole=False)

    def _once(self) -> Iterator[tuple[str, list[DemoSample]]]:
        """Every life, by each kind of subject that it can be lived by: subjects whose cases are of the same types."""
        for name in self._roots:
            kinds = defaultdict(list)
            for sample in self._alike(name):
                kinds[frozenset(child.type for child in sample.children)].append(sample)
            yield from ((name, alike) for alike in kinds.values())

    def _alike(self, name: str) -> list[DemoSample]:
        return [one for one in self.samples if one.root.type == self.lives[name].type]

    def _weight(self, life: DemoLife) -> float:
        """The weight of a life, so that those that stand still together have their share."""
        if not self.still_open:
            return life.weight
        alike = sum(o.weight for o in self._roots.values() if (o.ago is None) == (life.ago is None))
        return life.weight / alike * (self.still_open if life.ago else 1 - self.still_open)

    def _lived(
        self, name: str, alike: Sequence[DemoSample], *, whole: bool
    ) -> tuple[Simulation, dict[str, str], DemoSample]:
        life = self.lives[name]
        sample = self._sample(life, alike, whole=whole)
        names = {sample.root.key: name} | self._below(life, sample)
        root, *children = (self._said(seed, names[seed.key]) for seed in (sample.root, *sample.children))
        lives = {key: self.lives[one] for key, one in names.items()}
        opened = self._opened(life, sample, whole=whole)
        return (
            live(self.context, root, children, lives, opened, self.now, self.chance, sample.chosen),
            names,
            sample,
        )

    def _sample(self, life: DemoLife, alike: Sequence[DemoSample], *, whole: bool) -> DemoSample:
        """What is applied for: with the fees of the life; a life seen whole by something that has predecessors."""
        fitting = [one for one in alike if _fees(one.root) == life.flags.get(PAY, "")] or alike
        if whole and life.rest:
            fitting = [one for one in fitting if any(child.after for child in one.children)] or fitting
        return self.chance.choices(fitting, [one.weight for one in fitting])[0]

    def _below(self, life: DemoLife, sample: DemoSample) -> dict[str, str]:
        waits = any(child.after for child in sample.children)
        names = {}
        for place, child in enumerate(sample.children):
            later = bool(child.after) if waits else place > 0
            names[child.key] = self._like(child, life.rest if later else life.first)
        return names

    def _like(self, seed: CaseSeed, like: str) -> str:
        held = self._by_like[seed.type, like]
        fitting = [key for key in held if self.lives[key].flags.get(PAY, "") == _fees(seed)] or held
        return self.chance.choices(fitting, [self.lives[key].weight for key in fitting])[0]

    def _said(self, seed: CaseSeed, name: str) -> CaseSeed:
        life, terms = self.lives[name], seed.terms
        law = {**terms.law, **({} if terms.law else life.law)}
        return replace(seed, terms=replace(terms, flags={**terms.flags, **life.flags}, law=law))

    def _opened(self, life: DemoLife, sample: DemoSample, *, whole: bool) -> datetime:
        """When it is handed in: as long ago as the life says, else on any day; never after the present."""
        calendar = self.context.calendar
        day = self._day(life, whole=whole)
        if whole and life.ago:
            return calendar.instant(day.toordinal(), calendar.hours_on(day)[0][0] + EARLY)
        if sample.at_window or life.ago or whole:
            at = duty_moment(calendar, day, self.chance)
        else:
            at = calendar.instant(day.toordinal(), self.chance.randint(*EVENING))
        return at if at < self.now else duty_moment(calendar, working_day(calendar, day, -1), self.chance)

    def _day(self, life: DemoLife, *, whole: bool) -> date:
        """The day it is handed in; today counts once there was time to begin with it."""
        calendar = self.context.calendar
        today = working_day(calendar, calendar.local(self.now - MOST_OF_A_DAY).date(), 0)
        if life.ago or whole:
            back = self.chance.randint(*life.ago) if life.ago else COMPLETE
            return working_day(calendar, today, -back)
        return today - timedelta(days=self.chance.randint(1, self.days))


def _fees(seed: CaseSeed) -> str:
    return str(seed.terms.flags.get(PAY, ""))
