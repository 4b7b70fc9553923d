"""The phone that a caller left is mended in a call: on what the pack says he shows, and never who he is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import blind, blind_candidates, decrypt, encrypt
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import ask_number_read, phone_masked, phone_read

from ..domain.errors import HotlineRefused
from ..models import HotlineCaller, HotlineDemand
from ..policies import HOTLINE, NAME_PURPOSE, PHONE_PURPOSE, may
from ..selectors.progress import NUMBER_PURPOSE
from ..selectors.rules import rules_in_force
from .voices import is_protected

LONGEST, FIELD = 200, "correct_phone"
NOT_FOUND = "没有查到，或者来电人报的与登记的不一致；请与来电人核对。这次已记录。"
"""One sentence for a number nobody has and for what does not fit: a seat learns of neither."""


@dataclass(frozen=True)
class Correction:
    """What a caller shows, and the phone that is right.

    Attributes:
        by: one of the rules' ways.
        number: the number to ask by, or the case's.
        name, old: as he left them, where that is the way.
        phone: the right one.
        purpose: why.
    """

    by: str
    number: str
    phone: str
    purpose: str
    name: str = ""
    old: str = ""


def phone_correct(actor: Actor, said: Correction, *, now: datetime) -> str:
    """Mend the phone of a demand; gives the new one, starred.

    Raises:
        PurposeMissing: no purpose was stated.
        HotlineRefused: not for this hat, no phone, or nothing fits; that it was tried in vain is written down.
    """
    new = _asked(actor, said)
    with transaction.atomic(), as_actor(HOTLINE):
        held = _held(said)
        if held is not None:
            return _mended(actor, held, new, said, now)
    with as_actor(HOTLINE):
        told = {"purpose": said.purpose.strip()[:LONGEST], "by": said.by}
        audit_record(actor, "hotline.phone.not_corrected", f"account:{actor.account_id}", told, now=now)
    raise HotlineRefused(NOT_FOUND, FIELD)


def _asked(actor: Actor, said: Correction) -> str:
    """The new phone, once the hat may, the way is one of the rules', and a purpose stands."""
    rules = rules_in_force().corrections
    if rules is None or not may(actor, *rules.may):
        raise HotlineRefused("您现在的岗位不能改来电人留的电话。")
    if said.by not in rules.by:
        raise HotlineRefused("请选来电人报了什么。", FIELD)
    if not said.purpose.strip():
        raise PurposeMissing
    new = phone_read(said.phone)
    if not new:
        raise HotlineRefused("新的电话号码有误，请核对。", FIELD)
    return new


def _held(said: Correction) -> HotlineCaller | None:
    """Who called about the open demand that fits what was shown, locked; None where nothing fits."""
    if said.by == "ask_number":
        number = ask_number_read(said.number)
        blinds = blind_candidates(number, purpose=NUMBER_PURPOSE) if number else []
        demand = HotlineDemand.objects.filter(number_blind__in=blinds).first()
    else:
        demand = _by_case(said.number.strip()[:60])
    if demand is None or not cases_visible_to(HOTLINE).filter(id=demand.case_id, is_open=True).exists():
        return None
    held = HotlineCaller.objects.select_for_update().filter(case_id=demand.case_id).exclude(phone="").first()
    return held if held and (said.by == "ask_number" or _fits(held, said)) else None


def _by_case(number: str) -> HotlineDemand | None:
    """The demand of a case's number; of what is protected none, since to fit would already tell who called."""
    case: Any = cases_visible_to(HOTLINE).filter(number=number).first() if number else None
    demand = HotlineDemand.objects.filter(case_id=case.id).first() if case else None
    return demand if demand and not is_protected(demand.case_id) else None


def _fits(held: HotlineCaller, said: Correction) -> bool:
    name, old = " ".join(said.name.split()), phone_read(said.old)
    if not name or not old or not held.name:
        return False
    same = held.phone_blind in blind_candidates(old, purpose=PHONE_PURPOSE)
    return same and decrypt(held.name, purpose=NAME_PURPOSE) == name


def _mended(actor: Actor, held: HotlineCaller, new: str, said: Correction, now: datetime) -> str:
    before, after = decrypt(held.phone, purpose=PHONE_PURPOSE), phone_masked(new)
    closed = is_protected(held.case_id)
    held.phone, held.phone_blind = encrypt(new, purpose=PHONE_PURPOSE), blind(new, purpose=PHONE_PURPOSE)
    held.save(update_fields=["phone", "phone_blind"])
    told = {"by": said.by, "purpose": said.purpose.strip()[:LONGEST]}
    told |= {} if closed else {"before": phone_masked(before), "after": after}
    audit_record(actor, "hotline.phone.corrected", f"case:{held.case_id}", told, now=now)
    return after
