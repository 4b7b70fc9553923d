"""Tables of notices."""

from .notice import Notice, NoticeDelivery, NoticeRead

__all__ = ["Notice", "NoticeDelivery", "NoticeRead"]
