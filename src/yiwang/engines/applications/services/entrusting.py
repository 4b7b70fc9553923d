"""Asking somebody else to see one's application through (代办): one matter, with a term, to be taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.people.public import (
    Capacity,
    MandateRefused,
    PartyIncomplete,
    PartyMismatch,
    PartyNumberWrong,
    access_party,
    capacities_of,
    mandate_give,
    mandate_of,
    mandates_of,
    party_register,
    person_behind,
)
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.days import day_words
from yiwang.loader import parameter_at

from ..models import Draft
from ..policies import access_draft

DAYS = "online_mandate_days"
MAY_ENTRUST = {Capacity.LEGAL_REPRESENTATIVE.value, Capacity.OPERATOR.value}
"""Capacities in which somebody may entrust others for an organisation; an agent of it may not pass that on."""


@dataclass(frozen=True)
class Entrusted:
    """Who is asked, and until which day."""

    name: str
    number: str
    last_day: date | None


def entrust_days(now: datetime) -> int:
    """For how many days at most somebody may be entrusted; 0 where the pack does not allow it online."""
    return int(str(parameter_at(world(), DAYS, now) or 0))


def draft_entrust(actor: Actor, draft_id: UUID, asked: Entrusted, *, now: datetime) -> UUID:
    """Give somebody a mandate for this one application; he acts under a hat that reaches nothing else.

    Raises:
        DraftNotFound: it is not this actor's.
        MandateRefused: the hat may not entrust, the person or the term does not do, or somebody has it already.
    """
    draft = access_draft(actor, draft_id, to="change")
    Draft.objects.select_for_update().get(id=draft.id)
    _may(actor, draft, now)
    until = _until(asked.last_day, now)
    if any(row.state == "open" for row in mandates_of(actor, now=now, matter=draft.id)):
        raise MandateRefused("这件事已经请人代办。要换人，请先撤回原来的委托。")
    return mandate_give(
        actor, principal=draft.owner_id, agent=_agent(actor, asked), matter=draft.id, now=now, until=until,
        ground=f"网上委托：{draft.title}",
    )  # fmt: skip


def _may(actor: Actor, draft: Draft, now: datetime) -> None:
    if draft.state != "open":
        raise MandateRefused("这份申请已经提交或者放弃，不能再请人代办。")
    if mandate_of(actor):
        raise MandateRefused("您是受托代办的，不能再转委托给别人。")
    person = person_behind(actor)
    if access_party(actor, draft.owner_id).kind != "organisation" or person is None:
        return
    if not capacities_of(person, draft.owner_id, now=now) & MAY_ENTRUST:
        raise MandateRefused("请单位的法定代表人或经营者登录后委托；经办人不能再委托别人。")


def _until(last_day: date | None, now: datetime) -> datetime:
    """The midnight that ends the last day."""
    today = timezone.localdate(now)
    latest = today + timedelta(days=entrust_days(now))
    if last_day is None or not today <= last_day <= latest:
        raise MandateRefused(f"请填委托到哪一天，最晚到{day_words(latest)}。")
    return local_instant(last_day + timedelta(days=1))


def _agent(actor: Actor, asked: Entrusted) -> UUID:
    """The person named; whoever is not known yet can sign in later under this number."""
    try:
        return party_register(
            actor,
            kind="person",
            name=asked.name.strip(),
            id_kind="citizen_id",
            id_number=asked.number.strip(),
        ).id
    except (PartyIncomplete, PartyMismatch, PartyNumberWrong) as refused:
        raise MandateRefused(f"受托人的姓名和身份证号请照证件填写。{refused}") from None
