"""Who may come in: staff hats only; others are shown the way."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from yiwang.engines.cases.public import CaseNotFound, CaseRefused
from yiwang.web.gates import act_done, gate, is_staff

staff_only = gate(is_staff, _("工作台只给工作人员用。请在右上角换成您的岗位身份。"))
"""The view for staff hats; strangers are sent to sign in, others are told."""

done = partial(act_done, refusals=(CaseNotFound, CaseRefused))
"""Do an act on a case, and say on the next page that it is done, or why it was refused."""
