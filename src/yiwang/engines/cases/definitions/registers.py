"""The ids of the three typed registers. What is declared here is bound elsewhere; a test holds both sets equal.

Guards and assignees are pure and bound in ``domain.registers``. Effects reach out of the engine: the app that can do
them binds them in its ``ready()`` with ``cases.public.bind_effect``.
"""

from collections.abc import Mapping
from typing import Literal

GUARD_IDS: Mapping[str, str] = {
    "after_met": "前面的事项都已出结果（或办结）",
    "children_closed": "子办件都已办结",
    "gathering_open": "一次性告知还没有发出",
    "gathering_closed": "一次性告知已经完成",
    "no_task": "某个环节没有还在办的待办（argument 写环节）",
    "has_part": "有单位担任某一角色（argument 写角色）",
    "no_members": "没有别的办件并入本办件",
}
"""Guards by id, with what they ask."""

ASSIGNEE_IDS: Mapping[str, str] = {
    "main_unit": "主办单位",
    "unit_part": "在办件中担任某一角色的单位（argument 写角色）",
    "each_unit": "在办件中担任某一角色的每一个单位，各有一项待办（argument 写角色）",
}
"""Assignee rules by id, with whom they find."""

EFFECT_IDS: Mapping[str, Literal["within", "after"]] = {
    "issue_result": "after",
    "issue_paper": "after",
    "issue_receipt": "after",
    "open_check": "after",
    "exclude_party": "after",
    "lift_exclusion": "after",
    "ask_payment": "after",
    "cancel_payment": "after",
    "prepare_handover": "after",
    "record_handover": "after",
    "move_members": "after",
    "keep_script": "after",
    "keep_conflict": "after",
}
"""Effects by id, with when they run. ``issue_result`` makes the result and then does ``record_issue``;
``issue_paper`` makes a legal paper (its argument ``paper`` names which, or the part it plays in the case type's
``papers``); ``issue_receipt`` makes the one that proves a service done (送达回证); all are bound by ``applications``.
``open_check`` opens the case that looks into a commitment later (核查; its argument ``type`` names the case type);
``exclude_party`` keeps a party from commitments for the time the pack says, ``lift_exclusion`` ends that.
``ask_payment`` asks for the fees of the subject, whose payment then does ``payment_received``; ``cancel_payment`` gives
the asking up; both are bound by ``payments``. ``prepare_handover`` makes a result ready to be handed over, which then
does ``hand_out``; ``record_handover`` hears that it was done by hand; both are bound by ``handovers``.
``move_members`` does an act (its argument ``act``) on every case merged into this one; bound by ``cases`` itself.
``keep_script`` keeps the answer that a unit wrote and another person agreed to in the knowledge base, which then does
``kept``, or ``unfit`` where it may not be kept; bound by ``knowledge``.
``keep_conflict`` keeps that who did the act stands near to a side (its argument ``side``), so that the same side is not
offered the same person again; bound by ``mediation``."""

QUIET_EFFECTS: frozenset[str] = frozenset({"issue_receipt", "record_handover", "move_members"})
"""Effects that make nothing and decide nothing: they do not keep an act from being done to many cases at once."""
