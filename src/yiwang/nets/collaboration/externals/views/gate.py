"""Who may come in: staff hats only; and how refusals of the engines become sentences on the page."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from yiwang.engines.cases.public import CaseNotFound, CaseRefused
from yiwang.engines.externals.public import ExternalNotVisible, ExternalRefused, NoGateway
from yiwang.engines.tellings.public import TellingNotVisible
from yiwang.web.gates import act_done, act_result, gate, is_staff

MISSING = (ExternalNotVisible, TellingNotVisible, CaseNotFound)
REFUSED = (ExternalRefused, NoGateway, CaseRefused)

staff_only = gate(
    is_staff, _("这里只给工作人员用。请在右上角换成您的岗位身份。"), area="desk", missing=MISSING
)
"""The view for staff hats; strangers are sent to sign in, others are told."""

result = partial(act_result, refusals=REFUSED)
"""What an act gives; None if it was refused, and the next page says why."""

done = partial(act_done, refusals=REFUSED)
"""Do an act, and say on the next page that it is done, or why it was refused."""
