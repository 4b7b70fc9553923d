"""Messages to this hat; opening the page marks them read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.foundations.notices.public import notices_for, notices_mark_read
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

PAGE = 50


@require_GET
@citizen_only
def notices(request: ActedRequest) -> HttpResponse:
    """The newest messages."""
    held = list(notices_for(request.actor)[:PAGE])
    response = render(request, "portal/notices.html", {"notices": held})
    notices_mark_read(request.actor, now=timezone.now())
    return response
