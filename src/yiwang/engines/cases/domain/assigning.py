"""Who has a task: taken, given, given back, handed over; and opinions of those at work. No state and no clock moves.

These acts belong to no case type: every task of every type can be given to somebody. They are rows of the same sealed
log, never shown to the applicant. Whoever has a task, its unit still owns it: a task is never lost by passing it on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import secrets_in
from yiwang.kernel.replacing import replace

from .acting import Decision, Event, Facts, Refusal, hat_words
from .recusing import RECUSED, recused
from .values import WATCHING, Case, Matter, Task
from .who import is_for

TAKE, GIVE, GIVE_BACK, HAND_OVER = "task.take", "task.assign", "task.give_back", "task.hand_over"
OPINION = "case.opinion"
LABELS = {TAKE: "领办", GIVE: "交办", GIVE_BACK: "退回本单位", HAND_OVER: "工作交接", OPINION: "内部意见"}
"""The acts of this room, with what the time line of those at work calls them."""

MAY_ASSIGN = "case.act.assign"
MAY_HAND_OVER = "admin.security"
MOST_WORDS = 2000


@dataclass(frozen=True)
class Passing:
    """Somebody passes a task on.

    Attributes:
        act: ``task.take``, ``task.assign``, ``task.give_back`` or ``task.hand_over``.
        to: the hat that shall have it; one without an account stands for the whole post. None: the unit again.
        text: why, or what to mind; for those at work only.
    """

    case_id: UUID
    task_id: UUID
    act: str
    actor: Actor
    to: Actor | None = None
    text: str = ""


Rule = Callable[[Passing, Task, Facts], Refusal | None]


def pass_task(matter: Matter, wanted: Passing, facts: Facts, now: datetime) -> Decision | Refusal:
    """Pass a task of an open case on, or say why not.

    Args:
        matter: the matter as loaded, whole, under its lock.
        wanted: who passes which task to whom.
        facts: permissions of the day.
        now: the instant; aware.
    """
    case = matter.cases[wanted.case_id]
    task = next((held for held in case.open_tasks if held.id == wanted.task_id), None)
    if task is None:
        return Refusal("task.gone", "这项待办已经办完，或者已经撤销；请刷新后再看。")
    refused = _text_refusal(wanted.text, required=False) or RULES[wanted.act](wanted, task, facts)
    refused = refused or _recused(case, wanted)
    return refused or _passed(matter, case, task, wanted, now)


def opine(matter: Matter, case_id: UUID, actor: Actor, text: str, now: datetime) -> Decision | Refusal:
    """Add an opinion of somebody whose unit takes part; the applicant never sees it."""
    case = matter.cases[case_id]
    mine = [held for held in case.units if held.unit in actor.own_units and held.part not in WATCHING]
    if actor.audience != "staff" or not mine:
        return Refusal("task.who", "只有承办这个办件的单位可以写内部意见；请换用承办单位的岗位。")
    refused = _text_refusal(text, required=True)
    return refused or _decided(matter, case, actor, OPINION, {"text": text.strip()}, now)


def passing_in_words(said: Mapping[str, str]) -> str:
    """What was said with an act of this room, in one line for those at work."""
    to = f"交给 {said['to_label']}" if said.get("to_label") else ""
    return "；".join(word for word in (to, said.get("text", "")) if word)


def _take(wanted: Passing, task: Task, facts: Facts) -> Refusal | None:
    if task.account_id == wanted.actor.account_id:
        return Refusal("task.mine", "这项待办已经在您名下。")
    if not is_for(task, wanted.actor):
        return Refusal("task.taken", "这项待办刚刚由别人领办，或者已经交给别人；请刷新后办理别的待办。")
    return _unfit(wanted.actor, task, facts, "您当前的身份不能办这个环节；请换用有权限的岗位。")


def _assign(wanted: Passing, task: Task, facts: Facts) -> Refusal | None:
    return _manager(wanted, task, facts) or _receiver(wanted, task, facts)


def _give_back(wanted: Passing, task: Task, facts: Facts) -> Refusal | None:
    if task.account_id is None and task.post_id is None:
        return Refusal("task.free", "这项待办没有交给任何人，不用退回。")
    own = task.unit_id in wanted.actor.own_units and task.account_id and is_for(task, wanted.actor)
    return None if own else _manager(wanted, task, facts)


def _hand_over(wanted: Passing, task: Task, facts: Facts) -> Refusal | None:
    """Work of somebody who leaves: by the security administrator, or by who may assign in the unit."""
    refused = None if facts.allows(wanted.actor, MAY_HAND_OVER) else _manager(wanted, task, facts)
    return refused or (_receiver(wanted, task, facts) if wanted.to else None)


RULES: Mapping[str, Rule] = {TAKE: _take, GIVE: _assign, GIVE_BACK: _give_back, HAND_OVER: _hand_over}


def _manager(wanted: Passing, task: Task, facts: Facts) -> Refusal | None:
    if task.unit_id in wanted.actor.own_units and facts.allows(wanted.actor, MAY_ASSIGN):
        return None
    if wanted.actor.audience == "worker":  # an app above gives it to whom the people of the case have chosen
        return None
    return Refusal("task.who", "只有本单位有交办权限的岗位（如科室负责人）可以改派；请换用这样的岗位。")


def _receiver(wanted: Passing, task: Task, facts: Facts) -> Refusal | None:
    if wanted.to is None:
        return Refusal("task.to", "请选择交给谁。")
    return _unfit(wanted.to, task, facts, "这个人（岗位）不办本单位的这个环节；请另选一位。")


def _unfit(hat: Actor, task: Task, facts: Facts, sentence: str) -> Refusal | None:
    fits = hat.audience == "staff" and task.unit_id in hat.own_units and facts.allows(hat, task.may)
    return None if fits else Refusal("task.to", sentence)


def _recused(case: Case, wanted: Passing) -> Refusal | None:
    to = wanted.actor if wanted.act == TAKE else wanted.to
    return RECUSED if to is not None and recused(case, to) else None


def _text_refusal(text: str, *, required: bool) -> Refusal | None:
    if required and not text.strip():
        return Refusal("task.text", "请写明意见。")
    if len(text) > MOST_WORDS:
        return Refusal("task.text", f"最多写 {MOST_WORDS} 字；请写得短一些。")
    if secrets_in(text):
        return Refusal("task.text", "文字里有证件号码或手机号码；请删去，这些号码在办件里查看。")
    return None


def _passed(matter: Matter, case: Case, task: Task, wanted: Passing, now: datetime) -> Decision:
    to = wanted.actor if wanted.act == TAKE else wanted.to
    held = replace(task, account_id=to.account_id if to else None, post_id=(to.post or None) if to else None)
    case = replace(case, tasks=tuple(held if one.id == task.id else one for one in case.tasks))
    said = {
        "task": str(task.id),
        "step": task.step,
        "from_account": str(task.account_id or ""),
        "from_post": task.post_id or "",
        "to_account": str(held.account_id or ""),
        "to_post": held.post_id or "",
        "to_label": to.hat_label if to else "",
        "text": wanted.text.strip(),
    }
    return _decided(matter, case, wanted.actor, wanted.act, said, now)


def _decided(
    before: Matter, case: Case, actor: Actor, act: str, said: Mapping[str, str], now: datetime
) -> Decision:
    after = replace(before, cases={**before.cases, case.id: case})
    row = (case.id, now, act, case.state, case.state, actor.account_id, actor.hat, "")
    data = {key: value for key, value in said.items() if value}
    return Decision(before, after, (Event(*row, body={**hat_words(actor), "data": data}),))
