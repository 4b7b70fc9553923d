"""Pages of the shell itself: the look a visitor chooses, and the living page of components."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from yiwang.kernel.lights import Light
from yiwang.web.preferences import look_changed, look_keep, look_of


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep one choice of look and go back to the page it was made on."""
    changed = look_changed(look_of(request), request.POST.get("name", ""), request.POST.get("value", ""))
    response = HttpResponseRedirect(_back(request))
    look_keep(response, changed, secure=request.is_secure() and not settings.DEBUG)
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else "/"


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, living."""
    return render(request, "web/styleguide.html", {"lights": list(Light)})
