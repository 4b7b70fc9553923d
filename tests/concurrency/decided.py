"""Brings one matter so far that its first licence is due: ``python -m tests.concurrency.decided``; prints the case."""

import sys

from tests.permissions.matter import acting, children, citizen, hand_in, move

APPLICANT = "梁示范"
OFFICERS = ("dz-market", "dz-police", "dz-health", "dz-urban")


def main() -> None:
    """Hand in, take in, examine, decide; what follows is the worker's."""
    cases = children(hand_in(acting(citizen(APPLICANT))).matter_id)
    for username, case in zip(OFFICERS, cases, strict=True):
        move(username, case, "complete_intake")
    move("dz-market", cases[0], "propose", opinion="approve", grounds="属实")
    move("dz-market-chief", cases[0], "approve")
    sys.stdout.write(str(cases[0].id))


if __name__ == "__main__":
    main()
