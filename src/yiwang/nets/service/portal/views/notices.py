"""Messages to this hat; opening the page marks those it shows as read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.faces.notice.public import notice_page
from yiwang.foundations.notices.public import notices_mark_read
from yiwang.web.requests import ActedRequest

from .gate import citizen_only


@require_GET
@citizen_only
def notices(request: ActedRequest) -> HttpResponse:
    """The messages, unread first."""
    now = timezone.now()
    page = notice_page(request.actor, request.GET, now)
    response = render(request, "portal/notices.html", {"page": page})
    notices_mark_read(request.actor, page.unread, now=now)
    return response
