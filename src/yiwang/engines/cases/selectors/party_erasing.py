"""What erasing a person would come to: which matters go, what else, what stays and why, what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yiwang.foundations.audit.public import (
    Erasable,
    ErasableParty,
    Going,
    Staying,
    erasure_against,
    erasure_files,
    party_erasure_against,
    party_erasure_files,
    party_erasure_goes,
    party_erasure_stays,
)
from yiwang.foundations.people.public import parties_of, party_erasable
from yiwang.kernel.actor import Actor

from ..definitions.erasure import ErasureGround
from ..domain.keeping import MAY_CONFIRM_ERASURE, MAY_ERASE
from ..models import Case, CaseHold, CaseParty, PartyErasure
from ..models.erasure import ASKED, OPEN, WISHED
from .erasing import erasable_of, term_reason

MATTERS, FILES = "办件的内容", "材料、文书和录音的文件"
NOT_ALONE = "还涉及别的当事人，他们的信息不能因此删除"


@dataclass(frozen=True)
class PartyPlan:
    """What erasing one person on one ground comes to at a moment.

    Attributes:
        who: the person as the apps' steps know it.
        against: what stands against erasing it at all, each a sentence.
        matters: roots of the matters that go.
        goes: everything that goes, in words, and how many of each.
        stays: what stays, and why; matters by their number.
    """

    who: ErasableParty
    against: tuple[str, ...]
    matters: tuple[Case, ...]
    goes: tuple[Going, ...]
    stays: tuple[Staying, ...]


@dataclass
class _Fates:
    """Matters sorted by what becomes of them."""

    go: list[tuple[Case, Erasable]]
    stay: list[Staying]
    against: list[str]


def party_plan(party_id: UUID, law: ErasureGround, now: datetime) -> PartyPlan:
    """What erasing this person on this ground comes to. Inside a worker's scope."""
    who, fates = _looked_at(party_id, law, now)
    goes = _goes(who, [what for _root, what in fates.go])
    stays = (*fates.stay, *party_erasure_stays(who))
    return PartyPlan(who, _against(who, fates), tuple(root for root, _what in fates.go), tuple(goes), stays)


def party_obstacles(party_id: UUID, law: ErasureGround, now: datetime) -> tuple[str, ...]:
    """What stands against erasing this person on this ground, each a sentence. Inside a worker's scope."""
    return _against(*_looked_at(party_id, law, now))


def matters_of(parties: Iterable[UUID]) -> Sequence[Case]:
    """Roots of the matters in which one of these parties takes part. Inside a worker's scope."""
    part = CaseParty.objects.filter(party_id__in=list(parties)).values("case_id")
    mine = Case.objects.filter(Q(id__in=part) | Q(party_id__in=list(parties))).values("root_id")
    return list(Case.objects.filter(id__in=mine).order_by("number"))


def party_orders_open(limit: int = 200) -> Sequence[PartyErasure]:
    """Orders about persons that wait for somebody, the oldest first, as the scope may see them."""
    return list(PartyErasure.objects.filter(state__in=OPEN).order_by("made_at")[:limit])


def party_orders_waiting(actor: Actor) -> int:
    """How many orders about persons wait for this hat: wishes to be taken up, or what others asked to be decided."""
    wished = Q(state=WISHED) if actor.has(MAY_ERASE) else Q(pk=None)
    asked = Q(state=ASKED) & ~Q(asked_by=actor.account_id) if actor.has(MAY_CONFIRM_ERASURE) else Q(pk=None)
    return PartyErasure.objects.filter(wished | asked).count()


def party_orders_decided(limit: int = 100) -> Sequence[PartyErasure]:
    """Orders about persons that were carried out or refused, newest first, as the scope may see them."""
    return list(PartyErasure.objects.exclude(state__in=OPEN).order_by("-decided_at")[:limit])


def party_order(order_id: UUID) -> PartyErasure | None:
    """One order about a person, as the scope may see it."""
    return PartyErasure.objects.filter(id=order_id).first()


def party_orders_wished(actor: Actor, limit: int = 20) -> Sequence[PartyErasure]:
    """What became of a person's own wishes to be erased, newest first."""
    return list(PartyErasure.objects.filter(party_id__in=actor.parties).order_by("-made_at")[:limit])


def _looked_at(party_id: UUID, law: ErasureGround, now: datetime) -> tuple[ErasableParty, _Fates]:
    parties = parties_of(party_id)
    fates = _fates(matters_of(parties), parties, law, now)
    return party_erasable(party_id, keeps=bool(fates.stay), now=now), fates


def _against(who: ErasableParty, fates: _Fates) -> tuple[str, ...]:
    return (*fates.against, *party_erasure_against(who))


def _fates(roots: Sequence[Case], parties: tuple[UUID, ...], law: ErasureGround, now: datetime) -> _Fates:
    fates = _Fates([], [], [])
    for root in roots:
        named, what = f"办件 {root.number}", erasable_of(root, now)
        if Case.objects.filter(root_id=root.id, is_open=True).exists():
            fates.against.append(f"{named} 还没有办结")
        elif why := _kept_for(root, set(what.parties) - set(parties), law, now):
            fates.stay.append(Staying(named, why))
        elif lines := erasure_against(what):
            fates.against += [f"{named}：{line}" for line in lines]
        else:
            fates.go.append((root, what))
    return fates


def _kept_for(root: Case, others: set[UUID], law: ErasureGround, now: datetime) -> str:
    """Why a closed matter stays though its party is erased; empty if it need not."""
    if others:
        return NOT_ALONE
    hold = CaseHold.objects.filter(root_id=root.id, lifted_at=None).first()
    if hold is not None:
        return f"有人停止归档（{hold.placed_hat}）"
    return "" if law.within_term else term_reason(root, now)


def _goes(who: ErasableParty, matters: Sequence[Erasable]) -> list[Going]:
    files = {file for what in matters for file in erasure_files(what)}
    counted = [
        Going(MATTERS, len(matters)),
        Going(FILES, len(files | set(party_erasure_files(who)))),
    ]
    return [one for one in counted if one.number] + party_erasure_goes(who)
