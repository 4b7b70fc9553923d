"""Electronic service at the counter for who comes for that alone: found by document, read how it stands, taken back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..services.service_alone import served_end, served_find
from .devices import at_the_window
from .receiving import identified, kinds_asked


@never_cache
@require_http_methods(["GET", "POST"])
@at_the_window
def serving(request: ActedRequest) -> HttpResponse:
    """One page; the document is asked again with the act, so that nothing hangs on an address."""
    context: dict[str, Any] = {"kinds": kinds_asked(), "sent": request.POST}
    if request.method == "POST":
        try:
            context |= _gone_on(request)
        except AttendingRefused as refusal:
            context["error"] = str(refusal)
    return render(request, "window/serving.html", context)


def _gone_on(request: ActedRequest) -> dict[str, Any]:
    now, who, firm = timezone.now(), identified(request, ""), identified(request, "for_")
    held = served_find(request.actor, who, principal=firm if firm.id_number else None, now=now)
    if request.POST.get("go") != "end" or held.agreed_at is None:
        return {"found": held}
    served_end(request.actor, held, source=who.source, now=now)
    return {"done": held}
