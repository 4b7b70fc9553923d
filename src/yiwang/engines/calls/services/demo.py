"""The telephone of a demo site: calls as the pack weighs them, in bulk. Nobody called; numbers are nobody's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.calendars.public import local_days
from yiwang.foundations.people.public import Colleague, holders_of
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor

from ..definitions import CALL_CENTRE, DEMO_CALLS, CallCentre, DemoCalls
from ..domain.drawing import ANSWERED, MESSAGE, MISSED, TRANSFERRED, Drawn, calls_drawn
from ..domain.due import call_back_due
from ..domain.folding import ABANDONED, ENDED, VOICEMAIL
from ..models import Call, CallAttempt, CallCase, CallEvent, CallTask
from ..models.task import CALL_BACK, DONE
from ..models.task import MESSAGE as LISTEN_TO
from ..policies import KEEPER, TAKE
from .noting import number_close

BATCH = 1000
STATES = {ANSWERED: ENDED, TRANSFERRED: ENDED, MISSED: ABANDONED, MESSAGE: VOICEMAIL}
LAST = {MISSED: "abandoned", MESSAGE: "voicemail"}
LABEL = "{0}（演示）"
LATEST = timedelta(hours=1)
"""Messages are listened to so long before they would be late."""


@dataclass(frozen=True)
class DemoTaken:
    """A demand of a demo site that came by telephone."""

    case_id: UUID
    line: str
    at: datetime


def demo_calls_keep(centre: str, taken: Iterable[DemoTaken], *, now: datetime) -> int:
    """Keep the calls in which demands were taken and those beside them; gives how many, none where the pack has none.

    What is told twice would be kept twice: the caller tells each demand once.
    """
    rule = next((one for one in world().all(DEMO_CALLS).values() if one.centre == centre), None)
    people = holders_of(TAKE, now) if rule else []
    if rule is None or not people:
        return 0
    filling = _Filling(rule, world().get(CALL_CENTRE, centre), people, now)
    for one in taken:
        filling.tell(one)
    return filling.keep()


@dataclass
class _Filling:
    """Rows as they are drawn, until they are written all at once."""

    rule: DemoCalls
    centre: CallCentre
    people: Sequence[Colleague]
    now: datetime
    calls: list[Call] = field(default_factory=list)
    events: list[CallEvent] = field(default_factory=list)
    cases: list[CallCase] = field(default_factory=list)
    tasks: list[CallTask] = field(default_factory=list)
    attempts: list[CallAttempt] = field(default_factory=list)

    def keep(self) -> int:
        """Write them all."""
        with as_actor(KEEPER):
            Call.objects.bulk_create(self.calls, batch_size=BATCH)
            CallEvent.objects.bulk_create(self.events, batch_size=BATCH)
            CallCase.objects.bulk_create(self.cases, batch_size=BATCH)
            CallTask.objects.bulk_create(
                self.tasks, batch_size=BATCH, ignore_conflicts=True
            )  # a number waits once
            CallAttempt.objects.bulk_create(self.attempts, batch_size=BATCH)
        return len(self.calls)

    def tell(self, taken: DemoTaken) -> None:
        """Draw the calls of a demand and those beside it; what would be later than now did not come yet."""
        random = Random(taken.case_id.int)  # noqa: S311 - demo data
        day = timezone.localtime(taken.at).date()
        drawn = calls_drawn(self.rule, random, taken.at, local_days(day, day)[0])
        for place, one in enumerate(drawn):
            if one.ended_at <= self.now:
                self._rung(taken, one, f"demo:{taken.case_id}:{place}", random)

    def _rung(self, taken: DemoTaken, one: Drawn, name: str, random: Random) -> None:
        who = random.choice(self.people)
        call = self._call(taken, one, name, who, random)
        self.calls.append(call)
        self._happened(call, one, random)
        if one.with_demand:
            self.cases.append(CallCase(call=call, case_id=taken.case_id, at=taken.at))
        if one.kind in (MISSED, MESSAGE):
            self._after(call, one, who, random)

    def _call(self, taken: DemoTaken, one: Drawn, name: str, who: Colleague, random: Random) -> Call:
        answered = one.answered_at is not None
        call = Call(
            centre=self.centre.id, exchange_number=name, line=taken.line, state=STATES[one.kind],
            extension=random.choice(self.rule.extensions) if answered else "",
            label=LABEL.format(who.hat.label) if answered else "",
            began_at=one.rang_at, rang_at=one.rang_at, answered_at=one.answered_at, ended_at=one.ended_at,
        )  # fmt: skip
        number_close(call, f"{self.rule.numbers}{random.randrange(10_000):04}")
        return call

    def _happened(self, call: Call, one: Drawn, random: Random) -> None:
        told = [("ringing", one.rang_at, "")]
        if one.answered_at:
            told.append(("answered", one.answered_at, ""))
        if one.kind == TRANSFERRED:
            told.append(
                ("transferred", one.ended_at, random.choice(list(self.centre.transfers.values())).label)
            )
        told.append((LAST.get(one.kind, "ended"), one.ended_at, ""))
        self.events += [
            CallEvent(call=call, centre=call.centre, kind=kind, at=at, received_at=at, detail=detail,
                      extension=call.extension, label=call.label)
            for kind, at, detail in told
        ]  # fmt: skip

    def _after(self, call: Call, one: Drawn, who: Colleague, random: Random) -> None:
        """Called back, or listened to; what was missed just now still waits, a message that is none is not shown."""
        at, back = one.ended_at, self.centre.call_back
        due = call_back_due(timezone.localtime(at), until=back.until, morning=back.morning)
        done = (
            max(at, due - LATEST) if one.kind == MESSAGE else at + timedelta(minutes=random.randint(10, 60))
        )
        kind = LISTEN_TO if one.kind == MESSAGE else CALL_BACK
        task = CallTask(call=call, centre=call.centre, kind=kind, number_blind=call.number_blind, due_at=due)
        if min(done, due) <= self.now:
            self._done(task, min(done, due), who, random)
        elif kind == LISTEN_TO:
            return  # nobody spoke, so there is nothing to hear
        self.tasks.append(task)

    def _done(self, task: CallTask, at: datetime, who: Colleague, random: Random) -> None:
        label = LABEL.format(who.hat.label)
        task.state, task.done_at, task.label, task.account_id = DONE, at, label, who.account_id
        if task.kind == LISTEN_TO:
            task.outcome = random.choice(sorted(self.centre.call_back.message_ends))
            return
        reached = random.random() < self.rule.reached
        others = sorted(set(self.centre.call_back.outcomes) - {"reached"})
        most = self.centre.call_back.attempts.value
        tries = ["reached"] if reached else random.choices(others, k=most)
        task.tries, task.outcome = len(tries), "reached" if reached else "not_reached"
        held = {"task": task, "at": at, "account_id": who.account_id, "label": label}
        self.attempts += [CallAttempt(**held, outcome=one) for one in tries]
