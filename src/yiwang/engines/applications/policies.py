"""Who may reach a draft or a submission: the party it belongs to; a signer, his part of the draft."""

from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from yiwang.kernel.actor import Actor

from .domain.errors import DraftNotFound, NotForThisHat
from .models import Draft, DraftSignature, Submission

SERVE = "window.serve"
"""Permission word of the posts that serve people in presence."""


def actor_in_presence(staff: Actor, party_id: UUID, draft_id: UUID) -> Actor:
    """Who acts when an official applies for somebody in presence: that party, under the official's own hat.

    It is held to the one application, by these functions and by the database; every event names the official.

    Args:
        staff: the official's own hat.
        party_id: the party in presence, or the one it may act for.
        draft_id: the application.

    Raises:
        NotForThisHat: the hat does not serve people in presence.
    """
    if staff.audience != "staff" or not staff.has(SERVE):
        raise NotForThisHat
    label = f"{staff.hat_label}（现场代办）"
    return Actor(
        "citizen", staff.account_id, staff.hat, label, unit=staff.unit, parties=(party_id,),
        matter=draft_id,
    )  # fmt: skip


def in_presence(actor: Actor) -> bool:
    """Whether an official acts here for a party in presence (see ``actor_in_presence``)."""
    return actor.matter is not None and actor.hat.startswith("post:")


def drafts_visible_to(actor: Actor) -> QuerySet[Draft]:
    """One's own drafts and those one is asked to sign, newest first."""
    if actor.audience == "worker":
        return Draft.objects.order_by("-changed_at")
    if actor.audience != "citizen":
        return Draft.objects.none()
    asked = DraftSignature.objects.filter(subject_id__in=actor.parties).values("draft_id")
    mine = Draft.objects.filter(owner_id__in=actor.parties)
    every = mine | Draft.objects.filter(id__in=asked)
    return (every.filter(id=actor.matter) if actor.matter else every).order_by("-changed_at")


def access_draft(actor: Actor, draft_id: UUID, to: Literal["read", "change", "sign"] = "read") -> Draft:
    """The draft, if the actor may reach it for this.

    Raises:
        DraftNotFound: the actor may not, or there is none.
    """
    draft = drafts_visible_to(actor).filter(id=draft_id).first()
    if draft is None or (to == "change" and not owns(actor, draft)):
        raise DraftNotFound
    return draft


def owns(actor: Actor, draft: Draft) -> bool:
    """Whether the draft is the actor's own."""
    return draft.owner_id in actor.parties


def submissions_visible_to(actor: Actor) -> QuerySet[Submission]:
    """One's own submissions, newest first."""
    if actor.audience == "worker":
        return Submission.objects.order_by("-at")
    if actor.audience != "citizen":
        return Submission.objects.none()
    mine = Submission.objects.filter(owner_id__in=actor.parties)
    return (mine.filter(id=actor.matter) if actor.matter else mine).order_by("-at")


def access_submission(actor: Actor, submission_id: UUID) -> Submission:
    """The submission, if it is the actor's. Raises DraftNotFound."""
    found = submissions_visible_to(actor).filter(id=submission_id).first()
    if found is None:
        raise DraftNotFound
    return found
