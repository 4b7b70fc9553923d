"""Receiving for somebody in presence: who it is, for whom, with what proof; then the same engine as everywhere."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from yiwang.engines.applications.public import draft_open
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.files.public import file_store
from yiwang.foundations.people.public import (
    NameUnreadable,
    access_party,
    capacities_of,
    mandate_give,
    name_typed,
    party_register,
)
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7
from yiwang.loader import parameter_at

from ..domain.attending import (
    CAPACITIES,
    LEFT,
    OPEN,
    ORGANISATION,
    PROOFS,
    SELF,
    AttendingRefused,
    Identified,
)
from ..models import Attendance, MaterialCheck
from ..policies import SERVE, access_attendance, account_of
from ..selectors.attending import acting_for, receiving_unit, target_of
from ..selectors.crossing import refuse_beyond

DAYS = "presence_mandate_days"
TICKS: Final = ("seen", "copied", "original")


def attendance_open(
    actor: Actor, who: Identified, wanted: str, *, now: datetime, capacity: str = SELF,
    principal: Identified | None = None, channel: str = "counter", ticket: UUID | None = None,
) -> Attendance:  # fmt: skip
    """Begin to receive a matter from somebody in presence, for himself or for whom he acts.

    Whoever acts for somebody else gets a mandate for this one matter, with a term; what government knows already
    (the legal representative of a firm) needs none. The party can see who began this for it.

    Args:
        actor: the official.
        who: the person in presence.
        wanted: what it is about, in words.
        now: the instant.
        capacity: one of ``CAPACITIES``.
        principal: for whom, unless for himself.
        channel: ``counter`` or ``village``.
        ticket: the ticket that was called, if there was one.

    Raises:
        AttendingRefused: nobody to act for, no such matter, one that a partner's hall may not receive, or the
            hat does not serve people in presence.
        PartyMismatch, PartyNumberWrong, PartyIncomplete: the document and the name do not belong together.
    """
    if actor.audience != "staff" or not actor.has(SERVE):
        raise AttendingRefused("您现在的身份不能为到场的人收件。请换用窗口或帮办岗位的身份。")
    target, title = target_of(wanted, now)
    refuse_beyond(actor.unit, target, title, now)
    who, principal = _read(who, now), _read(principal, now) if principal else None
    with transaction.atomic():  # what is refused registers nobody
        presenter = _registered(actor, who, "person")
        party, name = _principal(actor, capacity, principal, presenter, who)
        held = Attendance(
            id=uuid7(), unit_id=actor.unit, receiver_id=receiving_unit(actor), account_id=account_of(actor),
            hat=actor.hat, hat_label=actor.hat_label, channel=channel, party_id=party, party_name=name,
            presenter_id=presenter, presenter_name=who.name, capacity=capacity, id_source=who.source,
            target=target, title=title, ticket_id=ticket, opened_at=now,
        )  # fmt: skip
        _begin(actor, held, now)
        held.save(force_insert=True)
        _tell(actor, held, now)
    return held


def _read(who: Identified, now: datetime) -> Identified:
    """The same with the name in its standard form; one that cannot be read is told before anything is begun."""
    try:
        return replace(who, name=name_typed(who.name, place="窗口收件", now=now))
    except NameUnreadable as unreadable:
        raise AttendingRefused(str(unreadable)) from None


def _registered(actor: Actor, who: Identified, kind: str) -> UUID:
    return party_register(
        actor, kind=kind, name=who.name, id_kind=who.id_kind, id_number=who.id_number, phone=who.phone
    ).id


def _principal(
    actor: Actor, capacity: str, principal: Identified | None, presenter: UUID, who: Identified
) -> tuple[UUID, str]:
    if capacity not in CAPACITIES:
        raise AttendingRefused("请选择到场人以什么身份办理。")
    if capacity == SELF:
        return presenter, who.name
    if principal is None or not principal.name:
        raise AttendingRefused("请填写为谁办理：姓名或名称、证件号码。")
    party = _registered(actor, principal, "organisation" if capacity in ORGANISATION else "person")
    if party == presenter:
        raise AttendingRefused("为自己办理请选“本人”。")
    return party, principal.name


def _begin(actor: Actor, held: Attendance, now: datetime) -> None:
    """Under the party's own scope, held to this matter: the mandate, then the application."""
    here = acting_for(actor, held)
    with as_actor(here):
        held.is_demo = access_party(here, held.party_id).is_demo
        if _needs_mandate(held, now):
            held.mandate_until = now + timedelta(days=_days(now))
            held.mandate_id = mandate_give(
                here, principal=held.party_id, agent=held.presenter_id, matter=held.id, now=now,
                until=held.mandate_until, ground=f"现场委托：{CAPACITIES[held.capacity]}，{held.title}",
            )  # fmt: skip
        draft_open(here, held.target, now=now)


def _needs_mandate(held: Attendance, now: datetime) -> bool:
    """Whoever acts for another, unless a register says that he represents this organisation."""
    if held.capacity in ORGANISATION:
        return not capacities_of(held.presenter_id, held.party_id, now=now)
    return held.capacity != SELF


def _days(now: datetime) -> int:
    value = parameter_at(world(), DAYS, now)
    if value is None:
        raise AttendingRefused("地方包没有写明现场委托的有效天数，暂时不能代办。请联系系统管理员。")
    return int(str(value))


def _tell(actor: Actor, held: Attendance, now: datetime) -> None:
    """Written in the official's own name, where the party reads who looked."""
    body = {"title": held.title, "capacity": held.capacity, "channel": held.channel}
    audit_record(actor, "window.attendance.opened", f"attendance:{held.id}", body, now=now)
    purpose = f"{held.get_channel_display()}现场办理：{held.title}"
    access_record(actor, held.party_id, purpose, ["姓名或名称", "证件号码"], now=now)


def attendance_prove(
    actor: Actor, attendance_id: UUID, proof: str, data: bytes, name: str, *, now: datetime
) -> None:
    """Keep how the person in presence confirmed it: a signature, a fingerprint or signed paper, as a file.

    Raises:
        AttendingRefused: no such way, or it is in somebody else's hands.
        FileRefusedError: the file may not be kept; the sentence says why.
    """
    held = open_one(actor, attendance_id)
    if proof not in PROOFS or not data:
        raise AttendingRefused("请让到场人在签字板签名、按指纹，或扫描签了名的纸。")
    here = acting_for(actor, held)
    with as_actor(here):
        stored = file_store(here, data=data, name=name, purpose=f"presence:{proof}", now=now)
    held.proof, held.proof_file, held.proved_at = proof, stored.id, now
    held.save(update_fields=["proof", "proof_file", "proved_at"])
    audit_record(actor, "window.attendance.proved", f"attendance:{held.id}", {"proof": proof}, now=now)


def materials_tick(
    actor: Actor, attendance_id: UUID, ticks: Mapping[str, tuple[str, frozenset[str]]]
) -> None:
    """Keep what became of each material: key → (label, which of ``TICKS``)."""
    held = open_one(actor, attendance_id)
    MaterialCheck.objects.filter(attendance=held).delete()
    MaterialCheck.objects.bulk_create(
        MaterialCheck(
            attendance=held, unit_id=held.unit_id, key=key, label=label,
            **{tick: tick in ticked for tick in TICKS},
        )
        for key, (label, ticked) in ticks.items()
        if ticked
    )  # fmt: skip


def attendance_leave(actor: Actor, attendance_id: UUID, *, now: datetime) -> None:
    """Let it be: the person left without handing in. What was typed stays the party's own draft."""
    held = open_one(actor, attendance_id)
    held.state, held.ended_at = LEFT, now
    held.save(update_fields=["state", "ended_at"])
    audit_record(actor, "window.attendance.left", f"attendance:{held.id}", {}, now=now)


def open_one(actor: Actor, attendance_id: UUID) -> Attendance:
    """What this account is receiving, locked, while it is not handed in.

    Raises:
        AttendingRefused: it is in other hands, or done.
    """
    held = access_attendance(actor, attendance_id, to="serve")
    Attendance.objects.select_for_update().get(pk=held.pk)
    held.refresh_from_db()
    if held.state != OPEN:
        raise AttendingRefused(f"这件已经是“{held.get_state_display()}”，不能再改。")
    return held
