"""The stand-in provider 演示核验: a book, a page to press on, signed notices. No picture, nobody compared."""

import secrets
from datetime import datetime
from typing import Final

from django.urls import reverse

from yiwang.adapters.person_check.models import DemoCheck
from yiwang.engines.person_checks.public import CheckNotice, Order, Placed, check_notice_take
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.wire import Signed

from . import signing

STAND_IN: Final = system_actor("demo-person-check")

PRESSES: Final = {
    "passed": ("passed", "", 1),
    "twice": ("passed", "", 2),
    "silent": ("passed", "", 0),
    "not_matched": ("failed", "not_matched", 1),
    "unclear": ("failed", "unclear", 1),
}
"""Button → what comes of it, why, and how many notices are sent."""


class DemoPersonCheck:
    """A provider that finds what it is told to find."""

    id = "demo-person-check"
    title = "演示核验"
    is_demo = True

    def place(self, order: Order) -> Placed:
        """Have a check; whom it is about is not kept."""
        row = DemoCheck(
            number=order.number, provider_number=f"DEMO{secrets.token_hex(10).upper()}", back=order.back
        )
        with as_actor(STAND_IN):
            DemoCheck.objects.bulk_create([row], ignore_conflicts=True)
            held = DemoCheck.objects.get(number=order.number)
        return Placed(held.provider_number, reverse("demo-person-check", args=[held.provider_number]))

    def ask(self, number: str) -> Signed | None:
        """The notice, as if it were sent now."""
        with as_actor(STAND_IN):
            row = DemoCheck.objects.filter(number=number, answered_at__isnull=False).first()
        return signing.signed(_notice(row)) if row else None

    def read(self, signed: Signed) -> CheckNotice:
        """What a notice says, if it is ours."""
        return signing.opened(signed)


def pressed(provider_number: str, what: str, now: datetime) -> DemoCheck | None:
    """Somebody pressed a button of the stand-in's page, one of ``PRESSES``; the first press stands.

    Gives the check, None if there is none. A press on one that has its result sends the same notice again.
    """
    state, why, times = PRESSES[what]
    with as_actor(STAND_IN):
        row = DemoCheck.objects.select_for_update().filter(provider_number=provider_number).first()
        if row is None:
            return None
        if row.state == "open":
            row.state, row.why, row.answered_at = state, why, now
            row.save(update_fields=["state", "why", "answered_at"])
    for _ in range(times):
        check_notice_take(signing.signed(_notice(row)), now=now)
    return row


def _notice(row: DemoCheck) -> CheckNotice:
    """The notice of what came of a check: the same check, the same notice."""
    return CheckNotice(
        f"{row.provider_number}-{row.state}", row.number, row.provider_number, row.state == "passed",
        row.answered_at, row.why,  # type: ignore[arg-type]
    )  # fmt: skip
