"""Partners are told when a matter that their own system handed in has turned: at least once, under one key.

A turn waits in a row of its own until the partner has taken it. While a partner does not answer, it is left alone
longer and longer with everything that waits for it; one message tries the line. What it refuses waits for a person.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yiwang.engines.cases.public import CaseMoved, access_case, case_tell, case_units
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.engines.catalog.pure import ToldTurn
from yiwang.engines.externals.models import ExternalTold
from yiwang.engines.externals.policies import access_told
from yiwang.engines.externals.pure import (
    PURPOSE,
    ExternalRefused,
    PartnerRefused,
    PartnerSilent,
    Turned,
)
from yiwang.engines.externals.selectors import (
    partner_at,
    partner_rests,
    partners_telling,
    told_due,
    told_waiting,
)
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import site_signed
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import mask_in
from yiwang.kernel.waiting import wait_after

from .gateways import partner_gateway
from .scopes import KEEPER

GIVEN = "number_there"
"""Where a case keeps the number under which a partner's system handed it in; ``applications`` writes it."""

TOPIC = "externals.tell"
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""How long a partner who does not answer is left alone at first, and at most; doubled each time between."""

MOST = 200


def is_told(case_type: str, state: str) -> bool:
    """Whether some partner is told of cases of this type that come into this state; asked at every move."""
    told = (one.tells for one in partners_telling().values() if one.tells)
    return any((turn.case_type, turn.to) == (case_type, state) for one in told for turn in one.turns)


def case_turned(moved: CaseMoved, now: datetime) -> None:
    """Keep what the partner is told of a turn, and have it told; the same turn again changes nothing."""
    with transaction.atomic(), as_actor(KEEPER):
        case = access_case(KEEPER, moved.case_id)
        partner = partner_at(case_units(case.id, "intake"))
        tells, theirs = partner.tells if partner else None, (case.data.get("form") or {}).get(GIVEN, "")
        turn = tells.turn(moved.type, moved.from_state, moved.to_state) if tells else None
        if partner is None or turn is None or not theirs or not moved.from_state:
            return
        row = ExternalTold(
            partner=partner.id, case_id=case.id, case_number=case.number, their_number=theirs,
            unit_id=case.owner_unit_id, seq=moved.seq, word=turn.word, sentence=_sentence(turn), at=now, next_at=now,
        )  # fmt: skip
        ExternalTold.objects.bulk_create([row], ignore_conflicts=True)
        outbox_put(TOPIC, f"{TOPIC}:{case.id}:{moved.seq}", {"case": str(case.id)})


def _sentence(turn: ToldTurn) -> str:
    """What the pack says of the turn, or what the state says to everybody; never what anybody typed."""
    held = world().get(CASE_TYPE, turn.case_type).states[turn.to]
    return turn.say or held.public or held.label


def case_tell_partner(case_id: UUID, now: datetime) -> int:
    """Tell what waits of one case, in order, unless its partner is left alone just now; returns how many went."""
    with as_actor(KEEPER):
        rows = list(told_waiting().filter(case_id=case_id).values_list("id", "partner"))
        rests = any(partner_rests(partner, now) for partner in {partner for _, partner in rows})
    return 0 if rests else _in_order([row for row, _ in rows], now)


def partners_tell_due(now: datetime) -> int:
    """Tell what did not go through at once, partner by partner, each up to the first that nobody takes."""
    with as_actor(KEEPER):
        waiting = told_due(now, MOST)
    return sum(_in_order(rows, now) for rows in waiting.values())


def told_again(actor: Actor, told_id: int, now: datetime) -> bool:
    """Tell a partner again at once what it did not take; whether it went through.

    Raises:
        ExternalNotVisible: it is not this hat's.
        ExternalRefused: another unit's, or it went through.
    """
    row = access_told(actor, told_id, to="act")
    if row.told_at:
        raise ExternalRefused("这一条对方已经收到，不用再送。请刷新。")
    with transaction.atomic(), as_actor(KEEPER):
        ExternalTold.objects.filter(id=row.id, told_at=None).update(refused_at=None, tries=0, next_at=now)
        audit_record(actor, "externals.told.again", f"case:{row.case_id}", {"seq": row.seq}, now=now)
    return _in_order([row.id], now) == 1


def _in_order(rows: list[int], now: datetime) -> int:
    """Each in a transaction of its own, so that what went through stays noted if the next one is cut off."""
    went = 0
    for row_id in rows:
        with transaction.atomic(), as_actor(KEEPER):
            row = told_waiting().filter(id=row_id).select_for_update().first()
            outcome = _bring(row, now) if row else None
        if outcome is False:
            break
        went += bool(outcome)
    return went


def _bring(row: ExternalTold, now: datetime) -> bool | None:
    """Whether it went through; False if nobody was there, None if it was refused."""
    row.tries += 1
    try:
        gateway, address = partner_gateway(row.partner)
        gateway.tell(address, row.key, site_signed(_turned(row).event(_source()), purpose=PURPOSE))
    except PartnerSilent as silent:
        row.trouble = mask_in(str(silent))[:MOST]
        row.next_at = now + wait_after(row.tries, first=FIRST, longest=LONGEST)
    except PartnerRefused as refused:
        row.trouble, row.refused_at = mask_in(str(refused))[:MOST], now
        _untold(row, now)
    else:
        row.trouble, row.told_at = "", now
        _logged(row, "external.told", f"{_title(row)}：{row.word}", now)
    row.save(update_fields=["tries", "trouble", "next_at", "refused_at", "told_at"])
    return None if row.refused_at else row.told_at is not None


def _turned(row: ExternalTold) -> Turned:
    return Turned(
        row.key, row.partner, row.case_number, row.their_number, row.seq, row.word, row.sentence, row.at
    )


def _source() -> str:
    return str(settings.YIWANG_PUBLIC_URL)


def _title(row: ExternalTold) -> str:
    held = partners_telling().get(row.partner)
    return held.title if held else row.partner


def _logged(row: ExternalTold, act: str, text: str, now: datetime) -> None:
    case_tell(actor=KEEPER, case_id=row.case_id, act=act, text=text, now=now)


def _untold(row: ExternalTold, now: datetime) -> None:
    _logged(row, "external.untold", f"{_title(row)}没有收下“{row.word}”：{row.trouble}", now)
    data = {"number": row.case_number, "partner": _title(row), "word": row.word, "why": row.trouble}
    key = f"external_told:{row.id}:{row.tries}"
    notice_send(unit_id=row.unit_id, template="external_untold", data=data, key=key, now=now)
