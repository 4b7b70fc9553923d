"""A ruling on which unit such cases belong to: remembered as a precedent, in the transaction of the act itself."""

from collections.abc import Mapping
from typing import Any

from yiwang.kernel.ids import secrets_in

from .acting import Ruling
from .machine import Act
from .values import Case
from .work import Work


def ruling_problems(act: Act, data: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the reasoning of a ruling: everybody who routes such cases will read it."""
    use = act.precedent
    if use is None or not secrets_in(str(data.get(use.reasoning, ""))):
        return {}
    return {use.reasoning: "理由会作为先例给别人看，里面有证件号码或手机号码；请删去。"}


def remember(work: Work, case: Case, act: Act, event: int, data: Mapping[str, Any]) -> None:
    """Remember to which unit an act that rules gave the case, and why."""
    use = act.precedent
    if use is None:
        return
    category = case.section("form").get(use.category, "") if use.category else ""
    reasoning = str(data.get(use.reasoning, ""))
    work.rulings.append(Ruling(case.id, event, case.owner_unit_id, str(category), reasoning))
