"""Video sessions without Django: the kind ``video_service``, what a provider must do, states. Others enter here."""

from .definitions import VIDEO_SERVICE
from .domain.provider import (
    HAPPENINGS,
    SIDES,
    NoticeForged,
    Order,
    ProviderSilent,
    RoomNotice,
    Side,
    VideoProvider,
)
from .domain.states import HELD, NOTES, OUTCOMES

__all__ = [
    "HAPPENINGS", "HELD", "NOTES", "OUTCOMES", "SIDES", "VIDEO_SERVICE", "NoticeForged", "Order", "ProviderSilent",
    "RoomNotice", "Side", "VideoProvider",
]  # fmt: skip
