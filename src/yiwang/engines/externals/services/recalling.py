"""What was sent elsewhere and is not wanted any more: the other side is told to stop, again till it answers."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import case_tell
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.externals.domain.errors import NoGateway
from yiwang.engines.externals.domain.states import RECALLING, may_become
from yiwang.engines.externals.models import MOVED, ExternalStep
from yiwang.engines.externals.pure import ExternalSystem
from yiwang.engines.externals.selectors import system_of, systems
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor

from .gateways import gateway_of
from .scopes import KEEPER, unit_told
from .sending import patience_until

SILENT = "已请对方停办，没有回音。请打电话或者发函与对方核对，结果记在办件的内部意见里。"


def is_withdrawn(case_type: str, state: str) -> bool:
    """Whether a case in this state was withdrawn, and some system that does steps of its type wants to hear of it."""
    told = any(one.recall and case_type in {s.case_type for s in one.serves} for one in systems().values())
    held = world().find(CASE_TYPE, case_type) if told else None
    return held is not None and state in held.states and held.states[state].outcome == "withdrawn"


def case_withdrawn(case_id: UUID, now: datetime) -> None:
    """Have every system that got something of a case told to stop; once, whichever of two messages comes first.

    The last step at each system counts: one that waits there for papers has an answer here and still goes on there.
    """
    rows = ExternalStep.objects.select_for_update().filter(case_id=case_id, way="api").order_by("id")
    for step in {row.system: row for row in rows}.values():
        system = system_of(step)
        if system is not None and system.recall and may_become(step.state, RECALLING):
            _begin(step, system, now)


def _begin(step: ExternalStep, system: ExternalSystem, now: datetime) -> None:
    step.state, step.trouble, step.changed_at = RECALLING, "", now
    step.patience_at = patience_until(system, now)
    step.save(update_fields=MOVED)
    public = (
        f"已请{system.title}停办，本站编号 {step.number}；是否来得及停，以对方答复为准"
        if step.sent_at
        else ""
    )
    case_tell(
        actor=KEEPER,
        case_id=step.case_id,
        act="external.recalling",
        public=public,
        text=system.recall,
        now=now,
    )
    _queue(step, "begin")


def _queue(step: ExternalStep, time: str) -> None:
    outbox_put("externals.recall", f"externals.recall:{step.id}:{time}", {"step": str(step.id)})


def step_recall(step_id: UUID, now: datetime) -> None:
    """Tell the other side to stop, unless it answered meanwhile.

    Raises:
        GatewaySilent: the system did not take it; the outbox tries again, and every night does.
    """
    step = ExternalStep.objects.select_for_update().get(id=step_id)
    system = system_of(step)
    if system is None or step.state != RECALLING:
        return
    try:
        gateway_of(system).recall(step.number, system.recall)
    except NoGateway as error:
        if step.trouble != SILENT:  # that it is silent stays said: by it the department is told once
            step.trouble, step.changed_at = str(error), now
            step.save(update_fields=["trouble", "changed_at"])


def recall_again(system: ExternalSystem, step_id: UUID, now: datetime) -> bool:
    """Nightly: tell it again; whether nothing was heard for too long, of which the department is told once."""
    with as_actor(KEEPER):
        step = ExternalStep.objects.select_for_update().get(id=step_id)
        if step.state != RECALLING:
            return False
        late = step.patience_at is not None and step.patience_at < now
        if late and step.trouble != SILENT:
            _silent(step, system, now)
        _queue(step, world().day_at(now).isoformat())
        return late


def _silent(step: ExternalStep, system: ExternalSystem, now: datetime) -> None:
    step.trouble, step.changed_at = SILENT, now
    step.save(update_fields=["trouble", "changed_at"])
    public = f"{system.title}还没有说是否停办；承办单位去核对"
    case_tell(
        actor=KEEPER,
        case_id=step.case_id,
        act="external.recall_silent",
        public=public,
        text=step.number,
        now=now,
    )
    unit_told(step, system, "external_recall_silent", f"external:{step.id}:recall", now)
