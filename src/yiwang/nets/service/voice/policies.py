"""Who may come in where: by permission word of the hat."""

from collections.abc import Callable

from yiwang.engines.ratings.public import ASK, ENTER, READ, SUPERVISE
from yiwang.kernel.actor import Actor, staff_may, system_actor

VOICE = system_actor("voice")
"""The hat under which reports without a name are opened, and under which what nobody may read is read."""

STUCK, WEEKLY = "stuck.answer", "voice.weekly"
"""Permission words: answering what cannot be done; the weekly list."""

WORDS = (ASK, ENTER, SUPERVISE, READ, STUCK, WEEKLY)
"""Everything that opens a page for staff here."""


def may(*words: str) -> Callable[[Actor], bool]:
    """A test of whether a staff hat carries any of these permission words."""
    return lambda actor: staff_may(actor, *words)
