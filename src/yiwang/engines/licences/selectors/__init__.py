"""Reads of licences."""

from .faces import CODE_PURPOSE, FACE_PURPOSE, face_masked, face_opened
from .reading import (
    APPLIED,
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

__all__ = [
    "APPLIED",
    "CODE_PURPOSE",
    "FACE_PURPOSE",
    "AppliedCount",
    "HeldLicence",
    "LicenceCard",
    "face_masked",
    "face_opened",
    "licence_authorisations",
    "licence_card",
    "licence_held",
    "licence_holders",
    "licence_uses",
    "licences_applied",
]
