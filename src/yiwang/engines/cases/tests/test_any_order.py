"""Whatever people do in whatever order: no task is lost, no clock runs on a closed case, every chain holds."""

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiwang.engines.cases.domain.chain import sealed_rows
from yiwang.engines.cases.domain.decide import acts_for
from yiwang.engines.cases.domain.simulate import SimulatedStep
from yiwang.foundations.audit.pure import LogRow, log_findings
from yiwang.kernel.actor import Actor

from .world import (
    CALENDAR,
    EFFECT,
    FIRE,
    HEALTH,
    MARKET,
    MAY,
    After,
    at,
    citizen,
    clerk,
    machines,
    opened,
    seed,
    with_flags,
)

REMARKS = [{"about": "合同", "what": "缺页"}]
SAYS = {
    "text": "说明",
    "long_text": "说明",
    "bool": True,
    "int": 1,
    "date": "2026-03-01",
    "list": ["一"],
    "remarks": REMARKS,
    "record": {"a": 1},
}


ENDING = {"withdraw", "withdraw_all", "decline"}
"""Acts that end a case at once; mostly left out, so that the others get far."""


def everybody() -> list[Actor]:
    """All who could act: each unit under all roles, the applicant, the effects."""
    return [*(clerk(unit, *MAY) for unit in (HEALTH, MARKET, FIRE)), citizen(), EFFECT]


def shop(flags):
    """Four items: one needs another's result, one another's closing, one stands alone."""
    return opened(
        seed("licence", MARKET, 2, law={"deemed_acceptance": "测试用法条"}),
        with_flags(seed("health", HEALTH, 5, (After("licence"),)), **flags),
        seed("fire", FIRE, 10, (After("health", "closed"),)),
        with_flags(seed("sign", MARKET, 1), delivery="electronic"),
        effects={},
    )


def data_of(act):
    """Something valid for every field of an act."""
    return {
        held.key: next(iter(held.options)) if held.type == "choice" else SAYS[held.type] for held in act.data
    }


def possible(matter, now):
    """Every act that anybody may do now."""
    found = []
    for key in matter.keys:
        for actor in everybody():
            held = (matter.matter, matter.case(key), actor, machines(), matter.facts, CALENDAR, now)
            found += [(key, act, actor) for act, why in acts_for(*held) if why is None]
    return found


def check(matter):
    """The engine's promises, at one instant."""
    for case in matter.matter:
        state = machines()[case.type].state(case.state)
        if state.kind == "final":
            assert case.closed_at and not case.open_tasks, case
            assert not any(clock.ticking for clock in case.clocks), case
        else:
            assert case.closed_at is None
        if state.kind == "open":
            assert case.open_tasks, f"{case.title} is {case.state} and nobody has it"
        for clock in case.clocks:
            assert (clock.next_at is not None) == (clock.state == "running"), clock
            assert clock.state != "running" or clock.due_at is not None
        assert len({task.step for task in case.open_tasks}) == len(case.open_tasks)


def check_chain(matter):
    """All events chain, and a change to any of them is found."""
    rows = sealed_rows(UUID(int=1), (0, b""), matter.events, lambda: b"s" * 16)
    held = [LogRow("1", row.seq, row.columns, None, True, row.salt, row.body) for row in rows]
    assert list(log_findings("cases", held, {})) == []
    for before, after in pairwise(rows):
        assert after.columns["prev"] == before.hash
    rows[0].columns["public"] = "改过"
    assert list(log_findings("cases", held, {}))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    picks=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 60 * 24 * 4)), min_size=1, max_size=40),
    flags=st.sampled_from([{}, {"commitment": True}, {"delivery": "electronic"}]),
)
def test_any_sequence_of_acts_and_waiting_keeps_the_promises(picks, flags):
    matter, now = shop(flags), at("03-02 09:00")
    for pick, minutes in picks:
        now += timedelta(minutes=minutes)
        matter.pass_time(now)
        check(matter)
        choices = possible(matter, now)
        if pick % 8:
            choices = [choice for choice in choices if choice[1].id not in ENDING] or choices
        if not choices:
            break
        key, act, actor = choices[pick % len(choices)]
        assert matter.do(SimulatedStep(now, key, act.id, actor, data_of(act))) is None
        check(matter)
    states = {case.state for case in matter.matter.children}
    if all(machines()["service_item"].state(state).kind == "final" for state in states):
        assert matter.state("open_shop") != "in_hand"
    check_chain(matter)
