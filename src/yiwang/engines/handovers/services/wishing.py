"""The applicant chooses: which way, together or as ready; kept here and told to every case that has no result yet."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yiwang.engines.cases.public import access_case, case_move, matter_acts_for, matter_cases
from yiwang.engines.handovers.domain.errors import HandoverRefused
from yiwang.engines.handovers.domain.states import CARRIED, LOCKER, PACES, POST, WAYS
from yiwang.engines.handovers.models import DeliveryWish
from yiwang.kernel.actor import Actor

from .carriers import ways_open

CHOOSE = "choose_delivery"
"""The act by which a case hears of the choice."""

ADDRESS, PLACE = 200, 60


def cases_to_choose_for(actor: Actor, root_id: UUID, now: datetime) -> list[UUID]:
    """The cases of a matter whose result may still go another way."""
    ids = [one.id for one in matter_cases(actor, root_id)]
    acts = matter_acts_for(actor, ids, now)
    return [one for one in ids if any(act.id == CHOOSE and act.available for act in acts[one])]


def wish_save(actor: Actor, root_id: UUID, wanted: Mapping[str, str], *, now: datetime) -> DeliveryWish:
    """Keep the choice and tell the cases, in one transaction.

    ``wanted`` has ``way``, ``pace`` and, where the way needs it, ``address`` or ``place``.

    Raises:
        CaseNotFound: the matter is not this applicant's.
        HandoverRefused: something is missing, nobody carries that way, or every result is out already.
    """
    root = access_case(actor, root_id)
    way, pace, address, place = _checked(wanted)
    if actor.audience != "citizen" or root.party_id not in actor.parties:
        raise HandoverRefused("领取方式由申请人自己选择。")
    with transaction.atomic():
        open_ = cases_to_choose_for(actor, root.root_id, now)
        if not open_:
            raise HandoverRefused("结果都已经出来，不能再改领取方式；要改，请联系发出单位。")
        kept = {
            "party_id": root.party_id,
            "way": way,
            "pace": pace,
            "address": address,
            "place": place,
            "at": now,
        }
        wish, _ = DeliveryWish.objects.update_or_create(root_id=root.root_id, defaults=kept)
        for case_id in open_:
            case_move(actor=actor, case_id=case_id, act=CHOOSE, data={"delivery": way, "pace": pace}, now=now)
        return wish


def _checked(wanted: Mapping[str, str]) -> tuple[str, str, str, str]:
    way, pace = wanted.get("way", ""), wanted.get("pace", "")
    if way not in WAYS or pace not in PACES:
        raise HandoverRefused("请选择领取方式，以及一起领还是分开领。")
    if way in CARRIED and way not in ways_open():
        raise HandoverRefused("本站没有接通这种送达方式；请选到窗口领取或只要电子证照。")
    address, place = (wanted.get(name, "").strip() for name in ("address", "place"))
    if way == POST and not address:
        raise HandoverRefused("邮寄请写明收件地址。")
    if way == LOCKER and not place:
        raise HandoverRefused("请写明要用哪一处寄件柜。")
    return way, pace, address[:ADDRESS] if way == POST else "", place[:PLACE] if way == LOCKER else ""
