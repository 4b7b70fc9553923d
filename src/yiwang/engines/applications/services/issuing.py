"""The effect ``issue_result``: a decided case gets its result; a new firm becomes real; dependents are handed it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import CaseRefused, EffectCall, access_case, case_move, cases_visible_to
from yiwang.engines.catalog.pure import ELEMENT, ITEM, THEME, Item
from yiwang.engines.licences.public import LICENCE_TYPE, Licence, licence_grant, licence_issue
from yiwang.foundations.people.public import Party, party_settle
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import system_actor
from yiwang.loader import World

from ..domain.results import face_of, number_given, valid_until
from ..models import PassedResult
from ..selectors.closing import opened

EFFECT = system_actor("effect")
"""The hat under which effects act on cases; their case types allow it by ``system: effect``."""

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
        _hand_on(case, licence, defined, now)
    _record(case.id, item, licence, now)


def _record(case_id: UUID, item: Item, licence: Licence | None, now: datetime) -> None:
    said = licence.type_name if licence else item.result.name if item.result else "已办结"
    data = {"result": said, **({"licence": str(licence.id)} if licence else {})}
    try:
        case_move(actor=EFFECT, case_id=case_id, act="record_issue", data=data, now=now)
    except CaseRefused as refused:
        if refused.refusal.code != "act.state":
            raise


def _licence(call: EffectCall, case: Any, item: Item, defined: World, now: datetime) -> Licence:
    form = case.data["form"]
    result = item.result
    values = _values(form) | _numbers(case, item, form)
    holder = UUID(form["parties"][_place(form, result.party)]) if result else case.party_id
    _make_real(item, values, holder, now)
    return licence_issue(
        actor=EFFECT, type=result.licence_type, holders=_holders(defined, result.licence_type, holder,
        case.party_id),
        issuing_unit=case.owner_unit_id, face=_face(defined, item, form, values), valid_from=_day(now),
        key=call.key, now=now,
        valid_until=valid_until(item, _day(now)), case_id=case.id, world=defined,
        is_demo=Party.objects.filter(id=case.party_id, is_demo=True).exists(),
    )  # fmt: skip


def _face(
    defined: World, item: Item, form: Mapping[str, Any], values: Mapping[tuple[str, str], Any]
) -> dict[str, Any]:
    """The face as the licence's type has it; lines the type does not know are left out."""
    kind = defined.get(LICENCE_TYPE, item.result.licence_type if item.result else "")
    raw = {name for name, field in kind.face.items() if field.element}
    made = face_of(item, form, values, defined.all(ELEMENT), raw)
    return {name: value for name, value in made.items() if name in kind.face}


def _day(now: datetime) -> Any:
    return timezone.localtime(now).date()


def _holders(defined: World, type_: str, holder: UUID, applicant: UUID) -> list[UUID]:
    """The result's own party; its applicant too where the type lets persons and organisations hold it."""
    kinds = dict(Party.objects.filter(id__in=[holder, applicant]).values_list("id", "kind"))
    allowed = defined.get(LICENCE_TYPE, type_).holders
    return [party for party in dict.fromkeys([holder, applicant]) if kinds.get(party) in allowed]


def _place(form: Mapping[str, Any], own: str) -> str:
    """The place of the result's party among the registered ones; the first row of a party with many."""
    party, _, _ = form["bound"].get(own, own).partition(".")
    places = form["parties"]
    return party if party in places else f"{party}[1]"


def _values(form: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    held: dict[tuple[str, str], Any] = {}
    for field in form["fields"]:
        held.setdefault((field["party"], field["element"]), opened(field["value"]))
    return held


def _numbers(case: Any, item: Item, form: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Elements that come into being with the result: the new firm's code."""
    given = item.result.gives if item.result else ()
    made: dict[tuple[str, str], Any] = {}
    for written in given:
        own, _, element = written.partition(".")
        if element == "uscc":
            number = number_given(str(case.id), case.division_id, company=PERSON not in item.service_objects)
            made[form["bound"].get(own, own), element] = number
    return made


def _make_real(item: Item, values: Mapping[tuple[str, str], Any], holder: UUID, now: datetime) -> None:
    """A firm is real once its registration is issued: it gets its number, and is no longer provisional."""
    party = Party.objects.get(id=holder)
    number = next((value for (_, element), value in values.items() if element == "uscc"), "")
    if party.is_provisional and number and item.result and item.result.gives:
        party_settle(
            EFFECT, holder, id_kind="uscc", id_number=number, ground=f"“{item.title}”准予登记", now=now
        )


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
                licence_grant(
                    licence.id, unit=other.owner_unit_id, ground=f"办件 {other.number}", actor=EFFECT,
                    now=now,
                    purpose=f"办理“{other.title}”",
                )  # fmt: skip


def _waits(defined: World, case: Any, other: Any) -> bool:
    """Whether the other case's member comes after this one's in the theme of their root."""
    root = cases_visible_to(EFFECT).get(id=case.root_id)
    theme = defined.find(THEME, root.subject)
    if theme is None:
        return False
    key, mine = other.data["seed"]["key"], case.data["seed"]["key"]
    member = next((m for m in theme.members if m.name == key), None)
    return member is not None and any(after.member == mine for after in member.after)
