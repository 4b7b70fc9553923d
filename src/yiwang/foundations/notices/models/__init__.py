"""Tables of notices."""

from .code import PhoneCode
from .notice import Notice, NoticeDelivery, NoticeRead
from .serving import Serving
from .silence import NoticeSilence

__all__ = ["Notice", "NoticeDelivery", "NoticeRead", "NoticeSilence", "PhoneCode", "Serving"]
