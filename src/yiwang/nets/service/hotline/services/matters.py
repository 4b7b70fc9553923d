"""A caller says who he is and is told how his matters stand; that they were looked at, he can read himself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import access_case, case_move, case_words, cases_visible_to
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import PurposeMissing, party_lookup, party_names
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import identify, normalised

from ..domain.errors import HotlineRefused
from ..policies import HOTLINE, SEAT, may
from ..selectors.rules import rules_in_force

MOST, LONGEST = 30, 200
URGE = "urge"
FIELDS = ["办件名称", "编号", "状态", "期限"]
NOT_FOUND = "没有查到，或者姓名与登记的不一致；请与来电人核对。查询已记录。"
"""One sentence for a number that nobody has and for a name that does not fit: a seat learns of neither."""


@dataclass(frozen=True)
class Matter:
    """A matter as it may be told: nothing but what its party reads himself."""

    number: str
    title: str
    state: str
    at: datetime
    due_at: datetime | None
    unit: str
    can_urge: bool


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
    if not may(actor, SEAT):
        raise HotlineRefused("您现在的岗位不受理热线诉求。")
    said, who = purpose.strip()[:LONGEST], " ".join(name.split())[:60]
    if not said:
        raise PurposeMissing
    if not who or not number.strip():
        raise HotlineRefused("请问来电人的姓名，以及证件号码或者一个办件编号。", "who")
    party = _party(number.strip()[:60], who)
    if party is None:
        with as_actor(HOTLINE):
            audit_record(
                actor, "hotline.matters.not_found", f"account:{actor.account_id}", {"purpose": said}, now=now
            )
        raise HotlineRefused(NOT_FOUND, "who")
    with as_actor(HOTLINE):
        access_record(actor, party, said, FIELDS, now=now)
    return _matters(actor, party, now)


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


def _matters(actor: Actor, party: UUID, now: datetime) -> list[Matter]:
    """What the party itself may see, of the types that may be told."""
    himself = Actor(audience="citizen", hat=f"party:{party}", parties=(party,))
    with as_actor(himself):
        rows = list(
            cases_visible_to(himself).filter(type__in=rules_in_force().told_types).order_by("-id")[:MOST]
        )
    words, units = case_words(rows, now), unit_names({row.owner_unit_id for row in rows})
    own = set(cases_visible_to(actor).filter(id__in=[row.id for row in rows]).values_list("id", flat=True))
    return [
        Matter(
            row.number, row.title, words[row.id].public or words[row.id].label, row.opened_at,
            row.due_at if row.is_open else None, units.get(row.owner_unit_id, ""), row.is_open and row.id in own,
        )
        for row in rows
    ]  # fmt: skip


def matter_urge(actor: Actor, number: str, *, now: datetime) -> None:
    """Urge a demand that the hotline takes part in, because its caller asks.

    Raises:
        CaseNotFound: the hotline takes no part in it.
        CaseRefused: it cannot be urged now; its text says why.
    """
    held = access_case(actor, number, to="act")
    case_move(actor=actor, case_id=held.id, act=URGE, data={}, now=now)
