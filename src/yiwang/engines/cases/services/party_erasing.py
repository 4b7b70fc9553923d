"""Erasing a person as such, across everything the platform keeps: one asks, another decides, and it is gone at once.

Matters go where nothing stands against it; the others stay, each with its reason, and their content with them. What is
told before anybody orders it (``party_erasure_plan``) is worked out by the same steps as what is done.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import (
    Going,
    access_record,
    audit_record,
    party_erasure_files,
    party_erasure_run,
)
from yiwang.foundations.files.public import files_erase
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import (
    Party,
    PartyKind,
    PartyNotVisible,
    access_party,
    party_canonical,
    party_erasing_begin,
    person_behind,
)
from yiwang.foundations.scope.public import as_actor, in_scope
from yiwang.kernel.actor import Actor

from ..definitions.erasure import ErasureGround
from ..domain.acting import Refusal
from ..domain.keeping import MAY_CONFIRM_ERASURE, MAY_ERASE
from ..models import Case, CaseErasure, PartyErasure
from ..models.erasure import ASKED, DONE, OPEN, REFUSED, WISHED
from ..selectors.party_erasing import PartyPlan, matters_of, party_obstacles, party_plan
from .erasing import (
    ERASER,
    SAME,
    content_erase,
    decided,
    ground_chosen,
    order_held,
    order_kept,
    refused_for,
    who_may,
)
from .errors import CaseRefused
from .reasons import reason_words

ANSWERED, LOOKED = "party_erasure_answered", ("erasure",)
CITY = Refusal(
    "party_erasure.city", "删除一个人的全部信息，要由看得到全市办件的岗位办；请换用个人信息保护的岗位。"
)
PERSON = Refusal(
    "party_erasure.person", "只能删除自然人的信息；没有这个人、已经删除，或者是单位的，不能这样删除。"
)
HIMSELF = Refusal("party_erasure.himself", "只能申请删除本人的信息；请换成您本人的身份再申请。")
TWICE = Refusal("party_erasure.twice", "这个人的删除已经有一件在办；请先办完那一件。")
NAMED = Refusal("party_erasure.named", "理由里不要写当事人的姓名：删除以后，理由仍然保留。")
MEANWHILE = Refusal(
    "party_erasure.meanwhile", "删除的同时有人为这个人提交了新的办件，什么都没有删除；请重新核对。"
)


def party_erasure_wish(actor: Actor, *, ground: str, reason: str, now: datetime) -> UUID:
    """A person asks for everything about itself to be erased.

    Raises:
        CaseRefused: not its own hat, no such ground, no reason, or asked already.
    """
    words, law = reason_words(reason, "erasure"), ground_chosen(ground, "party")
    party = person_behind(actor)
    if actor.audience != "citizen" or party is None or party not in actor.parties:
        raise CaseRefused(HIMSELF)
    with in_scope(actor):
        _person(actor, party)
        made = _made(party, law, words, now, state=WISHED, by_party=True)
        audit_record(actor, "cases.party_erasure.wished", f"party:{party}", {"order": str(made)}, now=now)
    return made


def party_erasure_plan(
    actor: Actor, party_id: UUID, *, ground: str, purpose: str, now: datetime
) -> PartyPlan:
    """What erasing a person would come to, for those who decide; that they looked, and what for, is written down.

    Raises:
        CaseRefused: not this post, no purpose, no such ground, or nobody to erase.
    """
    words = _city(actor, MAY_ERASE, purpose, MAY_CONFIRM_ERASURE)
    law = ground_chosen(ground)
    with in_scope(actor):
        party = _person(actor, party_id)
        access_record(actor, party.id, words, LOOKED, now=now)
    with as_actor(ERASER):
        return party_plan(party.id, law, now)


def party_erasure_ask(actor: Actor, party_id: UUID, *, ground: str, reason: str, now: datetime) -> UUID:
    """Ask for a person to be erased; what the person wished itself is taken up by it.

    Raises:
        CaseRefused: not this post, no ground or reason, nobody to erase, or something stands against it.
    """
    words = _city(actor, MAY_ERASE, reason)
    with in_scope(actor):
        party = _person(actor, party_id)
        _refuse_name(words, party)
        made = _asked(actor, party.id, ground, words, now)
        access_record(actor, party.id, words, LOOKED, now=now)
        audit_record(actor, "cases.party_erasure.asked", f"party_erasure:{made}", {"ground": ground}, now=now)
    return made


def _asked(actor: Actor, party_id: UUID, ground: str, words: str, now: datetime) -> UUID:
    """The order, or what the person wished itself, in the name of who asks."""
    wished = PartyErasure.objects.select_for_update().filter(party_id=party_id, state=WISHED).first()
    law = ground_chosen(ground, "party" if wished and wished.ground == ground else "keeper")
    _refuse_against(party_id, law, now)
    mine = {"state": ASKED, "asked_by": actor.account_id, "asked_hat": actor.hat_label}
    if wished is None:
        return _made(party_id, law, words, now, **mine)
    taken = {"ground": law.id, "ground_words": law.law.source, "reason": words, **mine}
    PartyErasure.objects.filter(id=wished.id).update(**taken)
    return wished.id


def party_erasure_refuse(actor: Actor, order_id: UUID, *, answer: str, now: datetime) -> None:
    """Refuse what was wished or asked, with the reason; a person that wished it is told.

    Raises:
        CaseRefused: not this post, no reason, or there is nothing to refuse.
    """
    words = _city(actor, MAY_ERASE, answer, MAY_CONFIRM_ERASURE)
    with in_scope(actor):
        order = order_held(PartyErasure, order_id, OPEN)
        PartyErasure.objects.filter(id=order.id).update(state=REFUSED, **decided(actor, words, now))
        audit_record(actor, "cases.party_erasure.refused", f"party_erasure:{order.id}", {}, now=now)
        if order.by_party:
            data, key = {"outcome": "不予删除", "reason": words}, f"party_erasure:{order.id}"
            notice_send(party_id=order.party_id, template=ANSWERED, data=data, key=key, now=now)


def party_erasure_confirm(actor: Actor, order_id: UUID, *, answer: str, now: datetime) -> PartyPlan:
    """A second person decides, and the person is erased in the same transaction.

    Returns:
        What went and what stayed, as it was just before.

    Raises:
        CaseRefused: not this post, the one who asked, no reason, or something has come to stand against it.
    """
    words = _city(actor, MAY_CONFIRM_ERASURE, answer)
    with in_scope(actor):
        order = order_held(PartyErasure, order_id, (ASKED,))
        if order.asked_by == actor.account_id:
            raise CaseRefused(SAME)
        _refuse_name(words, _person(actor, order.party_id))
        PartyErasure.objects.filter(id=order.id).update(state=DONE, **decided(actor, words, now))
        done = _erased(actor, order, words, now)
        body = {"ground": order.ground, "erased": _pairs(done.goes)}
        audit_record(actor, "cases.party_erasure.done", f"party_erasure:{order.id}", body, now=now)
    return done


def _erased(actor: Actor, order: PartyErasure, words: str, now: datetime) -> PartyPlan:
    """Everything, under the party's lock: looked at once more, gone, and written down as counts and reasons."""
    law = ground_chosen(order.ground)
    with as_actor(ERASER):
        Party.objects.select_for_update().get(id=order.party_id)
        plan = party_plan(order.party_id, law, now)
        if plan.against:
            raise CaseRefused(refused_for(plan.against))
        _carried_out(actor, plan, law, order, decided(actor, words, now))
        told = {"erased": _pairs(plan.goes), "kept": [[one.what, one.why] for one in plan.stays]}
        PartyErasure.objects.filter(id=order.id).update(**told)
    return plan


def _carried_out(
    actor: Actor, plan: PartyPlan, law: ErasureGround, order: PartyErasure, done: dict[str, object]
) -> None:
    """Matters first, then what each app keeps; nothing stays gone if something came in meanwhile."""
    by = f"{order.asked_hat}提出，{actor.hat_label}确认"
    party_erasing_begin(plan.who)
    for root in plan.matters:
        _matter_erase(actor, root, law, order, done, by)
    files = party_erasure_files(plan.who)
    party_erasure_run(actor, plan.who, ground=f"{law.label}（{law.law.source}）", by=by)
    files_erase(files)
    _refuse_new(plan)


def _pairs(goes: Sequence[Going]) -> list[list[str | int]]:
    return [[one.what, one.number] for one in goes]


def _matter_erase(
    actor: Actor, root: Case, law: ErasureGround, order: PartyErasure, done: dict[str, object], by: str
) -> None:
    """One matter with its party; an order that waited on it alone is carried out with this one."""
    why = {"ground": law.id, "ground_words": law.law.source, "reason": order.reason}
    told = {**why, **done, "asked_by": order.asked_by, "asked_hat": order.asked_hat, "state": DONE}
    if not CaseErasure.objects.filter(root_id=root.id, state__in=OPEN).update(**told):
        CaseErasure.objects.create(root_id=root.id, number=root.number, made_at=order.made_at, **told)
    files = content_erase(actor, root, law, by, done["decided_at"])  # type: ignore[arg-type]
    CaseErasure.objects.filter(root_id=root.id, state=DONE).update(files=files)


def _refuse_new(plan: PartyPlan) -> None:
    """What came in while everything went: a matter of a person whom nobody could reach any more."""
    if any(root.is_open for root in matters_of(plan.who.parties)):
        raise CaseRefused(MEANWHILE)


def _refuse_against(party_id: UUID, law: ErasureGround, now: datetime) -> None:
    with as_actor(ERASER):
        against = party_obstacles(party_id, law, now)
    if against:
        raise CaseRefused(refused_for(against))


def _refuse_name(words: str, party: Party) -> None:
    if party.name in words:
        raise CaseRefused(NAMED)


def _person(actor: Actor, party_id: UUID) -> Party:
    """The natural person that this party is, merged or not, as long as it has not been erased."""
    try:
        party = access_party(actor, party_canonical(party_id))
    except PartyNotVisible as error:
        raise CaseRefused(PERSON) from error
    if party.kind != PartyKind.PERSON or party.erased_at is not None:
        raise CaseRefused(PERSON)
    return party


def _made(party_id: UUID, law: ErasureGround, words: str, now: datetime, **more: object) -> UUID:
    order = PartyErasure(
        party_id=party_id, ground=law.id, ground_words=law.law.source, reason=words, made_at=now, **more
    )
    return order_kept(order, TWICE)


def _city(actor: Actor, may: str, reason: str, or_may: str = "") -> str:
    """The reason in words that are kept, if this post may act about whole persons."""
    words = who_may(actor, may, reason, or_may)
    if not actor.whole_city:
        raise CaseRefused(CITY)
    return words
