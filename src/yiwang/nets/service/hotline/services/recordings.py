"""Hearing a recording at the hotline: what protects the demand protects the voice; and their nightly turn."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yiwang.engines.calls.public import (
    CallNotVisible,
    Sound,
    cases_of_calls,
    recording_call,
    recording_hear,
    recordings_turn,
)
from yiwang.engines.cases.public import cases_held
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import HotlineRefused
from ..policies import HOTLINE
from ..selectors.recordings import reports_within
from .identity import look_use


def recording_listen(
    actor: Actor, recording_id: UUID, purpose: str, look_id: UUID | None, *, now: datetime
) -> Sound:
    """A recording, for a purpose; of a report only with somebody else's agreement, once.

    Raises:
        CallNotVisible: there is none for this hat, or a demand of its call is not this hat's to see.
        CallRefused: no purpose, or there is nothing to hear (any more).
        HotlineRefused: nobody has agreed yet.
        CaseNotFound: as ``look_use``.
    """
    call = recording_call(actor, recording_id)
    reports = reports_within(actor, cases_of_calls([call]).get(call, ()))
    if reports is None:
        raise CallNotVisible
    if len(reports) > 1:
        raise HotlineRefused("这个通话里有两件举报，录音不能单独听；请由纪检或者审计按程序调取。")
    for number in reports:
        if look_id is None:
            what = "这个通话里有举报：请先在“来电人”页面申请查看，由第二个人同意以后再听。"
            raise HotlineRefused(what)
        look_use(actor, number, look_id, now=now)
    return recording_hear(actor, recording_id, purpose, now=now)


def calls_turn(now: datetime) -> int:
    """Fetch recordings, destroy those whose time is over and that no legal hold keeps; gives how many went."""
    return recordings_turn(now, _held)


def _held(case_ids: Collection[UUID]) -> Collection[UUID]:
    with as_actor(HOTLINE):
        return cases_held(case_ids)
