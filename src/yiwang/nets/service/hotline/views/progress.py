"""How far a demand has got, for whoever has its number; the number never stands in an address."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.faces.matter.public import receipts_file
from yiwang.web.requests import ActedRequest

from ..selectors.progress import progress_of, receipts_of


@require_http_methods(["GET", "POST"])
def progress(request: ActedRequest) -> HttpResponseBase:
    """Ask by number, signed in or not."""
    request.area = "portal"
    typed, found, error = request.POST.get("number", "")[:60], None, ""
    if request.method == "POST":
        found = progress_of(typed, timezone.now())
        if found and request.POST.get("receipt"):
            return receipts_file(receipts_of(found))
        error = "" if found else _("没有这个查询号，请核对；它有 16 位字母和数字，受理时告诉过您。")
    return render(
        request, "hotline/progress.html", {"found": found, "typed": typed, "error": error, "field": "number"}
    )
