"""What a seat has in view: demands of the same phone, places, and bodies a demand may be about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiwang.engines.cases.public import case_words, cases_visible_to
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import blind_candidates
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import division_level, phone_read
from yiwang.loader import World, once_per_world

from ..domain.errors import HotlineRefused
from ..models import HotlineCaller, HotlineDemand
from ..policies import HOTLINE, PHONE_PURPOSE, SEAT, may
from .rules import rules_in_force

MOST = 20


@dataclass(frozen=True)
class Earlier:
    """A demand of the same phone, as a seat may read it to its caller."""

    number: str
    title: str
    state: str
    at: datetime
    due_at: datetime | None


def earlier_demands(actor: Actor, phone: str, *, now: datetime) -> list[Earlier]:
    """Open-handed demands of a phone, the latest first; that it was looked for is written down.

    Secret demands and reports are not among them: who answers a phone need not be who called from it.

    Raises:
        HotlineRefused: the hat takes no calls, or this is no phone.
    """
    if not may(actor, SEAT):
        raise HotlineRefused("您现在的岗位不受理热线诉求。")
    bare = phone_read(phone)
    if not bare:
        raise HotlineRefused("电话号码有误，请核对。", "phone")
    blinds = blind_candidates(bare, purpose=PHONE_PURPOSE)
    with as_actor(HOTLINE):
        callers = HotlineCaller.objects.filter(phone_blind__in=blinds).values("case_id")
        shown = HotlineDemand.objects.filter(
            case_id__in=callers, keep_secret=False, type__in=rules_in_force().open_types
        )
        keys = list(shown.order_by("-at").values_list("case_id", flat=True)[:MOST])
        rows = list(cases_visible_to(HOTLINE).filter(id__in=keys).order_by("-opened_at"))
        words = case_words(rows, now)
        audit_record(
            actor, "hotline.phone.looked_up", f"hotline.phone:{blinds[0]}", {"found": len(rows)}, now=now
        )
    return [
        Earlier(
            one.number, one.title, words[one.id].label, one.opened_at, one.due_at if one.is_open else None
        )
        for one in rows
    ]


@once_per_world
def _bodies(held: World) -> dict[str, str]:
    bodies = OrganisationTree.of(held).bodies.values()
    return {body.short: body.id for body in bodies if division_level(body.division) != "village"}


@once_per_world
def _places(held: World) -> dict[str, str]:
    rows = OrganisationTree.of(held).divisions.rows
    found = [row for row in rows.values() if division_level(row.id) in ("county", "town")]
    return {_place_name(rows, row.id): row.id for row in found}


def bodies_named() -> dict[str, str]:
    """Bodies that a demand may be about, by what people call them; those of villages are their town's."""
    return _bodies(world())


def places_named() -> dict[str, str]:
    """Places of the city down to its towns by name, each with the county's before it."""
    return _places(world())


def _place_name(rows: Mapping[str, Any], code: str) -> str:
    above = rows.get(rows[code].parent)
    is_town = division_level(code) == "town"
    return f"{above.name}{rows[code].name}" if is_town and above else rows[code].name
