"""A caller says who he is, is told how his matters stand and has them urged or a notice sent again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import case_move, case_words, cases_visible_to
from yiwang.faces.matter.public import SUPPLY, remarks_of
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import PurposeMissing, party_lookup, party_names
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import identify, normalised

from ..domain.errors import HotlineRefused
from ..policies import HOTLINE, SEAT, may
from ..selectors.rules import rules_in_force

MOST, LONGEST = 30, 200
SOURCE = "12345 来电，话务员核对了姓名和号码"
FIELDS = ["办件名称", "编号", "状态", "期限"]
NOT_FOUND = "没有查到，或者姓名与登记的不一致；请与来电人核对。查询已记录。"
"""One sentence for a number that nobody has and for a name that does not fit: a seat learns of neither."""


@dataclass(frozen=True)
class Matter:
    """A matter as it may be told, with what is still missing: nothing but what its party reads himself."""

    number: str
    title: str
    state: str
    at: datetime
    due_at: datetime | None
    unit: str
    acts: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()


def matters_of(actor: Actor, number: str, name: str, purpose: str, *, now: datetime) -> list[Matter]:
    """The matters of who says who he is, the latest first.

    Args:
        actor: a seat.
        number: of his identity document or enterprise, or of one of his cases.
        name: as he says it; it has to be the one registered.
        purpose: why they are looked at; he can read it.
        now: the instant; aware.

    Raises:
        PurposeMissing: no purpose was stated.
        HotlineRefused: the hat takes no calls, or number and name do not fit; that it was tried is written down.
    """
    party = _verified(actor, number, name, purpose, now)
    with as_actor(HOTLINE):
        access_record(actor, party, purpose.strip()[:LONGEST], FIELDS, now=now)
    return _told(party, now)


def matter_act(
    actor: Actor, number: str, act: str, *, who: tuple[str, str, str], call: str, now: datetime
) -> str:
    """Do for a caller what he may do himself with one of his matters, and give what the act is called.

    Who he says he is is compared once more. The log names the seat's account under the caller's hat; a demand that the
    hotline takes part in is moved under the seat's own.

    Args:
        actor: a seat.
        number: of the case.
        act: one of the rules' ``caller_acts``.
        who: number, name and purpose, as ``matters_of`` takes them.
        call: key of the call's form; the demand that is recorded of it has the same.
        now: the instant; aware.

    Raises:
        PurposeMissing, HotlineRefused: as ``matters_of``; or it is none of his matters, or cannot be done to it.
        CaseRefused: the act is refused, as where it was done too often; its text says why.
    """
    party = _verified(actor, *who, now)
    row = next((one for one in _rows(party) if one.number == number), None)
    offered = dict(_acts(row)) if row else {}
    if row is None or act not in offered:
        raise HotlineRefused("来电人没有这一件，或者它现在不能这样办；请重新查一次。", "who")
    own = cases_visible_to(actor).filter(id=row.id).exists()
    hat = actor if own else _stands_for(actor, party)
    asks = "source" in world().get("case_type", row.type).acts[act].data
    with as_actor(hat):
        case_move(actor=hat, case_id=row.id, act=act, data={"source": SOURCE} if asks else {}, now=now)
    with as_actor(HOTLINE):
        said = {"act": act, "call": call[:40]}
        audit_record(actor, "hotline.matter.acted", f"case:{row.id}", said, now=now)
    return offered[act]


def _stands_for(actor: Actor, party: UUID) -> Actor:
    """The caller's hat on the seat's account: what is done is the caller's, who did it is written."""
    label = f"来电人本人（由{actor.hat_label}代办）"
    return Actor("citizen", actor.account_id, f"party:{party}", label, parties=(party,))


def _verified(actor: Actor, number: str, name: str, purpose: str, now: datetime) -> UUID:
    """Whose number it is, if the name fits; that somebody tried in vain is written down."""
    if not may(actor, SEAT):
        raise HotlineRefused("您现在的岗位不受理热线诉求。")
    said, who = purpose.strip()[:LONGEST], " ".join(name.split())[:60]
    if not said:
        raise PurposeMissing
    if not who or not number.strip():
        raise HotlineRefused("请问来电人的姓名，以及证件号码或者一个办件编号。", "who")
    party = _party(number.strip()[:60], who)
    if party is None:
        subject = f"account:{actor.account_id}"
        with as_actor(HOTLINE):
            audit_record(actor, "hotline.matters.not_found", subject, {"purpose": said}, now=now)
        raise HotlineRefused(NOT_FOUND, "who")
    return party


def _party(number: str, name: str) -> UUID | None:
    """Whose number it is, if the name fits."""
    kinds = [one.kind for one in identify(normalised(number)[0]) if one.valid]
    for kind in kinds:
        found = party_lookup(kind, number, name)
        if found is not None:
            return found[0] if found[1] else None
    with as_actor(HOTLINE):
        party: UUID | None = (
            cases_visible_to(HOTLINE).filter(number=number).values_list("party_id", flat=True).first()
        )
        names = party_names(HOTLINE, [party]) if party else {}
    return party if party and names.get(party) == name else None


def _rows(party: UUID) -> list[Any]:
    """What the party itself may see, of the types that may be told, the latest first."""
    himself = Actor(audience="citizen", hat=f"party:{party}", parties=(party,))
    with as_actor(himself):
        found = cases_visible_to(himself).filter(type__in=rules_in_force().told_types)
        return list(found.order_by("-id")[:MOST])


def _told(party: UUID, now: datetime) -> list[Matter]:
    rows = _rows(party)
    words, units = case_words(rows, now), unit_names({row.owner_unit_id for row in rows})
    return [
        Matter(
            row.number, row.title, words[row.id].public or words[row.id].label, row.opened_at,
            row.due_at if row.is_open else None, units.get(row.owner_unit_id, ""), _acts(row), _missing(row),
        )
        for row in rows
    ]  # fmt: skip


def _missing(row: Any) -> tuple[str, ...]:
    """What was asked for and is not there yet, so that it is explained in the call."""
    supply = world().get("case_type", row.type).acts.get(SUPPLY) if row.is_open else None
    return remarks_of(row) if supply and row.state in supply.from_ else ()


def _acts(row: Any) -> tuple[tuple[str, str], ...]:
    """What may be done for the caller from the state a case is in, by definition; how often is the engine's limit."""
    acts = world().get("case_type", row.type).acts if row.is_open else {}
    named = [(name, acts[name]) for name in rules_in_force().caller_acts if name in acts]
    return tuple((name, act.label) for name, act in named if {row.state, "*"} & set(act.from_))
