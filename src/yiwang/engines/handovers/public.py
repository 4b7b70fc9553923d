"""Hand-overs: the applicant's choice, sending, the counter, carriers' notices. Others enter here.

wish_save(actor, root_id, {"way": "post", "pace": "together", "address": "…"}, now=now)
handover_send(actor, handover.id, now=now)
sentence = handover_give(actor, handover.id, Handing(code="123456"), now=now)     # "" if done
carrier_use(carrier)                                                             # in ready() of an adapter
"""

from .domain.errors import HandoverNotVisible, HandoverRefused, NoCarrier
from .models import Handover
from .policies import access_handover, hands_out
from .pure import Accepted, CarrierNotice, NoticeForged, Parcel
from .selectors import delivery_receipt, handover_page, handovers_of, wish_of
from .services.carriers import carrier_of, carrier_use, ways_open
from .services.codes import code_opened
from .services.finishing import handovers_tell_ready
from .services.handing import Handing, handover_give
from .services.preparing import still_open
from .services.receiving import delivery_notice_take
from .services.sending import carriers_ask, handover_again, handover_ask, handover_send
from .services.wishing import CHOOSE, cases_to_choose_for, wish_save

__all__ = [
    "CHOOSE", "Accepted", "CarrierNotice", "Handing", "Handover", "HandoverNotVisible", "HandoverRefused", "NoCarrier",
    "NoticeForged", "Parcel", "access_handover", "carrier_of", "carrier_use", "carriers_ask", "cases_to_choose_for",
    "code_opened", "delivery_notice_take", "delivery_receipt", "handover_again", "handover_ask", "handover_give",
    "handover_page", "handover_send", "handovers_of", "handovers_tell_ready", "hands_out", "still_open", "ways_open",
    "wish_of", "wish_save",
]  # fmt: skip
