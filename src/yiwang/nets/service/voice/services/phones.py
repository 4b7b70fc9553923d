"""The phone left with a report: proved by a code, told the answer, opened by who answers, forgotten with the rest."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.engines.cases.public import CaseMoved, access_case, cases_visible_to
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.notices.public import (
    NoGatewayError,
    code_make,
    code_send,
    code_use,
    codes_for_phone,
    hotline,
    sms_gateway,
)
from yiwang.foundations.notices.pure import filled
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import VoiceRefused
from ..models import StuckReport
from ..policies import STUCK, VOICE
from ..pure import DEFAULT, VOICE_RULES
from ..selectors.rules import rules_in_force
from .stuck import PHONE_PURPOSE

TOPIC, CODE = "voice.sms", "voice.stuck"
DAY = timedelta(days=1)


def code_ask(report_id: UUID, *, now: datetime) -> None:
    """Send a code to the phone of a report, through the outbox.

    Raises:
        VoiceRefused: no such report or phone, it is proved already, or enough codes were sent to this phone.
    """
    rules = rules_in_force().stuck
    with as_actor(VOICE):
        held = _open_report(report_id)
        phone = decrypt(held.phone, purpose=PHONE_PURPOSE)
        if codes_for_phone(phone, CODE, now - DAY) >= rules.codes_per_day.value:
            raise VoiceRefused("发到这个手机的验证码今天太多了。没有核实也会办理，请凭查询号查进展。", "code")
        until = now + timedelta(minutes=rules.code_minutes.value)
        held.code_id = code_make(phone, purpose=CODE, about=str(held.id), until=until, now=now)
        held.save(update_fields=["code_id"])
        outbox_put(TOPIC, f"{TOPIC}:{held.code_id}", {"report": str(held.id), "kind": "code"})


def code_check(report_id: UUID, typed: str, *, now: datetime) -> None:
    """Prove the phone by the code; wrong tries are counted even though they are refused.

    Raises:
        VoiceRefused: wrong, too late, or tried too often.
    """
    tries = int(rules_in_force().stuck.code_tries.value)
    with as_actor(VOICE):
        held = _open_report(report_id)
        if held.code_id and code_use(held.code_id, typed, tries=tries, now=now) == str(held.id):
            held.is_verified = True
            held.save(update_fields=["is_verified"])
    if not held.is_verified:
        raise VoiceRefused("验证码不对或者过期了。可以再试，或者重新发送；不核实手机也会办理。", "code")


def _open_report(report_id: UUID) -> StuckReport:
    held = StuckReport.objects.select_for_update().filter(id=report_id).exclude(phone="").first()
    if held is None or held.is_verified:
        raise VoiceRefused("没有要核实的手机。")
    return held


def answered_follow(moved: CaseMoved, now: datetime) -> None:
    """A report was answered: tell the phone that was proved; one that was not proved is never written to."""
    if moved.type != rules_in_force().stuck.case_type:
        return
    with as_actor(VOICE):
        held = StuckReport.objects.filter(case_id=moved.case_id, is_verified=True).first()
        if held is not None:
            outbox_put(TOPIC, f"{TOPIC}:{held.id}:answer", {"report": str(held.id), "kind": "answer"})


def sms_send(body: Mapping[str, str], key: str, now: datetime) -> None:
    """Send one of the two messages. Raises NoGatewayError where no gateway is bound; the outbox tries again."""
    rules = rules_in_force().stuck
    held = StuckReport.objects.get(id=UUID(str(body["report"])))
    case = cases_visible_to(VOICE).get(id=held.case_id)
    words = {"matter": case.title, "number": case.number, "hotline": hotline(now)}
    if body["kind"] == "answer":
        answer = str((case.data.get("kept") or {}).get("answer", ""))
        _sms(held, filled(rules.answered_text, {**words, "answer": answer}), key)
    elif held.code_id:
        minutes = f"{rules.code_minutes.value:g}"
        text = filled(rules.code_text, {**words, "code": "{code}", "minutes": minutes})
        code_send(held.code_id, text, key=key, now=now)


def _sms(held: StuckReport, text: str, key: str) -> None:
    gateway = sms_gateway()
    if gateway is None:
        raise NoGatewayError
    gateway.send(phone=decrypt(held.phone, purpose=PHONE_PURPOSE), text=text, key=key)


def phone_open(actor: Actor, case_number: str, purpose: str, *, now: datetime) -> tuple[str, bool]:
    """The phone of a report and whether it was proved, for who answers it and for a purpose; it is written down.

    Raises:
        CaseNotFound: the actor takes no part in the case.
        PurposeMissing: no purpose was stated.
        VoiceRefused: the hat answers no reports, or no phone was left.
    """
    case = access_case(actor, case_number, to="act")
    if not actor.has(STUCK):
        raise VoiceRefused("您现在的身份不答复“办不成事”反映。")
    if not purpose.strip():
        raise PurposeMissing
    with as_actor(VOICE):
        held = StuckReport.objects.filter(case_id=case.id).exclude(phone="").first()
    if held is None:
        raise VoiceRefused("反映人没有留手机。")
    if held.party_id:
        access_record(actor, held.party_id, purpose, ["手机号码"], now=now)
    audit_record(actor, "voice.stuck.phone_opened", f"case:{case.id}", {"purpose": purpose.strip()}, now=now)
    return decrypt(held.phone, purpose=PHONE_PURPOSE), held.is_verified


def reports_forget(*, now: datetime) -> int:
    """Forget hashes of addresses after their time; the worker calls it daily. Returns how many."""
    rules = world().find(VOICE_RULES, DEFAULT)
    if rules is None:
        return 0
    old = now - timedelta(days=rules.stuck.address_days.value)
    with as_actor(VOICE):
        return StuckReport.objects.filter(at__lt=old).exclude(address="").update(address="")
