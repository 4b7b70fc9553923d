"""Sheets of barcode labels for the chosen papers."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.web.requests import ActedRequest

from ..services.labelling import labels_print
from .gate import result, staff_only
from .receiving import pdf


@require_POST
@staff_only
def sheet(request: ActedRequest) -> HttpResponseBase:
    """The sheets as PDF, or back to the papers with the reason why not."""
    codes, first = request.POST.getlist("paper"), request.POST.get("first", "")
    made = result(request, lambda: labels_print(request.actor, codes, first, now=timezone.now()))
    return redirect("window:papers") if made is None else pdf(made, _("条码标签.pdf"))
