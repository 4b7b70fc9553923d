"""Who stands too near to a case does nothing more in it (回避), under whatever hat; the unit goes on with others."""

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace

from .acting import Refusal
from .values import Case, Task

SECTION = "recused"
RECUSED = Refusal("act.recused", "这个办件要回避，不能由这个人办；请交给本单位别的人，或者请上级单位来办。")


def recused(case: Case, actor: Actor) -> bool:
    """Whether this person said that they stand too near."""
    return actor.account_id is not None and str(actor.account_id) in case.section(SECTION)


def recuse(case: Case, actor: Actor) -> Case:
    """The case without this person: open tasks in that name go back to their units."""
    if actor.account_id is None:
        return case
    tasks = tuple(_freed(one, actor) for one in case.tasks)
    return replace(case, tasks=tasks).with_section(SECTION, **{str(actor.account_id): True})


def _freed(task: Task, actor: Actor) -> Task:
    mine = task.account_id == actor.account_id or (task.account_id is None and task.post_id == actor.post)
    return replace(task, account_id=None, post_id=None) if mine and task.state == "open" else task
