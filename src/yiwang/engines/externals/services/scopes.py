"""Under whose scope external steps are written, who acts on cases for an answer, and how their unit is told."""

from dataclasses import replace
from datetime import datetime

from yiwang.engines.externals.models import ExternalStep
from yiwang.engines.externals.pure import ExternalSystem
from yiwang.foundations.notices.public import notice_send
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


def unit_told(step: ExternalStep, system: ExternalSystem, template: str, key: str, now: datetime) -> None:
    """Tell the department whose step it is, once for each key."""
    data = {"number": step.case_number, "matter": step.title, "system": system.title, "ours": step.number}
    notice_send(unit_id=step.unit_id, template=template, data=data, key=key, now=now)
