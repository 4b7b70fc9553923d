"""The stand-in provider 演示视频室: a book, a page to press on, signed notices. No picture, no sound, no recording."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.video.models import DemoHappening, DemoLink, DemoRoom
from yiwang.engines.video_sessions.public import Order, RoomNotice, Side, video_notice_take
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed

from . import signing

STAND_IN: Final = system_actor("demo-video")
GOOD_FOR: Final = timedelta(minutes=2)
"""How soon a link of the stand-in must be used: its own limit, as a real provider has one; nothing of the city's."""

PRESSES: Final = {
    "join": ("joined", 1),
    "leave": ("left", 1),
    "twice": ("left", 2),
    "silent": ("left", 0),
    "end": ("ended", 1),
}
"""Button → what happens, and how often it is told."""

WATCHER: Final = "watcher"
"""Whom a link to a recording lets in."""


@dataclass(frozen=True)
class Entered:
    """Whom a link has let in: into which room, as whom, and where he comes back to."""

    room: DemoRoom
    side: str
    back: str


class DemoVideo:
    """A provider of rooms in which nothing is seen or heard."""

    id = "demo-video"
    title = "演示视频室"
    is_demo = True

    def open(self, order: Order) -> str:
        """Have a room."""
        row = DemoRoom(
            number=order.number, provider_number=f"DEMO{secrets.token_hex(10).upper()}", until=order.until,
            record=order.record,
        )  # fmt: skip
        with as_actor(STAND_IN):
            DemoRoom.objects.bulk_create([row], ignore_conflicts=True)
            return str(DemoRoom.objects.get(number=order.number).provider_number)

    def enter(self, number: str, side: Side, back: str) -> str:
        """A link for one side."""
        with as_actor(STAND_IN):
            return _link(DemoRoom.objects.get(number=number), side, back)

    def close(self, number: str) -> None:
        """End it, and say so; a recording is ready at once if there is one."""
        with as_actor(STAND_IN):
            room = DemoRoom.objects.select_for_update().filter(number=number).first()
            happened = _ended(room, timezone.now()) if room else []
        _tell(happened)

    def ask(self, number: str) -> Sequence[Signed]:
        """All that happened, as if it were told now."""
        with as_actor(STAND_IN):
            rows = list(DemoHappening.objects.filter(room=number).select_related("room"))
        return [signing.signed(_notice(row)) for row in rows]

    def read(self, signed: Signed) -> RoomNotice:
        """What a notice says, if it is ours."""
        return signing.opened(signed)

    def show(self, reference: str) -> str:
        """A link to the page that says that there is no recording."""
        with as_actor(STAND_IN):
            return _link(DemoRoom.objects.get(recording=reference), WATCHER, "/")

    def erase(self, reference: str) -> None:
        """Forget it."""
        with as_actor(STAND_IN):
            DemoRoom.objects.exclude(recording="").filter(recording=reference).update(recording="")


def _link(room: DemoRoom, side: str, back: str) -> str:
    token = secrets.token_urlsafe(24)
    until = timezone.now() + GOOD_FOR
    DemoLink.objects.create(digest=_digest(token), room=room, side=side, back=back, until=until)
    return reverse("demo-video-enter", args=[token])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def entered(token: str, now: datetime) -> Entered | None:
    """Whom a link lets in; None if it was used, is too old, or never was. It lets in once, whoever comes twice."""
    with as_actor(STAND_IN):
        good = DemoLink.objects.filter(digest=_digest(token), used_at=None, until__gt=now)
        if not good.update(used_at=now):
            return None
        link = DemoLink.objects.select_related("room").get(digest=_digest(token))
    return Entered(link.room, link.side, link.back)


def pressed(provider_number: str, side: str, what: str, now: datetime) -> None:
    """Somebody pressed a button of the room's page, one of ``PRESSES``; in a room that has ended nothing happens."""
    kind, times = PRESSES[what]
    with as_actor(STAND_IN):
        room = DemoRoom.objects.select_for_update().get(provider_number=provider_number)
        if room.ended_at is not None or room.until <= now:
            return
        if kind == "ended":
            happened = _ended(room, now)
        else:
            happened = [DemoHappening.objects.create(room=room, kind=kind, side=side, at=now)]
    for _ in range(times):
        _tell(happened)


def _ended(room: DemoRoom, now: datetime) -> list[DemoHappening]:
    """End a room that has not ended: the happenings to be told."""
    if room.ended_at is not None:
        return []
    met = DemoHappening.objects.filter(room=room, kind="joined").values("side").distinct().count() > 1
    room.ended_at, room.recording = now, f"REC{secrets.token_hex(10).upper()}" if room.record and met else ""
    room.save(update_fields=["ended_at", "recording"])
    kinds = ["ended", *(["recorded"] if room.recording else [])]
    return [DemoHappening.objects.create(room=room, kind=kind, at=now) for kind in kinds]


def _tell(happened: Sequence[DemoHappening]) -> None:
    for row in happened:
        video_notice_take(signing.signed(_notice(row)), now=timezone.now())


def _notice(row: DemoHappening) -> RoomNotice:
    """The notice of a happening: the same happening, the same notice."""
    reference = row.room.recording if row.kind == "recorded" else ""
    return RoomNotice(
        f"{row.room.provider_number}-{row.pk}", row.kind, row.room.number, row.room.provider_number,  # type: ignore[arg-type]
        row.at, row.side, reference,  # type: ignore[arg-type]
    )  # fmt: skip


def there(room: DemoRoom) -> dict[str, bool]:
    """Which side is in the room."""
    with as_actor(STAND_IN):
        rows = DemoHappening.objects.filter(room=room, kind__in=("joined", "left")).order_by("id")
        return {row.side: row.kind == "joined" for row in rows}
