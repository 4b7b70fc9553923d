"""The stand-in's signature over a notice, under the site's own key.

A city's own adapter checks with the other's public key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yiwang.engines.video_sessions.public import NoticeForged, RoomNotice
from yiwang.engines.video_sessions.pure import HAPPENINGS, SIDES
from yiwang.foundations.keys.public import site_opened, site_signed
from yiwang.kernel.wire import Signed

PURPOSE = "video.stand_in"


def signed(said: RoomNotice) -> Signed:
    """A notice as it goes over the wire."""
    return site_signed(vars(said), purpose=PURPOSE)


def opened(held: Signed) -> RoomNotice:
    """What a notice says. Raises NoticeForged if one byte of it is not as it was signed."""
    try:
        return _notice(site_opened(held, purpose=PURPOSE))
    except (ValueError, KeyError, TypeError) as error:
        raise NoticeForged from error


def _notice(said: dict[str, Any]) -> RoomNotice:
    if said["kind"] not in HAPPENINGS or said["side"] not in ("", *SIDES):
        raise ValueError("notice")
    texts = {name: str(said[name]) for name in ("id", "number", "provider_number", "reference")}
    at = datetime.fromisoformat(said["at"])
    return RoomNotice(kind=said["kind"], side=said["side"], at=at, **texts)
