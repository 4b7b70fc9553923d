"""What happened elsewhere, told into a case's log: no state, no task and no clock moves.

The words are the log's own, so that every app that deals with other systems is read alike.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor

from .acting import Decision, Event, hat_words
from .values import Matter

TOLD: Mapping[str, str] = {
    "case.linked": "别的办件挂到本办件",
    "case.parted": "别的办件离开本办件",
    "external.opened": "转到外部系统办理",
    "external.sent": "已送外部系统",
    "external.received": "外部系统已收到",
    "external.answered": "外部系统已答复",
    "external.late": "外部系统的答复来晚了",
    "external.unheeded": "外部系统的答复没有生效",
    "external.unknown": "外部系统没有回音",
    "external.closed": "不再等外部系统",
    "external.recalling": "请外部系统停办",
    "external.stopped": "外部系统已停办",
    "external.recall_silent": "外部系统没有说是否停办",
    "external.told": "告诉对方系统",
    "external.untold": "对方系统没有收下状态",
    "video.before": "提交前的视频办",
    "video.asked": "约请视频办",
    "video.taken": "接视频",
    "video.started": "视频接通",
    "video.noted": "视频中核对",
    "video.over": "视频通话结束",
    "video.ended": "视频办结束",
    "video.missed": "视频没有接上",
    "video.withdrawn": "不再等视频",
    "video.recording": "视频录像",
    "video.recording_shown": "查看视频录像",
}
"""The acts of this room, with what the time line of those at work calls them."""


def tell(
    matter: Matter, case_id: UUID, actor: Actor, act: str, *, public: str, text: str, now: datetime
) -> Decision:
    """One row of the log about something that happened elsewhere.

    Args:
        matter: the matter as loaded, under its lock.
        case_id: the case it is about.
        actor: who tells.
        act: one of ``TOLD``.
        public: what the applicant reads; "" = internal.
        text: what those at work read.
        now: the instant; aware.
    """
    case = matter.cases[case_id]
    row = (case.id, now, act, case.state, case.state, actor.account_id, actor.hat, public)
    said: Mapping[str, str] = {"text": text} if text else {}
    return Decision(matter, matter, (Event(*row, body={**hat_words(actor), "data": said}),))
