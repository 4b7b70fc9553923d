"""Tables of licences: what was issued, its versions, holders, grants, presentations and uses."""

from .licence import Licence, LicenceHolder, LicenceNumber, LicenceVersion
from .using import LicenceGrant, LicencePresentation, LicenceUse

__all__ = [
    "Licence",
    "LicenceGrant",
    "LicenceHolder",
    "LicenceNumber",
    "LicencePresentation",
    "LicenceUse",
    "LicenceVersion",
]
