"""A video session as a card."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.engines.video_sessions.public import OUTCOMES, VideoSession, video_sessions_of
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor

TAGS: Final[Mapping[str, str]] = {
    "waiting": "tag-warn", "taken": "tag-warn", "running": "tag-info", "over": "tag-info", "closed": "tag-good",
    "missed": "tag-bad",
}  # fmt: skip


@dataclass(frozen=True)
class VideoCard:
    """A session as ``video/card.html`` shows it.

    Attributes:
        result: how it ended, in a sentence; "" while it has not.
        noted: kind and text of what the clerk noted.
        recording: what there is of a recording; "" where the applicant did not agree to one.
        shown: whether there is a recording to be looked at.
    """

    id: UUID
    number: str
    unit: str
    state: str
    tag: str
    asked_at: datetime
    result: str
    noted: tuple[tuple[str, str], ...]
    recording: str
    shown: bool


def video_card(held: VideoSession, unit: str) -> VideoCard:
    """The card of a session; ``unit`` is what people call the unit that is met."""
    noted = tuple((_(one.get_kind_display()), one.text) for one in held.notes.all())
    return VideoCard(
        held.id, held.number, unit, _(held.state_word), TAGS.get(held.state, ""), held.asked_at, _result(held),
        noted, _recording(held), bool(held.recording),
    )  # fmt: skip


def video_cards(actor: Actor, root_id: UUID, cases: Collection[UUID]) -> list[VideoCard]:
    """The sessions about these cases, and about the draft they were, as far as the actor sees them."""
    held = video_sessions_of(actor, root_id, cases)
    names = unit_names({one.unit_id for one in held}) if held else {}
    return [video_card(one, names.get(one.unit_id, one.unit_id)) for one in held]


def _result(held: VideoSession) -> str:
    if held.state == "missed" and held.missed_by == "desk":
        return _("工作人员没有来得及接，不是申请人的原因。")
    if held.state == "missed":
        return _("申请人没有在约定的时间里进入。")
    if not held.outcome:
        return ""
    word = _(OUTCOMES[held.outcome])
    return _("{0}。{1}").format(word, held.reason) if held.reason else word


def _recording(held: VideoSession) -> str:
    if held.erased_at is not None:
        return _("录像已到保存期限，已经销毁。")
    if held.recording and held.recording_until:
        return _("录像由视频平台保存，本站只存编号。")
    return _("已同意录像。") if held.record else ""
