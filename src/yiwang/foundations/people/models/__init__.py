"""Tables of people."""

from .account import Account, AccountManager
from .acting import Appointment, AppointmentKind, Capacity, Consent, Mandate, Representation
from .client import ApiClient
from .emergency import EmergencyAccess, EmergencyVerdict
from .gap import NameGap
from .invitation import Invitation
from .party import Party, PartyAlias, PartyGrant, PartyKind
from .review import AccountReview, ReviewLine, Verdict
from .session import AccountSession

__all__ = [
    "Account",
    "AccountManager",
    "AccountReview",
    "AccountSession",
    "ApiClient",
    "Appointment",
    "AppointmentKind",
    "Capacity",
    "Consent",
    "EmergencyAccess",
    "EmergencyVerdict",
    "Invitation",
    "Mandate",
    "NameGap",
    "Party",
    "PartyAlias",
    "PartyGrant",
    "PartyKind",
    "Representation",
    "ReviewLine",
    "Verdict",
]
