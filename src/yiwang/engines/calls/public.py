"""Calls: what an exchange tells, seats, what is to be done after calls, recordings. Others enter here.

exchange_use(exchange)                                       # in ready() of an adapter
verdict = call_event_take(centre, Signed(body, signature), now=now)
desk = desk_of(actor, now)                                   # seat, what rings, the own call
call_answer(actor, desk.ringing.call.id, now=now)
call_link(actor, call_id, case_id, anonymous=False, now=now)
"""

from .domain.errors import CallNotVisible, CallRefused
from .models import CallEvent, CallRecording
from .policies import LISTEN, TAKE, WATCH, centre_named
from .selectors.calls import (
    Desk,
    Shown,
    call_shown,
    calls_shown,
    cases_of_calls,
    desk_of,
    seats_shown,
    shares_of,
)
from .selectors.recordings import recording_call, recordings_shown, recordings_without_call
from .selectors.tasks import tasks_done, tasks_open
from .services.alarms import call_alarm
from .services.demo import DemoTaken, demo_calls_keep
from .services.exchanges import exchange_there, exchange_use
from .services.handling import call_answer, call_by_hand, call_hang_up, call_hold, call_join, call_transfer
from .services.hearing import Sound, message_hear, recording_hear, recording_join
from .services.linking import call_link, caller_number, number_open
from .services.receiving import call_event_take
from .services.recording import recordings_turn
from .services.seats import seat_off, seat_on, seat_put
from .services.tasks import task_close, task_dial, task_take, task_tried

__all__ = [
    "LISTEN",
    "TAKE",
    "WATCH",
    "CallEvent",
    "CallNotVisible",
    "CallRecording",
    "CallRefused",
    "DemoTaken",
    "Desk",
    "Shown",
    "Sound",
    "call_alarm",
    "call_answer",
    "call_by_hand",
    "call_event_take",
    "call_hang_up",
    "call_hold",
    "call_join",
    "call_link",
    "call_shown",
    "call_transfer",
    "caller_number",
    "calls_shown",
    "cases_of_calls",
    "centre_named",
    "demo_calls_keep",
    "desk_of",
    "exchange_there",
    "exchange_use",
    "message_hear",
    "number_open",
    "recording_call",
    "recording_hear",
    "recording_join",
    "recordings_shown",
    "recordings_turn",
    "recordings_without_call",
    "seat_off",
    "seat_on",
    "seat_put",
    "seats_shown",
    "shares_of",
    "task_close",
    "task_dial",
    "task_take",
    "task_tried",
    "tasks_done",
    "tasks_open",
]
