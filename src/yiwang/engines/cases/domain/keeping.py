"""Keeping what is closed: archived matters are read-only; a legal hold stops the archive. Rows of the sealed log."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace

from .acting import Decision, Event, Refusal, hat_words
from .values import Matter

ARCHIVED, HELD, LIFTED, ERASED = "case.archived", "case.held", "case.hold_lifted", "case.erased"
FILES_ERASED = "case.files_erased"
KEEPING: Mapping[str, str] = {
    ARCHIVED: "归档", HELD: "停止归档", LIFTED: "不再停止归档", ERASED: "依法删除内容", FILES_ERASED: "删除到期的文件",
}  # fmt: skip
"""The acts of this room, with what the time line calls them. An archived matter takes these and no others."""

MAY_HOLD = "case.hold"
MAY_WITHDRAW = "precedent.withdraw"
MAY_ERASE, MAY_CONFIRM_ERASURE = "case.erase", "case.erase_confirm"
READ_ONLY = Refusal(
    "case.archived", "这个办件已经归档，只能查看；还要办的，请另外提交，并写明原来的办件编号。"
)


def archived(matter: Matter, actor: Actor, words: str, now: datetime) -> Decision | None:
    """The whole matter archived; None if something of it is still open, or it is archived already.

    Args:
        matter: the matter as loaded, under its lock.
        actor: who archives.
        words: until when it is kept, and why.
        now: the instant; aware.
    """
    if any(case.closed_at is None for case in matter) or matter.root.archived_at:
        return None
    cases = {case.id: replace(case, archived_at=now) for case in matter}
    return _told(matter, replace(matter, cases=cases), matter.root_id, actor, ARCHIVED, words, now)


def noted(matter: Matter, case_id: UUID, actor: Actor, act: str, reason: str, now: datetime) -> Decision:
    """A hold was placed or lifted; nothing of the case moves."""
    return _told(matter, matter, case_id, actor, act, reason, now)


def breaks_archive(decision: Decision) -> bool:
    """Whether a decision would change what is archived."""
    held = decision.before is not None and decision.before.root.archived_at is not None
    return held and any(event.act not in KEEPING for event in decision.events)


def years_before(now: datetime, years: int) -> datetime:
    """What was closed before this is past its years; a day more than the years, to keep the last one whole.

    Args:
        now: the instant.
        years: years of keeping.
    """
    day = min(now.day, 28) if now.month == 2 else now.day
    return now.replace(year=now.year - years, day=day) - timedelta(days=1)


def _told(
    before: Matter, after: Matter, case_id: UUID, actor: Actor, act: str, words: str, now: datetime
) -> Decision:
    case = before.cases[case_id]
    row = (case.id, now, act, case.state, case.state, actor.account_id, actor.hat, "")
    return Decision(before, after, (Event(*row, body={**hat_words(actor), "data": {"text": words}}),))
