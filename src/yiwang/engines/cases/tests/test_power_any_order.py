"""Whatever is combined in whatever order: no task is lost, no clock runs on a closed case, every chain verifies."""

from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from yiwang.engines.cases.domain.acting import OtherCase
from yiwang.engines.cases.domain.chain import sealed_rows
from yiwang.engines.cases.domain.decide import acts_for
from yiwang.engines.cases.domain.simulate import SimulatedStep
from yiwang.foundations.audit.pure import LogRow, log_findings

from .orders import (
    ARBITER,
    DISPATCHER,
    PROMISED,
    SUPERVISOR,
    TOWN,
    UNITS,
    URBAN,
    WATER,
    hat,
    order,
    order_machines,
)
from .world import CALENDAR, EFFECT, at, citizen

OTHER = OtherCase(UUID(int=99), UUID(int=98), "order", is_open=True, merged=False)
CLERKS = [hat(unit, role) for unit in (WATER, URBAN, TOWN) for role in ("handler", "chief")]
EVERYBODY = [DISPATCHER, ARBITER, SUPERVISOR, citizen(), EFFECT, *CLERKS]
WORKING = (WATER, URBAN, TOWN)
BESIDE = ("supervise", "watch", "unwatch", "urge", "relate")
ENDING = ("withdraw", "merge", "recall")
"""What mostly leads back or out; done more rarely, so that lives get far."""


def said(field, pick):
    """Something for a field; units and parts are chosen by the pick."""
    unit, other = WORKING[pick % 3], WORKING[(pick + 1) % 3]
    return {
        "choice": next(iter(field.options), ""),
        "unit": unit,
        "units": [unit, other],
        "case": "2026030200000002",
        "parts": [{"title": "甲", "unit": unit, "limit": 3 + pick % 9}, {"title": "乙", "unit": other}],
    }.get(field.type, "说明")


class Order(RuleBasedStateMachine):
    """One order, on which everybody does whatever they may, while time passes."""

    @initialize()
    def opened(self):
        self.now = at("03-02 09:00")
        self.held = order(terms=PROMISED, others={"2026030200000002": OTHER})

    def may(self):
        """Every act that anybody may do now, in an order that stays."""
        found = []
        for case in list(self.held.matter):
            for actor in EVERYBODY:
                now = (order_machines(), self.held.facts, CALENDAR, self.now)
                acts = acts_for(self.held.matter, case, actor, *now)
                found += [(case, act, actor) for act, why in acts if why is None]
        return found

    @rule(pick=st.integers(0, 10_000), units=st.integers(0, 2))
    def somebody_works(self, pick, units):
        self.one_of([one for one in self.may() if one[1].id not in (*BESIDE, *ENDING)], pick, units)

    @rule(pick=st.integers(0, 10_000), units=st.integers(0, 2))
    def somebody_goes_on(self, pick, units):
        """As most days go: what leads to another state."""
        self.one_of([one for one in self.may() if one[1].to and one[1].id not in ENDING], pick, units)

    @rule(pick=st.integers(0, 10_000), units=st.integers(0, 2))
    def somebody_looks_on_or_ends_it(self, pick, units):
        self.one_of([one for one in self.may() if one[1].id in (*BESIDE, *ENDING)], pick, units)

    def one_of(self, choices, pick, units):
        """Do one of some acts on its case; only what a field says may be refused."""
        if not choices:
            return
        case, act, actor = choices[pick % len(choices)]
        key = next((key for key, held in self.held.keys.items() if held == case.id), None) or str(case.id)
        self.held.keys = {**self.held.keys, key: case.id}
        data = {field.key: said(field, units) for field in act.data}
        refused = self.held.do(SimulatedStep(self.now, key, act.id, actor, data))
        assert refused is None or refused.code == "act.data", refused

    @rule(minutes=st.integers(1, 60 * 24 * 3))
    def waits(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.held.pass_time(self.now)

    @invariant()
    def no_task_is_lost(self):
        for case in self.held.matter:
            state = order_machines()[case.type].state(case.state)
            assert state.kind != "open" or case.open_tasks, f"{case.state} and nobody has it"
            assert state.kind != "final" or not case.open_tasks
            part_of = {held.unit for held in case.units}
            assert {task.unit_id for task in case.open_tasks} <= part_of, (
                "a task with who does not see the case"
            )
            held = [(task.step, task.unit_id) for task in case.open_tasks]
            assert len(set(held)) == len(held)
            assert case.owner_unit_id in UNITS and case.units_as("main") == (case.owner_unit_id,)

    @invariant()
    def no_clock_runs_where_nothing_is_done(self):
        for case in self.held.matter:
            open_ones = {task.id for task in case.open_tasks}
            for clock in case.clocks:
                assert not (case.closed_at and clock.ticking), "a clock on a closed case"
                assert clock.task_id in (None, *open_ones) or not clock.ticking, "a clock without its task"
                assert (clock.next_at is not None) == (clock.state == "running")

    @invariant()
    def nothing_moves_a_case_to_another_matter(self):
        assert {case.root_id for case in self.held.matter} == {self.held.matter.root_id}
        assert all(case.parent_id or case.is_root for case in self.held.matter)

    def teardown(self):
        """The chain of the whole life verifies, and a change to any row is found."""
        rows = sealed_rows(UUID(int=1), (0, b""), self.held.events, lambda: b"s" * 16)
        log = [LogRow("1", row.seq, row.columns, None, True, row.salt, row.body) for row in rows]
        assert list(log_findings("cases", log, {})) == []
        log[len(log) // 2].columns["public"] = "改过"
        assert list(log_findings("cases", log, {}))


TestAnyOrder = Order.TestCase
TestAnyOrder.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
