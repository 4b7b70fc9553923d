"""A crowd of demo applicants without accounts, so that a year of demo matters is not on a few visitors' heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings

from ..models import Account, Party, PartyGrant, PartyKind
from .demo import NoDemoSite

NAMESPACE = UUID("0f6a2f0e-64a6-4f5b-9f0c-3a5f0f1f7c52")
NAMES = {PartyKind.PERSON: "示范居民{0}号", PartyKind.ORGANISATION: "示范商行{0}号"}
GROUND = "演示数据"


@dataclass(frozen=True)
class Crowd:
    """Demo applicants: persons and organisations."""

    persons: Sequence[UUID]
    organisations: Sequence[UUID]


def demo_crowd_seed(persons: int, organisations: int) -> Crowd:
    """Have so many demo applicants, without numbers, phones or accounts; repeating it changes nothing.

    Raises:
        NoDemoSite: the site does not run in demo mode.
    """
    if not settings.YIWANG_DEMO:
        raise NoDemoSite
    return Crowd(_party(PartyKind.PERSON, persons), _party(PartyKind.ORGANISATION, organisations))


def _party(kind: PartyKind, count: int) -> list[UUID]:
    names = [NAMES[kind].format(number) for number in range(1, count + 1)]
    made = [Party(id=uuid5(NAMESPACE, name), kind=kind, name=name, is_demo=True) for name in names]
    Party.objects.bulk_create(made, ignore_conflicts=True, batch_size=5000)
    return [party.id for party in made]


def demo_crowd_grant(pairs: Iterable[tuple[UUID, str]]) -> None:
    """Let units see demo applicants whose cases they have; a pair that may already changes nothing."""
    grants = [PartyGrant(party_id=party, unit_id=unit, ground=GROUND) for party, unit in sorted(set(pairs))]
    PartyGrant.objects.bulk_create(grants, ignore_conflicts=True, batch_size=5000)


def demo_site_stands() -> bool:
    """Whether this database is a demo site's: only there are demo accounts."""
    return Account.objects.filter(is_demo=True).exists()
