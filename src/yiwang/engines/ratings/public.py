"""Ratings (好差评): what people think of a service, once per case and service event. Others enter here.

service = Service(event_key=f"ticket:{id}", unit=unit, item=item, title=title, accounts=[clerk])
token = rating_token(service, "tablet", now=now)                # shown as /voice/rate/<token>/, or as a code on a slip
rating_give_by_token(token, Opinion(5, words="…"), now=now)     # serves once

Cases are offered and their applicants asked by themselves after closing, as the pack's ``ratings/service.yaml`` says.
Who rated is told to nobody but who looks into the rating (``rating_contact``), and never to who was rated.
"""

from .domain.errors import AlreadyRated, InvitationUnknown, NotForThisHat, RatingRefused
from .policies import ASK, ENTER, HANDLE, READ, SUPERVISE, access_rating, ratings_visible_to
from .pure import Channel, RatingRules
from .selectors.asking import Asked, asked_by_number, asked_by_token, asked_of_case, said_of
from .selectors.counting import Line, Wanted, rating_lines, rating_list, shown_until, unit_months, unit_words
from .selectors.rules import rules_in_force
from .services.asking import Service, rating_token
from .services.contact import rating_contact
from .services.doubting import rating_doubt, rating_trust
from .services.forgetting import ratings_forget
from .services.giving import Opinion, rating_disown, rating_enter, rating_give, rating_give_by_token
from .services.inviting import rating_invite
from .services.replying import rating_reply
from .services.sampling import DemoRatings

__all__ = [
    "ASK", "ENTER", "HANDLE", "READ", "SUPERVISE", "AlreadyRated", "Asked", "Channel", "DemoRatings",
    "InvitationUnknown", "Line", "NotForThisHat", "Opinion", "RatingRefused", "RatingRules", "Service", "Wanted",
    "access_rating", "asked_by_number", "asked_by_token", "asked_of_case", "rating_contact", "rating_disown",
    "rating_doubt", "rating_enter", "rating_give", "rating_give_by_token", "rating_invite", "rating_lines",
    "rating_list", "rating_reply", "rating_token", "rating_trust", "ratings_forget", "ratings_visible_to",
    "rules_in_force", "said_of", "shown_until", "unit_months", "unit_words",
]  # fmt: skip
