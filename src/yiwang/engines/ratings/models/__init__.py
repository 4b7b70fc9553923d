"""Tables of ratings: what is asked, what is said, and apart from both, for a while, who said it."""

from .asking import Invitation, InvitationToken
from .rating import Mend, Rating, Trace

__all__ = ["Invitation", "InvitationToken", "Mend", "Rating", "Trace"]
