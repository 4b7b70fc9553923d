"""Checks without an answer: the provider is asked again by the worker, and who waits is told the way without a face.

Silence is unknown: no check is ever closed for it, neither as passed nor as failed.
"""

from datetime import datetime, timedelta

from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.scope.public import as_actor

from ..domain.provider import NoticeForged, PersonCheckProvider, ProviderSilent
from ..domain.standing import ASKED
from ..models import PersonCheck
from ..selectors import CHECKER, ask_days, check_rules
from .providers import person_check_provider
from .receiving import TAKEN, check_notice_take

TEMPLATE = "person_check_silent"


def checks_ask_open(now: datetime) -> int:
    """Ask for every check without an answer, for as many days as the pack says; a silent provider is asked next time.

    Whoever has waited longer than a passed check would hold is told once that no result came.

    Returns:
        How many answers were taken.

    Raises:
        NoProvider: none is bound.
    """
    provider = person_check_provider()
    open_ = _open(now)
    taken = _asked(provider, [row.number for row in open_ if row.provider == provider.id], now)
    _tell_waiting(now)
    return taken


def _open(now: datetime) -> list[PersonCheck]:
    since = now - timedelta(days=ask_days(now))
    with as_actor(CHECKER):
        return list(PersonCheck.objects.filter(state=ASKED, asked_at__gte=since).order_by("id"))


def _asked(provider: PersonCheckProvider, numbers: list[str], now: datetime) -> int:
    taken = 0
    for number in numbers:
        try:
            signed = provider.ask(number)
            taken += signed is not None and check_notice_take(signed, now=now) == TAKEN
        except (ProviderSilent, NoticeForged):
            continue
    return taken


def _tell_waiting(now: datetime) -> None:
    rules = check_rules(now)
    if rules is None:
        return
    late = now - timedelta(minutes=rules.minutes)
    for row in _open(now):
        if row.asked_at <= late:
            words, key = {"draft": str(row.matter_id)}, f"person_check.silent:{row.number}"
            notice_send(party_id=row.person_id, template=TEMPLATE, data=words, key=key, now=now)
