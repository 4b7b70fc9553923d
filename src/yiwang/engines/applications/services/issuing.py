"""The effect ``issue_result``: a decided case gets its result; a new firm becomes real; dependents are handed it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import CaseRefused, EffectCall, access_case, case_move, cases_visible_to
from yiwang.engines.catalog.pure import ITEM, THEME, Item, Theme
from yiwang.engines.licences.public import LICENCE_TYPE, Licence, licence_apply, licence_grant, licence_issue
from yiwang.foundations.notices.public import party_silence
from yiwang.foundations.people.public import (
    Capacity,
    Party,
    PartyKind,
    party_settle,
    representation_record,
)
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import system_actor
from yiwang.loader import World

from ..domain.keys import Key
from ..domain.results import face_of, number_given, own_values, valid_until
from ..models import PassedResult
from ..selectors.closing import opened

EFFECT = system_actor("effect")
"""The hat under which effects act on cases; their case types allow it by ``system: effect``."""

REGISTRATION = "registration"
"""Where such a representation comes from: a registration made here."""

USCC = "uscc"
"""The element that is an organisation's own number, named like its type."""

PERSON = "1"
"""服务对象 自然人 (GB/T 39046 A.4): what a person registers is no legal person."""


def issue_result(call: EffectCall, now: datetime) -> None:
    """Make the result of a decided case and record it; doing it again changes nothing."""
    case = access_case(EFFECT, call.case_id)
    if case.data.get("kept", {}).get("result"):
        return
    defined = world(case.revision or None)
    item = defined.get(ITEM, case.subject)
    licence = _licence(call, case, item, defined, now) if item.result and item.result.licence_type else None
    if licence is not None:
        _show_founder(case, item, licence, now)
        _hand_on(case, licence, defined, now)
    _leave_in_peace(case, defined, now)
    _record(case.id, item, licence, now)


def _leave_in_peace(case: Any, defined: World, now: datetime) -> None:
    """Once an authority has decided on it, whom the theme says is never contacted hears of nothing any more."""
    theme = _theme_of(case, defined)
    quiet = {key for key, party in theme.parties.items() if party.never_contact} if theme else set()
    for place, party in case.data["form"]["parties"].items():
        if place.partition("[")[0] in quiet:
            party_silence(UUID(party), ground=f"办件 {case.number}（{case.title}）", now=now)


def _theme_of(case: Any, defined: World) -> Theme | None:
    """The theme that a case is part of; None for an item applied for alone."""
    root = cases_visible_to(EFFECT).get(id=case.root_id)
    return defined.find(THEME, root.subject)


def _record(case_id: UUID, item: Item, licence: Licence | None, now: datetime) -> None:
    said = licence.type_name if licence else item.result.name if item.result else "已办结"
    data = {"result": said, **({"licence": str(licence.id)} if licence else {})}
    try:
        case_move(actor=EFFECT, case_id=case_id, act="record_issue", data=data, now=now)
    except CaseRefused as refused:
        if refused.refusal.code != "act.state":
            raise


def _licence(call: EffectCall, case: Any, item: Item, defined: World, now: datetime) -> Licence:
    form, result, day = case.data["form"], item.result, timezone.localtime(now).date()
    kind = defined.get(LICENCE_TYPE, result.licence_type if result and result.licence_type else "")
    values = values_of(form) | _numbers(case, item, form)
    _make_real(case, item, form, values, now)
    face = face_of(defined, item, kind, own_values(form, values), form.get("answers", {}))
    return licence_issue(
        actor=EFFECT, type=kind.id, holders=_holders(item, form), issuing_unit=case.owner_unit_id, face=face,
        valid_from=day, key=call.key, now=now, valid_until=valid_until(item, day), case_id=case.id, world=defined,
        is_demo=Party.objects.filter(id=case.party_id, is_demo=True).exists(),
    )  # fmt: skip


def _holders(item: Item, form: Mapping[str, Any]) -> list[UUID]:
    """Registered parties of those who hold the result, every row of each."""
    result = item.result
    own = (result.holders or (result.party,)) if result else ()
    return [party for name in own for party in _registered(form, name)]


def _registered(form: Mapping[str, Any], own: str) -> list[UUID]:
    party, _, first = form["bound"].get(own, own).partition(".")
    places = sorted(place for place in form["parties"] if place.partition("[")[0] == party)
    return [UUID(form["parties"][place]) for place in (places[:1] if first else places)]


def values_of(form: Mapping[str, Any]) -> dict[Key, Any]:
    """What was handed in with a case's slice, opened: (theme party, row, element) → value."""
    return {(f["party"], f["row"], f["element"]): opened(f["value"]) for f in form["fields"]}


def _numbers(case: Any, item: Item, form: Mapping[str, Any]) -> dict[Key, Any]:
    """Elements that come into being with the result: the new firm's code."""
    made: dict[Key, Any] = {}
    for written in item.result.gives if item.result else ():
        own, _, element = written.partition(".")
        if element == USCC:
            number = number_given(str(case.id), case.division_id, company=PERSON not in item.service_objects)
            made[form["bound"].get(own, own), None, element] = number
    return made


def _make_real(
    case: Any, item: Item, form: Mapping[str, Any], values: Mapping[Key, Any], now: datetime
) -> None:
    """A firm is real once its registration is issued: it gets its number, and its founder may act for it."""
    for written in item.result.gives if item.result else ():
        own, _, element = written.partition(".")
        number = values.get((form["bound"].get(own, own), None, element))
        for holder in _registered(form, own) if element == USCC and number else ():
            if Party.objects.filter(id=holder, is_provisional=True).exists():
                ground = f"“{item.title}”准予登记"
                party_settle(EFFECT, holder, id_kind=USCC, id_number=str(number), ground=ground, now=now)
                _found(case.party_id, holder, item, now)


def _found(founder: UUID, firm: UUID, item: Item, now: datetime) -> None:
    """From now on the founder has a hat of the firm, as its operator or legal representative."""
    kind = Capacity.OPERATOR if PERSON in item.service_objects else Capacity.LEGAL_REPRESENTATIVE
    if Party.objects.filter(id=founder, kind=PartyKind.PERSON).exists():
        representation_record(person=founder, organisation=firm, capacity=kind, source=REGISTRATION, now=now)


def _show_founder(case: Any, item: Item, licence: Licence, now: datetime) -> None:
    """The founder sees what the firm holds, also under the own name; showing it takes the firm's hat."""
    if not licence.holders.filter(party_id=case.party_id).exists():
        ground = f"“{item.title}”的申请人"
        licence_grant(licence.id, party=case.party_id, ground=ground, purpose="查看", actor=EFFECT, now=now)


def _hand_on(case: Any, licence: Licence, defined: World, now: datetime) -> None:
    """Pass the result by its id to every case of the matter that waited for it; its unit may use it."""
    for other in cases_visible_to(EFFECT).filter(root_id=case.root_id).exclude(id=case.id):
        if _waits(defined, case, other):
            _, fresh = PassedResult.objects.get_or_create(
                case_id=other.id, licence_id=licence.id,
                defaults={"from_case_id": case.id, "unit_id": other.owner_unit_id,
                "name": licence.type_name, "at": now},
            )  # fmt: skip
            if fresh:
                licence_apply(
                    licence.id,
                    unit=other.owner_unit_id,
                    item=other.title,
                    number=other.number,
                    now=now,
                    actor=EFFECT,
                )


def _waits(defined: World, case: Any, other: Any) -> bool:
    """Whether the other case's member comes after this one's in the theme of their root."""
    theme = _theme_of(case, defined)
    if theme is None:
        return False
    key, mine = other.data["seed"]["key"], case.data["seed"]["key"]
    member = next((m for m in theme.members if m.name == key), None)
    return member is not None and any(after.member == mine for after in member.after)
