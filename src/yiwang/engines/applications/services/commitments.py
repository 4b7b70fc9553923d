"""After a commitment (告知承诺): the later check as a case of its own, and what a false one has as its consequence."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import (
    CaseSeed,
    EffectCall,
    PartyPart,
    UnitPart,
    access_case,
    case_open_tree,
    told_slice,
)
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.releases.public import world
from yiwang.kernel.days import months_after
from yiwang.loader import parameter_value

from ..models import CommitmentExclusion
from .issuing import EFFECT

MONTHS = "commitment_exclusion_months"
"""Parameter (int): for how long a false commitment keeps its party from making another."""


def open_check(call: EffectCall, now: datetime) -> None:
    """Open the case that checks the commitments of a granted one; without commitments, or a second time, nothing."""
    case = access_case(EFFECT, call.case_id)
    promised = _promised(case)
    if promised and case.party_id:
        seed = _seed(case, str(call.body["type"]), promised)
        case_open_tree(actor=EFFECT, root=seed, key=call.key, now=now)


def _promised(case: Any) -> list[str]:
    materials = (case.data.get("form") or {}).get("materials", [])
    return [held["label"] for held in materials if held["met"] == "commitment"]


def _seed(case: Any, kind: str, promised: list[str]) -> CaseSeed:
    told = {"事项": case.title, "原办件": case.number, "承诺代替的材料": "、".join(promised)}
    return CaseSeed(
        key="commitment_check", type=kind, subject=case.subject, title=f"告知承诺核查：{case.title}",
        data=told_slice("承诺", told), parties=(PartyPart(case.party_id, "applicant"),),
        units=(UnitPart(case.owner_unit_id, "main"),), division=case.division_id,
    )  # fmt: skip


def exclude_party(call: EffectCall, now: datetime) -> None:
    """A commitment was false: its party makes none for as long as the pack says; doing it again changes nothing."""
    if CommitmentExclusion.objects.filter(key=call.key).exists():
        return
    case, since = access_case(EFFECT, call.case_id), timezone.localtime(now).date()
    held = CommitmentExclusion.objects.create(
        key=call.key, party_id=UUID(str(case.party_id)), case_id=case.id, number=case.number,
        unit_id=case.owner_unit_id, title=case.title.partition("：")[2] or case.title, since=since,
        until=excluded_until(since),
    )  # fmt: skip
    _recorded("applications.commitment.excluded", case, {"until": held.until.isoformat()}, now)


def excluded_until(since: date) -> date:
    """The last day on which a party found out on this day may not commit, as the pack in force says."""
    return months_after(since, int(parameter_value(world(), MONTHS, since)))


def lift_exclusion(call: EffectCall, now: datetime) -> None:
    """An appeal was upheld: from now on the party may commit again."""
    case = access_case(EFFECT, call.case_id)
    open_ = CommitmentExclusion.objects.filter(case_id=case.id, lifted_at=None)
    if open_.update(lifted_at=now):
        _recorded("applications.commitment.lifted", case, {}, now)


def _recorded(act: str, case: Any, body: Mapping[str, str], now: datetime) -> None:
    audit_record(EFFECT, act, f"party:{case.party_id}", {"case": case.number, **body}, now=now)
