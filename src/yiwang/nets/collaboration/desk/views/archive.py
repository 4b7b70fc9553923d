"""The archive: a case looked up by its number, what holds it back, and who holds back or lets go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.engines.cases.public import (
    MAY_CONFIRM_ERASURE,
    MAY_ERASE,
    MAY_HOLD,
    CaseNotFound,
    Kept,
    access_case,
    case_kept,
    cases_over,
    erasure_grounds,
    erasures_of,
    erasures_open,
    hold_lift,
    hold_place,
    holds_open,
)
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only


@require_http_methods(["GET"])
@staff_only
def archive(request: ActedRequest) -> HttpResponse:
    """What is held back in the own units, what waits for an answer, and one case by its number."""
    actor, number = _archivist(request), request.GET.get("number", "").strip()
    kept = _kept(actor, number) if number else None
    context = {"number": number, "kept": kept, "rows": holds_open(), **_erasing(actor, kept)}
    return render(request, "desk/archive.html", context, status=404 if number and kept is None else 200)


@require_POST
@staff_only
def hold(request: ActedRequest, number: str) -> HttpResponse:
    """Hold a case back from the archive."""
    actor = _archivist(request)
    reason = request.POST.get("reason", "")
    done(
        request,
        lambda: hold_place(actor, access_case(actor, number).id, reason=reason, now=timezone.now()),
        _("已停止归档，理由记入办件记录。"),
    )
    return redirect(_page(number))


@require_POST
@staff_only
def lift(request: ActedRequest, number: str) -> HttpResponse:
    """Let it be archived again."""
    actor, wanted = _archivist(request), uuid_of(request.POST.get("hold", ""))
    if wanted is None:
        messages.error(request, _("没有写明解除哪一次；请在办件下面点“解除”。"))
        return redirect(_page(number))
    reason = request.POST.get("reason", "")
    done(
        request,
        lambda: hold_lift(actor, wanted, reason=reason, now=timezone.now()),
        _("已解除，到期照常归档。"),
    )
    return redirect(_page(number))


def _erasing(actor: Actor, kept: Kept | None) -> dict[str, object]:
    """What the page says of erasing: the case's orders, those that wait, what is past its years."""
    grounds = erasure_grounds()
    orders = erasures_of(kept.case.root_id) if kept else []
    return {
        "orders": [(order, grounds.get(order.ground)) for order in orders],
        "waiting": [(order, grounds.get(order.ground)) for order in erasures_open()],
        "over": cases_over(timezone.now()),
        "grounds": erasure_grounds("keeper").values() if actor.has(MAY_ERASE) else (),
        "asked_before": any(order.state in ("asked", "done") for order in orders),
        "may_erase": actor.has(MAY_ERASE),
        "may_confirm": actor.has(MAY_CONFIRM_ERASURE),
    }


def _archivist(request: ActedRequest) -> Actor:
    if not request.actor.has(MAY_HOLD):
        raise PermissionDenied(_("您当前的身份不管档案。请换用档案管理或者单位负责人的岗位。"))
    return request.actor


def _kept(actor: Actor, number: str) -> Kept | None:
    try:
        return case_kept(actor, number)
    except CaseNotFound:
        return None


def _page(number: str) -> str:
    return f"{reverse('desk:archive')}?{urlencode({'number': number})}"
