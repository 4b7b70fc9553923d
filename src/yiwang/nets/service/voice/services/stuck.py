"""办不成事: a report opens a case at the hall's window; without signing in, with a phone or none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import (
    CaseSeed,
    Opened,
    PartyPart,
    UnitPart,
    case_open_tree,
    told_slice,
)
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_grant, file_store
from yiwang.foundations.keys.public import blind, encrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import ask_number, check, mask_in, normalised, phone_bare

from ..domain.errors import VoiceRefused
from ..domain.screens import Screen
from ..models import StuckReport
from ..policies import VOICE
from ..pure import StuckRules
from ..selectors.rules import answering_unit, rules_in_force

PHONE_PURPOSE, NUMBER_PURPOSE, ADDRESS_PURPOSE = "voice.phone", "voice.number", "voice.address"

NO_SCREEN = Screen()


@dataclass(frozen=True)
class Report:
    """What somebody reports.

    Attributes:
        key: of the form, unique; the same form sent twice is one report.
        division: code of the place whose hall is to answer.
        item, title: what it is about; the id only where the site knows it.
        step: where one is stuck, an id of the rules.
        words: what happened.
        screen: the facts of the screen.
        phone: to be told the answer; "" for none.
        photo, photo_name: a picture of the screen or paper, if any.
        device_address: whence it came; a hash is kept for a while, against floods.
    """

    key: str
    division: str
    item: str
    title: str
    step: str
    words: str
    screen: Screen = NO_SCREEN
    phone: str = ""
    photo: bytes = b""
    photo_name: str = ""
    device_address: str = ""


@dataclass(frozen=True)
class Reported:
    """A report that is made: the number to ask by, and the report's id for the phone's code."""

    number: str
    report_id: UUID
    has_phone: bool


def stuck_report(actor: Actor, report: Report, *, now: datetime) -> Reported:
    """Take a report, once per form.

    Raises:
        VoiceRefused: something is missing or wrong (``field`` says where), too many came from one address, or no
            hall answers for the place.
        FileRefusedError: the photo may not be kept; the sentence says why.
    """
    rules = rules_in_force().stuck
    title, phone = _checked(report, rules)
    number = ask_number(f"voice:{report.key}")
    with as_actor(VOICE):
        _not_flooded(report, rules, now)
        opened = _open(actor, report, title, rules, now)
        held = _kept(actor, report, phone, number, opened, now)
    return Reported(number, held.id, bool(phone))


def _checked(report: Report, rules: StuckRules) -> tuple[str, str]:
    """Title and phone, as they are kept."""
    title = mask_in(" ".join(report.title.split()))[:80]
    if not title:
        raise VoiceRefused("请写您要办的是什么事。", "title")
    if report.step not in rules.steps:
        raise VoiceRefused("请选卡在哪一步。", "step")
    phone = phone_bare(normalised(report.phone)[0]) if report.phone.strip() else ""
    if phone and not (seen := check(phone, "mobile")).valid:
        raise VoiceRefused(f"手机号码有误：{seen.why}也可以不留。", "phone")
    return title, phone


def _not_flooded(report: Report, rules: StuckRules, now: datetime) -> None:
    if not report.device_address:
        return
    day = StuckReport.objects.filter(address=_address(report), at__gt=now - timedelta(days=1))
    if day.count() >= rules.reports_per_day.value:
        raise VoiceRefused("这个网络今天反映的次数太多了。请到大厅“办不成事”窗口，或者明天再来。")


def _address(report: Report) -> str:
    return blind(report.device_address, purpose=ADDRESS_PURPOSE) if report.device_address else ""


def _open(actor: Actor, report: Report, title: str, rules: StuckRules, now: datetime) -> Opened:
    unit, division = answering_unit(report.division)
    data = _told(report, title, rules) | _photo(report, unit, now)
    party = actor.parties[:1] if actor.audience == "citizen" else ()
    seed = CaseSeed(
        key="stuck", type=rules.case_type, subject=report.item or "stuck", title=f"办不成事：{title}", data=data,
        parties=tuple(PartyPart(one) for one in party), units=(UnitPart(unit, "main"),), division=division,
    )  # fmt: skip
    said = f"{report.key}:{title}:{report.step}:{report.words}".encode()
    return case_open_tree(actor=VOICE, root=seed, key=f"stuck:{report.key}", now=now, said=said)


def _told(report: Report, title: str, rules: StuckRules) -> dict[str, Any]:
    screen = report.screen
    lines = {
        "要办的事": title,
        "卡在哪一步": rules.steps[report.step],
        "情况": mask_in(report.words.strip())[: int(rules.text_length.value)],
        "页面": screen.page,
        "页面上的事项": "、".join(screen.about),
        "正在填的栏目（只记名称）": "、".join(screen.fields),
        "页面上的错误提示": screen.error,
    }
    return told_slice("反映", lines)


def _photo(report: Report, unit: str, now: datetime) -> dict[str, Any]:
    if not report.photo:
        return {}
    file = file_store(VOICE, data=report.photo, name=report.photo_name, purpose="stuck", now=now)
    file_grant(file.id, unit=unit, ground="stuck", now=now)
    label = "照片"
    return {"materials": [{"key": "stuck.photo", "label": label, "met": "file", "file": str(file.id)}]}


def _kept(
    actor: Actor, report: Report, phone: str, number: str, opened: Opened, now: datetime
) -> StuckReport:
    row = StuckReport(
        case_id=opened.root_id, number_blind=blind(number, purpose=NUMBER_PURPOSE),
        party_id=actor.parties[0] if actor.audience == "citizen" and actor.parties else None,
        phone=encrypt(phone, purpose=PHONE_PURPOSE) if phone else "",
        phone_blind=blind(phone, purpose=PHONE_PURPOSE) if phone else "", address=_address(report), at=now,
    )  # fmt: skip
    StuckReport.objects.bulk_create([row], ignore_conflicts=True)
    held = StuckReport.objects.get(case_id=opened.root_id)
    if held.id == row.id:
        audit_record(VOICE, "voice.stuck.reported", f"case:{opened.root_id}", {"phone": bool(phone)}, now=now)
    return held
