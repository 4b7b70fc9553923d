"""The way of a proposal: states, acts, and who may act. Plain Python, no tables.

Separation of duties is per person, not per hat: whoever wrote a proposal neither reviews, confirms nor
schedules it, and whoever reviewed it does not confirm it.
"""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

PROPOSE, REVIEW, CONFIRM, PUBLISH = (
    "definition.propose",
    "definition.review",
    "definition.confirm",
    "definition.publish",
)
WORDS = (PROPOSE, REVIEW, CONFIRM, PUBLISH)
"""Permission words, as a pack's roles carry them."""


class State(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    CHECKED = "checked"
    REVIEWED = "reviewed"
    CONFIRMED = "confirmed"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"

    @property
    def word(self) -> str:
        """The state as people read it."""
        return _STATE_WORDS[self.value]


_STATE_WORDS = {
    "draft": "起草中",
    "checked": "待审核",
    "reviewed": "已审核",
    "confirmed": "已确认",
    "scheduled": "待发布",
    "published": "已发布",
    "withdrawn": "已撤回",
    "refused": "不同意",
}
OPEN = (State.DRAFT, State.CHECKED, State.REVIEWED, State.CONFIRMED, State.SCHEDULED)


class Kind(StrEnum):
    """What a proposal is: an edit of files, or a return to an earlier release."""

    EDIT = "edit"
    ROLLBACK = "rollback"


class Act(StrEnum):
    """What people do to a proposal; the last two are the system's."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    CONFIRM = "confirm"
    SCHEDULE = "schedule"
    RETURN = "return"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    GO_BACK = "go_back"

    @property
    def word(self) -> str:
        """What was done, as people read it."""
        return _ACT_WORDS[self.value]


_ACT_WORDS = {
    "edit": "起草",
    "submit": "检查通过，送审",
    "approve": "审核同意",
    "confirm": "法制确认",
    "schedule": "排定发布",
    "return": "退回修改",
    "refuse": "不同意",
    "withdraw": "撤回",
    "publish": "已发布",
    "go_back": "没有发布，退回起草人",
}


@dataclass(frozen=True)
class Facts:
    """As much of a proposal as deciding needs.

    Attributes:
        authors: accounts that wrote it, in whole or in part.
        reviewers: accounts that reviewed what it says now.
        ours: whether it belongs to the unit of whoever acts.
    """

    state: State
    kind: Kind
    needs_confirmation: bool
    authors: Set[UUID | None]
    reviewers: Set[UUID | None]
    ours: bool


_WAYS: dict[Act, dict[State, State]] = {
    Act.EDIT: {State.DRAFT: State.DRAFT},
    Act.SUBMIT: {State.DRAFT: State.CHECKED},
    Act.APPROVE: {State.CHECKED: State.REVIEWED},
    Act.CONFIRM: {State.REVIEWED: State.CONFIRMED},
    Act.SCHEDULE: dict.fromkeys((State.REVIEWED, State.CONFIRMED, State.SCHEDULED), State.SCHEDULED),
    Act.RETURN: dict.fromkeys((State.CHECKED, State.REVIEWED), State.DRAFT),
    Act.REFUSE: dict.fromkeys((State.CHECKED, State.REVIEWED), State.REFUSED),
    Act.WITHDRAW: dict.fromkeys(OPEN, State.WITHDRAWN),
    Act.PUBLISH: {State.SCHEDULED: State.PUBLISHED},
    Act.GO_BACK: {State.SCHEDULED: State.DRAFT},
}
_OWN = (Act.EDIT, Act.SUBMIT, Act.WITHDRAW)
NEEDS_OPINION = (Act.RETURN, Act.REFUSE)


def next_state(facts: Facts, act: Act) -> State | None:
    """Where an act leads from here; None where it leads nowhere."""
    to = _WAYS[act].get(facts.state)
    if act is Act.CONFIRM and not facts.needs_confirmation:
        return None
    if act is Act.SCHEDULE and facts.needs_confirmation and facts.state is State.REVIEWED:
        return None
    return to


def word_for(facts: Facts, act: Act) -> str:
    """The permission word that an act needs here."""
    if act in _OWN:
        return PUBLISH if facts.kind is Kind.ROLLBACK else PROPOSE
    if act in (Act.RETURN, Act.REFUSE):
        return CONFIRM if facts.state is State.REVIEWED and facts.needs_confirmation else REVIEW
    return {Act.APPROVE: REVIEW, Act.CONFIRM: CONFIRM, Act.SCHEDULE: PUBLISH}[act]


def hindrance(facts: Facts, act: Act, account: UUID | None, roles: Set[str]) -> str:
    """Why this person may not do this now, as a sentence; empty if nothing hinders."""
    if next_state(facts, act) is None:
        return f"这份修改{facts.state.word}，现在不能“{act.word}”。请刷新页面看最新状态。"
    if word_for(facts, act) not in roles:
        return "当前身份没有这项职责。请换用有相应职责的岗位身份。"
    if act in _OWN:
        return "" if facts.ours else "这不是您单位起草的修改。"
    if account in facts.authors:
        return "起草人不能审核、确认或者发布自己的修改，请由另一位同事办理。"
    if act is Act.CONFIRM and account in facts.reviewers:
        return "审核的人不能再作法制确认，请由另一位同事办理。"
    return ""
