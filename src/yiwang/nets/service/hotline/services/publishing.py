"""What everybody may read of a month: one person has it counted, another releases it, anybody of them takes it back."""

import hashlib
from datetime import date, datetime
from uuid import UUID

import orjson
from django.db import transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import HotlineRefused
from ..models import HotlineRelease
from ..models.publishing import PREPARED, RELEASED, WITHDRAWN
from ..policies import HOTLINE, PUBLISH, may
from ..selectors.board import board_body
from ..selectors.months import month_of

LONGEST = 200


def release_prepare(actor: Actor, month: date, *, now: datetime) -> UUID:
    """Count a month and keep it for a second person to release; prepared again, what waited is counted anew.

    Raises:
        HotlineRefused: not this hat's; the month is not over; or it is released, and must be withdrawn first.
    """
    account, first = _may(actor), month.replace(day=1)
    if first >= month_of(now):
        raise HotlineRefused("这个月还没有过完，下个月再编制。")
    with transaction.atomic(), as_actor(HOTLINE):
        held = HotlineRelease.objects.select_for_update().filter(month=first)
        if held.filter(state=RELEASED).exists():
            raise HotlineRefused("这个月已经发布；要重新编制请先撤下。")
        held.filter(state=PREPARED).delete()
        body = board_body(first, now=now)
        row = HotlineRelease.objects.create(
            month=first, body=body, digest=digest_of(body), prepared_by=account, prepared_label=actor.hat_label,
            prepared_at=now,
        )  # fmt: skip
        audit_record(actor, "hotline.release.prepared", f"hotline.release:{row.id}", _told(row), now=now)
    return row.id


def release_publish(actor: Actor, release_id: UUID, *, now: datetime) -> None:
    """Let everybody read what somebody else prepared.

    Raises:
        HotlineRefused: not this hat's, one's own, not waiting any more, or not as it was frozen.
    """
    account = _may(actor)
    with transaction.atomic(), as_actor(HOTLINE):
        row = _locked(release_id, PREPARED, "这份数据已经有人处理过，请刷新。")
        if row.prepared_by == account:
            raise HotlineRefused("自己编制的要由另一个人发布。")
        if digest_of(row.body) != row.digest:
            raise HotlineRefused("这份数据和编制时的摘要不符，没有发布；请重新编制并告诉管理员。")
        row.state, row.released_by, row.released_label, row.released_at = (
            RELEASED,
            account,
            actor.hat_label,
            now,
        )
        row.save(update_fields=["state", "released_by", "released_label", "released_at"])
        audit_record(actor, "hotline.release.published", f"hotline.release:{row.id}", _told(row), now=now)


def release_withdraw(actor: Actor, release_id: UUID, reason: str, *, now: datetime) -> None:
    """Take back what everybody read; that it was there, why and by whom it was taken back stays.

    Raises:
        HotlineRefused: not this hat's, not released, or no reason.
    """
    account, said = _may(actor), reason.strip()[:LONGEST]
    if not said:
        raise HotlineRefused("请写撤下的原因。", "reason")
    with transaction.atomic(), as_actor(HOTLINE):
        row = _locked(release_id, RELEASED, "这份数据没有在发布，请刷新。")
        row.state, row.withdrawn_by, row.withdrawn_label, row.withdrawn_at = (
            WITHDRAWN,
            account,
            actor.hat_label,
            now,
        )
        row.reason = said
        row.save(update_fields=["state", "withdrawn_by", "withdrawn_label", "withdrawn_at", "reason"])
        told = {**_told(row), "reason": said}
        audit_record(actor, "hotline.release.withdrawn", f"hotline.release:{row.id}", told, now=now)


def digest_of(body: object) -> str:
    """The digest of what was frozen: SHA-256 over its canonical JSON."""
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _may(actor: Actor) -> UUID:
    if not may(actor, PUBLISH) or actor.account_id is None:
        raise HotlineRefused("您现在的岗位不编制、不发布热线数据。")
    return actor.account_id


def _locked(release_id: UUID, state: str, sentence: str) -> HotlineRelease:
    row = HotlineRelease.objects.select_for_update().filter(id=release_id, state=state).first()
    if row is None:
        raise HotlineRefused(sentence)
    return row


def _told(row: HotlineRelease) -> dict[str, str]:
    return {"month": f"{row.month:%Y-%m}", "digest": row.digest}
