"""Tasks across the border of day and night: opened once, and nobody's any more once they went back."""

from uuid import UUID

from yiwang.engines.cases.domain.acting import Facts, Watch
from yiwang.engines.cases.domain.duty import is_night_task
from yiwang.engines.cases.domain.machine import OffHours
from yiwang.engines.cases.domain.simulate import counted_ids
from yiwang.engines.cases.domain.tasks import open_task
from yiwang.engines.cases.domain.work import Work
from yiwang.kernel.replacing import replace

from .orders import in_hand
from .world import CALENDAR, at

MORNING = OffHours("morning", "duty_called")
NIGHT, DAY = at("03-02 22:00"), at("03-03 09:00")
WATCH = Watch(UUID(int=70), "watch", "dz-control", frozenset({"handler"}))


def at_night(held, rota):
    facts = Facts(counted_ids(), {"handler": frozenset({"order.handle"})}, duty=lambda unit, when: rota)
    return Work(held.matter, held.machines, facts, CALENDAR, NIGHT)


def test_what_the_days_unit_has_already_is_not_opened_again_at_night():
    held = in_hand()
    work, case = at_night(held, [WATCH]), held.matter.root
    (task,) = case.open_tasks
    step = replace(work.machine(case).steps[task.step], off_hours=MORNING)
    assert open_task(work, case, step).open_tasks == (task,)


def test_a_task_is_the_nights_until_its_alarm_rings_and_not_after():
    case = in_hand().matter.root
    (task,) = case.open_tasks
    alarm = replace(case.clocks[0], key="morning", task_id=task.id, state="running", stopped_at=None)
    running, rung = (
        replace(case, clocks=(one,)) for one in (alarm, replace(alarm, state="met", stopped_at=DAY))
    )
    assert is_night_task(running, task, MORNING, DAY) and is_night_task(rung, task, MORNING, DAY)
    assert not is_night_task(rung, task, MORNING, at("03-03 10:00"))
    assert not is_night_task(running, task, None, DAY)
