"""The yearly review of accounts: begun and watched by the system administrator, decided by heads, read by auditors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.foundations.people.public import (
    AccountRulesMissing,
    ReviewRefused,
    account_rules,
    appointment_resume,
    lines_decide,
    lines_to_decide,
    review_get,
    review_lines,
    review_open,
    review_progress,
    reviews_all,
    staff_get,
)
from yiwang.kernel.actor import Actor
from yiwang.kernel.counting import whole_number
from yiwang.web.gates import act_done

from ..policies import AUDIT, REVIEW, SECURITY, SYSTEM, may, only
from ..services.reviewing import review_begin

_PAGE = 100


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@only(SYSTEM, AUDIT)
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """Every round; the system administrator may begin one when none is under way."""
    rows = reviews_all()
    try:
        days = account_rules().review.days.value
    except AccountRulesMissing:
        days = 0
    begins = may(SYSTEM)(_actor(request)) and not any(row.closed_at is None for row in rows)
    return render(request, "administration/reviews.html", {"rows": rows, "days": days, "begins": begins})


@only(SYSTEM)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a round; every head is told."""
    act_done(
        request,
        lambda: review_begin(_actor(request), now=timezone.now()),
        _("核对已经开始，各单位负责人已收到通知。"),
        refusals=(ReviewRefused, AccountRulesMissing),
    )
    return redirect("administration:reviews")


@only(SYSTEM, AUDIT)
@require_GET
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One round: how far each unit has come; for auditors the record of every line too."""
    held = review_get(review_id)
    if held is None:
        raise Http404
    lines = review_lines(review_id) if may(AUDIT)(_actor(request)) else []
    context = {"review": held, "units": review_progress(review_id, timezone.now()), "lines": lines}
    return render(request, "administration/review.html", context)


@only(REVIEW, SECURITY)
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The lines this hat decides on; a POST decides those for which something was chosen, all or none."""
    held, status = review_open(), 200
    if request.method == "POST" and held is not None:
        status = _decided(request, held.id)
        if status == 200:
            return redirect("administration:review-mine")
    context: dict[str, Any] = {"review": held}
    if held is not None:
        rows = lines_to_decide(_actor(request), held.id, timezone.now())
        left = rows.filter(verdict="")
        context |= {"lines": left[:_PAGE], "left": left.count(), "total": rows.count(), "sent": request.POST}
    return render(request, "administration/review_mine.html", context, status=status)


def _decided(request: HttpRequest, review_id: UUID) -> int:
    """Decide what was chosen; 200 if that was done."""
    post = request.POST
    ids = [
        key.removeprefix("verdict.") for key, value in post.items() if key.startswith("verdict.") and value
    ]
    said = {
        number: (post[f"verdict.{one}"], post.get(f"reason.{one}", ""))
        for one in ids
        if (number := whole_number(one)) is not None
    }
    done = act_done(
        request,
        lambda: lines_decide(_actor(request), review_id, said, now=timezone.now()),
        lambda counts: _("已核对：保留 {0} 项，收回 {1} 项。").format(*counts.values()),
        refusals=(ReviewRefused,),
    )
    return 200 if done else 409


@only(SECURITY)
@require_POST
def resume(request: HttpRequest, account_id: UUID, appointment: int) -> HttpResponse:
    """Let a suspended post give its hat again."""
    row = staff_get(account_id)
    if row is None or appointment not in {post.id for post in row.posts}:
        raise Http404
    if _actor(request).account_id == account_id:
        raise PermissionDenied("不能恢复自己的岗位，请由另一位安全管理员办理。")
    reason, now = request.POST.get("reason", ""), timezone.now()
    act_done(
        request,
        lambda: appointment_resume(_actor(request), appointment_id=appointment, reason=reason, now=now),
        "",
        refusals=(ReviewRefused,),
    )
    return redirect("administration:account", account_id)
