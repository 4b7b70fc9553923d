"""Electronic licences: issue, versions, wallet, presentation, public verification. Others enter here."""

from .definitions import LICENCE_TYPE
from .domain.errors import LicenceNotVerified, LicenceNotVisible, LicenceRefused
from .domain.states import Status
from .models import Licence
from .policies import licences_visible_to
from .selectors import (
    HeldLicence,
    LicenceCard,
    licence_card,
    licence_held,
    licence_holders,
    licence_uses,
    licences_applied,
)
from .services.deciding import licence_decide
from .services.issuing import licence_issue, licence_reissue
from .services.showing import Verification, licence_verify, presentation_open, presentations_prune
from .services.using import (
    licence_apply,
    licence_authorisation_end,
    licence_authorise,
    licence_grant,
    licence_pdf,
    licence_use,
)

__all__ = [
    "LICENCE_TYPE",
    "HeldLicence",
    "Licence",
    "LicenceCard",
    "LicenceNotVerified",
    "LicenceNotVisible",
    "LicenceRefused",
    "Status",
    "Verification",
    "licence_apply",
    "licence_authorisation_end",
    "licence_authorise",
    "licence_card",
    "licence_decide",
    "licence_grant",
    "licence_held",
    "licence_holders",
    "licence_issue",
    "licence_pdf",
    "licence_reissue",
    "licence_use",
    "licence_uses",
    "licence_verify",
    "licences_applied",
    "licences_visible_to",
    "presentation_open",
    "presentations_prune",
]
