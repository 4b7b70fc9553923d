"""Notices: in the site at once, by e-mail and text message through the outbox. Others enter here."""

from yiwang.foundations.notices.models import Serving
from yiwang.foundations.notices.pure import NOTICE_TEMPLATE, SmsFailedError, SmsForgedError, SmsReply
from yiwang.foundations.notices.selectors.codes import code_asked, codes_for_phone, codes_from_address
from yiwang.foundations.notices.selectors.hotline import hotline
from yiwang.foundations.notices.selectors.notices import (
    NoticeCursor,
    NoticeShown,
    notices_for,
    notices_unread,
    notices_visible_to,
)
from yiwang.foundations.notices.selectors.servings import (
    ServingNotVisible,
    access_serving,
    serves,
    servings_visible_to,
)
from yiwang.foundations.notices.selectors.silences import party_may_be_told
from yiwang.foundations.notices.services.codes import code_make, code_send, code_use, codes_forget
from yiwang.foundations.notices.services.consenting import (
    ELECTRONIC,
    electronic_agree,
    electronic_terms,
    served_electronically,
)
from yiwang.foundations.notices.services.delivering import (
    NoGatewayError,
    deliver,
    sms_gateway,
    sms_gateway_use,
)
from yiwang.foundations.notices.services.sending import TOPIC, notice_send, notices_mark_read
from yiwang.foundations.notices.services.serving import (
    WAYS,
    Served,
    ServingRefused,
    serving_ask,
    serving_done,
)
from yiwang.foundations.notices.services.silencing import party_silence

__all__ = [
    "ELECTRONIC",
    "NOTICE_TEMPLATE",
    "TOPIC",
    "WAYS",
    "NoGatewayError",
    "NoticeCursor",
    "NoticeShown",
    "Served",
    "Serving",
    "ServingNotVisible",
    "ServingRefused",
    "SmsFailedError",
    "SmsForgedError",
    "SmsReply",
    "access_serving",
    "code_asked",
    "code_make",
    "code_send",
    "code_use",
    "codes_for_phone",
    "codes_forget",
    "codes_from_address",
    "deliver",
    "electronic_agree",
    "electronic_terms",
    "hotline",
    "notice_send",
    "notices_for",
    "notices_mark_read",
    "notices_unread",
    "notices_visible_to",
    "party_may_be_told",
    "party_silence",
    "served_electronically",
    "serves",
    "serving_ask",
    "serving_done",
    "servings_visible_to",
    "sms_gateway",
    "sms_gateway_use",
]
