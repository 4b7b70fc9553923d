"""A task is opened whose step is done elsewhere, or closed before anybody answered. The outbox calls."""

from datetime import datetime

from django.db import transaction

from yiwang.engines.cases.public import TaskChanged, access_case, case_tell
from yiwang.engines.externals.domain.states import CLOSED, OPEN
from yiwang.engines.externals.models import ExternalStep
from yiwang.engines.externals.pure import ExternalSystem
from yiwang.engines.externals.selectors import system_for, systems, task_is_open
from yiwang.foundations.outbox.public import outbox_put

from .scopes import KEEPER


def is_elsewhere(case_type: str, step: str, subject: str) -> bool:
    """Whether some unit does this step of this subject in another system; asked at every change of a task."""
    return any(one.fits(case_type, step, subject) for held in systems().values() for one in held.serves)


def task_changed(change: TaskChanged, now: datetime) -> None:
    """Open the external step of a task, once; or wait no longer if the task was closed here."""
    if not change.is_open:
        _close(change, now)
        return
    system = system_for(change.type, change.step, change.subject, change.unit_id)
    if system is not None and task_is_open(change.case_id, change.task_id):
        _open(system, change, now)


def _open(system: ExternalSystem, change: TaskChanged, now: datetime) -> None:
    case = access_case(KEEPER, change.case_id)
    number = f"{case.number}-W{ExternalStep.objects.filter(case_id=case.id).count() + 1}"
    with transaction.atomic():
        step, is_new = ExternalStep.objects.get_or_create(
            task_id=change.task_id,
            defaults={
                "number": number, "system": system.id, "way": system.way, "case_id": case.id, "title": case.title,
                "case_number": case.number, "unit_id": change.unit_id, "opened_at": now, "changed_at": now,
            },
        )  # fmt: skip
        if is_new:
            _told(system, step, now)


def _told(system: ExternalSystem, step: ExternalStep, now: datetime) -> None:
    public = f"这一步在{system.title}里办理，本站编号 {step.number}；办理时限照常计算"
    case_tell(
        actor=KEEPER,
        case_id=step.case_id,
        act="external.opened",
        public=public,
        text=f"{system.title}，{step.number}",
        now=now,
    )
    if system.way == "api":
        send_queue(step)


def send_queue(step: ExternalStep) -> None:
    """Have a step sent; once per try."""
    outbox_put("externals.send", f"externals.send:{step.id}:{step.tries + 1}", {"step": str(step.id)})


def _close(change: TaskChanged, now: datetime) -> None:
    step = ExternalStep.objects.select_for_update().filter(task_id=change.task_id, state__in=OPEN).first()
    if step is None:
        return
    step.state, step.changed_at = CLOSED, now
    step.save(update_fields=["state", "changed_at"])
    text = f"{step.number}：待办已在本站办完或撤销"
    case_tell(actor=KEEPER, case_id=step.case_id, act="external.closed", text=text, now=now)
