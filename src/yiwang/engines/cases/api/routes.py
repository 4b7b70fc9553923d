"""Cases over HTTP: open, list, read, act. Lists and answers are written as JSON directly; the schemas document them.

Every write takes ``Idempotency-Key``; ids are uuids; pages go by keyset. The site mounts ``router``.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

import orjson
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router

from yiwang.kernel.lights import Light

from ..public import (
    CaseRow,
    OpenRequest,
    TaskRow,
    access_case,
    case_acts_for,
    case_list,
    case_move_once,
    case_open_tree,
    case_timeline,
    seeds_for,
    task_list,
)
from .auth import ClientAuth, HatAuth, actor_of
from .problems import problem, with_problems
from .schemas import ActIn, CaseDetail, CaseOpenIn, CaseOpenOut, CasePage, MovedOut, TaskPage

router = Router(tags=["cases"], auth=[ClientAuth("cases"), HatAuth()])
Key = Annotated[str, Header(min_length=8, max_length=200)]
LightKey = Literal["overdue", "due_soon", "on_track", "paused"]


@router.post("/cases", response={201: CaseOpenOut, 200: CaseOpenOut})
@with_problems
def open_case(request: HttpRequest, body: CaseOpenIn, idempotency_key: Key) -> HttpResponse:
    """Open a case of a subject. The same key with the same content gives the same case again (200)."""
    actor, now = actor_of(request), timezone.now()
    root, children = seeds_for(actor, OpenRequest(**body.model_dump()), now)
    key = f"api:{actor.account_id}:{idempotency_key}"
    said = orjson.dumps([actor.hat, body.model_dump()], option=orjson.OPT_SORT_KEYS)
    opened = case_open_tree(actor=actor, root=root, children=children, key=key, now=now, said=said)
    if not opened.created:
        transaction.set_rollback(True)  # whom the opener registered for the repeat is not registered twice
    held = opened.cases[root.key]
    out = {"id": held.id, "number": held.number, "state": held.state, "created": opened.created}
    return _json(out, 201 if opened.created else 200)


@router.get("/cases", response=CasePage)
@with_problems
def list_cases(
    request: HttpRequest,
    is_open: bool | None = None,
    state: str = "",
    before: UUID | None = None,
    limit: int = 50,
) -> HttpResponse:
    """The cases this hat may see, newest first."""
    limit = max(1, min(limit, 200))
    rows = case_list(actor_of(request), is_open=is_open, state=state, before=before, limit=limit)
    now = timezone.now()
    more = {"before": rows[-1].id} if len(rows) == limit else None
    return _json({"items": [_case(row, now) for row in rows], "next": _next(request, more)})


@router.get("/cases/{case_id}", response=CaseDetail)
@with_problems
def get_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case with its time line, who has it, its clocks, and what this hat may do."""
    actor, now = actor_of(request), timezone.now()
    row = access_case(actor, case_id)
    line = case_timeline(actor, case_id, now)
    acts = case_acts_for(actor, case_id, now)
    case = {"id": row.id, "number": row.number, "title": row.title, "type": row.type, "subject": row.subject}
    times = {"opened_at": row.opened_at, "closed_at": row.closed_at, "due_at": row.due_at}
    rest = {
        "state": row.state,
        "is_open": row.is_open,
        "owner_unit": row.owner_unit_id,
        "division": row.division_id,
    }
    detail: dict[str, Any] = {"case": {**case, **times, **rest, "version": row.version}}
    detail["timeline"] = [asdict(entry) for entry in line.entries]
    detail["holders"] = [{**vars(held), "light": held.light.key} for held in line.holders]
    detail["clocks"] = [{**vars(held), "light": held.light.key} for held in line.clocks]
    detail["acts"] = [asdict(act) for act in acts]
    return _json(detail)


@router.post("/cases/{case_id}/acts", response=MovedOut)
@with_problems
def act_on_case(
    request: HttpRequest,
    case_id: UUID,
    body: ActIn,
    idempotency_key: Key,
) -> HttpResponse:
    """Do an act. Send the ``version`` you saw: an outdated request is refused instead of done.

    If the answer was lost, send the same again under the same ``Idempotency-Key``: it is not done twice, and the first
    answer is given again, with the header ``Idempotency-Replayed: true``.
    """
    if body.version is None:
        return problem(428, "act.version_required", "请带上您看到的版本 version，避免重复办理。")
    actor, now = actor_of(request), timezone.now()
    answer, again = case_move_once(
        actor=actor,
        case_id=case_id,
        act=body.act,
        data=body.data,
        now=now,
        version=body.version,
        key=idempotency_key,
    )
    answered = _json(answer)
    if again:
        answered["Idempotency-Replayed"] = "true"
    return answered


@router.get("/tasks", response=TaskPage)
@with_problems
def list_tasks(
    request: HttpRequest,
    light: LightKey | None = None,
    step: str = "",
    after_due: datetime | None = None,
    after: UUID | None = None,
    limit: int = 50,
) -> HttpResponse:
    """The open tasks of this hat's units, the most urgent first."""
    now, limit = timezone.now(), max(1, min(limit, 200))
    wanted = Light[light.upper()] if light else None
    cursor = (after_due, after) if after else None
    rows = task_list(actor_of(request), now, light=wanted, step=step, after=cursor, limit=limit)
    return _json({"items": [_task(row, now) for row in rows], "next": _next(request, _after(rows, limit))})


def _after(rows: list[TaskRow], limit: int) -> dict[str, Any] | None:
    if len(rows) < limit:
        return None
    due, last = rows[-1].cursor
    return {"after": last, **({"after_due": due.isoformat()} if due else {})}


def _case(row: CaseRow, now: datetime) -> dict[str, Any]:
    light = row.light(now)
    held = {key: value for key, value in vars(row).items() if key not in _HIDDEN}
    return {
        **held,
        "owner_unit": row.owner_unit_id,
        "division": row.division_id,
        "light": light.key if light else None,
    }


_HIDDEN = {"root_id", "warn_at", "paused", "owner_unit_id", "division_id"}


def _task(row: TaskRow, now: datetime) -> dict[str, Any]:
    names = ("id", "case_id", "number", "title", "step", "opened_at", "due_at")
    return {**{name: getattr(row, name) for name in names}, "unit": row.unit_id, "light": row.light(now).key}


def _next(request: HttpRequest, more: dict[str, Any] | None) -> str | None:
    if more is None:
        return None
    kept = {key: value for key, value in request.GET.items() if key not in ("before", "after", "after_due")}
    return f"{request.path}?{urlencode({**kept, **more})}"


def _json(body: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(body, default=_plain), status=status, content_type="application/json")


def _plain(value: Any) -> Any:
    if isinstance(value, Light):
        return value.key
    raise TypeError(type(value).__name__)
