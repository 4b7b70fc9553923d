"""Who may not use commitments now, and in which words that is told."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yiwang.foundations.people.public import parties_merged
from yiwang.kernel.actor import Actor
from yiwang.kernel.days import day_words

from ..models import CommitmentExclusion


def exclusions_of(party_ids: Iterable[UUID]) -> list[CommitmentExclusion]:
    """The exclusions of these parties that were not lifted; merged parties count as one. Run as the worker."""
    wanted = parties_merged(party_ids)
    return list(CommitmentExclusion.objects.filter(party_id__in=wanted, lifted_at=None).order_by("-until"))


def exclusions_visible_to(actor: Actor) -> QuerySet[CommitmentExclusion]:
    """One's own, also those that are over; newest first."""
    every = CommitmentExclusion.objects.order_by("-since", "-id")
    return every.filter(party_id__in=actor.parties) if actor.audience == "citizen" else every.none()


def barred_words(exclusions: Iterable[CommitmentExclusion], day: date) -> str:
    """What a party is told before it could choose; "" where none of them holds on this day."""
    held = next((one for one in exclusions if one.since <= day <= one.until), None)
    if held is None:
        return ""
    return (
        f"“{held.title}”的承诺经核查不实（核查编号 {held.number}），到{day_words(held.until)}为止不能用承诺代替材料。"
        "对认定不服的，可以在该办件中申诉。请上传这份材料。"
    )
