"""To the provider that checks whether one is oneself, and asking it what came of that; the page to sign shows it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engines.applications.public import (
    DraftClosed,
    NotYours,
    draft_person_check_ask,
    draft_person_check_begin,
)
from yiwang.engines.person_checks.public import CheckRefused, NoProvider
from yiwang.web.requests import ActedRequest

from .gate import citizen_only


@require_POST
@citizen_only
def person_check(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """``act`` begin or ask. Coming back from the provider proves nothing: only its notice counts."""
    back, now = reverse("portal:draft-sign", args=[draft_id]), timezone.now()
    try:
        if request.POST.get("act") != "ask":
            return redirect(draft_person_check_begin(request.actor, draft_id, back=back, now=now))
        if not draft_person_check_ask(request.actor, draft_id, now=now):
            messages.info(
                request, _("核验机构还没有给出结果。请过几分钟再看，或者到窗口当面签名，不用刷脸。")
            )
    except (CheckRefused, NoProvider, NotYours, DraftClosed) as error:
        messages.error(request, str(error))
    return redirect(back)
