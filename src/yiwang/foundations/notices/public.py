"""Notices: in the site at once, by e-mail and text message through the outbox. Others enter here."""

from yiwang.foundations.notices.pure import NOTICE_TEMPLATE, SmsFailedError, SmsGateway
from yiwang.foundations.notices.selectors.notices import (
    NoticeShown,
    notices_for,
    notices_unread,
    notices_visible_to,
)
from yiwang.foundations.notices.selectors.silences import party_may_be_told
from yiwang.foundations.notices.services.delivering import (
    NoGatewayError,
    deliver,
    sms_gateway,
    sms_gateway_use,
)
from yiwang.foundations.notices.services.sending import TOPIC, notice_send, notices_mark_read
from yiwang.foundations.notices.services.silencing import party_silence

__all__ = [
    "NOTICE_TEMPLATE",
    "TOPIC",
    "NoGatewayError",
    "NoticeShown",
    "SmsFailedError",
    "SmsGateway",
    "deliver",
    "notice_send",
    "notices_for",
    "notices_mark_read",
    "notices_unread",
    "notices_visible_to",
    "party_may_be_told",
    "party_silence",
    "sms_gateway",
    "sms_gateway_use",
]
