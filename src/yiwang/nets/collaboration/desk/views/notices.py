"""What the site told this account and the units of its hat; opening the page marks those it shows as read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yiwang.faces.notice.public import notice_page
from yiwang.foundations.notices.public import notices_mark_read
from yiwang.web.requests import ActedRequest

from .gate import staff_only


@require_GET
@staff_only
def notices(request: ActedRequest) -> HttpResponse:
    """The notices, unread first; a mark is the account's own, so that colleagues keep theirs."""
    now = timezone.now()
    page = notice_page(request.actor, request.GET, now)
    response = render(request, "desk/notices.html", {"page": page})
    notices_mark_read(request.actor, page.unread, now=now)
    return response
