"""Progress without signing in: number and phone, then the code. Neither stands in an address."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.nets.service.portal.domain.progress import ProgressRefused
from yiwang.web.requests import ActedRequest, address_of

from ..services import progress_ask, progress_look

ASKED = Signer(salt="portal.progress")
"""The form for the code carries the ask's id signed: nobody tries codes for another one's."""


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: ActedRequest) -> HttpResponse:
    """Number and phone; the answer is the same whether or not they belong together."""
    held = {"number": request.POST.get("number", "")[:40], "phone": request.POST.get("phone", "")[:40]}
    if request.method == "GET":
        return render(request, "portal/progress.html", {"held": held})
    try:
        code = progress_ask(**held, address=address_of(request), now=timezone.now())
    except ProgressRefused as refused:
        return render(
            request, "portal/progress.html", {"held": held, "error": str(refused), "field": refused.field}
        )
    return render(request, "portal/progress_code.html", {"asked": ASKED.sign(str(code))})


@never_cache
@require_POST
def code(request: ActedRequest) -> HttpResponse:
    """The code, and then how far the matter is."""
    asked = request.POST.get("asked", "")[:200]
    try:
        found = progress_look(
            UUID(ASKED.unsign(asked)), request.POST.get("code", "")[:12], now=timezone.now()
        )
    except (BadSignature, ValueError):
        error = _("这一页打开得太久了，请重新查。")
        return render(request, "portal/progress.html", {"held": {}, "error": error})
    except ProgressRefused as refused:
        return render(request, "portal/progress_code.html", {"asked": asked, "error": str(refused)})
    return render(request, "portal/progress_shown.html", {"found": found})
