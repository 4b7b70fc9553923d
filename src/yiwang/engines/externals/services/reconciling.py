"""Reconciliation (核对), nightly: ask, call silence *unknown*, tell the department, try again. Nothing is guessed."""

from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import case_tell
from yiwang.engines.externals.domain.errors import NoGateway
from yiwang.engines.externals.domain.gateway import AnswerForged, GatewaySilent
from yiwang.engines.externals.domain.states import RECEIVED, SENT, UNKNOWN
from yiwang.engines.externals.models import ExternalRun, ExternalStep
from yiwang.engines.externals.policies import access_external
from yiwang.engines.externals.pure import ExternalRefused, ExternalSystem
from yiwang.engines.externals.selectors import open_steps, recalled_steps, system_of, systems
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .gateways import gateway_of
from .opening import send_queue
from .recalling import recall_again
from .receiving import answer_take
from .scopes import KEEPER, unit_told


def externals_reconcile(now: datetime) -> list[ExternalRun]:
    """Reconcile with every system whose hour has come and with which it was not done today."""
    day = timezone.localtime(now).date()
    with as_actor(KEEPER):
        done = set(ExternalRun.objects.filter(day=day).values_list("system", flat=True))
    hour = timezone.localtime(now).time()
    due = [one for one in systems().values() if one.id not in done and time.fromisoformat(one.ask_at) <= hour]
    return [system_reconcile(one, now) for one in due]


def system_reconcile(system: ExternalSystem, now: datetime) -> ExternalRun:
    """Reconcile with one system; doing it again brings the day's row up to date."""
    with as_actor(KEEPER):
        steps, recalled = open_steps(system.id), recalled_steps(system.id)
    asked = sum(_asked(system, step, now) for step in (*steps, *recalled)) if system.way == "api" else 0
    unknown = sum(_patient(system, step.id, now) for step in steps)
    unknown += sum(recall_again(system, step.id, now) for step in recalled)
    with as_actor(KEEPER):
        run, _ = ExternalRun.objects.update_or_create(
            system=system.id, day=timezone.localtime(now).date(),
            defaults={"asked": asked, "unknown": unknown, "at": now},
        )  # fmt: skip
    return run


def _asked(system: ExternalSystem, step: ExternalStep, now: datetime) -> bool:
    """Ask about one step and take what is said; whether it could be asked."""
    if step.state == "waiting":
        return False
    try:
        for signed in gateway_of(system).ask(step.number):
            answer_take(system.id, signed, now=now)
    except (GatewaySilent, NoGateway, AnswerForged):
        return False
    return True


def _patient(system: ExternalSystem, step_id: UUID, now: datetime) -> bool:
    """Call a step unknown whose time is over, and have it sent again; whether nothing is known of it now."""
    with as_actor(KEEPER):
        step = ExternalStep.objects.select_for_update().get(id=step_id)
        late = step.patience_at is not None and step.patience_at < now
        if step.state in (SENT, RECEIVED) and late:
            _unknown(system, step, now)
        if system.way == "api" and step.state in ("waiting", UNKNOWN):
            send_queue(step)
        return step.state == UNKNOWN


def _unknown(system: ExternalSystem, step: ExternalStep, now: datetime) -> None:
    step.state, step.changed_at = UNKNOWN, now
    step.save(update_fields=["state", "changed_at"])
    public = f"{system.title}还没有回音，已去核对；结果以对方答复为准，办理时限照常计算"
    case_tell(
        actor=KEEPER, case_id=step.case_id, act="external.unknown", public=public, text=step.number, now=now
    )
    unit_told(step, system, "external_unknown", f"external:{step.id}:unknown:{step.tries}", now)


def step_ask(actor: Actor, step_id: UUID, *, now: datetime) -> bool:
    """Ask about one step now; whether it has an answer or a number that it had not.

    Raises:
        ExternalNotVisible: it is not this hat's.
        ExternalRefused: the system cannot be asked.
    """
    step = access_external(actor, step_id)
    system = system_of(step)
    if system is None or system.way != "api":
        raise ExternalRefused("这个系统不能由本站查询；请到对方系统里看，或者联系对方。")
    before = (step.state, step.their_number)
    if not _asked(system, step, now):
        raise ExternalRefused(f"“{system.title}”现在查询不到；每晚会自动再查。")
    with as_actor(KEEPER):
        step.refresh_from_db()
    return (step.state, step.their_number) != before
