"""Apps above hear of tasks: when one is opened and when it is closed, after the transaction, by the outbox.

For who has something to do about a step itself, such as sending it to another system; who cares for states uses
``subscribing``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from yiwang.foundations.outbox.public import Message, subscribe

from ..domain.acting import Decision
from ..domain.values import Case, Task

Where = Callable[[str, str, str], bool]
"""Asked with case type, step and subject at each change of a task; must be quick and read no table."""


@dataclass(frozen=True)
class TaskChanged:
    """A task was opened, or is no longer open."""

    case_id: UUID
    task_id: UUID
    type: str
    subject: str
    step: str
    unit_id: str
    is_open: bool


_watchers: dict[str, Where] = {}


def subscribe_tasks(name: str, handler: Callable[[TaskChanged], None], where: Where) -> None:
    """Hear when tasks are opened and closed; call it in ``ready()``. The handler runs as the worker, at least once.

    Args:
        name: lasting name of the subscriber.
        handler: called with the change; must be idempotent by (task_id, is_open).
        where: which tasks are meant.
    """
    _watchers[name] = where
    subscribe(f"cases.task.{name}", name, _reading(handler))


def _reading(handler: Callable[[TaskChanged], None]) -> Callable[[Message], None]:
    def read(message: Message) -> None:
        body = dict(message.body)
        case_id, task_id = UUID(body.pop("case_id")), UUID(body.pop("task_id"))
        handler(TaskChanged(case_id, task_id, **body))

    return read


def task_messages(decision: Decision) -> list[dict[str, object]]:
    """The outbox rows for who asked to hear of these tasks."""
    if not _watchers:
        return []
    return [
        _message(name, case, task)
        for case, task in _changed(decision)
        for name, where in _watchers.items()
        if where(case.type, task.step, case.subject)
    ]


def _changed(decision: Decision) -> Iterator[tuple[Case, Task]]:
    """Tasks that are there for the first time, or whose state is another; one opened and closed at once is neither."""
    for case in decision.matter:
        old = decision.before.cases.get(case.id) if decision.before else None
        if case is old:
            continue
        held = {task.id: task.state for task in old.tasks} if old else {}
        for task in case.tasks:
            if task.state != held.get(task.id, "none") and (task.id in held or task.state == "open"):
                yield case, task


def _message(name: str, case: Case, task: Task) -> dict[str, object]:
    topic, is_open = f"cases.task.{name}", task.state == "open"
    body = {
        "case_id": case.id, "task_id": task.id, "type": case.type, "subject": case.subject, "step": task.step,
        "unit_id": task.unit_id, "is_open": is_open,
    }  # fmt: skip
    return {"topic": topic, "key": f"{topic}:{task.id}:{'open' if is_open else 'closed'}", "body": body}
