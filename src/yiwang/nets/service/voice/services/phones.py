"""The phone left with a report: proved by a code, told the answer, opened by who answers, forgotten with the rest."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.engines.cases.public import CaseMoved, access_case, cases_visible_to
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.keys.public import decrypt, encrypt
from yiwang.foundations.notices.public import NoGatewayError, sms_gateway
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import VoiceRefused
from ..domain.numbers import phone_code
from ..models import StuckReport
from ..policies import STUCK, VOICE
from ..pure import DEFAULT, VOICE_RULES
from ..selectors.rules import rules_in_force
from .stuck import CODE_PURPOSE, PHONE_PURPOSE

TOPIC = "voice.sms"
DAY = timedelta(days=1)


def code_send(report_id: UUID, *, now: datetime) -> None:
    """Send a code to the phone of a report, through the outbox.

    Raises:
        VoiceRefused: no such report or phone, it is proved already, or enough codes were sent to this phone.
    """
    rules = rules_in_force().stuck
    with as_actor(VOICE):
        held = _open_report(report_id)
        sent = StuckReport.objects.filter(phone_blind=held.phone_blind, at__gt=now - DAY)
        if sum(sent.values_list("code_count", flat=True)) >= rules.codes_per_day.value:
            raise VoiceRefused("发到这个手机的验证码今天太多了。没有核实也会办理，请凭查询号查进展。", "code")
        code = phone_code()
        held.code, held.code_tries = encrypt(code, purpose=CODE_PURPOSE), 0
        held.code_until = now + timedelta(minutes=rules.code_minutes.value)
        held.code_count += 1
        held.save(update_fields=["code", "code_tries", "code_until", "code_count"])
        outbox_put(TOPIC, f"{TOPIC}:{held.id}:{held.code_count}", {"report": str(held.id), "kind": "code"})


def code_check(report_id: UUID, typed: str, *, now: datetime) -> None:
    """Prove the phone by the code; wrong tries are counted even though they are refused.

    Raises:
        VoiceRefused: wrong, too late, or tried too often.
    """
    rules = rules_in_force().stuck
    with as_actor(VOICE):
        held = _open_report(report_id)
        right = _is_right(held, typed, now, int(rules.code_tries.value))
        held.code_tries += 1
        if right:
            held.is_verified, held.code = True, ""
        held.save(update_fields=["code_tries", "is_verified", "code"])
    if not right:
        raise VoiceRefused("验证码不对或者过期了。可以再试，或者重新发送；不核实手机也会办理。", "code")


def _is_right(held: StuckReport, typed: str, now: datetime, tries: int) -> bool:
    alive = held.code and held.code_until and held.code_until > now and held.code_tries < tries
    return bool(alive) and typed.strip() == decrypt(held.code, purpose=CODE_PURPOSE)


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


def sms_send(body: Mapping[str, str], key: str) -> None:
    """Send one of the two messages. Raises NoGatewayError where no gateway is bound; the outbox tries again."""
    rules = rules_in_force().stuck
    held = StuckReport.objects.get(id=UUID(str(body["report"])))
    gateway = sms_gateway()
    if gateway is None:
        raise NoGatewayError
    if body["kind"] == "answer":
        text = rules.answered_text.replace("{answer}", _answer(held.case_id))
    elif held.code:
        code, minutes = decrypt(held.code, purpose=CODE_PURPOSE), f"{rules.code_minutes.value:g}"
        text = rules.code_text.replace("{code}", code).replace("{minutes}", minutes)
    else:
        return
    gateway.send(phone=decrypt(held.phone, purpose=PHONE_PURPOSE), text=text, key=key)


def _answer(case_id: UUID) -> str:
    case = cases_visible_to(VOICE).get(id=case_id)
    return str((case.data.get("kept") or {}).get("answer", ""))


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
    """Forget hashes of addresses, and codes, after their time; the worker calls it daily. Returns how many."""
    rules = world().find(VOICE_RULES, DEFAULT)
    if rules is None:
        return 0
    old = now - timedelta(days=rules.stuck.address_days.value)
    with as_actor(VOICE):
        return StuckReport.objects.filter(at__lt=old).exclude(address="", code="").update(address="", code="")
