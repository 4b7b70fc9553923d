"""The one door for notices, and the stand-in's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.adapters.person_check.models import DemoCheck
from yiwang.engines.person_checks.public import NoProvider, NoticeForged, check_notice_take
from yiwang.web.signed_door import DoorWords, signed_message
from yiwang.web.stand_ins import stand_in_row

from .stand_in import PRESSES, STAND_IN, pressed

DOOR = DoorWords("通知过长，没有接收。", "签名不符，没有接收。", "核验编号与本站不符，已记录待查。")


@csrf_exempt
@never_cache
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """A provider's notice over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been), 403 if its signature is not the provider's, 409 if it does not fit
    what was asked for, 413 if it is too long.
    """
    return signed_message(
        request, "X-Person-Check-Signature", lambda held: check_notice_take(held, now=timezone.now()), DOOR,
        forged=(NoticeForged, NoProvider), doubted=("mismatch", "unknown"),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, number: str) -> HttpResponse:
    """The stand-in's page: press what should come of it. It says nothing about who is checked, as it keeps nothing."""
    row = _check(number)
    if request.method == "POST":
        if request.POST.get("press", "") in PRESSES:
            pressed(number, request.POST["press"], timezone.now())
        return redirect(row.back)
    return render(request, "person_check/page.html", {"check": row})


def _check(number: str) -> DemoCheck:
    """A check of the stand-in by its unguessable number; 404 on a site in earnest."""
    return stand_in_row(DemoCheck.objects.filter(provider_number=number), STAND_IN, "没有这次演示核验。")
