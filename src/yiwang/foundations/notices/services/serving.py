"""Serving by letter, by a visit or at a counter: put on the list once, marked done by a named person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.models import Serving
from yiwang.foundations.notices.selectors.servings import access_serving, serves
from yiwang.foundations.notices.selectors.silences import party_may_be_told
from yiwang.foundations.people.public import Party, party_canonical
from yiwang.foundations.releases.public import release_current, world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import parameter_at

SERVER = system_actor("notices")
UNIT = "serving_unit"
"""Parameter (text): the unit that serves what belongs to no case; without it only those who see the whole city do."""

WAYS = {"post": "邮寄信函", "visit": "上门送达", "counter": "窗口当面"}
LONG = 200


class ServingRefused(Exception):
    """It cannot be marked so; the sentence says why."""


@dataclass(frozen=True)
class Served:
    """What whoever brought it says.

    Attributes:
        way: ``post``, ``visit`` or ``counter``.
        on: the day it was received, or sent back.
        receiver: who signed for it; empty where it did not arrive.
        note: mail number, or what happened.
        arrived: whether it reached somebody.
    """

    way: str
    on: date | None
    receiver: str = ""
    note: str = ""
    arrived: bool = True


def serving_ask(
    *, key: str, kind: str, party_id: UUID, unit_id: str, title: str, now: datetime, body: str = "",
    number: str = "", file_id: UUID | None = None,
) -> bool:  # fmt: skip
    """Put something on the list of its unit, once per key; whether it was new. Nothing is brought to the dead."""
    with as_actor(SERVER):
        if not party_may_be_told(party_id):
            return False
        party = Party.objects.filter(id=party_canonical(party_id)).first()
        serving = Serving(
            key=key, kind=kind, party_id=party_id, unit_id=unit_id or _unit(now), title=title, body=body,
            number=number, file_id=file_id, made_at=now, recipient=party.name if party else "",
            is_demo=bool(party and party.is_demo),
        )  # fmt: skip
        Serving.objects.bulk_create([serving], ignore_conflicts=True)
        return Serving.objects.filter(id=serving.id).exists()


def _unit(now: datetime) -> str:
    if release_current() is None:
        return ""
    return str(parameter_at(world(), UNIT, now) or "")


def serving_done(actor: Actor, serving_id: UUID, served: Served, *, now: datetime) -> Serving:
    """Mark it served, or say that it did not arrive; then it stays on the list.

    Raises:
        ServingNotVisible: it is another unit's.
        ServingRefused: it is served already, or what is said is not enough.
    """
    access_serving(actor, serving_id)
    serving = Serving.objects.select_for_update().get(id=serving_id)
    _check(actor, serving, served, timezone.localtime(now).date())
    serving.note = "；".join(filter(None, (serving.note, _line(served))))[-2000:]
    if served.arrived:
        serving.state, serving.way, serving.served_on = "served", served.way, served.on
        serving.receiver = served.receiver.strip()[:LONG]
        serving.done_by, serving.done_account = actor.hat_label, actor.account_id
    else:
        serving.tries += 1
    serving.save(
        update_fields=["state", "way", "served_on", "receiver", "note", "tries", "done_by", "done_account"]
    )
    act = "notices.serving.served" if served.arrived else "notices.serving.returned"
    audit_record(actor, act, f"serving:{serving.id}", {"way": served.way, "number": serving.number}, now=now)
    return serving


def _check(actor: Actor, serving: Serving, served: Served, today: date) -> None:
    if not serves(actor) or serving.unit_id not in actor.own_units:
        raise ServingRefused("您当前的岗位不负责送达；请换用有权限的岗位。")
    if serving.state == "served":
        raise ServingRefused(f"这件已由{serving.done_by}于{serving.served_on}送达，不用再登记。")
    if served.way not in WAYS:
        raise ServingRefused("请选择怎样送达的。")
    if served.on is None or served.on > today or served.on < timezone.localtime(serving.made_at).date():
        raise ServingRefused("请写送达的日期，不早于文书作出的日期，也不晚于今天。")
    if served.arrived and not served.receiver.strip():
        raise ServingRefused("请写明由谁签收；没有送到的，选“没有送到”并写明经过。")
    if not served.arrived and not served.note.strip():
        raise ServingRefused("请写明为什么没有送到。")


def _line(served: Served) -> str:
    said = served.note.strip()[:LONG]
    return said if served.arrived else f"{served.on} {WAYS[served.way]}没有送到：{said}"
