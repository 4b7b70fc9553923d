"""Decides an assistive device for an old villager: ``python -m tests.journeys.helped NUMBER``, on a demo site."""

import sys

from tests.permissions.matter import WORKER, move
from yiwang.engines.cases.models import Case
from yiwang.foundations.scope.public import as_actor


def main() -> None:
    """Take in, examine, decide: the county's body, on its own desk."""
    with as_actor(WORKER):
        case = Case.objects.get(number=sys.argv[1])
    move("dz-disabled", case, "complete_intake")
    move("dz-disabled", case, "propose", opinion="approve", grounds="符合条件")
    move("dz-disabled-chief", case, "approve")


if __name__ == "__main__":
    main()
