"""Handing over the work of somebody who leaves: every open task in the account's name, on one page.

The administrator sees which tasks there are, never what is in the cases.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.engines.cases.public import AccountTask, HandedOver, account_tasks, step_words, tasks_hand_over
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import unit_names, units_around
from yiwang.foundations.people.public import AppointmentRefused, Colleague, colleagues, staff_get
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor

from ..policies import SECURITY, only


@only(SECURITY)
@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """The tasks and who may have them; a POST hands over all of them, each in a transaction of its own.

    The address stands outside the request's transaction (setting ``STEPWISE_PATHS``).
    """
    actor: Actor = getattr(request, "actor", PUBLIC)
    now = timezone.now()
    with as_actor(actor):
        row = staff_get(account_id)
        if row is None or account_id == actor.account_id:
            raise Http404
        tasks = account_tasks(account_id)
        others = _others(tasks, account_id, now)
        if request.method == "GET":
            return render(request, "administration/handover.html", _page(row, tasks, others, now))
    _hand_over(request, actor, account_id, others, now)
    return redirect("administration:handover", account_id)


def _page(row: object, tasks: list[AccountTask], others: list[Colleague], now: datetime) -> dict[str, object]:
    steps = step_words(now) if tasks else {}
    units = unit_names({task.unit_id for task in tasks})
    lines = [(task, steps.get(task.step, task.step), units.get(task.unit_id, task.unit_id)) for task in tasks]
    return {"row": row, "lines": lines, "others": others}


def _others(tasks: list[AccountTask], account_id: UUID, now: datetime) -> list[Colleague]:
    """Everybody whose post has the work of one of these tasks' units, but the one who leaves."""
    bodies = {task.unit_id for task in tasks}
    around = colleagues(units_around(bodies), now) if bodies else []
    return [one for one in around if one.account_id != account_id and bodies & set(one.hat.actor.own_units)]


def _hand_over(
    request: HttpRequest, actor: Actor, account_id: UUID, others: list[Colleague], now: datetime
) -> None:
    chosen, reason = request.POST.get("to", ""), request.POST.get("reason", "").strip()
    to = next((one.hat.actor for one in others if one.key == chosen), None)
    if not reason or (to is None and chosen != "unit"):
        messages.error(request, _("请选择交给谁，并写明原因。"))
        return
    try:
        done = tasks_hand_over(actor=actor, account_id=account_id, to=to, now=now, reason=reason)
    except AppointmentRefused as error:
        messages.error(request, str(error))
        return
    _tell(request, actor, account_id, done, chosen, reason)


def _tell(
    request: HttpRequest, actor: Actor, account_id: UUID, done: HandedOver, to: str, reason: str
) -> None:
    body = {"to": to, "reason": reason, "done": done.done, "left": sorted(done.left)}
    with as_actor(actor):
        audit_record(actor, "people.work.handed_over", f"account:{account_id}", body)
    messages.success(request, _("已交接 {0} 件。").format(done.done))
    for number, sentence in done.left.items():
        messages.error(request, f"{number}：{sentence}")
