"""Video sessions without Django: the kind ``video_service``, what a provider must do, states. Others enter here."""

from .definitions import VIDEO_SERVICE, RecordingPart, VideoService
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
from .domain.states import HELD, NOTES, OPEN, OUTCOMES, WORDS, Presence

__all__ = [
    "HAPPENINGS", "HELD", "NOTES", "OPEN", "OUTCOMES", "SIDES", "VIDEO_SERVICE", "WORDS", "NoticeForged", "Order",
    "Presence", "ProviderSilent", "RecordingPart", "RoomNotice", "Side", "VideoProvider", "VideoService",
]  # fmt: skip
