"""A request opens a case at the nearest committee. Sides stay apart from it; danger reaches police and town at once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import (
    CaseSeed,
    Opened,
    PartyPart,
    Terms,
    UnitPart,
    case_open_tree,
    cases_visible_to,
    told_slice,
)
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import blind, encrypt
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import Party, phone_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import phone_read

from ..domain.asking import Asking, Side, dangers_in, lifted
from ..domain.errors import MediationRefused
from ..domain.signing import APPLICANT, OTHER
from ..models import MediationRequest, MediationSide
from ..policies import MEDIATION, NAME_PURPOSE, PHONE_PURPOSE, TAKE, may
from ..pure import MediationRules
from ..selectors.choosing import barred_posts, mediator_label, mediator_posts, unit_of_post
from ..selectors.rules import alarm_units, rules_in_force, taking_units

DAY = timedelta(days=1)
SAID_PURPOSE = "mediation.said"
LONGEST_NAME, LONGEST_PLACE, TITLE = 60, 200, 24
BY_PEOPLE = "portal"


@dataclass(frozen=True)
class Asked:
    """A request that is taken.

    Attributes:
        number: of the case.
        dangers, alarmed: the labels of its dangers, and who was told of them.
        mediator: who was chosen, in words; "" where the committee arranges it.
        arranged: somebody was chosen who cannot take it, so that the committee arranges it.
    """

    number: str
    dangers: tuple[str, ...]
    alarmed: tuple[str, ...] = ()
    mediator: str = ""
    arranged: bool = False


def mediation_ask(actor: Actor, asking: Asking, *, now: datetime) -> Asked:
    """Take a request, once per form.

    Args:
        actor: somebody signed in, for themselves; or a cadre or mediator at a desk, for who sits there.
        asking: what is asked for.
        now: the instant; aware.

    Raises:
        MediationRefused: something is missing or wrong (``field`` says where), or nobody mediates there.
        KeyReused: the form's key was used for something else.
    """
    rules = rules_in_force()
    asking = _checked(_own(actor, asking), rules)
    wanted, asking = asking.chosen, _chosen(actor, asking, rules)
    units = taking_units(rules, asking.division, unit_of_post(asking.chosen))
    dangers = _dangers(asking, rules)
    alarmed = alarm_units(rules, asking.division) if dangers else ()
    with as_actor(MEDIATION):
        _not_too_many(actor, asking, rules, now)
        seed = _seed(actor, asking, rules, (*units, *(UnitPart(one, "watch") for one in alarmed)), dangers)
        opened = case_open_tree(
            actor=MEDIATION, root=seed, key=f"mediation:{asking.key}", now=now,
            said=blind(repr(asking), purpose=SAID_PURPOSE).encode(),
        )  # fmt: skip
        if opened.created:
            _kept(actor, asking, dangers, opened, now)
    labels = tuple(rules.dangers[key].label for key in dangers)
    chosen = mediator_label(asking.chosen)
    return Asked(opened.number, labels, tuple(unit_names(alarmed).values()), chosen, wanted != asking.chosen)


def _chosen(actor: Actor, asking: Asking, rules: MediationRules) -> Asking:
    """The request with who was chosen, unless that mediator stands near to a side. Which of the two is not told."""
    if not asking.chosen:
        return asking
    if asking.chosen not in mediator_posts(taking_units(rules, asking.division)):
        raise MediationRefused("请从列出的调解员里选一位，或者由调解委员会安排。", "chosen")
    phones = [phone for side in (asking.own, asking.other) if (phone := side.phone)]
    party = actor.parties[:1] if actor.audience == "citizen" else ()
    with as_actor(MEDIATION):
        return replace(asking, chosen="") if asking.chosen in barred_posts(party, phones) else asking


def _not_too_many(actor: Actor, asking: Asking, rules: MediationRules, now: datetime) -> None:
    """Hold back who floods committees; the same form again is none more. At a desk somebody sits and looks."""
    if actor.audience != "citizen":
        return
    if cases_visible_to(MEDIATION).filter(open_key=f"mediation:{asking.key}").exists():
        return
    today = MediationRequest.objects.filter(at__gt=now - DAY).values("case_id")
    mine = MediationSide.objects.filter(party_id=actor.parties[0], case_id__in=today)
    if mine.count() >= rules.asks_most.value:
        what = f"一天最多申请 {rules.asks_most.value} 件；有急事请打电话给调解员，有危险请拨打 110。"
        raise MediationRefused(what)


def _own(actor: Actor, asking: Asking) -> Asking:
    """The request with who asks, as the site knows them. Raises MediationRefused for a hat that may not ask."""
    if actor.audience == "staff" and may(actor, TAKE):
        return asking
    if actor.audience != "citizen" or not actor.parties:
        raise MediationRefused("您现在的身份不能申请调解；请用个人或者企业的身份，干部请换用登记申请的岗位。")
    with as_actor(MEDIATION):
        party = Party.objects.get(id=actor.parties[0])
        own = Side(party.name, asking.own.phone.strip() or phone_of(party))
    return replace(asking, own=own, source=BY_PEOPLE)


def _checked(asking: Asking, rules: MediationRules) -> Asking:
    """The request as it is kept: everything named exists, texts without the sides. Raises MediationRefused."""
    _known(asking, rules)
    own, other = _sides(asking)
    words = _words(lifted(asking.words.strip(), (own, other)), rules)
    if not asking.consents:
        raise MediationRefused("要同意调解员联系对方，才能调解。", "consents")
    place = lifted(asking.place.strip(), (own, other))[:LONGEST_PLACE]
    return replace(asking, own=own, other=other, words=words, place=place)


def _sides(asking: Asking) -> tuple[Side, Side]:
    own, other = _side(asking.own, "own"), _side(asking.other, "other")
    if not own.name:
        raise MediationRefused("请写申请人的姓名。", "own_name")
    if not own.phone:
        raise MediationRefused("请留一个电话，调解员马上打给您。", "own_phone")
    if not other.name:
        raise MediationRefused("请写对方怎样称呼；不知道姓名的，写“某某店的老板”这样的话。", "other_name")
    return own, other


def _words(words: str, rules: MediationRules) -> str:
    if not words:
        raise MediationRefused("请写发生了什么事、您想要怎样。", "words")
    if len(words) > rules.words_length.value:
        raise MediationRefused(f"最多写 {rules.words_length.value} 字，请写得短一些。", "words")
    return words


def _known(asking: Asking, rules: MediationRules) -> None:
    named: tuple[tuple[str, Any, str, str], ...] = (
        ("type", rules.types, asking.type, "请选是哪一类纠纷。"),
        ("speech", rules.languages, asking.language, "请选说什么话。"),
        ("source", rules.sources, asking.source, "请选从哪里来的。"),
    )
    for field, known, said, sentence in named:
        if said not in known:
            raise MediationRefused(sentence, field)
    if not asking.division:
        raise MediationRefused("请选事情在哪个镇街、村（社区）。", "place_of")


def _side(told: Side, field: str) -> Side:
    phone = phone_read(told.phone)
    if phone is None:
        raise MediationRefused("电话号码有误，请核对。", f"{field}_phone")
    return Side(" ".join(told.name.split())[:LONGEST_NAME], phone)


def _dangers(asking: Asking, rules: MediationRules) -> list[str]:
    spoken = dangers_in(asking.words, {key: held.words for key, held in rules.dangers.items()})
    return [key for key in rules.dangers if key in asking.dangers or key in spoken]


def _seed(
    actor: Actor, asking: Asking, rules: MediationRules, units: tuple[UnitPart, ...], dangers: list[str]
) -> CaseSeed:
    held, told = rules.types[asking.type], any(one.part == "watch" for one in units)
    party = actor.parties[:1] if actor.audience == "citizen" else ()
    short = asking.words if len(asking.words) <= TITLE else f"{asking.words[:TITLE]}…"
    return CaseSeed(
        key="mediation", type=rules.case_type, subject=asking.type,
        title=f"{held.label}：{' '.join(short.split())}",
        data=_told(asking, rules, dangers, told=told), terms=Terms(flags={"confirmable": held.confirmable}),
        parties=tuple(PartyPart(one) for one in party),
        units=units, division=asking.division,
    )  # fmt: skip


def _told(asking: Asking, rules: MediationRules, dangers: list[str], *, told: bool) -> dict[str, Any]:
    """The request in words; that others were told of danger stands there only if somebody was."""
    lines = {
        "纠纷类型": rules.types[asking.type].label,
        "发生了什么、想要怎样": asking.words,
        "地点": asking.place,
        "险情（已通知公安和镇街）" if told else "险情": "、".join(
            rules.dangers[key].label for key in dangers
        ),
        "说什么话": rules.languages[asking.language],
        "想请谁调解": mediator_label(asking.chosen) or "由调解委员会安排",
        "来源": rules.sources[asking.source],
    }
    return told_slice("调解申请", lines)


def _kept(actor: Actor, asking: Asking, dangers: list[str], opened: Opened, now: datetime) -> None:
    """The request beside its case, and the sides apart from both."""
    party = actor.parties[0] if actor.audience == "citizen" else None
    MediationRequest.objects.create(
        case_id=opened.root_id, type=asking.type, source=asking.source, language=asking.language,
        division=asking.division, dangers=dangers, taken_by="" if party else actor.hat_label, at=now,
        chosen=asking.chosen,
    )  # fmt: skip
    _side_kept(opened.root_id, APPLICANT, asking.own, party)
    _side_kept(opened.root_id, OTHER, asking.other, None)
    said = {"type": asking.type, "source": asking.source, "dangers": dangers}
    audit_record(actor, "mediation.asked", f"case:{opened.root_id}", said, now=now)


def _side_kept(case_id: UUID, role: str, side: Side, party: UUID | None) -> None:
    MediationSide.objects.create(
        case_id=case_id, role=role, party_id=party, name=encrypt(side.name, purpose=NAME_PURPOSE),
        phone=encrypt(side.phone, purpose=PHONE_PURPOSE) if side.phone else "",
    )  # fmt: skip
