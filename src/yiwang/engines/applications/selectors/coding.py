"""The code by which somebody at a counter names an application that was filled in online."""

from uuid import UUID

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import DraftNotFound, NotForThisHat
from ..domain.keys import draft_code
from ..models import Draft, DraftSignature
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
