"""The yearly review of accounts: begun by one, decided by many, closed by the calendar.

A line is decided once. Of a head who confirms in the last moment and the closing that suspends, whoever locks the
line first has decided it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.organisations.public import post_scopes
from yiwang.kernel.actor import Actor

from ..models import AccountReview, Appointment, ReviewLine, Verdict
from ..selectors.hats import not_ended
from ..selectors.reviews import lines_to_decide
from ..selectors.rules import account_rules
from .appointments import AppointmentRefused, appointment_end

_DECIDED = ("verdict", "reason", "decided_by_id", "decided_label", "decided_at")


class ReviewRefused(Exception):
    """What cannot be done in the review; the sentence says why."""


def review_start(actor: Actor, *, now: datetime) -> AccountReview:
    """Begin a round over every post held now by an open staff account.

    Raises:
        ReviewRefused: a round is under way.
        AccountRulesMissing: the pack does not say how long one lasts.
    """
    days = account_rules().review.days.value
    last = timezone.localtime(now).date() + timedelta(days=days)
    review = AccountReview(opened_at=now, opened_by_id=actor.account_id, opened_label=actor.hat_label)
    review.due_at = local_instant(last, time.max)
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError:
        raise ReviewRefused("上一次核对还没有结束。到期后才能再发起。") from None
    rows = _lines(review, now)
    ReviewLine.objects.bulk_create(rows, batch_size=1000)
    told = {"lines": len(rows), "due": review.due_at.isoformat()}
    audit_record(actor, "people.review.opened", f"review:{review.id}", told, now=now)
    return review


def _lines(review: AccountReview, now: datetime) -> list[ReviewLine]:
    held = Appointment.objects.filter(account__is_active=True, account__is_staff_account=True)
    rows = [
        row
        for row in held.select_related("account").defer("account__password")
        if (row.until is None or row.until > now) and row.suspended_at is None
    ]
    scopes = post_scopes({row.post_id for row in rows})
    return [
        ReviewLine(
            review=review,
            account_id=row.account_id,
            appointment=row,
            unit_id=scopes[row.post_id].unit,
            account_name=f"{row.account}（{row.account.username}）",
            post_label=scopes[row.post_id].label,
        )
        for row in rows
        if row.post_id in scopes
    ]


def lines_decide(
    actor: Actor, review_id: UUID, said: Mapping[int, tuple[str, str]], *, now: datetime
) -> dict[str, int]:
    """Decide lines: id → (``confirmed`` or ``withdrawn``, reason); all of them or none. Returns how many of each.

    Raises:
        ReviewRefused: a line is not this hat's, was decided already, lacks a reason, or the round is over.
    """
    review = AccountReview.objects.filter(id=review_id).first()
    if review is None or review.closed_at is not None or review.due_at <= now:
        raise ReviewRefused("这次核对已经截止。没有核对的岗位已暂停，请由安全管理员恢复。")
    mine = {line.id: line for line in lines_to_decide(actor, review_id, now).filter(id__in=said)}
    for key, (verdict, reason) in sorted(said.items()):
        if key not in mine:
            raise ReviewRefused("有一行不归您核对，或者是您自己的账号。请刷新页面再试。")
        _decide(actor, mine[key], verdict, reason.strip(), now)
    counts = [verdict for verdict, _ in said.values()]
    return {one: counts.count(one) for one in (Verdict.CONFIRMED.value, Verdict.WITHDRAWN.value)}


def _decide(actor: Actor, line: ReviewLine, verdict: str, reason: str, now: datetime) -> None:
    if verdict not in (Verdict.CONFIRMED, Verdict.WITHDRAWN):
        raise ReviewRefused("请选择确认保留或收回。")
    if verdict == Verdict.WITHDRAWN and not reason:
        raise ReviewRefused(f"收回“{line.account_name}”的岗位要写原因。")
    changed = dict(
        zip(_DECIDED, (verdict, reason[:300], actor.account_id, actor.hat_label, now), strict=True)
    )
    if not ReviewLine.objects.filter(id=line.id, verdict=Verdict.OPEN).update(**changed):
        raise ReviewRefused(f"“{line.account_name}”的这个岗位刚刚已由别人核对。请刷新页面。")
    told = {"line": line.id, "post": line.post_label, "verdict": verdict, "reason": reason}
    audit_record(actor, "people.review.decided", f"account:{line.account_id}", told, now=now)
    if verdict == Verdict.WITHDRAWN:
        _withdraw(actor, line, reason, now)


def _withdraw(actor: Actor, line: ReviewLine, reason: str, now: datetime) -> None:
    """End the post; one that has ended meanwhile is what was wanted."""
    try:
        appointment_end(actor, appointment_id=line.appointment_id, now=now, reason=f"年度核对收回：{reason}")
    except AppointmentRefused:
        return


def reviews_close_due(actor: Actor, now: datetime) -> int:
    """Close rounds whose day has passed: what nobody decided is suspended; returns how many posts were."""
    due = AccountReview.objects.select_for_update(skip_locked=True).filter(closed_at=None, due_at__lte=now)
    with transaction.atomic():
        return sum([_close(actor, review, now) for review in due])


def _close(actor: Actor, review: AccountReview, now: datetime) -> int:
    suspended = 0
    left = ReviewLine.objects.select_for_update().filter(review=review, verdict=Verdict.OPEN).order_by("id")
    for line in left:
        done = _suspend(actor, line, now)
        suspended += done
        line.verdict, line.decided_at = (Verdict.SUSPENDED if done else Verdict.ENDED), now
        line.save(update_fields=["verdict", "decided_at"])
    review.closed_at = now
    review.save(update_fields=["closed_at"])
    audit_record(actor, "people.review.closed", f"review:{review.id}", {"suspended": suspended}, now=now)
    return suspended


def _suspend(actor: Actor, line: ReviewLine, now: datetime) -> bool:
    rows = Appointment.objects.filter(not_ended(now), id=line.appointment_id, suspended_at=None)
    if not rows.update(suspended_at=now):
        return False
    told = {"post": line.post_label, "review": str(line.review_id)}
    audit_record(actor, "people.appointment.suspended", f"account:{line.account_id}", told, now=now)
    return True


def appointment_resume(actor: Actor, *, appointment_id: int, reason: str, now: datetime) -> None:
    """Let a suspended post give its hat again.

    Raises:
        ReviewRefused: it is not suspended, or no reason is given.
    """
    row = Appointment.objects.filter(id=appointment_id).exclude(suspended_at=None).first()
    if row is None or not reason.strip():
        raise ReviewRefused("请写明恢复的原因；没有暂停的岗位不用恢复。")
    Appointment.objects.filter(id=row.id).update(suspended_at=None)
    told = {"post": row.post_id, "reason": reason.strip()}
    audit_record(actor, "people.appointment.resumed", f"account:{row.account_id}", told, now=now)
