"""Bad ratings: the case that looks into one, the case by which the rated unit mends, and what passes between them.

Neither case holds a party or leads to the rated case: who rated stands in the trace alone (``services.contact``).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import (
    CaseMoved,
    CaseRefused,
    CaseSeed,
    UnitPart,
    case_move,
    case_open_tree,
    cases_visible_to,
    told_slice,
)
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..models import Mend, Rating
from ..policies import RATINGS
from ..pure import RatingRules
from ..selectors.rules import body_of, rules_in_force
from .doubting import doubt_mark

EFFECT = system_actor("effect")
"""The hat of acts that follow from another case; case types name it ``system: effect``."""

CLOSED = "rating_closed"
OPENED = "rating_opened"
"""Notices to the person who rated."""


def bad_case_open(rating: Rating, rules: RatingRules, now: datetime) -> None:
    """Open the case that looks into a bad rating; without a unit to do so the rating stays in the list, told so."""
    if not rating.handler_unit_id:
        audit_record(RATINGS, "ratings.rating.no_handler", f"rating:{rating.id}", {}, now=now)
        return
    opened = case_open_tree(actor=RATINGS, root=_bad_seed(rating, rules), key=f"rating:{rating.id}", now=now)
    rating.case_id, rating.number = opened.root_id, opened.number
    rating.save(update_fields=["case_id", "number"])
    _tell(rating, OPENED, {}, f"rating.opened:{rating.id}", now)


def _bad_seed(rating: Rating, rules: RatingRules) -> CaseSeed:
    tags = rules.tags_for(rating.grade)
    told = {
        "评价": rules.grades[str(rating.grade)],
        "标签": "、".join(tags[tag] for tag in rating.tags),
        "意见": rating.words,
        "事项": rating.title,
        "被评单位": unit_names([rating.unit_id]).get(rating.unit_id, rating.unit_id),
        "存疑": "；".join(rating.doubts),
    }
    return CaseSeed(
        key="bad_rating", type=rules.case_type, subject=rating.item, title=f"差评核实：{rating.title}",
        data=told_slice("评价", told), units=(UnitPart(rating.handler_unit_id, "main"),), division=rating.division_id,
    )  # fmt: skip


def mend_follow(moved: CaseMoved, now: datetime) -> None:
    """The rated unit is to mend: open its case, with the handler's words only; or go on with one that was appealed."""
    with as_actor(RATINGS):
        held, kept = Mend.objects.filter(bad_case_id=moved.case_id).first(), _kept(moved)
        rating, rules = Rating.objects.filter(case_id=moved.case_id).first(), rules_in_force()
        if held is not None:
            _move(held.case_id, "appeal_rejected", {}, now)
        elif kept is not None and rating is not None and rules is not None:
            _mend_open(moved.case_id, rating, rules, kept, now)


def _mend_open(
    bad_case: UUID, rating: Rating, rules: RatingRules, kept: Mapping[str, Any], now: datetime
) -> None:
    unit = body_of(rating.unit_id) or rating.unit_id
    seed = CaseSeed(
        key="mend", type=rules.mend_type, subject=rating.item, title=f"服务整改：{rating.title}",
        data=told_slice("整改", {"要求": str(kept.get("demand", ""))}), units=(UnitPart(unit, "main"),),
        division=rating.division_id,
    )  # fmt: skip
    opened = case_open_tree(actor=RATINGS, root=seed, key=f"rating.mend:{rating.id}", now=now)
    Mend.objects.bulk_create(
        [Mend(case_id=opened.root_id, number=opened.number, bad_case_id=bad_case)],
        ignore_conflicts=True,
    )


def mended_follow(moved: CaseMoved, now: datetime) -> None:
    """The rated unit has mended, or appeals: the case that looks into the rating goes on."""
    with as_actor(RATINGS):
        held = Mend.objects.filter(case_id=moved.case_id).first()
        kept = _kept(moved)
        if held is None or kept is None:
            return
        follows = {"mend": ("mended", "mended"), "appeal": ("appealed", "appeal")}
        if moved.act in follows:
            act, field = follows[moved.act]
            _move(held.bad_case_id, act, {field: str(kept.get(field, ""))}, now)


def malicious_follow(moved: CaseMoved, now: datetime) -> None:
    """An appeal was upheld: the rating is left out of the counts, with the reason, and the unit need not mend."""
    with as_actor(RATINGS):
        rating = Rating.objects.filter(case_id=moved.case_id).first()
        held = Mend.objects.filter(bad_case_id=moved.case_id).first()
        if rating is not None:
            doubt_mark(rating.id, [f"申诉成立：{(_kept(moved) or {}).get('decision', '')}"])
        if held is not None:
            _move(held.case_id, "appeal_upheld", {}, now)


def closed_follow(moved: CaseMoved, now: datetime) -> None:
    """Tell the person who rated what came of it."""
    with as_actor(RATINGS):
        rating = Rating.objects.filter(case_id=moved.case_id).first()
        answer = str((_kept(moved) or {}).get("answer", ""))
    if rating is not None:
        _tell(rating, CLOSED, {"answer": answer}, f"rating.closed:{moved.root_id}:{moved.seq}", now)


def _tell(rating: Rating, template: str, data: Mapping[str, str], key: str, now: datetime) -> None:
    with as_actor(RATINGS):
        party = Rating.objects.filter(id=rating.id).values_list("trace__party_id", flat=True).first()
    if party is not None:
        about = {"matter": rating.title, **data}
        notice_send(party_id=party, template=template, data=about, key=key, now=now)


def _kept(moved: CaseMoved) -> Mapping[str, Any] | None:
    """What acts on a case declared to keep; None if it has gone on since, and the message comes late."""
    case = cases_visible_to(RATINGS).get(id=moved.case_id)
    kept: Mapping[str, Any] = case.data.get("kept") or {}
    return kept if case.state == moved.to_state else None


def _move(case_id: UUID, act: str, data: Mapping[str, Any], now: datetime) -> None:
    """An act that follows; a case that went on by itself meanwhile, or a message come twice, changes nothing."""
    try:
        case_move(actor=EFFECT, case_id=case_id, act=act, data=data, now=now)
    except CaseRefused as refused:
        if refused.refusal.code != "act.state":
            raise
