"""Break-glass: opening an emergency look, ending it, writing down what was read, judging it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..models import EmergencyAccess, EmergencyVerdict
from ..pure import EMERGENCY
from ..selectors.rules import account_rules
from .parties import lock_person

MAY_LOOK = "access.emergency"
"""The permission to open an emergency look."""


class EmergencyRefused(Exception):
    """An emergency look that is not opened, or not judged like this; the sentence says why."""


def emergency_open(
    actor: Actor, *, units: Sequence[str], label: str, reason: str, told: Sequence[UUID], now: datetime
) -> EmergencyAccess:
    """Open an emergency look at once, for as long as the pack says.

    Args:
        actor: under the post it is opened from.
        units: whose work it shows; empty for one case: then a unit of its own, ``emergency:<id>``, which the
            caller lets watch that case.
        label: the area or the case in words.
        reason: why, in a sentence.
        told: accounts that are told at once; there must be one, and never oneself alone.
        now: instant of opening.

    Raises:
        EmergencyRefused: not this hat's, no reason, nobody to tell, or one is open already.
        AccountRulesMissing: the pack does not say how long it lasts.
    """
    rules = account_rules().emergency
    account_id = _may_open(actor, reason, rules.reason_length.value)
    others = _told_with(told, account_id)
    _refuse_second(account_id, now)
    key = uuid4()
    row = EmergencyAccess(
        id=key, account_id=account_id, hat_label=actor.hat_label, unit_id=actor.unit, label=label,
        units=list(units) or [f"{EMERGENCY}:{key}"], may=list(rules.may), reason=reason.strip(), told=others,
        opened_at=now, until=now + timedelta(minutes=rules.minutes.value),
    )  # fmt: skip
    row.save(force_insert=True)
    told_words = {
        "label": label,
        "reason": row.reason,
        "until": row.until.isoformat(),
        "told": list(map(str, others)),
    }
    audit_record(actor, "people.emergency.opened", _subject(key), told_words, now=now)
    return row


def _may_open(actor: Actor, reason: str, length: int) -> UUID:
    """The account that may open one, for this reason."""
    if not actor.has(MAY_LOOK) or actor.account_id is None:
        raise EmergencyRefused("这个身份不能打开应急查看。请换用有这项职责的岗位。")
    if len(reason.strip()) < length:
        raise EmergencyRefused(f"请写明理由，至少 {length} 个字：发生了什么、为什么现在就要看。")
    return actor.account_id


def _told_with(told: Sequence[UUID], account_id: UUID) -> list[UUID]:
    """Those who are told, besides oneself."""
    others = [account for account in told if account != account_id]
    if not others:
        raise EmergencyRefused("没有可以同时告知的第二个人，不能打开。请联系系统管理员安排审计管理员。")
    return others


def _refuse_second(account_id: UUID, now: datetime) -> None:
    """One at a time per account; two openings at the same moment wait for each other."""
    lock_person(f"emergency:{account_id}")
    if EmergencyAccess.objects.filter(account_id=account_id, until__gt=now, ended_at=None).exists():
        raise EmergencyRefused("您已经打开了一次应急查看。请先结束它，再为别的事情打开。")


def emergency_end(actor: Actor, *, now: datetime) -> int:
    """End one's own open look before its time; returns how many were open."""
    if actor.account_id is None:
        return 0
    mine = EmergencyAccess.objects.filter(account_id=actor.account_id, until__gt=now, ended_at=None)
    keys = list(mine.values_list("id", flat=True))
    for key in keys:
        EmergencyAccess.objects.filter(id=key).update(ended_at=now)
        audit_record(actor, "people.emergency.ended", _subject(key), {}, now=now)
    return len(keys)


def emergency_read(actor: Actor, path: str, *, now: datetime) -> None:
    """Write down that a page was read under an emergency look; never what was searched for."""
    audit_record(
        actor, "people.emergency.read", _subject(UUID(actor.hat.partition(":")[2])), {"path": path}, now=now
    )


def emergency_judge(actor: Actor, look_id: UUID, *, verdict: str, note: str, now: datetime) -> None:
    """Judge a look that is over: once, with a note, never one's own.

    Raises:
        EmergencyRefused: it is not over, judged already, one's own, or something is missing.
    """
    row = EmergencyAccess.objects.filter(id=look_id).first()
    if row is None or row.account_id == actor.account_id:
        raise EmergencyRefused("没有这次应急查看，或者它是您自己的；自己的由另一位审计管理员评定。")
    if row.until > now and row.ended_at is None:
        raise EmergencyRefused("这次应急查看还没有结束，结束以后再评定。")
    if verdict not in (EmergencyVerdict.JUSTIFIED, EmergencyVerdict.UNJUSTIFIED) or not note.strip():
        raise EmergencyRefused("请选择理由是否成立，并写明依据。")
    changed = {
        "verdict": verdict,
        "verdict_note": note.strip(),
        "verdict_by_id": actor.account_id,
        "verdict_at": now,
    }
    if not EmergencyAccess.objects.filter(id=look_id, verdict=EmergencyVerdict.OPEN).update(**changed):
        raise EmergencyRefused("这次应急查看已经评定过。")
    told = {"verdict": verdict, "note": note.strip()}
    audit_record(actor, "people.emergency.judged", _subject(look_id), told, now=now)


def _subject(key: UUID) -> str:
    return f"{EMERGENCY}:{key}"
