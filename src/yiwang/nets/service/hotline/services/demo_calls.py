"""The telephone of a demo site: calls in which the demands of a demo year were taken, and calls without any."""

from collections.abc import Iterable
from datetime import datetime

from yiwang.engines.calls.public import DemoTaken, demo_calls_keep
from yiwang.engines.cases.public import CopiedCase
from yiwang.foundations.releases.public import world

from ..pure import DEFAULT, HOTLINE_RULES

PHONE = "phone"


def demo_calls_of(cases: Iterable[CopiedCase], *, now: datetime) -> int:
    """Keep the calls of a demo year's demands that came by telephone; gives how many calls. Each case is told once."""
    rules = world().find(HOTLINE_RULES, DEFAULT)
    types = {one.case_type for one in rules.types.values()} if rules else set()
    came = [one for one in cases if one.type in types and one.data["form"]["channel"] == PHONE]
    taken = [DemoTaken(one.id, one.data["form"]["line"], one.opened_at) for one in came]
    return demo_calls_keep(rules.call_centre, taken, now=now) if rules and taken else 0
