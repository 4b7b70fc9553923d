"""Platforms outside, and what they were not told yet: seen by who dispatches, told again by a button."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.errors import HotlineRefused
from ..policies import DISPATCH
from ..selectors.channels import counts_by_channel, statuses_waiting
from ..services.channels import status_again
from .gate import for_staff


@require_GET
@for_staff(DISPATCH)
def channels(request: ActedRequest) -> HttpResponseBase:
    """The platforms with their counts, and the statuses that wait."""
    context = {"channels": counts_by_channel(request.actor), "waiting": statuses_waiting(request.actor)}
    return render(request, "hotline/channels.html", context)


@require_POST
@for_staff(DISPATCH)
def again(request: ActedRequest) -> HttpResponseBase:
    """Tell a platform again at once."""
    relayed = uuid_of(request.POST.get("relayed", ""))
    try:
        if relayed is None:
            raise HotlineRefused(_("请选一件。"))
        if status_again(request.actor, relayed, now=timezone.now()):
            messages.success(request, _("对方已收到。"))
        else:
            messages.error(request, _("对方还是没有收，原因写在这一行；稍后会自动再送。"))
    except HotlineRefused as refused:
        messages.error(request, str(refused))
    return redirect("hotline:channels")
