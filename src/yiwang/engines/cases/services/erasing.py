"""Erasing by lawful order: the party wishes or the archive asks, somebody else confirms, and the content is gone.

What stays is a skeleton: number, states, days, units, and every digest, so that the log still verifies and receipts
given out still prove. The order stands in the log with its ground; what was erased stands nowhere.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from yiwang.foundations.audit.public import chain_erase, erasure_files, erasure_run
from yiwang.foundations.files.public import files_erase
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import party_names_forget
from yiwang.foundations.scope.public import as_actor, in_scope
from yiwang.kernel.actor import Actor, system_actor

from ..definitions.erasure import Asker, ErasureGround
from ..domain.acting import Refusal
from ..domain.keeping import ERASED, MAY_CONFIRM_ERASURE, MAY_ERASE, noted
from ..models import Case, CaseErasure, CaseParty
from ..models.erasure import ASKED, DONE, OPEN, REFUSED, WISHED, ErasureOrder
from ..policies import CaseNotFound, access_case
from ..selectors import matter_load
from ..selectors.erasing import erasable_of, erasure_grounds, erasure_obstacles
from .errors import CaseRefused
from .reasons import reason_words
from .writing import write

Order = TypeVar("Order", bound=ErasureOrder)
ERASER = system_actor("erasure")
ANSWERED = "erasure_answered"
WHO = Refusal("erasure.who", "您当前的岗位不能办依法删除；请换用管档案的岗位，确认由单位负责人办。")
GROUND = Refusal("erasure.ground", "请选一条删除依据；没有您要的依据时，请联系办理单位。")
TWICE = Refusal("erasure.twice", "这个办件已经有一件删除申请在办，或者已经删除。")
GONE = Refusal("erasure.gone", "这件删除申请不在等您办理；请刷新后再看。")
WHOLE = Refusal("erasure.whole", "删除是整件事一起删；您只能看到其中一部分，请由总办件的单位或者申请人提出。")
SAME = Refusal("erasure.same", "提出的人不能自己确认；请由另一位有确认权限的人办理。")


def erasure_wish(actor: Actor, case_id: UUID | str, *, ground: str, reason: str, now: datetime) -> UUID:
    """A party asks for the content of its matter to be erased.

    Raises:
        CaseNotFound: it is not this party's.
        CaseRefused: no such ground, no reason, or asked already.
    """
    words, law = reason_words(reason, "erasure"), ground_chosen(ground, "party")
    with in_scope(actor):
        root = _whole(actor, access_case(actor, case_id))
        party = root.party_id if root.party_id in actor.parties else actor.parties[0]
        return _made(root, law, words, now, state=WISHED, party_id=party)


def erasure_ask(actor: Actor, case_id: UUID | str, *, ground: str, reason: str, now: datetime) -> UUID:
    """Who keeps the archive asks for a matter to be erased; what its party wished is taken up by it.

    Raises:
        CaseNotFound: the actor may not see it.
        CaseRefused: not this post, no ground or reason, or something stands against it.
    """
    words = who_may(actor, MAY_ERASE, reason)
    with in_scope(actor):
        root = _whole(actor, access_case(actor, case_id))
        wished = CaseErasure.objects.select_for_update().filter(root_id=root.id, state=WISHED).first()
        law = ground_chosen(ground, "party" if wished and ground == wished.ground else "keeper")
        _refuse_obstacles(root, law, now)
        mine = {"asked_by": actor.account_id, "asked_hat": actor.hat_label}
        if wished is None:
            return _made(root, law, words, now, state=ASKED, **mine)
        taken = {"ground": law.id, "ground_words": law.law.source, "reason": words, **mine}
        CaseErasure.objects.filter(id=wished.id).update(state=ASKED, **taken)
        return wished.id


def erasure_refuse(actor: Actor, order_id: UUID, *, answer: str, now: datetime) -> None:
    """Refuse what was wished or asked, with the reason; the party is told.

    Raises:
        CaseRefused: not this post, no reason, or there is nothing to refuse.
    """
    words = who_may(actor, MAY_ERASE, answer, MAY_CONFIRM_ERASURE)
    with in_scope(actor):
        order = order_held(CaseErasure, order_id, OPEN)
        CaseErasure.objects.filter(id=order.id).update(state=REFUSED, **decided(actor, words, now))
        _tell(order, "不予删除", words, now)


def erasure_confirm(actor: Actor, order_id: UUID, *, answer: str, now: datetime) -> int:
    """A second person confirms, and the content is erased in the same transaction.

    Returns:
        How many stored files went with it.

    Raises:
        CaseRefused: not this post, the one who asked, no reason, or something has come to stand against it.
    """
    words = who_may(actor, MAY_CONFIRM_ERASURE, answer)
    with in_scope(actor):
        order = order_held(CaseErasure, order_id, (ASKED,))
        if order.asked_by == actor.account_id:
            raise CaseRefused(SAME)
        root = _root(access_case(actor, order.root_id))
        by = f"{order.asked_hat}提出，{actor.hat_label}确认"
        CaseErasure.objects.filter(id=order.id).update(state=DONE, **decided(actor, words, now))
        gone = content_erase(actor, root, ground_chosen(order.ground), by, now)
        with as_actor(ERASER):
            CaseErasure.objects.filter(id=order.id).update(files=gone)
        _tell(order, "已经删除", words, now)
    return gone


def matter_obstacles(actor: Actor, case_id: UUID | str, ground: str, now: datetime) -> list[str]:
    """What stands against erasing a matter on a ground, for those who decide.

    Raises:
        CaseNotFound: the actor may not see it.
        CaseRefused: no such ground.
    """
    law = ground_chosen(ground)
    root = _root(access_case(actor, case_id))
    with as_actor(ERASER):
        return erasure_obstacles(root, law, erasable_of(root, now))


def matter_erase(root: Case, law: ErasureGround, by: str, now: datetime) -> int:
    """Erase a matter because its years are over, as the pack says; the order is written with it.

    Raises:
        CaseRefused: something stands against it.
    """
    with as_actor(ERASER):
        order = _made(root, law, f"保管期满，{by}", now, state=ASKED)
        gone = content_erase(ERASER, root, law, by, now)
        CaseErasure.objects.filter(id=order).update(
            state=DONE, decided_hat=ERASER.hat_label, decided_at=now, files=gone
        )
    return gone


def content_erase(actor: Actor, root: Case, law: ErasureGround, by: str, now: datetime) -> int:
    """Everything, under the matter's lock: checked once more, written down, gone; how many files went.

    Raises:
        CaseRefused: something stands against it.
    """
    with as_actor(ERASER):
        matter = matter_load(root.id, lock=True)
        what = erasable_of(root, now)
        if against := erasure_obstacles(Case.objects.get(id=root.id), law, what):
            raise CaseRefused(refused_for(against))
        ground = f"{law.label}（{law.law.source}）"
        chain_erase(
            actor, log="cases", subject=str(root.id), upto=matter.chain_seq, blank="public", ground=ground, by=by,
            now=now,
        )  # fmt: skip
        files = erasure_files(what)
        erasure_run(what)
        files_erase(files)
        _names_forget(what.parties)
        write(noted(matter_load(root.id), root.id, actor, ERASED, f"{ground}；{by}", now), root.id)
        return len(files)


def _names_forget(parties: Sequence[UUID]) -> None:
    """The name of an erased person stays only while a matter is kept that it took part in; this was the last."""
    held = CaseParty.objects.filter(party_id__in=parties).values_list("party_id", flat=True)
    party_names_forget(set(parties) - set(held))


def _refuse_obstacles(root: Case, law: ErasureGround, now: datetime) -> None:
    with as_actor(ERASER):
        against = erasure_obstacles(root, law, erasable_of(root, now))
    if against:
        raise CaseRefused(refused_for(against))


def refused_for(lines: Sequence[str]) -> Refusal:
    """What stands against erasing now, as one sentence."""
    return Refusal(
        "erasure.against", f"现在不能删除：{'；'.join(lines)}。等这些情形消失以后再办，或者写明理由不予删除。"
    )


def _made(root: Case, law: ErasureGround, words: str, now: datetime, **more: object) -> UUID:
    if CaseErasure.objects.filter(root_id=root.id, state=DONE).exists():
        raise CaseRefused(TWICE)
    order = CaseErasure(
        root_id=root.id, number=root.number, ground=law.id, ground_words=law.law.source, reason=words, made_at=now,
        **more,
    )  # fmt: skip
    return order_kept(order, TWICE)


def order_kept(order: ErasureOrder, twice: Refusal) -> UUID:
    """Keep a new order; ``twice`` refuses where one is open already.

    Raises:
        CaseRefused: there is.
    """
    try:
        with transaction.atomic():
            type(order)._default_manager.bulk_create([order])
    except IntegrityError as error:
        raise CaseRefused(twice) from error
    return order.id


def decided(actor: Actor, words: str, now: datetime) -> dict[str, object]:
    """Who decided about an order and how, as its columns."""
    hat = {"decided_by": actor.account_id, "decided_hat": actor.hat_label}
    return {**hat, "decided_at": now, "answer": words}


def _root(case: Case) -> Case:
    if case.parent_id is None:
        return case
    with as_actor(ERASER):
        return Case.objects.get(id=case.root_id)


def _whole(actor: Actor, case: Case) -> Case:
    """The root, for somebody who sees the whole matter: nobody has others' parts erased with his own."""
    try:
        return access_case(actor, case.root_id)
    except CaseNotFound as error:
        raise CaseRefused(WHOLE) from error


def order_held(kind: type[Order], order_id: UUID, states: tuple[str, ...]) -> Order:
    """An order in one of these states, locked.

    Raises:
        CaseRefused: there is none.
    """
    order = kind._default_manager.select_for_update().filter(id=order_id, state__in=states).first()
    if order is None:
        raise CaseRefused(GONE)
    return order


def _tell(order: CaseErasure, outcome: str, words: str, now: datetime) -> None:
    if order.party_id is not None:
        data = {"number": order.number, "outcome": outcome, "reason": words}
        notice_send(
            party_id=order.party_id,
            template=ANSWERED,
            data=data,
            key=f"erasure:{order.id}:{outcome}",
            now=now,
        )


def who_may(actor: Actor, may: str, reason: str, or_may: str = "") -> str:
    """The reason in words that are kept, if the post may act here at all.

    Raises:
        CaseRefused: not this post, or no reason.
    """
    if actor.audience != "staff" or not (actor.has(may) or (or_may and actor.has(or_may))):
        raise CaseRefused(WHO)
    return reason_words(reason, "erasure")


def ground_chosen(ground: str, asker: Asker | None = None) -> ErasureGround:
    """A ground by its id, on which this side may ask.

    Raises:
        CaseRefused: there is none.
    """
    law = erasure_grounds(asker).get(ground)
    if law is None:
        raise CaseRefused(GROUND)
    return law
