"""Pictures and voices of demands that wait to be checked before a unit has them."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from ..domain.errors import HotlineRefused
from ..policies import DISPATCH, REPORT
from ..selectors.photos import photos_waiting
from ..selectors.voices import voices_waiting
from ..services.photos import photo_check
from .gate import for_staff


@require_GET
@for_staff(DISPATCH, REPORT)
def photos(request: ActedRequest) -> HttpResponseBase:
    """The pictures and voices that wait."""
    actor = request.actor
    context = {"photos": photos_waiting(actor), "voices": voices_waiting(actor)}
    return render(request, "hotline/photos.html", context)


@require_POST
@for_staff(DISPATCH, REPORT)
def check(request: ActedRequest) -> HttpResponseBase:
    """Say of one picture whether it shows who the caller is."""
    act_done(request, lambda: _check(request), _("已记录。"), refusals=(HotlineRefused,))
    return redirect("hotline:photos")


def _check(request: ActedRequest) -> None:
    photo, said = uuid_of(request.POST.get("photo", "")), request.POST.get("shows")
    if photo is None or said not in ("caller", "nobody"):
        raise HotlineRefused(_("请选这张照片能不能给承办单位看。"))
    photo_check(request.actor, photo, shows_caller=said == "caller", now=timezone.now())
