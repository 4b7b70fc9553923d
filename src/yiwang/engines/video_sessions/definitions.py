"""What a pack says about a body that meets people by video: ``video/<body>.yaml``. The file's name is the body's id.

A hall meets people about what they are still filling in; a deciding body about cases that are under way with it.
"""

from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import Field

from yiwang.engines.catalog.pure import FACELESS, ITEM, Item
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Part, Ref, Sourced, World

WAY: Final = "在 receive 里加上 hall、town、village 或 body 之一；视频只是多一条路，不能是唯一的路。"


class RecordingPart(Part):
    """Recordings are offered: why, told before one agrees, and for how many days the provider keeps them."""

    why: str
    keep_days: int = Field(ge=1)


class VideoService(Definition, Sourced):
    """视频办.

    Attributes:
        items: about which one may meet this body by video.
        calendar: its duty hours are the opening hours.
        minutes: how long a session lasts at most, from when both should be there.
        wait_minutes: how long an applicant waits to be taken, at most.
        join_minutes: how long the two have, once taken, to come in.
        queue: how many may wait at once.
        recording: whether a recording may be kept; absent: none is ever made. Only of those who agreed.
    """

    items: tuple[Annotated[str, Ref("item")], ...] = Field(min_length=1)
    calendar: Annotated[str, Ref("calendar")] = ""
    minutes: int = Field(ge=1)
    wait_minutes: int = Field(ge=1)
    join_minutes: int = Field(ge=1)
    queue: int = Field(ge=1)
    recording: RecordingPart | None = None


def video_complaints(held: VideoService, world: World) -> Iterator[Complaint]:
    """What is wrong: an unknown body, no reason to record, items of others, items that have no way without video."""
    tree = OrganisationTree.of(world)
    body = tree.bodies.get(held.id)
    if body is None:
        yield Complaint(f"没有“{held.id}”这个单位。", "文件名写提供视频办的单位的编号。", "video.body")
        return
    if held.recording is not None and not held.recording.why.strip():
        what = "要录像，却没有写为什么。"
        mend = "在 recording 里写 why，征求同意时告诉申请人；没有理由的，删去 recording，就不录。"
        yield Complaint(what, mend, "video.recording", ("recording", "why"))
    for place, name in enumerate(held.items):
        item = world.find(ITEM, name)
        if item is not None:
            yield from _item_complaints(tree, body.function, item, place)


def _item_complaints(tree: OrganisationTree, function: str, item: Item, place: int) -> Iterator[Complaint]:
    receivers = {tree.receiving.get(receipt.place) for receipt in item.receive}
    if function not in {*receivers, item.decide.body}:
        what = f"“{item.title}”既不由这个单位收件，也不由它决定。"
        yield Complaint(
            what, "从 items 里去掉它，或写到收件、决定的单位名下。", "video.item", ("items", place)
        )
    if not FACELESS & {receipt.place for receipt in item.receive}:
        what = f"“{item.title}”没有当面办的地方，用不了视频的人没有别的办法。"
        yield Complaint(what, WAY, "video.way", ("items", place))


VIDEO_SERVICE = Kind(
    "video_service", "video/*.yaml", VideoService, check=video_complaints, live=True, order=70, word="视频办"
)
"""视频办."""
