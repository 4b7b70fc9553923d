"""Meeting somebody by video: where it is offered, and the way without it."""

from collections.abc import Iterable, Mapping
from typing import Any

from yiwang.engines.applications.public import DraftView
from yiwang.engines.video_sessions.public import items_offered, offered_for_case, video_provider_bound


def offered_in_draft(view: DraftView) -> bool:
    """Whether one may ask to be met about a draft, as long as it is filled in."""
    items = {one.item for one in view.items}
    return view.state == "open" and video_provider_bound() and bool(items & items_offered())


def cases_offered(held: Iterable[Any]) -> list[Mapping[str, str]]:
    """The cases of a matter about which the body that has them may be met."""
    if not video_provider_bound():
        return []
    found = (one for one in held if one.is_open and offered_for_case(one.subject, one.owner_unit_id))
    return [{"title": one.title, "number": one.number} for one in found]
