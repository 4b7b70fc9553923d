"""Reads about people in presence: what one is at, who holds which paper, where a place's people are received."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.applications.public import actor_in_presence
from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import PARTNER, themes_open
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import Body, unit_get, unit_names
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from ..definitions import HALL
from ..domain.attending import OPEN, AttendingRefused, Kept
from ..models import Attendance, MaterialCheck, ShiftChange
from ..models.custody import MISSING, RETURNED
from ..policies import account_of, attendances_visible_to, handovers_visible_to, papers_visible_to


def acting_for(staff: Actor, held: Attendance) -> Actor:
    """Who acts when this official goes on with what he receives: the party, held to this one matter."""
    return actor_in_presence(staff, held.party_id, held.id)


def attendances_open(actor: Actor, channel: str) -> list[Attendance]:
    """What this account is at, the latest first."""
    rows = attendances_visible_to(actor).filter(account_id=account_of(actor), state=OPEN, channel=channel)
    return list(rows)


def attendances_since(actor: Actor, channel: str, since: datetime) -> list[Attendance]:
    """Everybody this account received since an instant, the latest first."""
    rows = attendances_visible_to(actor).filter(account_id=account_of(actor), channel=channel)
    return list(rows.filter(opened_at__gte=since))


def receiving_unit(actor: Actor) -> str:
    """The unit that receives: a village's station receives for the hall of its place, every other unit for itself."""
    unit = unit_get(actor.unit)
    if unit is None or unit.body_id in world().all(HALL) or unit.body_id in world().all(PARTNER):
        return actor.unit
    place = division_get(unit.division_id)
    path = list(place.path) if place else []
    halls = Body.objects.filter(id__in=world().all(HALL), division_id__in=path, is_current=True)
    above = max(halls, key=lambda body: path.index(body.division_id), default=None)
    return above.id if above else actor.unit


def targets(now: datetime) -> dict[str, str]:
    """Everything that can be applied for now, by what people call it: title → ``theme:…`` or ``item:…``."""
    held = catalogue()
    open_ = themes_open(held, held.world.day_at(now))
    found = {item.title: f"item:{key}" for key, item in held.items.items()}
    return found | {theme.title: f"theme:{key}" for key, theme in open_.items()}


def target_of(words: str, now: datetime) -> tuple[str, str]:
    """The matter that these words mean: its title, or a part that only one title has; id and title.

    Raises:
        AttendingRefused: none, or several; the sentence names them.
    """
    wanted = words.strip()
    known = targets(now)
    fitting = [wanted] if wanted in known else [title for title in known if wanted and wanted in title]
    if len(fitting) == 1:
        return known[fitting[0]], fitting[0]
    if not fitting:
        raise AttendingRefused(f"没有找到“{wanted}”。请换个说法，或从列表里选。")
    raise AttendingRefused(f"“{wanted}”对应几件事：{'、'.join(fitting[:6])}。请写全名称。")


def checks_of(attendance_id: UUID) -> dict[str, MaterialCheck]:
    """What was ticked of each material."""
    return {row.key: row for row in MaterialCheck.objects.filter(attendance_id=attendance_id)}


def kept_of(attendance_id: UUID, materials: Iterable[tuple[str, str, str]]) -> list[Kept]:
    """What became of each material: (key, label, how it is met)."""
    held = checks_of(attendance_id)
    return [_kept(held.get(key), key, label, met) for key, label, met in materials]


def _kept(row: MaterialCheck | None, key: str, label: str, met: str) -> Kept:
    ticks = (row.seen, row.copied, row.original) if row else (False, False, False)
    return Kept(key, label, *ticks, file=met == "file", promised=met in ("commitment", "tolerance"))


@dataclass(frozen=True)
class Whereabouts:
    """Where a paper is: who answers for it, since when, to whom it is going, and every slip it went by."""

    code: str
    label: str
    number: str
    holder: str
    since: datetime
    to: str
    state: str
    is_missing: bool
    slips: tuple[tuple[str, str, str, datetime, datetime | None], ...]


def paper_whereabouts(actor: Actor, code: str) -> Whereabouts | None:
    """Who has this paper now; None if there is none under this code for this hat."""
    held = papers_visible_to(actor).filter(code=code.strip().upper()).first()
    if held is None:
        return None
    slips = list(handovers_visible_to(actor).filter(lines__contains=[{"code": held.code}]))
    names = unit_names({held.holder_id, held.to_id, *(u for one in slips for u in (one.from_id, one.to_id))})
    moved = tuple(
        (one.number, names.get(one.from_id, one.from_id), names.get(one.to_id, one.to_id), one.given_at,
         one.taken_at)
        for one in slips
    )  # fmt: skip
    holder = "已退还本人" if held.state == RETURNED else names.get(held.holder_id, held.holder_id)
    going = names.get(held.to_id, "")
    return Whereabouts(
        held.code, held.label, held.number, holder, held.since, going, held.get_state_display(),
        held.state == MISSING, moved,
    )  # fmt: skip


def shifts_waiting(actor: Actor) -> list[ShiftChange]:
    """Shifts of the hat's units that nobody has taken over yet."""
    return list(ShiftChange.objects.filter(unit_id__in=actor.units, taken_at=None).order_by("left_at"))
