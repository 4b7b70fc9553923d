"""Who called, opened for a purpose: by the unit that handles it, by the hotline alone, or only with a second person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import access_case
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import HotlineRefused
from ..models import HotlineCaller, HotlineDemand, IdentityLook
from ..policies import HANDLE, HOTLINE, IDENTITY, NAME_PURPOSE, PHONE_PURPOSE, may
from ..selectors.looks import open_minutes
from ..selectors.rules import rules_in_force

LONGEST = 200
CLOSED = "来电人要求保密或者匿名，承办单位不能查看；要联系来电人的，请写内部意见由热线转达。"


@dataclass(frozen=True)
class Shown:
    """Who called; "" for what was not told."""

    name: str
    phone: str


def caller_open(actor: Actor, number: str, purpose: str, *, now: datetime) -> Shown:
    """Who called about a demand, for a purpose that the caller can read where there is an account.

    Raises:
        CaseNotFound: the actor takes no part in the case.
        PurposeMissing: no purpose was stated.
        HotlineRefused: this hat may not know, or nothing is known; a guarded demand needs ``look_ask`` first.
    """
    demand = _demand(actor, number)
    said = _purpose(purpose)
    if rules_in_force().is_guarded(demand.type):
        raise HotlineRefused("举报人的身份要先申请，由第二个人同意以后才能查看。")
    if not may(actor, IDENTITY) and (not may(actor, HANDLE) or demand.keep_secret or demand.is_anonymous):
        raise HotlineRefused(CLOSED)
    return _shown(actor, demand, said, now)


def look_ask(actor: Actor, number: str, purpose: str, *, now: datetime) -> UUID:
    """Ask to know who reported; somebody else has to agree.

    Raises:
        CaseNotFound, PurposeMissing: as ``caller_open``.
        HotlineRefused: this hat may not ask, or the demand needs no second person.
    """
    demand = _guarded(actor, number)
    said = _purpose(purpose)
    with as_actor(HOTLINE):
        look = IdentityLook.objects.create(
            case_id=demand.case_id,
            purpose=said,
            asked_by=_account(actor),
            asked_label=actor.hat_label,
            asked_at=now,
        )
        audit_record(actor, "hotline.identity.asked", f"case:{demand.case_id}", {"purpose": said}, now=now)
    return look.id


def look_agree(actor: Actor, number: str, look_id: UUID, *, now: datetime) -> None:
    """Agree that somebody else may know who reported.

    Raises:
        CaseNotFound: as ``caller_open``.
        HotlineRefused: this hat may not agree, it is one's own asking, or there is none open.
    """
    demand = _guarded(actor, number)
    with as_actor(HOTLINE):
        look = _look(demand, look_id)
        if look.asked_by == actor.account_id:
            raise HotlineRefused("自己的申请要由另一个人同意。")
        if look.agreed_by is not None:
            raise HotlineRefused("这个申请已经有人同意。")
        look.agreed_by, look.agreed_label, look.agreed_at = _account(actor), actor.hat_label, now
        look.save(update_fields=["agreed_by", "agreed_label", "agreed_at"])
        said = {"look": str(look.id), "purpose": look.purpose, "asked": look.asked_label}
        audit_record(actor, "hotline.identity.agreed", f"case:{demand.case_id}", said, now=now)


def look_open(actor: Actor, number: str, look_id: UUID, *, now: datetime) -> Shown:
    """Who reported, once, for who asked, within minutes of somebody else's agreeing.

    Raises:
        CaseNotFound: as ``caller_open``.
        HotlineRefused: not one's own asking, not agreed to, too late, or opened already.
    """
    demand = _guarded(actor, number)
    return _shown(actor, demand, _used(actor, demand, look_id, now).purpose, now)


def look_use(actor: Actor, number: str, look_id: UUID, *, now: datetime) -> None:
    """Use up somebody else's agreement: to know who reported, or to hear the voice. Raises as ``look_open``."""
    _used(actor, _guarded(actor, number), look_id, now)


def _used(actor: Actor, demand: HotlineDemand, look_id: UUID, now: datetime) -> IdentityLook:
    with as_actor(HOTLINE):
        look = _look(demand, look_id)
        if look.asked_by != actor.account_id or look.agreed_at is None:
            raise HotlineRefused("还没有由第二个人同意，或者不是您申请的。")
        if look.opened_at is not None or now > look.agreed_at + open_minutes(now):
            raise HotlineRefused("这次同意已经用过或者过期；要再看请重新申请。")
        look.opened_at = now
        look.save(update_fields=["opened_at"])
    return look


def _demand(actor: Actor, number: str) -> HotlineDemand:
    case = access_case(actor, number, to="act")
    with as_actor(HOTLINE):
        held = HotlineDemand.objects.filter(case_id=case.root_id).first()
    if held is None:
        raise HotlineRefused("这个办件不是热线诉求。")
    return held


def _guarded(actor: Actor, number: str) -> HotlineDemand:
    demand = _demand(actor, number)
    if not rules_in_force().is_guarded(demand.type):
        raise HotlineRefused("这件诉求不是举报，不用第二个人同意。")
    if not may(actor, IDENTITY):
        raise HotlineRefused("您现在的岗位不能查看举报人；这要由举报专办的岗位来做。")
    return demand


def _purpose(purpose: str) -> str:
    if not purpose.strip():
        raise PurposeMissing
    return purpose.strip()[:LONGEST]


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise HotlineRefused("请先登录自己的账号。")
    return actor.account_id


def _look(demand: HotlineDemand, look_id: UUID) -> IdentityLook:
    look = IdentityLook.objects.select_for_update().filter(id=look_id, case_id=demand.case_id).first()
    if look is None:
        raise HotlineRefused("没有这个申请，请重新申请。")
    return look


def _shown(actor: Actor, demand: HotlineDemand, purpose: str, now: datetime) -> Shown:
    """The caller, decrypted; that it was looked at is written before it is shown."""
    with as_actor(HOTLINE):
        held = HotlineCaller.objects.filter(case_id=demand.case_id).first()
    if held is None:
        raise HotlineRefused("来电人没有留姓名和电话。")
    with as_actor(HOTLINE):
        if held.party_id:
            access_record(actor, held.party_id, purpose, ["姓名", "电话"], now=now)
        said = {"purpose": purpose}
        audit_record(actor, "hotline.identity.opened", f"case:{demand.case_id}", said, now=now)
    name = decrypt(held.name, purpose=NAME_PURPOSE) if held.name else ""
    return Shown(name, decrypt(held.phone, purpose=PHONE_PURPOSE) if held.phone else "")
