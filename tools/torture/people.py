"""Who acts: programs with tokens for citizens and clerks, and the session of a seat of the hotline."""

from dataclasses import dataclass
from datetime import timedelta

from benchmarks import cases_fill

CITIZENS = ("李示范", "王示范", "黄示范", "周示范")
CLERKS = {
    "officer": ("dz-urban", "post:441202-urban-approval-officer"),
    "chief": ("dz-urban-chief", "post:441202-urban-approval-chief"),
    "dispatcher": ("hotline-dispatcher", "post:441200-hotline-service-dispatcher"),
}
Headers = dict[str, str]


@dataclass(frozen=True)
class Citizen:
    """Somebody who applies: what the form asks of a person, and the headers of the program that sends it."""

    name: str
    number: str
    phone: str
    headers: Headers


@dataclass(frozen=True)
class People:
    """Everybody who acts."""

    citizens: tuple[Citizen, ...]
    clerks: dict[str, Headers]
    seat: Headers


def people() -> People:
    """Make accounts and tokens on the site that Django is set up for, as its owner."""
    from yiwang.foundations.people.public import demo_people_seed
    from yiwang.foundations.releases.public import world
    from yiwang.foundations.scope.public import as_actor
    from yiwang.kernel.actor import system_actor

    with as_actor(system_actor("demo")):
        demo_people_seed(world())
    clerks = {key: _clerk(*named) for key, named in CLERKS.items()}
    return People(tuple(map(_citizen, CITIZENS)), clerks, cases_fill.session_of("hotline-seat"))


def _clerk(username: str, hat: str) -> Headers:
    from yiwang.foundations.people.public import Account

    return _program(Account.objects.get(username=username).pk, hat)


def _citizen(name: str) -> Citizen:
    from yiwang.foundations.people.definitions import DEMO_PERSON
    from yiwang.foundations.people.public import Account, Party
    from yiwang.foundations.releases.public import world

    held = next(one for one in world().all(DEMO_PERSON).values() if one.name == name)
    party = Party.objects.get(name=name)
    account, _ = Account.objects.get_or_create(
        username=f"torture-{held.id}", defaults={"party_id": party.pk, "name": name}
    )
    return Citizen(name, held.id_number, held.phone, _program(account.pk, f"party:{party.pk}"))


def _program(account: object, hat: str) -> Headers:
    from django.utils import timezone

    from yiwang.foundations.people.public import client_issue
    from yiwang.foundations.scope.public import as_actor
    from yiwang.kernel.actor import system_actor

    worker, now = system_actor("torture"), timezone.now()
    with as_actor(worker):
        _, token = client_issue(
            worker, account_id=account, hat=hat, label="torture", scopes=("cases:read", "cases:write"),
            expires_at=now + timedelta(days=2), now=now,
        )  # fmt: skip
    return {"Authorization": f"Bearer {token}", "Host": "127.0.0.1"}
