"""Video sessions as cards. Others enter here."""

from yiwang.faces.video.domain import video_card, video_cards

__all__ = ["video_card", "video_cards"]
