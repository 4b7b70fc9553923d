"""Notices as plain functions: the kind of definition, filling, quiet hours.

And what an SMS gateway must do.
"""

from yiwang.foundations.notices.definitions import NOTICE_TEMPLATE
from yiwang.foundations.notices.domain.filling import filled, sentences_filled
from yiwang.foundations.notices.domain.gateway import SmsFailedError, SmsForgedError, SmsGateway, SmsReply

__all__ = [
    "NOTICE_TEMPLATE",
    "SmsFailedError",
    "SmsForgedError",
    "SmsGateway",
    "SmsReply",
    "filled",
    "sentences_filled",
]
