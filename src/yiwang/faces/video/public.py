"""Video sessions as cards. Others enter here."""

from yiwang.faces.video.domain import VideoCard, video_card, video_cards

__all__ = ["VideoCard", "video_card", "video_cards"]
