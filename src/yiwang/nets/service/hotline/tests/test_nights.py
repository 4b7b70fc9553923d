"""A night on paper: what comes after hours goes to who is on duty, and back to the unit when work begins."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.pure import CaseSeed, LimitTerm, SimulatedStep, Terms, UnitPart, Watch, simulate
from yiwang.foundations.calendars.pure import calendar_of

from .test_life_of_a_demand import DESK, WATER, chief, desk, staff
from .world import city_world

NIGHT_DESK, NIGHT_WATER = UUID(int=71), UUID(int=72)
CONTROL = "441202-water-business"
ROTA = {
    DESK: [Watch(NIGHT_DESK, f"{DESK}-dispatcher", DESK, frozenset({"hotline-dispatcher"}))],
    WATER: [
        Watch(UUID(int=70), "441202-water-driver", CONTROL, frozenset({"receiver"})),
        Watch(NIGHT_WATER, "441202-water-business-clerk", CONTROL, frozenset({"officer"})),
    ],
}
FRIDAY = "2026-11-27T20:00+08:00"


def lived(*steps, opened=FRIDAY, rota=None):
    """A demand that comes on Friday evening, and steps at instants."""
    days = LimitTerm(10, "working_day", "测试")
    flags = {"reachable": True, "callback": True, "barred": False, "urgent": True}
    units = (UnitPart(DESK, "main"), UnitPart(DESK, "intake"))
    terms = Terms({"handling": days}, flags=flags)
    seed = CaseSeed("demand", "hotline_demand", "help", "水管爆裂", {"category": "c0104"}, terms, units=units)
    made = [SimulatedStep(datetime.fromisoformat(when), "demand", *act) for when, *act in steps]
    held = ROTA if rota is None else rota
    return simulate(
        city_world(), seed, (), made, actor=desk(), calendar=calendar_of(city_world()),
        now=datetime.fromisoformat(opened), duty=lambda unit, at: held.get(unit, ()),
    )  # fmt: skip


def tasks(matter):
    return [(task.step, task.unit_id, task.account_id) for task in matter.case("demand").open_tasks]


def told(matter, template):
    return [one.body["to"] for one in matter.consequences if one.name == template]


def by_night(role, who, unit):
    return staff(unit, role, who=who)


DISPATCHED = ("2026-11-27T20:10+08:00", "dispatch", by_night("hotline-dispatcher", 71, DESK), {"unit": WATER})
SIGNED = ("2026-11-27T20:20+08:00", "sign", by_night("officer", 72, CONTROL), {})
MONDAY = ("2026-11-30T09:02+08:00", "", desk(), {})


def test_at_night_who_is_on_duty_has_it_by_name_and_is_told_at_once():
    matter = lived(DISPATCHED)
    assert not matter.refusals and tasks(matter) == [("sign", CONTROL, NIGHT_WATER)]
    assert matter.case("demand").owner_unit_id == WATER and matter.case("demand").units_as("duty") == (
        CONTROL,
    )
    assert told(matter, "duty_called")[-2:] == [f"account:{UUID(int=70)}", f"account:{NIGHT_WATER}"]


def test_somebody_on_duty_who_may_not_do_it_is_told_and_does_not_have_it():
    only = {WATER: ROTA[WATER][:1]}
    matter = lived(("2026-11-27T20:10+08:00", "dispatch", desk(), {"unit": WATER}), rota=only)
    assert tasks(matter) == [("sign", WATER, None)] and not told(matter, "duty_handed_back")


def test_the_unit_on_duty_goes_on_with_it_until_work_begins_then_the_days_unit_has_it():
    matter = lived(DISPATCHED, SIGNED)
    assert not matter.refusals and tasks(matter) == [("handle", CONTROL, NIGHT_WATER)]
    matter = lived(DISPATCHED, SIGNED, MONDAY)
    case = matter.case("demand")
    assert tasks(matter) == [("handle", WATER, None)] and case.units_as("duty") == ()
    assert told(matter, "duty_handed_back") == ["unit:main"]
    assert {clock.state for clock in case.clocks if clock.key == "morning"} == {"met"}
    assert not case.paused and not matter.refusals and case.state == "handling"


def test_nobody_is_asked_by_day_nor_at_noon_and_without_a_rota_all_is_as_by_day():
    day = ("2026-11-27T12:30+08:00", "dispatch", desk(), {"unit": WATER})
    assert tasks(lived(day, opened="2026-11-27T12:20+08:00")) == [("sign", WATER, None)]
    night = ("2026-11-27T20:10+08:00", "dispatch", desk(), {"unit": WATER})
    matter = lived(night, MONDAY, rota={})
    assert tasks(matter) == [("sign", WATER, None)] and not told(matter, "duty_called")


def test_two_on_duty_in_one_unit_share_it():
    both = {WATER: [*ROTA[WATER], Watch(UUID(int=73), "x", CONTROL, frozenset({"officer"}))]}
    matter = lived(("2026-11-27T20:10+08:00", "dispatch", desk(), {"unit": WATER}), rota=both)
    assert tasks(matter) == [("sign", CONTROL, None)]


def test_what_is_done_in_the_night_is_done_and_nothing_is_handed_back():
    reply = ("2026-11-27T22:00+08:00", "reply", by_night("officer", 72, CONTROL), {"reply": "已抢修。"})
    matter = lived(DISPATCHED, SIGNED, reply, MONDAY)
    assert tasks(matter) == [("approve", WATER, None)] and not told(matter, "duty_handed_back")
    matter = lived(DISPATCHED, SIGNED, reply, ("2026-11-30T09:30+08:00", "approve_reply", chief(), {}))
    assert matter.state("demand") == "replied"
