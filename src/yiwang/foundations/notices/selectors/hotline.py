"""Whom to call about any message: the number every text message names."""

from datetime import datetime

from yiwang.foundations.releases.public import world as world_in_force
from yiwang.loader import World, parameter_at

HOTLINE = "service_hotline"
"""Parameter (text): the number of the service hotline."""


def hotline(now: datetime, world: World | None = None) -> str:
    """The hotline's number on the day; "" where the pack names none."""
    value = parameter_at(world or world_in_force(), HOTLINE, now)
    return "" if value is None else str(value)
