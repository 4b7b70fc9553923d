"""What holds an act back whoever asks: how often it may be done, after what, and until when."""

from yiwang.kernel import worktime
from yiwang.kernel.worktime import Limit, Unit

from .acting import Refusal
from .clocks import limit_of
from .machine import Act
from .values import Case
from .work import Work


def limits_refusal(work: Work, case: Case, act: Act) -> Refusal | None:
    """Why an act may not be done any more, or not yet; None if nothing of the kind holds it back."""
    if _is_spent(work, case, act):
        return Refusal("act.times", f"“{act.label}”最多办理 {times_of(work, act)} 次，已经用完。")
    unspent = [other for other in map(work.machine(case).acts.get, act.after_spent) if other]
    waiting = next((other for other in unspent if not _is_spent(work, case, other)), None)
    if waiting is not None:
        return Refusal("act.spent", f"“{waiting.label}”的次数用完以后，才能办理“{act.label}”。")
    return _window_refusal(work, case, act)


def times_of(work: Work, act: Act) -> int:
    """How often an act may be done; 0 without limit."""
    return int(work.facts.param.get(act.times_parameter, 0)) if act.times_parameter else act.times


def _is_spent(work: Work, case: Case, act: Act) -> bool:
    most = times_of(work, act)
    return bool(most) and case.section("counts").get(act.id, 0) >= most


def _window_refusal(work: Work, case: Case, act: Act) -> Refusal | None:
    """An act with a window is done within so long after the case closed."""
    found = limit_of(work, case, act.window) if act.window and case.closed_at else None
    if found is None or case.closed_at is None:
        return None
    last = worktime.due(case.closed_at, Limit(found[0], Unit(found[1])), work.calendar).at
    if work.now <= last:
        return None
    limit = f"{found[0]}{Unit(found[1]).word}"
    return Refusal("act.window", f"办结后 {limit}内可以办理“{act.label}”，期限已过；请另行提交。")
