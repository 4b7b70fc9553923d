"""Files to another system and back, for the hat's own units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engines.externals.public import ExternalRefused, sheet_export, sheet_import
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import download

from .gate import result, staff_only

LONGEST = 8 * 1024 * 1024


@require_POST
@staff_only
def out(request: ActedRequest, system: str) -> HttpResponse:
    """What waits, as a file; from then on it counts as sent."""
    sheet = result(request, lambda: sheet_export(request.actor, system, now=timezone.now()))
    if sheet and not sheet.steps:
        messages.info(request, _("没有待送的。"))
    if not sheet or not sheet.steps:
        return redirect("externals:home")
    return download(sheet.text, sheet.name)


@require_POST
@staff_only
def back(request: ActedRequest, system: str) -> HttpResponse:
    """A file that came back; lines that were not taken are told one by one."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("请选择对方退回的 CSV 文件。"))
        return redirect("externals:home")
    try:
        taken = sheet_import(request.actor, system, file.read(LONGEST + 1), now=timezone.now())
    except ExternalRefused as error:
        messages.error(request, str(error))
        return redirect("externals:home")
    return render(request, "externals/taken.html", {"taken": taken})
