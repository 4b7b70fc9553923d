"""Forgetting: hashes of devices and addresses after their time, and what was never answered."""

from datetime import datetime, timedelta

from django.db.models import Q

from yiwang.foundations.scope.public import as_actor

from ..models import Invitation, Trace
from ..policies import RATINGS
from ..selectors.rules import rules_in_force


def ratings_forget(*, now: datetime) -> int:
    """Take away what the pack's rules keep for a while only; the worker calls it daily. Returns how many rows."""
    rules = rules_in_force()
    if rules is None:
        return 0
    old = now - timedelta(days=rules.limits.trace_days.value)
    with as_actor(RATINGS):
        held = Trace.objects.filter(~Q(device="") | ~Q(address=""), at__lt=old)
        forgotten = held.update(device="", address="")
        ended, _ = Invitation.objects.filter(is_rated=False, expires_at__lt=old).delete()
    return forgotten + ended
