"""Following a case for oneself: told by notices, ended by what takes the case from sight."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.outbox.public import Message
from yiwang.foundations.people.public import Account, hats_of
from yiwang.foundations.scope.public import as_actor, in_scope
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.stopping import Stopping, never

from ..domain.acting import Refusal
from ..models import Case, CaseFollow, Event, EventBody
from ..policies import access_case, cases_visible_to
from ..selectors.following import TOLD, may_follow
from ..selectors.words import case_words
from .errors import CaseRefused

KEEPER = system_actor("following")
NOTICE, LOST = "case_followed", "case_follow_lost"
MOST, BATCH = 500, 200
WHO = Refusal("follow.who", "您当前的岗位不能关注这类办件；需要的请系统管理员在办件类型里写上。")
NOTHING = Refusal("follow.nothing", "没有选要提醒什么；请至少选一样，或者点“不再关注”。")
MANY = Refusal("follow.many", f"一个岗位最多关注 {MOST} 件；请先把不用再看的取消关注。")


def case_follow(actor: Actor, case_id: UUID, told: Collection[str], now: datetime) -> None:
    """Follow a case under this hat, or be told of other things about it.

    Args:
        actor: who follows; the hat is remembered with the account.
        case_id: a case that it may see.
        told: of what it wants to be told: ``moves``, ``marks``, ``breach``.
        now: the instant.

    Raises:
        CaseNotFound: the actor may not see it.
        CaseRefused: not this hat or kind of case, nothing chosen, or too many followed.
    """
    wanted = [one for one in TOLD if one in told]
    with in_scope(actor):
        held = access_case(actor, case_id)
        if actor.account_id is None or not may_follow(actor, held.type, now):
            raise CaseRefused(WHO)
        _check(actor.account_id, actor.hat, case_id, wanted)
        row = CaseFollow(account_id=actor.account_id, hat=actor.hat, case_id=case_id, told=wanted, since=now)
        once = ["account_id", "hat", "case_id"]
        CaseFollow.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=once, update_fields=["told"]
        )
        audit_record(actor, "case.followed", f"case:{case_id}", {"told": wanted}, now=now)


def _check(account: UUID, hat: str, case_id: UUID, wanted: Collection[str]) -> None:
    """Refuse to follow for nothing, or one more than anybody looks at."""
    if not wanted:
        raise CaseRefused(NOTHING)
    mine = CaseFollow.objects.filter(account_id=account, hat=hat)
    if not mine.filter(case_id=case_id).exists() and mine.count() >= MOST:
        raise CaseRefused(MANY)


def case_unfollow(actor: Actor, case_id: UUID, now: datetime) -> None:
    """Follow it no more; also what is out of sight, and again does nothing."""
    if actor.account_id is None:
        return
    with in_scope(actor):
        mine = CaseFollow.objects.filter(account_id=actor.account_id, hat=actor.hat, case_id=case_id)
        if mine.delete()[0]:
            audit_record(actor, "case.unfollowed", f"case:{case_id}", {}, now=now)


def tell_follower(message: Message) -> None:
    """Tell who follows what happened, if the case is still his to see; else he follows it no more."""
    follow = CaseFollow.objects.filter(id=message.body["follow"]).first()
    if follow is None:
        return
    now = timezone.now()
    if not _seen(follow.account_id, follow.hat, [follow.case_id], now):
        _drop([follow], now)
        return
    row = {"root_id": UUID(message.body["root_id"]), "seq": message.body["seq"]}
    case, event = Case.objects.get(id=follow.case_id), Event.objects.get(**row)
    said = EventBody.objects.filter(**row).values_list("body", flat=True).first() or {}
    data = {"number": case.number, "what": _what(case, event, str(said.get("label", "")), now)}
    notice_send(account_id=follow.account_id, template=NOTICE, data=data, key=message.key, now=now)


def _what(case: Case, event: Event, clock: str, now: datetime) -> str:
    if event.act in ("clock.warned", "clock.breached"):
        return f"“{clock}”{'快到期' if event.act == 'clock.warned' else '已超期'}"
    case.state = event.to_state
    return f"现在是“{case_words([case], now)[case.id].label}”"


def follows_tidy(now: datetime, *, stopping: Stopping = never) -> int:
    """End what is out of its follower's sight, with his hat or by the archive; he hears how many. Gives how many."""
    last, ended = 0, 0
    while True:
        with as_actor(KEEPER):
            rows = list(CaseFollow.objects.filter(id__gt=last).order_by("id")[:BATCH])
            gone = list(_gone(rows, now))
            _drop(gone, now)
        ended += len(gone)
        if len(rows) < BATCH or stopping():
            return ended
        last = rows[-1].pk


def _gone(rows: Collection[CaseFollow], now: datetime) -> Iterator[CaseFollow]:
    kept = Case.objects.filter(id__in=[row.case_id for row in rows], archived_at=None)
    at_work = set(kept.values_list("id", flat=True))
    worn: dict[tuple[UUID, str], list[CaseFollow]] = {}
    for row in rows:
        worn.setdefault((row.account_id, row.hat), []).append(row)
    for (account, hat), mine in worn.items():
        seen = at_work & _seen(account, hat, [row.case_id for row in mine], now)
        yield from (row for row in mine if row.case_id not in seen)


def _seen(account_id: UUID, hat: str, cases: Collection[UUID], now: datetime) -> set[UUID]:
    """Of these cases those that the account sees, if it still wears the hat: asked as he himself."""
    account = Account.objects.filter(id=account_id, is_active=True).first()
    hats = hats_of(account, now) if account else []
    actor = next((one.actor for one in hats if one.key == hat), None)
    if actor is None:
        return set()
    with as_actor(actor):
        return set(cases_visible_to(actor).filter(id__in=cases).values_list("id", flat=True))


def _drop(rows: Collection[CaseFollow], now: datetime) -> None:
    """Delete them; whoever lost some hears how many, never which: they are no longer his to see."""
    CaseFollow.objects.filter(id__in=[row.pk for row in rows]).delete()
    for account in sorted({row.account_id for row in rows}):
        mine = [row.pk for row in rows if row.account_id == account]
        key = f"cases.follow_lost:{account}:{min(mine)}"
        notice_send(account_id=account, template=LOST, data={"count": len(mine)}, key=key, now=now)
