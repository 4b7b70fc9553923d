"""Cases that hang on others: what the main one decides reaches its members; who joined or left is told to the other."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.outbox.public import Message
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..domain.links import LINKED, MERGED
from ..models import Case, CaseLink, Event, EventBody
from ..selectors import act_fields
from .effects import EffectCall
from .errors import CaseRefused
from .moving import case_move
from .telling import case_tell

EFFECT = system_actor("effect")
WORDS = {
    (LINKED, MERGED): "办件 {number} 并入本办件（见它的第 {seq} 条记录）",
    (LINKED, "related"): "办件 {number} 与本办件关联（见它的第 {seq} 条记录）",
}
GONE = "办件 {number} 不再挂在本办件下（见它的第 {seq} 条记录）"
log = logging.getLogger(__name__)


def move_members(call: EffectCall) -> None:
    """Do an act on every case merged into this one, each in its own transaction and chain.

    The act takes what its fields ask for from what was said with the main case's act, or kept by acts before. Called
    again it goes on with who has not been reached: a member that has moved refuses the act a second time.
    """
    act = str(call.body["act"])
    with as_actor(EFFECT):
        at = Event.objects.values_list("at", flat=True).get(root_id=call.root_id, seq=call.seq)
        kept = Case.objects.values_list("data__kept", flat=True).get(id=call.case_id) or {}
        members = [(row, max(at, _last(row))) for row in _members(call.case_id)]
    for row, now in members:
        _follow(row, act, {**kept, **(call.body.get("data") or {})}, now)


def _members(main: UUID) -> list[Case]:
    links = CaseLink.objects.filter(other_id=main, kind=MERGED)
    return list(Case.objects.filter(id__in=links.values("case_id")).order_by("id"))


def _last(row: Case) -> datetime:
    """When something last happened in the member's matter: its log never goes back in time."""
    return Event.objects.filter(root_id=row.root_id).latest("seq").at


def _follow(row: Case, act: str, said: Mapping[str, Any], now: datetime) -> None:
    known = act_fields(row.type, row.revision, act, now)
    data = {key: value for key, value in said.items() if key in known}
    try:
        case_move(actor=EFFECT, case_id=row.id, act=act, data=data, now=now)
    except CaseRefused as error:
        log.info("cases.member_stays", extra={"case": row.number, "act": act, "why": str(error)})


def tell_linked(message: Message) -> None:
    """Tell it into the log of the other case, once: the words name the row of the log that they come from."""
    body = message.body
    other, words = UUID(body["other"]), WORDS.get((body["act"], body["kind"]), GONE)
    text = words.format(number=body["number"], seq=body["seq"])
    with as_actor(EFFECT):
        root = Case.objects.values_list("root_id", flat=True).get(id=other)
        told = EventBody.objects.filter(root_id=root, body__data__text=text).exists()
        at = Event.objects.values_list("at", flat=True).get(root_id=UUID(body["root_id"]), seq=body["seq"])
    if told:
        return
    try:
        case_tell(actor=EFFECT, case_id=other, act=body["act"], text=text, now=at)
    except CaseRefused as error:  # archived: its log is closed; the row of this side stands
        log.info("cases.link_not_told", extra={"case": str(other), "why": str(error)})
