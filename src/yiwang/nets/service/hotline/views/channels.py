"""Platforms outside, and what they did not take: seen by who dispatches, told again by a button."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from yiwang.faces.external.public import all_told_again, refusing, told_again, untold_lines
from yiwang.web.requests import ActedRequest

from ..policies import DISPATCH
from ..selectors.channels import KIND, counts_by_channel
from .gate import for_staff


@require_GET
@for_staff(DISPATCH)
def channels(request: ActedRequest) -> HttpResponseBase:
    """The platforms with their counts, and the statuses that they did not take."""
    actor = request.actor
    context = {
        "channels": counts_by_channel(actor), "untold": untold_lines(actor, KIND), "refusing": refusing(actor, KIND),
    }  # fmt: skip
    return render(request, "hotline/channels.html", context)


@require_POST
@for_staff(DISPATCH)
def again(request: ActedRequest, told_id: int) -> HttpResponseBase:
    """Tell a platform again at once."""
    told_again(request, told_id)
    return redirect("hotline:channels")


@require_POST
@for_staff(DISPATCH)
def all_again(request: ActedRequest) -> HttpResponseBase:
    """Tell a platform again all that it refused."""
    all_told_again(request, KIND)
    return redirect("hotline:channels")
