"""What follows from choosing: the chosen mediator gets the task, agreements are counted, who stands near is kept."""

from datetime import datetime
from uuid import UUID, uuid5

from yiwang.engines.cases.public import (
    ActDone,
    CaseRefused,
    EffectCall,
    acts_done,
    cases_visible_to,
    task_assign,
    tasks_visible_to,
)
from yiwang.foundations.keys.public import blind, decrypt
from yiwang.foundations.organisations.public import post_scopes
from yiwang.foundations.people.public import post_hat
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.signing import APPLICANT, OTHER
from ..models import MediationConflict, MediationRequest, MediationSide
from ..policies import MEDIATION, PHONE_PURPOSE, POST
from ..selectors.choosing import CONFLICT_PURPOSE, barred_in

RECUSE = "recuse"
AGREED = ("draft_agreement", "oral_agreement")
"""Acts by which a mediator writes down what was agreed."""

SIDES = {"applicant": (APPLICANT,), "other": (OTHER,), "both": (APPLICANT, OTHER)}
"""What is said of whom one stands near to."""

KEY = UUID("3d0c5a5e-8f0f-4b53-9c5e-0f6f5a1c9d11")


def chosen_given(case_id: UUID, now: datetime) -> None:
    """Give the mediation to the chosen mediator, if the committee that has it is theirs; again changes nothing."""
    with as_actor(MEDIATION):
        case = cases_visible_to(MEDIATION).get(id=case_id)
        request = MediationRequest.objects.filter(case_id=case_id).exclude(chosen="").first()
        if request is None or request.chosen in barred_in(case_id):
            return
        free = tasks_visible_to(MEDIATION).filter(
            case_id=case_id, state="open", account_id=None, post_id=None
        )
        task = free.filter(unit_id=case.owner_unit_id).first()
    hat = _hat(request.chosen)
    if task is None or hat is None or hat.unit != task.unit_id:
        return
    try:
        task_assign(
            actor=MEDIATION, case_id=case_id, task_id=task.id, to=hat, now=now, text="当事人选的调解员"
        )
    except (
        CaseRefused
    ):  # somebody took it meanwhile, or the post no longer mediates: the committee arranges it
        return


def _hat(post: str) -> Actor | None:
    """A post as somebody to whom a task is given: nobody in particular on it."""
    held = post_scopes([post]).get(post)
    return post_hat(None, held).actor if held else None


def settled_keep(case_id: UUID, now: datetime) -> None:
    """Keep with which mediator an agreement was reached, once it has effect."""
    with as_actor(MEDIATION):
        done = acts_done([case_id], AGREED)
        post = done[-1].hat.removeprefix(POST) if done else ""
        mine = MediationRequest.objects.filter(case_id=case_id, settled_at=None)
        mine.update(settled_by=post, settled_at=now)


def conflict_keep(call: EffectCall) -> None:
    """Keep to which side a mediator stands near, so that this person is not offered that mediator again."""
    with as_actor(MEDIATION):
        done = next((one for one in acts_done([call.case_id], [RECUSE]) if one.seq == call.seq), None)
        roles = SIDES.get(str((call.body.get("data") or {}).get("side")), ())
        sides = MediationSide.objects.filter(case_id=call.case_id, role__in=roles)
        rows = [_conflict(side, done, call) for side in sides] if done else []
        MediationConflict.objects.bulk_create(rows, ignore_conflicts=True)


def _conflict(side: MediationSide, done: ActDone, call: EffectCall) -> MediationConflict:
    phone = decrypt(side.phone, purpose=PHONE_PURPOSE) if side.phone else ""
    return MediationConflict(
        id=uuid5(KEY, f"{call.key}:{side.role}"), case_id=call.case_id, post=done.hat.removeprefix(POST),
        account=done.account, party_id=side.party_id, at=done.at,
        phone=blind(phone, purpose=CONFLICT_PURPOSE) if phone else "",
    )  # fmt: skip
