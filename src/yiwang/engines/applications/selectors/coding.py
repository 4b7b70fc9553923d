"""What somebody at a counter may be helped with: an application filled in online, by its code; matters handed in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import DraftNotFound, NotForThisHat
from ..domain.keys import draft_code
from ..models import Draft, DraftSignature, Submission
from ..policies import SERVE
from .loading import COMPILER


def draft_coded(staff: Actor, party_id: UUID, code: str) -> UUID:
    """The open application of this code that the party in presence owns or is asked to sign.

    Args:
        staff: the official's own hat.
        party_id: the party in presence, as its document says.
        code: what the party was told, see ``draft_code``; a code alone opens nothing.

    Raises:
        NotForThisHat: the hat does not serve people in presence.
        DraftNotFound: this party has none of this code.
    """
    if staff.audience != "staff" or not staff.has(SERVE):
        raise NotForThisHat
    wanted = code.strip().upper()
    with as_actor(COMPILER):
        own = Draft.objects.filter(owner_id=party_id, state="open").values_list("id", flat=True)
        asked = DraftSignature.objects.filter(subject_id=party_id, draft__state="open")
        known = {*own, *asked.values_list("draft_id", flat=True)}
    found = [draft for draft in known if draft_code(draft) == wanted]
    if len(found) != 1:
        raise DraftNotFound
    return found[0]


@dataclass(frozen=True)
class HandedIn:
    """A matter that a party handed in: its application, number, and what it is about."""

    draft: UUID
    matter: UUID
    number: str
    target: str
    title: str


def matters_in_presence(staff: Actor, party_id: UUID, *, number: str = "", limit: int = 30) -> list[HandedIn]:
    """What a party in presence handed in, the latest first.

    Args:
        staff: the official's own hat.
        party_id: the party, as its document says; a number alone opens nothing.
        number: only the matter of this number, or of which this is a part.
        limit: how many at most.

    Raises:
        NotForThisHat: the hat does not serve people in presence.
    """
    if staff.audience != "staff" or not staff.has(SERVE):
        raise NotForThisHat
    mine, wanted = Q(owner_id=party_id) | Q(parties__contains=[party_id]), number.strip()
    if wanted:
        mine &= Q(number__in=(wanted, wanted.rpartition("-")[0]))
    with as_actor(COMPILER):
        held = list(Submission.objects.filter(mine).defer("content").order_by("-at")[:limit])
    return [
        HandedIn(one.id, one.matter_id, one.number, f"{one.kind}:{one.target}", one.title) for one in held
    ]
