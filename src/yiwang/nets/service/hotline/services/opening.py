"""A demand opens a case: at the hotline, or at the superior of the body it is about. The caller stays apart from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yiwang.engines.cases.public import CaseSeed, Opened, PartyPart, Terms, case_open_tree, told_slice
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_grant, file_store_photos
from yiwang.foundations.keys.public import blind, encrypt
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import ask_number, phone_read

from ..domain.demand import Caller, Demand, lifted
from ..domain.errors import HotlineRefused
from ..models import HotlineBarred, HotlineCaller, HotlineDemand, HotlinePhoto
from ..policies import HOTLINE, NAME_PURPOSE, PHONE_PURPOSE, RELAY, SEAT, may
from ..pure import DemandType, HotlineRules
from ..selectors.progress import NUMBER_PURPOSE
from ..selectors.rules import Taking, limits_of, rules_in_force, taking
from .voices import voices_keep

SAID_PURPOSE = "hotline.said"
BY_PEOPLE = "web"
PLATFORM = "platform"
"""What a demand's case keeps of the platform that sent it: only such demands are told of when they move."""

SPOKEN, IN_VOICE = "voices", "见语音；热线听过以后写成文字。"
"""What a demand's case keeps of voices that came with it, and what stands for words where nothing was written."""

PHOTO_LABEL = "照片（热线核对以后承办单位才能看）"


@dataclass(frozen=True)
class Taken:
    """A demand that is taken: the number to ask by, which is read out once, and the case's own number and id."""

    ask_number: str
    case_number: str
    case_id: UUID


def demand_open(
    actor: Actor, demand: Demand, *, photos: Sequence[bytes] = (), voices: Sequence[bytes] = (), now: datetime
) -> Taken:
    """Take a demand, once per form.

    Args:
        actor: a seat, somebody signed in, or a stranger. Who is not shown to units stands in no log and no case either.
        demand: what is demanded.
        photos: pictures; units see them only when the hotline found nothing of the caller in them.
        voices: what was said; units hear it only after the hotline, and what is protected never.
        now: the instant; aware.

    Raises:
        HotlineRefused: something is missing or wrong (``field`` says where), or nobody may take it.
        KeyReused: the form's key was used for something else.
        FileRefusedError: a picture may not be kept; the sentence says why. Of a voice it is a HotlineRefused.
    """
    _may_take(actor, demand)
    rules = rules_in_force()
    demand = _checked(replace(demand, words=demand.words.strip() or (IN_VOICE if voices else "")), rules)
    held = rules.types[demand.type]
    taken = taking(rules, demand.division, demand.about, guarded=held.guarded)
    if len(photos) > rules.photos.value:
        raise HotlineRefused(f"照片最多 {rules.photos.value:g} 张，请选最要紧的。", "photos")
    with transaction.atomic(), as_actor(HOTLINE):
        file_id = _photo(photos, taken, now)
        seed = _seed(actor, demand, rules, taken, now, spoken=bool(voices))
        opened = case_open_tree(
            actor=HOTLINE, root=_with_photo(seed, file_id), key=f"hotline:{demand.key}", now=now,
            said=blind(repr(demand), purpose=SAID_PURPOSE).encode(),
        )  # fmt: skip
        if opened.created:
            _kept(actor, demand, rules, taken, opened, now)
            if file_id:
                HotlinePhoto.objects.create(case_id=opened.root_id, file_id=file_id, at=now)
            voices_keep(voices, opened.root_id, taken.units[0].unit, now=now)
    return Taken(ask_number(f"hotline:{demand.key}"), opened.number, opened.root_id)


def _may_take(actor: Actor, demand: Demand) -> None:
    """A seat; a program or platform for its own channel (``demand_relay`` names it); people for theirs."""
    if actor == HOTLINE or (demand.relayed and may(actor, RELAY)):
        return
    if actor.audience == "staff" and not may(actor, SEAT):
        raise HotlineRefused("您现在的岗位不受理热线诉求；请换用话务员的岗位。")
    if actor.audience != "staff" and demand.channel != BY_PEOPLE:
        raise HotlineRefused("这个渠道由热线话务员登记。", "channel")


def _checked(demand: Demand, rules: HotlineRules) -> Demand:
    """The demand as it is kept: everything named exists, texts without the caller. Raises HotlineRefused."""
    caller = _caller(demand.caller)
    title = lifted(" ".join(demand.title.split()), caller)[:80]
    words = lifted(demand.words.strip(), caller)
    if not title:
        raise HotlineRefused("请写一句话说明是什么事。", "title")
    if not words:
        raise HotlineRefused("请写明情况。", "words")
    if len(words) > rules.words_length.value:
        raise HotlineRefused(f"情况最多写 {rules.words_length.value:g} 字，请写得短一些。", "words")
    _known(demand, rules)
    made = {
        "title": title,
        "words": words,
        "place": lifted(demand.place.strip(), caller)[:200],
        "caller": caller,
    }
    return Demand(**{**vars(demand), **made})


def _known(demand: Demand, rules: HotlineRules) -> None:
    named: tuple[tuple[str, Any, str, str], ...] = (
        ("type", rules.types, demand.type, "请选诉求类型。"),
        ("channel", rules.channels, demand.channel, "没有这个渠道。"),
        ("line", rules.lines, demand.line, "没有这条专线。"),
    )
    for field, known, said, sentence in named:
        if said not in known:
            raise HotlineRefused(sentence, field)
    if not rules.category_label(demand.category):
        raise HotlineRefused("请选诉求分类。", "category")


def _caller(told: Caller) -> Caller:
    """Who called, as kept: nothing of who is anonymous, a phone that can be one of the others."""
    if told.anonymous:
        return Caller(anonymous=True)
    phone = phone_read(told.phone)
    if phone is None:
        raise HotlineRefused("电话号码有误，请核对；不愿意留的可以匿名。", "phone")
    return Caller(" ".join(told.name.split())[:60], phone, keep_secret=told.keep_secret)


def _seed(
    actor: Actor, demand: Demand, rules: HotlineRules, taken: Taking, now: datetime, *, spoken: bool
) -> CaseSeed:
    held, caller = rules.types[demand.type], demand.caller
    reached = bool(caller.phone)
    flags = {
        "reachable": reached and caller.shown_to_units,
        "callback": reached,
        "barred": bool(taken.barred),
        "urgent": demand.urgent,
    }
    came = {SPOKEN: True} if spoken else {}
    limits = limits_of(held, urgent=demand.urgent, day=world().day_at(now))
    return CaseSeed(
        key="demand", type=held.case_type, subject=demand.type, title=demand.title,
        data={**told_of(demand, rules), "category": demand.category, PLATFORM: demand.platform, **came},
        terms=Terms(limits=limits, flags=flags),
        parties=tuple(PartyPart(party) for party in _parties(actor, demand, held)), units=taken.units,
        division=demand.division or world().pack.division,
    )  # fmt: skip


def _photo(photos: Sequence[bytes], taken: Taking, now: datetime) -> UUID | None:
    """Pictures as one file, for those who take the demand; without what cameras write into them."""
    if not photos:
        return None
    file = file_store_photos(HOTLINE, photos=photos, name=PHOTO_LABEL, purpose="hotline", now=now)
    file_grant(file.id, unit=taken.units[0].unit, ground="hotline", now=now)
    return file.id


def _with_photo(seed: CaseSeed, file_id: UUID | None) -> CaseSeed:
    if file_id is None:
        return seed
    held = {"key": "hotline.photo", "label": PHOTO_LABEL, "met": "file", "file": str(file_id)}
    return replace(seed, data={**seed.data, "materials": [held]})


def _parties(actor: Actor, demand: Demand, held: DemandType) -> tuple[Any, ...]:
    """Who follows the case as a party: somebody signed in who is shown to units; nobody in a guarded one."""
    by_name = actor.audience == "citizen" and demand.caller.shown_to_units
    return actor.parties[:1] if by_name and not held.guarded else ()


def told_of(demand: Demand, rules: HotlineRules) -> dict[str, Any]:
    """What the case's page says of a demand: nothing of the caller but what he wishes."""
    caller = demand.caller
    wish = "匿名，不要设法查找" if caller.anonymous else "要求保密，由热线转达" if caller.keep_secret else ""
    lines = {
        "类型": rules.types[demand.type].label,
        "分类": rules.category_label(demand.category),
        "情况": demand.words,
        "地点": demand.place,
        "渠道": f"{rules.channels[demand.channel]} · {rules.lines[demand.line]}",
        "来电人": wish,
        "紧急": "紧急" if demand.urgent else "",
        "结果怎样告诉来电人": "打电话说，不发短信" if demand.line in rules.spoken_lines else "",
    }
    return told_slice("诉求", lines)


def _kept(
    actor: Actor, demand: Demand, rules: HotlineRules, taken: Taking, opened: Opened, now: datetime
) -> None:
    """The demand beside its case, the body that must not see it, and the caller apart from both."""
    caller, case_id = demand.caller, opened.root_id
    if taken.barred:
        HotlineBarred.objects.create(root_id=case_id, body_id=taken.barred)
    HotlineDemand.objects.create(
        case_id=case_id, number_blind=blind(ask_number(f"hotline:{demand.key}"), purpose=NUMBER_PURPOSE),
        type=demand.type, category=demand.category, channel=demand.channel, line=demand.line,
        division=demand.division, is_anonymous=caller.anonymous, keep_secret=caller.keep_secret,
        is_urgent=demand.urgent, is_spoken=demand.line in rules.spoken_lines, at=now,
    )  # fmt: skip
    if caller.name or caller.phone:
        _caller_kept(actor, caller, case_id)
    by = actor if actor.audience == "staff" or caller.shown_to_units else HOTLINE
    said = {"channel": demand.channel, "type": demand.type, "about": bool(taken.barred)}
    audit_record(by, "hotline.demand.taken", f"case:{case_id}", said, now=now)


def _caller_kept(actor: Actor, caller: Caller, case_id: Any) -> None:
    party = actor.parties[0] if actor.audience == "citizen" and actor.parties else None
    HotlineCaller.objects.create(
        case_id=case_id, party_id=party, name=encrypt(caller.name, purpose=NAME_PURPOSE) if caller.name else "",
        phone=encrypt(caller.phone, purpose=PHONE_PURPOSE) if caller.phone else "",
        phone_blind=blind(caller.phone, purpose=PHONE_PURPOSE) if caller.phone else "",
    )  # fmt: skip
