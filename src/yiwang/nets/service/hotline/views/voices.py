"""What was said with a demand: put into words by the hotline, read by who handles it, heard where it may be."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.cases.public import CaseNotFound
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest
from yiwang.web.responses import ranged

from ..domain.errors import HotlineRefused
from ..policies import DISPATCH, REPORT, VOICES
from ..selectors.voices import case_voices
from ..services.photos import may_check
from ..services.voices import is_protected, may_hear, voice_check, voice_hear
from .gate import for_staff


@require_GET
@for_staff(*VOICES)
def voices(request: ActedRequest, number: str) -> HttpResponseBase:
    """The voices of a case, and what they say in words."""
    actor = request.actor
    try:
        case, rows = case_voices(actor, number)
    except CaseNotFound as missing:
        return render(request, "hotline/gone.html", {"sentence": str(missing)}, status=404)
    shown = [(row, may_hear(actor, row)) for row in rows]
    context = {
        "case": case,
        "voices": shown,
        "checks": may_check(actor, case.id),
        "protected": is_protected(case.id),
    }
    return render(request, "hotline/voices.html", context)


@never_cache
@require_GET
@for_staff(*VOICES)
def sound(request: ActedRequest, voice_id: UUID) -> HttpResponseBase:
    """One voice, part by part as players ask for it."""
    try:
        data, mime = voice_hear(request.actor, voice_id, now=timezone.now())
    except HotlineRefused as refused:
        raise Http404(str(refused)) from refused
    return ranged(request, data, mime)


@require_POST
@for_staff(DISPATCH, REPORT)
def check(request: ActedRequest) -> HttpResponseBase:
    """Write down what a voice says, and whether units may hear it."""
    post, now = request.POST, timezone.now()
    voice, said = uuid_of(post.get("voice", "")) or UUID(int=0), post.get("tells", "")

    def act() -> None:
        if said not in ("caller", "nobody"):
            raise HotlineRefused(_("请选这段话能不能给承办单位听。"))
        voice_check(request.actor, voice, post.get("summary", ""), tells_caller=said == "caller", now=now)

    done = act_done(request, act, _("已记录。"), refusals=(HotlineRefused,))
    here = reverse("hotline:photos")
    return redirect(here if done else f"{here}#voice-{voice}")
