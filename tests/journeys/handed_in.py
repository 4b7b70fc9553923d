"""Hands in a barber's application on a running site: ``python -m tests.journeys.handed_in`` prints its numbers."""

import json
import sys

import django

django.setup()

from tests.permissions.matter import OWNER, acting, children, citizen, hand_in  # noqa: E402


def main() -> None:
    """Hand it in and print the number of each child by the body that has it."""
    done = hand_in(acting(citizen(OWNER)))
    numbers = {"-".join(case.owner_unit_id.split("-")[:2]): case.number for case in children(done.matter_id)}
    sys.stdout.write(json.dumps({"root": done.number, **numbers}))


if __name__ == "__main__":
    main()
