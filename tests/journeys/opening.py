"""A matter to ask after, and a decision to read: ``python -m tests.journeys.opening``; prints number and phone.

The shop is handed in by a demo person; its hygiene licence is published as it is when it has been decided.
"""

import sys

from django.utils import timezone

from tests.permissions.matter import OWNER, WORKER, acting, citizen, hand_in
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import CaseMoved
from yiwang.engines.publicity.services import publish
from yiwang.foundations.people.public import Party, phone_of
from yiwang.foundations.scope.public import as_actor


def main() -> None:
    """Hand in, publish, print."""
    owner = citizen(OWNER)
    done = hand_in(acting(owner))
    with as_actor(WORKER):
        case = Case.objects.get(root_id=done.matter_id, subject="hygiene_licence")
        phone = phone_of(Party.objects.get(id=owner.party_id))
    moved = CaseMoved(case.root_id, case.id, 99, case.type, case.subject, "approve", case.state, "issued")
    publish(moved, timezone.now())
    sys.stdout.write(f"{done.number} {phone}\n")


if __name__ == "__main__":
    main()
