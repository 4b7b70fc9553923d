"""Tables of video sessions."""

from .notice import VideoNotice
from .session import VideoSession
from .shown import VideoNote, VideoPaper

__all__ = ["VideoNote", "VideoNotice", "VideoPaper", "VideoSession"]
