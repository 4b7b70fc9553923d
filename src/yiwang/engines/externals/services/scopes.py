"""Under whose scope external steps are written, and who acts on cases for an answer."""

from dataclasses import replace

from yiwang.engines.externals.pure import ExternalSystem
from yiwang.foundations.organisations.public import unit_get
from yiwang.kernel.actor import Actor, system_actor

KEEPER = system_actor("externals")
"""Opens, sends, asks and reconciles."""


def answerer(system: ExternalSystem, unit_id: str) -> Actor:
    """The actor of an answer: the system, and the department whose step it is; the log names both."""
    return replace(system_actor("external"), hat_label=f"{body_name(unit_id)} · {system.title}")


def body_name(unit_id: str) -> str:
    """The department of a unit, by its full name; the id of a unit that no organisation knows."""
    unit = unit_get(unit_id)
    return unit.body.name if unit else unit_id
