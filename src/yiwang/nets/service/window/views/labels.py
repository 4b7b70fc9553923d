"""Sheets of barcode labels for the chosen papers."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..services.labelling import labels_print
from .gate import staff_only
from .receiving import pdf


@require_POST
@staff_only
def sheet(request: ActedRequest) -> HttpResponseBase:
    """The sheets as PDF, or back to the papers with the reason why not."""
    codes, first = request.POST.getlist("paper"), request.POST.get("first", "")
    try:
        made = labels_print(request.actor, codes, first, now=timezone.now())
    except AttendingRefused as error:
        messages.error(request, str(error))
        return redirect("window:papers")
    return pdf(made, _("条码标签.pdf"))
