"""Systems outside are told each status of a case that they handed in. Others enter here.

recipients_use(recipients)                       # in ready() of the room that takes their cases in
telling_keep(Status(...), now=now)               # a case turned: kept, told soon, in order, at least once
tellings_tell_due(now)                           # the worker, every minute
telling_again(actor, telling_id, now=now)        # a person, where it was not taken
refused_again(actor, line, now=now)              # all that one recipient refused, after a bad night
"""

from .models import Telling
from .pure import (
    Line,
    RecipientRefused,
    RecipientSilent,
    Status,
    TellingNotVisible,
    TellingRefused,
    Told,
    recipients_bound,
    recipients_use,
)
from .selectors import ToldState, cases_refused, tellings_troubled, told_state, untold_by_recipient
from .services.telling import refused_again, telling_again, telling_keep, tellings_tell_due

__all__ = [
    "Line",
    "RecipientRefused",
    "RecipientSilent",
    "Status",
    "Telling",
    "TellingNotVisible",
    "TellingRefused",
    "Told",
    "ToldState",
    "cases_refused",
    "recipients_bound",
    "recipients_use",
    "refused_again",
    "telling_again",
    "telling_keep",
    "tellings_tell_due",
    "tellings_troubled",
    "told_state",
    "untold_by_recipient",
]
