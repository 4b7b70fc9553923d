"""Sending by message: the step goes out through its gateway, again if nobody answered. The outbox calls."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import case_tell
from yiwang.engines.externals.domain.errors import NoGateway
from yiwang.engines.externals.domain.gateway import Dispatch
from yiwang.engines.externals.domain.states import RECEIVED, SENT, may_become
from yiwang.engines.externals.models import MOVED, ExternalStep
from yiwang.engines.externals.pure import ExternalSystem
from yiwang.engines.externals.selectors import system_of
from yiwang.foundations.calendars.public import calendar_current
from yiwang.kernel.worktime import Limit, due

from .gateways import gateway_of
from .scopes import KEEPER, body_name
from .values import files_told, values_told


def step_send(step_id: UUID, now: datetime) -> None:
    """Send a step that still waits for an answer. Without a gateway it stays where it is and is tried every night.

    Raises:
        GatewaySilent: the system did not take it; the outbox tries again.
    """
    step = ExternalStep.objects.select_for_update().get(id=step_id)
    system = system_of(step)
    if system is None or not may_become(step.state, SENT):
        return
    try:
        theirs = gateway_of(system).send(dispatch_of(step, system))
    except NoGateway as error:
        step.trouble, step.tries, step.changed_at = str(error), step.tries + 1, now
        step.save(update_fields=["trouble", "tries", "changed_at"])
        return
    step_sent(step, system, theirs, now)


def dispatch_of(step: ExternalStep, system: ExternalSystem) -> Dispatch:
    """A step as it is sent; secret values open, for the purpose of sending them there."""
    values = values_told(KEEPER, step, system, purpose=f"送{system.title}办理 {step.number}")
    return Dispatch(
        step.number, system.id, step.title, body_name(step.unit_id), tuple(values), tuple(system.answers),
        files_told(KEEPER, step, system),
    )  # fmt: skip


def patience_until(system: ExternalSystem, now: datetime) -> datetime:
    """Until when nothing is made of it that a system does not answer."""
    return due(now, Limit.parse(system.patience.limit), calendar_current()).at


def step_sent(step: ExternalStep, system: ExternalSystem, theirs: str, now: datetime) -> None:
    """Note that a step went out, with the other side's number if it is known already."""
    step.state, step.trouble, step.tries = (
        (RECEIVED if theirs or step.their_number else SENT),
        "",
        step.tries + 1,
    )
    step.their_number, step.sent_at, step.changed_at = theirs or step.their_number, now, now
    step.patience_at = patience_until(system, now)
    step.received_at = step.received_at or (now if theirs else None)
    step.save(update_fields=MOVED)
    told = f"{system.title}已收到，对方编号 {theirs}" if theirs else ""
    act = "external.received" if theirs else "external.sent"
    text = f"第 {step.tries} 次送出：{step.number}"
    case_tell(actor=KEEPER, case_id=step.case_id, act=act, public=told, text=text, now=now)
