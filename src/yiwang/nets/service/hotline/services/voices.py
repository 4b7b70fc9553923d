"""Voices of demands: heard and put into words by the hotline before a unit hears them; a voice tells who spoke."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import (
    SOUNDS,
    FileNotFoundForYouError,
    FileRefusedError,
    SoundRules,
    file_grant,
    file_read,
    file_store_sound,
)
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..definitions import VoiceRules
from ..domain.demand import Caller, lifted
from ..domain.errors import HotlineRefused
from ..models import HotlineBarred, HotlineCaller, HotlineDemand, HotlineVoice
from ..models.telling import SHOWN, WITHHELD
from ..policies import HOTLINE, NAME_PURPOSE, PHONE_PURPOSE
from ..selectors.rules import rules_in_force
from .photos import file_to_units, may_check, to_check

LONGEST = 2000
FIELD = "voice"
NONE_SUCH = "没有这段语音，或者您现在的岗位不能听。"


def voices_keep(voices: Sequence[bytes], case_id: UUID, unit: str, *, now: datetime) -> None:
    """Keep what was said with a demand, for the unit that takes it. Raises HotlineRefused for what may not be kept."""
    held = rules_in_force().voice
    if not voices:
        return
    if held is None:
        raise HotlineRefused("这里不收语音，请写下来。", FIELD)
    if len(voices) > held.notes.value:
        raise HotlineRefused(f"语音最多 {held.notes.value:g} 段，请选最要紧的。", FIELD)
    for place, data in enumerate(voices, start=1):
        _kept(data, held, f"语音 {place}", case_id, unit, now)


def _kept(data: bytes, held: VoiceRules, name: str, case_id: UUID, unit: str, now: datetime) -> None:
    allowed = frozenset(SOUNDS[kind] for kind in held.kinds)
    rules = SoundRules(allowed, int(held.largest.value * 1_000_000), held.seconds.value)
    try:
        file = file_store_sound(HOTLINE, data=data, rules=rules, name=name, purpose="hotline", now=now)
    except FileRefusedError as refused:
        raise HotlineRefused(str(refused), FIELD) from refused
    file_grant(file.id, unit=unit, ground="hotline", now=now)
    HotlineVoice.objects.create(case_id=case_id, file_id=file.id, mime=file.mime, at=now)


def voice_check(actor: Actor, voice_id: UUID, summary: str, *, tells_caller: bool, now: datetime) -> None:
    """Write down what a voice says, and whether it tells who called; if not, the units hear it from now on.

    What is protected no unit ever hears, whatever is said here.

    Raises:
        HotlineRefused: no such voice for this hat, somebody has done so already, or nothing was written.
    """
    voice = to_check(actor, HotlineVoice, voice_id)
    words = summary.strip()[:LONGEST]
    if not words:
        raise HotlineRefused("请写下这段话说了什么；听不见的人要靠它来办。", "summary")
    with as_actor(HOTLINE):
        closed = tells_caller or is_protected(voice.case_id)
        voice.summary, voice.state = lifted(words, _caller(voice.case_id)), WITHHELD if closed else SHOWN
        voice.by_label, voice.checked_at = actor.hat_label, now
        voice.save(update_fields=["summary", "state", "by_label", "checked_at"])
        audit_record(actor, "hotline.voice.checked", f"case:{voice.case_id}", {"state": voice.state}, now=now)
    voices_follow(voice.case_id, now=now)


def is_protected(case_id: UUID) -> bool:
    """Whether no unit may hear who called: secret, anonymous, a report, or about a body; unknown is protected."""
    with as_actor(HOTLINE):
        held = HotlineDemand.objects.filter(case_id=case_id).first()
        about = HotlineBarred.objects.filter(root_id=case_id).exists()
    if held is None:
        return True
    unseen = held.keep_secret or held.is_anonymous
    return rules_in_force().is_protected(held.type, about=about, unseen=unseen)


def _caller(case_id: UUID) -> Caller:
    """Who called, as far as it has to be lifted out of what is written."""
    demand = HotlineDemand.objects.filter(case_id=case_id).first()
    held = HotlineCaller.objects.filter(case_id=case_id).first()
    name = decrypt(held.name, purpose=NAME_PURPOSE) if held and held.name else ""
    phone = decrypt(held.phone, purpose=PHONE_PURPOSE) if held and held.phone else ""
    return Caller(name, phone, keep_secret=demand is None or demand.keep_secret)


def voices_follow(case_id: UUID, *, now: datetime) -> None:
    """Let the units that handle a demand now hear what they may; doing it again changes nothing."""
    with as_actor(HOTLINE):
        shown = list(HotlineVoice.objects.filter(case_id=case_id, state=SHOWN))
    if shown and not is_protected(case_id):
        for voice in shown:
            file_to_units(case_id, voice.file_id, now=now)


def voice_hear(actor: Actor, voice_id: UUID, *, now: datetime) -> tuple[bytes, str]:
    """What was said and its type; that somebody listened is written down first.

    Raises:
        HotlineRefused: no such voice, or not for this hat (any more, or not yet); both sound the same.
    """
    with as_actor(HOTLINE):
        voice = HotlineVoice.objects.filter(id=voice_id).first()
    if voice is None or not may_hear(actor, voice):
        raise HotlineRefused(NONE_SUCH)
    try:
        data = file_read(actor, voice.file_id)
    except FileNotFoundForYouError as error:
        raise HotlineRefused(NONE_SUCH) from error
    with as_actor(HOTLINE):
        said = {"voice": str(voice.id)}
        audit_record(actor, "hotline.voice.heard", f"case:{voice.case_id}", said, now=now)
    return data, voice.mime


def may_hear(actor: Actor, voice: HotlineVoice) -> bool:
    """Whether this hat checks the voice, or sees its case and it may be given away; the file's grant comes on top."""
    if may_check(actor, voice.case_id):
        return True
    seen = cases_visible_to(actor).filter(id=voice.case_id).exists()
    return voice.state == SHOWN and seen and not is_protected(voice.case_id)
