"""Who decides on what is handed in, and who may take it in over the counter."""

from yiwang.engines.catalog.pure import Compiled, Deciding, may_receive, taken_online
from yiwang.foundations.organisations.public import unit_names

from ..domain.errors import MayNotReceive, NoDecidingUnit, OnlyInPresence


def units_of(form: Compiled) -> dict[str, Deciding]:
    """Who decides on each member. Raises NoDecidingUnit."""
    for member in form.members:
        if member.key not in form.decided:
            raise NoDecidingUnit(member.item.title)
    return dict(form.decided)


def refuse_receiver(form: Compiled, unit: str) -> None:
    """Raises MayNotReceive if a unit may not take in every item of this application for its places."""
    for member in form.members:
        place = form.located[member.key]
        if not may_receive(form.places, member.item, unit, place, form.here.day):
            raise MayNotReceive(unit_names([unit]).get(unit, unit), member.item.title)


def refuse_online(form: Compiled) -> None:
    """Raises OnlyInPresence if an item of this application is handed in at counters only."""
    for member in form.members:
        if not taken_online(member.item):
            raise OnlyInPresence(member.item.title)
