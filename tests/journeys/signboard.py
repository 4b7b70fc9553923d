"""Hands in the barber's shop with its signboard, and prints what the signboard's case was promised.

Run as ``python -m tests.journeys.signboard PERSON`` in a site's environment, as owner.
"""

import sys

from tests.permissions.matter import WORKER, acting, citizen, hand_in
from yiwang.engines.cases.models import Case
from yiwang.foundations.scope.public import as_actor


def main() -> None:
    """Hand in, and print the limit."""
    done = hand_in(acting(citizen(sys.argv[1])))
    with as_actor(WORKER):
        case = Case.objects.get(root_id=done.matter_id, subject="signboard_permit")
    sys.stdout.write(str(case.data["terms"]["limits"]["promised"]["value"]))


if __name__ == "__main__":
    main()
