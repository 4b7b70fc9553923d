"""What external steps do when the outbox calls. An edge: it reads the clock."""

from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, TaskChanged, subscribe_cases, subscribe_tasks
from yiwang.engines.tellings.public import recipients_use
from yiwang.foundations.outbox.public import Message, subscribe

from .services.notifying import GIVEN, Partners, case_turned, is_told
from .services.opening import is_elsewhere, task_changed
from .services.recalling import case_withdrawn, is_withdrawn, step_recall
from .services.sending import step_send


def connect() -> None:
    """Subscribe, and say who is told; called once in ``ready()``."""
    subscribe_tasks("externals", _changed, is_elsewhere)
    subscribe("externals.send", "externals.send", _send)
    subscribe_cases("externals.recall", _withdrawn, where=is_withdrawn)
    subscribe("externals.recall", "externals.recall", _recall)
    subscribe_cases("externals.turned", _turned, where=is_told, given=GIVEN)
    recipients_use(Partners())


def _changed(change: TaskChanged) -> None:
    task_changed(change, timezone.now())


def _send(message: Message) -> None:
    step_send(UUID(message.body["step"]), timezone.now())


def _withdrawn(moved: CaseMoved) -> None:
    case_withdrawn(moved.case_id, timezone.now())


def _recall(message: Message) -> None:
    step_recall(UUID(message.body["step"]), timezone.now())


def _turned(moved: CaseMoved) -> None:
    case_turned(moved, timezone.now())
