"""An emergency look among people: which case or unit is meant, who is told, and that they are told at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from yiwang.engines.cases.public import CaseNotFound, case_named, case_watch
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_get, unit_names, unit_subtree
from yiwang.foundations.people.public import (
    MAY_REVIEW,
    EmergencyAccess,
    EmergencyRefused,
    emergency_open,
    holders_of,
)
from yiwang.kernel.actor import Actor

from ..policies import AUDIT

TEMPLATE = "emergency_opened"


def look_open(actor: Actor, *, wanted: str, reason: str, now: datetime) -> EmergencyAccess:
    """Open an emergency look at a case (by its number) or at a unit (by its id), and tell the others.

    Raises:
        EmergencyRefused: neither is meant, or it may not be opened; the sentence says why.
        AccountRulesMissing: the pack does not say how long it lasts.
    """
    unit = unit_get(wanted)
    if unit is not None and unit.is_current:
        look = _open(actor, unit.id, unit_subtree(unit.id), unit_names([unit.id])[unit.id], reason, now)
    else:
        look = _open_case(actor, wanted, reason, now)
    for account in look.told:
        _tell(look, account, actor, now)
    return look


def _open_case(actor: Actor, number: str, reason: str, now: datetime) -> EmergencyAccess:
    try:
        case = case_named(number)
    except CaseNotFound:
        raise EmergencyRefused("没有这个编号的办件，也没有这个编号的单位。请核对编号。") from None
    look = _open(actor, case.owner_unit_id, [], f"办件 {case.number}", reason, now)
    case_watch(case.id, watcher=look.units[0], until=look.until, ground=f"应急查看 {look.id}", now=now)
    return look


def _open(
    actor: Actor, unit: str, units: list[str], label: str, reason: str, now: datetime
) -> EmergencyAccess:
    told = _others(unit, now)
    return emergency_open(actor, units=units, label=label, reason=reason, told=told, now=now)


def _others(unit: str, now: datetime) -> list[UUID]:
    """Whoever answers for the unit, and every audit administrator."""
    heads = [one for one in holders_of(MAY_REVIEW, now) if unit in one.hat.actor.own_units]
    return list(dict.fromkeys(one.account_id for one in [*heads, *holders_of(AUDIT, now)]))


def _tell(look: EmergencyAccess, account: UUID, actor: Actor, now: datetime) -> None:
    until = timezone.localtime(look.until)
    data = {
        "who": actor.hat_label,
        "label": look.label,
        "reason": look.reason,
        "until": f"{until:%H:%M}",
        "link": reverse("administration:emergency-look", args=[look.id]),
    }
    notice_send(
        account_id=account, template=TEMPLATE, data=data, key=f"emergency:{look.id}:{account}", now=now
    )
