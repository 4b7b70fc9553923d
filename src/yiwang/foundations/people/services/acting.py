"""Mandates, representations and consents: given, taken back, looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..models import Consent, Mandate, Representation
from ..policies import access_party


class MandateRefused(Exception):
    """A mandate that may not be given or used; the sentence says why."""


def mandate_give(
    actor: Actor,
    *,
    principal: UUID,
    agent: UUID,
    ground: str,
    now: datetime,
    items: Iterable[str] = (),
    matter: UUID | None = None,
    until: datetime | None = None,
) -> UUID:
    """Let an agent act for a principal: for these items, one matter, or (both empty) everything.

    Raises:
        PartyNotVisible: the actor does not act for the principal (citizens) or may not see it (staff).
        MandateRefused: principal and agent are one, or the mandate would end before it begins.
    """
    access_party(actor, principal, to="change")
    if principal == agent or (until and until <= now) or actor.hat.startswith("mandate:"):
        raise MandateRefused("不能委托给自己、不能转委托，期限也要晚于现在。请改正后再委托。")
    row = Mandate(
        principal_id=principal,
        agent_id=agent,
        items=list(items),
        matter=matter,
        ground=ground,
        since=now,
        until=until,
    )
    row.save(force_insert=True)
    body = {"agent": str(agent), "items": row.items, "matter": str(matter or ""), "ground": ground}
    audit_record(actor, "people.mandate.given", f"party:{principal}", body)
    return row.id


def mandate_revoke(actor: Actor, *, mandate_id: UUID, now: datetime) -> None:
    """Take a mandate back, or lay it down; it counts no more from now on.

    Raises:
        MandateRefused: the actor is neither principal nor agent, or it was revoked before.
    """
    mine = Q(principal__in=actor.parties) | Q(agent__in=actor.parties)
    row = Mandate.objects.filter(mine, id=mandate_id, revoked_at__isnull=True).first()
    if row is None:
        raise MandateRefused("没有这份委托，或它已经撤回。")
    Mandate.objects.filter(id=row.id).update(revoked_at=now)
    audit_record(actor, "people.mandate.revoked", f"party:{row.principal_id}", {"mandate": str(row.id)})


def mandate_of(actor: Actor) -> UUID | None:
    """The id of the mandate the actor acts under; None for every other hat."""
    return UUID(actor.hat.removeprefix("mandate:")) if actor.hat.startswith("mandate:") else None


def mandate_covers(actor: Actor, *, now: datetime, item: str = "", matter: UUID | None = None) -> bool:
    """Whether the hat reaches this item or matter; always true for hats that are no mandate."""
    mandate_id = mandate_of(actor)
    if mandate_id is None:
        return True
    valid = Q(until__isnull=True) | Q(until__gt=now)
    row = Mandate.objects.filter(valid, id=mandate_id, revoked_at__isnull=True, since__lte=now).first()
    if row is None:
        return False
    return (
        (not row.items and not row.matter)
        or item in row.items
        or (matter is not None and matter == row.matter)
    )


def mandate_for(principal: UUID, matter: UUID, *, now: datetime, agent: UUID | None = None) -> UUID | None:
    """The mandate in force that a principal gave (to this agent) for this one matter; None if there is none."""
    valid = Q(until__isnull=True) | Q(until__gt=now)
    rows = Mandate.objects.filter(valid, principal_id=principal, matter=matter, revoked_at__isnull=True)
    rows = rows.filter(agent_id=agent) if agent else rows
    return rows.order_by("-since").values_list("id", flat=True).first()


def representation_record(
    *, person: UUID, organisation: UUID, capacity: str, source: str, now: datetime
) -> None:
    """Note that a person represents an organisation, as the identity provider said at sign-in."""
    Representation.objects.bulk_create(
        [
            Representation(
                person_id=person, organisation_id=organisation, capacity=capacity, source=source, since=now
            )
        ],
        ignore_conflicts=True,
    )


def capacities_of(person: UUID, organisation: UUID, *, now: datetime) -> frozenset[str]:
    """In what capacities a person represents an organisation now, as far as the scope entered may see."""
    valid = Q(until__isnull=True) | Q(until__gt=now)
    rows = Representation.objects.filter(
        valid, person_id=person, organisation_id=organisation, since__lte=now
    )
    return frozenset(rows.values_list("capacity", flat=True))


def representation_end_missing(
    *, person: UUID, kept: Iterable[tuple[UUID, str]], source: str, now: datetime
) -> None:
    """End what this source said before and does not say any more."""
    keep = set(kept)
    for row in Representation.objects.filter(person_id=person, source=source, until__isnull=True):
        if (row.organisation_id, row.capacity) not in keep:
            Representation.objects.filter(id=row.id).update(until=now)


def consent_give(
    actor: Actor, *, party_id: UUID, topic: str, purpose: str, now: datetime, wording: str = ""
) -> Consent:
    """Note that a party agrees to one use of something held about it; giving it twice is one consent.

    Raises:
        PartyNotVisible: the actor does not act for this party.
    """
    access_party(actor, party_id, to="change")
    fresh = Consent(
        party_id=party_id, topic=topic, purpose=purpose, wording=wording, given_at=now, given_by=actor.hat
    )
    Consent.objects.bulk_create([fresh], ignore_conflicts=True)
    row = Consent.objects.get(party_id=party_id, topic=topic, purpose=purpose, withdrawn_at__isnull=True)
    audit_record(actor, "people.consent.given", f"party:{party_id}", {"topic": topic, "purpose": purpose})
    return row


def consent_withdraw(actor: Actor, *, party_id: UUID, topic: str, purpose: str, now: datetime) -> bool:
    """Withdraw a consent, as easily as it was given; whether there was one."""
    access_party(actor, party_id, to="change")
    rows = Consent.objects.filter(party_id=party_id, topic=topic, purpose=purpose, withdrawn_at__isnull=True)
    ended = rows.update(withdrawn_at=now)
    if ended:
        audit_record(
            actor, "people.consent.withdrawn", f"party:{party_id}", {"topic": topic, "purpose": purpose}
        )
    return bool(ended)


def topics_agreed(party_id: UUID, purpose: str) -> set[str]:
    """The topics whose use for this purpose a party agrees to: given, and not withdrawn."""
    rows = Consent.objects.filter(party_id=party_id, purpose=purpose, withdrawn_at__isnull=True)
    return set(rows.values_list("topic", flat=True))


def consents_of(party_ids: Iterable[UUID]) -> list[Consent]:
    """Every consent ever given by these parties, newest first, withdrawn ones included."""
    return list(Consent.objects.filter(party_id__in=set(party_ids)).order_by("-given_at", "-id"))
