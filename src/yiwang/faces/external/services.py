"""The buttons under what a system outside did not take."""

from functools import partial

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.engines.tellings.public import Line, TellingRefused, refused_again, telling_again
from yiwang.web.gates import act_done, act_result
from yiwang.web.requests import ActedRequest


def told_again(request: ActedRequest, telling_id: int) -> None:
    """Tell it again at once, with what else it has not taken of the case; the next page says what came of it.

    Raises:
        TellingNotVisible: it is not this hat's.
    """
    again = partial(telling_again, request.actor, telling_id, now=timezone.now())
    went = act_result(request, again, refusals=(TellingRefused,))
    if went is None:
        return
    said = _("对方已收到。") if went else _("还是没有收到，原因写在这一条后面；没有应答的会自动再送。")
    (messages.success if went else messages.error)(request, said)


def all_told_again(request: ActedRequest, kind: str) -> None:
    """Have all that the recipient named in the form refused told again; the next page says of how many cases."""
    line = Line(kind, request.POST.get("recipient", ""))
    again = partial(refused_again, request.actor, line, now=timezone.now())
    act_done(request, again, _arranged, refusals=(TellingRefused,))


def _arranged(cases: int) -> str:
    return _("已安排再送：{0} 件，一分钟以后刷新看结果。").format(cases)
