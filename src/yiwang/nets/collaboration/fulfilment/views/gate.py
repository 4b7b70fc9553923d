"""Who may come in: staff hats only; and how refusals of the engines become sentences on the page."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from yiwang.engines.handovers.public import HandoverNotVisible, HandoverRefused, NoCarrier
from yiwang.engines.payments.public import ChargeNotVisible, NoProvider, PaymentRefused
from yiwang.foundations.notices.public import ServingNotVisible, ServingRefused
from yiwang.web.gates import act_done, gate, is_staff

MISSING = (ChargeNotVisible, HandoverNotVisible, ServingNotVisible)
REFUSED = (PaymentRefused, NoProvider, HandoverRefused, NoCarrier, ServingRefused)

staff_only = gate(
    is_staff, _("这里只给工作人员用。请在右上角换成您的岗位身份。"), area="desk", missing=MISSING
)
"""The view for staff hats; strangers are sent to sign in, others are told."""

done = partial(act_done, refusals=REFUSED)
"""Do an act, and say on the next page that it is done, or why it was refused."""
