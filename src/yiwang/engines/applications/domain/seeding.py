"""From a compiled theme to the seeds of its cases: each child holds its own item's slice, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.pure import After, CaseSeed, LimitTerm, PartyPart, Terms, UnitPart
from yiwang.engines.catalog.pure import Compiled, TimeLimit
from yiwang.kernel.worktime import Limit

from .keys import key_text

Member = Any
"""A ``ReadyMember`` of the catalogue."""

FALLBACK_TYPE = "theme"
"""Case type of a root whose theme names none (design §5)."""


@dataclass(frozen=True)
class Handed:
    """What is handed in beside the compilation itself.

    Attributes:
        form: one entry per field, as the submission keeps them.
        materials: one entry per material, likewise.
        commitments: written keys of materials that a commitment or tolerance stands for.
        bound: party, or party and row → registered party, as text.
        units: member key → (unit, division) that decides.
        applicant: the party whose application it is.
        signers: every other party that signed.
        received_by: unit that took it in over the counter; "" if nobody did.
        number_there: its number in the system of the unit that took it in; "" if it came from none.
    """

    submission: UUID
    form: tuple[Mapping[str, Any], ...]
    materials: tuple[Mapping[str, Any], ...]
    commitments: frozenset[str]
    bound: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    applicant: UUID
    signers: tuple[UUID, ...] = ()
    received_by: str = ""
    number_there: str = ""
    mandate: UUID | None = None
    promised_due: datetime | None = None


def seeds(compiled: Compiled, handed: Handed) -> tuple[CaseSeed, tuple[CaseSeed, ...]]:
    """Root and children; a single item is its own root without children. ``handed`` is what goes in beside it."""
    children = tuple(_child(compiled, handed, member) for member in compiled.members)
    if len(compiled.ready.members) == 1 and compiled.ready.theme.id == compiled.ready.members[0].item.id:
        return children[0], ()
    return _root(compiled, handed), children


def _root(compiled: Compiled, handed: Handed) -> CaseSeed:
    theme = compiled.ready.theme
    gather = Limit.parse(theme.gather_until)
    limits = {
        "gather": LimitTerm(gather.value, gather.unit.value, f"主题“{theme.title}”", theme.status.value)
    }
    return CaseSeed(
        key=f"theme:{theme.id}", type=theme.case_type or FALLBACK_TYPE, subject=theme.id, title=theme.title,
        data={"submission": str(handed.submission), "answers": _plain(compiled.here.raw)},
        terms=Terms(limits=limits, promised_due=handed.promised_due), parties=_parties(handed),
        units=_received(handed),
    )  # fmt: skip


def _child(compiled: Compiled, handed: Handed, member: Member) -> CaseSeed:
    unit, division = handed.units[member.key]
    present = {other.key for other in compiled.members}
    after = tuple(After(a.member, a.needs) for a in member.member.after if a.member in present)
    return CaseSeed(
        key=member.key, type=member.item.case_type, subject=member.item.id, title=member.item.title,
        data=item_slice(compiled, handed, member), terms=_terms(compiled, handed, member),
        parties=_parties(handed), units=(UnitPart(unit, "main"), *_received(handed)), after=after,
        division=division,
    )  # fmt: skip


def _received(handed: Handed) -> tuple[UnitPart, ...]:
    """Who took it in sees it; receiving gives no right to decide."""
    return (UnitPart(handed.received_by, "intake"),) if handed.received_by else ()


def _parties(handed: Handed) -> tuple[PartyPart, ...]:
    others = (PartyPart(party, "signer") for party in handed.signers if party != handed.applicant)
    return (PartyPart(handed.applicant, "applicant", handed.mandate), *others)


def item_slice(compiled: Compiled, handed: Handed, member: Member) -> dict[str, Any]:
    """What this item's unit gets: the fields and materials its own lines ask for, its answers, its commitments."""
    fields = {key_text(f.party, f.row, f.element.id) for f in compiled.fields if _asks(f, member)}
    produced = {key_text(f.party, f.row, f.element.id) for f in compiled.produced_fields if _asks(f, member)}
    sets = (*compiled.materials, *compiled.optional_materials)
    there = {"number_there": handed.number_there} if handed.number_there else {}
    wanted = {key_text(m.party, m.row, m.material.id) for m in sets if _asks(m, member)}
    return {
        "submission": str(handed.submission), "item": member.item.id,
        "bound": {bound.own: bound.party for bound in member.bound}, "parties": _bound(handed, member),
        "answers": _answers(compiled, member), "fields": [f for f in handed.form if f["key"] in fields],
        "produced": sorted(produced), "materials": [m for m in handed.materials if m["key"] in wanted],
        "commitments": sorted(handed.commitments & wanted), **there,
    }  # fmt: skip


def _asks(held: Any, member: Member) -> bool:
    return any(line.member == member.index for line in held.lines)


def _bound(handed: Handed, member: Member) -> dict[str, str]:
    """Registered parties behind the theme parties that this item knows."""
    known = {bound.party for bound in member.bound}
    return {place: party for place, party in handed.bound.items() if place.partition("[")[0] in known}


def _answers(compiled: Compiled, member: Member) -> dict[str, Any]:
    theirs = {
        own: compiled.here.raw[name] for own, name in member.own_answers.items() if name in compiled.here.raw
    }
    return _plain({**theirs, **member.given})


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value if isinstance(value, bool | int | str | list) else str(value)
        for key, value in values.items()
    }


def _terms(compiled: Compiled, handed: Handed, member: Member) -> Terms:
    item = member.item
    limits = {"promised": _limit(compiled.promised(member))}
    if item.statutory:
        limits["statutory"] = _limit(item.statutory)
    law = item.deemed_accepted
    cited = {"deemed_acceptance": f"{law.law} {law.article}".strip()} if law else {}
    flags: dict[str, bool | int | str] = {
        "commitment": _promised(compiled, handed, member, "commitment"),
        "tolerance": _promised(compiled, handed, member, "tolerance"),
        "delivery": _delivery(compiled, handed, member),
        **({"pay": item.pay} if item.pay else {}),
    }
    return Terms(limits=limits, law=cited, flags=flags, promised_due=None)


def _limit(limit: TimeLimit) -> LimitTerm:
    read = limit.parsed()
    return LimitTerm(read.value, read.unit.value, limit.source, limit.status.value)


def _promised(compiled: Compiled, handed: Handed, member: Member, way: str) -> bool:
    """Whether the applicant promises a material of this item: in its stead (告知承诺), or for later (容缺)."""
    keys = {
        key_text(m.party, m.row, m.material.id)
        for m in compiled.materials if _asks(m, member) and m.deferred == way
    }  # fmt: skip
    return bool(keys & handed.commitments)


def _delivery(compiled: Compiled, handed: Handed, member: Member) -> str:
    """How this item's result reaches the applicant; electronic unless its own form asked and he wished otherwise."""
    keys = {key_text(f.party, f.row, f.element.id) for f in compiled.fields if _asks(f, member)}
    own = (f for f in handed.form if f["element"] == "delivery_mode" and f["key"] in keys)
    asked = next((f["value"] for f in own if f.get("value")), "")
    return {"mail": "post", "counter": "pickup", "locker": "locker"}.get(str(asked), "electronic")
