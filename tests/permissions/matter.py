"""Makes on a running site what roles are tried on: a matter of one citizen under way, a licence, a draft.

Run as ``python -m tests.permissions.matter`` in the site's environment, as owner; prints what it made as JSON.
"""

import json
import sys
import time
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402

from yiwang.engines.applications.models import Submission  # noqa: E402
from yiwang.engines.applications.public import draft_answer, draft_open, draft_submit, submission_papers_of  # noqa: E402
from yiwang.engines.applications.tests.journeys import filled_in, signed  # noqa: E402
from yiwang.engines.cases.models import Case, Task  # noqa: E402
from yiwang.engines.cases.public import case_move  # noqa: E402
from yiwang.engines.licences.models import Licence  # noqa: E402
from yiwang.foundations.people.models import Account, Party  # noqa: E402
from yiwang.foundations.people.public import actor_of, hats_of  # noqa: E402
from yiwang.foundations.proposals.public import proposal_open  # noqa: E402
from yiwang.foundations.releases.public import release_current  # noqa: E402
from yiwang.foundations.scope.public import as_actor  # noqa: E402
from yiwang.kernel.actor import Actor, system_actor  # noqa: E402

OWNER, OTHER = "龙凤胎双胞胎姐妹", "吴示范"
STAFF = {
    "officer": "dz-market", "body": "dz-tax", "county": "dq-market", "supervisor": "supervisor",
    "system": "system-admin", "security": "security-admin", "audit": "audit-admin",
}  # fmt: skip
PATIENCE = 60
WORKER = system_actor("tests")


def citizen(name: str) -> Account:
    """The account of a demo person."""
    with as_actor(WORKER):
        party = Party.objects.get(name=name)
        known = Account.objects.filter(party_id=party.id).first()
        return known or Account.objects.create_user(f"tried-{party.id}", party_id=party.id)


def acting(account: Account) -> Actor:
    """Who the account is when it has chosen no other hat."""
    return actor_of(account, hats_of(account)[0].key)


def staff(username: str) -> Actor:
    """A demo officer."""
    return acting(Account.objects.get(username=username))


def hand_in(actor: Actor) -> Any:
    """A whole application of the barber's shop, handed in."""
    now = timezone.now()
    view = filled_in(actor, now=now)
    signed(actor, view, now)
    with as_actor(actor):
        return draft_submit(actor, view.id, now=now)


def move(username: str, case: Case, act: str, **data: str) -> None:
    """One act of one officer."""
    actor = staff(username)
    with as_actor(actor):
        case_move(actor=actor, case_id=case.id, act=act, data=data, now=timezone.now())


def drafted(actor: Actor) -> Any:
    """A draft of an item owner, which nobody outside his unit may read."""
    with as_actor(actor):
        return proposal_open(actor, title=MARK, now=timezone.now()).pk


def children(root: Any) -> list[Case]:
    """The cases below a matter, in order of their numbers."""
    with as_actor(WORKER):
        return list(Case.objects.filter(root_id=root).exclude(id=root).order_by("number"))


def issued(case: Case) -> Licence:
    """The first licence, once the worker has made it."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        with as_actor(WORKER):
            if held := Licence.objects.filter(case_id=case.id).first():
                return held
        time.sleep(0.2)
    raise AssertionError("后台没有发出证照。")


def main() -> None:
    """Make it all and print it."""
    owner, other = citizen(OWNER), citizen(OTHER)
    done = hand_in(acting(owner))
    first, *_ = cases = children(done.matter_id)
    for username, case in zip(("dz-market", "dz-police", "dz-health", "dz-urban"), cases, strict=True):
        move(username, case, "complete_intake")
    move("dz-market", first, "propose", opinion="approve", grounds="属实")
    move("dz-market-chief", first, "approve")
    licence = issued(first)
    with as_actor(acting(owner)):
        draft = draft_open(acting(owner), "theme:open_barber_shop", now=timezone.now())
        draft_answer(acting(owner), draft.id, "form", "individual", now=timezone.now())
        paper = submission_papers_of(done.id)[0]
    sys.stdout.write(json.dumps(_told(owner, other, done, first, licence, draft, paper), default=str))


def _told(
    owner: Account, other: Account, done: Submission, first: Case, licence: Licence, draft: Any, paper: Any
) -> dict[str, Any]:
    materials = first.data["form"]["materials"]
    secret = next(held["key"] for held in first.data["form"]["fields"] if isinstance(held["value"], dict))
    posts = Account.objects.get(username="dz-tax")
    accounts = {name: Account.objects.get(username=username).pk for name, username in STAFF.items()}
    ids = {
        "root": done.number, "child": first.number, "case": first.id, "licence": licence.id,
        "draft": draft.id, "done": done.id,
        "paper": paper.file_id, "file": next(held["file"] for held in materials if held.get("file")),
        "task": Task.objects.filter(case_id=first.id).latest("opened_at").pk,
        "field": secret, "account": posts.pk, "release": release_current().pk,
        "proposal": drafted(staff("city-urban-owner")),
        "appointment": posts.appointments.first().pk,
    }  # fmt: skip
    return {"accounts": {"owner": owner.pk, "other": other.pk, **accounts}, "ids": ids, "mark": MARK}


MARK = "端州区示范剪吧理发店"
"""A word of the matter; nobody reads it who may not see the matter."""

if __name__ == "__main__":
    main()
