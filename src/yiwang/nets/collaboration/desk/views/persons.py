"""删除本人全部信息: what erasing a person would come to is shown first; one asks, another decides."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import (
    MAY_CONFIRM_ERASURE,
    MAY_ERASE,
    CaseRefused,
    erasure_grounds,
    party_erasure_ask,
    party_erasure_confirm,
    party_erasure_plan,
    party_erasure_refuse,
    party_order,
    party_orders_decided,
    party_orders_open,
    party_orders_waiting,
)
from yiwang.foundations.people.public import Party, party_find, party_get, party_masked
from yiwang.foundations.scope.public import in_scope
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import kind_word, uuid_of
from yiwang.web.gates import act_result
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only

ID_KINDS = (
    "citizen_id", "residence_permit", "permanent_residence", "permit_hk_macao", "permit_taiwan", "passport",
    "passport_foreign",
)  # fmt: skip
PURPOSE = "办理删除本人全部信息的申请"
"""What an open order is looked at for, as the person reads it."""


def erases_persons(actor: Actor) -> bool:
    """Whether a post sees the whole city and asks for erasures, or decides about them."""
    return actor.whole_city and (actor.has(MAY_ERASE) or actor.has(MAY_CONFIRM_ERASURE))


def persons_waiting(actor: Actor) -> int:
    """How many wait for this hat, as the menu says; pages of work done piece by piece are drawn outside any scope."""
    with in_scope(actor):
        return party_orders_waiting(actor)


@require_http_methods(["GET", "POST"])
@staff_only
def persons(request: ActedRequest) -> HttpResponse:
    """Orders that wait and those decided; somebody looked up by number, with what erasing would come to."""
    actor = _allowed(request)
    if request.method == "POST":
        return _looked(request, actor)
    grounds = erasure_grounds()
    context = {
        "waiting": [(one, grounds.get(one.ground)) for one in party_orders_open()],
        "decided": [(one, grounds.get(one.ground)) for one in party_orders_decided()],
        "grounds": erasure_grounds("keeper").values() if actor.has(MAY_ERASE) else (),
        "kinds": [(kind, kind_word(kind)) for kind in ID_KINDS],
    }
    return render(request, "desk/persons.html", context)


@require_GET
@staff_only
def person(request: ActedRequest, order_id: UUID) -> HttpResponse:
    """One order: what it would come to now, or what it came to."""
    actor, order = _allowed(request), party_order(order_id)
    if order is None:
        raise Http404
    context: dict[str, object] = {"order": order, "ground": erasure_grounds().get(order.ground)}
    if order.is_open:
        context |= _planned(request, order.party_id, order.ground, PURPOSE)
    mine = order.state == "asked" and order.asked_by == actor.account_id
    context |= {"may_confirm": actor.has(MAY_CONFIRM_ERASURE) and not mine, "is_mine": mine}
    return render(request, "desk/person.html", context | {"may_ask": actor.has(MAY_ERASE)})


@require_POST
@staff_only
def ask(request: ActedRequest) -> HttpResponse:
    """Ask for a person to be erased; somebody else decides."""
    actor, party = _allowed(request), uuid_of(request.POST.get("party", ""))
    if party is None:
        messages.error(request, _("没有写明是谁；请先按证件号码查到这个人。"))
        return redirect("desk:persons")
    said = {"ground": request.POST.get("ground", ""), "reason": request.POST.get("reason", "")}
    told = _("已提出删除，请另一位有确认权限的人确认。")
    done(request, lambda: party_erasure_ask(actor, party, **said, now=timezone.now()), told)
    return redirect("desk:persons")


@require_POST
@staff_only
def confirm(request: ActedRequest, order_id: UUID) -> HttpResponse:
    """Decide; everything that goes is gone with this answer."""
    actor, answer = _allowed(request), request.POST.get("answer", "")
    told = _("已删除。账号同时停用，系统不再能通知本人，请按申请时留下的方式答复。")
    done(request, lambda: party_erasure_confirm(actor, order_id, answer=answer, now=timezone.now()), told)
    return redirect("desk:person", order_id)


@require_POST
@staff_only
def refuse(request: ActedRequest, order_id: UUID) -> HttpResponse:
    """Refuse with the reason; a person that wished it reads the answer."""
    actor, answer = _allowed(request), request.POST.get("answer", "")
    told = _("已答复不予删除；本人申请的，理由告诉本人。")
    done(request, lambda: party_erasure_refuse(actor, order_id, answer=answer, now=timezone.now()), told)
    return redirect("desk:person", order_id)


def _looked(request: ActedRequest, actor: Actor) -> HttpResponse:
    """Somebody by number, for a purpose that the person reads."""
    sent = {key: request.POST.get(key, "").strip() for key in ("id_kind", "number", "ground", "purpose")}
    found = party_find(sent["id_kind"], sent["number"])
    if found is None:
        messages.error(request, _("没有登记过这个证件号码的人，或者已经删除；请核对证件种类和号码。"))
        return redirect("desk:persons")
    context = _planned(request, found.id, sent["ground"], sent["purpose"])
    if "plan" not in context:
        return redirect("desk:persons")
    return render(
        request,
        "desk/person.html",
        context | {"ground": erasure_grounds()[sent["ground"]], "may_ask": actor.has(MAY_ERASE)},
    )


def _planned(request: ActedRequest, party_id: UUID, ground: str, purpose: str) -> dict[str, object]:
    """What erasing would come to and whom; without a plan if it was refused, which is said."""
    now = timezone.now()
    plan = act_result(
        request,
        lambda: party_erasure_plan(request.actor, party_id, ground=ground, purpose=purpose, now=now),
        refusals=(CaseRefused,),
    )
    if plan is None:
        return {}
    party: Party = party_get(request.actor, plan.who.parties[0])
    return {"plan": plan, "party": party, "masked": party_masked(party)}


def _allowed(request: ActedRequest) -> Actor:
    if not erases_persons(request.actor):
        raise PermissionDenied(_("您当前的身份不办删除个人信息。请换用个人信息保护的岗位。"))
    return request.actor
