"""Electronic licences: issue, versions, wallet, presentation, public verification. Others enter here."""

from .definitions import LICENCE_TYPE, LicenceType
from .domain.errors import LicenceNotVerified, LicenceNotVisible, LicenceRefused
from .domain.states import Status
from .models import Licence, LicenceGrant, LicenceUse
from .policies import access_licence, licences_visible_to
from .selectors import (
    AppliedCount,
    HeldLicence,
    LicenceCard,
    licence_authorisations,
    licence_card,
    licence_held,
    licence_holders,
    licence_uses,
    licences_applied,
)
from .services.deciding import licence_decide
from .services.issuing import licence_issue, licence_reissue
from .services.showing import (
    Presentation,
    Verification,
    licence_verify,
    presentation_open,
    presentations_prune,
)
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
    "AppliedCount",
    "HeldLicence",
    "Licence",
    "LicenceCard",
    "LicenceGrant",
    "LicenceNotVerified",
    "LicenceNotVisible",
    "LicenceRefused",
    "LicenceType",
    "LicenceUse",
    "Presentation",
    "Status",
    "Verification",
    "access_licence",
    "licence_apply",
    "licence_authorisation_end",
    "licence_authorisations",
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
