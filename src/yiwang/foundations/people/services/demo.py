"""Makes a pack's demo persons and staff accounts, on demo sites only; all of them are labelled."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import World

from ..definitions import DEMO_ACCOUNT, DEMO_PERSON, DemoAccount, DemoPerson
from ..models import Account, Appointment
from ..selectors.hats import not_ended
from .acting import representation_record
from .appointments import account_appoint
from .parties import party_register

SOURCE = "演示身份"
"""Where a demo person's representations come from."""


class NoDemoSite(Exception):
    """Demo people are wanted on a site that is not a demo site."""

    def __init__(self) -> None:
        super().__init__("本站不是演示站，不能建立演示人员和账号。演示站请设 YIWANG_DEMO=1。")


def demo_people_seed(world: World, now: datetime | None = None) -> dict[str, UUID]:
    """Register demo parties and make demo staff accounts; repeating it changes nothing.

    Call it as the worker (``as_actor(system_actor("demo"))``).

    Returns:
        The party of every demo person and organisation, by its id in the pack.

    Raises:
        NoDemoSite: the site does not run in demo mode.
    """
    if not settings.YIWANG_DEMO:
        raise NoDemoSite
    actor, moment = system_actor("demo"), now or timezone.now()
    parties = {key: _party(actor, person) for key, person in world.all(DEMO_PERSON).items()}
    for key, person in world.all(DEMO_PERSON).items():
        _represent(person, key, parties, moment)
    password = make_password(settings.YIWANG_DEMO_PASSWORD)
    for account in world.all(DEMO_ACCOUNT).values():
        _account(actor, account, password, moment)
    return parties


def _party(actor: Actor, person: DemoPerson) -> UUID:
    return party_register(
        actor,
        kind=person.kind,
        name=person.name,
        id_kind=person.id_kind,
        id_number=person.id_number,
        phone=person.phone,
        birth=person.birth,
        is_demo=True,
    ).id


def _represent(person: DemoPerson, key: str, parties: dict[str, UUID], now: datetime) -> None:
    for one in person.represents:
        representation_record(
            person=parties[key],
            organisation=parties[one.organisation],
            capacity=one.capacity,
            source=SOURCE,
            now=now,
        )


def _account(actor: Actor, wanted: DemoAccount, password: str, now: datetime) -> None:
    """The account with its posts; ``password`` is hashed once for all, because all know it and hashing is slow."""
    account = Account.objects.filter(username=wanted.id).first()
    if account is None:
        account = Account(username=wanted.id, name=wanted.name, is_staff_account=True, is_demo=True)
        account.password = password
        account.save(force_insert=True)
    held = set(Appointment.objects.filter(not_ended(now), account=account).values_list("post_id", flat=True))
    for post in (post for post in wanted.posts if post not in held):
        account_appoint(actor, account_id=account.id, post_id=post, now=now)
