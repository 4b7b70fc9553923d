"""Who may see what was not told, and who may tell it again."""

from django.db.models import QuerySet

from yiwang.kernel.actor import Actor, staff_may

from .models import Telling
from .pure import TellingNotVisible, TellingRefused, recipients_bound


def tellings_visible_to(actor: Actor) -> QuerySet[Telling]:
    """What is told of the matters of the units an actor sees, of kinds whose word the hat carries; people see none."""
    if actor.audience == "worker":
        return Telling.objects.all()
    if actor.audience != "staff":
        return Telling.objects.none()
    held = recipients_bound().values()
    mine = Telling.objects.filter(
        kind__in=[one.kind for one in held if not one.may or staff_may(actor, one.may)]
    )
    return mine if actor.whole_city else mine.filter(unit_id__in=actor.units)


def access_telling(actor: Actor, telling_id: int, to: str = "read") -> Telling:
    """One status, if this actor may; ``act``: the unit that looks after it is one of the hat's own.

    Raises:
        TellingNotVisible: it is not this actor's to see, or there is none.
        TellingRefused: it may be seen, but is another unit's to do.
    """
    found = tellings_visible_to(actor).filter(id=telling_id).first()
    if found is None:
        raise TellingNotVisible
    if to == "act" and not (actor.audience == "worker" or found.unit_id in actor.own_units):
        raise TellingRefused("这件由别的单位办理；请换用承办单位的岗位。")
    return found
