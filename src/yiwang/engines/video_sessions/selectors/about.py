"""About what one meets: a draft that is being filled in, or a case that is under way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.applications.public import DraftView, access_draft, draft_get
from yiwang.engines.cases.public import access_case
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor

from ..definitions import VIDEO_SERVICE, VideoService
from ..domain.errors import VideoRefused


@dataclass(frozen=True)
class About:
    """What a session is about.

    Attributes:
        items: the items concerned.
        bodies: the bodies that receive or decide them; empty while the place is not known: then any that offers it.
    """

    title: str
    party_id: UUID
    items: frozenset[str]
    bodies: frozenset[str]
    draft_id: UUID | None = None
    case_id: UUID | None = None
    root_id: UUID | None = None


def about_draft(actor: Actor, draft_id: UUID, now: datetime) -> About:
    """One's own open draft.

    Raises:
        DraftNotFound: it is not this actor's own.
        VideoRefused: it was handed in or given up.
    """
    draft = access_draft(actor, draft_id, to="change")
    if draft.state != "open":
        raise VideoRefused("这份申请已经提交或者删除；提交了的，请从“我的办件”里约视频。")
    view = draft_get(actor, draft_id, now=now)
    items = frozenset(one.item for one in view.items)
    return About(view.title, draft.owner_id, items, _receivers(view), draft_id=draft.id)


def _receivers(view: DraftView) -> frozenset[str]:
    """The bodies that receive, of the items whose place is known."""
    located = [one for one in view.items if one.deciding is not None]
    return frozenset(spot.unit for one in located for spot in one.receive if spot.unit)


def about_case(actor: Actor, number: str) -> About:
    """A case of one's own that is under way; the body that has it may be met.

    Raises:
        CaseNotFound: it is not this actor's.
        VideoRefused: it is closed.
    """
    held = access_case(actor, number)
    if not held.is_open or held.party_id is None:
        raise VideoRefused("这个办件已经办结，不用再约视频；对结果有疑问，请拨打办理单位的电话。")
    return About(
        held.title, held.party_id, frozenset({held.subject}), frozenset({_body(held.owner_unit_id)}),
        case_id=held.id, root_id=held.root_id,
    )  # fmt: skip


def _body(unit_id: str) -> str:
    """The body a unit belongs to, as the pack in force has it."""
    unit = OrganisationTree.of(world()).units.get(unit_id)
    return unit.body if unit else unit_id


def services_for(about: About) -> dict[str, VideoService]:
    """Who may be met about it: those that offer one of its items, and receive or decide here."""
    return {
        key: held
        for key, held in world().all(VIDEO_SERVICE).items()
        if about.items & set(held.items) and (not about.bodies or key in about.bodies)
    }


def items_offered() -> frozenset[str]:
    """The items about which somebody may be met at all."""
    return frozenset(item for held in world().all(VIDEO_SERVICE).values() for item in held.items)


def offered_for_case(item: str, owner_unit_id: str) -> bool:
    """Whether the body that has a case of this item may be met about it."""
    if item not in items_offered():
        return False
    held = world().find(VIDEO_SERVICE, _body(owner_unit_id))
    return held is not None and item in held.items


def service_of(unit_id: str) -> VideoService | None:
    """What this body offers today."""
    return world().find(VIDEO_SERVICE, unit_id)
