"""Erasing at the archive's desk: one asks, another confirms or refuses; each act goes back to the case's page."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engines.cases.public import (
    MAY_CONFIRM_ERASURE,
    MAY_ERASE,
    access_case,
    erasure_ask,
    erasure_confirm,
    erasure_refuse,
)
from yiwang.kernel.actor import staff_may
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only


@require_POST
@staff_only
def ask(request: ActedRequest, number: str) -> HttpResponse:
    """Ask for a closed matter to be erased; somebody else confirms."""
    _allowed(request)
    asked = {"ground": request.POST.get("ground", ""), "reason": request.POST.get("reason", "")}
    done(
        request,
        lambda: erasure_ask(
            request.actor, access_case(request.actor, number).id, **asked, now=timezone.now()
        ),
        _("已提出删除，请另一位有确认权限的人确认。"),
    )
    return redirect(_page(number))


@require_POST
@staff_only
def confirm(request: ActedRequest, order_id: UUID) -> HttpResponse:
    """Confirm; the content is gone with this answer."""
    _allowed(request)
    answer = request.POST.get("answer", "")
    done(
        request,
        lambda: erasure_confirm(request.actor, order_id, answer=answer, now=timezone.now()),
        _("内容已依法删除，编号、状态和核验用的摘要仍然保留。"),
    )
    return redirect(_page(request.POST.get("number", "")))


@require_POST
@staff_only
def refuse(request: ActedRequest, order_id: UUID) -> HttpResponse:
    """Refuse with the reason; a party that wished it reads the answer."""
    _allowed(request)
    answer = request.POST.get("answer", "")
    done(
        request,
        lambda: erasure_refuse(request.actor, order_id, answer=answer, now=timezone.now()),
        _("已答复不予删除，理由告诉申请人。"),
    )
    return redirect(_page(request.POST.get("number", "")))


def _allowed(request: ActedRequest) -> None:
    if not staff_may(request.actor, MAY_ERASE, MAY_CONFIRM_ERASURE):
        raise PermissionDenied(_("您当前的身份不办依法删除。请换用档案管理或者单位负责人的岗位。"))


def _page(number: str) -> str:
    return f"{reverse('desk:archive')}?{urlencode({'number': number})}" if number else reverse("desk:archive")
