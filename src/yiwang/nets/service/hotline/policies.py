"""Who may do what at the hotline: by permission word of the hat."""

from yiwang.engines.calls.public import LISTEN, TAKE, WATCH
from yiwang.kernel.actor import staff_may, system_actor

HOTLINE = system_actor("hotline")
"""The hat under which demands of callers are opened, and under which what nobody may read is read."""

SEAT, DISPATCH, HANDLE = "hotline.seat", "hotline.dispatch", "hotline.handle"
FIGURES = "hotline.figures"
"""Permission word: figures of the demands one sees."""

RELAY = "hotline.relay"
"""Permission word: sending demands of others in, as a program or platform outside."""

PUBLISH = "hotline.publish"
"""Permission word: preparing, releasing and withdrawing what everybody may read."""

SURGE = "hotline.surge"
"""Permission word: being told of surges and reading their demands as far as one sees them."""

REPORT, IDENTITY, RULE = "hotline.report", "hotline.identity", "hotline.rule"
"""Permission words: taking calls, dispatching, handling at a unit; reports, who called, rulings."""

APPROVE, CHECK, CALLBACK = "hotline.approve", "hotline.check", "hotline.callback"
"""Permission words: approving a unit's reply, checking it, calling back."""


VOICES = (DISPATCH, REPORT, HANDLE, APPROVE, CHECK, CALLBACK)
"""Who reads what a voice says, and hears it if it may be heard."""

PHONE_PURPOSE, NAME_PURPOSE = "hotline.phone", "hotline.name"
"""What names and phones of callers are closed for."""


ALARM = "hotline.alarm"
"""Permission word: being told at once of a danger that a seat marked."""

may = staff_may
"""Whether a hat carries any of these permission words."""

__all__ = [
    "ALARM",
    "APPROVE",
    "CALLBACK",
    "CHECK",
    "DISPATCH",
    "FIGURES",
    "HANDLE",
    "HOTLINE",
    "IDENTITY",
    "LISTEN",
    "NAME_PURPOSE",
    "PHONE_PURPOSE",
    "PUBLISH",
    "RELAY",
    "REPORT",
    "RULE",
    "SEAT",
    "SURGE",
    "TAKE",
    "VOICES",
    "WATCH",
    "may",
]
