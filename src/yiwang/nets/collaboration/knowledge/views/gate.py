"""Who may come in: hats of those at work; what one may do with a script, the engine says."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from yiwang.engines.knowledge.public import KnowledgeNotFound, KnowledgeRefused
from yiwang.web.gates import act_done, gate, is_staff

staff_only = gate(
    is_staff,
    _("这里只给工作人员用。请在右上角换成您的岗位身份。"),
    area="desk",
    missing=(KnowledgeNotFound,),
)
"""The view for staff hats; strangers are sent to sign in, others are told."""

done = partial(act_done, refusals=(KnowledgeRefused,))
"""Do an act, and say on the next page that it is done, or why it was refused."""
