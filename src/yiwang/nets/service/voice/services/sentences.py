"""Closing a sentence: naming the release of the definitions that was to end it."""

from datetime import datetime

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.releases.public import releases_recent
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import VoiceRefused
from ..models import SentenceFix
from ..policies import VOICE, WEEKLY


def sentence_close(
    actor: Actor,
    *,
    subject: str,
    title: str,
    about: str,
    wording: str,
    release: int,
    note: str,
    now: datetime,
) -> None:
    """Say which release ends a sentence; its effect is measured from then on. Twice is once.

    Raises:
        VoiceRefused: the hat keeps no weekly list, there is no such release, or it is not said what was changed.
    """
    if not actor.has(WEEKLY):
        raise VoiceRefused("您现在的身份不管补正原因。")
    if release not in {held.pk for held in releases_recent(200)}:
        raise VoiceRefused("请选一次定义发布：先改定义并应用，再来关联。", "release")
    if not note.strip() or not wording.strip():
        raise VoiceRefused("请写清这次发布改了什么。", "note")
    row = SentenceFix(
        subject=subject, title=title[:200], about=about[:200], wording=wording[:500], release_id=release,
        note=note.strip()[:500], hat=actor.hat_label, at=now,
    )  # fmt: skip
    with as_actor(VOICE):
        SentenceFix.objects.bulk_create([row], ignore_conflicts=True)
    body = {"subject": subject, "release": release, "note": row.note}
    audit_record(actor, "voice.sentence.closed", f"sentence:{subject}", body, now=now)
