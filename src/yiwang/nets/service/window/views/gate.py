"""Who may come in: hats that serve people in presence, or citizens; and how refusals become sentences on the page."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yiwang.engines.video_sessions.public import VideoNotVisible, serves
from yiwang.kernel.actor import Actor
from yiwang.web.gates import SIGN_IN, View, act_done, act_result, gate, is_citizen, is_staff, refused
from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..domain.tickets import QueueRefused
from ..policies import SERVE

__all__ = [
    "View",
    "citizens_only",
    "done",
    "refused",
    "result",
    "serving_only",
    "staff_only",
    "tried",
    "video_seen",
    "video_serving",
]


def _serves(actor: Actor) -> bool:
    return is_staff(actor) and actor.has(SERVE)


serving_only = gate(_serves, _("这里给窗口和帮办人员用。请在右上角换成窗口岗位的身份。"))
"""The view for hats that serve people in presence; strangers are sent to sign in, others are told."""

staff_only = gate(is_staff, _("这里只给工作人员用。请在右上角换成您的岗位身份。"))
"""The view for every staff hat: papers come to desks that serve nobody in presence."""

video_serving = gate(serves, _("这里给接视频的工作人员用。请在右上角换成能接视频的岗位的身份。"))
"""The view for hats that meet applicants by video."""

video_seen = gate(is_staff, _("这里只给工作人员用。请在右上角换成您的岗位身份。"), missing=(VideoNotVisible,))
"""The view for every staff hat that sees the session; what it does not see is not there."""

citizens_only = gate(
    is_citizen, _("这里给市民和企业预约用。您现在是工作人员身份；请用个人身份登录。"), sign_in=SIGN_IN
)
"""The view for people and organisations; strangers are sent to sign in, staff are told."""


REFUSED = (AttendingRefused, QueueRefused)

result = partial(act_result, refusals=REFUSED)
"""What an act gives; None if it was refused, and the next page says why."""

done = partial(act_done, refusals=REFUSED)
"""Do an act, and say on the next page that it is done, or why it was refused."""


def tried(request: ActedRequest, act: Callable[[], object]) -> HttpResponse:
    """Do an act on papers and go back to their page with what came of it."""
    done(request, act, gettext("已经记下。"))
    return redirect("window:papers")
