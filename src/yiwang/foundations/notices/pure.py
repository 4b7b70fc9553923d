"""Notices as plain functions: the kind of definition, filling, quiet hours.

And what an SMS gateway must do.
"""

from yiwang.foundations.notices.definitions import NOTICE_TEMPLATE, NoticeTemplate
from yiwang.foundations.notices.domain.filling import filled, sentences_filled
from yiwang.foundations.notices.domain.gateway import SmsFailedError, SmsForgedError, SmsGateway, SmsReply
from yiwang.foundations.notices.domain.quiet import quiet_until

__all__ = [
    "NOTICE_TEMPLATE",
    "NoticeTemplate",
    "SmsFailedError",
    "SmsForgedError",
    "SmsGateway",
    "SmsReply",
    "filled",
    "quiet_until",
    "sentences_filled",
]
