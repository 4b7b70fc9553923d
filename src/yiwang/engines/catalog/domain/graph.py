"""Who waits for whom: cycles, an order, and the working-day critical path."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Days = int | float
After = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Span:
    """When a step begins and ends, in working days from submission (day 0); whether it decides the end."""

    from_day: Days
    to_day: Days
    critical: bool


def cycle_in(after: After) -> list[str]:
    """The steps of one ring, first step repeated at its end; empty if nobody waits for himself."""
    done: set[str] = set()
    for step in after:
        ring = _ring_from(step, after, [], done)
        if ring:
            return ring
    return []


def _ring_from(step: str, after: After, trail: list[str], done: set[str]) -> list[str]:
    if step in trail:
        return [*trail[trail.index(step) :], step]
    if step in done:
        return []
    for earlier in after.get(step, ()):
        ring = _ring_from(earlier, after, [*trail, step], done)
        if ring:
            return ring
    done.add(step)
    return []


def in_order(after: After) -> list[str]:
    """All steps, each behind those it waits for; ties keep the order given. The graph must have no ring."""
    placed: dict[str, None] = {}
    for step in after:
        _place(step, after, placed)
    return list(placed)


def _place(step: str, after: After, placed: dict[str, None]) -> None:
    if step in placed:
        return
    for earlier in after.get(step, ()):
        if earlier in after:
            _place(earlier, after, placed)
    placed[step] = None


def ancestors(step: str, after: After) -> set[str]:
    """Every step that must come before this one."""
    found: set[str] = set()
    left = list(after.get(step, ()))
    while left:
        earlier = left.pop()
        if earlier not in found:
            found.add(earlier)
            left.extend(after.get(earlier, ()))
    return found


def schedule(order: Sequence[str], after: After, days: Mapping[str, Days]) -> dict[str, Span]:
    """Earliest spans of these steps. Edges to steps outside ``order`` are void; it respects ``after``."""
    ends: dict[str, Days] = {}
    starts: dict[str, Days] = {}
    for step in order:
        starts[step] = max((ends[e] for e in after[step] if e in ends), default=0)
        ends[step] = starts[step] + days[step]
    latest = _latest_ends(order, after, days, max(ends.values(), default=0))
    return {step: Span(whole(starts[step]), whole(ends[step]), ends[step] == latest[step]) for step in order}


def _latest_ends(order: Sequence[str], after: After, days: Mapping[str, Days], end: Days) -> dict[str, Days]:
    latest: dict[str, Days] = dict.fromkeys(order, end)
    for step in reversed(order):
        start = latest[step] - days[step]
        for earlier in after[step]:
            if earlier in latest:
                latest[earlier] = min(latest[earlier], start)
    return latest


def length(order: Sequence[str], after: After, days: Mapping[str, Days]) -> Days:
    """The length of the critical path in working days."""
    ends: dict[str, Days] = {}
    for step in order:
        ends[step] = max((ends[e] for e in after[step] if e in ends), default=0) + days[step]
    return whole(max(ends.values(), default=0))


def whole(days: Days) -> Days:
    """The same number without a decimal point where it needs none: two half days are 1 day, not 1.0."""
    return int(days) if days == int(days) else days
