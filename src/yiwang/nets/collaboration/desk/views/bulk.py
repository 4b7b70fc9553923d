"""Many tasks at once, where that is harmless: each in a transaction of its own, and what happened said one by one.

Taking, giving and giving back are harmless for every task; which acts of a case are, its type says (``bulk: true``).
The address stands outside the request's transaction (setting ``STEPWISE_PATHS``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engines.cases.public import (
    MAY_ASSIGN,
    CaseAct,
    CaseNotFound,
    CaseRefused,
    access_case,
    bulk_acts,
    case_move,
    matter_acts_for,
    task_assign,
    task_give_back,
    task_take,
)
from yiwang.faces.matter.public import ActForm, act_forms, sent_data
from yiwang.foundations.people.public import AppointmentRefused, Colleague, colleagues
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from .gate import staff_only

MOST = 200
TASK_ACTS = ("take", "give_back", "assign")


@dataclass(frozen=True)
class Choices:
    """What a list offers for the tasks picked: acts of cases, and colleagues one may give them to."""

    acts: list[CaseAct]
    colleagues: list[Colleague]


@dataclass(frozen=True)
class Done:
    """What happened to one of them."""

    number: str
    title: str
    sentence: str
    ok: bool


@dataclass(frozen=True)
class Wanted:
    """What is wanted for every task picked."""

    actor: Actor
    act: str
    to: Actor | None
    data: Mapping[str, Any]
    now: datetime


def bulk_choices(actor: Actor, now: datetime) -> Choices:
    """What this hat may do to many at once; only who may assign is asked whom to give them to."""
    to = colleagues(actor.own_units, now) if actor.has(MAY_ASSIGN) else []
    return Choices(bulk_acts(actor, now), to)


@require_POST
@staff_only
def bulk(request: ActedRequest) -> HttpResponse:
    """Do one act to every task picked; an act that asks something asks it once for all of them."""
    actor, now, picks = request.actor, timezone.now(), _picks(request)
    name = request.POST.get("act", "")
    with as_actor(actor):
        choices = bulk_choices(actor, now)
        act = next((one for one in choices.acts if one.id == name), None)
        if act is None and name not in TASK_ACTS:
            raise Http404
        if act is not None and act.data and "confirmed" not in request.POST:
            return _ask(request, act)
        to = next((one.hat.actor for one in choices.colleagues if one.key == request.POST.get("to")), None)
    wanted = Wanted(actor, name, to, sent_data(act, request.POST) if act else {}, now)
    done = [_one(wanted, *pick) for pick in picks]
    with as_actor(actor):
        return render(
            request, "desk/bulk.html", {"done": done, "back": _back(request), "label": _label(act, name)}
        )


def _picks(request: ActedRequest) -> list[tuple[UUID, UUID]]:
    """The cases and tasks picked, each once; in the order of ids, as everybody else locks them."""
    pairs = (text.partition(":")[::2] for text in request.POST.getlist("pick")[:MOST])
    read = {(uuid_of(case), uuid_of(task)) for case, task in pairs}
    return sorted((case, task) for case, task in read if case and task)


def _ask(request: ActedRequest, act: CaseAct) -> HttpResponse:
    form: ActForm = act_forms([act], lambda name: reverse("desk:bulk"))[0]
    picks = request.POST.getlist("pick")[:MOST]
    context = {"form": form, "picks": picks, "back": _back(request), "count": len(picks)}
    return render(request, "desk/bulk_ask.html", context)


def _one(wanted: Wanted, case_id: UUID, task_id: UUID) -> Done:
    """One task in its own transaction; whatever is wrong with it is its own and holds up no other."""
    try:
        with as_actor(wanted.actor):
            held = access_case(wanted.actor, case_id, "act")
            _do(wanted, case_id, task_id)
    except CaseNotFound as error:
        return Done("", "", str(error), ok=False)
    except (CaseRefused, AppointmentRefused) as error:
        return Done(held.number, held.title, str(error), ok=False)
    return Done(held.number, held.title, _("已办"), ok=True)


def _do(wanted: Wanted, case_id: UUID, task_id: UUID) -> None:
    actor, now = wanted.actor, wanted.now
    if wanted.act == "take":
        task_take(actor=actor, case_id=case_id, task_id=task_id, now=now)
    elif wanted.act == "give_back":
        task_give_back(actor=actor, case_id=case_id, task_id=task_id, now=now)
    elif wanted.act == "assign":
        task_assign(actor=actor, case_id=case_id, task_id=task_id, to=wanted.to, now=now)
    else:
        _move(wanted, case_id)


def _move(wanted: Wanted, case_id: UUID) -> None:
    """The act as this very case's type has it: what the type in force allows, an older one may not."""
    acts = matter_acts_for(wanted.actor, [case_id], wanted.now)[case_id]
    if any(act.id == wanted.act and not act.bulk for act in acts):
        raise AppointmentRefused(_("这个办件的这个动作不能成批办理；请打开它单独办。"))
    case_move(actor=wanted.actor, case_id=case_id, act=wanted.act, data=wanted.data, now=wanted.now)


def _label(act: CaseAct | None, name: str) -> str:
    return act.label if act else {"take": _("领办"), "give_back": _("退回本单位"), "assign": _("交办")}[name]


def _back(request: ActedRequest) -> str:
    """The list one came from, with its filters."""
    wanted = request.POST.get("back", "")
    own = wanted.startswith(reverse("desk:inbox"))
    return wanted if own and url_has_allowed_host_and_scheme(wanted, None) else reverse("desk:inbox")
